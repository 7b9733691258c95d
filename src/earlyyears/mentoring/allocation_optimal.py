"""The allocation of the fewest points, proven, through SciPy (the extra `allocate`).

Each mentor stands in the assignment problem once for each place, the places beyond the
fair share at the price of fairness, so that one call of `linear_sum_assignment` gives
the optimum.  Parts of a borough that share no mentor are solved apart.

Of all optimal allocations one is chosen for good: the one in which the first setting,
in order of keys, has the first mentor it can have, then the second setting, and so on.
Another version of the solver therefore changes nothing.  What remains possible at the
optimum is found in the residual network between mentors, where one move may push
another along; the same network gives, for each setting, the exact price of every other
mentor.
"""

from collections.abc import Iterable, Mapping
from importlib import import_module
from itertools import chain
from typing import Any

from earlyyears.kernel import frozen

from .allocation_problem import NOBODY, Problem
from .allocation_ties import BARRED as _BARRED
from .allocation_ties import Ties

__all__ = ["Change", "NoSolverError", "Optimum", "optimal"]


class NoSolverError(ImportError):
    """SciPy is not installed; allocation says so and falls back to a proposal."""


@frozen
class Change:
    """The cheapest other mentor of a setting, when everybody else makes way."""

    mentor: int
    #: Points more in all, moves of others included.
    cost: int
    #: Whether somebody else would be left without a mentor, or with a greater need.
    displaces: bool = False


@frozen
class Optimum:
    """An allocation that no other betters, and what the next best would be."""

    assigned: tuple[int, ...]
    #: For each setting that has a choice, its next best mentor.
    runners_up: Mapping[int, Change]


