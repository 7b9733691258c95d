"""What stands in one cell of the register's file, in Ofsted's words."""

import datetime as dt
from collections.abc import Callable
from typing import TypeAlias

from earlyyears.inspection import (
    CommonInspection,
    EducationInspection,
    EyfsInspection,
    SettingReportCard,
)
from earlyyears.kernel import Identifier, frozen
from earlyyears.places import vocabulary

from .model import Listing, Visit

__all__ = [
    "Cell",
    "Line",
    "address",
    "band",
    "combination",
    "flag",
    "full",
    "grade",
    "judged",
    "name",
    "number",
    "on",
    "person",
    "person_number",
    "point",
    "postcode",
    "registered",
    "requirements",
    "safe",
    "standards",
    "status",
    "subtype",
    "suitable",
    "type_",
    "visit_number",
    "visited",
]

_GRADED = (EyfsInspection, CommonInspection, EducationInspection)
_WITHHELD = "REDACTED"
_NOT_JUDGED = "-"


@frozen
class Line:
    """One registration as an edition shows it, with its visits, the latest first."""

    listing: Listing
    visits: tuple[Visit, ...]
    area: str

    def nth(self, place: int, *kinds: type[object]) -> Visit | None:
        """The visit of some kinds that stands at a place, the latest being 0."""
        found = [visit for visit in self.visits if isinstance(visit.outcome, kinds)]
        return found[place] if place < len(found) else None


Cell: TypeAlias = Callable[[Line], str]
Told: TypeAlias = Callable[[Visit], str]


def _day(day: dt.date) -> str:
    return day.strftime("%d/%m/%Y")


def _word(words: str, code: str | None) -> str:
    return vocabulary(words).label(code) if code else ""


# ----------------------------------------------------------------- of the registration


def number(line: Line) -> str:
    """The registration number."""
    return Identifier.parse(line.listing.identifier).value


def registered(line: Line) -> str:
    """The day of registration."""
    return _day(line.listing.registered_on)


def type_(line: Line) -> str:
    """The provider type."""
    return _word("provider-type", line.listing.type)


def subtype(line: Line) -> str:
    """The provider subtype, blank for most childminders."""
    return _word("provider-subtype", line.listing.subtype)


def status(_line: Line) -> str:
    """The status, which is active for all that are listed."""
    return _word("registration-status", "active")


def combination(line: Line) -> str:
    """The parts of the register held."""
    return _word("register-combination", "-".join(line.listing.registers))


def flag(part: str) -> Cell:
    """Whether a part of the register is held."""
    return lambda line: "Y" if part in line.listing.registers else "N"


def person_number(line: Line) -> str:
    """The number of the registered person."""
    held = line.listing.person
    return Identifier.parse(held).value if held else ""


def person(line: Line) -> str:
    """The name of the registered person, or that it is withheld."""
    return line.listing.person_name or _WITHHELD


def name(line: Line) -> str:
    """The name, or that it is withheld."""
    return line.listing.name or _WITHHELD


def address(line: Line) -> str:
    """A line of the address: withheld with the name, and blank otherwise."""
    return "" if line.listing.name else _WITHHELD


def postcode(line: Line) -> str:
    """The postcode, or that it is withheld."""
    return line.listing.postcode or _WITHHELD


def band(line: Line) -> str:
    """The deprivation band."""
    return _word("deprivation-band", line.listing.deprivation)


# ----------------------------------------------------------------------- of the visits


def visited(told: Told, place: int, *kinds: type[object]) -> Cell:
    """What is told of the visit of some kinds at a place; blank where there is none."""

    def cell(line: Line) -> str:
        visit = line.nth(place, *kinds)
        return told(visit) if visit else ""

    return cell


def full(told: Told, place: int = 0) -> Cell:
    """What is told of a graded inspection, the latest being 0."""
    return visited(told, place, *_GRADED)


def on(visit: Visit) -> str:
    """The day of a visit."""
    return _day(visit.on)


def visit_number(visit: Visit) -> str:
    """The number of a visit."""
    return visit.number


def grade(visit: Visit) -> str:
    """The overall grade."""
    return str(getattr(visit.outcome, "grade", ""))


def requirements(visit: Visit) -> str:
    """Whether requirements were met."""
    return _word("requirements-outcome", getattr(visit.outcome, "outcome", ""))


def safe(visit: Visit) -> str:
    """Whether safeguarding is effective; a dash where nobody judged it."""
    found = getattr(visit.outcome, "safeguarding_effective", "")
    return _word("yes-no", found) or _NOT_JUDGED


def suitable(part: str) -> Told:
    """Whether the requirements of a part of the Childcare Register were met."""

    def told(visit: Visit) -> str:
        found = getattr(visit.outcome, part)
        return _word("requirements-outcome", found) or _NOT_JUDGED

    return told


def judged(area: str) -> Told:
    """The grade of an area; a dash where the framework had none."""

    def told(visit: Visit) -> str:
        judgements: tuple[tuple[str, str], ...]
        judgements = getattr(visit.outcome, "judgements", ())
        found: str = dict(judgements).get(area, _NOT_JUDGED)
        return found

    return told


def point(area: str) -> Cell:
    """The point of an area on the report card."""

    def told(visit: Visit) -> str:
        return _word("report-card-grade", getattr(visit.outcome, area))

    return visited(told, 0, SettingReportCard)


def standards(visit: Visit) -> str:
    """Whether safeguarding standards are met."""
    return _word("requirements-outcome", getattr(visit.outcome, "safeguarding", ""))
