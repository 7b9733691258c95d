"""Tables written as XLSX workbooks that help whoever fills them in.

The one door to XlsxWriter, which comes with the extra `report`.  Columns have the
format of what they hold, so that a spreadsheet neither shortens numbers nor turns words
into days; coded columns offer their words in a list.
"""

import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any

from earlyyears.places import Vocabulary, authorities
from earlyyears.registers import MissingExtraError

from .columns import Column, Shape
from .errors import FormatError
from .sheets import COMMENT

__all__ = ["words_of", "workbook"]

#: Rows below the last one for which words are offered and days are checked.
_ROOM = 1_000
_LONGEST = 32_767
_MOST_ROWS = 1_048_576
#: Earlier days stand for another number in some spreadsheets than in others.
_FIRST_DAY, _LAST_DAY = dt.date(1900, 3, 1), dt.date(2199, 12, 31)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,14})?")
#: A fixed day, so that the same table is the same file.
_NO_TIME = dt.datetime(1980, 1, 1)  # noqa: DTZ001  a workbook's times have no zone
_NARROW, _WIDE = 14, 44
_WORDS = "Words"
#: Formats of columns; the numbers are those of the formats that every Excel knows.
_FORMATS: Mapping[Shape, str | int] = {"day": "dd/mm/yyyy", "whole": 1, "exact": 0}
_TEXT = 49


def workbook(
    name: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    vocabularies: Mapping[str, Vocabulary],
) -> bytes:
    """A table as an XLSX workbook: `rows` are those beneath the headings."""
    if len(rows) >= _MOST_ROWS:
        raise _does_not_fit(f"more than {_MOST_ROWS:,} rows")
    page = io.BytesIO()
    told = {"in_memory": True, **dict.fromkeys(_AS_TEXT, False)}
    with _library().Workbook(page, told) as book:
        book.set_properties({"created": _NO_TIME, "title": name})
        sheet = book.add_worksheet(_sheet_name(name))
        _Sheet(book, sheet, columns).write(rows)
        _offer(book, sheet, columns, vocabularies, len(rows))
    return page.getvalue()


_AS_TEXT = ("strings_to_formulas", "strings_to_urls", "strings_to_numbers")


def _library() -> Any:
    try:
        return import_module("xlsxwriter")
    except ImportError as cause:
        raise MissingExtraError(
            "writing a workbook needs an extra",
            advice='Install it: pip install "earlyyears[report]"; '
            "or name the file .csv.",
            extra="report",
        ) from cause


def _sheet_name(kind: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", "-", kind)[:31]


def _does_not_fit(why: str) -> FormatError:
    return FormatError(
        f"the table does not fit into a workbook: {why}",
        advice="Name the file .csv.",
    )


class _Sheet:
    """Writes the cells of one sheet by what their columns hold."""

    def __init__(self, book: Any, sheet: Any, columns: Sequence[Column]) -> None:
        self.sheet, self.columns = sheet, columns
        self.heading = book.add_format({"bold": True, "text_wrap": True, "border": 1})
        self.note = book.add_format(
            {
                "italic": True,
                "font_color": "#505050",
                "text_wrap": True,
                "valign": "top",
            }
        )
        formats = {
            each: book.add_format({"num_format": each})
            for each in (_TEXT, *_FORMATS.values())
        }
        self.formats = [formats[_FORMATS.get(one.shape, _TEXT)] for one in columns]

    def write(self, rows: Sequence[Sequence[str]]) -> None:
        """The headings, and the rows beneath them."""
        for at, (column, format_) in enumerate(
            zip(self.columns, self.formats, strict=True)
        ):
            width = min(max(len(column.heading) + 2, _NARROW), _WIDE)
            self.sheet.set_column(at, at, width, format_)
            self.sheet.write_string(0, at, column.heading, self.heading)
        self.sheet.freeze_panes(1, 0)
        self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)
        for number, row in enumerate(rows, start=1):
            is_note = row[0].startswith(COMMENT)
            for at, text in enumerate(row):
                if len(text) > _LONGEST:
                    heading = self.columns[at].heading
                    raise _does_not_fit(f"a long text under “{heading}”")
                if is_note:
                    self.sheet.write_string(number, at, text, self.note)
                elif text:
                    self._cell(number, at, text)

    def _cell(self, row: int, at: int, text: str) -> None:
        shape, format_ = self.columns[at].shape, self.formats[at]
        if shape == "day" and (day := _as_day(text)):
            self.sheet.write_datetime(row, at, day, format_)
        elif shape in {"whole", "exact"} and _is_kept(text):
            self.sheet.write_number(row, at, float(text), format_)
        else:
            self.sheet.write_string(row, at, text, format_)


