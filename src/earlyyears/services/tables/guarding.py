"""What guards find in a table, told with the row that brought it about."""

from collections.abc import Iterator, Sequence

from earlyyears.kernel import Finding, Guard, Place, evolve, kind_of
from earlyyears.ledger import Change, Ended, Sourced, View

__all__ = ["guard_faults", "row_of"]

#: Changes up to which they are added one by one to see which of them is at fault.
_FEW = 300


def guard_faults(
    guards: Sequence[Guard], changes: Sequence[Change], facts: View, file: str
) -> Iterator[Finding]:
    """Everything that guards find in changes, placed at the rows they came from.

    A finding belongs to the first row with which it appears, so that of two rows that
    cannot both stand the second is named.
    """
    for guard in guards:
        concerned = [one for one in changes if guard.kinds & {_kind(one)}]
        bare = [one.record if isinstance(one, Sourced) else one for one in concerned]
        found = [*guard.check(bare, facts)] if bare else []
        if not found:
            continue
        tried = (
            (bare[: number + 1] for number in range(len(bare)))
            if len(bare) <= _FEW
            else ([one] for one in bare)
        )
        for change, some in zip(concerned, tried, strict=True):
            for each in guard.check(some, facts):
                if each not in found:
                    continue
                found.remove(each)
                yield evolve(each, place=Place(file, _row(change), each.place.field))
            if not found:
                break
        yield from (evolve(each, place=Place(file)) for each in found)


def _kind(change: Change) -> str:
    if isinstance(change, Sourced):
        return kind_of(change.record).name
    return change.kind if isinstance(change, Ended) else ""


def _row(change: Change) -> int | None:
    return row_of(change) if isinstance(change, Sourced) else None


def row_of(change: Sourced) -> int:
    """The number of the row that brought a record."""
    return int(change.source.removeprefix("row "))
