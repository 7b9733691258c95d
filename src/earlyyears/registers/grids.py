"""A file as rows of text, whether it is a CSV file or a workbook with many sheets.

What counts is the content of a file and not its name.
"""

from earlyyears.kernel import Finding, Place

from .decoding import Grid, decoded, numbered_rows
from .spreadsheets import sheets_in
from .workbooks import is_workbook

__all__ = ["grids", "merged_below"]


def grids(data: bytes, file: str, faults: list[Finding]) -> list[Grid]:
    """The tables of a file; rows that are no CSV go to `faults` while rows are read."""
    if not is_workbook(data):
        how = decoded(data, file)
        return [Grid("", False, how, numbered_rows(data, how, file, faults), {}, ())]
    return sheets_in(data, file)


def merged_below(grid: Grid, row: int, file: str) -> list[Finding]:
    """A finding for each merged range that reaches below a row, such as the headings.

    Only the first cell of such a range holds the value, so rows would lack it.
    """
    return [
        Finding(
            "merged_cells",
            f"rows {first} to {last} share merged cells"
            if last > first
            else "cells of this row are merged",
            Place(file, max(first, row + 1)),
            "Split the cells and fill in each of them.",
        )
        for first, _, last, _ in grid.merged
        if last > row
    ]
