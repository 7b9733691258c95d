"""The register's editions as files, in the layouts that Ofsted has published.

Headings are Ofsted's, letter by letter; each stands beside what goes under it.  Above
them stands one line that says the content is invented.
"""

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable, Mapping

from earlyyears.inspection import (
    ChildcareRegisterInspection,
    CommonInspection,
    EducationInspection,
    EyfsInspection,
    NoChildrenOnRoll,
    OutOfSchoolInspection,
    SettingReportCard,
)
from earlyyears.kernel import Identifier, frozen
from earlyyears.places import vocabulary

from .model import Listing, Visit
from .plan import Edition

__all__ = ["LAYOUTS", "write_file"]

_GRADED = (EyfsInspection, CommonInspection, EducationInspection)
_WITHHELD = "REDACTED"
_NOT_JUDGED = "-"


@frozen
class Line:
    """One registration as an edition shows it: its visits by kind, latest first."""

    listing: Listing
    visits: tuple[Visit, ...]
    area: str

    def latest(self, *kinds: type[object]) -> Visit | None:
        """The latest visit of some kinds."""
        return self.nth(0, *kinds)

    def nth(self, place: int, *kinds: type[object]) -> Visit | None:
        """The visit of some kinds that stands at a place, the latest being 0."""
        found = [visit for visit in self.visits if isinstance(visit.outcome, kinds)]
        return found[place] if place < len(found) else None


Cell = Callable[[Line], str]


def write_file(
    listings: Iterable[Listing], edition: Edition, area: str, watermark: str
) -> bytes:
    """The register's edition as the bytes of a file."""
    columns = LAYOUTS[edition.layout]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([f"{watermark}: {area}, childcare providers as at {edition.on}"])
    writer.writerow(columns)
    for listing in listings:
        if listing.active(edition.on):
            line = Line(listing, _shown(listing, edition), area)
            writer.writerow([cell(line) for cell in columns.values()])
    return out.getvalue().encode()


def _shown(listing: Listing, edition: Edition) -> tuple[Visit, ...]:
    known = [
        visit
        for visit in listing.visits
        if visit.published_on <= edition.on and visit.on <= edition.shows_until
    ]
    return tuple(sorted(known, key=lambda visit: visit.on, reverse=True))


# ------------------------------------------------------------------ of the registration


def _day(day: dt.date) -> str:
    return day.strftime("%d/%m/%Y")


def _word(name: str, code: str) -> str:
    return vocabulary(name).label(code) if code else ""


def _number(line: Line) -> str:
    return Identifier.parse(line.listing.identifier).value


def _combination(line: Line) -> str:
    return _word("register-combination", "-".join(line.listing.registers))


def _flag(part: str) -> Cell:
    return lambda line: "Y" if part in line.listing.registers else "N"


def _address(line: Line) -> str:
    return _WITHHELD if line.listing.name is None else ""


def _person_number(line: Line) -> str:
    person = line.listing.person
    return Identifier.parse(person).value if person else ""


_REGISTRATION: Mapping[str, Cell] = {
    "Web link": lambda _: "Web link",
    "Provider URN": _number,
    "Registration date": lambda line: _day(line.listing.registered_on),
    "Provider type": lambda line: _word("provider-type", line.listing.type),
    "Provider subtype": lambda line: _word("provider-subtype", line.listing.subtype),
    "Provider status": lambda _: _word("registration-status", "active"),
}
_PERSON: Mapping[str, Cell] = {
    "Registered person URN": _person_number,
    "Registered_Person_Name": lambda line: line.listing.person_name or _WITHHELD,
}
_PLACE: Mapping[str, Cell] = {
    "Provider name": lambda line: line.listing.name or _WITHHELD,
    "Provider address line 1": _address,
    "Provider address line 2": _address,
    "Provider address line 3": _address,
    "Provider town": _address,
}


def _postcode(line: Line) -> str:
    return line.listing.postcode or _WITHHELD


def _band(line: Line) -> str:
    return _word("deprivation-band", line.listing.deprivation)


