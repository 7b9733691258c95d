"""Checks against the case tables that an officer signed."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from earlyyears.kernel import Answered, Pence
from earlyyears.testing.kits import check

from .arithmetic import last_result, sums_amiss
from .base import RuleBase, Trial, shape_of
from .values import agrees

__all__ = ["RuleCases"]


class RuleCases(RuleBase):
    """What comes out is what an officer signed, and the working adds up."""

    @check(
        needs="cases",
        cure="Set `cases` to a folder with cases.csv, one row a case, for every rule.",
    )
    def test_every_rule_has_a_case(self) -> None:
        """No rule answers anything that nobody has worked out by hand."""
        named = {one.case.rule for one in self.trials()}
        assert [] == [one.name for one in self.rules() if one.name not in named]

    @check(
        needs="cases",
        cure="Let an officer fill in signed_off_by, a post, and signed_off_on, a day.",
    )
    def test_every_case_is_signed_off(self) -> None:
        """A case says which post stands for it, and since when."""
        assert [] == [one.name for one in self.trials() if not one.case.signed]

    @check(cure="Mend the rule; where the case is wrong, have it signed anew.")
    def test_cases_come_out_as_signed(self) -> None:
        """Shape, value and reason of each answer are those of its case."""
        assert [] == [said for one in self.trials() for said in _differences(one)]

    @check(cure="Ask through the catalogue: dates, boroughs or reads keep it out.")
    def test_the_hub_asks_the_rule_of_the_case(self) -> None:
        """Put as a question, each case is answered by its own rule, alike."""
        amiss: list[str] = []
        for one in self.trials():
            asked = one.facts().ask(one.rule.question, one.subject)
            alone = one.answer()
            if (asked.why.rule, asked) != (alone.why.rule, alone):
                amiss.append(f"{one.name}: {asked.why.reason} by {asked.why.rule}")
        assert [] == amiss

    @check(cure="Work in Pence, Hours and Fraction, and write the steps from them.")
    def test_every_sum_in_the_working_comes_out(self) -> None:
        """Each equation in the steps, worked out exactly, is right to the penny."""
        amiss = [
            (one.name, sums_amiss(one.answer().why.steps)) for one in self.trials()
        ]
        assert [] == [each for each in amiss if each[1]]

    @check(
        needs="working",
        cure="End the steps with an equation whose right side is the answer.",
    )
    def test_an_amount_is_what_its_working_ends_in(self) -> None:
        """An amount of money has working, and is the last result of it."""
        assert [] == [said for one in self.trials() if (said := _unworked(one))]


def _differences(trial: Trial) -> Iterator[str]:
    case, answer = trial.case, trial.answer()
    if shape_of(answer) != case.answer:
        yield f"{trial.name}: {shape_of(answer)} ({answer.why.reason})"
        return
    if case.reason and answer.why.reason != case.reason:
        yield f"{trial.name}: the reason is {answer.why.reason}"
    if isinstance(answer, Answered):
        yield from (f"{trial.name}: {said}" for said in _unlike(case, answer.value))


def _unlike(case: Any, value: Any) -> Iterator[str]:
    if case.value and not agrees(case.value, value):
        yield f"the value is {value}"
    for name, text in case.value_fields.items():
        found = getattr(value, name, None)
        if not agrees(text, found):
            yield f"{name} is {found}"


def _unworked(trial: Trial) -> str:
    answer = trial.answer()
    if not (isinstance(answer, Answered) and isinstance(answer.value, Pence)):
        return ""
    found = last_result(answer.why.steps)
    if found is None:
        return f"{trial.name}: {answer.value} has no working"
    due = Fraction(answer.value.pence, 100)
    return "" if found == due else f"{trial.name}: {answer.value} is not in its working"
