"""Safe documents as Markdown; whatever stands in a cell, no markup comes out of it."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from earlyyears.disclosure import (
    Axis,
    Category,
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
)
from earlyyears.reports.words import clean

__all__ = ["markdown"]

_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&])")
_TOTAL = Category("", "Total")


def markdown(safe: SafeDocument) -> bytes:
    """A safe document as Markdown in UTF-8, with its day, its commit and its digest."""
    return ("\n\n".join(_parts(safe)) + "\n").encode()


def _parts(safe: SafeDocument) -> Iterator[str]:
    document = safe.document
    if document.fictional:
        yield "> **This borough is made up.**"
    yield f"# {_plain(document.title)}"
    about = f"{_plain(document.borough)}, {_day(document.on)}"
    yield f"{about}. For: {safe.audience.value}."
    for block in safe.blocks:
        yield from _block(block)
    yield from (f"*{_plain(note)}*" for note in document.notes)
    yield f"As known at commit {document.as_at}; digest `{document.head}`."


def _block(block: SafeBlock) -> Iterator[str]:
    match block:
        case Heading(text=text):
            yield f"## {_plain(text)}"
        case SafeHighlights(items=items):
            yield "\n".join(
                f"- **{_cell(cell)}** {_plain(name)}" for name, cell in items
            )
        case SafeProse(parts=parts):
            yield "".join(map(_part, parts))
        case SafeTable():
            yield from _counts(block)
        case SafeRecords(title=title, columns=columns, rows=rows):
            yield f"### {_plain(title)}"
            yield _grid([label for _, label in columns], rows)
        case SafeListing(title=title, items=items):
            yield f"### {_plain(title)}"
            yield "\n".join(
                f"- **{_plain(term)}**: {_plain(said)}" for term, said in items
            )
        case SafeText(title=title, author=author, text=text):
            yield f"### {_plain(title)}"
            yield f"{_plain(text)} ({_plain(author)})"
        case Omitted(title=title, why=why):
            yield f"*{_plain(title)}: {_plain(why)}*"


def _counts(table: SafeTable) -> Iterator[str]:
    yield f"### {_plain(table.title)}"
    yield f"Counted: {_plain(table.unit)}, over {_plain(table.population.name)}."
    shown = table.by_key
    rows = _shown(table.rows, {row for row, _ in shown})
    if table.columns is None:
        columns = [Category("", table.unit.capitalize())]
    else:
        columns = _shown(table.columns, {column for _, column in shown})
    yield _grid(
        [table.rows.label, *(one.label for one in columns)],
        (
            [row.label, *(_at(shown.get((row.code, one.code))) for one in columns)]
            for row in rows
        ),
    )


def _shown(axis: Axis, codes: set[str]) -> list[Category]:
    return [one for one in (*axis.categories, _TOTAL) if one.code in codes]


def _at(cell: SafeCell | None) -> str:
    return "" if cell is None else str(cell)


def _grid(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    names = list(map(_plain, heads))
    lines = [names, ["---"] * len(names), *(list(map(_plain, row)) for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _part(part: str | SafeCell | dt.date) -> str:
    if isinstance(part, dt.date):
        return _day(part)
    return _cell(part) if isinstance(part, SafeCell) else _plain(part)


def _cell(cell: SafeCell) -> str:
    return _plain(str(cell))


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def _plain(text: str) -> str:
    """The text with its markup made harmless, on one line, nothing unseen."""
    return _MARKUP.sub(r"\\\1", " ".join(clean(text).split()))