def _places(line: Line) -> str:
    return str(line.listing.places)


# ----------------------------------------------------------------------- of the visits


def _of_visit(told: Callable[[Visit], str], place: int, *kinds: type[object]) -> Cell:
    def cell(line: Line) -> str:
        visit = line.nth(place, *kinds)
        return told(visit) if visit else ""

    return cell


def _on(visit: Visit) -> str:
    return _day(visit.on)


def _visit_number(visit: Visit) -> str:
    return visit.number


def _grade(visit: Visit) -> str:
    return str(getattr(visit.outcome, "grade", "") or "")


def _requirements(visit: Visit) -> str:
    return _word("requirements-outcome", getattr(visit.outcome, "outcome", ""))


def _safe(visit: Visit) -> str:
    found = getattr(visit.outcome, "safeguarding_effective", "")
    return _word("yes-no", found) or _NOT_JUDGED


def _suitable(part: str) -> Callable[[Visit], str]:
    def told(visit: Visit) -> str:
        found = getattr(visit.outcome, part)
        return _word("requirements-outcome", found) or _NOT_JUDGED

    return told


def _judged(area: str) -> Callable[[Visit], str]:
    def told(visit: Visit) -> str:
        judgements: tuple[tuple[str, str], ...]
        judgements = getattr(visit.outcome, "judgements", ())
        found: str = dict(judgements).get(area, _NOT_JUDGED)
        return found

    return told


def _point(area: str) -> Cell:
    def told(visit: Visit) -> str:
        return _word("report-card-grade", getattr(visit.outcome, area) or "")

    return _of_visit(told, 0, SettingReportCard)


def _standards(visit: Visit) -> str:
    return _word("requirements-outcome", getattr(visit.outcome, "safeguarding", ""))


def _full(told: Callable[[Visit], str], place: int = 0) -> Cell:
    return _of_visit(told, place, *_GRADED)


def _earlier(which: str, place: int) -> dict[str, Cell]:
    return {
        f"{which} most recent full: Overall effectiveness": _full(_grade, place),
        f"{which} most recent full: Inspection number": _full(_visit_number, place),
        f"{which} most recent full: Inspection date": _full(_on, place),
    }


def _check(head: str, kind: type[object]) -> dict[str, Cell]:
    return {
        f"{head}: Inspection number": _of_visit(_visit_number, 0, kind),
        f"{head}: Inspection date": _of_visit(_on, 0, kind),
        f"{head}: Overall effectiveness": _of_visit(_requirements, 0, kind),
    }


#: The layout of the edition of 31 August 2021.
_LAYOUT_2021: Mapping[str, Cell] = {
    **_REGISTRATION,
    "Individual Register combinations": _combination,
    "Provider Early Years Register Flag": _flag("eyr"),
    "Provider Compulsory Childcare Register Flag": _flag("ccr"),
    "Provider Voluntary Childcare Register Flag": _flag("vcr"),
    **_PERSON,
    **_PLACE,
    "Postcode": _postcode,
    "Telephone Number": _address,
    "Parliamentary constituency": lambda line: line.area,
    "Local authority": lambda line: line.area,
    "Region": lambda line: line.area,
    "Ofsted region": lambda line: line.area,
    "Deprivation Band": _band,
    "Places": _places,
    "Places including estimates": _places,
    "Most recent full: Inspection number": _full(_visit_number),
    "Most recent full: Inspection date": _full(_on),
    "Most recent full: Overall effectiveness": _full(_grade),
    "Quality of education": _full(_judged("quality_of_education")),
    "Behaviour and attitudes": _full(_judged("behaviour_and_attitudes")),
    "Personal development": _full(_judged("personal_development")),
    "Effectiveness of leadership and management": _full(
        _judged("leadership_and_management")
    ),
    "Safeguarding is effective?": _full(_safe),
    "CCR requirements suitability": _full(_suitable("ccr")),
    "VCR requirements suitability": _full(_suitable("vcr")),
    **_earlier("Second", 1),
    **_earlier("Third", 2),
    **_check("NCOR", NoChildrenOnRoll),
    **_check("CR", ChildcareRegisterInspection),
}

