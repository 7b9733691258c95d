"""Intraclass correlation in the six forms of Shrout and Fleiss.

Point values are exact and need nothing; F tests and intervals need SciPy.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from earlyyears.kernel import Answer, CannotTell, frozen

from .errors import RatingsError
from .estimates import Interval, cannot_tell, given
from .extra import MissingExtraError, distributions, without_extra
from .ratings import numbers

__all__ = ["FORMS", "Icc", "MeanSquares", "icc", "icc_table"]

#: The forms by Shrout and Fleiss, with the name McGraw and Wong gave them.
FORMS = {
    "ICC(1,1)": "ICC(1)",
    "ICC(2,1)": "ICC(A,1)",
    "ICC(3,1)": "ICC(C,1)",
    "ICC(1,k)": "ICC(k)",
    "ICC(2,k)": "ICC(A,k)",
    "ICC(3,k)": "ICC(C,k)",
}
_NAMES = {
    **{form: form for form in FORMS},
    **{other: form for form, other in FORMS.items()},
    **{f"ICC{n}": f"ICC({n},1)" for n in (1, 2, 3)},
    **{f"ICC{n}k": f"ICC({n},k)" for n in (1, 2, 3)},
}
_MEANING = {
    "1": "each target has its own raters, absolute agreement",
    "2": "raters are a sample, absolute agreement",
    "3": "these raters only, consistency",
}


@frozen
class MeanSquares:
    """Mean squares: between targets, within, between judges, and error."""

    between: Fraction
    within: Fraction
    judges: Fraction
    error: Fraction
    #: Targets and judges.
    n: int
    k: int


@frozen
class Icc:
    """One form of the intraclass correlation; `float()` gives the plain number."""

    #: Name by Shrout and Fleiss, such as `ICC(2,1)`.
    form: str
    value: Fraction
    mean_squares: MeanSquares

    @property
    def also(self) -> str:
        """The name by McGraw and Wong."""
        return FORMS[self.form]

    @property
    def n(self) -> int:
        """How many targets were rated."""
        return self.mean_squares.n

    @property
    def label(self) -> str:
        """Both names and what the form means."""
        of = (
            "one rater"
            if self.form.endswith("1)")
            else f"mean of {self.mean_squares.k}"
        )
        return f"{self.form} = {self.also}: {_MEANING[self.form[4]]}, {of}"

    @property
    def df(self) -> tuple[int, int]:
        """Degrees of freedom of the F test."""
        n, k = self.mean_squares.n, self.mean_squares.k
        return n - 1, n * (k - 1) if self.form[4] == "1" else (n - 1) * (k - 1)

    @property
    def f(self) -> Fraction | None:
        """The F of no differences between targets; None where error is nil."""
        squares = self.mean_squares
        below = squares.within if self.form[4] == "1" else squares.error
        return squares.between / below if below else None

    def p_value(self) -> Answer[float]:
        """The probability of such an F without any difference; needs SciPy."""
        if self.f is None:
            return cannot_tell("no_error", "there is no error variance to test against")
        try:
            return given("icc", float(distributions().f.sf(float(self.f), *self.df)))
        except MissingExtraError:
            return without_extra()

    def interval(self, confidence: float = 0.95) -> Answer[Interval]:
        """The interval of Shrout and Fleiss; needs SciPy."""
        if self.f is None:
            return cannot_tell("no_error", "there is no error variance")
        try:
            low, high = _interval(self, float(self.f), confidence, distributions().f)
        except MissingExtraError:
            return without_extra()
        return given("icc", Interval(low, high, confidence, "F"))

    def __float__(self) -> float:
        return float(self.value)

    def __format__(self, form: str) -> str:
        return format(float(self.value), form) if form else str(self)

    def __str__(self) -> str:
        return f"{self.label} {float(self.value):.3f} (n = {self.n})"


def icc(ratings: Any, form: str = "ICC(2,1)") -> Answer[Icc]:
    """One form of the intraclass correlation of targets (rows) by raters (columns).

    `form` takes either system of names: `ICC(2,1)`, `ICC(A,1)`, `ICC2` and so on.  Rows
    with a missing rating are left out, and the answer says how many.

    >>> table = [
    ...     [9, 2, 5, 8],
    ...     [6, 1, 3, 2],
    ...     [8, 4, 6, 8],
    ...     [7, 1, 2, 6],
    ...     [10, 5, 6, 9],
    ...     [6, 2, 4, 7],
    ... ]
    >>> found = icc(table, "ICC(A,1)")
    >>> f"{found.value:.2f}", found.value.form
    ('0.29', 'ICC(2,1)')
    """
    name = _NAMES.get(form.replace(" ", ""))
    if name is None:
        message = f"“{form}” is no form of the intraclass correlation"
        raise RatingsError(message, advice=f"Use one of {', '.join(_NAMES)}.")
    squares, dropped = _squares(ratings)
    if squares is None:
        return cannot_tell("too_few", "two complete targets and two raters are needed")
    value = _value(name, squares)
    if isinstance(value, CannotTell):
        return value
    steps = (f"{dropped} targets had a rating missing and were left out",)
    return given("icc", Icc(name, value, squares), *(steps if dropped else ()))


def icc_table(ratings: Any) -> dict[str, Answer[Icc]]:
    """All six forms, by the names of Shrout and Fleiss."""
    return {form: icc(ratings, form) for form in FORMS}


def _squares(ratings: Any) -> tuple[MeanSquares | None, int]:
    rows = numbers(ratings)
    whole = [[one for one in row if one is not None] for row in rows if None not in row]
    n, k = len(whole), len(whole[0]) if whole else 0
    if n < 2 or k < 2:  # noqa: PLR2004  one row or column has no variance
        return None, len(rows) - n
    return _from_rows(whole, n, k), len(rows) - n


def _from_rows(rows: Sequence[Sequence[Fraction]], n: int, k: int) -> MeanSquares:
    targets = [sum(row, Fraction(0)) for row in rows]
    judges = [sum(column, Fraction(0)) for column in zip(*rows, strict=True)]
    middle = sum(targets, Fraction(0)) ** 2 / (n * k)
    total = sum((one**2 for row in rows for one in row), Fraction(0)) - middle
    between = sum((one**2 for one in targets), Fraction(0)) / k - middle
    by_judge = sum((one**2 for one in judges), Fraction(0)) / n - middle
    return MeanSquares(
        between=between / (n - 1),
        within=(total - between) / (n * (k - 1)),
        judges=by_judge / (k - 1),
        error=(total - between - by_judge) / ((n - 1) * (k - 1)),
        n=n,
        k=k,
    )


def _value(form: str, s: MeanSquares) -> Fraction | CannotTell:
    n, k, top_error = s.n, s.k, s.within if form[4] == "1" else s.error
    by_judge = Fraction(s.judges - s.error, n) if form[4] == "2" else Fraction(0)
    single = form.endswith("1)")
    below = s.between + (k * by_judge if single else by_judge)
    below += (k - 1) * top_error if single else 0
    if not below:
        return cannot_tell("no_variance", "the ratings do not vary")
    return (s.between - top_error) / below


def _interval(found: Icc, f: float, confidence: float, law: Any) -> tuple[float, float]:
    tail, k = 0.5 + confidence / 2, found.mean_squares.k
    single = found.form.endswith("1)")
    if found.form[4] == "2":
        low, high = _agreement_interval(found, tail, law)
        return (low, high) if single else (_mean_of(low, k), _mean_of(high, k))
    first, second = found.df
    low_f = f / float(law.ppf(tail, first, second))
    high_f = f * float(law.ppf(tail, second, first))
    if single:
        return (low_f - 1) / (low_f + k - 1), (high_f - 1) / (high_f + k - 1)
    return 1 - 1 / low_f, 1 - 1 / high_f


def _mean_of(single: float, k: int) -> float:
    return single * k / (1 + single * (k - 1))


def _agreement_interval(found: Icc, tail: float, law: Any) -> tuple[float, float]:
    """The interval of ICC(2,1), with Satterthwaite's degrees of freedom."""
    s = found.mean_squares
    n, k, rho = s.n, s.k, float(_single(s))
    bms, jms, ems = float(s.between), float(s.judges), float(s.error)
    fj = jms / ems
    side = n * (1 + (k - 1) * rho) - k * rho
    top = (k - 1) * (n - 1) * (k * rho * fj + side) ** 2
    v = top / ((n - 1) * k**2 * rho**2 * fj**2 + side**2)
    low_f = float(law.ppf(tail, n - 1, v))
    high_f = float(law.ppf(tail, v, n - 1))
    spread = k * jms + (k * n - k - n) * ems
    low = n * (bms - low_f * ems) / (low_f * spread + n * bms)
    return low, n * (high_f * bms - ems) / (spread + n * high_f * bms)


def _single(s: MeanSquares) -> Fraction:
    value = _value("ICC(2,1)", s)
    return value if isinstance(value, Fraction) else Fraction(0)
