"""Money in whole pence and time in exact hours: the unit is the type.

A float is refused wherever money or hours are made, because a penny that depends on
the machine cannot be audited.
"""

from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Self

from .errors import EarlyYearsError
from .numbers import half_up
from .values import frozen

__all__ = ["Hours", "InexactAmountError", "Pence", "UnreadableAmountError"]


class InexactAmountError(EarlyYearsError, TypeError):
    """An amount given as a float, or with a part of a penny."""

    code = "EY012"


class UnreadableAmountError(EarlyYearsError, ValueError):
    """An amount written as text that is not a number."""

    code = "EY017"


def _refuse(given: object) -> InexactAmountError:
    return InexactAmountError(
        f"{type(given).__name__} is not exact enough for this amount",
        advice="Give an int, a Fraction or a decimal written as text.",
        given=type(given).__name__,
    )


def _unreadable(given: object) -> UnreadableAmountError:
    return UnreadableAmountError(
        f"“{str(given)[:40]}” is not an amount",
        advice="Write digits, such as 1250.40.",
        given=str(given)[:40],
    )


@frozen(order=True)
class Pence:
    """An amount of money in whole pence.

    >>> print(Pence.from_pounds("1250.40") + Pence(60))
    £1,251.00
    """

    pence: int

    def __attrs_post_init__(self) -> None:
        if type(self.pence) is not int:
            raise _refuse(self.pence)

    @classmethod
    def from_pounds(cls, pounds: str) -> Self:
        """Read pounds written as text; more than two decimals are refused."""
        try:
            scaled = Decimal(pounds.strip().replace(",", "").replace("£", "")) * 100
            whole = scaled.to_integral_value()
        except InvalidOperation as cause:
            raise _unreadable(pounds) from cause
        if not scaled.is_finite():
            raise _unreadable(pounds)
        if scaled != whole:
            raise _refuse(scaled)
        return cls(int(whole))

    def __add__(self, other: "Pence") -> "Pence":
        return Pence(self.pence + other.pence)

    def __sub__(self, other: "Pence") -> "Pence":
        return Pence(self.pence - other.pence)

    def times(self, number: int | Fraction) -> "Pence":
        """The amount so many times, rounded half up to the penny.

        >>> Pence(505).times(Fraction(1, 2))
        Pence(pence=253)
        """
        if type(number) not in {int, Fraction}:
            raise _refuse(number)
        return Pence(int(half_up(self.pence * Fraction(number))))

    def __str__(self) -> str:
        sign = "-" if self.pence < 0 else ""
        pounds, pence = divmod(abs(self.pence), 100)
        return f"{sign}£{pounds:,}.{pence:02d}"


@frozen(order=True)
class Hours:
    """A length of time in exact hours.

    >>> Hours.of("7.5") + Hours.of("0.25")
    Hours(hours=Fraction(31, 4))
    """

    hours: Fraction

    def __attrs_post_init__(self) -> None:
        if type(self.hours) is not Fraction:
            raise _refuse(self.hours)

    @classmethod
    def of(cls, hours: int | str) -> Self:
        """Read hours from a whole number or from decimals written as text."""
        if type(hours) not in {int, str}:
            raise _refuse(hours)
        try:
            return cls(Fraction(hours))
        except (ValueError, ZeroDivisionError) as cause:
            raise _unreadable(hours) from cause

    def __add__(self, other: "Hours") -> "Hours":
        return Hours(self.hours + other.hours)

    def __sub__(self, other: "Hours") -> "Hours":
        return Hours(self.hours - other.hours)
