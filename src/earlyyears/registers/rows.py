"""One row into a typed entry, or into every reason why it cannot be one."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from operator import itemgetter
from typing import TypeAlias

from earlyyears.inspection import Outcome
from earlyyears.kernel import Finding, Place, schemes
from earlyyears.places import (
    Area,
    UnknownAuthorityError,
    authority,
    vocabulary,
)

from .cells import BAD, Codes, Days, Estimates, tidy
from .empties import Empty, empty_of
from .entries import Entry, Found
from .headings import Headings
from .layouts import Column, InspectionColumns
from .outcomes import MAKERS, graded_framework

__all__ = ["OUT_OF_AREA", "RowReader"]

#: What reading gives for a row of another area, which is looked at no further.
OUT_OF_AREA = "out_of_area"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LONGEST_NAME = 500
_COUNT = re.compile(r"\d{1,6}")
_NUMBER = re.compile(r"[A-Za-z0-9-]{1,20}")
_FORMULA = ("=", "+", "@", "-")
_FLAGS = ("eyr", "ccr", "vcr")
#: Fields whose emptiness an entry tells.
_TOLD = ("name", "person_name", "postcode", "authority")

Cells: TypeAlias = list[str]


class RowReader:
    """Reads the rows of one file: knows where each column stands, and remembers words.

    `findings` collects warnings of rows that are kept; a row that is set aside comes
    back as a list of its own findings.
    """

    def __init__(
        self, headings: Headings, file: str, area: Area | None, *, controls: bool
    ) -> None:
        self.file = file
        self.area = area
        self.controls = controls
        self.width = len(headings.cells)
        self.findings: list[Finding] = []
        self.layout = headings.layout
        self.headings = headings
        columns = {one.field: one for one in headings.layout.columns}
        places = {name: headings.place(one) for name, one in columns.items()}
        self.at = {name: at for name, at in places.items() if at is not None}
        self.columns = columns
        self.shown = {name: headings.cells[at] for name, at in self.at.items()}
        self.codes = {
            name: _codes(headings, one.words)
            for name, one in columns.items()
            if one.words and name in self.at
        }
        self.days = Days()
        self.estimates = Estimates()
        self.boroughs: dict[str, str | None] = {}
        self.regions: dict[str, str] = {}
        self.schemes = [schemes()[key] for key in headings.layout.schemes]
        self.person = schemes()["ofsted-person"]
        self.inspections = [
            InspectionReader(one, headings, self.days)
            for one in headings.layout.inspections
        ]
        self.registers = {
            code: tuple(code.split("-"))
            for code in vocabulary("register-combination").codes()
        }

    def read(self, row: int, cells: Cells) -> Entry | str | list[Finding]:
        """The entry of a row, `OUT_OF_AREA`, or all that is wrong with the row."""
        if len(cells) != self.width and not self._same_width(cells):
            return [self._wrong_width(row, cells)]
        faults: list[Finding] = []
        borough = self._borough(row, cells, faults)
        if self._is_elsewhere(borough):
            for each in self.inspections:
                each.note_day(cells)
            return OUT_OF_AREA
        entry = self._entry(row, cells, borough, faults)
        return faults or entry

    def _is_elsewhere(self, borough: str | None) -> bool:
        """Whether a row names another area; one that names none is read all the same."""
        return (
            self.area is not None and borough is not None and borough not in self.area
        )

    def _entry(
        self, row: int, cells: Cells, borough: str | None, faults: list[Finding]
    ) -> Entry:
        if self.controls:
            self._refuse_controls(row, cells, faults)
        registered_on = self._day(row, cells, "registered_on", faults)
        inspections = self._inspections(row, cells, faults)
        estimates = self.estimates[self._text(cells, "estimates")]
        if estimates == BAD:
            faults.append(self._bad(row, "estimates", "bad_number", _COUNTED))
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
            estimates if isinstance(estimates, Decimal) else None,
            self._postcode(cells),
            self._code(row, cells, "deprivation", faults),
            inspections,
            self._empties(cells),
            self._history_from(registered_on, inspections),
        )

    # ------------------------------------------------------------ single cells

    def _text(self, cells: Cells, field: str) -> str:
        at = self.at.get(field)
        return "" if at is None else cells[at]

    def _code(self, row: int, cells: Cells, field: str, faults: list[Finding]) -> str:
        at = self.at.get(field)
        if at is None:
            return ""
        code = self.codes[field][cells[at]]
        if code is None:
            faults.append(self._bad(row, field, f"unknown_{field}", _WORD))
            return ""
        if not code and self.columns[field].filled:
            faults.append(self._bad(row, field, "no_value", _FILL))
        return code

    def _day(
        self, row: int, cells: Cells, field: str, faults: list[Finding]
    ) -> dt.date | None:
        at = self.at.get(field)
        if at is None:
            return None
        day = self.days[cells[at]]
        if day == BAD:
            faults.append(self._bad(row, field, "bad_date", _DATE))
        elif day is None and self.columns[field].filled:
            faults.append(self._bad(row, field, "no_value", _FILL))
        return day if isinstance(day, dt.date) else None

    def _identifier(self, row: int, cells: Cells, faults: list[Finding]) -> str:
        value = cells[self.at["identifier"]].strip().upper()
        for scheme in self.schemes:
            if scheme.accepts(value):
                return f"{scheme.key}:{value}"
        looks = " or ".join(scheme.example for scheme in self.schemes)
        advice = f"It should look like {looks}; correct it in the file."
        code = "bad_identifier" if value else "no_value"
        faults.append(self._bad(row, "identifier", code, advice))
        return ""

    def _provider(self, row: int, cells: Cells) -> str | None:
        value = self._text(cells, "person").strip().upper()
        if not value or empty_of(value) is not None:
            return None
        if self.person.accepts(value):
            return f"{self.person.key}:{value}"
        advice = (
            f"It should look like {self.person.example}; the rest of the row is kept."
        )
        self.findings.append(self._bad(row, "person", "bad_person_number", advice))
        return None

    def _name(
        self, row: int, cells: Cells, field: str, faults: list[Finding]
    ) -> str | None:
        text = self._text(cells, field)
        if empty_of(text) is not None:
            return None
        if len(text) > _LONGEST_NAME:
            faults.append(self._bad(row, field, "too_long", _SHORTEN))
            return None
        name = tidy(text)
        if name.startswith(_FORMULA):
            self.findings.append(self._bad(row, field, "formula_text", _DEFUSED))
        return name

    def _postcode(self, cells: Cells) -> str | None:
        text = self._text(cells, "postcode")
        return None if empty_of(text) is not None else tidy(text)[:16]

    def _region(self, cells: Cells) -> str:
        text = self._text(cells, "region")
        if text not in self.regions:
            self.regions[text] = "" if empty_of(text) is not None else tidy(text)
        return self.regions[text]

    def _places(self, row: int, cells: Cells, faults: list[Finding]) -> int | None:
        text = self._text(cells, "places").strip()
        if _COUNT.fullmatch(text):
            return int(text)
        if empty_of(text) is None:
            faults.append(self._bad(row, "places", "bad_number", _COUNTED))
        return None

    def _borough(self, row: int, cells: Cells, faults: list[Finding]) -> str | None:
        at = self.at.get("authority")
        if at is None:
            return next(iter(self.area.boroughs)) if self.area is not None else None
        text = cells[at]
        if text not in self.boroughs:
            try:
                self.boroughs[text] = _authority_key(text)
            except UnknownAuthorityError as cause:
                advice = f"{cause.advice} Correct it in the file."
                faults.append(self._bad(row, "authority", "unknown_authority", advice))
                return None
        return self.boroughs[text]

    def _registers(
        self, row: int, cells: Cells, faults: list[Finding]
    ) -> tuple[str, ...] | None:
        if "registers" not in self.at:
            return None
        code = self._code(row, cells, "registers", faults)
        held = self.registers.get(code, ())
        for part in _FLAGS:
            if part in self.at and code:
                said = self.codes[part][cells[self.at[part]]]
                if said and (said == "yes") != (part in held):
                    faults.append(self._bad(row, part, "registers_disagree", _AGREE))
        return held

    # --------------------------------------------------------- several cells

    def _inspections(
        self, row: int, cells: Cells, faults: list[Finding]
    ) -> tuple[Found, ...]:
        found: list[Found] = []
        for reader in self.inspections:
            given = reader.read(cells)
            if given is None:
                continue
            if isinstance(given, Found):
                found.append(given)
                continue
            faults.extend(
                Finding(code, _SAID[code], Place(self.file, row, heading), advice)
                for heading, code, advice in given
            )
        return tuple(found)

    def _empties(self, cells: Cells) -> tuple[tuple[str, Empty], ...]:
        at = self.at
        return tuple(
            (field, empty)
            for field in _TOLD
            if field in at and (empty := empty_of(cells[at[field]])) is not None
        )

    def _history_from(
        self, registered_on: dt.date | None, inspections: tuple[Found, ...]
    ) -> dt.date | None:
        graded = [
            found.inspected_on
            for found in inspections
            if found.outcome.framework in _COMPLETE
        ]
        if self.layout.graded_listed and len(graded) >= self.layout.graded_listed:
            return min(graded)
        return registered_on if self.layout.graded_listed else None

    def _same_width(self, cells: Cells) -> bool:
        """Whether a row is only longer, by cells that hold nothing."""
        return len(cells) > self.width and not any(
            cell.strip() for cell in cells[self.width :]
        )

    def _wrong_width(self, row: int, cells: Cells) -> Finding:
        message = f"the row has {len(cells)} cells and the headings are {self.width}"
        advice = "Look for a comma or a quotation mark too many or too few."
        return Finding("wrong_cells", message, Place(self.file, row), advice)

    def _refuse_controls(self, row: int, cells: Cells, faults: list[Finding]) -> None:
        for place, cell in enumerate(cells):
            if _CONTROL.search(cell):
                heading = next(
                    (h for f, h in self.shown.items() if self.at[f] == place), ""
                )
                where = Place(self.file, row, heading or f"column {place + 1}")
                code = "control_characters"
                faults.append(Finding(code, _SAID[code], where, _RETYPE))

    def _bad(self, row: int, field: str, code: str, advice: str) -> Finding:
        return Finding(
            code, _SAID[code], Place(self.file, row, self.shown[field]), advice
        )


class InspectionReader:
    """Reads the cells of one listed inspection."""

    def __init__(
        self, columns: InspectionColumns, headings: Headings, days: Days
    ) -> None:
        held = [
            (one, at)
            for one in columns.columns
            if (at := headings.place(one)) is not None
        ]
        places = {one.field: at for one, at in held}
        parts = [one for one, _ in held if one.words]
        self.kind = columns.outcome
        self.days = days
        self.date = places.get("date")
        self.number = places.get("number")
        self.shown = {one.field: headings.cells[at] for one, at in held}
        self.parts = [(one.field, _codes(headings, one.words)) for one in parts]
        self.cells_of = _getter([places[one.field] for one in parts])
        self.known: dict[
            tuple[str, tuple[str, ...]], Outcome | list[tuple[str, str, str]]
        ] = {}
        self.dates: set[str] = set()

    def read(self, cells: Cells) -> Found | None | list[tuple[str, str, str]]:
        """The inspection, None where none is listed, or (heading, code, advice)s."""
        if self.date is None:
            return None
        written = cells[self.date]
        day = self.days[written]
        if not isinstance(day, dt.date):
            return self._without_day(day, cells)
        self.dates.add(written)
        framework = graded_framework(day) if self.kind == "graded" else self.kind
        if framework is None:
            return [(self.shown["date"], "before_frameworks", _DATE)]
        key = (framework, self.cells_of(cells))
        outcome = self.known.get(key)
        if outcome is None:
            outcome = self._outcome(*key)
            if len(self.known) < _REMEMBERED:
                self.known[key] = outcome
        if isinstance(outcome, list):
            return outcome
        return Found(day, outcome, self._number(cells))

    def note_day(self, cells: Cells) -> None:
        """Remember the day of an inspection that is not read, for the newest of all."""
        if self.date is not None:
            self.dates.add(cells[self.date])

    def _without_day(
        self, day: str | None, cells: Cells
    ) -> None | list[tuple[str, str, str]]:
        if day == BAD:
            return [(self.shown["date"], "bad_date", _DATE)]
        if any(empty_of(text) is None for text in self.cells_of(cells)):
            return [(self.shown["date"], "outcome_without_date", _DATE)]
        return None

    def _outcome(
        self, framework: str, texts: tuple[str, ...]
    ) -> Outcome | list[tuple[str, str, str]]:
        codes = {
            field: table[text]
            for (field, table), text in zip(self.parts, texts, strict=True)
        }
        unknown = [field for field, code in codes.items() if code is None]
        if unknown:
            return [(self.shown[field], "unknown_word", _WORD) for field in unknown]
        return MAKERS[framework]({f: code for f, code in codes.items() if code})

    def _number(self, cells: Cells) -> str:
        text = "" if self.number is None else cells[self.number].strip()
        return text if _NUMBER.fullmatch(text) and empty_of(text) is None else ""


def _getter(places: list[int]) -> Callable[[Cells], tuple[str, ...]]:
    if len(places) > 1:
        getter: Callable[[Cells], tuple[str, ...]] = itemgetter(*places)
        return getter
    return lambda cells: tuple(cells[at] for at in places)


def _codes(headings: Headings, words: str) -> Codes:
    extra = [
        (text, code) for name, text, code in headings.layout.spellings if name == words
    ]
    return Codes(vocabulary(words), extra)


def _authority_key(text: str) -> str | None:
    return None if empty_of(text) is not None else authority(text).key


_REMEMBERED = 5_000
#: Frameworks whose inspections a register lists as the history of a registration.
_COMPLETE = frozenset({"eyfs", "cif", "eif", "report_card"})
_DATE = "Write the day as 31/08/2021 or 2021-08-31, in the file."
_FILL = "Look the value up and fill it in, or leave the row out."
_WORD = "Use the publisher's word, or add the spelling to the layout."
_COUNTED = "Write digits only, such as 48."
_SHORTEN = f"A name of more than {_LONGEST_NAME} characters is no name; correct it."
_DEFUSED = "It is kept as text; spreadsheets written by this library will not run it."
_AGREE = "Correct the flag or the register combination in the file."
_RETYPE = "Type the cell again without characters that cannot be seen."
_SAID: Mapping[str, str] = {
    "bad_date": "this is not a date",
    "bad_identifier": "this is not a registration number",
    "bad_number": "this is not a number of places",
    "bad_person_number": "this is not the number of a registered person",
    "before_frameworks": "no inspection framework that is known was in force on this day",
    "control_characters": "the cell holds characters that cannot be seen",
    "formula_text": "the text begins like a spreadsheet formula",
    "no_value": "the cell is empty and decides",
    "outcome_without_date": "there is an outcome and no inspection date",
    "registers_disagree": "the flag contradicts the register combination",
    "too_long": "the text is too long",
    "unknown_authority": "this is not an English local authority",
    "unknown_ccr": "this word is not known",
    "unknown_deprivation": "this deprivation band is not known",
    "unknown_registers": "this register combination is not known",
    "unknown_status": "this status is not known",
    "unknown_subtype": "this provider subtype is not known",
    "unknown_type": "this provider type is not known",
    "unknown_word": "this outcome is not known",
}
