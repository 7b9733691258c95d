"""McDonald's omega: reliability of a sum when items load differently on one factor."""

import warnings
from typing import Any

from earlyyears.kernel import Answer

from .estimates import Estimate, cannot_tell, given
from .extra import MissingExtraError, array, factor_model, without_extra
from .ratings import exact, numbers, rows_of

__all__ = ["omega"]

_LEAST_ITEMS = 3


def omega(
    scores: Any = None, *, correlation: Any = None, n: int | None = None
) -> Answer[Estimate]:
    """Omega total of a one-factor model; needs statsmodels.

    Give scores, rooms by items (rooms with a hole leave), or a correlation matrix.  The
    factor is fitted by iterated principal axes.  Where an item would be explained by
    more than all of itself (a Heywood case) there is no omega.
    """
    if correlation is None:
        rows = [row for row in numbers(scores) if None not in row]
        n, matrix = len(rows), _correlations(rows)
        if matrix is None:
            return cannot_tell("no_variance", "an item does not vary")
    else:
        matrix = [[float(exact(one)) for one in row] for row in rows_of(correlation)]
    if len(matrix) < _LEAST_ITEMS:
        return cannot_tell("too_few", "a factor needs at least three items")
    try:
        loadings = _loadings(matrix)
    except MissingExtraError:
        return without_extra()
    if any(one * one >= 1 for one in loadings):
        return cannot_tell("heywood", "the one-factor model explains an item fully")
    common = sum(loadings) ** 2
    value = common / (common + sum(1 - one * one for one in loadings))
    label = f"McDonald's omega, one factor, {len(matrix)} items,"
    return given("omega", Estimate("omega", value, n or 0, label))


def _correlations(rows: list[list[Any]]) -> list[list[float]] | None:
    columns = [[float(one) for one in column] for column in zip(*rows, strict=True)]
    means = [sum(column) / len(column) for column in columns]
    apart = [[x - m for x in c] for c, m in zip(columns, means, strict=True)]
    spread = [sum(x * x for x in column) ** 0.5 for column in apart]
    if not all(spread):
        return None
    scaled = [[x / s for x in c] for c, s in zip(apart, spread, strict=True)]
    return [
        [sum(x * y for x, y in zip(one, other, strict=True)) for other in scaled]
        for one in scaled
    ]


def _loadings(matrix: list[list[float]]) -> list[float]:
    model = factor_model()(corr=array(matrix), n_factor=1, method="pa")
    with warnings.catch_warnings():
        # A fit that has not settled shows in its loadings, which are looked at below.
        warnings.simplefilter("ignore")
        fitted = model.fit(maxiter=2000, tol=1e-12)
    return [float(row[0]) for row in fitted.loadings]
