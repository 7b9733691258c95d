"""The fold: the latest known assertion that covers the day wins.

That sentence is the whole algorithm.  Rows come in the order of the log; those of
commits that were withdrawn do not count; an assertion of nothing wins like any other.
"""

import datetime as dt
import json
from collections.abc import Container, Iterable

from .rows import NOTHING, Row

__all__ = ["latest", "taken_back", "targets_of", "withdrawn"]


def latest(
    rows: Iterable[Row], on: dt.date, left_out: Container[int] = ()
) -> dict[str, Row]:
    """For each id, the row that holds on a day; ids of which none holds are absent."""
    day = on.isoformat()
    found: dict[str, Row] = {}
    for row in rows:
        if row[4] <= day < row[5] and row[0] not in left_out:
            found[row[2]] = row
    return {
        key: row
        for key, row in found.items()
        if row.body is not None and row.body != NOTHING
    }


def targets_of(rows: Iterable[Row]) -> list[tuple[int, int]]:
    """Which commit takes back which, from the rows of withdrawals."""
    return [
        (row.commit, int(json.loads(row.body)["commit"]))
        for row in rows
        if row.body is not None
    ]


def withdrawn(targets: Iterable[tuple[int, int]]) -> frozenset[int]:
    """The commits that do not count, where a withdrawal may itself be withdrawn.

    A commit is only ever taken back by a later one, so the newest are looked at first.

    >>> sorted(withdrawn([(3, 1), (4, 2), (5, 4)]))
    [1, 4]
    """
    return frozenset(taken_back(targets))


def taken_back(targets: Iterable[tuple[int, int]]) -> dict[int, int]:
    """For each commit that does not count, the one that took it back.

    >>> taken_back([(3, 1), (4, 2), (5, 4)])
    {4: 5, 1: 3}
    """
    found: dict[int, int] = {}
    for commit, target in sorted(targets, reverse=True):
        if commit not in found:
            found[target] = commit
    return found
