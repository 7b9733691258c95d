"""Which numbers must be hidden, and why: a small engine over statistics and lines.

First what is hidden for its own sake: small counts, counts that differ a little from
one issued before or from that of a wider population, counts hidden before.  Then what
would give those away: a hidden part takes along every total that contains it, and a
hidden total takes along a part in every other table that adds up to it.  Last, exact
elimination checks that nothing hidden can be worked out; where it can, the whole table
goes.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from earlyyears.kernel import frozen

from .audit import determined
from .memory import Issued
from .statistics import Line, Statistic, smallest

__all__ = ["Figures", "hidden_in"]


@frozen
class Figures:
    """All the numbers of a document, with what protects each."""

    values: Mapping[Statistic, int]
    #: The same, rounded as they would be shown.
    shown: Mapping[Statistic, int]
    lines: Sequence[Line]
    #: The smallest count that may be shown, by statistic.
    thresholds: Mapping[Statistic, int]
    #: The wider population of each population that has one.
    wider: Mapping[str, str]


def hidden_in(
    figures: Figures, issued: Sequence[Issued], on: dt.date
) -> dict[Statistic, str]:
    """Every statistic that must be hidden, with the code of its reason.

    `on` is the day that the figures are about.  A number that was shown for that day
    and has not changed since is out: hiding it again would protect nobody.
    """
    same = [one for one in issued if one.on == on]
    known = _known(figures, same)
    hidden = {
        **_nested(figures),
        **_differing(figures, issued),
        **_hidden_before(figures, same),
        **_small(figures),
    }
    return _closed(figures, {k: v for k, v in hidden.items() if k not in known}, known)


def _known(figures: Figures, same: Iterable[Issued]) -> frozenset[Statistic]:
    return frozenset(
        what
        for one in same
        for what, shown in one.shown
        if what not in set(one.rounded) and figures.values.get(what) == shown
    )


def _small(figures: Figures) -> dict[Statistic, str]:
    return {
        what: "small"
        for what, value in figures.values.items()
        if 0 < value < figures.thresholds[what]
    }


def _differing(figures: Figures, issued: Iterable[Issued]) -> dict[Statistic, str]:
    return {
        what: "differs"
        for one in issued
        for what, shown in one.shown
        if what in figures.values
        and 0 < abs(figures.shown[what] - shown) < figures.thresholds[what]
    }


def _nested(figures: Figures) -> dict[Statistic, str]:
    found: dict[Statistic, str] = {}
    for what, value in figures.values.items():
        wide = figures.wider.get(what.population)
        same = Statistic(what.measure, wide, what.where) if wide else what
        apart = figures.values.get(same, value) - value
        if 0 < apart < figures.thresholds[what]:
            found[what] = "nested"
    return found


def _hidden_before(figures: Figures, same: Iterable[Issued]) -> dict[Statistic, str]:
    return {
        what: "hidden_before"
        for one in same
        for what in one.hidden
        if what in figures.values
    }


def _closed(
    figures: Figures, hidden: dict[Statistic, str], known: frozenset[Statistic]
) -> dict[Statistic, str]:
    """Hide more until nothing hidden can be worked out from what is shown."""
    while True:
        more = _totals(figures, hidden, known) or _parts(figures, hidden, known)
        if not more:
            more = _given_away(figures, hidden, known)
        if not more:
            return hidden
        hidden = {**more, **hidden}


def _totals(
    figures: Figures, hidden: Mapping[Statistic, str], known: frozenset[Statistic]
) -> dict[Statistic, str]:
    return {
        line.total: "contains"
        for line in figures.lines
        if line.total not in hidden
        and line.total not in known
        and any(part in hidden for part in line.parts)
    }


def _parts(
    figures: Figures, hidden: Mapping[Statistic, str], known: frozenset[Statistic]
) -> dict[Statistic, str]:
    """One more part of each line that would otherwise have a single unknown."""
    found: dict[Statistic, str] = {}
    for line in figures.lines:
        unknown = [what for what in (line.total, *line.parts) if what in hidden]
        if len(unknown) == 1 and not set(line.parts) & found.keys():
            part = smallest(line.parts, figures.values, (*hidden, *known))
            if part is not None:
                found[part] = "completes"
    return found


def _given_away(
    figures: Figures, hidden: Mapping[Statistic, str], known: frozenset[Statistic]
) -> dict[Statistic, str]:
    """What else must go because elimination finds a hidden figure: its whole tables."""
    found = determined(figures.lines, hidden.keys())
    populations = {(what.measure, what.population) for what in found}
    return {
        what: "completes"
        for line in figures.lines
        for what in (line.total, *line.parts)
        if (what.measure, what.population) in populations
        and what not in hidden
        and what not in known
    }