def _as_day(text: str) -> dt.date | None:
    if not _DAY.fullmatch(text):
        return None
    day = dt.date.fromisoformat(text)
    return day if _FIRST_DAY <= day <= _LAST_DAY else None


def _is_kept(text: str) -> bool:
    """Whether a number comes back from a workbook as it was written."""
    return bool(_NUMBER.fullmatch(text)) and f"{float(text):.15G}" == text


# ---------------------------------------------------------------------- words offered


def words_of(column: Column, vocabularies: Mapping[str, Vocabulary]) -> list[str]:
    """The words that a column allows, in the order people expect; none for free text.

    >>> from earlyyears.places import vocabularies
    >>> words_of(Column("x", "X", "yesno"), vocabularies())
    ['yes', 'no']
    """
    if column.parts:
        each = [words_of(one.column, vocabularies) for one in column.parts]
        return [*dict.fromkeys(word for words in each for word in words)]
    if column.shape == "yesno":
        return ["yes", "no"]
    if column.shape == "authority":
        return sorted(one.name for one in authorities())
    known = vocabularies.get(column.codes)
    if column.shape == "code" and known:
        return [known.label(code) for code in known.codes()]
    return [*column.choices]


def _offer(
    book: Any,
    sheet: Any,
    columns: Sequence[Column],
    vocabularies: Mapping[str, Vocabulary],
    rows: int,
) -> None:
    listed = [
        (at, words)
        for at, column in enumerate(columns)
        if (words := words_of(column, vocabularies))
    ]
    last = min(rows + _ROOM, _MOST_ROWS - 1)
    for at, rule in (*_lists(book, listed), *_days(columns)):
        sheet.data_validation(1, at, last, at, rule)


def _lists(
    book: Any, listed: Sequence[tuple[int, list[str]]]
) -> Iterator[tuple[int, dict[str, Any]]]:
    if not listed:
        return
    words_sheet = book.add_worksheet(_WORDS)
    words_sheet.hide()
    for row in range(max(len(words) for _, words in listed)):
        # Whoever reads the workbook takes its rows for notes and not for a table.
        words_sheet.write_string(row, 0, COMMENT)
    for column, (at, words) in enumerate(listed, start=1):
        for row, word in enumerate(words):
            words_sheet.write_string(row, column, word)
        name = _letters(column)
        yield (
            at,
            {
                "validate": "list",
                "source": f"={_WORDS}!${name}$1:${name}${len(words)}",
                "error_type": "warning",
                "error_title": "Not in the list",
                "error_message": "Choose one of the words in the list.",
            },
        )


def _letters(column: int) -> str:
    """The letters of a column counted from 0.

    >>> _letters(0), _letters(27)
    ('A', 'AB')
    """
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def _days(columns: Sequence[Column]) -> Iterator[tuple[int, dict[str, Any]]]:
    for at, column in enumerate(columns):
        if column.shape == "day":
            yield (
                at,
                {
                    "validate": "date",
                    "criteria": "between",
                    "minimum": _FIRST_DAY,
                    "maximum": _LAST_DAY,
                    "error_type": "warning",
                    "error_title": "Not a day",
                    "error_message": "Write the day as 31/08/2021.",
                },
            )
