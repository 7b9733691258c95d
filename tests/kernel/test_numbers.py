"""Exact numbers, shares, means, money and hours."""

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earlyyears.kernel import (
    EmptyShareError,
    Hours,
    InexactAmountError,
    Mean,
    Pence,
    Share,
    UnreadableAmountError,
    half_up,
)

pence = st.integers(-(10**12), 10**12)


@given(st.fractions(), st.integers(0, 6))
def test_rounding_half_up_is_what_people_do_on_paper(
    number: Fraction, places: int
) -> None:
    """Half goes away from zero, exactly as decimal arithmetic does it at length."""
    step = Decimal(1).scaleb(-places)
    with localcontext(prec=200):
        exact = Decimal(number.numerator * 2) / Decimal(number.denominator * 2)
        expected = exact.quantize(step, rounding=ROUND_HALF_UP)
    assert expected == half_up(number, places)


@pytest.mark.parametrize(
    ("number", "places", "expected"),
    [
        (Fraction(1, 2), 0, "1"),
        (Fraction(-1, 2), 0, "-1"),
        (Fraction(-1, 4), 0, "0"),
        (Fraction(1, 3), 2, "0.33"),
        (Fraction(9699, 10000), 3, "0.970"),
        (Fraction(1250), -2, "1.3E+3"),
        (Fraction(10**40 + 1, 2), 0, "5" + "0" * 38 + "1"),
    ],
)
def test_rounding_keeps_the_places_asked_for(
    number: Fraction, places: int, expected: str
) -> None:
    """The result has so many places, however long the number is."""
    assert expected == str(half_up(number, places))


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_a_share_keeps_both_numbers(part: int, whole: int) -> None:
    """A share's value is exact and its percentage is the rounded hundredfold."""
    share = Share(part, whole)
    assert Fraction(part, whole) == share.value
    assert half_up(Fraction(100 * part, whole), 1) == share.percent()


def test_a_share_of_nothing_has_no_value() -> None:
    """A percentage of none is refused with what to report instead."""
    with pytest.raises(EmptyShareError, match="Report the two numbers"):
        Share(0, 0).percent()


def test_a_mean_is_known_once_its_bounds_meet() -> None:
    """While the bounds differ there is no mean."""
    assert None is Mean(Fraction(3), Fraction(4)).mean
    assert Fraction(7, 2) == Mean(Fraction(7, 2), Fraction(7, 2)).mean


@given(pence)
def test_pounds_are_written_and_read_alike(amount: int) -> None:
    """What an amount prints is read back as the same amount."""
    assert Pence(amount) == Pence.from_pounds(str(Pence(amount)))


@given(pence, pence)
def test_pence_add_and_subtract_like_whole_numbers(one: int, two: int) -> None:
    """Sums and differences are exact and orders agree."""
    assert Pence(one + two) == Pence(one) + Pence(two)
    assert Pence(one - two) == Pence(one) - Pence(two)
    assert (one < two) == (Pence(one) < Pence(two))


@given(pence, st.fractions())
def test_an_amount_so_many_times_is_rounded_once(amount: int, number: Fraction) -> None:
    """The product is exact before it is rounded to the penny."""
    assert int(half_up(amount * number)) == Pence(amount).times(number).pence


@pytest.mark.parametrize("given_amount", [1.5, True, Decimal(1), "1"])
def test_money_is_whole_pence_or_nothing(given_amount: object) -> None:
    """Anything but a whole number of pence is refused by its type."""
    with pytest.raises(InexactAmountError) as refused:
        Pence(given_amount)  # type: ignore[arg-type]
    assert type(given_amount).__name__ == refused.value.data["given"]


def test_a_float_never_comes_near_money() -> None:
    """Neither a factor nor hours may be a float."""
    with pytest.raises(InexactAmountError):
        Pence(100).times(0.5)  # type: ignore[arg-type]
    with pytest.raises(InexactAmountError):
        Hours.of(7.5)  # type: ignore[arg-type]
    with pytest.raises(InexactAmountError):
        Hours(7.5)  # type: ignore[arg-type]


def test_a_part_of_a_penny_is_refused() -> None:
    """Three decimals are more than pounds have."""
    with pytest.raises(InexactAmountError):
        Pence.from_pounds("1.005")


@pytest.mark.parametrize("text", ["", "twelve", "NaN", "Infinity", "1.2.3"])
def test_what_is_no_amount_is_refused_as_such(text: str) -> None:
    """Text that is not a number is an error with the next step."""
    with pytest.raises(UnreadableAmountError, match="Write digits"):
        Pence.from_pounds(text)


@pytest.mark.parametrize("text", ["", "seven", "1/0"])
def test_what_are_no_hours_is_refused_as_such(text: str) -> None:
    """Text that is no number of hours is an error with the next step."""
    with pytest.raises(UnreadableAmountError, match="Write digits"):
        Hours.of(text)


@given(st.integers(0, 4000), st.integers(0, 4000))
def test_hours_add_and_subtract_exactly(one: int, two: int) -> None:
    """Quarter hours add up without a rest."""
    first, second = Hours(Fraction(one, 4)), Hours(Fraction(two, 4))
    assert Hours(Fraction(one + two, 4)) == first + second
    assert first == first + second - second
