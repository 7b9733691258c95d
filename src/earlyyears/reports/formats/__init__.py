"""Writers turn safe documents into files; each is known by the ending of its files."""

from collections.abc import Iterable

from earlyyears.disclosure import SafeDocument, Writer
from earlyyears.kernel import EarlyYearsError

from .as_csv import CSV, csv
from .as_html import HTML, html
from .as_json import JSON, json

__all__ = [
    "CSV",
    "HTML",
    "JSON",
    "UnknownEndingError",
    "csv",
    "html",
    "json",
    "write",
    "writer_for",
    "writers",
]


class UnknownEndingError(EarlyYearsError, ValueError):
    """A file ending that no writer makes."""

    code = "EY550"


def writers() -> tuple[Writer, ...]:
    """The writers that ship with the library."""
    return (HTML, CSV, JSON)


def writer_for(ending: str, known: Iterable[Writer] | None = None) -> Writer:
    """The writer for a file ending or a file name; an unknown one is refused.

    >>> writer_for("report.HTML").media_type
    'text/html'
    """
    offered = {one.ending: one for one in (writers() if known is None else known)}
    last = ending.strip().lower().rpartition(".")[2]
    found = offered.get(f".{last}")
    if found is None:
        shown = ", ".join(sorted(offered))
        message = f"no writer makes files that end in “.{last[:20]}”"
        raise UnknownEndingError(
            message, advice=f"Use one of: {shown}.", known=sorted(offered)
        )
    return found


def write(
    safe: SafeDocument, ending: str, known: Iterable[Writer] | None = None
) -> bytes:
    """The bytes of a file with a safe document, by file ending or file name."""
    return writer_for(ending, known)(safe)
