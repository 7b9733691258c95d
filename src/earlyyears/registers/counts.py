"""The counts of a register, from records: what an edition is held against.

The keys are those under which the counts of Ofsted's file were first checked; the words
in them are the publisher's.  A count of nothing is left out.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import TypeAlias, cast

from earlyyears.inspection import (
    CommonInspection,
    EducationInspection,
    EyfsInspection,
    Inspection,
    NoChildrenOnRoll,
    SettingReportCard,
)
from earlyyears.kernel import Record, add_months, frozen
from earlyyears.places import Registration, Setting, vocabulary

__all__ = [
    "Counts",
    "add_counts",
    "flatten_counts",
    "register_counts",
    "unflatten_counts",
]

#: Counts by key; a value is a whole number, an exact sum, or counts by a further key.
Counts: TypeAlias = dict[str, "int | Decimal | Counts"]

_GRADES = {1: "outstanding", 2: "good", 3: "requires_improvement", 4: "inadequate"}
_NO_GRADE = "no_full_inspection"
_LESS_THAN_GOOD = ("requires_improvement", "inadequate")
_REPORT_CARD = "report_card"
_CORE_TYPES = frozenset({"non_domestic", "domestic", "childminder"})
_OUT_OF_SCHOOL = "out_of_school_day_care"
#: Months within which a registration counts as recent.
_RECENT = (18, 30)
_GRADED = (EyfsInspection, CommonInspection, EducationInspection)


@frozen
class _Line:
    """What is counted about one registration."""

    registration: Registration
    type: str
    grade: str
    ncor: bool
    withheld: bool

    @property
    def eyr(self) -> bool:
        one = self.registration
        return one.status == "active" and "eyr" in (one.registers or ())

    @property
    def core(self) -> bool:
        one = self.registration
        return self.eyr and one.type in _CORE_TYPES and one.subtype != _OUT_OF_SCHOOL

    @property
    def uninspected(self) -> bool:
        return self.grade == _NO_GRADE and not self.ncor


def register_counts(records: Iterable[Record], edition: dt.date) -> Counts:
    """Count registrations, with their settings and inspections, as of an edition.

    The grade of a registration is that of its latest graded inspection; a report card
    that is later stands as such, because no grade follows from it.
    """
    lines = list(_lines(records))
    eyr = [one for one in lines if one.eyr]
    core = [one for one in eyr if one.core]
    group = [one for one in core if one.registration.type != "childminder"]
    counts: Counts = {
        "rows": len(lines),
        "rows_by_type": _by(one.type for one in lines),
        "rows_by_register_combination": _by(map(_combination, lines)),
        "eyr": len(eyr),
        "eyr_by_type": _by(one.type for one in eyr),
        "eyr_by_grade": _by(one.grade for one in eyr),
        "eyr_by_type_and_grade": _by_two((one.type, one.grade) for one in eyr),
        "eyr_no_full_but_ncor_outcome": sum(
            one.grade == _NO_GRADE and one.ncor for one in eyr
        ),
        "eyr_no_full_and_no_ncor": sum(one.uninspected for one in eyr),
        "eyr_out_of_school_subtype": sum(
            one.registration.subtype == _OUT_OF_SCHOOL for one in eyr
        ),
        "eyr_places_sum": sum(one.registration.places or 0 for one in eyr),
        "eyr_places_including_estimates_sum": _estimates(eyr),
        "core_eyr_excluding_out_of_school": len(core),
        "core_by_grade": _by(one.grade for one in core),
        "core_less_than_good": sum(one.grade in _LESS_THAN_GOOD for one in core),
        **_uninspected("core", core, edition),
        "group_core": len(group),
        "group_core_by_grade": _by(one.grade for one in group),
        **_uninspected("group_core", group, edition),
        "redacted_names": sum(one.withheld for one in lines),
        "deprivation_bands_eyr": _by(
            label("deprivation-band", one.registration.deprivation)
            for one in eyr
            if one.registration.deprivation
        ),
    }
    return counts


def _uninspected(population: str, lines: list[_Line], edition: dt.date) -> Counts:
    key = f"{population}_not_yet_inspected"
    days = [
        one.registration.registered_on or dt.date.min
        for one in lines
        if one.uninspected
    ]
    return {
        key: len(days),
        **{
            f"{key}_registered_within_{months}_months": sum(
                day > add_months(edition, -months) for day in days
            )
            for months in _RECENT
        },
    }


def _lines(records: Iterable[Record]) -> Iterator[_Line]:
    registrations: list[Registration] = []
    withheld: set[str] = set()
    ncor: set[str] = set()
    grades: dict[str, tuple[dt.date, str]] = {}
    for one in records:
        match one:
            case Registration():
                registrations.append(one)
            case Setting(name=None):
                withheld.add(one.id)
            case Inspection(outcome=NoChildrenOnRoll()):
                ncor.add(one.registration)
            case Inspection() if grade := _grade(one):
                latest = grades.get(one.registration, grade)
                grades[one.registration] = max(latest, grade)
            case _:
                pass
    for each in registrations:
        yield _Line(
            each,
            label("provider-type", each.type),
            grades.get(each.id, (dt.date.min, _NO_GRADE))[1],
            each.id in ncor,
            each.setting in withheld,
        )


def _grade(one: Inspection) -> tuple[dt.date, str] | None:
    match one.outcome:
        case SettingReportCard():
            return one.inspected_on, _REPORT_CARD
        case EyfsInspection() | CommonInspection() | EducationInspection() as graded:
            if graded.grade is not None:
                return one.inspected_on, _GRADES[graded.grade]
        case _:
            pass
    return None


@cache
def label(name: str, code: str) -> str:
    """The publisher's word for a code."""
    return vocabulary(name).label(code)


