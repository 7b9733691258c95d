"""Reports as documents, and the writers that turn safe ones into files."""

from .counting import Key, Tally
from .formats import (
    CSV,
    HTML,
    JSON,
    UnknownEndingError,
    csv,
    html,
    json,
    write,
    writer_for,
    writers,
)
from .planning import (
    allocation_blocks,
    capacity_blocks,
    half_days,
    in_order,
    verdict,
)
from .provenance import sources_of
from .seeing import UnfitViewError, fit_for
from .support import EVERY, support

__all__ = [
    "CSV",
    "EVERY",
    "HTML",
    "JSON",
    "Key",
    "Tally",
    "UnfitViewError",
    "UnknownEndingError",
    "allocation_blocks",
    "capacity_blocks",
    "csv",
    "fit_for",
    "half_days",
    "html",
    "in_order",
    "json",
    "sources_of",
    "support",
    "verdict",
    "write",
    "writer_for",
    "writers",
]
