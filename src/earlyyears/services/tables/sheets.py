"""From the bytes of a table, CSV or workbook, to its rows under known headings."""

import difflib
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from earlyyears.kernel import Finding, Place, field, frozen
from earlyyears.places import plain_words
from earlyyears.registers.decoding import Grid
from earlyyears.registers.grids import grids, merged_below

from .cells import is_error
from .columns import FROM, ID, UNTIL, Column

__all__ = ["COMMENT", "Line", "Sheet", "read_sheet"]

#: What a row that is no data begins with, such as the explanations of a template.
COMMENT = "#"
#: Rows among which the headings are looked for.
_TOP = 30
_CHUNK = 5_000
_ALSO = {
    "from": FROM,
    "validfrom": FROM,
    "start": FROM,
    "startdate": FROM,
    "firstday": FROM,
    "until": UNTIL,
    "to": UNTIL,
    "validuntil": UNTIL,
    "end": UNTIL,
    "enddate": UNTIL,
    "lastday": UNTIL,
    "id": ID,
}


@frozen
class Line:
    """One row with its number in the file and its cells, column by column."""

    row: int
    cells: tuple[str, ...]


@frozen
class Sheet:
    """The rows of a table that hold data, and what became of all others."""

    file: str
    sha256: str
    encoding: str
    #: The columns that the file has, in its order; None for a column without heading.
    columns: tuple[Column | None, ...]
    lines: tuple[Line, ...] = field(repr=False)
    #: Rows beneath the headings.
    rows: int
    blank: int
    #: Rows that explain, and headings said again.
    notes: int
    #: Rows that are no CSV.
    broken: int
    findings: tuple[Finding, ...]
    #: Other sheets of the workbook, which were passed over.
    left_out: tuple[str, ...] = ()
    #: Columns, counted from 1, in which a spreadsheet may have swapped day and month.
    swapped: frozenset[int] = frozenset()


def read_sheet(
    source: Path | bytes,
    columns: Sequence[Column],
    name: str = "",
    progress: Callable[[int], None] | None = None,
) -> Sheet:
    """Read a table, CSV or a sheet of a workbook, under the headings of some columns.

    The headings are looked for among the first rows, so a title above them is no
    fault.  What is wrong with the table as a whole is among the findings.
    """
    file = source.name if isinstance(source, Path) else name or "table.csv"
    data = source.read_bytes() if isinstance(source, Path) else source
    broken: list[Finding] = []
    known = _known(columns)
    told = [_numbered(one, progress) for one in grids(data, file, broken)]
    headed = [
        _Table(grid, lines, at)
        for grid, lines in told
        if (at := _header_at(lines, known)) is not None
    ]
    table = next((one for one in headed if not one.grid.hidden), None)
    digest = sha256(data).hexdigest()
    if table is None:
        lines = told[0][1] if told else []
        return Sheet(
            file=file,
            sha256=digest,
            encoding=told[0][0].how.label if told else "workbook",
            columns=(),
            lines=(),
            rows=len(lines) + len(broken),
            blank=0,
            notes=0,
            broken=len(broken),
            findings=(*_no_header(file, columns, lines, headed), *broken),
        )
    return _below(
        table,
        known=known,
        columns=columns,
        file=file,
        sha256=digest,
        broken=broken,
        others=_others(file, table, headed),
        left_out=tuple(
            one.sheet for one, lines in told if one is not table.grid and _tells(lines)
        ),
    )


@frozen(eq=False)
class _Table:
    """A sheet whose headings are found, and at which of its lines."""

    grid: Grid
    lines: Sequence[Line]
    at: int


def _numbered(
    grid: Grid, progress: Callable[[int], None] | None
) -> tuple[Grid, list[Line]]:
    lines: list[Line] = []
    for number, cells in grid.rows:
        lines.append(Line(number, tuple(cells)))
        if progress and number % _CHUNK == 0:
            progress(number)
    return grid, lines


