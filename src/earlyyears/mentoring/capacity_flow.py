"""Whether work fits into the half-days that there are: a flow from work to release.

Work that the same people may do, in the same term, stands together.  Work may be shared
out among those who may do it and among the weeks of its term, down to the smallest part
in use.  What does not fit is shown by a cut: this work may go only to these people, who
have fewer half-days than it takes.
"""

import itertools
from collections import deque
from collections.abc import Hashable, Mapping, Sequence
from typing import Generic, TypeVar

from earlyyears.kernel import frozen

__all__ = ["Cut", "Flow", "flow"]

G = TypeVar("G", bound=Hashable)
C = TypeVar("C", bound=Hashable)


@frozen
class Cut(Generic[G, C]):
    """Work that may go only into certain cells, and by how much they are too small."""

    groups: frozenset[G]
    cells: frozenset[C]
    short: int


@frozen
class Flow(Generic[G, C]):
    """How much fits, who does it, and, where not all fits, the tightest cut."""

    done: int
    #: How much of each cell is used.
    used: Mapping[C, int]
    #: None where everything fits.
    cut: Cut[G, C] | None


def flow(
    demand: Mapping[G, int], room: Mapping[C, int], may: Mapping[G, Sequence[C]]
) -> Flow[G, C]:
    """Fit as much demand as can be into the room there is.

    >>> found = flow({"audits": 5}, {"ann": 2, "ben": 1}, {"audits": ["ann", "ben"]})
    >>> found.done, found.cut.short
    (3, 2)
    """
    work = _Network(demand, room, may)
    while work.augment():
        pass
    left = sum(work.left.values())
    used = {cell: room[cell] - free for cell, free in work.room.items()}
    cut = None if left == 0 else Cut(*work.reached(), left)
    return Flow(sum(demand.values()) - left, used, cut)


class _Network(Generic[G, C]):
    """A flow while it grows, by the shortest way that is still open."""

    def __init__(
        self,
        demand: Mapping[G, int],
        room: Mapping[C, int],
        may: Mapping[G, Sequence[C]],
    ) -> None:
        self.left = dict(demand)
        self.room = dict(room)
        self._may = may
        self._given: dict[C, dict[G, int]] = {cell: {} for cell in room}

    def _search(self) -> tuple[dict[G, C | None], dict[C, G], C | None]:
        """Groups and cells in reach of work that is left, and the first open cell."""
        groups: dict[G, C | None] = {g: None for g, n in self.left.items() if n}
        cells: dict[C, G] = {}
        waiting = deque(groups)
        while waiting:
            group = waiting.popleft()
            for cell in self._may[group]:
                if cell in cells:
                    continue
                cells[cell] = group
                if self.room[cell]:
                    return groups, cells, cell
                for other, amount in self._given[cell].items():
                    if amount and other not in groups:
                        groups[other] = cell
                        waiting.append(other)
        return groups, cells, None

    def reached(self) -> tuple[frozenset[G], frozenset[C]]:
        """The groups and cells that what is left could still reach: a smallest cut."""
        groups, cells, _ = self._search()
        return frozenset(groups), frozenset(cells)

    def augment(self) -> bool:
        """Push as much as one way allows; nothing where no way is open."""
        groups, cells, end = self._search()
        if end is None:
            return False
        way: list[tuple[G, C]] = []
        cell: C | None = end
        while cell is not None:
            group = cells[cell]
            way.append((group, cell))
            cell = groups[group]
        back = [
            self._given[taken][group]
            for (group, _), (_, taken) in itertools.pairwise(way)
        ]
        first = way[-1][0]
        amount = min(self.room[end], self.left[first], *back)
        self._push(way, amount)
        self.left[first] -= amount
        self.room[end] -= amount
        return True

    def _push(self, way: Sequence[tuple[G, C]], amount: int) -> None:
        for group, cell in way:
            given = self._given[cell]
            given[group] = given.get(group, 0) + amount
        for (group, _), (_, taken) in itertools.pairwise(way):
            self._given[taken][group] -= amount
