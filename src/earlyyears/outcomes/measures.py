"""What the outcomes framework shows: readings, targets, freshness and loose ends.

A share is worked out from two counts and never clamped: take-up over 100 % means that
the counts come from different days or places, and the finding says so.
"""

import datetime as dt
from collections import Counter
from decimal import Decimal
from fractions import Fraction

from earlyyears.alignment import Matrix, matrix_of
from earlyyears.kernel import Facts, ItemRef, Share, add_months, frozen

from .frameworks import Indicator, IndicatorValue, Outcome
from .plans import PlanItem

__all__ = [
    "Gap",
    "Reading",
    "alignment_matrix",
    "framework_gaps",
    "indicator_gaps",
    "latest",
    "measurements",
    "monitor",
    "reading_of",
    "suggested_rag",
    "take_up",
]

#: How long a measurement of each frequency stays fresh, in months after what it is of.
_FRESH = {"month": 3, "term": 8, "year": 18, "census": 18}


@frozen
class Gap:
    """Something that hangs loose in a framework, with what it is about."""

    #: Stable code: `unasked`, `unserved`, `no_measure`, `no_owner`, `no_baseline`, …
    code: str
    about: str


@frozen
class Reading:
    """An indicator on a day: the newest measurement, the one before, and the target."""

    indicator: Indicator
    value: Fraction | None
    before: Fraction | None
    #: Whether it is at least as wanted as its target, None where that cannot be told.
    met: bool | None
    #: Whether the newest measurement is older than the frequency allows.
    stale: bool
    measured: IndicatorValue | None = None


def alignment_matrix(
    facts: Facts, framework: str, edition: str, sources: tuple[str, ...]
) -> Matrix:
    """The outcomes of an edition beside the statements of other frameworks."""
    return matrix_of(facts, _items(facts, framework, edition), sources)


def _outcomes(facts: Facts, framework: str, edition: str) -> list[Outcome]:
    return [*facts.all(Outcome).where(framework=framework, edition=edition)]


def _items(facts: Facts, framework: str, edition: str) -> list[ItemRef]:
    return [one.points_at for one in _outcomes(facts, framework, edition)]


def framework_gaps(
    facts: Facts, framework: str, edition: str, sources: tuple[str, ...]
) -> tuple[Gap, ...]:
    """What hangs loose between outcomes, their sources, their measures and owners.

    Outcomes that no source asks for, statements of a source that no outcome serves,
    outcomes without an indicator, and outcomes without an owner, in this order.
    """
    laid = alignment_matrix(facts, framework, edition, sources)
    outcomes = _outcomes(facts, framework, edition)
    measured = {one.outcome for one in facts.all(Indicator)}
    return (
        *(Gap("unasked", str(item)) for item in laid.unasked),
        *(Gap("unserved", str(item)) for item in laid.unserved),
        *(
            Gap("no_measure", str(one.points_at))
            for one in outcomes
            if one.id not in measured
        ),
        *(Gap("no_owner", str(one.points_at)) for one in outcomes if not one.owner),
    )


def indicator_gaps(facts: Facts) -> tuple[Gap, ...]:
    """Indicators that cannot be judged: no baseline, two definitions, no measurement.

    An indicator of a whole population is named where a plan item of a single owner is
    all that serves it: nobody can answer for it alone.
    """
    held = [*facts.all(Indicator)]
    names = Counter(one.name.casefold() for one in held)
    shared = {
        one.outcome
        for one in facts.all(PlanItem)
        if one.outcome is not None and one.partners
    }
    return (
        *(
            Gap("no_baseline", one.id)
            for one in held
            if one.target is not None and one.baseline is None
        ),
        *(Gap("two_definitions", one.id) for one in held if names[_name(one)] > 1),
        *(Gap("no_value", one.id) for one in held if latest(facts, one) is None),
        *(
            Gap("not_alone", one.id)
            for one in held
            if one.level == "population" and _has_items(facts, one.outcome, shared)
        ),
    )


def _name(one: Indicator) -> str:
    return one.name.casefold()


