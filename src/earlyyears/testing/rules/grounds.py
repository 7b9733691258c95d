"""Checks of grounds and dates: by what right, on which records, on which days."""

import datetime as dt
from collections.abc import Iterator
from itertools import combinations
from typing import Any

from earlyyears.kernel import Citation, DateRange, Rule, RuleRef
from earlyyears.testing.kits import check

from .base import RuleBase

__all__ = ["RuleGrounds"]

_ONE_DAY = dt.timedelta(days=1)


class RuleGrounds(RuleBase):
    """Every answer says by what right it is given, and only on its days."""

    @check(cure="Give `basis=Citation(“instrument”, “clause”, …)` with each rule.")
    def test_every_rule_is_cited(self) -> None:
        """A rule names the instrument that it comes from."""
        assert [] == [
            one.name for one in self.rules() if not one.basis.instrument.strip()
        ]

    @check(cure="Leave `basis` to the rule, or cite what says so, with its instrument.")
    def test_every_answer_is_cited(self) -> None:
        """An answer carries a citation, its rule, the plugin and its dates."""
        for one in self.trials():
            why = one.answer().why
            assert why.basis is not None, one.name
            assert why.basis.instrument.strip(), one.name
            assert why.rule is not None, one.name
            assert (one.rule.name, one.rule.plugin) == (why.rule.name, why.rule.plugin)

    @check(cure="Only a person who read the source may set `confirmed=True`.")
    def test_unconfirmed_law_stays_unconfirmed(self) -> None:
        """An answer does not claim more of its source than the rule does."""
        amiss = [
            one.name
            for one in self.trials()
            if _claims_more(one.answer().why.basis, one.rule.basis)
        ]
        assert [] == amiss

    @check(cure="Give the citation the days on which its text is in force.")
    def test_the_text_is_in_force_while_the_rule_is(self) -> None:
        """A rule does not rest on a text that is not yet, or no more, in force."""
        amiss = [
            f"{one.name}: {one.during} on a text in force {one.basis.during}"
            for one in self.rules()
            if not _within(one.during, one.basis.during)
        ]
        assert [] == amiss

    @check(cure="Cite records of the kinds in `reads=` only, with facts.cite(…).")
    def test_what_is_cited_was_there_to_be_read(self) -> None:
        """Each record in `because` is of a kind that is read, and among the facts."""
        for one in self.trials():
            held = {record.id for record in one.records}
            for cited in one.answer().why.because:
                assert cited.kind in one.rule.kinds, one.name
                assert cited.id in held, (
                    f"{one.name}: {cited.id} is not among the facts"
                )

    @check(cure="Let one rule end on the day on which the next begins.")
    def test_one_rule_answers_on_a_day(self) -> None:
        """No two rules of the plugin for one question and borough share a day."""
        amiss = [
            f"{a.name} and {b.name}"
            for a, b in combinations(self.rules(), 2)
            if _compete(a, b) and _overlap(a.during, b.during)
        ]
        assert [] == amiss

    @check(
        needs="no_gaps", cure="Begin each rule on the day on which the last one ends."
    )
    def test_no_day_between_rules_is_left_out(self) -> None:
        """Where one rule ends and a later one begins, no day falls between."""
        assert [] == list(_gaps(self.rules()))

    @check(cure="Take dates from `during=`, not from the code: a rule ends by itself.")
    def test_outside_its_days_a_rule_is_silent(self) -> None:
        """On the day before it begins and the day it ends, somebody else answers."""
        for one in self.trials():
            for day in _days_outside(one.rule.during):
                asked = one.facts(on=day).ask(one.rule.question, one.subject)
                assert _signed_by(one.rule) != _signed_by(asked.why.rule), (
                    f"{one.name} on {day}"
                )


def _signed_by(rule: Rule[Any, Any] | RuleRef | None) -> tuple[str, DateRange] | None:
    return None if rule is None else (rule.name, rule.during)


def _claims_more(given: Citation | None, basis: Citation) -> bool:
    if given is None or basis.confirmed or not given.confirmed:
        return False
    return (given.instrument, given.clause) == (basis.instrument, basis.clause)


def _within(inner: DateRange, outer: DateRange) -> bool:
    starts = outer.start is None or (
        inner.start is not None and inner.start >= outer.start
    )
    ends = outer.end is None or (inner.end is not None and inner.end <= outer.end)
    return starts and ends


def _compete(one: Rule[Any, Any], other: Rule[Any, Any]) -> bool:
    if one.question.name != other.question.name:
        return False
    both = one.boroughs & other.boroughs
    return bool(both) or not (one.boroughs or other.boroughs)


def _overlap(one: DateRange, other: DateRange) -> bool:
    starts = max(one.start or dt.date.min, other.start or dt.date.min)
    return starts < min(one.end or dt.date.max, other.end or dt.date.max)


def _gaps(rules: list[Rule[Any, Any]]) -> Iterator[str]:
    for one in rules:
        later = [
            other.during.start
            for other in rules
            if _compete(one, other)
            and one.during.end is not None
            and other.during.start is not None
            and other.during.start >= one.during.end
        ]
        if later and min(later) != one.during.end:
            yield f"{one.question.name}: nobody answers from {one.during.end}"


def _days_outside(during: DateRange) -> list[dt.date]:
    before = [during.start - _ONE_DAY] if during.start else []
    return [*before, *([during.end] if during.end else [])]
