"""Allocating without any solver: everybody who can be placed is, at a fair price.

Settings are taken the most pressing first; each goes to the cheapest mentor with a
place.  Where none is left, others move up along a chain of moves to make room, so the
number of settings served, and their need, are the best there is.  Only the points of
cost are not proven to be the fewest.  Where no chain exists, what the search has
reached is the reason: these settings may go only to these mentors, who have too few
places.
"""

from collections import Counter, deque

from earlyyears.kernel import frozen

from .allocation_problem import NOBODY, Problem

__all__ = ["Bottleneck", "Seating", "bottlenecks", "greedy"]


@frozen
class Bottleneck:
    """Settings that may go only to certain mentors, who have too few places.

    It is a violation of Hall's condition, and the smallest cut of the flow from
    settings to places.
    """

    #: Numbers of the settings, and of the mentors that are all they may go to.
    settings: tuple[int, ...]
    mentors: tuple[int, ...]
    #: Places that the mentors have for them, pinned settings taken off.
    places: int

    @property
    def short(self) -> int:
        """How many of the settings must go without."""
        return len(self.settings) - self.places


class Seating:
    """An allocation while it is being worked out."""

    __slots__ = ("assigned", "closed", "members", "problem")

    def __init__(self, problem: Problem, assigned: tuple[int, ...] = ()) -> None:
        self.problem = problem
        self.assigned = list(assigned) or [NOBODY] * len(problem.settings)
        #: Mentors from whom no chain of moves leads to a place, now or later.
        self.closed: set[int] = set()
        #: The settings of each mentor.
        self.members: list[set[int]] = [set() for _ in problem.mentors]
        for at, mentor in enumerate(self.assigned):
            if mentor != NOBODY:
                self.members[mentor].add(at)

    def free(self, mentor: int) -> bool:
        """Say whether a mentor can take one more."""
        return len(self.members[mentor]) < self.problem.places[mentor]

    def seat(self, at: int, mentor: int) -> None:
        """Put a setting with a mentor, wherever it was before."""
        before = self.assigned[at]
        if before != NOBODY:
            self.members[before].discard(at)
        self.assigned[at] = mentor
        self.members[mentor].add(at)

    def price(self, at: int, mentor: int) -> int:
        """What it costs to add a setting to a mentor as things are."""
        problem, number = self.problem, len(self.members[mentor]) + 1
        return problem.costs[at][mentor] + problem.margin(mentor, number)

    def chain(self, start: int) -> tuple[int | None, dict[int, int]]:
        """The nearest mentor with a place that moves could open for a setting.

        Gives that mentor, None where there is none, and for each mentor that the
        search reached the setting that would move to it.  Mentors that an earlier
        search in vain has reached are closed: nothing that is done elsewhere opens
        them again, so no search enters them twice.
        """
        came: dict[int, int] = {}
        waiting = deque([start])
        while waiting:
            at = waiting.popleft()
            for mentor in sorted(self.problem.costs[at]):
                if mentor in came or mentor in self.closed:
                    continue
                came[mentor] = at
                if self.free(mentor):
                    return mentor, came
                waiting.extend(self._movable(mentor))
        self.closed.update(came)
        return None, came

    def _movable(self, mentor: int) -> list[int]:
        pinned = self.problem.pinned
        return sorted(at for at in self.members[mentor] if at not in pinned)

    def move_up(self, last: int, came: dict[int, int], start: int) -> None:
        """Carry out a chain of moves that ends at a mentor with a place."""
        mentor = last
        while True:
            at = came[mentor]
            before = self.assigned[at]
            self.seat(at, mentor)
            if at == start:
                return
            mentor = before


def greedy(problem: Problem) -> tuple[int, ...]:
    """Place as many settings as can be, the cheapest mentor first for each.

    >>> problem = Problem(
    ...     ("a", "b"), ("m", "n"), (1, 1), ({0: 1, 1: 5}, {0: 1}), (0, 0), (1, 1)
    ... )
    >>> greedy(problem)
    (1, 0)
    """
    seating = Seating(problem)
    for at, mentor in sorted(problem.pinned.items()):
        seating.seat(at, mentor)
    for at in _in_order(problem):
        _place(seating, at)
    return tuple(seating.assigned)


def _in_order(problem: Problem) -> list[int]:
    loose = (at for at in range(len(problem.settings)) if at not in problem.pinned)
    return sorted(
        loose, key=lambda at: (-problem.weights[at], len(problem.costs[at]), at)
    )


def _place(seating: Seating, at: int) -> None:
    room = [mentor for mentor in seating.problem.costs[at] if seating.free(mentor)]
    if room:
        best = min(room, key=lambda mentor: (seating.price(at, mentor), mentor))
        seating.seat(at, best)
        return
    last, came = seating.chain(at)
    if last is not None:
        seating.move_up(last, came, at)


def bottlenecks(problem: Problem, assigned: tuple[int, ...]) -> tuple[Bottleneck, ...]:
    """Why settings are without a mentor in an allocation that serves as many as can be.

    Settings that compete for the same mentors are named together.
    """
    seating = Seating(problem, assigned)
    found: list[tuple[set[int], set[int]]] = []
    for start in (at for at, mentor in enumerate(assigned) if mentor == NOBODY):
        _, came = seating.chain(start)
        settings, mentors = {start}, set(came)
        for mentor in came:
            settings |= seating.members[mentor] - problem.pinned.keys()
        shared = {mentor for at in settings for mentor in problem.costs[at]} - mentors
        apart = [each for each in found if each[1].isdisjoint(shared)]
        for each in found:
            if not each[1].isdisjoint(shared):
                settings |= each[0]
                mentors |= each[1]
        found = [*apart, (settings, mentors)]
    held = Counter(problem.pinned.values())
    return tuple(
        Bottleneck(
            tuple(sorted(settings)),
            tuple(sorted(mentors)),
            sum(problem.places[mentor] - held[mentor] for mentor in mentors),
        )
        for settings, mentors in found
    )