def _others(file: str, table: _Table, headed: Sequence[_Table]) -> Iterator[Finding]:
    """A finding for each further sheet with such a table; its rows must not be lost."""
    for one in headed:
        if one is table or not _has_rows(one):
            continue
        code = "hidden_sheet" if one.grid.hidden else "several_sheets"
        words = "hidden sheet" if one.grid.hidden else "sheet"
        message = f"the {words} “{one.grid.sheet[:40]}” holds such a table too"
        yield Finding(
            code,
            message,
            Place(file),
            f"Keep one: move its rows to “{table.grid.sheet[:40]}”, or delete it.",
        )


def _tells(lines: Sequence[Line]) -> bool:
    """Whether a sheet holds anything but notes, such as the words of a template."""
    return any(
        any(cell.strip() for cell in one.cells) and not _is_comment(one)
        for one in lines
    )


def _has_rows(table: _Table) -> bool:
    header = _plain_cells(table.lines[table.at])
    return any(
        any(cell.strip() for cell in one.cells) and not _is_note(one, header)
        for one in table.lines[table.at + 1 :]
    )


def _below(
    table: _Table,
    *,
    known: dict[str, Column],
    columns: Sequence[Column],
    file: str,
    sha256: str,
    broken: Sequence[Finding],
    others: Iterable[Finding],
    left_out: tuple[str, ...],
) -> Sheet:
    head = table.lines[table.at]
    found, faults = _headings(head, known, columns, file)
    body = table.lines[table.at + 1 :]
    kept = [one for one in body if any(cell.strip() for cell in one.cells)]
    header = _plain_cells(head)
    told = [one for one in kept if not _is_note(one, header)]
    faults += [_too_wide(file, one) for one in told if _is_wide(one, head.cells)]
    faults += merged_below(table.grid, head.row, file)
    return Sheet(
        file=file,
        sha256=sha256,
        encoding=table.grid.how.label,
        columns=found,
        lines=tuple(told),
        rows=len(body) + len(broken),
        blank=len(body) - len(kept),
        notes=len(kept) - len(told),
        broken=len(broken),
        findings=(*others, *faults, *broken),
        left_out=left_out,
        swapped=table.grid.swapped,
    )


def _known(columns: Sequence[Column]) -> dict[str, Column]:
    by_name = {column.name: column for column in columns}
    also = {word: by_name[name] for word, name in _ALSO.items() if name in by_name}
    own = {word: one for one in reversed(columns) for word in one.spellings}
    headings = {plain_words(one.heading): one for one in columns}
    return also | own | headings


def _plain_cells(line: Line) -> tuple[str, ...]:
    cells = [plain_words(cell) for cell in line.cells]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _header_at(lines: Sequence[Line], known: dict[str, Column]) -> int | None:
    best, found = 0, None
    for at, line in enumerate(lines[:_TOP]):
        if line.cells and _is_comment(line):
            continue
        plain = _plain_cells(line)
        hits = sum(cell in known for cell in plain)
        filled = sum(bool(cell) for cell in plain)
        if hits > best and hits * 2 >= filled:
            best, found = hits, at
    return found


def _is_note(line: Line, header: tuple[str, ...]) -> bool:
    return _is_comment(line) or _plain_cells(line) == header


def _is_comment(line: Line) -> bool:
    """Whether a row explains; a spreadsheet's error begins with the same sign."""
    first = line.cells[0]
    return first.startswith(COMMENT) and not is_error(first)


def _is_wide(line: Line, headings: Sequence[str]) -> bool:
    """Whether a cell stands beyond the headings or beneath a blank one."""
    named = len(headings)
    return any(
        cell.strip() and (at >= named or not headings[at].strip())
        for at, cell in enumerate(line.cells)
    )


def _too_wide(file: str, line: Line) -> Finding:
    return Finding(
        "cell_without_heading",
        "there is a cell under no heading",
        Place(file, line.row),
        "Put a text with a comma in it into quotation marks, or clear the cell.",
    )


