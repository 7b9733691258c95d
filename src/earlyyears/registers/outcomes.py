"""The cells of one listed inspection into an outcome under its own framework."""

import datetime as dt
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TypeAlias

from earlyyears.inspection import (
    AgencyInspection,
    ChildcareRegisterInspection,
    CommonInspection,
    EducationInspection,
    EyfsInspection,
    NoChildrenOnRoll,
    Outcome,
    OutOfSchoolInspection,
    SettingReportCard,
    frameworks,
)

__all__ = ["GRADED", "MAKERS", "graded_framework"]

#: Codes of one inspection by field.
Parts: TypeAlias = Mapping[str, str]
#: Outcome types with one overall grade, oldest first.
GRADED: tuple[type[EyfsInspection | CommonInspection | EducationInspection], ...] = (
    EyfsInspection,
    CommonInspection,
    EducationInspection,
)
_JUDGEMENT = "judgement."
_NO_GRADE = {"", "not_judged"}


@lru_cache(maxsize=20_000)
def graded_framework(day: dt.date) -> str | None:
    """The framework under which an overall grade was given on a day.

    None before the first; from the day overall grades ended, still the last one,
    because the heading above the grade says so.

    >>> graded_framework(dt.date(2015, 8, 31)), graded_framework(dt.date(2015, 9, 1))
    ('eyfs', 'cif')
    """
    started = [
        kind.framework
        for kind in GRADED
        if (start := frameworks()[kind.framework].during.start) and start <= day
    ]
    return started[-1] if started else None


def _eyfs(parts: Parts) -> Outcome:
    return EyfsInspection(_grade(parts), ccr=_met(parts, "ccr"), vcr=_met(parts, "vcr"))


def _cif(parts: Parts) -> Outcome:
    return CommonInspection(
        _grade(parts), _judgements(parts), _met(parts, "ccr"), _met(parts, "vcr")
    )


def _eif(parts: Parts) -> Outcome:
    return EducationInspection(
        _grade(parts),
        _judgements(parts),
        _met(parts, "safeguarding"),
        _met(parts, "ccr"),
        _met(parts, "vcr"),
    )


def _report_card(parts: Parts) -> Outcome:
    areas = (
        "safeguarding",
        "inclusion",
        "curriculum_and_teaching",
        "achievement",
        "behaviour_and_routines",
        "welfare_and_wellbeing",
        "leadership_and_governance",
    )
    given = {area: _met(parts, area) or None for area in areas}
    return SettingReportCard(**given, ccr=_met(parts, "ccr"), vcr=_met(parts, "vcr"))


def _no_children(parts: Parts) -> Outcome:
    return NoChildrenOnRoll(_met(parts, "outcome"))


def _out_of_school(parts: Parts) -> Outcome:
    return OutOfSchoolInspection(_met(parts, "outcome"), _met(parts, "safeguarding"))


def _childcare_register(parts: Parts) -> Outcome:
    return ChildcareRegisterInspection(_met(parts, "outcome"))


def _agency(parts: Parts) -> Outcome:
    return AgencyInspection(_met(parts, "outcome"))


def _grade(parts: Parts) -> int | None:
    code = parts.get("grade", "")
    return None if code in _NO_GRADE else int(code)


def _judgements(parts: Parts) -> dict[str, str]:
    return {
        field.removeprefix(_JUDGEMENT): code
        for field, code in parts.items()
        if field.startswith(_JUDGEMENT) and code
    }


def _met(parts: Parts, field: str) -> str:
    code = parts.get(field, "")
    return "" if code == "not_judged" else code


#: How to make the outcome of each framework from the codes of its cells.
MAKERS: dict[str, Callable[[Parts], Outcome]] = {
    "eyfs": _eyfs,
    "cif": _cif,
    "eif": _eif,
    "report_card": _report_card,
    "no_children_on_roll": _no_children,
    "out_of_school": _out_of_school,
    "childcare_register": _childcare_register,
    "agency": _agency,
}
