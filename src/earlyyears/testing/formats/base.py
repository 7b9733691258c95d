"""What the checks of writers share: the writer, and its output as text."""

import io
import zipfile
from collections.abc import Mapping
from typing import ClassVar

import pytest

from earlyyears.disclosure import SafeDocument, Writer
from earlyyears.testing.kits import Kit

__all__ = ["FormatBase"]

_SHEETS = frozenset({".csv", ".tsv"})
_PAGES = frozenset({".html", ".htm", ".xhtml"})
_MARKUP = frozenset({*_PAGES, ".md", ".xml", ".svg"})


class FormatBase(Kit):
    """How a writer is put to the checks; `writer` is the author's."""

    KNOWN: ClassVar[Mapping[str, str]] = {
        "text": "what was written can be read back as text, by `text`",
        "every_block": "every kind of block of a document is written or refused",
        "same_bytes": "the same document gives the same bytes",
    }
    #: The writer under test, as the plugin offers it.
    writer: ClassVar[Writer]

    def written(self, safe: SafeDocument) -> bytes:
        """What the writer makes of a document."""
        writer: Writer = self.needed("writer")
        return writer(safe)

    def text(self, written: bytes) -> str:
        """All that a reader could find in it; of a zipped format, all its parts."""
        if zipfile.is_zipfile(io.BytesIO(written)):
            with zipfile.ZipFile(io.BytesIO(written)) as held:
                parts = [held.read(name) for name in sorted(held.namelist())]
            return "\n".join(part.decode("utf-8", "replace") for part in parts)
        return written.decode("utf-8")

    def said(self, safe: SafeDocument) -> str:
        """The text of what the writer makes of a document."""
        return self.text(self.written(safe))

    def for_sheets(self) -> None:
        """Leave the check out where the writer makes no spreadsheet of plain text."""
        self._only(_SHEETS, "no spreadsheet of plain text")

    def for_pages(self) -> None:
        """Leave the check out where the writer makes no HTML."""
        self._only(_PAGES, "no HTML page")

    def for_markup(self) -> None:
        """Leave the check out where tags would be text anyway."""
        self._only(_MARKUP, "no markup")

    def _only(self, endings: frozenset[str], what: str) -> None:
        ending = self.needed("writer").ending
        if ending not in endings:
            pytest.skip(f"does not apply: {ending} is {what}")
