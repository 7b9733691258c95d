"""Changes as guards get them: what is told, what ends, and the facts with both in."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from earlyyears.kernel import DateRange, Facts, Record, Timeline

from .supposing import Supposed

__all__ = ["After", "told"]

R = TypeVar("R", bound=Record)


def told(changes: Iterable[Any], kind: type[R]) -> list[R]:
    """The records of a kind that some changes assert, in the order given."""
    bare = (getattr(change, "record", change) for change in changes)
    return [one for one in bare if isinstance(one, kind)]


class After:
    """The facts as they would be on any day with the changes in."""

    def __init__(self, changes: Sequence[Any], facts: Timeline) -> None:
        bare = [getattr(change, "record", change) for change in changes]
        #: Changes that say on which days they hold; a withdrawal says none.
        self.dated: list[Any] = [one for one in bare if hasattr(one, "valid")]
        self._facts = facts
        self._days: dict[dt.date, Facts] = {}
        self._before: dict[dt.date, Facts] = {}

    def day(self, one: Record) -> dt.date:
        """The first day of a record, today where it holds since always."""
        return one.valid.start or self._facts.on

    def before(self, day: dt.date) -> Facts:
        """The facts on a day as they are without the changes."""
        if day not in self._before:
            self._before[day] = self._facts.at(day)
        return self._before[day]

    def on(self, day: dt.date) -> Facts:
        """The facts on a day with the changes in."""
        if day not in self._days:
            self._days[day] = self._with_changes(day)
        return self._days[day]

    def _with_changes(self, day: dt.date) -> Facts:
        last = {one.id: one for one in self.dated if one.valid.covers(day)}
        gone = [key for key, one in last.items() if not isinstance(one, Record)]
        records = [one for one in last.values() if isinstance(one, Record)]
        return Supposed(self.before(day), records, gone)

    def days(self, kinds: Iterable[type[Record]]) -> list[dt.date]:
        """The days on which something of these kinds turns while a change holds."""
        found = {day for kind in kinds for day in self._facts.turns(kind)}
        found.update(self._own_days())
        spans = [one.valid for one in self.dated]
        return sorted(day for day in found if _covered(spans, day))

    def _own_days(self) -> Iterator[dt.date]:
        yield self._facts.on
        for one in self.dated:
            yield from (day for day in (one.valid.start, one.valid.end) if day)


def _covered(spans: Iterable[DateRange], day: dt.date) -> bool:
    """Whether a day lies in a range, or is the first on which one holds no more."""
    return any(span.covers(day) or span.end == day for span in spans)
