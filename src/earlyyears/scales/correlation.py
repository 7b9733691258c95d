"""Pearson's correlation of two items over rooms."""

import math
from fractions import Fraction
from typing import Any

from earlyyears.kernel import Answer

from .estimates import Estimate, cannot_tell, given
from .ratings import exact, pairs

__all__ = ["pearson"]


def pearson(scores_a: Any, scores_b: Any) -> Answer[Estimate]:
    """Pearson's correlation of two lists over the rooms that have both scores.

    >>> f"{pearson([1, 2, 3, 5], [1, 3, 2, 5]).value:.3f}"
    '0.886'
    """
    both, _ = pairs(scores_a, scores_b)
    if len(both) < 2:  # noqa: PLR2004  one room does not vary
        return cannot_tell("too_few", "fewer than two rooms have both scores")
    left, right = ([exact(pair[n]) for pair in both] for n in (0, 1))
    spread = _moment(left, left) * _moment(right, right)
    if not spread:
        return cannot_tell("no_variance", "one of the two does not vary")
    value = float(_moment(left, right)) / math.sqrt(spread)
    return given("pearson", Estimate("pearson", value, len(both), "Pearson's r"))


def _moment(one: list[Fraction], other: list[Fraction]) -> Fraction:
    product = sum((a * b for a, b in zip(one, other, strict=True)), Fraction(0))
    return product - sum(one, Fraction(0)) * sum(other, Fraction(0)) / len(one)
