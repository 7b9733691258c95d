"""Agreement of two or many raters beyond chance, with ratings missing here and there.

All coefficients share one observed agreement and differ in what they expect by chance.
Rows are units (rooms), columns raters.  Standard errors are Gwet's, unit by unit.
"""

import math
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from typing import Any

from earlyyears.kernel import Answer, Answered, frozen

from .errors import RatingsError
from .estimates import Estimate, cannot_tell, given
from .kappa import kappa
from .ratings import (
    Category,
    Table,
    Weights,
    categories_of,
    exact,
    rows_of,
    table,
    weight_matrix,
)

__all__ = [
    "brennan_prediger",
    "conger_kappa",
    "fleiss_kappa",
    "gwet_ac",
    "light_kappa",
    "percent_agreement",
    "scott_pi",
]

_Counts = list[list[Fraction]]


@frozen
class _Units:
    """Units by categories: how many raters put each unit where, and the weights."""

    counts: _Counts
    weights: list[list[Fraction]]
    named: str
    rows: Table = ()
    categories: tuple[Category, ...] = ()
    #: Read from a contingency table, for which Gwet divides by n and not by n - 1.
    crossed: bool = False

    @property
    def q(self) -> int:
        return len(self.weights)

    @property
    def weight(self) -> Fraction:
        """The sum of all weights."""
        return sum((one for row in self.weights for one in row), Fraction(0))

    @cached_property
    def seen(self) -> list[tuple[list[Fraction], Fraction]]:
        """The units that at least one rater rated, with how many did."""
        sums = [(row, sum(row, Fraction(0))) for row in self.counts]
        return [(row, total) for row, total in sums if total]

    def prevalence(self) -> list[Fraction]:
        """The mean share of each category over units."""
        seen = self.seen
        return [
            sum((row[k] / total for row, total in seen), Fraction(0)) / len(seen)
            for k in range(self.q)
        ]

    @cached_property
    def observed(self) -> list[Fraction | None]:
        """The agreement on each seen unit, None where only one rater rated it."""
        return [
            _pairwise(row, total, self.weights) if total > 1 else None
            for row, total in self.seen
        ]


def _pairwise(
    row: list[Fraction], total: Fraction, w: list[list[Fraction]]
) -> Fraction:
    q = range(len(row))
    weighted = (row[k] * (sum(w[k][j] * row[j] for j in q) - 1) for k in q if row[k])
    return sum(weighted, Fraction(0)) / (total * (total - 1))


def _units(
    ratings: Any,
    weights: Weights,
    categories: Sequence[Category] | None,
    counts: Any,
    crossed: Any,
) -> _Units:
    """Read whichever of the three forms was given."""
    named = weights if isinstance(weights, str) else "weights as given"
    named = "unweighted" if weights is None else named
    if counts is not None:
        tallied = [[exact(one) for one in row] for row in rows_of(counts)]
        q = len(tallied[0]) if tallied else 0
        return _Units(tallied, weight_matrix(weights, q), named)
    if crossed is not None:
        ratings, categories = _expanded(crossed)
    if ratings is None:
        message = "no ratings were given"
        raise RatingsError(message, advice="Give ratings, counts=… or table=…")
    rows = table(ratings)
    seen = [one for row in rows for one in row if one is not None]
    used = categories_of(seen, categories, ordered=isinstance(weights, str))
    tallies = [Counter(row) for row in rows]
    counted = [[Fraction(tally[one]) for one in used] for tally in tallies]
    matrix = weight_matrix(weights, len(used))
    return _Units(counted, matrix, named, rows, used, crossed is not None)


def _expanded(crossed: Any) -> tuple[list[list[int]], list[int]]:
    """A contingency table of two raters as one row for each unit."""
    cells = rows_of(crossed)
    rows = [
        [i, j]
        for i, row in enumerate(cells)
        for j, count in enumerate(row)
        for _ in range(int(exact(count)))
    ]
    return rows, list(range(len(cells)))


def _answer(
    units: _Units, statistic: str, label: str, expected: Fraction, pulls: list[float]
) -> Answer[Estimate]:
    """The coefficient for an expected agreement and each unit's pull on it."""
    agreements = units.observed
    paired = [one for one in agreements if one is not None]
    if not paired:
        return cannot_tell("no_pairs", "no unit was rated by two raters")
    if expected == 1:
        return cannot_tell("one_category", "all ratings fall into one category")
    observed = sum(paired, Fraction(0)) / len(paired)
    value = (observed - expected) / (1 - expected)
    found = Estimate(
        statistic=statistic,
        value=value,
        n=len(agreements),
        label=f"{label}, {units.named},",
        observed=observed,
        expected=expected,
        standard_error=_error(units, float(value), float(expected), pulls),
    )
    return given(statistic, found)


