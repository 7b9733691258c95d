"""Ratings as they come: pairs, tables with holes, counts; made exact and checked.

`None`, NaN and `"NA"` are missing.  Numbers become exact; a float is read as it is
printed, so 0.44 is 11/25.
"""

import math
from collections.abc import Hashable, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from numbers import Integral
from typing import Any, TypeAlias, TypeGuard

from .errors import RatingsError

__all__ = ["Category", "Table", "Weights", "categories_of", "exact", "pairs", "table"]

#: A rating: a number, or any label for statistics that need no order.
Category: TypeAlias = Hashable
#: Rows of ratings, None where one is missing.
Table: TypeAlias = tuple[tuple[Category | None, ...], ...]
#: `None`, `"linear"`, `"quadratic"`, or a matrix of agreement weights.
Weights: TypeAlias = str | Sequence[Sequence[Any]] | None

_MISSING = frozenset({"na", "n/a", "n.a.", ""})


def exact(number: Any) -> Fraction:
    """A number as an exact fraction; a float is read as it is printed.

    >>> exact(0.44), exact("127/33")
    (Fraction(11, 25), Fraction(127, 33))
    """
    if isinstance(number, Fraction):
        return number
    if isinstance(number, Integral):
        return Fraction(int(number))
    try:
        text = repr(float(number)) if isinstance(number, float) else str(number)
        return Fraction(text)
    except (ValueError, TypeError) as cause:
        message = "a rating is not a number"
        raise RatingsError(message, advice="Give numbers, None for missing.") from cause


def is_missing(value: Any) -> bool:
    """Say whether a rating is missing."""
    if value is None:
        return True
    if isinstance(value, float):
        return math.isnan(value)
    return isinstance(value, str) and value.strip().lower() in _MISSING


def plain(value: Any) -> Category | None:
    """A rating as it is compared: None when missing, whole numbers as integers."""
    if is_missing(value):
        return None
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, float | Decimal | Fraction):
        number = exact(value)
        return number.numerator if number.denominator == 1 else number
    found: Category = value
    return found


def rows_of(ratings: Any) -> list[list[Any]]:
    """The rows of a nested list, an array or a data frame."""
    if hasattr(ratings, "to_numpy"):
        ratings = ratings.to_numpy()
    if hasattr(ratings, "tolist"):
        ratings = ratings.tolist()
    return [list(row) for row in ratings]


def table(ratings: Any, *, least_columns: int = 1) -> Table:
    """Check a table of ratings; rows of different length are refused."""
    rows = tuple(tuple(plain(one) for one in row) for row in rows_of(ratings))
    widths = {len(row) for row in rows}
    if len(widths) > 1 or (widths and min(widths) < least_columns):
        message = f"the rows have {sorted(widths)} ratings"
        raise RatingsError(
            message, advice="Give rows of one length, None where a rating is missing."
        )
    return rows


def numbers(ratings: Any) -> list[list[Fraction | None]]:
    """A table of exact numbers."""
    return [
        [None if one is None else exact(one) for one in row] for row in table(ratings)
    ]


def is_mapping(value: Any) -> TypeGuard[Mapping[Any, Any]]:
    """Say whether ratings come by unit and not in order."""
    return isinstance(value, Mapping)


def is_pair(value: Any) -> TypeGuard[Sequence[Any]]:
    """Say whether a value holds several and is no text."""
    return isinstance(value, Sequence) and not isinstance(value, str)


def pairs(
    ratings_a: Any, ratings_b: Any
) -> tuple[list[tuple[Category, Category]], int]:
    """Pairs that both raters gave, and how many were left out as missing.

    Two mappings are paired by key, two sequences by position.
    """
    if is_mapping(ratings_a) and is_mapping(ratings_b):
        left, right = _common(ratings_a, ratings_b)
    else:
        left, right = _in_line(ratings_a, ratings_b)
    both = [(plain(a), plain(b)) for a, b in zip(left, right, strict=True)]
    kept = [(a, b) for a, b in both if a is not None and b is not None]
    return kept, len(both) - len(kept)


def _common(
    first: Mapping[Any, Any], second: Mapping[Any, Any]
) -> tuple[list[Any], list[Any]]:
    keys = [key for key in first if key in second]
    return [first[key] for key in keys], [second[key] for key in keys]


def _in_line(
    first: Iterable[Any], second: Iterable[Any]
) -> tuple[list[Any], list[Any]]:
    left, right = list(first), list(second)
    if len(left) != len(right):
        message = f"one rater has {len(left)} ratings, the other {len(right)}"
        raise RatingsError(message, advice="Give both in the same order of units.")
    return left, right


def categories_of(
    values: Iterable[Category], given: Sequence[Category] | None, *, ordered: bool
) -> tuple[Category, ...]:
    """The categories a statistic runs over.

    Those given; otherwise those seen, and for whole numbers where distance matters all
    between the least and the greatest, so that an unused one does not shift the others.
    """
    seen = set(values)
    if given is not None:
        fixed = tuple(
            dict.fromkeys(c for one in given if (c := plain(one)) is not None)
        )
        if strange := seen - set(fixed):
            message = (
                f"{len(strange)} categories were used that are not in the given set"
            )
            raise RatingsError(message, advice="Give the scale's whole set of scores.")
        return fixed
    whole = all(isinstance(one, int) for one in seen)
    if ordered and seen and whole:
        ints = [one for one in seen if isinstance(one, int)]
        return tuple(range(min(ints), max(ints) + 1))
    try:
        return tuple(sorted(seen))  # type: ignore[type-var]
    except TypeError as cause:
        if ordered:
            message = "weights need categories in order"
            raise RatingsError(message, advice="Give categories=[…].") from cause
        return tuple(sorted(seen, key=str))


def weight_matrix(weights: Weights, q: int) -> list[list[Fraction]]:
    """Agreement weights between categories by their place: 1 on the diagonal.

    >>> weight_matrix("linear", 3)[0]
    [Fraction(1, 1), Fraction(1, 2), Fraction(0, 1)]
    """
    if isinstance(weights, str) and weights not in {
        "linear",
        "quadratic",
        "unweighted",
    }:
        message = f"weights are “{weights}”"
        raise RatingsError(
            message, advice="Use None, “linear”, “quadratic” or a matrix."
        )
    if weights is None or weights == "unweighted":
        return [[Fraction(i == j) for j in range(q)] for i in range(q)]
    if isinstance(weights, str):
        power, span = (1 if weights == "linear" else 2), max(q - 1, 1)
        return [
            [1 - Fraction(abs(i - j), span) ** power for j in range(q)]
            for i in range(q)
        ]
    matrix = [[exact(one) for one in row] for row in weights]
    if len(matrix) != q or any(len(row) != q for row in matrix):
        message = f"the matrix of weights is not {q} by {q}"
        raise RatingsError(message, advice="Give one row for each category.")
    return matrix
