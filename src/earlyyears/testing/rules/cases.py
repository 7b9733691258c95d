"""Case tables: what an officer wrote in a spreadsheet and signed, as values.

`cases.csv` has one case a row; the folder `facts` beside it holds a table for each kind
of record that the cases rest on, as `earlyyears template KIND` makes it.
"""

import csv
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from earlyyears.kernel import Faults, Finding, Place, field, frozen

from .values import fields_in

__all__ = ["ANSWERS", "Case", "fact_tables", "read_cases"]

#: The four shapes of an answer, as a case table writes them.
ANSWERS: tuple[str, ...] = ("answered", "not applicable", "unsupported", "cannot tell")

_NEEDED = ("case", "rule", "on", "answer", "signed_off_by", "signed_off_on")
_PLAIN = frozenset({*_NEEDED, "subject", "value", "reason", "note"})


@frozen
class Case:
    """One example that an officer signed: the subject, the day, and what comes out."""

    name: str
    rule: str
    on: dt.date
    answer: str
    #: Post of whoever signed it off, and when; nothing where nobody did.
    signed_by: str
    signed_on: dt.date | None
    subject: str = ""
    subject_fields: Mapping[str, str] = field(factory=dict[str, str], hash=False)
    value: str = ""
    value_fields: Mapping[str, str] = field(factory=dict[str, str], hash=False)
    reason: str = ""
    place: Place = field(factory=Place)

    @property
    def signed(self) -> bool:
        """Whether somebody put a post and a day to it."""
        return bool(self.signed_by) and self.signed_on is not None


def read_cases(folder: Path) -> tuple[Case, ...]:
    """Every case of the tables in a folder, `cases.csv` or `cases-….csv`.

    Everything that is wrong is told at once.
    """
    findings: list[Finding] = []
    found: list[Case] = []
    for file in sorted(folder.glob("cases*.csv")):
        for place, cells in _rows(file, findings):
            case = _case(cells, place, findings)
            if case is not None:
                found.append(case)
    findings += _doubles(found)
    if findings:
        raise Faults("the case tables cannot be read", findings)
    return tuple(found)


def fact_tables(folder: Path) -> list[Path]:
    """The tables of records that the cases of a folder rest on."""
    return sorted((folder / "facts").glob("*.csv"))


def _rows(
    file: Path, findings: list[Finding]
) -> Iterator[tuple[Place, dict[str, str]]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        heads = [each.strip() for each in reader.fieldnames or ()]
        reader.fieldnames = heads
        findings += _heads_amiss(heads, Place(file.name, 1))
        for row in reader:
            cells = {
                name: (text or "").strip()
                for name, text in row.items()
                if isinstance(name, str)
            }
            if any(cells.values()):
                yield Place(file.name, reader.line_num), cells


def _heads_amiss(heads: list[str], place: Place) -> Iterator[Finding]:
    for name in _NEEDED:
        if name not in heads:
            yield Finding("no_column", f"there is no column “{name}”", place)
    for name in heads:
        if name not in _PLAIN and name.partition(".")[0] not in {"subject", "value"}:
            text = f"the column “{name}” is not understood"
            advice = "Columns of a subject or a value begin subject. or value."
            yield Finding("unknown_column", text, place, advice)


def _case(cells: dict[str, str], place: Place, findings: list[Finding]) -> Case | None:
    on = _day(cells.get("on", ""), place, "on", findings)
    signed = cells.get("signed_off_on", "")
    signed_on = _day(signed, place, "signed_off_on", findings) if signed else None
    answer = cells.get("answer", "").lower().replace("_", " ")
    if answer not in ANSWERS:
        text = f"“{answer}” is not an answer"
        findings.append(
            Finding(
                "not_an_answer", text, place, f"Write one of: {', '.join(ANSWERS)}."
            )
        )
    if on is None:
        return None
    return Case(
        name=cells.get("case", ""),
        rule=cells.get("rule", ""),
        on=on,
        answer=answer,
        signed_by=cells.get("signed_off_by", ""),
        signed_on=signed_on,
        subject=cells.get("subject", ""),
        subject_fields=fields_in(cells, "subject"),
        value=cells.get("value", ""),
        value_fields=fields_in(cells, "value"),
        reason=cells.get("reason", ""),
        place=place,
    )


def _day(
    text: str, place: Place, column: str, findings: list[Finding]
) -> dt.date | None:
    try:
        if "/" in text:
            day, month, year = map(int, text.split("/"))
            return dt.date(year, month, day)
        return dt.date.fromisoformat(text)
    except ValueError:
        where = Place(place.file, place.row, column)
        advice = "Write the day as 31/08/2026 or 2026-08-31."
        findings.append(Finding("bad_day", "this is not a day", where, advice))
        return None


def _doubles(cases: Iterable[Case]) -> Iterator[Finding]:
    seen: set[str] = set()
    for case in cases:
        if case.name in seen:
            yield Finding("name_twice", "another case has this name", case.place)
        seen.add(case.name)
