"""Indicators in print: the newest reading in words, and the counts behind it."""

from collections.abc import Iterator
from fractions import Fraction

from earlyyears.disclosure import (
    Axis,
    Category,
    CountTable,
    Mark,
    Population,
)
from earlyyears.kernel import Facts, Figure, Sensitivity, half_up
from earlyyears.outcomes import Indicator, IndicatorValue, Reading

from .words import day

__all__ = ["count_table", "reading_in_words", "value_in_words"]

_PLACES = 1


def value_in_words(indicator: Indicator, value: Fraction | None) -> str:
    """A reading as people write it: a share as a percentage, whatever it comes to."""
    if value is None:
        return "not measured"
    if indicator.unit == "share":
        return f"{half_up(value * 100, _PLACES)} %"
    shown = half_up(value, 0 if value.denominator == 1 else _PLACES)
    return f"{shown} {indicator.counting_unit}"


def reading_in_words(reading: Reading) -> str:
    """The newest reading, and whether it is old."""
    shown = value_in_words(reading.indicator, reading.value)
    if reading.measured is None:
        return shown
    old = ", not measured since" if reading.stale else ""
    return f"{shown} up to {day(reading.measured.about)}{old}"


def count_table(
    facts: Facts, indicator: Indicator, values: list[IndicatorValue], number: int
) -> Iterator[CountTable]:
    """The counts behind an indicator, period by period; only whole numbers have one."""
    whole = [one for one in values if _is_whole(one)]
    if not whole:
        return
    population = Population(indicator.denominator or indicator.numerator)
    periods = {one.about.isoformat(): one for one in whole}
    parts = [Category("counted", indicator.numerator)]
    if any(one.denominator is not None for one in whole):
        parts.append(Category("out_of", indicator.denominator or "Out of"))
    cells = tuple(
        ((key, part.code), _cell(facts, indicator, one, part.code, population.name))
        for key, one in periods.items()
        for part in parts
    )
    days = tuple(Category(key, day(one.about)) for key, one in periods.items())
    yield CountTable(
        code=f"indicator-{number}",
        title=indicator.name,
        measure=indicator.name,
        unit=indicator.counting_unit,
        population=population,
        rows=Axis("about", "Up to", days),
        columns=Axis("part", "Counts", tuple(parts)),
        cells=cells,
        sensitivity=Sensitivity.SETTING,
        shares_out=False,
        note=f"Source: {indicator.source}."
        + (f" Known gaps: {indicator.gaps}." if indicator.gaps else ""),
    )


def _is_whole(one: IndicatorValue) -> bool:
    parts = [each for each in (one.numerator, one.denominator) if each is not None]
    return bool(parts) and all(each == int(each) and each >= 0 for each in parts)


def _cell(
    facts: Facts, indicator: Indicator, one: IndicatorValue, part: str, population: str
) -> Figure | Mark:
    held = one.numerator if part == "counted" else one.denominator
    if held is None:
        return Mark.NOT_AVAILABLE
    return Figure(
        measure=indicator.name,
        value=int(held),
        unit=indicator.counting_unit,
        population=population,
        on=one.about,
        sensitivity=Sensitivity.SETTING,
        sources=facts.cite(one),
    )
