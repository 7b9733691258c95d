"""Facts as they would be if something else were recorded: for comparing choices."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, TypeVar

from earlyyears.kernel import (
    Answer,
    EarlyYearsError,
    Facts,
    Question,
    Record,
    Records,
    Ref,
    Rule,
    RuleBook,
    Scope,
    answer_from,
    frozen,
    kind_of,
)
from earlyyears.places import Setting

from .policies import SUPPORT_LEAD
from .presets import presets
from .records import PolicyChoice

__all__ = [
    "Difference",
    "Supposed",
    "UnknownPresetError",
    "choices_of",
    "compare",
    "with_preset",
]

R = TypeVar("R", bound=Record)
S = TypeVar("S")
V = TypeVar("V")


class UnknownPresetError(EarlyYearsError, LookupError):
    """The name of a preset that nobody offers."""

    code = "EY200"


class Supposed:
    """Facts with some records supposed beside or instead of those that are recorded.

    Nothing is written.  A supposed record takes the place of the one with its id;
    `without` are ids of records that are supposed not to be there.
    """

    def __init__(
        self, facts: Facts, records: Iterable[Record], without: Iterable[str] = ()
    ) -> None:
        self._facts = facts
        self._gone = frozenset(without)
        self._supposed = {one.id: one for one in records if one.valid.covers(facts.on)}
        self._kept: dict[str, Records[Any]] = {}
        self._scopes: dict[tuple[frozenset[str], frozenset[str]], Scope] = {}

    @property
    def on(self) -> dt.date:
        """The day that the facts are about."""
        return self._facts.on

    @property
    def rules(self) -> RuleBook:
        """The rules that questions are put to."""
        return self._facts.rules

    def all(self, kind: type[R]) -> Records[R]:
        """Every record of a kind that is valid on the day, with the supposed ones."""
        name = kind_of(kind).name
        found = self._kept.get(name)
        if found is None:
            found = self._kept[name] = self._with_supposed(kind)
        return found

    def _with_supposed(self, kind: type[R]) -> Records[R]:
        known = self._facts.all(kind)
        added = [one for one in self._supposed.values() if isinstance(one, kind)]
        if not (added or self._gone):
            return known
        out = self._gone.union(self._supposed)
        return Records([*(one for one in known if one.id not in out), *added])

    def ask(self, question: Question[S, V], subject: S) -> Answer[V]:
        """The answer of the one rule for this question, subject and day."""
        return answer_from(question, subject, self)

    def cite(self, *records: Record) -> tuple[Ref, ...]:
        """References to these records; a supposed one has version 0."""
        cited: list[Ref] = []
        for one in records:
            if self._supposed.get(one.id) is one:
                cited.append(Ref(kind_of(one).name, one.id))
            else:
                cited.extend(self._facts.cite(one))
        return tuple(cited)

    def within(self, rule: Rule[Any, Any]) -> Facts:
        """The same facts as that rule may see them."""
        key = (rule.kinds, rule.question.forbids)
        if key not in self._scopes:
            self._scopes[key] = Scope(self, *key)
        return self._scopes[key]


def with_preset(facts: Facts, key: str) -> Supposed:
    """The facts as if every borough in them had chosen this preset.

    Raises `UnknownPresetError` for a name that no preset has.
    """
    boroughs = {one.borough for one in facts.all(Setting)}
    return Supposed(facts, choices_of(key, sorted(boroughs)))


def choices_of(key: str, boroughs: Iterable[str]) -> list[PolicyChoice]:
    """What would be recorded had these boroughs chosen a preset.

    Raises `UnknownPresetError` for a name that no preset has.
    """
    known = presets()
    if key not in known:
        message = f"“{key[:60]}” is not a preset for report cards"
        raise UnknownPresetError(
            message, advice=f"Use one of: {', '.join(sorted(known))}.", preset=key[:60]
        )
    return [_choice(borough, key) for borough in boroughs]


def _choice(borough: str, key: str) -> PolicyChoice:
    return PolicyChoice(
        id=f"policy-choice/{borough}/{SUPPORT_LEAD}",
        borough=borough,
        policy=SUPPORT_LEAD,
        value=key,
        reason="supposed for a comparison",
    )


@frozen
class Difference:
    """A setting about which two states of the facts give different answers."""

    setting: Setting
    first: Answer[Any]
    second: Answer[Any]


def compare(
    facts_a: Facts, facts_b: Facts, question: Question[Setting, Any]
) -> list[Difference]:
    """Every setting on which the same question has another answer in other facts.

    The grounds may differ without the answer differing: what counts is the value, or
    without a value the shape of the answer and its reason.
    """
    known = {one.id: one for facts in (facts_b, facts_a) for one in facts.all(Setting)}
    pairs = (
        Difference(one, facts_a.ask(question, one), facts_b.ask(question, one))
        for one in known.values()
    )
    return [each for each in pairs if _essence(each.first) != _essence(each.second)]


def _essence(answer: Answer[Any]) -> tuple[object, ...]:
    value = getattr(answer, "value", None)
    return (type(answer), value if value is not None else answer.why.reason)
