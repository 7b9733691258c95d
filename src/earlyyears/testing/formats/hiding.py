"""Checks that what was hidden stays hidden, and that text stays text."""

import csv
import io
import re

import pytest

from earlyyears.disclosure import SafeDocument
from earlyyears.kernel import EarlyYearsError
from earlyyears.testing.kits import check

from .base import FormatBase
from .documents import HOSTILE, blocks_with, counts, document
from .pages import parsed

__all__ = ["FormatHiding"]

_RISKY = frozenset("=+-@\t\r\uff1d\uff0b\uff0d\uff20")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_TAG = re.compile(r"<(script|img)\b[^>]*", re.IGNORECASE)


class FormatHiding(FormatBase):
    """A writer shows what is in the safe document and nothing else."""

    @check(needs="text", cure="Write str(cell): it is the number or the mark.")
    def test_a_hidden_number_is_shown_as_its_mark(self) -> None:
        """Where a number was hidden its mark stands, never nothing and never 0."""
        hidden = self.said(document(counts(3, 900, 800, 2), threshold=5))
        shown = self.said(document(counts(300, 900, 800, 200), threshold=5))
        found = [len(re.findall(r"\[c\]|\bc\b", one)) for one in (hidden, shown)]
        assert found[0] >= found[1] + 2

    @check(needs="same_bytes", cure="Work from the safe blocks alone; add nothing up.")
    def test_hidden_numbers_make_no_difference(self) -> None:
        """Two documents that differ only in what was hidden give the same file."""
        one, other = (
            self.written(document(counts(*numbers), threshold=5))
            for numbers in ((3, 900, 800, 2), (1, 900, 800, 4))
        )
        assert one == other

    @check(needs="text", cure="Never reckon in a writer: totals are in the document.")
    def test_no_number_is_made_up(self) -> None:
        """Sums, differences and shares that the document does not hold are absent."""
        said = self.said(document(counts(1117, 2339, shares_out=False)))
        for made_up in (3456, 1222, 1728, 3457):
            assert str(made_up) not in said, made_up
            assert f"{made_up:,}" not in said, made_up

    @check(needs="text", cure="Write Omitted with its title and reason, no more.")
    def test_a_text_that_was_not_cleared_is_absent(self) -> None:
        """A partner's words without clearance are left out, and the file says so."""
        said = self.said(document(*blocks_with("")["left out"]))
        assert "SECRET OF A PARTNER" not in said
        assert "Kept back" in said

    @check(cure="Clean text before it is written; refuse what the format cannot hold.")
    @pytest.mark.parametrize("name", HOSTILE)
    def test_hostile_text_is_written_or_refused(self, name: str) -> None:
        """Whatever stands in a record, the file is written, or refused with a name."""
        try:
            written = self.written(_hostile(HOSTILE[name]))
        except EarlyYearsError:
            return
        assert b"kit" in written or not self.able("text")

    @check(cure="Put an apostrophe before text that begins with = + - @ or a tab.")
    @pytest.mark.parametrize("name", HOSTILE)
    def test_no_cell_is_run_as_a_formula(self, name: str) -> None:
        """No cell of a spreadsheet begins with what makes it a formula."""
        self.for_sheets()
        said = self.said(_hostile(HOSTILE[name])).lstrip("\ufeff")
        dialect = "excel-tab" if self.needed("writer").ending == ".tsv" else "excel"
        cells = [cell for row in csv.reader(io.StringIO(said), dialect) for cell in row]
        assert [] == [cell for cell in cells if cell[:1] in _RISKY and "kit" in cell]

    @check(cure="Escape text: html.escape for pages, a backslash in Markdown.")
    @pytest.mark.parametrize("name", ["a script", "an attribute", "an image"])
    def test_text_makes_no_markup(self, name: str) -> None:
        """Tags and attributes in a text are text in the file."""
        self.for_markup()
        said = _unescaped(self.said(_hostile(HOSTILE[name])))
        assert [] == _TAG.findall(said)
        for one in parsed(said).all():
            assert "onerror" not in one.attributes
            assert "onmouseover" not in one.attributes

    @check(needs="text", cure="Leave control characters out.")
    def test_control_characters_are_left_out(self) -> None:
        """Nothing that cannot be seen steers a printer or a terminal."""
        said = self.said(_hostile(HOSTILE["control characters"]))
        assert [] == _CONTROL.findall(said)

    @check(needs="text", cure="Leave out, or close, what turns the direction of text.")
    def test_text_cannot_turn_what_follows(self) -> None:
        """A mark that turns the direction of text is left out or closed again."""
        said = self.said(_hostile("\u202eturned kitmark"))
        opened = len(re.findall("[\u202a-\u202e\u2066-\u2068]", said))
        closed = len(re.findall("[\u202c\u2069]", said))
        assert opened <= 2 * closed

    @check(needs="text", cure="Cut nothing: wrap it, or refuse with a clear error.")
    def test_long_text_is_whole(self) -> None:
        """Of a very long text nothing is lost."""
        try:
            said = self.said(_hostile(HOSTILE["very long"]))
        except EarlyYearsError:
            return
        assert said.count("long ") >= 5_000


def _hostile(words: str) -> SafeDocument:
    listing = blocks_with(words)["listing"]
    records = blocks_with(words)["table of records"]
    narrative = blocks_with(words)["narrative"]
    table = blocks_with(words)["table of counts"]
    return document(*listing, *records, *narrative, *table, words=words, title=words)


def _unescaped(said: str) -> str:
    """The text without what a backslash takes the meaning from, as in Markdown."""
    return re.sub(r"\\.", "", said)
