"""One row into a typed entry, or into every reason why it cannot be one."""

import datetime as dt
import re
from decimal import Decimal
from typing import TypeAlias

from earlyyears.inspection import (
    CommonInspection,
    EducationInspection,
    EyfsInspection,
    Outcome,
    SettingReportCard,
)
from earlyyears.kernel import Finding, Place, evolve, schemes
from earlyyears.places import Area, UnknownAuthorityError, authority, vocabulary

from .cells import BAD, Days, Estimates, tidy
from .empties import Empty, empty_of
from .entries import Entry, Found
from .faults import LONGEST_NAME, fault
from .headings import Headings
from .inspections import SUITABILITY, InspectionReader

__all__ = ["OUT_OF_AREA", "RowReader"]

Cells: TypeAlias = list[str]

#: What reading gives for a row of another area, which is looked at no further.
OUT_OF_AREA = "out_of_area"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_COUNT = re.compile(r"\d{1,6}")
_FORMULA = ("=", "+", "@", "-")
_FLAGS = ("eyr", "ccr", "vcr")
#: Fields whose emptiness an entry tells.
_TELLING = ("name", "person_name", "postcode", "authority")
#: Frameworks whose inspections are the history of a registration.
_COMPLETE = frozenset({"eyfs", "cif", "eif", "report_card"})


