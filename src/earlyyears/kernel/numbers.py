"""Exact numbers: shares that keep both parts, bounded means, half-up rounding.

Floats do not survive a change of engine, so integer sums and counts travel to the
end and a fraction or a rounded decimal is made when someone asks.
"""

from decimal import Decimal
from fractions import Fraction
from math import floor

from .errors import EarlyYearsError
from .values import frozen

__all__ = ["EmptyShareError", "Mean", "Share", "half_up"]


class EmptyShareError(EarlyYearsError, ZeroDivisionError):
    """A share of nothing, which has no value."""

    code = "EY011"


def half_up(number: Fraction, places: int = 0) -> Decimal:
    """Round an exact number as people do on paper: half goes up, away from zero.

    >>> half_up(Fraction(5, 2)), half_up(Fraction(9699, 10000), 3)
    (Decimal('3'), Decimal('0.970'))
    """
    scaled = abs(number) * Fraction(10) ** places
    whole = floor(scaled + Fraction(1, 2))
    digits = tuple(int(digit) for digit in str(whole))
    return Decimal((1 if number < 0 and whole else 0, digits, -places))


@frozen
class Share:
    """A part of a whole that never loses either number; it may exceed one.

    >>> take_up = Share(111, 100)
    >>> print(take_up, take_up.percent(0))
    111 of 100 111
    """

    numerator: int
    denominator: int

    @property
    def value(self) -> Fraction:
        """The exact quotient; a share of nothing is refused."""
        if self.denominator == 0:
            message = f"{self.numerator} of none has no share"
            raise EmptyShareError(
                message, advice="Report the two numbers instead of a percentage."
            )
        return Fraction(self.numerator, self.denominator)

    def percent(self, places: int = 1) -> Decimal:
        """The share as a percentage, rounded half up."""
        return half_up(self.value * 100, places)

    def __str__(self) -> str:
        return f"{self.numerator:,} of {self.denominator:,}"


@frozen
class Mean:
    """The mean of numbers some of which are not known yet, as its two bounds.

    >>> Mean(Fraction(4), Fraction(4)).mean, Mean(Fraction(3), Fraction(4)).mean
    (Fraction(4, 1), None)
    """

    low: Fraction
    high: Fraction

    @property
    def mean(self) -> Fraction | None:
        """The mean, or None while the bounds differ."""
        return self.low if self.low == self.high else None
