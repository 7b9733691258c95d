"""The mean change of several rooms, with what assessors and settings do to its error.

Two assessors differ in severity.  Where other people audit the second time, their
difference looks like change.  If assessors overlap between the rounds, their severity
is estimated along with the change and taken out; if they do not, the two cannot be told
apart, and only joint observations can say how large severity is.
"""

import math
from collections.abc import Sequence
from fractions import Fraction

from earlyyears.kernel import Answer, CannotTell, frozen

from .estimates import Interval, cannot_tell, given
from .extra import MissingExtraError, distributions, without_extra
from .matching import Pair

__all__ = ["GroupChange", "group_change"]

Column = list[int]
_CLOSE = 1e-12


@frozen
class GroupChange:
    """The mean change of matched rooms with its standard error."""

    #: Rooms.
    n: int
    #: Plain mean of second minus first.
    mean: Fraction
    #: The mean with assessors' severity taken out; the plain one where nothing was.
    adjusted: Fraction
    standard_error: float
    df: int
    #: How the error was worked out, in words.
    method: str

    def interval(self, confidence: float = 0.95) -> Answer[Interval]:
        """The t interval around the adjusted mean; needs SciPy."""
        try:
            law = distributions().t
        except MissingExtraError:
            return without_extra()
        reach = float(law.ppf(0.5 + confidence / 2, self.df)) * self.standard_error
        middle = float(self.adjusted)
        return given(
            "change", Interval(middle - reach, middle + reach, confidence, self.method)
        )

    def verdict(self, confidence: float = 0.95) -> Answer[str]:
        """`clear rise` or `clear fall` when the interval leaves out zero."""
        found = self.interval(confidence)
        if isinstance(found, CannotTell):
            return found
        interval = getattr(found, "value", None)
        if not isinstance(interval, Interval):
            return cannot_tell("no_interval", "there is no interval to judge by")
        clear = not interval.holds(0.0)
        word = "clear rise" if interval.low > 0 else "clear fall"
        return given("change", word if clear else "no clear change", self.method)


def group_change(
    pairs: Sequence[Pair], *, severity_sd: float | None = None
) -> Answer[GroupChange]:
    """The mean change, its error widened or adjusted for who assessed.

    `severity_sd` is the spread of assessors' leanings, from joint observations; it is
    used instead of an adjustment where assessors changed.
    """
    n = len(pairs)
    if n < 2:  # noqa: PLR2004  one room has no spread
        return cannot_tell("too_few", f"{n} matched rooms; at least two are needed")
    columns = _contrasts(pairs)
    changes = [pair.change for pair in pairs]
    mean = sum(changes, Fraction(0)) / n
    if columns and severity_sd is not None:
        return _widened(pairs, changes, mean, columns, severity_sd)
    fit = _fit(changes, columns)
    if fit is None:
        return cannot_tell(
            "assessors_confounded",
            "all second audits were made by other assessors than the first ones, so a "
            "change cannot be told from a difference in severity",
            "How severe is each assessor in joint observations? (severity_sd)",
        )
    return _adjusted(pairs, mean, fit)


def _contrasts(pairs: Sequence[Pair]) -> list[Column]:
    """For each assessor, +1 where they came in, -1 where they left; none if unknown."""
    if any(pair.same_assessor is None for pair in pairs):
        return []
    people = sorted(
        {p.before.observer for p in pairs} | {p.after.observer for p in pairs}
    )
    columns = [
        [(p.after.observer == who) - (p.before.observer == who) for p in pairs]
        for who in people
    ]
    return [column for column in columns if any(column)]


@frozen
class _Fit:
    """A least-squares fit of change on assessors."""

    change: Fraction
    #: The part of the constant that assessors do not explain.
    lever: list[Fraction]
    residuals: list[Fraction]
    rank: int


def _fit(changes: list[Fraction], columns: list[Column]) -> _Fit | None:
    """Fit change = constant + assessors, or None when the constant is one of them."""
    n = len(changes)
    ones, base = [Fraction(1)] * n, _independent(columns)
    lever = _rest(ones, base)
    weight = sum((one * one for one in lever), Fraction(0))
    if not weight or n - len(base) - 1 < 1:
        return None
    value = (
        sum((a * b for a, b in zip(lever, changes, strict=True)), Fraction(0)) / weight
    )
    left = _rest([one - value for one in changes], base)
    return _Fit(value, lever, left, len(base))


def _independent(columns: list[Column]) -> list[list[Fraction]]:
    """Orthogonal columns that span the same space, exactly."""
    base: list[list[Fraction]] = []
    for column in columns:
        rest = _rest([Fraction(one) for one in column], base)
        if any(rest):
            base.append(rest)
    return base


def _rest(vector: list[Fraction], base: list[list[Fraction]]) -> list[Fraction]:
    for column in base:
        over = sum((one * one for one in column), Fraction(0))
        pairs = zip(vector, column, strict=True)
        share = sum((a * b for a, b in pairs), Fraction(0)) / over
        if share:
            vector = [a - share * b for a, b in zip(vector, column, strict=True)]
    return vector


def _adjusted(pairs: Sequence[Pair], mean: Fraction, fit: _Fit) -> Answer[GroupChange]:
    n, lever = len(pairs), [float(one) for one in fit.lever]
    weight = sum(one * one for one in lever)
    left = [float(one) for one in fit.residuals]
    df = n - fit.rank - 1
    error = math.sqrt(sum(one * one for one in left) / df / weight)
    method = "t, adjusted for assessors" if fit.rank else "t over rooms"
    groups = {pair.before.setting or f"room {n}" for n, pair in enumerate(pairs)}
    if len(groups) < n:
        by_setting = _clustered(pairs, lever, left, weight, len(groups))
        if by_setting is None:
            return cannot_tell("too_few", "all rooms are of one setting")
        if by_setting > error:
            error, df = by_setting, max(len(groups) - fit.rank - 1, 1)
            method += ", rooms of a setting alike"
    if error < _CLOSE:
        return cannot_tell(
            "no_variance", "all rooms changed alike, so error is unknown"
        )
    return given("change", GroupChange(n, mean, fit.change, error, df, method))


def _clustered(
    pairs: Sequence[Pair], lever: list[float], left: list[float], weight: float, m: int
) -> float | None:
    """The error when rooms of one setting resemble each other."""
    if m < 2:  # noqa: PLR2004  one setting has no spread
        return None
    sums: dict[str, float] = {}
    for place, pair in enumerate(pairs):
        name = pair.before.setting or f"room {place}"
        sums[name] = sums.get(name, 0.0) + lever[place] * left[place]
    spread = sum(one * one for one in sums.values()) * m / (m - 1)
    return math.sqrt(spread) / weight


def _widened(
    pairs: Sequence[Pair],
    changes: list[Fraction],
    mean: Fraction,
    columns: list[Column],
    severity_sd: float,
) -> Answer[GroupChange]:
    """The plain mean, with the error that known severity adds where assessors moved."""
    n = len(pairs)
    spread = sum(((one - mean) ** 2 for one in changes), Fraction(0)) / (n - 1)
    moved = sum(Fraction(sum(column), n) ** 2 for column in columns)
    error = math.sqrt(float(spread) / n + float(moved) * severity_sd**2)
    if error < _CLOSE:
        return cannot_tell(
            "no_variance", "all rooms changed alike, so error is unknown"
        )
    method = f"t, widened for severity with sd {severity_sd:.2f}"
    return given("change", GroupChange(n, mean, mean, error, n - 1, method))
