"""Is there time for it?  The answer for mentors and for the authority's own teams."""

import datetime as dt
from collections.abc import Iterable
from fractions import Fraction
from functools import cache
from importlib.resources import files

from earlyyears.kernel import (
    ALWAYS,
    Answer,
    Answered,
    Ask,
    CannotTell,
    Citation,
    Record,
    RuleRef,
    Timeline,
    Why,
    citation_from,
    frozen,
    read_toml,
)
from earlyyears.roles import LeadRow, worklist

from .allocation_facts import field_of
from .capacity_demand import MENTOR_WORK, duties, team_keys, work_of
from .capacity_parameters import Parameters, parameters_of
from .capacity_reckoning import Reckoning, Supply, reckon
from .capacity_supply import Year, released, year_of
from .records import Mentor, Release, ReleasePause

__all__ = ["BODIES", "Capacity", "capacity"]

#: Bodies whose capacity can be reckoned.
BODIES = ("mentors", "authority", "childminder_team")

_RULE = RuleRef("half_days_against_release", "earlyyears", "", ALWAYS)


@frozen
class Capacity:
    """What a body has time for in a year, and what its work takes."""

    borough: str
    body: str
    year: Year
    reckoning: Reckoning
    #: Half-days of each week by its Monday; empty where the hub holds no calendar.
    weeks: tuple[tuple[dt.date, Fraction], ...]
    #: Settings of the caseload.
    settings: int


def capacity(
    facts: Timeline,
    borough: str,
    body: str = "mentors",
    rows: Iterable[LeadRow] | None = None,
) -> Answer[Capacity]:
    """Whether a body's work fits into its half-days in the academic year of the day.

    The working lists every assumption.  Where nobody has said how much time a team has,
    or no mentor is released, the answer says what to record.
    """
    given = parameters_of(facts, borough)
    year = year_of(facts, given)
    listed = tuple(worklist(facts) if rows is None else rows)
    if body == "mentors":
        return _of_mentors(facts, given, year, listed)
    return _of_team(facts, given, year, body, listed)


def _of_mentors(
    facts: Timeline, given: Parameters, year: Year, rows: tuple[LeadRow, ...]
) -> Answer[Capacity]:
    weeks = released(facts, year, given.borough)
    steps = tuple(_steps(given, year, MENTOR_WORK))
    records = (*_records(facts), *given.records((*MENTOR_WORK, "term_weeks")))
    why = _why(facts, records, steps)
    if not weeks.supply:
        text = (
            f"How many half-days a week does each school of {given.borough} release its"
            " mentor for? Record mentors and releases."
        )
        return CannotTell(_reason(why, "no_release"), (Ask("no_release", text),))
    field = field_of(facts, given.borough, rows)
    work = tuple(work_of(field.settings, field.mentors, given, year.names))
    found = reckon(work, weeks.supply)
    made = Capacity(
        given.borough, "mentors", year, found, weeks.by_week, len(field.settings)
    )
    shared = "Work may be shared out among those who may do it, and among weeks of term"
    return _answered(made, why, shared)


def _of_team(
    facts: Timeline,
    given: Parameters,
    year: Year,
    body: str,
    rows: tuple[LeadRow, ...],
) -> Answer[Capacity]:
    keys = team_keys(body)
    if asked := given.missing(keys):
        why = _why(facts, given.records(keys), tuple(_steps(given, year, ())))
        return CannotTell(_reason(why, "team_time_unknown"), asked)
    why = _why(facts, given.records(keys), tuple(_steps(given, year, keys)))
    weekly = given.number(keys[0])
    supply = tuple(_team_time(year, body, weekly))
    weeks = tuple((day, weekly) for _, days in year.terms for day in days)
    work = tuple(duties(rows, body, given, year.names))
    settings = len({one.setting for one in work})
    made = Capacity(given.borough, body, year, reckon(work, supply), weeks, settings)
    kept = "A visit under a duty, or one that is not confirmed, may not be dropped"
    return _answered(made, why, kept)


def _team_time(year: Year, body: str, weekly: Fraction) -> Iterable[Supply]:
    for name, days in year.terms:
        weeks = year.plain_weeks or len(days)
        yield Supply(body, weekly * weeks, name, weeks, body)


def _answered(made: Capacity, why: Why, last: str) -> Answered[Capacity]:
    reason = "feasible" if made.reckoning.feasible else "over_capacity"
    counted = f"{made.settings} settings in the caseload"
    steps = (*why.steps, counted, last)
    return Answered(made, Why(reason, why.because, steps, why.basis, why.rule))


def _reason(why: Why, reason: str) -> Why:
    return Why(reason, why.because, why.steps, why.basis, why.rule)


def _why(facts: Timeline, records: tuple[Record, ...], steps: tuple[str, ...]) -> Why:
    return Why("", facts.cite(*records), steps, _basis(), _RULE)


def _records(facts: Timeline) -> tuple[Record, ...]:
    kinds = (Mentor, Release, ReleasePause)
    return tuple(one for kind in kinds for one in facts.all(kind))


def _steps(given: Parameters, year: Year, keys: Iterable[str]) -> Iterable[str]:
    yield f"Academic year {year.during}, {year.weeks} term weeks"
    if year.plain_weeks:
        yield given.said("term_weeks")
    yield from (given.said(key) for key in keys)


@cache
def _basis() -> Citation:
    return citation_from(
        read_toml(files("earlyyears.mentoring") / "data" / "planning.toml")
    )
