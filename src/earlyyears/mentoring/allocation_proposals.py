"""A proposal of who supports whom, in which every line explains itself.

With SciPy (the extra `allocate`) the proposal is proven optimal, and each setting shows
its next best mentor with what that would cost in all, moves of others included.
Without it a greedy proposal is made and says so: it breaks no hard rule and leaves no
more settings without a mentor than must be, but others may cost fewer points.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from earlyyears.kernel import field, frozen

from .allocation_greedy import Bottleneck, bottlenecks, greedy
from .allocation_optimal import Change, NoSolverError, Optimum, optimal
from .allocation_problem import NOBODY, Problem, outcome_of
from .allocation_rules import (
    HARD_RULES,
    MentorOffer,
    SettingToPlace,
    Term,
    Weights,
    barred,
    problem_of,
    terms,
)

__all__ = ["Assignment", "Conflict", "Load", "Proposal", "RunnerUp", "propose"]


@frozen
class RunnerUp:
    """The next best mentor of a setting, and what choosing them would cost."""

    mentor: str
    #: Points more in all; None where somebody else would be left without a mentor.
    points: int | None
    #: Whether moves of others are counted; a greedy proposal counts the pair alone.
    exact: bool = True


@frozen
class Assignment:
    """One setting with its mentor, and why this one."""

    setting: str
    mentor: str
    #: The points of the pair, by reason; none at all is the best there is.
    terms: tuple[Term, ...]
    pinned: bool = False
    #: Mentor that the setting had before, nothing where it had none.
    before: str = ""
    #: None where the setting has no other choice, or is pinned.
    runner_up: RunnerUp | None = None

    @property
    def points(self) -> int:
        """The points of the pair."""
        return sum(one.points for one in self.terms)


@frozen
class Load:
    """How many settings a mentor gets, of how many, beside the fair share."""

    mentor: str
    settings: int
    places: int
    share: int
    #: Points for settings beyond the fair share.
    points: int


@frozen
class Conflict:
    """Settings that cannot all have a mentor, and what stands in the way."""

    #: Keys of the settings that compete.
    settings: tuple[str, ...]
    #: Keys of the only mentors whom the hard rules leave them.
    mentors: tuple[str, ...]
    #: Places that those mentors have for them.
    places: int
    #: How many of the settings must go without.
    short: int
    #: Hard rules that keep them from mentors with places left, and from how many.
    rules: tuple[tuple[str, int], ...]


@frozen
class Proposal:
    """Who supports whom, why, and what could not be done."""

    assignments: tuple[Assignment, ...]
    loads: tuple[Load, ...]
    #: Why settings are without a mentor, the greatest lack first; empty where none is.
    conflicts: tuple[Conflict, ...]
    #: Keys of the settings without a mentor, the most pressing first.
    unplaced: tuple[str, ...]
    #: Points in all.
    points: int
    #: Whether no other proposal serves more, or as many for fewer points.
    proven: bool
    #: How many settings more would have a mentor without each hard rule.
    relief: Mapping[str, int] = field(factory=dict[str, int])

    @property
    def feasible(self) -> bool:
        """Whether every setting has a mentor."""
        return not self.unplaced


def propose(
    settings: Iterable[SettingToPlace],
    mentors: Iterable[MentorOffer],
    weights: Weights | None = None,
    *,
    solve: Callable[[Problem], Optimum] | None = optimal,
) -> Proposal:
    """Propose a mentor for every setting; the same input gives the same answer.

    With `solve=None` the greedy proposal, as where SciPy is not installed.  Raises
    `Faults` where pins break a hard rule.

    >>> elm = SettingToPlace("elm", postcode="ZZ1 1AA", current="ben")
    >>> ash = SettingToPlace("ash", postcode="ZZ2 2BB")
    >>> mentors = [
    ...     MentorOffer("ann", places=1, postcode="ZZ1 3CC"),
    ...     MentorOffer("ben", places=1, postcode="ZZ1 4DD"),
    ... ]
    >>> found = propose([elm, ash], mentors)
    >>> [(one.setting, one.mentor, one.points) for one in found.assignments]
    [('ash', 'ann', 10), ('elm', 'ben', 0)]
    >>> found.assignments[1].runner_up
    RunnerUp(mentor='ann', points=40, exact=True)
    """
    ordered = sorted(settings, key=lambda one: one.key)
    offers = sorted(mentors, key=lambda one: one.key)
    given = weights or Weights()
    problem = problem_of(ordered, offers, given)
    optimum = _solved(problem, solve)
    assigned = greedy(problem) if optimum is None else optimum.assigned
    told = _Telling(ordered, offers, given, problem, assigned)
    changes = _nearest(problem, assigned) if optimum is None else optimum.runners_up
    return told.proposal(changes, proven=optimum is not None)


def _solved(
    problem: Problem, solve: Callable[[Problem], Optimum] | None
) -> Optimum | None:
    try:
        return None if solve is None else solve(problem)
    except NoSolverError:
        return None


def _nearest(problem: Problem, assigned: Sequence[int]) -> dict[int, Change]:
    """For each setting the cheapest other mentor with a place, moving nobody else."""
    held = Counter(assigned)
    found: dict[int, Change] = {}
    for at, mentor in enumerate(assigned):
        if mentor == NOBODY or at in problem.pinned:
            continue
        own = problem.costs[at][mentor] + problem.margin(mentor, held[mentor])
        others = [
            (points + problem.margin(other, held[other] + 1) - own, other)
            for other, points in problem.costs[at].items()
            if other != mentor and held[other] < problem.places[other]
        ]
        if others:
            cost, other = min(others)
            found[at] = Change(other, cost)
    return found


def _alike(settings: Iterable[SettingToPlace]) -> Iterable[SettingToPlace]:
    """One setting for all that the rules treat alike, run by whoever runs one."""
    owners: dict[tuple[frozenset[str], ...], frozenset[str]] = {}
    for one in settings:
        key = (one.networks, one.excused, one.only)
        owners[key] = owners.get(key, frozenset()) | one.owners
    for (networks, excused, only), run_by in owners.items():
        yield SettingToPlace(
            "", networks=networks, owners=run_by, excused=excused, only=only
        )


@frozen
class _Telling:
    """Numbers of a problem turned back into settings, mentors and reasons."""

    settings: Sequence[SettingToPlace]
    mentors: Sequence[MentorOffer]
    weights: Weights
    problem: Problem
    assigned: tuple[int, ...]

    def proposal(self, changes: Mapping[int, Change], *, proven: bool) -> Proposal:
        """The proposal, from the mentor of each setting and the next best."""
        left = [at for at, mentor in enumerate(self.assigned) if mentor == NOBODY]
        return Proposal(
            assignments=tuple(
                self._assignment(at, mentor, changes.get(at), exact=proven)
                for at, mentor in enumerate(self.assigned)
                if mentor != NOBODY
            ),
            loads=tuple(self._loads()),
            conflicts=tuple(self._conflicts()) if left else (),
            unplaced=tuple(
                self.settings[at].key
                for at in sorted(left, key=lambda at: (self.settings[at].need, at))
            ),
            points=outcome_of(self.problem, self.assigned).cost,
            proven=proven,
            relief=self._relief(len(left)) if left else {},
        )

    def _assignment(
        self, at: int, mentor: int, change: Change | None, *, exact: bool
    ) -> Assignment:
        setting, offer = self.settings[at], self.mentors[mentor]
        runner_up = None
        if change is not None:
            points = None if change.displaces else change.cost
            runner_up = RunnerUp(self.mentors[change.mentor].key, points, exact)
        return Assignment(
            setting=setting.key,
            mentor=offer.key,
            terms=terms(setting, offer, self.weights),
            pinned=at in self.problem.pinned,
            before=setting.current,
            runner_up=runner_up,
        )

    def _loads(self) -> Iterable[Load]:
        held, problem = Counter(self.assigned), self.problem
        for at, mentor in enumerate(self.mentors):
            beyond = max(0, held[at] - problem.shares[at])
            yield Load(
                mentor.key,
                held[at],
                problem.places[at],
                problem.shares[at],
                beyond * problem.over,
            )

    def _conflicts(self) -> Iterable[Conflict]:
        every = bottlenecks(self.problem, self.assigned)
        for found in sorted(every, key=lambda one: (-one.short, one.settings)):
            yield Conflict(
                settings=tuple(self.settings[at].key for at in found.settings),
                mentors=tuple(self.mentors[at].key for at in found.mentors),
                places=found.places,
                short=found.short,
                rules=self._in_the_way(found),
            )

    def _in_the_way(self, found: Bottleneck) -> tuple[tuple[str, int], ...]:
        """Rules that keep the settings from mentors who have places left."""
        held, busy = Counter(self.assigned), set(found.mentors)
        free = [
            mentor
            for at, mentor in enumerate(self.mentors)
            if at not in busy and held[at] < self.problem.places[at]
        ]
        kept: dict[str, set[str]] = {rule.code: set() for rule in HARD_RULES}
        for setting in _alike(self.settings[at] for at in found.settings):
            for mentor in free:
                for rule in barred(setting, mentor):
                    kept[rule.code].add(mentor.key)
        return tuple((code, len(who)) for code, who in kept.items() if who)

    def _relief(self, left: int) -> dict[str, int]:
        """How many settings more would be served without each hard rule."""
        found: dict[str, int] = {}
        for rule in HARD_RULES:
            eased = problem_of(
                self.settings, self.mentors, self.weights, lifted=rule.code
            )
            still = greedy(eased).count(NOBODY)
            if still < left:
                found[rule.code] = left - still
        return found
