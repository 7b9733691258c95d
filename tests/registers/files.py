"""Small register files for tests; every setting in them is made up."""

import csv
import datetime as dt
import io
from collections.abc import Mapping

from earlyyears import registers
from earlyyears.places import area

EDITION_2021 = dt.date(2021, 8, 31)
EDITION_2026 = dt.date(2026, 6, 30)
NEWHAM = area("newham")

#: One full row of the layout of August 2021.
ROW_2021: Mapping[str, str] = {
    "Web link": "Web link",
    "Provider URN": "EY100001",
    "Registration date": "01/09/2010",
    "Provider type": "Childcare on non-domestic premises",
    "Provider subtype": "Full day care",
    "Provider status": "Active",
    "Individual Register combinations": "ALL",
    "Provider Early Years Register Flag": "Y",
    "Provider Compulsory Childcare Register Flag": "Y",
    "Provider Voluntary Childcare Register Flag": "Y",
    "Registered person URN": "RP500001",
    "Registered_Person_Name": "Sample Nurseries Limited",
    "Provider name": "Sample Nursery",
    "Postcode": "E6 1AA",
    "Local authority": "Newham",
    "Region": "London",
    "Deprivation Band": "Most deprived",
    "Places": "48",
    "Places including estimates": "48",
    "Most recent full: Inspection number": "10069514",
    "Most recent full: Inspection date": "12/09/2018",
    "Most recent full: Overall effectiveness": "2",
    "Quality of education": "-",
    "Behaviour and attitudes": "-",
    "Personal development": "-",
    "Effectiveness of leadership and management": "2",
    "Safeguarding is effective?": "-",
    "CCR requirements suitability": "Met",
    "VCR requirements suitability": "Not Met (with actions)",
    "Second most recent full: Overall effectiveness": "",
    "Second most recent full: Inspection number": "",
    "Second most recent full: Inspection date": "",
    "Third most recent full: Overall effectiveness": "",
    "Third most recent full: Inspection number": "",
    "Third most recent full: Inspection date": "",
    "NCOR: Inspection number": "",
    "NCOR: Inspection date": "",
    "NCOR: Overall effectiveness": "",
    "CR: Inspection number": "",
    "CR: Inspection date": "",
    "CR: Overall effectiveness": "",
}

#: What differs from it in a row without any inspection.
NOT_INSPECTED: Mapping[str, str] = dict.fromkeys(
    (
        *(heading for heading in ROW_2021 if "most recent full" in heading.lower()),
        "Quality of education",
        "Behaviour and attitudes",
        "Personal development",
        "Effectiveness of leadership and management",
        "Safeguarding is effective?",
        "CCR requirements suitability",
        "VCR requirements suitability",
    ),
    "",
)

REIF = "EYR REIF: Most recent: "
OEIF = "EYR OEIF: Most recent: "
NCOR = "EYR OEIF NCOR: Most recent: "
OOSC = "EYR OEIF OOSC: Most recent: "
#: One full row of the layout of June 2026, with a report card.
ROW_2026: Mapping[str, str] = {
    "Web link": "Web link",
    "Provider URN": "2800001",
    "Registration date": "01/09/2024",
    "Provider type": "Childcare on non-domestic premises",
    "Provider subtype": "Full day care",
    "Provider status": "Active",
    "Individual register combinations": "EYR-CCR",
    "Provider Early Years Register flag": "Y",
    "Registered person name": "Sample Nurseries Limited",
    "Provider name": "Sample Nursery",
    "Provider postcode": "E6 1AA",
    "Local authority": "Newham",
    "Deprivation band": "Deprived",
    "Places": "48",
    f"{REIF}Inspection date": "29/01/2026",
    f"{REIF}Inspection visit type": "Full",
    f"{REIF}Inspection number": "10400001",
    f"{REIF}Safeguarding standards met?": "Met",
    f"{REIF}Inclusion": "Strong standard",
    f"{REIF}Curriculum and teaching": "Expected standard",
    f"{REIF}Achievement": "Needs attention",
    f"{REIF}Behaviour, attitudes and establishing routines": "Exceptional",
    f"{REIF}Children's welfare and wellbeing": "Urgent improvement",
    f"{REIF}Leadership and governance": "NULL",
    f"{OEIF}Full inspection date": "01/03/2024",
    f"{OEIF}Full inspection number": "10300001",
    "EYR OEIF/CIF: Most recent: Overall effectiveness": "3",
    f"{OEIF}Quality of education": "3",
    f"{OEIF}Behaviour and attitudes": "2",
    f"{OEIF}Personal development": "2",
    "EYR OEIF/CIF: Most recent: Effectiveness of leadership and management": "3",
    f"{OEIF}Safeguarding is effective?": "Yes",
    f"{NCOR}Inspection date": "",
    f"{NCOR}Overall effectiveness": "",
    f"{OOSC}Inspection date": "",
    f"{OOSC}Overall effectiveness": "",
    f"{OOSC}Safeguarding is effective?": "",
    "CR: Most recent: Inspection date": "",
    "CR: Compliance": "",
}


def sheet(
    *rows: Mapping[str, str],
    base: Mapping[str, str] = ROW_2021,
    without: tuple[str, ...] = (),
    titles: tuple[str, ...] = (),
) -> bytes:
    """A file of rows, each given by what differs from the base row."""
    headings = [heading for heading in base if heading not in without]
    stream = io.StringIO()
    stream.writelines(f'"{title}"\r\n' for title in titles)
    writer = csv.writer(stream)
    writer.writerow(headings)
    for row in rows:
        full = {**base, **row}
        writer.writerow(full[heading] for heading in headings)
    return stream.getvalue().encode()


def read(
    *rows: Mapping[str, str], base: Mapping[str, str] = ROW_2021
) -> registers.RegisterFile:
    """What reading such a file for Newham gives."""
    edition = EDITION_2021 if base is ROW_2021 else EDITION_2026
    data = sheet(*rows, base=base)
    return registers.read(data, edition=edition, area=NEWHAM, name="sample.csv")


def one(row: Mapping[str, str], base: Mapping[str, str] = ROW_2021) -> registers.Entry:
    """The entry of the only row of a file."""
    (entry,) = read(row, base=base).rows
    return entry


def codes(found: registers.RegisterFile) -> list[str]:
    """The codes of the warnings, but for the age of the made-up inspections."""
    return [each.code for each in found.warnings if each.code != "stale"]


def refused(row: Mapping[str, str]) -> list[tuple[str, str]]:
    """Code and field of everything that sets a row aside."""
    found = read(row)
    assert () == found.rows
    assert 1 == found.tally.quarantined
    return [(each.code, each.place.field) for each in found.quarantine]
