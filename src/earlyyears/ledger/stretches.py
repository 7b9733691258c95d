"""Every stretch of days for which something is known, whatever the day asked about."""

from collections.abc import Container, Iterable, Iterator

from .rows import NOTHING, Row

__all__ = ["stretches"]

#: First day and first day no longer, as text.
_Days = tuple[str, str]


def stretches(
    rows: Iterable[Row], left_out: Container[int] = ()
) -> Iterator[tuple[Row, str, str]]:
    """The rows that hold on some day, each with the days on which it does.

    Rows come in the order of the log; what is given back goes id by id, in the order in
    which ids were first told, and day by day.  Neighbouring stretches that say the same
    are one.
    """
    told: dict[str, list[Row]] = {}
    for row in rows:
        if row.commit not in left_out:
            told.setdefault(row.id, []).append(row)
    for held in told.values():
        yield from _joined(sorted(_standing(held), key=lambda found: found[1]))


def _standing(rows: list[Row]) -> Iterator[tuple[Row, str, str]]:
    """What stands of the rows of one id: the latest that covers a day wins."""
    taken: list[_Days] = []
    for row in reversed(rows):
        free = [(row.start, row.end)]
        for first, last in taken:
            free = [part for each in free for part in _without(each, first, last)]
        taken.append((row.start, row.end))
        if row.body is not None and row.body != NOTHING:
            yield from ((row, first, last) for first, last in free)


def _without(days: _Days, first: str, last: str) -> Iterator[_Days]:
    start, end = days
    if last <= start or end <= first:
        yield days
        return
    if start < first:
        yield start, first
    if last < end:
        yield last, end


def _joined(found: list[tuple[Row, str, str]]) -> Iterator[tuple[Row, str, str]]:
    held: tuple[Row, str, str] | None = None
    for row, first, last in found:
        if held and held[2] == first and held[0].body == row.body:
            held = (held[0], held[1], last)
        else:
            if held:
                yield held
            held = (row, first, last)
    if held:
        yield held
