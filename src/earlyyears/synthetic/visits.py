"""The visits of inspectors: those that a story tells, and those that chance gives."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from random import Random
from typing import Any, TypeVar, get_args

from earlyyears.inspection import (
    ChildcareRegisterInspection,
    CommonInspection,
    EducationInspection,
    EyfsInspection,
    InterimVisit,
    NoChildrenOnRoll,
    Outcome,
    OutOfSchoolInspection,
    SettingReportCard,
    frameworks,
)
from earlyyears.kernel import DateRange, add_months, during_from

from .model import Visit
from .plan import plan

__all__ = ["Inspectorate", "outcome_from"]

Choice = TypeVar("Choice")

_CLASSES: Mapping[str, Any] = {kind.framework: kind for kind in get_args(Outcome)}
_SCHOOL_AREAS = (
    "inclusion",
    "curriculum_and_teaching",
    "achievement",
    "attendance_and_behaviour",
    "personal_development",
    "early_years",
    "leadership_and_governance",
)
_SETTING_AREAS = (
    "inclusion",
    "curriculum_and_teaching",
    "achievement",
    "behaviour_and_routines",
    "welfare_and_wellbeing",
    "leadership_and_governance",
)
_AREAS = {"report_card": _SETTING_AREAS, "school_report_card": _SCHOOL_AREAS}
_GRADED = ("eyfs", "cif", "eif", "report_card")
_WITH_GRADE = frozenset({"eyfs", "cif", "eif", "school_graded"})
_JUDGEMENTS = (
    "behaviour_and_attitudes",
    "leadership_and_management",
    "personal_development",
    "quality_of_education",
)
_LESS_THAN_GOOD = 3
_INADEQUATE = 4
_DAYS_TO_REPORT = (18, 55)
_SATURDAY = 5
_WEEK = 7


def outcome_from(row: Mapping[str, Any], registers: Iterable[str] = ()) -> Outcome:
    """Read an outcome that a story tells; what it leaves out is met, or strong.

    >>> outcome_from({"on": None, "framework": "interim", "outcome": "met"})
    InterimVisit(outcome='met')
    """
    framework = row["framework"]
    told = {key: row[key] for key in row if key not in {"on", "framework", "usual"}}
    assumed: dict[str, Any] = {}
    if framework in _WITH_GRADE:
        assumed["grade"] = None
    if framework in _GRADED:
        assumed |= {key: _if_held(key, registers, "met") for key in ("ccr", "vcr")}
    if framework in _AREAS:
        usual = row.get("usual", "strong")
        assumed |= {"safeguarding": "met"} | dict.fromkeys(_AREAS[framework], usual)
        told = {key: value or None for key, value in told.items()}
    made: Outcome = _CLASSES[framework](**(assumed | told))
    return made


def _if_held(part: str, registers: Iterable[str], outcome: str) -> str:
    return outcome if part in registers else ""


class Inspectorate:
    """Gives settings their visits, with numbers that are never repeated."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._numbers = count(90_000_001)
        self._odds: Mapping[str, Any] = plan()["chances"]
        self._months: Mapping[str, Any] = plan()["months"]
        self._pause = during_from(plan()["pause"])

    def told(
        self, rows: Iterable[Mapping[str, Any]], registers: Iterable[str] = ()
    ) -> tuple[Visit, ...]:
        """The visits that a story tells."""
        return tuple(
            self._visit(row["on"], outcome_from(row, registers)) for row in rows
        )

    def by_chance(
        self, sort: str, during: DateRange, registers: tuple[str, ...]
    ) -> tuple[Visit, ...]:
        """The visits of a setting of some sort during its registration, in order."""
        if sort == "graded":
            return self._graded(during, registers)
        return tuple(self._checks(sort, during))

    # ----------------------------------------------------------------- graded visits

    def _graded(
        self, during: DateRange, registers: tuple[str, ...]
    ) -> tuple[Visit, ...]:
        full = list(self._full(during, registers))
        extra = [*self._interim(full, during), *self._nobody_there(full, during)]
        return tuple(sorted([*full, *extra], key=lambda visit: visit.on))

    def _full(self, during: DateRange, registers: tuple[str, ...]) -> Iterator[Visit]:
        start, end = _bounds(during)
        day = self._later(start, self._months["first"])
        while day < end:
            outcome = self._outcome(day, registers)
            yield self._visit(day, outcome)
            day = self._later(day, self._wait(outcome))

    def _outcome(self, day: dt.date, registers: tuple[str, ...]) -> Outcome:
        ccr, vcr = (self._beside(part, registers) for part in ("ccr", "vcr"))
        framework = _framework_on(day)
        if framework == "report_card":
            return self._card(ccr, vcr)
        grade = int(self._weighted(self._odds["grades"]))
        if framework == "eyfs":
            return EyfsInspection(grade, ccr, vcr)
        if framework == "cif":
            led = (("leadership_and_management", str(grade)),)
            return CommonInspection(grade, led, ccr, vcr)
        judged = tuple((area, str(grade)) for area in _JUDGEMENTS)
        safe = "no" if grade == _INADEQUATE else "yes"
        return EducationInspection(grade, judged, safe, ccr, vcr)

    def _card(self, ccr: str, vcr: str) -> SettingReportCard:
        points = {area: self._weighted(self._odds["points"]) for area in _SETTING_AREAS}
        safe = "not_met" if self._happens("safeguarding_not_met") else "met"
        return SettingReportCard(safeguarding=safe, ccr=ccr, vcr=vcr, **points)

    def _wait(self, outcome: Outcome) -> tuple[int, int]:
        grade = getattr(outcome, "grade", None)
        months = self._months["after"][str(grade)] if grade else self._months["card"]
        return months[0], months[1]

    def _interim(self, full: list[Visit], during: DateRange) -> Iterator[Visit]:
        interim = DateRange(plan()["pause"]["interim_from"], self._pause.end)
        before = [visit for visit in full if visit.on < _bounds(interim)[0]]
        if not before or not _less_than_good(before[-1]) or not during.meets(interim):
            return
        day = self._day_in(interim)
        if during.covers(day):
            found = self._weighted(self._odds["interim_outcomes"])
            yield self._visit(day, InterimVisit(found))

    def _nobody_there(self, full: list[Visit], during: DateRange) -> Iterator[Visit]:
        if full and self._happens("no_children_visit"):
            day = self._later(full[-1].on, (6, 24))
            if day < _bounds(during)[1]:
                found = self._met()
                yield self._visit(day, NoChildrenOnRoll(found))

    # ----------------------------------------------------------------- other checks

    def _checks(self, sort: str, during: DateRange) -> Iterator[Visit]:
        start, end = _bounds(during)
        rare = sort == "childcare_register" and not self._happens("register_visit")
        day = self._later(max(start, dt.date(2017, 1, 1)), (6, 60))
        while not rare and day < end:
            yield self._visit(day, self._checked(sort))
            day = self._later(day, (48, 72))

    def _checked(self, sort: str) -> Outcome:
        if sort == "out_of_school":
            return OutOfSchoolInspection(self._met(), "yes")
        return ChildcareRegisterInspection(self._met())

    # ------------------------------------------------------------------------ chance

    def _visit(self, day: dt.date, outcome: Outcome) -> Visit:
        report = day + dt.timedelta(days=self._chance.randint(*_DAYS_TO_REPORT))
        return Visit(day, outcome, report, str(next(self._numbers)))

    def _later(self, day: dt.date, months: tuple[int, int]) -> dt.date:
        later = add_months(day, self._chance.randint(*months))
        later += dt.timedelta(days=self._chance.randrange(28))
        if self._pause.covers(later) and self._pause.end is not None:
            later = self._pause.end + dt.timedelta(days=self._chance.randrange(400))
        return _working_day(later)

    def _day_in(self, during: DateRange) -> dt.date:
        start, end = _bounds(during)
        days = self._chance.randrange((end - start).days - _WEEK)
        return _working_day(start + dt.timedelta(days=days))

    def _beside(self, part: str, registers: tuple[str, ...]) -> str:
        return self._met() if part in registers else ""

    def _met(self) -> str:
        return "not_met_actions" if self._happens("not_met") else "met"

    def _happens(self, chance: str) -> bool:
        return self._chance.randrange(100) < int(self._odds[chance])

    def _weighted(self, odds: Mapping[Choice, int]) -> Choice:
        return self._chance.choices(list(odds), weights=list(odds.values()))[0]


def _less_than_good(visit: Visit) -> bool:
    return (getattr(visit.outcome, "grade", None) or 0) >= _LESS_THAN_GOOD


def _framework_on(day: dt.date) -> str:
    return next(key for key in _GRADED if frameworks()[key].during.covers(day))


def _bounds(during: DateRange) -> tuple[dt.date, dt.date]:
    first = frameworks()[_GRADED[0]].during.start or dt.date.min
    return max(during.start or first, first), during.end or plan()["last_day"]


def _working_day(day: dt.date) -> dt.date:
    ahead = _WEEK - day.weekday() if day.weekday() >= _SATURDAY else 0
    return day + dt.timedelta(days=ahead)
