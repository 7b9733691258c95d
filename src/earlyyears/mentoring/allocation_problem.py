"""The bare problem of allocating settings to mentors, in whole numbers.

Settings and mentors are numbered in the order of their keys, so that the order in which
rows arrive changes nothing.  A pair that a hard rule forbids has no cost at all; it is
not merely dear.  What counts, in this order: as few settings as may be without a
mentor, the most pressing of them served first, then the fewest points of cost.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from earlyyears.kernel import EarlyYearsError, Faults, Finding, frozen

__all__ = ["NOBODY", "CostsTooLargeError", "Outcome", "Problem", "outcome_of"]

#: Stands for the mentor of a setting that has none.
NOBODY = -1

#: Whole numbers up to here survive every solver unrounded.
_EXACT = 2**53


class CostsTooLargeError(EarlyYearsError, OverflowError):
    """Costs so large that a solver would have to round them."""

    code = "EY969"


@frozen
class Problem:
    """Who may go to whom, at what cost, and how many settings each mentor can take."""

    #: Keys of the settings and of the mentors, each in order.
    settings: tuple[str, ...]
    mentors: tuple[str, ...]
    #: How many settings each mentor can take, pinned ones included.
    places: tuple[int, ...]
    #: For each setting, the mentors it may go to and the points that each costs.
    costs: tuple[Mapping[int, int], ...]
    #: For each setting, how much its need weighs where not all can be served.
    weights: tuple[int, ...]
    #: For each mentor, the number of settings beyond which each more costs `over`.
    shares: tuple[int, ...]
    over: int = 0
    #: Settings that stay where somebody has put them.
    pinned: Mapping[int, int] = {}

    @classmethod
    def checked(cls, **parts: object) -> "Problem":
        """Build a problem, naming everything about it that cannot be right."""
        made = cls(**parts)  # type: ignore[arg-type]
        findings = list(_amiss(made))
        if findings:
            message = "settings cannot be allocated from this"
            raise Faults(message, findings)
        return made

    @property
    def dearest(self) -> int:
        """More than every allocation costs in points."""
        most = max((max(row.values(), default=0) for row in self.costs), default=0)
        return (most + self.over) * len(self.settings) + 1

    @property
    def without(self) -> tuple[int, ...]:
        """For each setting, the price of leaving it without a mentor.

        One setting more without a mentor outweighs every need, and one step of need
        outweighs all points.
        """
        point = 2 * self.dearest
        one = max(self.weights, default=0) * len(self.settings) * point + point
        if one * len(self.settings) * 2 >= _EXACT:
            raise CostsTooLargeError(
                "the costs are too large to be added exactly",
                advice="Give costs as smaller whole numbers of points.",
                largest=one,
            )
        return tuple(one + weight * point for weight in self.weights)

    def margin(self, mentor: int, number: int) -> int:
        """What a mentor's so-manieth setting costs on top, for fairness."""
        return self.over if number > self.shares[mentor] else 0


def _amiss(problem: Problem) -> list[Finding]:
    wrong = [
        Finding("negative_cost", f"{key} has a cost below nothing")
        for key, row in zip(problem.settings, problem.costs, strict=True)
        if min(row.values(), default=0) < 0
    ]
    if problem.over < 0 or min(problem.weights, default=0) < 0:
        wrong.append(Finding("negative_weight", "a weight lies below nothing"))
    wrong += [
        Finding(
            "pinned_against_rule",
            f"{problem.settings[at]} is pinned to {problem.mentors[mentor]}, which a"
            " hard rule forbids",
            advice="Unpin it, or record the waiver that excuses it.",
        )
        for at, mentor in sorted(problem.pinned.items())
        if mentor not in problem.costs[at]
    ]
    held = Counter(problem.pinned.values())
    return wrong + [
        Finding(
            "pinned_over_cap",
            f"{problem.mentors[mentor]} has {problem.places[mentor]} places and"
            f" {number} pinned settings",
            advice="Unpin a setting, or record a waiver that raises the cap.",
        )
        for mentor, number in sorted(held.items())
        if number > problem.places[mentor]
    ]


@frozen(order=True)
class Outcome:
    """What an allocation comes to; the smaller, the better."""

    #: Settings without a mentor.
    without: int
    #: The need among them.
    need: int
    #: Points of cost of everybody else.
    cost: int


def outcome_of(problem: Problem, assigned: Sequence[int]) -> Outcome:
    """What an allocation comes to.

    >>> problem = Problem(("a", "b"), ("m",), (1,), ({0: 5}, {0: 3}), (0, 0), (1,))
    >>> outcome_of(problem, (NOBODY, 0))
    Outcome(without=1, need=0, cost=3)
    """
    left = [at for at, mentor in enumerate(assigned) if mentor == NOBODY]
    held = Counter(mentor for mentor in assigned if mentor != NOBODY)
    own = sum(problem.costs[at][m] for at, m in enumerate(assigned) if m != NOBODY)
    fair = sum(
        problem.margin(mentor, number)
        for mentor, count in held.items()
        for number in range(1, count + 1)
    )
    return Outcome(len(left), sum(problem.weights[at] for at in left), own + fair)
