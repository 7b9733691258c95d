"""Whether hidden numbers can be worked out from shown ones by adding and subtracting.

Every total is one equation between its parts.  The hidden numbers are the unknowns;
exact elimination finds those that the equations determine.  This proves that nothing
can be worked out exactly.  How narrow the range is in which a hidden number must lie is
not looked at; that takes a linear program.
"""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from fractions import Fraction

from .statistics import Line, Statistic

__all__ = ["determined"]


def determined(
    lines: Iterable[Line], unknown: AbstractSet[Statistic]
) -> set[Statistic]:
    """The unknowns that the lines determine when all else is known.

    >>> total, one, two = (
    ...     Statistic("n", "all", w) for w in ((), (("k", "a"),), (("k", "b"),))
    ... )
    >>> line = Line(total, (one, two))
    >>> determined([line], {one}) == {one}
    True
    >>> determined([line], {one, total})
    set()
    """
    reduced: dict[Statistic, dict[Statistic, Fraction]] = {}
    for line in lines:
        row = _without(reduced, _equation(line, unknown))
        if row:
            _add(reduced, row)
    return {pivot for pivot, row in reduced.items() if len(row) == 1}


def _equation(line: Line, unknown: AbstractSet[Statistic]) -> dict[Statistic, Fraction]:
    terms: dict[Statistic, Fraction] = {}
    signed = [(line.total, 1), *((part, -1) for part in line.parts)]
    for what, sign in signed:
        if what in unknown:
            terms[what] = terms.get(what, Fraction(0)) + sign
    return {what: factor for what, factor in terms.items() if factor}


def _without(
    reduced: dict[Statistic, dict[Statistic, Fraction]],
    row: dict[Statistic, Fraction],
) -> dict[Statistic, Fraction]:
    for pivot in [what for what in row if what in reduced]:
        row = _minus(row, reduced[pivot], row.get(pivot, Fraction(0)))
    return row


def _minus(
    row: dict[Statistic, Fraction], other: dict[Statistic, Fraction], times: Fraction
) -> dict[Statistic, Fraction]:
    made = dict(row)
    for what, factor in other.items():
        made[what] = made.get(what, Fraction(0)) - times * factor
    return {what: factor for what, factor in made.items() if factor}


def _add(
    reduced: dict[Statistic, dict[Statistic, Fraction]],
    row: dict[Statistic, Fraction],
) -> None:
    pivot = min(row)
    scaled = {what: factor / row[pivot] for what, factor in row.items()}
    for other, known in list(reduced.items()):
        if pivot in known:
            reduced[other] = _minus(known, scaled, known[pivot])
    reduced[pivot] = scaled
