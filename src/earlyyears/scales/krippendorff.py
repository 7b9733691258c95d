"""Krippendorff's alpha: any number of raters, any ratings missing, four levels."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, cast

from earlyyears.kernel import Answer

from .errors import RatingsError
from .estimates import Estimate, cannot_tell, given
from .ratings import Category, exact, plain, rows_of, table

__all__ = ["krippendorff_alpha"]

_Distance = Callable[[int, int], Fraction]
_LEVELS = ("nominal", "ordinal", "interval", "ratio")


def krippendorff_alpha(
    ratings: Any = None,
    level: str = "nominal",
    *,
    rows: str = "raters",
    counts: Any = None,
    categories: Sequence[Category] | None = None,
) -> Answer[Estimate]:
    """Krippendorff's alpha at level `nominal`, `ordinal`, `interval` or `ratio`.

    As in his papers a row of `ratings` holds what one rater said of each unit; with
    `rows="units"` a row is a unit.  A mapping from units to their ratings is read as
    such.  `counts` has units by `categories` instead.  Units with fewer than two
    ratings drop out.

    >>> a = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    >>> b = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    >>> krippendorff_alpha([a, b]).value.value
    Fraction(2, 21)
    """
    if level not in _LEVELS:
        message = f"the level is “{level}”"
        raise RatingsError(message, advice=f"Use one of {', '.join(_LEVELS)}.")
    units = [
        unit for unit in _units(ratings, rows, counts, categories) if unit.total() > 1
    ]
    if not units:
        return cannot_tell("no_pairs", "no unit has two ratings")
    values = _in_order({one for unit in units for one in unit}, level)
    margin = [sum(unit[one] for unit in units) for one in values]
    distance = _distance(level, values, margin)
    expected = _expected(margin, distance)
    if not expected:
        return cannot_tell("one_category", "all ratings are alike, so none can differ")
    observed = sum((_within(unit, values, distance) for unit in units), Fraction(0))
    total = sum(margin)
    found = Estimate(
        statistic="krippendorff_alpha",
        value=1 - (total - 1) * observed / expected,
        n=len(units),
        label=f"Krippendorff's alpha, {level},",
    )
    return given("krippendorff_alpha", found)


def _units(
    ratings: Any, rows: str, counts: Any, categories: Sequence[Category] | None
) -> list[Counter[Category]]:
    if counts is not None:
        return _from_counts(counts, categories)
    if ratings is None or rows not in {"raters", "units"}:
        message = "no ratings were given, or rows is neither “raters” nor “units”"
        raise RatingsError(message, advice="Give ratings, or counts=…")
    if isinstance(ratings, Mapping):
        by_name = cast("Mapping[Any, Iterable[Any]]", ratings)
        found = [[plain(one) for one in unit] for unit in by_name.values()]
    else:
        given_rows = table(ratings)
        by_unit = given_rows if rows == "units" else zip(*given_rows, strict=True)
        found = [list(unit) for unit in by_unit]
    return [Counter(one for one in unit if one is not None) for unit in found]


def _from_counts(
    counts: Any, categories: Sequence[Category] | None
) -> list[Counter[Category]]:
    tallied = [[int(exact(one)) for one in row] for row in rows_of(counts)]
    width = len(tallied[0]) if tallied else 0
    named = list(range(1, width + 1)) if categories is None else list(categories)
    return [Counter(dict(zip(named, row, strict=True))) for row in tallied]


def _in_order(values: set[Category], level: str) -> list[Category]:
    if level == "nominal":
        return sorted(values, key=str)
    return sorted(values, key=exact)


def _distance(level: str, values: list[Category], margin: list[int]) -> _Distance:
    """The squared difference between two categories, by place."""
    if level == "nominal":
        return lambda c, k: Fraction(c != k)
    number = [exact(one) for one in values]
    if level == "interval":
        return lambda c, k: (number[c] - number[k]) ** 2
    if level == "ratio":
        return lambda c, k: _ratio(number[c], number[k])
    below = [sum(margin[:c]) for c in range(len(margin) + 1)]

    def ordinal(c: int, k: int) -> Fraction:
        low, high = min(c, k), max(c, k)
        between = below[high + 1] - below[low]
        return (between - Fraction(margin[low] + margin[high], 2)) ** 2

    return ordinal


def _ratio(one: Fraction, other: Fraction) -> Fraction:
    if one < 0 or other < 0:
        message = "a rating is below zero, so ratios mean nothing"
        raise RatingsError(message, advice="Use level=“interval”.")
    return ((one - other) / (one + other)) ** 2 if one != other else Fraction(0)


def _within(
    unit: Counter[Category], values: list[Category], distance: _Distance
) -> Fraction:
    """The disagreement inside a unit, each rater weighing alike."""
    held = [(place, unit[one]) for place, one in enumerate(values) if unit[one]]
    total = sum(
        (n * m * distance(c, k) for c, n in held for k, m in held if c != k),
        Fraction(0),
    )
    return total / (unit.total() - 1)


def _expected(margin: list[int], distance: _Distance) -> Fraction:
    places = range(len(margin))
    return sum(
        (margin[c] * margin[k] * distance(c, k) for c in places for k in places),
        Fraction(0),
    )
