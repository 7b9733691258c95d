"""Which table of a file is the register: the one whose headings a layout knows."""

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
    used = {headings.place(one) for one in headings.layout.every_column()}
    found = {
        row: [
            fault(
                "formula" if text == FORMULA else "spreadsheet_error",
                Place(file, row, headings.cells[column - 1]),
            )
            for column, text in sorted(cells.items())
            if column - 1 in used
        ]
        for row, cells in grid.spoilt.items()
    }
    return {row: faults for row, faults in found.items() if faults}
