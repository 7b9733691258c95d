"""Reports as documents, and the writers that turn safe ones into files."""

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
from .seeing import UnfitViewError, fit_for
from .support import support

__all__ = [
    "CSV",
    "HTML",
    "JSON",
    "UnfitViewError",
    "UnknownEndingError",
    "csv",
    "fit_for",
    "html",
    "json",
    "support",
    "write",
    "writer_for",
    "writers",
]
