"""Of all allocations that cost the same, the first one in order of keys.

An optimum is turned into another by moves that cost nothing: one setting moves to
another mentor, whose setting moves on, until the place that was left first is filled.
The first setting takes the first mentor that such moves can open for it and stays
there; then the second, and so on.
"""

from collections.abc import Container, Sequence
from typing import Protocol

__all__ = ["BARRED", "Part", "Ties"]

#: Stands for a pair that is forbidden; far above every price, far below overflow.
BARRED = 2**58


class Part(Protocol):
    """What settling ties needs to know of a part of a borough."""

    #: Numbers of the node without a mentor, and of the sink that places flow into.
    nobody: int
    sink: int

    @property
    def pinned(self) -> Container[int]:
        """Settings that stay."""
        ...

    def margins(self, node: int, count: int) -> tuple[int, int]:
        """What one setting more costs at a node, and one fewer, or a bar."""
        ...


class Ties:
    """Moves that cost nothing, by which one optimum is turned into another."""

    def __init__(
        self,
        part: Part,
        assigned: Sequence[int],
        ways: Sequence[int],
        tight: Sequence[int],
    ) -> None:
        """Begin with an optimum.

        `assigned` has the node of each setting; `ways` what the cheapest way from each
        node to a free place costs; `tight` the nodes at which each setting may be in
        some optimum, as bits.
        """
        self._part, self._ways, self._tight = part, ways, tight
        #: The node of each setting.
        self.assigned = list(assigned)
        self._counts = [0] * (part.nobody + 1)
        self._members: list[set[int]] = [set() for _ in self._counts]
        for at, node in enumerate(self.assigned):
            self._counts[node] += 1
            if at not in part.pinned:
                self._members[node].add(at)
        self._out: dict[int, int] = {}

    def first_choice(self, at: int) -> None:
        """Give a setting the first mentor that some optimum gives it, for good."""
        here = self.assigned[at]
        self._members[here].discard(at)
        self._out.pop(here, None)
        better = self._tight[at] & ((1 << here) - 1)
        while better:
            node = (better & -better).bit_length() - 1
            came, seen = self._reached(node, here)
            if came is not None:
                self._shift(came, node, here)
                self.assigned[at] = node
                return
            # From nothing that this search has seen does a way lead on.
            better &= ~seen

    def _reached(self, start: int, goal: int) -> tuple[dict[int, int] | None, int]:
        """A way of free moves from a node to the place that was left, if there is.

        Given as the node before each node, with all the nodes that were seen as bits.
        """
        seen, came = 1 << start, {start: start}
        waiting = [start]
        for node in waiting:
            moves = self._moves(node)
            if moves >> goal & 1:
                came[goal] = node
                return came, seen
            fresh = moves & ~seen
            seen |= fresh
            while fresh:
                low = fresh & -fresh
                to = low.bit_length() - 1
                came[to] = node
                waiting.append(to)
                fresh ^= low
        return None, seen

    def _moves(self, node: int) -> int:
        found = self._out.get(node)
        if found is None:
            found = self._out[node] = self._worked_out(node)
        return found

    def _worked_out(self, node: int) -> int:
        part = self._part
        if node == part.sink:
            free = (
                1 << at
                for at, count in enumerate(self._counts)
                if part.margins(at, count)[1] == -self._ways[at]
            )
            return sum(free)
        found = 0
        for at in self._members[node]:
            found |= self._tight[at]
        out, _ = part.margins(node, self._counts[node])
        to_sink = out == self._ways[node] != BARRED
        return found | (1 << part.sink if to_sink else 0)

    def _shift(self, came: dict[int, int], start: int, goal: int) -> None:
        """Move somebody along each step of the way, from its end to its start."""
        to = goal
        while to != start:
            node = came[to]
            if self._part.sink in {node, to}:
                self._recount(node, to)
            else:
                self._move(node, to)
            self._out.pop(to, None)
            to = node
        self._out.pop(start, None)
        self._out.pop(self._part.sink, None)

    def _recount(self, node: int, to: int) -> None:
        sink = self._part.sink
        if to == sink:
            self._counts[node] += 1
        else:
            self._counts[to] -= 1

    def _move(self, node: int, to: int) -> None:
        moved = min(at for at in self._members[node] if self._tight[at] >> to & 1)
        self._members[node].discard(moved)
        self._members[to].add(moved)
        self.assigned[moved] = to
