"""The CSV writer: tidy and long, a number or a text a row, safe in a spreadsheet."""

import csv as table
import io
from collections.abc import Iterator

from earlyyears.disclosure import (
    Heading,
    Omitted,
    SafeBlock,
    SafeCell,
    SafeDocument,
    SafeHighlights,
    SafeListing,
    SafeProse,
    SafeRecords,
    SafeTable,
    SafeText,
    Writer,
)
from earlyyears.reports.ageing import newest_of
from earlyyears.reports.words import clean, day

__all__ = ["CSV", "csv"]

COLUMNS: tuple[str, ...] = (
    "section",
    "part",
    "table",
    "measure",
    "row",
    "row_label",
    "column",
    "column_label",
    "value",
    "mark",
    "unit",
    "population",
    "borough",
    "on",
    "as_at",
    "audience",
)
#: What makes a spreadsheet run a text; the last four are the wide forms of the first.
_RISKY = frozenset("=+-@\t\r\uff1d\uff0b\uff0d\uff20")


def csv(safe: SafeDocument) -> bytes:
    """A safe document as CSV in UTF-8, every row saying what it is about and as at."""
    page = io.StringIO()
    sheet = table.DictWriter(page, COLUMNS, restval="", lineterminator="\r\n")
    sheet.writeheader()
    about = _about(safe)
    for row in _rows(safe):
        sheet.writerow({key: _defused(value) for key, value in (about | row).items()})
    return page.getvalue().encode("utf-8")


def _defused(value: str | int) -> str | int:
    """Text that a spreadsheet will show and not run; numbers stay numbers."""
    if isinstance(value, int):
        return value
    text = clean(value)
    return f"'{text}" if value[:1] in _RISKY or text[:1] in _RISKY else text


def _about(safe: SafeDocument) -> dict[str, str | int]:
    document = safe.document
    return {
        "borough": document.borough,
        "on": document.on.isoformat(),
        "as_at": "" if document.as_at is None else document.as_at,
        "audience": safe.audience.value,
    }


def _rows(safe: SafeDocument) -> Iterator[dict[str, str | int]]:
    document = safe.document
    yield {"part": "title", "value": document.title}
    if document.fictional:
        yield {"part": "note", "value": "This borough is made up."}
    newest = newest_of(document.sources)
    if newest:
        yield {"part": "note", "value": f"Register as at {day(newest)}"}
    if document.head:
        yield {"part": "head", "value": document.head}
    section = ""
    for block in safe.blocks:
        if isinstance(block, Heading):
            section = block.text
        for row in _of(block):
            yield {"section": section, **row}
    yield from _endnotes(safe)
    yield from _made_safe(safe)


def _of(  # noqa: C901  one for each kind
    block: SafeBlock,
) -> Iterator[dict[str, str | int]]:
    match block:
        case Heading():
            return
        case SafeTable():
            yield from _figures(block)
        case SafeHighlights():
            for words, cell in block.items:
                yield _highlight(words, cell)
        case SafeRecords():
            yield from _records(block)
        case SafeProse():
            yield {"part": "text", "value": _said(block)}
        case SafeListing():
            for term, text in block.items:
                yield _listed(block.title, term, text)
        case SafeText():
            yield _listed(block.title, block.author, block.text)
        case Omitted():
            yield _listed(block.title, "left out", block.why)


def _listed(title: str, label: str, text: str) -> dict[str, str | int]:
    return {"part": "text", "table": title, "row_label": label, "value": text}


def _figures(block: SafeTable) -> Iterator[dict[str, str | int]]:
    for (row, column), cell in block.cells:
        yield {
            "part": "figure",
            "table": block.code,
            "measure": block.measure,
            "row": row or "total",
            "row_label": block.rows.label_of(row),
            "column": column or ("total" if block.columns else ""),
            "column_label": block.columns.label_of(column) if block.columns else "",
            "value": _number(cell),
            "mark": cell.mark.value if cell.mark else "",
            "unit": block.unit,
            "population": block.population.name,
        }


def _number(cell: SafeCell) -> str | int:
    if cell.figure is None:
        return ""
    value = cell.figure.value
    return value if isinstance(value, int) else str(cell.figure)


def _highlight(words: str, cell: SafeCell) -> dict[str, str | int]:
    figure = cell.figure
    return {
        "part": "highlight",
        "measure": figure.measure if figure else "",
        "row_label": words,
        "value": _number(cell),
        "mark": cell.mark.value if cell.mark else "",
        "unit": figure.unit if figure else "",
        "population": figure.population if figure else "",
    }


def _records(block: SafeRecords) -> Iterator[dict[str, str | int]]:
    for number, row in enumerate(block.rows, 1):
        for (code, label), value in zip(block.columns, row, strict=True):
            yield {
                "part": "record",
                "table": block.code,
                "row": number,
                "column": code,
                "column_label": label,
                "value": value,
                "unit": block.unit,
                "population": block.population.name,
            }


def _said(block: SafeProse) -> str:
    parts = (
        part
        if isinstance(part, str)
        else str(part)
        if isinstance(part, SafeCell)
        else day(part)
        for part in block.parts
    )
    return "".join(parts)


def _endnotes(safe: SafeDocument) -> Iterator[dict[str, str | int]]:
    for note in safe.document.notes:
        yield {"section": "Notes", "part": "note", "value": note}
    for rule in safe.document.basis:
        yield {"section": "Rules", "part": "note", "value": str(rule)}
    for source in safe.document.sources:
        edition = day(source.edition) if source.edition else ""
        text = ", ".join(part for part in (source.name, edition, source.note) if part)
        yield {"section": "Sources", "part": "note", "value": text}


def _made_safe(safe: SafeDocument) -> Iterator[dict[str, str | int]]:
    made = safe.certificate
    section = "How this file was made safe to show"
    yield {
        "section": section,
        "part": "policy",
        "value": f"{made.policy}: {made.source}",
    }
    for one in made.hidden:
        what, why = one.what, one.in_words
        yield {"section": section, "part": "hidden", "row_label": what, "value": why}


#: Writes CSV.
CSV = Writer("csv", ".csv", "text/csv", csv)
