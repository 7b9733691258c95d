"""Which table of a file is the register: the one whose headings a layout knows."""

import re
from collections.abc import Iterator, Mapping
from itertools import chain, islice

from earlyyears.kernel import Finding, Place, evolve, frozen

from .decoding import Grid
from .errors import UnknownLayoutError
from .faults import fault
from .grids import merged_below
from .headings import SEARCHED_ROWS, Headings, heading_row, matched
from .layouts import Layout
from .workbook_marks import FORMULA

__all__ = ["RegisterTable", "register_in", "spoilt_rows"]

#: A day that is another one with its parts swapped.
_EITHER = re.compile(r"(0[1-9]|1[0-2])/(?!\1)(0[1-9]|1[0-2])/\d{4}")


@frozen(eq=False)
class RegisterTable:
    """The table of a file whose headings are known."""

    grid: Grid
    headings: Headings
    #: Everything that stands above the headings or names the file.
    titles: list[str]
    rest: Iterator[tuple[int, list[str]]]
    #: What is worth knowing about the workbook.
    findings: tuple[Finding, ...] = ()


def register_in(
    given: list[Grid], known: tuple[Layout, ...], file: str, *, extract: bool
) -> RegisterTable:
    """The one table among the sheets of a file that a layout is known of."""
    shown = [one for one in given if not one.hidden]
    if len(given) == len(shown) == 1:
        return _headed(shown[0], known, file, extract=extract)
    found: list[RegisterTable] = []
    refused: UnknownLayoutError | None = None
    for grid in shown:
        try:
            found.append(_headed(grid, known, file, extract=extract))
        except UnknownLayoutError as cause:
            refused = refused or cause
    if len(found) != 1:
        raise _no_one_sheet(file, found) from refused
    left = [one.sheet for one in given if one is not found[0].grid]
    return evolve(found[0], findings=(*found[0].findings, _left_out(file, left)))


def _no_one_sheet(file: str, found: list[RegisterTable]) -> UnknownLayoutError:
    names = ", ".join(f"“{one.grid.sheet[:40]}”" for one in found)
    message = (
        f"{file} holds a register in several sheets: {names}"
        if found
        else f"{file} has no sheet with the headings of a register"
    )
    return UnknownLayoutError(
        message, advice="Copy the sheet that is meant into a new workbook.", file=file
    )


def _left_out(file: str, sheets: list[str]) -> Finding:
    named = ", ".join(f"“{one[:40]}”" for one in sheets)
    return Finding(
        "sheets_left_out", f"other sheets were passed over: {named}", Place(file)
    )


def _headed(
    grid: Grid, known: tuple[Layout, ...], file: str, *, extract: bool
) -> RegisterTable:
    rows = iter(grid.rows)
    first = list(islice(rows, SEARCHED_ROWS))
    number, cells = heading_row(first, known, file)
    headings = matched(number, cells, known, file, extract=extract)
    titles = [cell for at, title in first if at < number for cell in title]
    return RegisterTable(
        grid,
        headings,
        [*titles, file],
        chain((one for one in first if one[0] > number), rows),
        tuple(merged_below(grid, number, file)),
    )


def spoilt_rows(
    grid: Grid, headings: Headings, file: str
) -> Mapping[int, list[Finding]]:
    """Faults of rows by cells that a spreadsheet spoilt, in columns that are read."""
    used = {
        at + 1: headings.cells[at]
        for one in headings.layout.every_column()
        if (at := headings.place(one)) is not None
    }
    found: dict[int, list[Finding]] = {}
    for row, column, code in (*_spoilt_cells(grid), *_swapped_cells(grid)):
        if column in used and row > headings.row:
            place = Place(file, row, used[column])
            found.setdefault(row, []).append(fault(code, place))
    return found


def _spoilt_cells(grid: Grid) -> Iterator[tuple[int, int, str]]:
    for row, cells in grid.spoilt.items():
        for column, text in sorted(cells.items()):
            yield row, column, "formula" if text == FORMULA else "spreadsheet_error"


def _swapped_cells(grid: Grid) -> Iterator[tuple[int, int, str]]:
    if grid.swapped:
        for row, cells in grid.rows:
            for column in sorted(grid.swapped):
                if _EITHER.fullmatch(cells[column - 1]):
                    yield row, column, "ambiguous_date"
