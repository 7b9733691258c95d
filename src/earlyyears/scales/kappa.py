"""Cohen's kappa for two raters: plain, linear, quadratic, or with given weights."""

import math
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from earlyyears.kernel import Answer

from .errors import RatingsError
from .estimates import Estimate, cannot_tell, given
from .ratings import Category, Weights, categories_of, exact, pairs, weight_matrix

__all__ = ["kappa", "shares_of"]

Matrix = list[list[Fraction]]


def kappa(
    ratings_a: Any = None,
    ratings_b: Any = None,
    *,
    weights: Weights = None,
    categories: Sequence[Category] | None = None,
    table: Sequence[Sequence[Any]] | None = None,
    disagreement_weights: Sequence[Sequence[Any]] | None = None,
    n: int | None = None,
) -> Answer[Estimate]:
    """Cohen's kappa between two raters over the same units.

    Give two lists of ratings (or two mappings by unit); a unit that one did not rate
    leaves.  Or give `table`, the contingency table in counts, or in proportions with
    `n`.  `weights` is None, `"linear"`, `"quadratic"` or a matrix of agreement weights;
    `disagreement_weights` is a matrix that is 0 on the diagonal.  `categories` is the
    scale's whole set; without it whole numbers keep their true distances.  The standard
    errors are those of Fleiss, Cohen and Everitt.

    Where chance alone explains everything, kappa does not exist:

    >>> kappa([1, 1, 1], [1, 1, 1]).why.reason
    'one_category'
    >>> kappa(
    ...     [1, 2, 3, 5], [1, 2, 4, 5], weights="quadratic", categories=range(1, 8)
    ... ).value.value
    Fraction(18, 19)
    """
    shares, count, dropped = _shares(
        ratings_a, ratings_b, weights, categories, table, n
    )
    if not shares or not any(map(any, shares)):
        return cannot_tell("no_pairs", "no unit was rated by both")
    q = len(shares)
    if disagreement_weights is not None:
        agreement = _turned(weight_matrix(disagreement_weights, q))
    else:
        agreement = weight_matrix(weights, q)
    return _kappa(
        shares, agreement, count, _label(weights, disagreement_weights), dropped
    )


def _label(weights: Weights, disagreement: object) -> str:
    if disagreement is not None or not (weights is None or isinstance(weights, str)):
        return "Cohen's kappa, weights as given,"
    named = {None: "unweighted"}.get(weights, weights)  # type: ignore[arg-type]
    return f"Cohen's kappa, {named},"


def _turned(disagreement: Matrix) -> Matrix:
    most = max(max(row) for row in disagreement)
    return [[1 - one / most for one in row] for row in disagreement]


def _shares(
    ratings_a: Any,
    ratings_b: Any,
    weights: Weights,
    categories: Sequence[Category] | None,
    table: Sequence[Sequence[Any]] | None,
    n: int | None,
) -> tuple[Matrix, int, int]:
    """The contingency table as shares, how many units, how many were left out."""
    if table is not None:
        return *shares_of(table, n), 0
    if ratings_a is None or ratings_b is None:
        message = "kappa needs two lists of ratings, or a table"
        raise RatingsError(message, advice="Give ratings_a and ratings_b, or table=…")
    both, dropped = pairs(ratings_a, ratings_b)
    seen = [one for pair in both for one in pair]
    used = categories_of(seen, categories, ordered=isinstance(weights, str))
    tally = Counter(both)
    count = len(both)
    matrix = [[Fraction(tally[a, b], count or 1) for b in used] for a in used]
    return matrix, count, dropped


def shares_of(table: Sequence[Sequence[Any]], n: int | None) -> tuple[Matrix, int]:
    """A square table of counts or proportions as shares, and the number of units."""
    cells = [[exact(one) for one in row] for row in table]
    if any(len(row) != len(cells) for row in cells):
        message = "the contingency table is not square"
        raise RatingsError(message, advice="Give a row and a column for each category.")
    total = sum(map(sum, cells), Fraction(0))
    if not total:
        return [], 0
    return [[one / total for one in row] for row in cells], n or int(total)


def _kappa(
    shares: Matrix, weights: Matrix, n: int, label: str, dropped: int
) -> Answer[Estimate]:
    rows = [sum(row) for row in shares]
    columns = [sum(column) for column in zip(*shares, strict=True)]
    places = range(len(shares))
    cells = [(i, j) for i in places for j in places]
    observed = sum((weights[i][j] * shares[i][j] for i, j in cells), Fraction(0))
    expected = sum(
        (weights[i][j] * rows[i] * columns[j] for i, j in cells), Fraction(0)
    )
    if expected == 1:
        return cannot_tell(
            "one_category", "all ratings fall into one category, so chance agrees fully"
        )
    error, null = _errors(shares, weights, observed, expected, n)
    found = Estimate(
        statistic="cohen_kappa",
        value=(observed - expected) / (1 - expected),
        n=n,
        label=label,
        observed=observed,
        expected=expected,
        standard_error=error,
        null_error=null,
    )
    left = (f"{dropped} units were not rated by both and were left out",)
    return given("cohen_kappa", found, *(left if dropped else ()))


def _errors(
    shares: Matrix, weights: Matrix, observed: Fraction, expected: Fraction, n: int
) -> tuple[float, float]:
    """Standard error of the value, and under no agreement beyond chance."""
    places = range(len(shares))
    rows = [float(sum(row)) for row in shares]
    columns = [float(sum(column)) for column in zip(*shares, strict=True)]
    w = [[float(one) for one in row] for row in weights]
    by_row = [sum(columns[j] * w[i][j] for j in places) for i in places]
    by_column = [sum(rows[i] * w[i][j] for i in places) for j in places]
    po, pe = float(observed), float(expected)
    spread = null = 0.0
    for i in places:
        for j in places:
            pull = by_row[i] + by_column[j]
            spread += float(shares[i][j]) * (w[i][j] * (1 - pe) - pull * (1 - po)) ** 2
            null += rows[i] * columns[j] * (w[i][j] - pull) ** 2
    spread -= (po * pe - 2 * pe + po) ** 2
    error = math.sqrt(max(spread, 0.0) / n) / (1 - pe) ** 2
    return error, math.sqrt(max(null - pe**2, 0.0) / n) / (1 - pe)
