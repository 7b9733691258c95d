"""Values of XLSX and ODS workbooks as the text that a CSV file would hold.

The one door to python-calamine, which comes with the extra `registers`.  A day becomes
31/08/2021 and a number what a spreadsheet shows of it; a formula becomes `=` and an
error its own text, so that both are refused where a value is needed.
"""

import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

from .decoding import CELL_LIMIT, Decoded, Grid, oversized
from .errors import MissingExtraError, UnreadableFileError
from .workbooks import workbook_in

__all__ = ["sheets_in"]

#: Whole numbers beyond it are shortened by spreadsheets.
_EXACT = 10**15
_MONTHS = 12
_WRITTEN = re.compile(r"(\d{1,2})/(\d{1,2})/\d{4}")


def sheets_in(data: bytes, file: str) -> list[Grid]:
    """Every sheet of a workbook that holds anything, in the order of the workbook."""
    library = _library(file)
    inside = workbook_in(data, file)
    how = Decoded(inside.format, controls=True, misread=False)
    found: list[Grid] = []
    for name, hidden, values in _values(library, data, file):
        marks = inside.sheets.get(name)
        if marks is None or not marks.rows:
            continue
        spoilt: dict[int, dict[int, str]] = {}
        for (row, column), text in marks.spoilt.items():
            spoilt.setdefault(row, {})[column] = text
        rows = tuple(_rows(values, spoilt, marks.columns, file))
        merged = tuple(one for one in marks.merged if one[0] <= marks.rows)
        swapped = _swapped(values)
        found.append(Grid(name, hidden, how, rows, spoilt, merged, swapped))
    return found


def _library(file: str) -> Any:
    try:
        return import_module("python_calamine")
    except ImportError as cause:
        raise MissingExtraError(
            f"{file} is a workbook, and reading workbooks needs an extra",
            advice='Install it: pip install "earlyyears[registers]"; '
            "or save the sheet as CSV UTF-8.",
            extra="registers",
        ) from cause


def _values(
    library: Any, data: bytes, file: str
) -> Iterator[tuple[str, bool, list[list[Any]]]]:
    try:
        book = library.CalamineWorkbook.from_filelike(io.BytesIO(data))
        for one in book.sheets_metadata:
            if one.typ == library.SheetTypeEnum.WorkSheet:
                sheet = book.get_sheet_by_name(one.name)
                hidden = one.visible != library.SheetVisibleEnum.Visible
                yield one.name, hidden, sheet.to_python(skip_empty_area=False)
    except library.CalamineError as cause:
        raise UnreadableFileError(
            f"{file} is a workbook that cannot be read",
            advice="Open it in a spreadsheet and save it again, or save it as CSV.",
            file=file,
        ) from cause


def _rows(
    values: list[list[Any]],
    spoilt: Mapping[int, Mapping[int, str]],
    columns: int,
    file: str,
) -> Iterator[tuple[int, list[str]]]:
    last = max((len(values), *spoilt))
    for number in range(1, last + 1):
        row = values[number - 1] if number <= len(values) else []
        cells = [*map(_text, row), *[""] * (columns - len(row))]
        for column, text in spoilt.get(number, {}).items():
            cells[column - 1] = text
        if cells and len(max(cells, key=len)) > CELL_LIMIT:
            raise oversized(file, number)
        yield number, cells


def _swapped(values: list[list[Any]]) -> frozenset[int]:
    """Columns in which a spreadsheet took some days for days and left others texts.

    Opened under another country's settings, 03/02/2021 becomes a day with its parts
    the wrong way round, and 21/02/2021 stays a text: no real day is after the twelfth.
    """
    late: dict[int, bool] = {}
    for row in values:
        for at, value in enumerate(row):
            if isinstance(value, dt.date):
                late[at] = late.get(at, False) or value.day > _MONTHS
    return frozenset(
        at + 1
        for at, is_late in late.items()
        if not is_late and any(_is_text_of_day(row[at]) for row in values)
    )


def _is_text_of_day(value: Any) -> bool:
    found = _WRITTEN.fullmatch(value.strip()) if isinstance(value, str) else None
    return found is not None and max(int(found[1]), int(found[2])) > _MONTHS


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, dt.date):
        return _day(value)
    return str(value).upper() if isinstance(value, bool) else str(value)


def _number(value: float) -> str:
    """A number as it is shown: fifteen digits, since spreadsheets keep no more.

    >>> [_number(each) for each in (12.0, 0.1 + 0.2, 1e20)]
    ['12', '0.3', '1E+20']
    """
    if abs(value) < _EXACT and value.is_integer():
        return str(int(value))
    return f"{value:.15G}"


def _day(value: dt.date) -> str:
    """A day as Britain writes it, with a time of day where there is one.

    >>> _day(dt.date(2021, 9, 1)), _day(dt.datetime(2021, 9, 1, 14, 30))
    ('01/09/2021', '01/09/2021 14:30:00')
    """
    day = f"{value.day:02}/{value.month:02}/{value.year:04}"
    if isinstance(value, dt.datetime) and value.time() != dt.time():
        return f"{day} {value:%H:%M:%S}"
    return day