def _has_items(facts: Facts, outcome: str, shared: set[str]) -> bool:
    """Whether an outcome is served, and only by owners without partners."""
    served = any(one.outcome == outcome for one in facts.all(PlanItem))
    return served and outcome not in shared


def measurements(facts: Facts, one: Indicator, group: str = "") -> list[IndicatorValue]:
    """Measurements of the present series, oldest first, the newest vintage of each.

    Only what had been published by the day counts; `group` tells of a part.
    """
    found = facts.all(IndicatorValue).where(indicator=one.id, series=one.series)
    newest = {
        each.about: each
        for each in sorted(found, key=lambda each: each.vintage)
        if each.group == group and each.vintage <= facts.on
    }
    return [newest[day] for day in sorted(newest)]


def latest(facts: Facts, indicator: Indicator) -> IndicatorValue | None:
    """The newest measurement of an indicator for everybody, None where there is none.

    Of one period the vintage that was published last by the day counts.
    """
    held = measurements(facts, indicator)
    return held[-1] if held else None


def reading_of(value: IndicatorValue) -> Fraction | None:
    """What a measurement says, exactly; a share is its two counts.

    >>> reading_of(
    ...     IndicatorValue(
    ...         id="v",
    ...         indicator="i",
    ...         about=dt.date(2024, 7, 12),
    ...         numerator=Decimal(105),
    ...         denominator=Decimal(100),
    ...         source="headcount",
    ...         vintage=dt.date(2024, 9, 1),
    ...     )
    ... )
    Fraction(21, 20)
    """
    if value.value is not None:
        return Fraction(value.value)
    if value.numerator is None:
        return None
    out_of = Decimal(1) if value.denominator is None else value.denominator
    return Fraction(value.numerator) / Fraction(out_of)


def monitor(facts: Facts) -> tuple[Reading, ...]:
    """Every indicator with its newest reading, the one before, target and freshness."""
    return tuple(_reading(facts, one) for one in facts.all(Indicator))


def _reading(facts: Facts, one: Indicator) -> Reading:
    held = measurements(facts, one)
    now = reading_of(held[-1]) if held else None
    before = reading_of(held[-2]) if held[1:] else None
    return Reading(
        one,
        now,
        before,
        _met(one, now),
        bool(held) and _is_stale(one, held[-1].about, facts.on),
        held[-1] if held else None,
    )


def _met(one: Indicator, now: Fraction | None) -> bool | None:
    if now is None or one.target is None:
        return None
    target = Fraction(one.target)
    return {"up": now >= target, "down": now <= target}.get(
        one.direction, now == target
    )


def _is_stale(one: Indicator, about: dt.date, on: dt.date) -> bool:
    months = _FRESH.get(one.frequency)
    return months is not None and add_months(about, months) < on


def suggested_rag(item: PlanItem, on: dt.date) -> str:
    """The colour that an item's own days suggest; a person confirms one.

    Green before it is due and once it is done, amber where it has not been started in
    time, red once it is late; nothing for what is paused, dropped or replaced.

    >>> item = PlanItem(
    ...     id="i",
    ...     plan="p",
    ...     item="1",
    ...     action="visit",
    ...     owner="o",
    ...     due=dt.date(2024, 7, 1),
    ...     state="active",
    ... )
    >>> (
    ...     suggested_rag(item, dt.date(2024, 6, 1)),
    ...     suggested_rag(item, dt.date(2024, 8, 1)),
    ... )
    ('green', 'red')
    """
    if item.state in {"paused", "dropped", "replaced"}:
        return ""
    if item.state != "done" and item.due is not None and item.due < on:
        return "red"
    late = item.starts is not None and item.starts < on
    return "amber" if item.state == "planned" and late else "green"


def take_up(places: int, eligible: int) -> tuple[Share, tuple[Gap, ...]]:
    """Places taken up out of those who may have one, and what is odd about it.

    Never clamped at the whole: more places than eligible children means that the two
    counts are of different days, areas or vintages.

    >>> share, odd = take_up(105, 100)
    >>> str(share), [gap.code for gap in odd]
    ('105 of 100', ['over_the_whole'])
    """
    odd = (Gap("over_the_whole", "take_up"),) if places > eligible else ()
    return Share(places, eligible), odd
