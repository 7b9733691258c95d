"""Estimates: a number with what it rests on, or a refusal to give one.

Every statistic of this room answers `Answered(Estimate, …)` or `CannotTell`.  A number
that does not exist, such as a kappa when everybody always says 1, is never given as 0
or NaN.
"""

import math
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from statistics import NormalDist
from typing import Any, TypeVar

from earlyyears.kernel import (
    Answer,
    Answered,
    Ask,
    CannotTell,
    Citation,
    Why,
    citation_from,
    frozen,
    read_toml,
)

from .shelf import data_file

__all__ = ["Estimate", "Interval", "cannot_tell", "given"]

Value = TypeVar("Value")


@frozen
class Interval:
    """The bounds of an interval, the confidence it is for and how it was made."""

    low: float
    high: float
    confidence: float = 0.95
    method: str = ""

    def __str__(self) -> str:
        return (
            f"{self.low:.2f} to {self.high:.2f} ({self.confidence:.0%}, {self.method})"
        )

    def holds(self, value: float) -> bool:
        """Say whether a value lies in the interval."""
        return self.low <= value <= self.high


@frozen
class Estimate:
    """A point value with what it rests on; `float()` gives the plain number.

    >>> from earlyyears import scales
    >>> found = scales.kappa([1, 2, 2, 3], [1, 2, 3, 3])
    >>> found.value.value, f"{found.value:.3f}"
    (Fraction(7, 11), '0.636')
    """

    #: Stable name of the statistic.
    statistic: str
    #: The exact value, a float where it cannot be exact.
    value: Fraction | float
    #: How many units it rests on.
    n: int
    #: What it is, in words, with weights and categories.
    label: str
    #: Observed and expected agreement, where the statistic corrects for chance.
    observed: Fraction | None = None
    expected: Fraction | None = None
    #: Standard error, and the one if there were no agreement beyond chance.
    standard_error: float | None = None
    null_error: float | None = None

    def __float__(self) -> float:
        return float(self.value)

    def __format__(self, form: str) -> str:
        return format(float(self.value), form) if form else str(self)

    def __str__(self) -> str:
        return f"{self.label} {float(self.value):.3f} (n = {self.n})"

    @property
    def z(self) -> float | None:
        """The value over the standard error that holds without any agreement."""
        return float(self.value) / self.null_error if self.null_error else None

    def interval(self, confidence: float = 0.95) -> Answer[Interval]:
        """The normal interval around the value, cut off at 1."""
        if self.standard_error is None or not math.isfinite(self.standard_error):
            return cannot_tell("no_standard_error", "this statistic has none here")
        reach = NormalDist().inv_cdf(0.5 + confidence / 2) * self.standard_error
        low, high = float(self.value) - reach, min(1.0, float(self.value) + reach)
        return given("interval", Interval(low, high, confidence, "normal"))


@cache
def _literature() -> Mapping[str, Any]:
    table: Mapping[str, Any] = read_toml(data_file("literature.toml"))
    found: Mapping[str, Any] = table["statistic"]
    return found


@cache
def basis(statistic: str) -> Citation | None:
    """Where a statistic is from."""
    row = _literature().get(statistic)
    return citation_from(row) if row else None


def given(reason: str, value: Value, *steps: str) -> Answered[Value]:
    """An answer with its working and where its rule is from."""
    return Answered(value, Why(reason, steps=steps, basis=basis(reason)))


def cannot_tell(reason: str, text: str, question: str = "") -> CannotTell:
    """A refusal with its reason and, where somebody can help, the question."""
    asks = (Ask(reason, question, who="the analyst"),) if question else ()
    return CannotTell(Why(reason, steps=(text,)), asks)