class RowReader:
    """Reads the rows of one file: knows where each column stands, and remembers words.

    `warnings` collects what is worth knowing about rows that are kept.
    """

    def __init__(
        self, headings: Headings, file: str, area: Area | None, *, controls: bool
    ) -> None:
        self.headings = headings
        self.file = file
        self.area = area
        self.controls = controls
        self.warnings: list[Finding] = []
        self.width = len(headings.cells)
        self.columns = {one.field: one for one in headings.layout.columns}
        self.at = {
            name: at
            for name, one in self.columns.items()
            if (at := headings.place(one)) is not None
        }
        self.codes = {
            name: headings.codes(self.columns[name].words)
            for name in self.at
            if self.columns[name].words
        }
        self.telling = [(name, self.at[name]) for name in _TELLING if name in self.at]
        self.schemes = [schemes()[key] for key in headings.layout.schemes]
        self.person = schemes()["ofsted-person"]
        self._prepare_memory()

    def _prepare_memory(self) -> None:
        self.days = Days()
        self.estimates = Estimates()
        self.boroughs: dict[str, str | None] = {}
        self.regions: dict[str, str] = {}
        self.told: dict[tuple[tuple[str, Empty], ...], tuple[tuple[str, Empty], ...]]
        self.told = {}
        self.registers = {
            code: tuple(code.split("-"))
            for code in vocabulary("register-combination").codes()
        }
        self.inspections = [
            InspectionReader(one, self.headings, self.days)
            for one in self.headings.layout.inspections
        ]
        suited = [one for one in self.inspections if SUITABILITY & one.shown.keys()]
        self.shared_suitability = len(suited) > 1
        # Where columns for earlier inspections are missing, a full list is shorter.
        listing = [one for one in self.inspections if one.tells_history]
        self.listed = min(self.headings.layout.graded_listed, len(listing))

    def read(self, row: int, cells: Cells) -> Entry | str | list[Finding]:
        """The entry of a row, `OUT_OF_AREA`, or all that is wrong with the row."""
        if len(cells) != self.width:
            return [self._wrong_width(row, cells)]
        faults: list[Finding] = []
        borough = self._borough(row, cells, faults)
        if self._is_elsewhere(borough):
            for each in self.inspections:
                each.note_day(cells)
            return OUT_OF_AREA
        entry = self._entry(row, cells, borough, faults)
        return faults or entry

    def newest(self) -> dt.date | None:
        """The newest day of inspection in the rows so far, those elsewhere too."""
        written = {text for one in self.inspections for text in one.dates}
        days = [self.days[text] for text in written]
        return max((day for day in days if isinstance(day, dt.date)), default=None)

    def _is_elsewhere(self, borough: str | None) -> bool:
        """Whether a row names another area; one that names none is read too."""
        area = self.area
        return area is not None and borough is not None and borough not in area

    def _entry(
        self, row: int, cells: Cells, borough: str | None, faults: list[Finding]
    ) -> Entry:
        if self.controls:
            self._refuse_controls(row, cells, faults)
        registered_on = self._day(row, cells, faults)
        inspections = self._inspections(row, cells, faults)
        empties = self._empties(cells)
        return Entry(
            row,
            self._identifier(row, cells, faults),
            registered_on,
            self._code(row, cells, "type", faults),
            self._code(row, cells, "subtype", faults),
            self._code(row, cells, "status", faults),
            self._registers(row, cells, faults),
            self._provider(row, cells),
            self._name(row, cells, "person_name", faults),
            self._name(row, cells, "name", faults),
            borough,
            self._region(cells),
            self._places(row, cells, faults),
            self._estimates(row, cells, faults),
            tidy(self._kept(cells, "postcode"))[:16] or None,
            self._code(row, cells, "deprivation", faults),
            inspections,
            self.told.setdefault(told := tuple(empties.items()), told),
            self._history_from(registered_on, inspections),
        )

    # ------------------------------------------------------------ single cells

    def _text(self, cells: Cells, field: str) -> str:
        at = self.at.get(field)
        return "" if at is None else cells[at]

    def _kept(self, cells: Cells, field: str) -> str:
        """The text of a cell, nothing where it tells nothing."""
        text = self._text(cells, field)
        return "" if empty_of(text) is not None else text

    def _bad(self, row: int, field: str, code: str, advice: str = "") -> Finding:
        heading = self.headings.cells[self.at[field]]
        return fault(code, Place(self.file, row, heading), advice)

    def _code(self, row: int, cells: Cells, field: str, faults: list[Finding]) -> str:
        at = self.at.get(field)
        if at is None:
            return ""
        code = self.codes[field][cells[at]]
        if code is None:
            faults.append(self._bad(row, field, f"unknown_{field}"))
            return ""
        if not code and self.columns[field].filled:
            faults.append(self._bad(row, field, "no_value"))
        return code

    def _day(self, row: int, cells: Cells, faults: list[Finding]) -> dt.date | None:
        at = self.at.get("registered_on")
        if at is None:
            return None
        day = self.days[cells[at]]
        if isinstance(day, dt.date):
            return day
        if day == BAD:
            faults.append(self._bad(row, "registered_on", "bad_date"))
        elif self.columns["registered_on"].filled:
            faults.append(self._bad(row, "registered_on", "no_value"))
        return None

    def _identifier(self, row: int, cells: Cells, faults: list[Finding]) -> str:
        value = cells[self.at["identifier"]].strip().upper()
        for scheme in self.schemes:
            if scheme.accepts(value):
                return f"{scheme.key}:{value}"
        looks = " or ".join(scheme.example for scheme in self.schemes)
        code = "bad_identifier" if value else "no_value"
        advice = f"It should look like {looks}; correct it in the file."
        faults.append(self._bad(row, "identifier", code, advice))
        return ""

    def _provider(self, row: int, cells: Cells) -> str | None:
        value = self._kept(cells, "person").strip().upper()
        if not value:
            return None
        if self.person.accepts(value):
            return f"{self.person.key}:{value}"
        self.warnings.append(self._bad(row, "person", "bad_person_number"))
        return None

    def _name(
        self, row: int, cells: Cells, field: str, faults: list[Finding]
    ) -> str | None:
        text = self._kept(cells, field)
        name = tidy(text)
        if len(text) > LONGEST_NAME:
            faults.append(self._bad(row, field, "too_long"))
        elif name.startswith(_FORMULA):
            self.warnings.append(self._bad(row, field, "formula_text"))
        return name or None

    def _region(self, cells: Cells) -> str:
        text = self._text(cells, "region")
        if text not in self.regions:
            self.regions[text] = tidy(self._kept(cells, "region"))
        return self.regions[text]

    def _places(self, row: int, cells: Cells, faults: list[Finding]) -> int | None:
        text = self._text(cells, "places").strip()
        if _COUNT.fullmatch(text):
            return int(text)
        if empty_of(text) is None:
            faults.append(self._bad(row, "places", "bad_number"))
        return None

    def _estimates(
        self, row: int, cells: Cells, faults: list[Finding]
    ) -> Decimal | None:
        number = self.estimates[self._text(cells, "estimates")]
        if isinstance(number, str):
            faults.append(self._bad(row, "estimates", "bad_number"))
            return None
        return number

    def _key_of(self, text: str) -> str:
        """The key of an authority; an area may be one that no authority is."""
        area = self.area
        if area is not None and len(area.boroughs) == 1 and text == area.name:
            return next(iter(area.boroughs))
        return authority(text).key

    def _borough(self, row: int, cells: Cells, faults: list[Finding]) -> str | None:
        at = self.at.get("authority")
        if at is None:
            return next(iter(self.area.boroughs)) if self.area is not None else None
        text = cells[at]
        if text in self.boroughs:
            return self.boroughs[text]
        try:
            key = None if empty_of(text) is not None else self._key_of(text)
        except UnknownAuthorityError as cause:
            advice = f"{cause.advice} Correct it in the file."
            faults.append(self._bad(row, "authority", "unknown_authority", advice))
            return None
        self.boroughs[text] = key
        return key

    # ----------------------------------------------------------- several cells

    def _registers(
        self, row: int, cells: Cells, faults: list[Finding]
    ) -> tuple[str, ...] | None:
        if "registers" not in self.at:
            return None
        held = self.registers.get(self._code(row, cells, "registers", faults), ())
        for part in _FLAGS if held else ():
            at = self.at.get(part)
            said = None if at is None else self.codes[part][cells[at]]
            if said and (said == "yes") != (part in held):
                faults.append(self._bad(row, part, "registers_disagree"))
        return held

    def _inspections(
        self, row: int, cells: Cells, faults: list[Finding]
    ) -> tuple[Found, ...]:
        found: list[Found] = []
        for reader in self.inspections:
            given = reader.read(cells)
            if isinstance(given, Found):
                found.append(given)
            elif given is not None:
                faults.extend(
                    fault(code, Place(self.file, row, reader.shown[field]))
                    for field, code in given
                )
        if self.shared_suitability and len(found) > 1:
            return _suited(found)
        return tuple(found)

    def _empties(self, cells: Cells) -> dict[str, Empty]:
        return {
            field: empty
            for field, at in self.telling
            if (empty := empty_of(cells[at])) is not None
        }

    def _history_from(
        self, registered_on: dt.date | None, inspections: tuple[Found, ...]
    ) -> dt.date | None:
        """From when all graded inspections are listed; a full list may lack some."""
        if not self.listed:
            return None
        graded = [
            found.inspected_on
            for found in inspections
            if found.outcome.framework in _COMPLETE
        ]
        return min(graded) if len(graded) >= self.listed else registered_on

    # ------------------------------------------------------------ the whole row

    def _wrong_width(self, row: int, cells: Cells) -> Finding:
        message = f"the row has {len(cells)} cells and there are {self.width} headings"
        advice = "Look for a comma or a quotation mark too many or too few."
        return Finding("wrong_cells", message, Place(self.file, row), advice)

    def _refuse_controls(self, row: int, cells: Cells, faults: list[Finding]) -> None:
        for heading, cell in zip(self.headings.cells, cells, strict=False):
            if _CONTROL.search(cell):
                place = Place(self.file, row, heading)
                faults.append(fault("control_characters", place))


def _suited(found: list[Found]) -> tuple[Found, ...]:
    """Inspections of which only the newest full one says how requirements were met."""
    full = [one for one in found if one.outcome.framework in _COMPLETE]
    newest = max((one.inspected_on for one in full), default=None)
    return tuple(
        one if one.inspected_on == newest else evolve(one, outcome=_bare(one.outcome))
        for one in found
    )


def _bare(outcome: Outcome) -> Outcome:
    match outcome:
        case (
            EyfsInspection()
            | CommonInspection()
            | EducationInspection()
            | SettingReportCard()
        ):
            return evolve(outcome, ccr="", vcr="")
        case _:
            return outcome
