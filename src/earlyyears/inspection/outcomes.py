"""Inspection outcomes, one type for each framework, and no number that spans them.

There is no lawful conversion between an overall grade, a report card and a "met", so
none exists here.  Read an outcome with `match`; count unlike outcomes together only
through a mapping that has a name.
"""

from collections.abc import Iterable, Mapping
from typing import ClassVar, TypeAlias

from earlyyears.kernel import field, frozen

__all__ = [
    "AgencyInspection",
    "ChildcareRegisterInspection",
    "CommonInspection",
    "EducationInspection",
    "EyfsInspection",
    "GradedOutcome",
    "IndependentInspection",
    "InterimVisit",
    "NoChildrenOnRoll",
    "NotInspected",
    "OutOfSchoolInspection",
    "Outcome",
    "ReportCardOutcome",
    "SchoolGraded",
    "SchoolReportCard",
    "SchoolUngraded",
    "SettingReportCard",
]


def _pairs(
    given: Mapping[str, object] | Iterable[tuple[str, object]],
) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((key, str(value)) for key, value in dict(given).items()))


@frozen
class EyfsInspection:
    """An inspection of September 2008 to August 2015: one overall grade.

    A grade 3 given before 4 November 2013 is *satisfactory*, one given since is
    *requires improvement*; the words come from the data, not from this class.
    """

    framework: ClassVar[str] = "eyfs"
    #: 1 to 4, None where the file leaves it blank.
    grade: int | None
    #: Childcare Register requirements beside it: `met`, `not_met_actions`, ….
    ccr: str = ""
    vcr: str = ""


@frozen
class CommonInspection:
    """An inspection under the common inspection framework, 2015 to 2019."""

    framework: ClassVar[str] = "cif"
    grade: int | None
    #: Further judgements as (area, grade) pairs, as far as the file holds them.
    judgements: tuple[tuple[str, str], ...] = field(default=(), converter=_pairs)
    ccr: str = ""
    vcr: str = ""


@frozen
class EducationInspection:
    """A graded inspection under the education inspection framework, from 2019."""

    framework: ClassVar[str] = "eif"
    grade: int | None
    judgements: tuple[tuple[str, str], ...] = field(default=(), converter=_pairs)
    #: `yes`, `no`, or nothing where the file is silent.
    safeguarding_effective: str = ""
    ccr: str = ""
    vcr: str = ""


@frozen
class SettingReportCard:
    """A report card of a registered setting, from 10 November 2025.

    `safeguarding` is `met` or `not_met`; the areas are on the five-point scale
    `exceptional`, `strong`, `expected`, `needs_attention`, `urgent_improvement`.  An
    area the file leaves blank or writes NULL is None.
    """

    framework: ClassVar[str] = "report_card"
    safeguarding: str | None
    inclusion: str | None = None
    curriculum_and_teaching: str | None = None
    achievement: str | None = None
    behaviour_and_routines: str | None = None
    welfare_and_wellbeing: str | None = None
    leadership_and_governance: str | None = None
    ccr: str = ""
    vcr: str = ""


@frozen
class SchoolReportCard:
    """A report card of a school, whose areas are not those of a registered setting."""

    framework: ClassVar[str] = "school_report_card"
    safeguarding: str | None
    inclusion: str | None = None
    curriculum_and_teaching: str | None = None
    achievement: str | None = None
    attendance_and_behaviour: str | None = None
    personal_development: str | None = None
    early_years: str | None = None
    leadership_and_governance: str | None = None


@frozen
class SchoolGraded:
    """A graded school inspection; from September 2024 without an overall grade."""

    framework: ClassVar[str] = "school_graded"
    grade: int | None
    early_years: int | None = None
    judgements: tuple[tuple[str, str], ...] = field(default=(), converter=_pairs)
    #: `special_measures` or `significant_improvement`, or nothing.
    concern: str = ""


@frozen
class SchoolUngraded:
    """An ungraded school inspection, such as “standards maintained”, gives no grade."""

    framework: ClassVar[str] = "school_ungraded"
    outcome: str


@frozen
class IndependentInspection:
    """An inspection by an approved independent inspectorate, in its own words."""

    framework: ClassVar[str] = "independent"
    inspectorate: str
    outcome: str


@frozen
class InterimVisit:
    """An interim visit of September 2020 to May 2021: ungraded, the grade stands."""

    framework: ClassVar[str] = "interim"
    #: `met`, `actions` or `enforcement`.
    outcome: str


@frozen
class NoChildrenOnRoll:
    """A visit that found no children on roll: a check, not a full inspection."""

    framework: ClassVar[str] = "no_children_on_roll"
    #: `met`, `not_met_actions` or `not_met_enforcement`.
    outcome: str


@frozen
class OutOfSchoolInspection:
    """An inspection of out-of-school care, which gets no grade by design."""

    framework: ClassVar[str] = "out_of_school"
    outcome: str
    safeguarding_effective: str = ""


@frozen
class ChildcareRegisterInspection:
    """An inspection against the Childcare Register: compliance only."""

    framework: ClassVar[str] = "childcare_register"
    outcome: str


@frozen
class AgencyInspection:
    """An inspection of a childminder agency; its childminders get no grade."""

    framework: ClassVar[str] = "agency"
    #: `effective` or `ineffective`.
    outcome: str


@frozen
class NotInspected:
    """No inspection of this registration is known."""

    framework: ClassVar[str] = "none"


#: Outcomes with one overall grade.
GradedOutcome: TypeAlias = EyfsInspection | CommonInspection | EducationInspection
#: Outcomes that are a card of areas, for registered settings.
ReportCardOutcome: TypeAlias = SettingReportCard
#: Everything an inspector may have left behind, and that nobody came.
Outcome: TypeAlias = (
    EyfsInspection
    | CommonInspection
    | EducationInspection
    | SettingReportCard
    | SchoolReportCard
    | SchoolGraded
    | SchoolUngraded
    | IndependentInspection
    | InterimVisit
    | NoChildrenOnRoll
    | OutOfSchoolInspection
    | ChildcareRegisterInspection
    | AgencyInspection
    | NotInspected
)
