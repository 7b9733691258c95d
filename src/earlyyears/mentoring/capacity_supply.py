"""The half-days that schools release and teams have, week by week of each term."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction

from earlyyears.kernel import (
    Calendar,
    DateRange,
    Facts,
    Record,
    Timeline,
    academic_year,
    frozen,
)
from earlyyears.places import SchoolTerm, Setting, calendar_of

from .capacity_parameters import Parameters
from .capacity_reckoning import Supply
from .records import Mentor, Release, ReleasePause

__all__ = ["RELEASE_READS", "Week", "Weeks", "Year", "released", "year_of"]

#: Kinds of record that say how much time there is.
RELEASE_READS: tuple[type[Record], ...] = (Mentor, Release, ReleasePause, SchoolTerm)

_WEEK = dt.timedelta(days=7)
_THE_YEAR = "the year"


@frozen
class Year:
    """The term weeks of an academic year: the Mondays of each term.

    Where the hub holds no calendar, the year is one term of so many weeks without days.
    """

    during: DateRange
    #: Name of each term with its Mondays.
    terms: tuple[tuple[str, tuple[dt.date, ...]], ...]
    #: Weeks of the year where there is no calendar.
    plain_weeks: int = 0

    @property
    def weeks(self) -> int:
        """How many term weeks the year has."""
        return self.plain_weeks or sum(len(days) for _, days in self.terms)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the terms, in order."""
        return tuple(name for name, _ in self.terms)


def year_of(facts: Facts, given: Parameters) -> Year:
    """The term weeks of the academic year in which the day of the facts lies."""
    during = academic_year(facts.on)
    terms = tuple(_terms(calendar_of(facts, given.borough), during))
    if terms:
        return Year(during, terms)
    return Year(during, ((_THE_YEAR, ()),), given.whole("term_weeks"))


def _terms(
    calendar: Calendar, during: DateRange
) -> Iterable[tuple[str, tuple[dt.date, ...]]]:
    for term in calendar.terms:
        if term.during.meets(during):
            yield term.name, term.mondays


@frozen
class Week:
    """What one person is released for in one week."""

    person: str
    half_days: Fraction
    school: str
    network: str


@frozen
class Weeks:
    """The release of everybody in every term week, and its sum by person and term."""

    #: Half-days of each week by its Monday; empty where the year has no days.
    by_week: tuple[tuple[dt.date, Fraction], ...]
    supply: tuple[Supply, ...]


def released(facts: Timeline, year: Year, borough: str) -> Weeks:
    """The half-days that schools release, from week to week as was agreed for each.

    A week counts with what holds on its Monday; a paused release counts for nothing.
    """
    if year.plain_weeks:
        here = _on(facts, borough)
        return Weeks((), tuple(_supply(year.names[0], [here] * year.plain_weeks)))
    every = [day for _, days in year.terms for day in days]
    found = _each_monday(facts, borough, every)
    return Weeks(
        tuple(
            (day, sum((one.half_days for one in found[day]), Fraction(0)))
            for day in every
        ),
        tuple(
            one
            for name, days in year.terms
            for one in _supply(name, [found[day] for day in days])
        ),
    )


def _each_monday(
    facts: Timeline, borough: str, days: Iterable[dt.date]
) -> Mapping[dt.date, tuple[Week, ...]]:
    """What holds on each Monday, looked up again only where something turns."""
    turns = sorted({day for kind in RELEASE_READS for day in facts.turns(kind)})
    found: dict[dt.date, tuple[Week, ...]] = {}
    made: dict[int, tuple[Week, ...]] = {}
    for day in days:
        stretch = sum(turn <= day for turn in turns)
        if stretch not in made:
            made[stretch] = _on(facts.at(day), borough)
        found[day] = made[stretch]
    return found


def _on(facts: Facts, borough: str) -> tuple[Week, ...]:
    """What each release of a borough's mentors gives in a week, on the day of facts."""
    homes = {one.id for one in facts.all(Setting).where(borough=borough)}
    mentors = {one.id: one for one in facts.all(Mentor) if one.home in homes}
    paused = {one.release for one in facts.all(ReleasePause)}
    return tuple(
        Week(
            mentors[one.mentor].person,
            Fraction(one.half_days),
            one.school,
            mentors[one.mentor].network or "",
        )
        for one in facts.all(Release)
        if one.mentor in mentors and one.id not in paused
    )


def _supply(term: str, weeks: Iterable[tuple[Week, ...]]) -> Iterable[Supply]:
    """The sum of some weeks for each person and school."""
    amounts: dict[tuple[str, str, str], list[Fraction]] = defaultdict(list)
    for week in weeks:
        for one in week:
            amounts[one.person, one.school, one.network].append(one.half_days)
    for (person, school, network), given in sorted(amounts.items()):
        total = sum(given, Fraction(0))
        yield Supply(person, total, term, len(given), school, network)