def _no_header(
    file: str,
    columns: Sequence[Column],
    lines: Sequence[Line],
    hidden: Sequence[_Table],
) -> Iterator[Finding]:
    needed = [one.heading for one in columns if one.required] or [
        one.heading for one in columns[:4]
    ]
    first = lines[0].cells if lines else ()
    if len(first) == 1 and any(sign in first[0] for sign in ";\t"):
        yield Finding(
            "not_commas",
            "the columns are separated by semicolons or tabs and not by commas",
            Place(file, 1),
            "Save the sheet as “CSV UTF-8 (comma delimited)”.",
        )
        return
    for one in hidden:
        yield Finding(
            "hidden_sheet",
            f"only the hidden sheet “{one.grid.sheet[:40]}” holds such a table",
            Place(file),
            "Show the sheet again if it is the one that is meant.",
        )
    if not hidden:
        wanted = f"Begin the table with: {', '.join(needed)}; or ask for a template."
        row, meant = _nearest(lines, columns)
        if not meant:
            message = f"there is no row of headings among the first {_TOP} rows"
            yield Finding("no_headings", message, Place(file), wanted)
            return
        said = "; ".join(f"“{wrong}” is perhaps “{right}”" for wrong, right in meant)
        yield Finding(
            "no_headings",
            f"no row has the headings of this kind of table; row {row} looks most like"
            f" them, where {said}",
            Place(file, row),
            f"Correct the words in that row. {wanted}",
        )


def _nearest(
    lines: Sequence[Line], columns: Sequence[Column]
) -> tuple[int, list[tuple[str, str]]]:
    """The row that looks most like headings, and its wrong words with right ones.

    Only what is nearly a heading is repeated, since other cells may hold names.
    """
    headings = {plain_words(one.heading): one.heading for one in columns}
    best, row, meant = 0, 0, list[tuple[str, str]]()
    for line in lines[:_TOP]:
        near = [
            (cell.strip(), found[0])
            for cell in line.cells
            if (
                found := difflib.get_close_matches(plain_words(cell), headings, 1, 0.75)
            )
        ]
        if len(near) > best:
            best, row = len(near), line.row
            meant = [
                (cell, headings[right])
                for cell, right in near
                if plain_words(cell) != right
            ]
    return row, meant


def _headings(
    line: Line, known: dict[str, Column], columns: Sequence[Column], file: str
) -> tuple[tuple[Column | None, ...], list[Finding]]:
    faults: list[Finding] = []
    found: list[Column | None] = []
    for cell in line.cells:
        column = known.get(plain_words(cell))
        if column is None and cell.strip():
            faults.append(_unknown(file, line.row, cell, columns))
        elif column is not None and column in found:
            faults.append(_doubled(file, line.row, column))
            column = None
        found.append(column)
    missing = [one for one in columns if one.required and one not in found]
    faults += [_missing(file, line.row, one) for one in missing]
    return tuple(found), faults


def _unknown(file: str, row: int, cell: str, columns: Sequence[Column]) -> Finding:
    names = [one.heading for one in columns]
    near = difflib.get_close_matches(cell.strip(), names, 1)
    hint = f"Did you mean “{near[0]}”? " if near else ""
    return Finding(
        "unknown_column",
        "there is no such column in this kind of table",
        Place(file, row, cell.strip()[:60]),
        f"{hint}Take the column out, or use one of: {', '.join(names)}.",
    )


def _doubled(file: str, row: int, column: Column) -> Finding:
    return Finding(
        "doubled_column",
        "the column is there twice",
        Place(file, row, column.heading),
        "Take one of the two out.",
    )


def _missing(file: str, row: int, column: Column) -> Finding:
    return Finding(
        "missing_column",
        "a column that is needed is not there",
        Place(file, row, column.heading),
        "Add the column and fill it in, or begin with a template.",
    )