def _module(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as cause:
        raise NoSolverError(name) from cause


def optimal(problem: Problem) -> Optimum:
    """Solve a problem to the proven optimum.

    Raises `NoSolverError` where SciPy is not installed.
    """
    part = _Arrays(_module("numpy"), _module("scipy"))
    assigned = [NOBODY] * len(problem.settings)
    changes: dict[int, Change] = {}
    for settings, mentors in part.components(problem):
        solved = _Component(part.np, problem, settings, mentors)
        solved.solve(part.assign)
        solved.settle_ties()
        for at, mentor in solved.found():
            assigned[at] = mentor
        changes.update(solved.changes())
    return Optimum(tuple(assigned), changes)


class _Arrays:
    """NumPy, and the two functions of SciPy that are used."""

    def __init__(self, np: Any, scipy: Any) -> None:
        self.np = np
        self.assign = import_module("scipy.optimize").linear_sum_assignment
        self._sparse = import_module("scipy.sparse")
        self._graph = import_module("scipy.sparse.csgraph")
        self.version = scipy.__version__

    def components(self, problem: Problem) -> Iterable[tuple[list[int], list[int]]]:
        """Settings and mentors that may meet, part by part."""
        np, rows = self.np, problem.costs
        count, mentors = len(rows), len(problem.mentors)
        lengths = [len(row) for row in rows]
        of = np.repeat(np.arange(count), lengths)
        to = np.fromiter(chain.from_iterable(rows), dtype=np.int64, count=sum(lengths))
        size = count + mentors
        marks = np.ones(len(to), dtype=np.int8)
        graph = self._sparse.coo_array((marks, (of, to + count)), shape=(size, size))
        _, labels = self._graph.connected_components(graph, directed=False)
        parts: dict[int, tuple[list[int], list[int]]] = {}
        for node, label in enumerate(labels.tolist()):
            pair = parts.setdefault(label, ([], []))
            pair[node >= count].append(node if node < count else node - count)
        return [part for part in parts.values() if part[0] and part[1]]


class _Component:
    """One part of a borough while it is being solved; whole numbers throughout.

    Nodes of its residual network are the mentors, then nobody, then the sink into which
    every place flows.
    """

    def __init__(
        self, np: Any, problem: Problem, settings: list[int], mentors: list[int]
    ) -> None:
        self.np, self.problem = np, problem
        self.settings, self.mentors = settings, mentors
        self.nobody, self.sink = len(mentors), len(mentors) + 1
        number = {mentor: at for at, mentor in enumerate(mentors)}
        self.pinned = {
            at: number[problem.pinned[one]]
            for at, one in enumerate(settings)
            if one in problem.pinned
        }
        without = problem.without
        self.price = np.array([without[one] for one in settings], dtype=np.int64)
        self.costs = self._costs(number)
        held = list(self.pinned.values())
        self.taken = [held.count(at) for at in range(len(mentors))]
        self.assigned = np.full(len(settings), self.nobody, dtype=np.int64)

    def _costs(self, number: Mapping[int, int]) -> Any:
        """Points of every pair, and in a last column the price of nobody."""
        np = self.np
        rows = [self.problem.costs[one] for one in self.settings]
        lengths = [len(row) for row in rows]
        total = sum(lengths)
        index = np.full(len(self.problem.mentors), -1, dtype=np.int64)
        index[list(number)] = list(number.values())
        of = np.repeat(np.arange(len(rows)), lengths)
        to = np.fromiter(chain.from_iterable(rows), dtype=np.int64, count=total)
        points = chain.from_iterable(row.values() for row in rows)
        made = np.full((len(rows), len(self.mentors) + 1), _BARRED, dtype=np.int64)
        made[of, index[to]] = np.fromiter(points, dtype=np.int64, count=total)
        made[:, self.nobody] = self.price
        return made

    # ------------------------------------------------------------------- solving

    def solve(self, assign: Any) -> None:
        """Find an optimum; a setting in a column that is barred to it has nobody."""
        np = self.np
        for at, mentor in self.pinned.items():
            self.assigned[at] = mentor
        loose = [at for at in range(len(self.settings)) if at not in self.pinned]
        if not loose:
            return
        fair, beyond = self._columns(len(loose))
        rows = self.costs[loose]
        barred = rows >= _BARRED
        # Whole numbers up to 2**53 are exact as floats.
        price = np.broadcast_to(self.price[loose][:, None], rows.shape)
        near = np.where(barred, price, rows).astype(float)
        far = np.where(barred, price, rows + self.problem.over).astype(float)
        wide = np.concatenate(
            (near.take(fair, axis=1), far.take(beyond, axis=1)), axis=1
        )
        _, chosen = assign(wide)
        node = np.concatenate((fair, beyond))[chosen]
        nobody = barred[np.arange(len(loose)), node]
        self.assigned[loose] = np.where(nobody, self.nobody, node)

    def _columns(self, loose: int) -> tuple[Any, Any]:
        """Whose each place is: those within the fair share, and those beyond it."""
        np, problem = self.np, self.problem
        fair: list[int] = []
        beyond: list[int] = []
        for at, mentor in enumerate(self.mentors):
            taken = self.taken[at]
            for number in range(taken + 1, problem.places[mentor] + 1)[:loose]:
                within = number <= problem.shares[mentor]
                (fair if within else beyond).append(at)
        fair += [self.nobody] * max(0, loose - len(fair) - len(beyond))
        return np.array(fair, dtype=np.int64), np.array(beyond, dtype=np.int64)

    # ------------------------------------------------------------------ residual

    def _counts(self) -> list[int]:
        found = self.np.bincount(self.assigned, minlength=self.nobody + 1)
        return list(map(int, found))

    def _network(self) -> Any:
        """What the cheapest move between each two nodes costs."""
        np, size = self.np, self.sink + 1
        net = np.full((size, size), _BARRED, dtype=np.int64)
        loose = np.array(
            [at for at in range(len(self.settings)) if at not in self.pinned],
            dtype=np.int64,
        )
        order = loose[np.argsort(self.assigned[loose], kind="stable")]
        places = self.assigned[order]
        own = self.costs[order, places]
        moves = self.costs[order] - own[:, None]
        moves[self.costs[order] >= _BARRED] = _BARRED
        starts = np.flatnonzero(np.diff(places, prepend=-1))
        net[places[starts], : self.sink] = np.minimum.reduceat(moves, starts, axis=0)
        for at, count in enumerate(self._counts()):
            out, back = self.margins(at, count)
            net[at, self.sink], net[self.sink, at] = out, back
        np.fill_diagonal(net, 0)
        return net

    def margins(self, node: int, count: int) -> tuple[int, int]:
        """What one setting more costs at a node, and one fewer, or a bar."""
        if node == self.nobody:
            return 0, 0 if count else _BARRED
        problem, mentor = self.problem, self.mentors[node]
        room = count < problem.places[mentor]
        fewer = -problem.margin(mentor, count) if count else _BARRED
        return (problem.margin(mentor, count + 1) if room else _BARRED), fewer

    def _to_sink(self, net: Any) -> Any:
        """The cheapest way from each node to a free place: Bellman and Ford."""
        np = self.np
        found = net[:, self.sink].copy()
        for _ in range(len(net)):
            nearer = np.minimum((net + found[None, :]).min(axis=1), found)
            nearer[nearer > _BARRED // 2] = _BARRED
            if (nearer == found).all():
                break
            found = nearer
        return found

    def _between(self, net: Any) -> Any:
        """The cheapest way between each two nodes: Floyd and Warshall."""
        np, found = self.np, net.copy()
        for by in range(len(found)):
            np.minimum(found, found[:, by, None] + found[None, by, :], out=found)
        # A way that takes a barred step may come out a little below the bar.
        found[found > _BARRED // 2] = _BARRED
        return found

    # ---------------------------------------------------------------------- ties

    def settle_ties(self) -> None:
        """Go from the optimum found to the first one in order of keys."""
        ways = self._to_sink(self._network())
        tight = self._tight(ways)
        ties = Ties(self, self.assigned.tolist(), ways.tolist(), tight)
        for at in range(len(self.settings)):
            if at not in self.pinned:
                ties.first_choice(at)
        self.assigned = self.np.array(ties.assigned, dtype=self.np.int64)

    def _tight(self, ways: Any) -> list[int]:
        """For each setting, the nodes it may be at in some optimum, as bits."""
        np = self.np
        reach = self.costs + ways[None, : self.sink]
        reach[(self.costs >= _BARRED) | (ways[: self.sink] >= _BARRED)] = _BARRED
        own = reach[np.arange(len(self.settings)), self.assigned]
        bits = np.packbits(reach == own[:, None], axis=1, bitorder="little")
        return [int.from_bytes(row.tobytes(), "little") for row in bits]

    # ------------------------------------------------------------------- results

    def found(self) -> Iterable[tuple[int, int]]:
        """Each setting with its mentor, as the problem numbers them."""
        for at, node in enumerate(self.assigned.tolist()):
            yield (
                self.settings[at],
                NOBODY if node == self.nobody else self.mentors[node],
            )

    def changes(self) -> Iterable[tuple[int, Change]]:
        """For each setting with a choice, the next best mentor and its price."""
        np = self.np
        ways = self._between(self._network())
        own = self.costs[np.arange(len(self.settings)), self.assigned]
        price = self.costs - own[:, None] + ways[: self.sink, self.assigned].T
        barred = (self.costs >= _BARRED) | (
            ways[: self.sink, self.assigned].T >= _BARRED
        )
        price[barred] = _BARRED
        price[:, self.nobody] = _BARRED
        price[np.arange(len(self.settings)), self.assigned] = _BARRED
        best: list[int] = price.argmin(axis=1).tolist()
        limit = self.problem.dearest
        for at, node in enumerate(best):
            cost = int(price[at, node])
            if cost < _BARRED and at not in self.pinned:
                more = cost >= limit
                yield (
                    self.settings[at],
                    Change(self.mentors[node], cost, displaces=more),
                )
