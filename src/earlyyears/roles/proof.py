"""A proof by enumeration: every class of setting state has exactly one answer.

The classes come from the record types and from the conditions of the tables.  For each
of them a real snapshot is made and the question is put to the rules, so nothing is
proved of a model that the library does not use.  The product of everything with
everything would run for days; three families cover it:

- every outcome, on every day on which a rule changes, under every choice and ruling,
  for one group setting;
- every provider type, register, history, publication and later visit, with one outcome
  for each answer that the tables can give;
- every concern, override and agreement, over every provider type and those outcomes,
  and settings that hold two registrations.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any

from earlyyears.inspection import (
    ChildcareRegisterInspection,
    Outcome,
)
from earlyyears.kernel import (
    Answer,
    Answered,
    CannotTell,
    DateRange,
    NotApplicable,
    Rule,
    RuleBook,
    Snapshot,
    add_months,
    frozen,
)
from earlyyears.places import Setting, vocabulary

from .classes import boundaries, outcome_classes, register_classes
from .leads import Lead, support_lead
from .presets import presets as shipped_presets
from .presets import rules_for, shipped_table
from .states import State, inspected_on, records_of
from .tables import Panel, Table
from .wordings import codes, table, transition

__all__ = ["Example", "Proof", "prove"]

_FAULTY = frozenset({"no_rule", "two_rules"})
_TOLD = 20


@frozen
class Example:
    """A class of setting state that has no answer or more than one, and what it is."""

    state: State
    reason: str

    def in_words(self) -> str:
        """The example in a sentence."""
        said = {"no_rule": "no clause covers", "two_rules": "two clauses differ on"}
        return f"{said.get(self.reason, self.reason)}: {self.state.in_words()}"


@frozen
class Proof:
    """How many classes there are, what was answered, which have no single answer."""

    classes: int
    #: Classes by status.
    by_status: Mapping[str, int]
    #: Classes by status and reason.
    by_reason: Mapping[tuple[str, str], int]
    #: How many classes have no answer, or more than one.
    faults: int
    #: The first such class for each reason and day, as example settings.
    examples: tuple[Example, ...]

    @property
    def holds(self) -> bool:
        """Whether every class has exactly one answer."""
        return not self.faults

    def as_data(self) -> dict[str, Any]:
        """The proof as plain data, ready for JSON."""
        return {
            "holds": self.holds,
            "classes": self.classes,
            "by_status": dict(self.by_status),
            "by_reason": [
                {"status": status, "reason": reason, "classes": count}
                for (status, reason), count in self.by_reason.items()
            ],
            "faults": self.faults,
            "examples": [each.in_words() for each in self.examples],
        }

    def lines(self) -> list[str]:
        """The proof in lines to read."""
        verdict = (
            "exactly one answer for each" if self.holds else f"{self.faults:,} without"
        )
        return [
            f"{self.classes:,} classes of setting state: {verdict}.",
            *(f"  {count:>9,}  {status}" for status, count in self.by_status.items()),
            "By reason:",
            *(
                f"  {count:>9,}  {status:<15} {reason}"
                for (status, reason), count in self.by_reason.items()
            ),
            *(f"  ! {each.in_words()}" for each in self.examples),
        ]


def prove(
    rules: Iterable[Rule[Setting, Lead]] | None = None,
    presets: Mapping[str, Table] | None = None,
) -> Proof:
    """Put the question for every class of setting state, and count the answers.

    `presets` are decision tables instead of those that ship, `rules` other rules.
    A class faults where no clause covers it, where clauses differ on it, where no rule
    or two rules answer on its day, or where the reason is not a named one.
    """
    before = shipped_table("less_than_good_2014")
    tables = presets or {key: one.table for key, one in shipped_presets().items()}
    used = tuple(rules or rules_for(before, tables))
    return _proved(_states([before, *tables.values()], tables, used), RuleBook(used))


def _proved(states: Iterable[State], book: RuleBook) -> Proof:
    counted: Counter[tuple[str, str]] = Counter()
    examples: dict[tuple[str, dt.date], Example] = {}
    faults = 0
    for state in states:
        answer = _asked(state, book)
        status, reason = _status(answer), answer.why.reason
        counted[(status, reason)] += 1
        if reason in _FAULTY or not _named(answer):
            faults += 1
            examples.setdefault((reason, state.on), Example(state, reason))
    by_status: Counter[str] = Counter()
    for (status, _), count in counted.items():
        by_status[status] += count
    ordered = dict(sorted(counted.items(), key=lambda each: (each[0][0], -each[1])))
    return Proof(
        sum(counted.values()),
        dict(by_status.most_common()),
        ordered,
        faults,
        tuple(examples.values())[:_TOLD],
    )


# ------------------------------------------------------------------- the classes


def _states(
    tables: list[Table], presets: Mapping[str, Table], rules: tuple[Rule[Any, Any], ...]
) -> Iterator[State]:
    days = _days(tables, rules)
    outcomes = outcome_classes(tables)
    ends = [days[0], days[-1]]
    typical = _typical(outcomes, tables, ends)
    yield from _every_outcome(outcomes, days, ["", *presets])
    yield from _every_provider(typical, ends)
    yield from _every_decision(typical, ends)


def _days(tables: list[Table], rules: tuple[Rule[Any, Any], ...]) -> list[dt.date]:
    """The days around every change of the rules, and one some months after the last."""
    ranges = [one.during for one in rules]
    ranges += [clause.during for each in tables for clause in each.clauses]
    days = boundaries([*ranges, DateRange(None, transition().before)])
    return [*days, add_months(days[-1], 3)]


def _every_outcome(
    outcomes: list[Outcome], days: list[dt.date], choices: list[str]
) -> Iterator[State]:
    readings = ("", *transition().readings)
    for outcome, on, preset in product(outcomes, days, choices):
        card = outcome.framework == transition().framework
        for between, reading in product((False, True), readings) if card else _PLAIN:
            state = State(
                on, outcome=outcome, preset=preset, reading=reading, between=between
            )
            if inspected_on(state, outcome) < on:
                yield state


_PLAIN = ((False, ""),)


def _typical(
    outcomes: list[Outcome], tables: list[Table], days: list[dt.date]
) -> list[Outcome]:
    """One outcome for each combination of answers that the tables can give."""
    panels = [Panel([one], day, new_ended=False) for one, day in product(tables, days)]
    seen: dict[object, Outcome] = {}
    for outcome in outcomes:
        given = tuple(
            (each.status, each.lead, each.duty)
            for each in (panel.verdict(outcome) for panel in panels)
        )
        seen.setdefault((type(outcome) is ChildcareRegisterInspection, given), outcome)
    never = [one for one in outcomes if isinstance(one, ChildcareRegisterInspection)]
    kinds = {type(one): one for one in outcomes}
    return list(dict.fromkeys([*seen.values(), *never[:2], *kinds.values()]))


def _providers() -> Iterator[dict[str, Any]]:
    subtypes = ("", *codes("subtype", "out_of_school"))
    types = ("", *vocabulary("provider-type").codes())
    for type_, subtype, registers in product(types, subtypes, register_classes()):
        yield {"type": type_, "subtype": subtype, "registers": registers, "kind": ""}
    for kind in vocabulary("setting-kind").codes():
        yield {"kind": kind, "type": "", "registers": ()}


def _unregistered() -> Iterator[dict[str, Any]]:
    for kind in vocabulary("setting-kind").codes():
        yield {"kind": kind, "registered": False}


def _every_provider(outcomes: list[Outcome], days: list[dt.date]) -> Iterator[State]:
    publications = ("typed", "ahead", "taken", "unknown")
    for given, on, outcome in product(_providers(), days, outcomes):
        plain = State(on, outcome=outcome, **given)
        if inspected_on(plain, outcome) >= on:
            continue
        for publication, empty, later, ended in product(
            publications, (False, True), (False, True), (False, True)
        ):
            yield State(
                on,
                outcome=outcome,
                publication=publication,
                empty_visit=empty,
                starts_later=later,
                new_ended=ended,
                **given,
            )


def _every_decision(outcomes: list[Outcome], days: list[dt.date]) -> Iterator[State]:
    yes_no = (False, True)
    given_all = [*_providers(), *_unregistered()]
    for given, on, outcome in product(given_all, days, outcomes):
        plain = State(on, outcome=outcome, **given)
        if inspected_on(plain, outcome) >= on:
            continue
        for concern, override, agreement in product(yes_no, repeat=3):
            yield State(
                on,
                outcome=outcome,
                concern=concern,
                override=override,
                agreement=agreement,
                **given,
            )
    for on, outcome, second in product(days, outcomes, register_classes()):
        state = State(on, outcome=outcome, second=second)
        if inspected_on(state, outcome) < on:
            yield state


# ------------------------------------------------------------- records of a class


def _asked(state: State, book: RuleBook) -> Answer[Lead]:
    setting, *others = records_of(state)
    return Snapshot(setting, *others, on=state.on, rules=book).ask(
        support_lead, setting
    )


# ------------------------------------------------------------------ reading answers


def _status(answer: Answer[Lead]) -> str:
    if isinstance(answer, Answered):
        return "answered"
    if isinstance(answer, NotApplicable):
        return "not_applicable"
    return "cannot_tell" if isinstance(answer, CannotTell) else "unsupported"


def _named(answer: Answer[Lead]) -> bool:
    """Whether an answer without a lead gives a reason that the data file names."""
    if isinstance(answer, Answered):
        return True
    return (_status(answer), answer.why.reason) in _NAMED


_NAMED = frozenset(
    (row["status"], row["code"])
    for row in table("reasons")["reason"]
    if row["code"] not in _FAULTY
)
