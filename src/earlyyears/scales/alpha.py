"""Cronbach's alpha, plain and standardised, with Feldt's interval; one item dropped."""

from collections.abc import Sequence
from fractions import Fraction
from statistics import median
from typing import Any

from earlyyears.kernel import Answer, CannotTell, frozen

from .errors import RatingsError
from .estimates import Interval, cannot_tell, given
from .extra import MissingExtraError, distributions, without_extra
from .ratings import exact, numbers

__all__ = ["Alpha", "alpha_if_dropped", "cronbach_alpha", "standardised_alpha"]

Column = list[Fraction | None]
_MISSING = ("listwise", "pairwise", "median")


@frozen
class Alpha:
    """Cronbach's alpha; `float()` gives the number.  Negative values are legal."""

    value: Fraction
    #: Items, and respondents or rooms.
    k: int
    n: int
    #: How missing scores were treated.
    missing: str = "listwise"

    @property
    def label(self) -> str:
        """What it is, in words."""
        return f"Cronbach's alpha over {self.k} items, {self.missing},"

    def interval(
        self, confidence: float = 0.95, *, n: int | None = None
    ) -> Answer[Interval]:
        """Feldt's interval; needs SciPy.

        `n` replaces the number of rooms: some packages count, under `listwise`, rooms
        that were left out, and print a narrower interval than the data support.
        """
        rooms = self.n if n is None else n
        if rooms < 2:  # noqa: PLR2004  nothing varies in one room
            return cannot_tell("too_few", "how many rooms there were is not known")
        try:
            law = distributions().f
        except MissingExtraError:
            return without_extra()
        df, tail = (rooms - 1, (rooms - 1) * (self.k - 1)), 0.5 + confidence / 2
        short = 1 - float(self.value)
        low, high = (1 - short * float(law.ppf(t, *df)) for t in (tail, 1 - tail))
        return given("cronbach_alpha", Interval(low, high, confidence, "Feldt"))

    def __float__(self) -> float:
        return float(self.value)

    def __format__(self, form: str) -> str:
        return format(float(self.value), form) if form else str(self)

    def __str__(self) -> str:
        return f"{self.label} {float(self.value):.3f} (n = {self.n})"


def cronbach_alpha(
    scores: Any = None,
    *,
    missing: str = "listwise",
    covariance: Any = None,
    k: int | None = None,
    sum_item_variances: Any = None,
    total_variance: Any = None,
    n: int | None = None,
) -> Answer[Alpha]:
    """Cronbach's alpha of items (columns) over rooms (rows), sample variances.

    `missing` is `listwise` (rooms with a hole leave), `pairwise` (each covariance from
    the rooms that have both) or `median` (holes are filled with the item's median).
    Or give a covariance matrix, or the sums that a paper prints.

    >>> found = cronbach_alpha(
    ...     k=10, sum_item_variances=11.16, total_variance=77.44, n=249
    ... )
    >>> f"{found.value:.2f}"
    '0.95'
    """
    if scores is not None:
        return _from_scores(numbers(scores), missing)
    if covariance is not None:
        matrix = [[exact(one) for one in row] for row in covariance]
        return _from_matrix(matrix, n or 0, "covariances given")
    if k is None or sum_item_variances is None or total_variance is None:
        message = "alpha needs scores, a covariance matrix, or k and both sums"
        raise RatingsError(message, advice="Give one of the three.")
    items, total = exact(sum_item_variances), exact(total_variance)
    return _alpha(k, items, total, n or 0, "sums given")


def _from_scores(rows: list[list[Fraction | None]], missing: str) -> Answer[Alpha]:
    missing = missing.removesuffix("_imputed")
    if missing not in _MISSING:
        message = f"missing is “{missing}”"
        raise RatingsError(message, advice=f"Use one of {', '.join(_MISSING)}.")
    if missing == "listwise":
        rows = [row for row in rows if None not in row]
    columns: list[Column] = [list(column) for column in zip(*rows, strict=True)]
    if missing == "median":
        columns = [_filled(column) for column in columns]
    matrix = _covariances(columns)
    if isinstance(matrix, CannotTell):
        return matrix
    return _from_matrix(matrix, len(rows), missing)


def _filled(column: Column) -> Column:
    known = [one for one in column if one is not None]
    middle = median(known) if known else None
    return [middle if one is None else one for one in column]


def _covariances(columns: list[Column]) -> list[list[Fraction]] | CannotTell:
    matrix: list[list[Fraction]] = []
    for one in columns:
        row = [_covariance(one, other) for other in columns]
        if any(cell is None for cell in row):
            return cannot_tell(
                "too_few", "two items have fewer than two rooms in common"
            )
        matrix.append([cell for cell in row if cell is not None])
    return matrix


def _covariance(one: Column, other: Column) -> Fraction | None:
    both = [
        (a, b)
        for a, b in zip(one, other, strict=True)
        if a is not None and b is not None
    ]
    n = len(both)
    if n < 2:  # noqa: PLR2004  one room has no variance
        return None
    left, right = sum(a for a, _ in both), sum(b for _, b in both)
    product = sum((a * b for a, b in both), Fraction(0))
    return (product - Fraction(left) * right / n) / (n - 1)


def _from_matrix(
    matrix: Sequence[Sequence[Fraction]], n: int, missing: str
) -> Answer[Alpha]:
    items = sum((row[place] for place, row in enumerate(matrix)), Fraction(0))
    return _alpha(
        len(matrix),
        items,
        sum((one for row in matrix for one in row), Fraction(0)),
        n,
        missing,
    )


def _alpha(
    k: int, items: Fraction, total: Fraction, n: int, missing: str
) -> Answer[Alpha]:
    if k < 2:  # noqa: PLR2004  alpha is about several items
        return cannot_tell("one_item", "one item has no internal consistency")
    if not total:
        return cannot_tell("no_variance", "the totals do not vary")
    value = Fraction(k, k - 1) * (1 - items / total)
    return given("cronbach_alpha", Alpha(value, k, n, missing))


def standardised_alpha(
    scores: Any = None, *, correlation: Any = None, n: int | None = None
) -> Answer[Alpha]:
    """Alpha as if all items had the same variance, from scores or their correlations.

    Correlations are exact when given, and rounded as floats are when worked out.
    """
    if correlation is None:
        rows = [row for row in numbers(scores) if None not in row]
        matrix = _covariances([list(column) for column in zip(*rows, strict=True)])
        if isinstance(matrix, CannotTell):
            return matrix
        if any(not row[place] for place, row in enumerate(matrix)):
            return cannot_tell("no_variance", "an item does not vary")
        n, correlation = len(rows), _correlations(matrix)
    cells = [[exact(one) for one in row] for row in correlation]
    return _from_matrix(cells, n or 0, "standardised")


def _correlations(matrix: list[list[Fraction]]) -> list[list[float]]:
    spread = [float(row[place]) ** 0.5 for place, row in enumerate(matrix)]
    places = range(len(matrix))
    return [
        [1.0 if i == j else float(matrix[i][j]) / spread[i] / spread[j] for j in places]
        for i in places
    ]


def alpha_if_dropped(scores: Any, *, missing: str = "listwise") -> list[Answer[Alpha]]:
    """Alpha of the others, for each item left out in turn."""
    rows = numbers(scores)
    width = len(rows[0]) if rows else 0
    return [
        _from_scores([row[:place] + row[place + 1 :] for row in rows], missing)
        for place in range(width)
    ]