_OEIF = "EYR OEIF: Most recent"
_BOTH = "EYR OEIF/CIF: Most recent"
_REIF = "EYR REIF: Most recent"

#: The layout of the edition of 30 June 2026, as far as public readers name its columns.
_LAYOUT_2026: Mapping[str, Cell] = {
    **_REGISTRATION,
    "Individual register combinations": _combination,
    "Provider Early Years Register flag": _flag("eyr"),
    "Provider Compulsory Childcare Register flag": _flag("ccr"),
    "Provider Voluntary Childcare Register flag": _flag("vcr"),
    "Registered person name": _PERSON["Registered_Person_Name"],
    **_PLACE,
    "Provider postcode": _postcode,
    "Local authority": lambda line: line.area,
    "Deprivation band": _band,
    "Places": _places,
    f"{_REIF}: Inspection date": _of_visit(_on, 0, SettingReportCard),
    f"{_REIF}: Inspection visit type": lambda _: "",
    f"{_REIF}: Inspection number": _of_visit(_visit_number, 0, SettingReportCard),
    f"{_REIF}: Safeguarding standards met?": _of_visit(
        _standards, 0, SettingReportCard
    ),
    f"{_REIF}: Inclusion": _point("inclusion"),
    f"{_REIF}: Curriculum and teaching": _point("curriculum_and_teaching"),
    f"{_REIF}: Achievement": _point("achievement"),
    f"{_REIF}: Behaviour, attitudes and establishing routines": _point(
        "behaviour_and_routines"
    ),
    f"{_REIF}: Children's welfare and wellbeing": _point("welfare_and_wellbeing"),
    f"{_REIF}: Leadership and governance": _point("leadership_and_governance"),
    f"{_OEIF}: Full inspection date": _full(_on),
    f"{_OEIF}: Full inspection number": _full(_visit_number),
    f"{_BOTH}: Overall effectiveness": _full(_grade),
    f"{_OEIF}: Quality of education": _full(_judged("quality_of_education")),
    f"{_OEIF}: Behaviour and attitudes": _full(_judged("behaviour_and_attitudes")),
    f"{_OEIF}: Personal development": _full(_judged("personal_development")),
    f"{_BOTH}: Effectiveness of leadership and management": _full(
        _judged("leadership_and_management")
    ),
    f"{_OEIF}: Safeguarding is effective?": _full(_safe),
    "CCR requirements suitability": _of_visit(
        _suitable("ccr"), 0, *_GRADED, SettingReportCard
    ),
    "VCR requirements suitability": _of_visit(
        _suitable("vcr"), 0, *_GRADED, SettingReportCard
    ),
    "EYR OEIF NCOR: Most recent: Inspection date": _of_visit(_on, 0, NoChildrenOnRoll),
    "EYR OEIF NCOR: Most recent: Overall effectiveness": _of_visit(
        _requirements, 0, NoChildrenOnRoll
    ),
    "EYR OEIF OOSC: Most recent: Inspection date": _of_visit(
        _on, 0, OutOfSchoolInspection
    ),
    "EYR OEIF OOSC: Most recent: Overall effectiveness": _of_visit(
        _requirements, 0, OutOfSchoolInspection
    ),
    "EYR OEIF OOSC: Most recent: Safeguarding is effective?": _of_visit(
        _safe, 0, OutOfSchoolInspection
    ),
    "CR: Most recent: Inspection date": _of_visit(_on, 0, ChildcareRegisterInspection),
    "CR: Compliance": _of_visit(_requirements, 0, ChildcareRegisterInspection),
}

#: Headings and what stands under them, by the year the layout was published.
LAYOUTS: Mapping[str, Mapping[str, Cell]] = {
    "2021": _LAYOUT_2021,
    "2026": _LAYOUT_2026,
}
