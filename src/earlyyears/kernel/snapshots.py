"""Facts in memory, for tests, notebooks and other processes."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, TypeVar

from .answers import Answer
from .questions import NO_RULES, Facts, Question, Rule, RuleBook, Scope, answer_from
from .records import Record, Ref, kind_of
from .recordsets import Records, shelve

__all__ = ["Snapshot"]

R = TypeVar("R", bound=Record)
S = TypeVar("S")
V = TypeVar("V")


class Snapshot:
    """Facts in memory: some records, on a day, with some rules.

    Records that are not valid on the day are left out.

    >>> from earlyyears.kernel import Record, record
    >>> @record("example.place")
    ... class Place(Record):
    ...     name: str
    >>> snapshot = Snapshot(Place(id="place/1", name="Elm"), on=dt.date(2021, 9, 1))
    >>> snapshot.all(Place).one().name
    'Elm'
    """

    def __init__(
        self,
        *records: Record,
        on: dt.date,
        rules: RuleBook = NO_RULES,
        versions: Mapping[str, int] | None = None,
    ) -> None:
        #: The day that the facts are about.
        self.on = on
        #: The rules that questions are put to.
        self.rules = rules
        self._versions = dict(versions or {})
        self._shelves = shelve(one for one in records if one.valid.covers(on))
        self._scopes: dict[tuple[frozenset[str], frozenset[str]], Scope] = {}

    @classmethod
    def from_(cls, facts: Facts, *kinds: type[Record]) -> "Snapshot":
        """Copy the records of some kinds out of other facts, with their versions."""
        records = [one for kind in kinds for one in facts.all(kind)]
        versions = {each.id: each.version for each in facts.cite(*records)}
        return cls(*records, on=facts.on, rules=facts.rules, versions=versions)

    def all(self, kind: type[R]) -> Records[R]:
        """Every record of a kind that is valid on the day."""
        found: Records[R] = self._shelves.get(kind_of(kind).name, Records())
        return found

    def ask(self, question: Question[S, V], subject: S) -> Answer[V]:
        """The answer of the one rule for this question, subject and day."""
        return answer_from(question, subject, self)

    def cite(self, *records: Record) -> tuple[Ref, ...]:
        """References to these records in the versions that the facts hold."""
        versions = self._versions
        return tuple(
            [
                Ref(one.__earlyyears_kind__.name, one.id, versions.get(one.id, 0))
                for one in records
            ]
        )

    def within(self, rule: Rule[Any, Any]) -> Facts:
        """The same facts as that rule may see them."""
        key = (rule.kinds, rule.question.forbids)
        scope = self._scopes.get(key)
        if scope is None:
            scope = self._scopes[key] = Scope(self, *key)
        return scope
