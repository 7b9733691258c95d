"""Stretches of days beside one another: what they share, and what they leave."""

from collections.abc import Iterator, Sequence

from earlyyears.kernel import DateRange, Record

__all__ = ["less", "meeting", "shared"]


def meeting(held: Sequence[Record], valid: DateRange) -> Record | None:
    """The newest stretch that shares a day with others, or the newest of all."""
    found = [one for one in held if one.valid.meets(valid)] or held
    return found[-1] if found else None


def less(days: DateRange, taken: Sequence[DateRange]) -> list[DateRange]:
    """The stretches of some days that others leave free."""
    free = [days]
    for other in taken:
        free = [part for each in free for part in _without(each, other)]
    return free


def _without(days: DateRange, other: DateRange) -> Iterator[DateRange]:
    if not days.meets(other):
        yield days
        return
    if other.start is not None and (days.start is None or days.start < other.start):
        yield DateRange(days.start, other.start)
    if other.end is not None and (days.end is None or other.end < days.end):
        yield DateRange(other.end, days.end)


def shared(one: DateRange, two: DateRange) -> DateRange | None:
    """The days of both, or None."""
    if not one.meets(two):
        return None
    start = max((day for day in (one.start, two.start) if day), default=None)
    end = min((day for day in (one.end, two.end) if day), default=None)
    return DateRange(start, end)
