"""The register's editions as files, in the layouts that Ofsted has published.

Headings are Ofsted's, letter by letter; each stands beside what goes under it.  Above
them stands one line that says the content is invented.
"""

import csv
import io
from collections.abc import Iterable, Mapping

from earlyyears.inspection import (
    ChildcareRegisterInspection,
    NoChildrenOnRoll,
    OutOfSchoolInspection,
    SettingReportCard,
)

from . import cells
from .cells import Cell, Line, full, visited
from .model import Listing, Visit
from .plan import Edition

__all__ = ["LAYOUTS", "write_file"]


def write_file(
    listings: Iterable[Listing], edition: Edition, area: str, watermark: str
) -> bytes:
    """The register's edition as the bytes of a file."""
    columns = LAYOUTS[edition.layout]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([f"{watermark} of {area}: childcare providers as at {edition.on}"])
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


def _link(_line: Line) -> str:
    return "Web link"


def _area(line: Line) -> str:
    return line.area


def _places(line: Line) -> str:
    return str(line.listing.places)


def _blank(_line: Line) -> str:
    return ""


_REGISTRATION: Mapping[str, Cell] = {
    "Web link": _link,
    "Provider URN": cells.number,
    "Registration date": cells.registered,
    "Provider type": cells.type_,
    "Provider subtype": cells.subtype,
    "Provider status": cells.status,
}
_PLACE: Mapping[str, Cell] = {
    "Provider name": cells.name,
    "Provider address line 1": cells.address,
    "Provider address line 2": cells.address,
    "Provider address line 3": cells.address,
    "Provider town": cells.address,
}


def _earlier(which: str, place: int) -> dict[str, Cell]:
    head = f"{which} most recent full"
    return {
        f"{head}: Overall effectiveness": full(cells.grade, place),
        f"{head}: Inspection number": full(cells.visit_number, place),
        f"{head}: Inspection date": full(cells.on, place),
    }


def _check(head: str, kind: type[object]) -> dict[str, Cell]:
    return {
        f"{head}: Inspection number": visited(cells.visit_number, 0, kind),
        f"{head}: Inspection date": visited(cells.on, 0, kind),
        f"{head}: Overall effectiveness": visited(cells.requirements, 0, kind),
    }


#: The layout of the edition of 31 August 2021.
_LAYOUT_2021: Mapping[str, Cell] = {
    **_REGISTRATION,
    "Individual Register combinations": cells.combination,
    "Provider Early Years Register Flag": cells.flag("eyr"),
    "Provider Compulsory Childcare Register Flag": cells.flag("ccr"),
    "Provider Voluntary Childcare Register Flag": cells.flag("vcr"),
    "Registered person URN": cells.person_number,
    "Registered_Person_Name": cells.person,
    **_PLACE,
    "Postcode": cells.postcode,
    "Telephone Number": cells.address,
    "Parliamentary constituency": _area,
    "Local authority": _area,
    "Region": _area,
    "Ofsted region": _area,
    "Deprivation Band": cells.band,
    "Places": _places,
    "Places including estimates": _places,
    "Most recent full: Inspection number": full(cells.visit_number),
    "Most recent full: Inspection date": full(cells.on),
    "Most recent full: Overall effectiveness": full(cells.grade),
    "Quality of education": full(cells.judged("quality_of_education")),
    "Behaviour and attitudes": full(cells.judged("behaviour_and_attitudes")),
    "Personal development": full(cells.judged("personal_development")),
    "Effectiveness of leadership and management": full(
        cells.judged("leadership_and_management")
    ),
    "Safeguarding is effective?": full(cells.safe),
    "CCR requirements suitability": full(cells.suitable("ccr")),
    "VCR requirements suitability": full(cells.suitable("vcr")),
    **_earlier("Second", 1),
    **_earlier("Third", 2),
    **_check("NCOR", NoChildrenOnRoll),
    **_check("CR", ChildcareRegisterInspection),
}

_CARD = "EYR REIF: Most recent"
_LAST = "EYR OEIF: Most recent"
_BOTH = "EYR OEIF/CIF: Most recent"
_NOBODY = "EYR OEIF NCOR: Most recent"
_CLUB = "EYR OEIF OOSC: Most recent"
_CR = "CR: Most recent"

#: The layout of the edition of 30 June 2026, as far as public readers name its columns.
_LAYOUT_2026: Mapping[str, Cell] = {
    **_REGISTRATION,
    "Individual register combinations": cells.combination,
    "Provider Early Years Register flag": cells.flag("eyr"),
    "Provider Compulsory Childcare Register flag": cells.flag("ccr"),
    "Provider Voluntary Childcare Register flag": cells.flag("vcr"),
    "Registered person name": cells.person,
    **_PLACE,
    "Provider postcode": cells.postcode,
    "Local authority": _area,
    "Deprivation band": cells.band,
    "Places": _places,
    f"{_CARD}: Inspection date": visited(cells.on, 0, SettingReportCard),
    f"{_CARD}: Inspection visit type": _blank,
    f"{_CARD}: Inspection number": visited(cells.visit_number, 0, SettingReportCard),
    f"{_CARD}: Safeguarding standards met?": visited(
        cells.standards, 0, SettingReportCard
    ),
    f"{_CARD}: Inclusion": cells.point("inclusion"),
    f"{_CARD}: Curriculum and teaching": cells.point("curriculum_and_teaching"),
    f"{_CARD}: Achievement": cells.point("achievement"),
    f"{_CARD}: Behaviour, attitudes and establishing routines": cells.point(
        "behaviour_and_routines"
    ),
    f"{_CARD}: Children's welfare and wellbeing": cells.point("welfare_and_wellbeing"),
    f"{_CARD}: Leadership and governance": cells.point("leadership_and_governance"),
    f"{_LAST}: Full inspection date": full(cells.on),
    f"{_LAST}: Full inspection number": full(cells.visit_number),
    f"{_BOTH}: Overall effectiveness": full(cells.grade),
    f"{_LAST}: Quality of education": full(cells.judged("quality_of_education")),
    f"{_LAST}: Behaviour and attitudes": full(cells.judged("behaviour_and_attitudes")),
    f"{_LAST}: Personal development": full(cells.judged("personal_development")),
    f"{_BOTH}: Effectiveness of leadership and management": full(
        cells.judged("leadership_and_management")
    ),
    f"{_LAST}: Safeguarding is effective?": full(cells.safe),
    "CCR requirements suitability": full(cells.suitable("ccr")),
    "VCR requirements suitability": full(cells.suitable("vcr")),
    f"{_NOBODY}: Inspection date": visited(cells.on, 0, NoChildrenOnRoll),
    f"{_NOBODY}: Overall effectiveness": visited(
        cells.requirements, 0, NoChildrenOnRoll
    ),
    f"{_CLUB}: Inspection date": visited(cells.on, 0, OutOfSchoolInspection),
    f"{_CLUB}: Overall effectiveness": visited(
        cells.requirements, 0, OutOfSchoolInspection
    ),
    f"{_CLUB}: Safeguarding is effective?": visited(
        cells.safe, 0, OutOfSchoolInspection
    ),
    f"{_CR}: Inspection date": visited(cells.on, 0, ChildcareRegisterInspection),
    "CR: Compliance": visited(cells.requirements, 0, ChildcareRegisterInspection),
}

#: Headings and what stands under them, by the year the layout was published.
LAYOUTS: Mapping[str, Mapping[str, Cell]] = {
    "2021": _LAYOUT_2021,
    "2026": _LAYOUT_2026,
}
