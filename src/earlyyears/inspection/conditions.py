"""Conditions over inspection outcomes, with an answer for “not known”.

A condition holds (True), does not hold (False), or cannot be told from the outcome
(None), because a judgement it needs is blank.  A condition about a judgement that a
framework does not have simply does not hold: a report card has no grade, so no
condition on a grade is true of it.

Conditions are written in TOML as `{ grade_in = ["3", "4"] }`, and read by
`conditions_from`; nothing in this file knows a grade or a threshold.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol

from earlyyears.kernel import Faults, Finding, Place, frozen

from .frameworks import frameworks
from .outcomes import Outcome

__all__ = [
    "AnyAreaIn",
    "AreaIn",
    "Condition",
    "EveryAreaIn",
    "FrameworkIn",
    "GradeIn",
    "RequirementIn",
    "all_hold",
    "condition_from",
    "conditions_from",
    "missing_from",
]

_ABSENT = object()


def _texts(given: Iterable[object]) -> tuple[str, ...]:
    return tuple(str(each) for each in given)


class Condition(Protocol):
    """Something that holds of an outcome, does not hold, or cannot be told."""

    @property
    def fields(self) -> tuple[str, ...]:
        """Names of the judgements it looks at."""
        ...

    @property
    def values(self) -> tuple[str, ...]:
        """The values of those judgements that it names."""
        ...

    def holds(self, outcome: Outcome) -> bool | None:
        """Say whether it holds; None where a judgement it needs is blank."""
        ...


@frozen
class FrameworkIn:
    """The outcome was given under one of these frameworks.

    >>> from earlyyears.inspection import NotInspected
    >>> FrameworkIn(("none",)).holds(NotInspected())
    True
    """

    values: tuple[str, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """Names of the judgements it looks at."""
        return ("framework",)

    def holds(self, outcome: Outcome) -> bool | None:
        """Say whether it holds; the framework of an outcome is always known."""
        return outcome.framework in self.values


@frozen
class GradeIn:
    """The overall grade is one of these.

    >>> from earlyyears.inspection import EducationInspection
    >>> bad = GradeIn(("3", "4"))
    >>> [bad.holds(EducationInspection(grade=grade)) for grade in (4, 2, None)]
    [True, False, None]
    """

    values: tuple[str, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """Names of the judgements it looks at."""
        return ("grade",)

    def holds(self, outcome: Outcome) -> bool | None:
        """Say whether it holds; None where the grade is blank."""
        return _among(outcome, "grade", self.values)


@frozen
class RequirementIn:
    """A requirement beside the judgements, such as `safeguarding`, is one of these."""

    requirement: str
    values: tuple[str, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """Names of the judgements it looks at."""
        return (self.requirement,)

    def holds(self, outcome: Outcome) -> bool | None:
        """Say whether it holds; None where the file is silent on the requirement."""
        return _among(outcome, self.requirement, self.values)


@frozen
class AreaIn:
    """One area of a report card is at one of these points.

    >>> from earlyyears.inspection import SettingReportCard
    >>> led = AreaIn("leadership_and_governance", ("urgent_improvement",))
    >>> led.holds(SettingReportCard(safeguarding="met")) is None
    True
    """

    area: str
    values: tuple[str, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """Names of the judgements it looks at."""
        return (self.area,)

    def holds(self, outcome: Outcome) -> bool | None:
        """Say whether it holds; None where the area is blank."""
        return _among(outcome, self.area, self.values)


@frozen
class AnyAreaIn:
    """At least one of these areas is at one of these points.

    One area that is settles it, whatever else is blank.
    """

    areas: tuple[str, ...]
    values: tuple[str, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """Names of the judgements it looks at."""
        return self.areas

    def holds(self, outcome: Outcome) -> bool | None:
        """Say whether it holds; None where none is and some are blank."""
        found = {_among(outcome, area, self.values) for area in self.areas}
        return True if True in found else None if None in found else False


@frozen
class EveryAreaIn:
    """Every one of these areas is at one of these points.

    One area that is not settles it, whatever else is blank.
    """

    areas: tuple[str, ...]
    values: tuple[str, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """Names of the judgements it looks at."""
        return self.areas

    def holds(self, outcome: Outcome) -> bool | None:
        """Say whether it holds; None where none fails and some are blank."""
        found = {_among(outcome, area, self.values) for area in self.areas}
        return False if False in found else None if None in found else True


def _among(outcome: Outcome, name: str, values: Sequence[str]) -> bool | None:
    value: object = getattr(outcome, name, _ABSENT)
    if value is _ABSENT:
        return False
    return None if value is None or value == "" else str(value) in values


def all_hold(conditions: Iterable[Condition], outcome: Outcome) -> bool | None:
    """Say whether all of them hold; one that does not settles it.

    >>> from earlyyears.inspection import EducationInspection
    >>> both = [FrameworkIn(("eif",)), GradeIn(("1", "2"))]
    >>> all_hold(both, EducationInspection(grade=2))
    True
    """
    found = {each.holds(outcome) for each in conditions}
    return False if False in found else None if None in found else True


def missing_from(conditions: Iterable[Condition], outcome: Outcome) -> tuple[str, ...]:
    """The judgements that these conditions look at and the outcome leaves blank."""
    names = dict.fromkeys(name for each in conditions for name in each.fields)
    return tuple(
        name for name in names if getattr(outcome, name, _ABSENT) in {None, ""}
    )


_READERS: dict[str, Callable[[Any], Condition]] = {
    "framework_in": lambda given: FrameworkIn(_texts(given)),
    "grade_in": lambda given: GradeIn(_texts(given)),
    "requirement_in": lambda given: RequirementIn(**_texts_of(given)),
    "area_in": lambda given: AreaIn(**_texts_of(given)),
    "any_area_in": lambda given: AnyAreaIn(**_texts_of(given)),
    "every_area_in": lambda given: EveryAreaIn(**_texts_of(given)),
}


def _texts_of(given: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value if isinstance(value, str) else _texts(value)
        for name, value in given.items()
    }


def condition_from(
    given: Mapping[str, Any], *, place: Place | None = None
) -> Condition:
    """Read one condition from a TOML table with one key; anything else is refused.

    >>> condition_from({"area_in": {"area": "inclusion", "values": ["strong"]}})
    AreaIn(area='inclusion', values=('strong',))
    """
    if len(given) == 1:
        ((name, value),) = given.items()
        reader = _READERS.get(name)
        if reader is not None:
            return _read(reader, name, value, place or Place())
    known = ", ".join(sorted(_READERS))
    raise _refused(
        f"this is no condition: {dict(given)}", place, f"Use one of: {known}."
    )


def conditions_from(
    given: Iterable[Mapping[str, Any]], *, place: Place | None = None
) -> tuple[Condition, ...]:
    """Read the conditions of a rule, all of which must hold together."""
    return tuple(condition_from(each, place=place) for each in given)


def _read(
    reader: Callable[[Any], Condition], name: str, value: Any, place: Place
) -> Condition:
    try:
        made = reader(value)
    except TypeError as cause:
        advice = "Compare with a condition of the same name."
        raise _refused(f"“{name}” does not take {value}", place, advice) from cause
    if isinstance(made, FrameworkIn):
        unknown = [each for each in made.values if each not in frameworks()]
        if unknown:
            said = ", ".join(unknown)
            raise _refused(f"no inspection framework is called {said}", place, "")
    return made


def _refused(message: str, place: Place | None, advice: str) -> Faults:
    finding = Finding("bad_condition", message, place or Place(), advice)
    return Faults("a rule cannot be used", [finding])
