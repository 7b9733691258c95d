"""Readers for public registers: files in, typed rows and records out.

A layout says how a register was laid out; `read` finds the layout, reads every row and
accounts for each; `records_from` makes the records of a row that is kept.
"""

from .collecting import collector_paused
from .converting import records_from, setting_kind
from .counts import (
    Counts,
    add_counts,
    flatten_counts,
    register_counts,
    unflatten_counts,
)
from .empties import Empty, empty_of
from .entries import Entry, Found
from .errors import (
    AreaNeededError,
    LayoutFileError,
    MissingColumnsError,
    MissingExtraError,
    OversizedCellError,
    UnknownEditionError,
    UnknownLayoutError,
    UnreadableFileError,
)
from .layouts import Column, InspectionColumns, Layout, layout_from, layouts
from .outcomes import graded_framework
from .reading import RegisterFile, Tally, read

__all__ = [
    "AreaNeededError",
    "Column",
    "Counts",
    "Empty",
    "Entry",
    "Found",
    "InspectionColumns",
    "Layout",
    "LayoutFileError",
    "MissingColumnsError",
    "MissingExtraError",
    "OversizedCellError",
    "RegisterFile",
    "Tally",
    "UnknownEditionError",
    "UnknownLayoutError",
    "UnreadableFileError",
    "add_counts",
    "collector_paused",
    "empty_of",
    "flatten_counts",
    "graded_framework",
    "layout_from",
    "layouts",
    "read",
    "records_from",
    "register_counts",
    "setting_kind",
    "unflatten_counts",
]