def _error(units: _Units, value: float, pe: float, pulls: list[float]) -> float | None:
    agreements = units.observed
    n = len(agreements)
    if n < 2:  # noqa: PLR2004  one unit has no spread
        return None
    scale = n / sum(one is not None for one in agreements)
    total = 0.0
    for one, pull in zip(agreements, pulls, strict=True):
        own = 0.0 if one is None else scale * (float(one) - pe) / (1 - pe)
        total += (own - 2 * (1 - value) * (pull - pe) / (1 - pe) - value) ** 2
    return math.sqrt(total / (n * (n if units.crossed else n - 1)))


def _pulls(units: _Units, per_category: Sequence[Fraction]) -> list[float]:
    by = [float(one) for one in per_category]
    return [
        sum(float(count) * by[k] for k, count in enumerate(row)) / float(total)
        for row, total in units.seen
    ]


def _empty(units: _Units) -> Answer[Estimate] | None:
    if any(one is not None for one in units.observed):
        return None
    return cannot_tell("no_pairs", "no unit was rated by two raters")


def percent_agreement(
    ratings: Any = None,
    *,
    weights: Weights = None,
    categories: Sequence[Category] | None = None,
    counts: Any = None,
    table: Any = None,
) -> Answer[Estimate]:
    """The mean share of pairs of raters who agree, with weights if given.

    `ratings` has a row for each unit; `counts` has units by categories; `table` is the
    contingency table of two raters.
    """
    units = _units(ratings, weights, categories, counts, table)
    return _answer(
        units, "percent_agreement", "agreement", Fraction(0), [0.0] * len(units.seen)
    )


def fleiss_kappa(
    ratings: Any = None,
    *,
    weights: Weights = None,
    categories: Sequence[Category] | None = None,
    counts: Any = None,
    table: Any = None,
) -> Answer[Estimate]:
    """Fleiss' kappa: chance is the mean use of each category by all raters together.

    Where every unit has the same number of raters, `null_error` and `z` are those of
    Fleiss; otherwise they are not given.

    >>> found = fleiss_kappa(counts=[[7, 1], [3, 5]])
    >>> f"{found.value:.6f}"
    '0.161905'
    """
    units = _units(ratings, weights, categories, counts, table)
    if empty := _empty(units):
        return empty
    share, w, q = units.prevalence(), units.weights, range(units.q)
    pulls = [
        sum(((w[k][j] + w[j][k]) * share[j] for j in q), Fraction(0)) / 2 for k in q
    ]
    expected = sum((share[k] * pulls[k] for k in q), Fraction(0))
    answer = _answer(
        units, "fleiss_kappa", "Fleiss' kappa", expected, _pulls(units, pulls)
    )
    null = _fleiss_null(units, share) if weights is None else None
    if not isinstance(answer, Answered) or null is None:
        return answer
    one = answer.value
    return given(
        "fleiss_kappa",
        Estimate(
            one.statistic, one.value, one.n, one.label, one.observed, one.expected,
            one.standard_error, null,
        ),
    )  # fmt: skip


def _fleiss_null(units: _Units, share: list[Fraction]) -> float | None:
    raters = {total for _, total in units.seen}
    if len(raters) != 1:
        return None
    n, m = len(units.seen), raters.pop()
    spread = sum((p * (1 - p) for p in share), Fraction(0))
    lean = sum((p * (1 - p) * (1 - 2 * p) for p in share), Fraction(0))
    if not spread:
        return None
    return math.sqrt(2 * (spread**2 - lean) / (n * m * (m - 1))) / float(spread)


def scott_pi(
    ratings: Any = None,
    *,
    weights: Weights = None,
    categories: Sequence[Category] | None = None,
    table: Any = None,
) -> Answer[Estimate]:
    """Scott's pi of two raters: Fleiss' kappa with two columns."""
    units = _units(ratings, weights, categories, None, table)
    if any(len(row) != 2 for row in units.rows):  # noqa: PLR2004  two raters
        message = "Scott's pi is for two raters"
        raise RatingsError(message, advice="Use fleiss_kappa for more.")
    return fleiss_kappa(ratings, weights=weights, categories=categories, table=table)


def brennan_prediger(
    ratings: Any = None,
    *,
    weights: Weights = None,
    categories: Sequence[Category] | None = None,
    counts: Any = None,
    table: Any = None,
) -> Answer[Estimate]:
    """Brennan and Prediger's coefficient; for many raters Randolph's kappa.

    Chance uses every category alike, so the set of categories matters: give it.
    """
    units = _units(ratings, weights, categories, counts, table)
    if empty := _empty(units):
        return empty
    total = units.weight
    expected = total / units.q**2
    flat = [float(expected)] * len(units.seen)
    return _answer(
        units, "brennan_prediger", "Brennan-Prediger coefficient", expected, flat
    )


