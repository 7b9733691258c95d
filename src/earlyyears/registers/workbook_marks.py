"""Formulas, errors and merged cells of a sheet, noted while its XML passes by."""

from collections.abc import Callable, Mapping
from string import ascii_uppercase
from typing import TypeAlias

from earlyyears.kernel import frozen

__all__ = ["FORMULA", "Box", "Marker", "Marks", "OdsMarker", "XlsxMarker"]

#: What stands for the cached result of a formula, which may be out of date.
FORMULA = "="
#: First row and column, last row and column, each counted from 1.
Box: TypeAlias = tuple[int, int, int, int]
_LETTERS = 26
_DIGITS = "0123456789"
#: Error cells beyond which a repeated one is not written out.
_REPEATS = 10_000


@frozen(eq=False)
class Marks:
    """What was noted of one sheet; rows and columns are counted from 1."""

    rows: int
    columns: int
    #: Cells whose value cannot be relied on, with `FORMULA` or the error.
    spoilt: Mapping[tuple[int, int], str]
    merged: tuple[Box, ...]

    @property
    def span(self) -> str:
        """How far the sheet reaches, in words."""
        return f"{self.rows:,} rows and {self.columns:,} columns"


class Marker:
    """Looks at XML that passes by; names have their namespace and a space before."""

    #: What sees the end of an element, if anything does.
    end: Callable[[str], None] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """See the beginning of an element."""

    def text(self, text: str) -> None:
        """See text."""


class XlsxMarker(Marker):
    """Notes one sheet of an XLSX workbook."""

    def __init__(self) -> None:
        self._row = self._column = self._rows = self._columns = 0
        self._spoilt: dict[tuple[int, int], str] = {}
        self._merged: list[Box] = []
        self._columns_of: dict[str, int] = {}
        self._is_error = self._reads = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Note a row, a cell, a formula or a merged range."""
        # Nine in ten elements are cells and their values; a sheet has millions.
        bare = name.rpartition(" ")[2]
        self._reads = False
        if bare == "c":
            self._cell(attributes)
        elif bare == "v":
            self._reads = self._is_error
            self._reach()
        elif bare == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
        elif bare == "f":
            self._spoilt[self._row, self._column] = FORMULA
        elif bare == "mergeCell":
            self._merged.append(self._box(attributes["ref"]))

    def _cell(self, attributes: dict[str, str]) -> None:
        kind = attributes.get("t")
        self._is_error = kind == "e"
        place = attributes.get("r")
        self._column = self._at(place) if place else self._column + 1
        if kind == "inlineStr":
            self._reach()

    def _reach(self) -> None:
        self._rows = max(self._rows, self._row)
        self._columns = max(self._columns, self._column)

    def _at(self, place: str) -> int:
        """The column of a place such as B7."""
        letters = place.rstrip(_DIGITS)
        if letters not in self._columns_of:
            self._columns_of[letters] = _column_of(letters)
        return self._columns_of[letters]

    def _box(self, text: str) -> Box:
        first, _, last = text.partition(":")
        return (*self._both(first), *self._both(last or first))

    def _both(self, place: str) -> tuple[int, int]:
        return int(place.lstrip(ascii_uppercase)), self._at(place)

    def text(self, text: str) -> None:
        """Note the error that a cell shows, unless a formula made it."""
        if self._reads:
            self._spoilt.setdefault((self._row, self._column), text)

    def marks(self) -> Marks:
        """Everything noted."""
        return Marks(self._rows, self._columns, self._spoilt, tuple(self._merged))


def _column_of(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    return column


def _local(attributes: Mapping[str, str]) -> dict[str, str]:
    return {key.rpartition(" ")[2]: one for key, one in attributes.items()}


class OdsMarker(Marker):
    """Notes every sheet of an ODS workbook, which are in one part."""

    def __init__(self, limit: int) -> None:
        self._sheets: dict[str, Marks] = {}
        #: Cells beyond which it is enough to know that there are too many.
        self._limit = limit
        self._name = ""
        self._depth = 0
        self._row = self._column = self._row_repeats = self._repeats = 0
        self._rows = self._columns = self._filled = 0
        self._spoilt: dict[tuple[int, int], str] = {}
        self._merged: list[Box] = []
        self._error: list[str] | None = None
        self.end = self._end

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Note a sheet, a row or a cell."""
        bare = name.rpartition(" ")[2]
        if bare in {"table-cell", "covered-table-cell"}:
            self._cell(_local(attributes), is_error="error" in attributes.values())
        elif bare == "table-row":
            self._row_repeats = int(_local(attributes).get("number-rows-repeated", 1))
            self._column = self._filled = 0
        elif bare == "table":
            self._depth += 1
            if self._depth == 1:
                self._begin(_local(attributes).get("name", ""))

    def _begin(self, name: str) -> None:
        self._name, self._row, self._rows, self._columns = name, 0, 0, 0
        self._spoilt, self._merged = {}, []

    def _cell(self, told: Mapping[str, str], *, is_error: bool) -> None:
        self._repeats = int(told.get("number-columns-repeated", 1))
        first = self._column + 1
        self._column += self._repeats
        if not (is_error or "formula" in told or "value-type" in told):
            return
        self._filled = self._column
        down, across = (
            int(told.get(f"number-{each}-spanned", 1)) for each in ("rows", "columns")
        )
        if down > 1 or across > 1:
            row = self._row + 1
            self._merged.append((row, first, row + down - 1, first + across - 1))
        if "formula" in told:
            self._spoil(FORMULA)
        elif is_error:
            self._error = []

    def _spoil(self, text: str) -> None:
        rows = range(self._row + 1, self._row + 1 + self._row_repeats)
        columns = range(self._column + 1 - self._repeats, self._column + 1)
        if len(rows) * len(columns) > _REPEATS:
            # A cell that is said to stand everywhere is no table.
            self._rows = self._columns = self._limit
            return
        self._spoilt.update(((row, at), text) for row in rows for at in columns)

    def _end(self, name: str) -> None:
        bare = name.rpartition(" ")[2]
        if bare == "table-cell" and self._error is not None:
            self._spoil("".join(self._error) or "#VALUE!")
            self._error = None
        elif bare == "table-row":
            self._row += self._row_repeats
            if self._filled:
                self._rows = max(self._rows, self._row)
                self._columns = max(self._columns, self._filled)
        elif bare == "table":
            self._depth -= 1
            if self._depth == 0:
                self._sheets[self._name] = Marks(
                    self._rows, self._columns, self._spoilt, tuple(self._merged)
                )

    def text(self, text: str) -> None:
        """Note the error that a cell shows."""
        if self._error is not None:
            self._error.append(text)

    def sheets(self) -> Mapping[str, Marks]:
        """Everything noted, by sheet."""
        return self._sheets
