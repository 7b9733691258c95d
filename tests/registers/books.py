"""Workbooks for tests, with everything that people and programs put into them."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter

from earlyyears.kernel import frozen

__all__ = ["Failed", "Formula", "Merged", "Rows", "csv_cells", "ods", "parts", "xlsx"]


@frozen
class Formula:
    """A cell with a formula, and the result that was kept with it."""

    text: str
    value: Any = 0


@frozen
class Failed:
    """A cell that holds an error and no formula."""

    text: str


@frozen
class Merged:
    """A cell that reaches over the cells below it."""

    text: str
    down: int = 2


Rows = Sequence[Sequence[Any]]


def csv_cells(data: bytes) -> list[list[str]]:
    """The cells of a small CSV file without line breaks in its cells."""
    import csv  # noqa: PLC0415  only here

    return [*csv.reader(data.decode("utf-8-sig").splitlines())]


def xlsx(sheets: Mapping[str, Rows], hidden: Sequence[str] = ()) -> bytes:
    """An XLSX workbook of some sheets by name."""
    page = io.BytesIO()
    told = dict.fromkeys(("strings_to_formulas", "strings_to_urls"), False)
    with xlsxwriter.Workbook(page, told) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            if name in hidden:
                sheet.hide()
            else:
                # A workbook opens on a sheet that is shown.
                sheet.set_first_sheet()
                sheet.activate()
            for number, cells in enumerate(rows):
                for at, value in enumerate(cells):
                    _put(sheet, number, at, value, day)
    return _without_formulas_of_errors(page.getvalue())


def _put(sheet: Any, row: int, at: int, value: Any, day: Any) -> None:
    match value:
        case Formula(text, result):
            sheet.write_formula(row, at, text, None, result)
        case Failed(text):
            sheet.write_formula(row, at, "=FAILED()", None, text)
        case Merged(text, down):
            sheet.merge_range(row, at, row + down - 1, at, text)
        case dt.date():
            sheet.write_datetime(row, at, value, day)
        case bool():
            sheet.write_boolean(row, at, value)
        case int() | float():
            sheet.write_number(row, at, value)
        case "":
            pass
        case _:
            sheet.write_string(row, at, value)


def _without_formulas_of_errors(data: bytes) -> bytes:
    return parts(data, lambda _, part: re.sub(rb"<f>FAILED\(\)</f>", b"", part))


def parts(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """A workbook again with each part as `change(name, part)` makes it."""
    page = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(page, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if (part := change(name, old.read(name))) is not None:
                new.writestr(name, part)
    return page.getvalue()


_SPACES = " ".join(
    f'xmlns:{key}="urn:oasis:names:tc:opendocument:xmlns:{rest}:1.0"'
    for key, rest in (("office", "office"), ("table", "table"), ("text", "text"))
)
_CALC = (
    'xmlns:calcext="urn:org:documentfoundation:names:'
    'experimental:calc:xmlns:calcext:1.0"'
)
_MIME = "application/vnd.oasis.opendocument.spreadsheet"


def ods(sheets: Mapping[str, Rows], tail: str = "") -> bytes:
    """An ODS workbook as LibreOffice writes one; `tail` goes beneath the last row."""
    told = "".join(
        f'<table:table table:name="{escape(name)}">{_ods_rows(rows)}{tail}'
        "</table:table>"
        for name, rows in sheets.items()
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_SPACES} '
        f'{_CALC} office:version="1.3"><office:body><office:spreadsheet>{told}'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest='
        '"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
        f'manifest:full-path="/" manifest:media-type="{_MIME}"/></manifest:manifest>'
    )
    page = io.BytesIO()
    with zipfile.ZipFile(page, "w") as book:
        book.writestr("mimetype", _MIME)
        book.writestr("META-INF/manifest.xml", manifest)
        book.writestr("content.xml", content)
    return page.getvalue()


def _ods_rows(rows: Rows) -> str:
    empty = '<table:table-cell table:number-columns-repeated="1000"/>'
    end = (
        '<table:table-row table:number-rows-repeated="1048000">'
        f"{empty}</table:table-row>"
    )
    told = (
        f"<table:table-row>{''.join(map(_ods_cell, row))}{empty}</table:table-row>"
        for row in rows
    )
    return "".join((*told, end))


def _ods_cell(value: Any) -> str:
    if value == "":
        return "<table:table-cell/>"
    kind, told, text = _ods_value(value)
    return f"<table:table-cell {kind} {told}><text:p>{text}</text:p></table:table-cell>"


def _ods_value(value: Any) -> tuple[str, str, str]:
    text = 'office:value-type="string" calcext:value-type="string"'
    match value:
        case Formula(formula, result):
            told = f'table:formula="of:{escape(formula)}" office:value="{result}"'
            return 'office:value-type="float"', told, str(result)
        case Failed(error):
            return 'calcext:value-type="error" office:value-type="string"', "", error
        case Merged(said, down):
            return text, f'table:number-rows-spanned="{down}"', said
        case dt.date():
            told = f'office:date-value="{value.isoformat()}"'
            return 'office:value-type="date"', told, f"{value:%d/%m/%Y}"
        case int() | float():
            return 'office:value-type="float"', f'office:value="{value}"', str(value)
        case _:
            return text, "", escape(value)