def gwet_ac(
    ratings: Any = None,
    *,
    weights: Weights = None,
    categories: Sequence[Category] | None = None,
    counts: Any = None,
    table: Any = None,
) -> Answer[Estimate]:
    """Gwet's AC1, or AC2 with weights: steady where one category is rare or common.

    The set of categories matters: give it.
    """
    units = _units(ratings, weights, categories, counts, table)
    if empty := _empty(units):
        return empty
    label = "Gwet's AC1" if weights is None else "Gwet's AC2"
    if units.q < 2:  # noqa: PLR2004  one category leaves nothing to tell apart
        return cannot_tell("one_category", "only one category was used or given")
    share = units.prevalence()
    scale = units.weight / (units.q * (units.q - 1))
    expected = scale * sum((p * (1 - p) for p in share), Fraction(0))
    return _answer(
        units,
        "gwet_ac",
        label,
        expected,
        _pulls(units, [scale * (1 - p) for p in share]),
    )


def conger_kappa(
    ratings: Any = None,
    *,
    weights: Weights = None,
    categories: Sequence[Category] | None = None,
    table: Any = None,
) -> Answer[Estimate]:
    """Conger's kappa: chance is each rater's own use of the categories.

    For two raters without missing ratings it is Cohen's kappa, with Gwet's standard
    error.
    """
    units = _units(ratings, weights, categories, None, table)
    if empty := _empty(units):
        return empty
    use = _use_by_rater(units)
    raters, w, q = len(use), units.weights, range(units.q)
    together = [sum((rater[k] for rater in use), Fraction(0)) for k in q]
    # All ordered pairs of different raters: all pairs, without each with itself.
    own = sum((w[k][j] * r[k] * r[j] for r in use for k in q for j in q), Fraction(0))
    all_ = sum((w[k][j] * together[k] * together[j] for k in q for j in q), Fraction(0))
    expected = (all_ - own) / (raters * (raters - 1))
    pulls = _conger_pulls(units, use)
    return _answer(units, "conger_kappa", "Conger's kappa", expected, pulls)


def _use_by_rater(units: _Units) -> list[list[Fraction]]:
    columns = [
        Counter(one for one in c if one is not None)
        for c in zip(*units.rows, strict=True)
    ]
    return [
        [Fraction(tally[one], tally.total()) for one in units.categories]
        for tally in columns
        if tally
    ]


def _conger_pulls(units: _Units, use: list[list[Fraction]]) -> list[float]:
    """Each unit's pull on expected agreement, rater by rater (Gwet)."""
    place = {one: k for k, one in enumerate(units.categories)}
    rows = [row for row in units.rows if any(one is not None for one in row)]
    rated = [
        column
        for column in zip(*rows, strict=True)
        if any(c is not None for c in column)
    ]
    n, raters, q = len(rows), len(rated), range(units.q)
    rates = [sum(one is not None for one in column) / n for column in rated]
    w = [[float(one) for one in row] for row in units.weights]
    p = [[float(one) for one in rater] for rater in use]
    others = [[sum(r[k] for r in p) - p[g][k] for k in q] for g in range(raters)]
    # What a rating of category l by rater g adds, over the other raters' use.
    worth = [[sum(w[k][j] * others[g][k] for k in q) for j in q] for g in range(raters)]
    usual = [sum(worth[g][j] * p[g][j] for j in q) for g in range(raters)]

    def pull(unit: int) -> float:
        total = 0.0
        for g, column in enumerate(rated):
            rating = column[unit]
            said = 0.0 if rating is None else worth[g][place[rating]]
            there = (rating is not None) - rates[g]
            total += (said - there * usual[g]) / rates[g]
        return total / (raters * (raters - 1))

    return [pull(unit) for unit in range(n)]


def light_kappa(
    ratings: Any,
    *,
    weights: Weights = None,
    categories: Sequence[Category] | None = None,
) -> Answer[Estimate]:
    """Light's kappa: the mean of Cohen's kappa over all pairs of raters."""
    columns = list(zip(*table(ratings), strict=True))
    found: list[Fraction] = []
    for one, other in combinations(columns, 2):
        answer = kappa(one, other, weights=weights, categories=categories)
        if not isinstance(answer, Answered):
            return answer
        found.append(exact(answer.value.value))
    if not found:
        return cannot_tell("one_rater", "there is only one rater")
    mean = sum(found, Fraction(0)) / len(found)
    label = f"Light's kappa over {len(found)} pairs of raters"
    return given("light_kappa", Estimate("light_kappa", mean, len(columns[0]), label))
