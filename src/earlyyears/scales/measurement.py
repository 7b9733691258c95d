"""How exact one score is, and whether two scores of one room truly differ."""

import math
from fractions import Fraction
from statistics import NormalDist
from typing import Any

from earlyyears.kernel import Answer, Answered, frozen

from .errors import RatingsError
from .estimates import Interval, cannot_tell, given
from .ratings import exact

__all__ = [
    "ReliableChange",
    "reliable_change",
    "score_interval",
    "spearman_brown",
    "standard_error_of_measurement",
]

_DIRECTIONS = ("post minus pre", "pre minus post")


def spearman_brown(single: Any, k: Any) -> Fraction:
    """The reliability of a measure made k times as long, such as k raters for one.

    >>> spearman_brown("1/2", 2)
    Fraction(2, 3)
    """
    rho, times = exact(single), exact(k)
    return times * rho / (1 + (times - 1) * rho)


def standard_error_of_measurement(sd: Any, reliability: Any) -> Answer[float]:
    """How far a score strays from the true one: sd times the root of 1 - reliability.

    >>> f"{standard_error_of_measurement(7.5, 0.80).value:.2f}"
    '3.35'
    """
    rho = exact(reliability)
    if not 0 <= rho <= 1:
        return cannot_tell(
            "bad_reliability", f"a reliability of {float(rho):.2f} is none"
        )
    return given("reliable_change", float(exact(sd)) * math.sqrt(1 - rho))


def score_interval(
    score: Any, sd: Any, reliability: Any, confidence: float = 0.95
) -> Answer[Interval]:
    """The interval in which the true score lies around an observed one."""
    error = standard_error_of_measurement(sd, reliability)
    if not isinstance(error, Answered):
        return error
    reach = NormalDist().inv_cdf(0.5 + confidence / 2) * error.value
    middle = float(exact(score))
    found = Interval(middle - reach, middle + reach, confidence, "standard error")
    return given("reliable_change", found)


@frozen
class ReliableChange:
    """Whether one room's two scores differ by more than error explains."""

    #: The change over its standard error: RC of Jacobson and Truax.
    index: float
    #: Exact change, in the direction asked for.
    change: Fraction
    #: Standard error of one score (SE) and of a difference (Sdiff).
    standard_error: float
    standard_error_of_difference: float
    criterion: float
    #: Which reliability was used, in words.
    reliability_kind: str = ""

    @property
    def reliable(self) -> bool:
        """Say whether the change exceeds what error explains."""
        return abs(self.index) > self.criterion

    @property
    def verdict(self) -> str:
        """`clear rise`, `clear fall` or `no clear change`, in the direction asked."""
        if not self.reliable:
            return "no clear change"
        return "clear rise" if self.index > 0 else "clear fall"

    def __float__(self) -> float:
        return self.index

    def __str__(self) -> str:
        kind = self.reliability_kind or "kind of reliability not named"
        return f"{self.verdict}: RC {self.index:.2f}, {kind}"


def reliable_change(
    pre: Any,
    post: Any,
    sd_pre: Any,
    reliability: Any,
    *,
    criterion: Any = "1.96",
    direction: str = "post minus pre",
    reliability_kind: str = "",
) -> Answer[ReliableChange]:
    """The reliable change index of Jacobson and Truax for one room.

    `sd_pre` is the spread of first scores in a comparable group, `reliability` that of
    the measure; name its kind (between raters, from test to retest, alpha), since they
    differ and the index differs with them.

    >>> found = reliable_change(47.5, 32.5, 7.5, 0.80, direction="pre minus post")
    >>> f"{found.value.index:.2f}", found.value.verdict
    ('3.16', 'clear rise')
    """
    # What stands in brackets behind the direction is a remark.
    direction = direction.partition("(")[0].strip()
    if direction not in _DIRECTIONS:
        message = f"the direction is “{direction}”"
        raise RatingsError(message, advice=f"Use one of {', '.join(_DIRECTIONS)}.")
    error = standard_error_of_measurement(sd_pre, reliability)
    if not isinstance(error, Answered):
        return error
    apart = error.value * math.sqrt(2)
    if not apart:
        return cannot_tell("no_error", "without error every change would be reliable")
    change = exact(post) - exact(pre)
    if direction == "pre minus post":
        change = -change
    index, limit = float(change) / apart, float(exact(criterion))
    found = ReliableChange(index, change, error.value, apart, limit, reliability_kind)
    named = reliability_kind or "not named"
    return given("reliable_change", found, f"kind of reliability: {named}")
