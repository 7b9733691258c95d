"""A row of a table becomes the plain data of a record, or findings."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from earlyyears.kernel import Finding, Place, field, frozen

from .cells import BLANK, CellError, day_shape, read_cell
from .columns import FROM, ID, REGISTRATION, UNTIL, Column
from .lookups import Lookups
from .sheets import Line, Sheet

__all__ = ["Draft", "RowReader"]

_DAY = dt.timedelta(days=1)


@frozen
class Draft:
    """What a row says, before it is known which record it is."""

    row: int
    #: Id that the row gives itself, or nothing.
    id: str
    #: Fields that the row fills, as plain data.
    body: dict[str, Any] = field(repr=False)
    #: Fields whose cell is there and blank.
    blank: frozenset[str] = frozenset()
    start: dt.date | None = None
    end: dt.date | None = None
    #: Whether the row itself says from when.
    dated: bool = False
    #: Number in another list by which a setting is known.
    number: str = ""


class RowReader:
    """Reads the rows of one sheet, and keeps what is wrong with them."""

    def __init__(self, sheet: Sheet, lookups: Lookups, *, registered: bool) -> None:
        self.sheet, self.lookups = sheet, lookups
        #: Whether rows tell of a registration and of its setting.
        self._registered = registered
        self._lines = {one.row: one for one in sheet.lines}
        self.findings: list[Finding] = []
        self._ambiguous = _ambiguous_columns(sheet)
        self._parts = [
            (at, one) for at, one in enumerate(sheet.columns) if one is not None
        ]
        # A column of few words is read once for each of them.
        self._read: dict[tuple[str, str], Any] = {}

    def drafts(self) -> Iterator[Draft]:
        """What each good row says."""
        for line in self.sheet.lines:
            before = len(self.findings)
            made = self._draft(line)
            if len(self.findings) == before:
                yield made

    def fault(self, row: int, column: str, error: CellError) -> None:
        """Keep a fault of a cell."""
        place = Place(self.sheet.file, row, column)
        self.findings.append(Finding(error.code, error.message, place, error.advice))

    def _draft(self, line: Line) -> Draft:
        values: dict[str, Any] = {}
        parts: dict[str, tuple[Column, str]] = {}
        for at, column in self._parts:
            text = line.cells[at] if at < len(line.cells) else ""
            if column.parts:
                parts[column.name] = (column, text)
            else:
                values[column.name] = self._cell(line.row, at, column, text)
        self._outcomes(line.row, values, parts)
        if self._registered:
            self._either(line.row, values)
        return self._made(line.row, values)

    def _cell(self, row: int, at: int, column: Column, text: str) -> Any:
        if at in self._ambiguous and day_shape(text) == "either":
            error = CellError(
                "ambiguous_date",
                "other cells of the column are written otherwise, so this could be"
                " two days",
                "Write all days of the column as 2021-08-31.",
            )
            self.fault(row, column.heading, error)
            return BLANK
        key = (column.name, text)
        if key in self._read:
            return self._read[key]
        try:
            value = read_cell(column, text, self.lookups)
        except CellError as error:
            self.fault(row, column.heading, error)
            return BLANK
        if len(text) <= 40:  # noqa: PLR2004  long texts do not repeat themselves
            self._read[key] = value
        return value

    def _outcomes(
        self, row: int, values: dict[str, Any], parts: Mapping[str, tuple[Column, str]]
    ) -> None:
        for name in [one.name for _, one in self._parts if one.shape == "framework"]:
            framework = values[name]
            if framework is BLANK:
                continue
            told: dict[str, Any] = {"framework": framework}
            mine = [each for each in parts.items() if each[0].startswith(f"{name}.")]
            for full, (column, text) in mine:
                self._part(row, told, framework, full, column, text)
            values[name] = told

    def _part(
        self,
        row: int,
        told: dict[str, Any],
        framework: str,
        full: str,
        column: Column,
        text: str,
    ) -> None:
        own = next((p.column for p in column.parts if p.framework == framework), None)
        name = full.partition(".")[2]
        if own is None:
            if text.strip():
                error = CellError(
                    "not_for_framework",
                    f"an inspection of the framework “{framework}” has no such part",
                    "Clear the cell, or correct the framework.",
                )
                self.fault(row, column.heading, error)
            return
        try:
            value = read_cell(own, text, self.lookups)
        except CellError as error:
            self.fault(row, column.heading, error)
            return
        if value is not BLANK:
            told[name] = value

    # ------------------------------------------------------- settings, registrations

    def _either(self, row: int, values: dict[str, Any]) -> None:
        """Fill in the setting of a registration, or the registration of a setting."""
        registration = values.get("registration", BLANK)
        setting = values.get("setting", BLANK)
        try:
            if registration is BLANK:
                values["registration"] = self._only_registration(setting, row)
            elif setting is BLANK:
                values["setting"] = self._setting_of(registration)
            elif values.get(ID, BLANK) is BLANK:
                self._refuse_another(setting, registration)
        except CellError as error:
            self.fault(row, "Setting", error)

    def _refuse_another(self, setting: str, registration: str) -> None:
        holder = self.lookups.setting_of(registration)
        if holder and holder != setting:
            raise CellError(
                "setting_contradicts",
                "another setting holds the registration of this row",
                "Correct one of the two, or leave one of them blank.",
            )

    def _only_registration(self, setting: Any, row: int) -> Any:
        if setting is BLANK:
            if any(one.place.row == row for one in self.findings):
                return BLANK
            raise CellError(
                "missing_value",
                "the row does not say which setting",
                "Write a registration number, or the setting's name.",
            )
        typed = self._typed_number(row)
        held = self.lookups.registrations_of(setting)
        if typed in held:
            return typed
        if len(held) == 1:
            return held[0]
        if not held:
            raise CellError(
                "no_registration",
                "the hub knows no registration of this setting",
                "Load the register or the list of schools that holds it first.",
            )
        numbers = ", ".join(one.removeprefix("registration/") for one in held)
        raise CellError(
            "several_registrations",
            f"the setting has {len(held)} registrations",
            f"Write the number of the one that is meant: {numbers}.",
        )

    def _typed_number(self, row: int) -> str:
        """The registration by whose number the setting was called, if it was."""
        at = next(at for at, one in self._parts if one.name == "setting")
        line = self._lines[row]
        text = line.cells[at] if at < len(line.cells) else ""
        try:
            return self.lookups.find("registration", text.strip())
        except CellError:
            return ""

    def _setting_of(self, registration: str) -> str:
        found = self.lookups.setting_of(registration)
        if not found:
            raise CellError(
                "missing_value",
                "the row does not say which setting",
                "Write a registration number, or the setting's name.",
            )
        return found

    # ------------------------------------------------------------------------- days

    def _made(self, row: int, values: dict[str, Any]) -> Draft:
        dated = values.get(FROM, BLANK) is not BLANK
        start, last = (_as_day(values.pop(each, BLANK)) for each in (FROM, UNTIL))
        end = None if last is None or last == dt.date.max else last + _DAY
        if start is not None and end is not None and end <= start:
            error = CellError(
                "ends_before_it_begins",
                "the last day lies before the first",
                "Correct one of the two; the last day itself still counts.",
            )
            self.fault(row, self._heading(UNTIL), error)
            end = None
        id_, number = values.pop(ID, BLANK), values.pop(REGISTRATION, BLANK)
        return Draft(
            row=row,
            id="" if id_ is BLANK else str(id_),
            body={key: one for key, one in values.items() if one is not BLANK},
            blank=frozenset(key for key, one in values.items() if one is BLANK),
            start=start,
            end=end,
            dated=dated,
            number="" if number is BLANK else str(number),
        )

    def _heading(self, name: str) -> str:
        return next((one.heading for _, one in self._parts if one.name == name), name)


def _as_day(value: Any) -> dt.date | None:
    return dt.date.fromisoformat(value) if type(value) is str else None


def _ambiguous_columns(sheet: Sheet) -> frozenset[int]:
    """Columns in which day and month of some cell may be swapped."""
    days = [at for at, one in enumerate(sheet.columns) if one and one.shape == "day"]
    return frozenset(
        at
        for at in days
        if at + 1 in sheet.swapped
        or any(
            at < len(line.cells) and day_shape(line.cells[at]) == "month"
            for line in sheet.lines
        )
    )