def _combination(line: _Line) -> str:
    held = line.registration.registers
    if held is None:
        return "not in the file"
    return label("register-combination", "-".join(held))


def _estimates(lines: Iterable[_Line]) -> Decimal:
    return sum(
        (one.registration.places_with_estimates or Decimal(0) for one in lines),
        Decimal("0.0"),
    )


def _by(keys: Iterable[str]) -> Counts:
    return dict(Counter(keys).most_common())


def _by_two(keys: Iterable[tuple[str, str]]) -> Counts:
    found: dict[str, Counter[str]] = {}
    for first, second in keys:
        found.setdefault(first, Counter())[second] += 1
    return {first: dict(found[first].most_common()) for first in sorted(found)}


def add_counts(one: Mapping[str, object], two: Mapping[str, object]) -> Counts:
    """The counts of two populations that have no row in common, added up.

    >>> add_counts({"rows": 1, "by": {"a": 1}}, {"rows": 2, "by": {"b": 1}})
    {'rows': 3, 'by': {'a': 1, 'b': 1}}
    """
    return unflatten_counts([*_flat(cast("Counts", one)), *_flat(cast("Counts", two))])


def flatten_counts(counts: Counts) -> tuple[tuple[str, str], ...]:
    """Counts as (key, value) pairs, the keys of nested ones joined by “/”.

    >>> flatten_counts({"rows": 3, "by": {"a": 1}})
    (('rows', '3'), ('by/a', '1'))
    """
    return tuple((key, str(value)) for key, value in _flat(counts))


def unflatten_counts(
    pairs: Iterable[tuple[str, str | int | Decimal]],
) -> Counts:
    """Counts from such pairs; values of one key are added up.

    >>> unflatten_counts([("rows", "3"), ("by/a", "1"), ("sum", "1.50")])
    {'rows': 3, 'by': {'a': 1}, 'sum': Decimal('1.50')}
    """
    counts: Counts = {}
    for path, text in pairs:
        *outer, last = (
            part.replace("~1", "/").replace("~0", "~") for part in path.split("/")
        )
        inner = counts
        for part in outer:
            inner = cast("Counts", inner.setdefault(part, {}))
        value = _number(text)
        inner[last] = cast("int | Decimal", inner.get(last, 0)) + value
    return counts


def _number(text: str | int | Decimal) -> int | Decimal:
    if not isinstance(text, str):
        return text
    return Decimal(text) if "." in text else int(text)


def _flat(counts: Counts, before: str = "") -> Iterator[tuple[str, int | Decimal]]:
    for key, value in counts.items():
        path = before + key.replace("~", "~0").replace("/", "~1")
        if isinstance(value, dict):
            yield from _flat(value, f"{path}/")
        else:
            yield path, value
