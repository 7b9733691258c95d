"""What an outcome says, in the words that its publisher used on that day."""

import datetime as dt
from collections import Counter
from functools import lru_cache
from typing import assert_never

from attrs import fields

from .frameworks import areas, said
from .outcomes import (
    AgencyInspection,
    ChildcareRegisterInspection,
    CommonInspection,
    EducationInspection,
    EyfsInspection,
    IndependentInspection,
    InterimVisit,
    NoChildrenOnRoll,
    NotInspected,
    Outcome,
    OutOfSchoolInspection,
    SchoolGraded,
    SchoolReportCard,
    SchoolUngraded,
    SettingReportCard,
)

__all__ = ["in_words"]

#: What a report card holds beside its areas.
_NOT_AREAS = frozenset({"safeguarding", "ccr", "vcr"})


def in_words(outcome: Outcome, inspected_on: dt.date) -> str:  # noqa: PLR0911  a union
    """The outcome in the words of the day of the inspection.

    A 3 given before 4 November 2013 is *satisfactory*, one given since then *requires
    improvement*.

    >>> in_words(EyfsInspection(grade=3), dt.date(2013, 11, 3))
    'satisfactory'
    >>> in_words(EducationInspection(grade=None), dt.date(2021, 9, 1))
    'no overall grade given'
    """
    match outcome:
        case EyfsInspection() | CommonInspection() | EducationInspection():
            return _grade(outcome.grade, inspected_on)
        case SettingReportCard() | SchoolReportCard():
            return _card(outcome, inspected_on)
        case SchoolGraded():
            return _school(outcome, inspected_on)
        case InterimVisit():
            return said("interim-outcome", outcome.outcome, inspected_on)
        case NoChildrenOnRoll():
            met = _met(outcome.outcome, inspected_on)
            return f"no children on roll; requirements {met}"
        case OutOfSchoolInspection() | ChildcareRegisterInspection():
            return f"requirements {_met(outcome.outcome, inspected_on)}"
        case AgencyInspection() | SchoolUngraded() | IndependentInspection():
            return outcome.outcome.replace("_", " ")
        case NotInspected():
            return "not inspected"
        case _:
            assert_never(outcome)


def _met(code: str, on: dt.date) -> str:
    return said("requirements-outcome", code, on)


@lru_cache(maxsize=16384)
def _grade(grade: int | None, on: dt.date) -> str:
    return (
        "no overall grade given"
        if grade is None
        else said("overall-effectiveness", grade, on)
    )


def _school(outcome: SchoolGraded, on: dt.date) -> str:
    early = outcome.early_years
    parts = [
        _grade(outcome.grade, on),
        ""
        if early is None
        else f"early years {said('overall-effectiveness', early, on)}",
        outcome.concern.replace("_", " "),
    ]
    return "; ".join(part for part in parts if part)


def _card(card: SettingReportCard | SchoolReportCard, on: dt.date) -> str:
    met = card.safeguarding
    safe = "not given" if met is None else _met(met, on)
    given = {
        _area(name): _point(getattr(card, name), on)
        for name in _names(type(card))
        if name not in _NOT_AREAS
    }
    return "; ".join([f"safeguarding standards {safe}", *_points(given)])


def _points(given: dict[str, str]) -> list[str]:
    """Each area's point; where most areas share one, it is said once and last."""
    common, times = Counter(given.values()).most_common(1)[0]
    shared = common if times * 2 > len(given) else None
    others = [f"{area} {point}" for area, point in given.items() if point != shared]
    if shared is None:
        return others
    return [*others, f"{'every other' if others else 'every'} area {shared}"]


def _names(kind: type[SettingReportCard | SchoolReportCard]) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind))


def _area(name: str) -> str:
    return areas().get(name) or name.replace("_", " ")


def _point(value: str | None, on: dt.date) -> str:
    return "not given" if value is None else said("report-card-grade", value, on)
