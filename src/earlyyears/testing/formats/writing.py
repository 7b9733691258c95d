"""Checks of what a writer writes: every block, every sign of where it comes from."""

import unicodedata
from collections.abc import Mapping

import pytest

from earlyyears.disclosure import UnsafeDocumentError
from earlyyears.kernel import EarlyYearsError
from earlyyears.testing.kits import check
from earlyyears.testing.watching import REACHES, watched

from .base import FormatBase
from .documents import DAY, DIGEST, blocks_with, counts, document

__all__ = ["FormatWriting"]

_LETTERS = "kitmark"
#: The texts of each kind of block that no writer may leave out.
_ESSENTIAL: Mapping[str, tuple[str, ...]] = {
    "heading": ("Heading",),
    "highlights": ("Highlight",),
    "prose": ("",),
    "table of counts": ("r 0", "r 1"),
    "table with columns": ("r 0", "r 1", "c 0", "c 1"),
    "table of records": ("Name", "cell"),
    "listing": ("term", "said"),
    "narrative": ("Title", "who"),
    "left out": ("Kept back",),
}


def _days() -> tuple[str, ...]:
    return (
        DAY.isoformat(),
        f"{DAY.day} {DAY:%B %Y}",
        f"{DAY:%d/%m/%Y}",
        f"{DAY.day} {DAY:%b %Y}",
    )


class FormatWriting(FormatBase):
    """A file says everything the document says, and where it comes from."""

    @check(cure="Offer Writer(name, “.ending”, “kind/of-media”, function).")
    def test_it_is_offered_as_a_writer(self) -> None:
        """A small ending with a dot, a media type with a slash, and a name."""
        writer = self.needed("writer")
        assert writer.ending.startswith(".")
        assert writer.ending == writer.ending.lower()
        assert "/" in writer.media_type
        assert writer.name.strip()

    @check(cure="Take SafeDocument only; wrap the function in Writer, which refuses.")
    def test_an_unsafe_document_is_refused(self) -> None:
        """What nobody has made safe is not written, whatever it looks like."""
        safe = document()
        with pytest.raises(UnsafeDocumentError):
            self.written(safe.document)  # type: ignore[arg-type]

    @check(cure="Write a page with its title even where there are no blocks.")
    def test_a_document_without_blocks_is_written(self) -> None:
        """A report in which nothing stands is still a report."""
        assert self.written(document())

    @check(
        needs="every_block",
        cure="Match every block of SafeBlock; refuse what you cannot write.",
    )
    @pytest.mark.parametrize("kind", _ESSENTIAL)
    def test_every_block_is_written_or_refused(self, kind: str) -> None:
        """No kind of block is passed over in silence."""
        safe = document(*blocks_with(_LETTERS)[kind])
        try:
            said = self.said(safe)
        except EarlyYearsError:
            return
        assert [] == [one for one in _ESSENTIAL[kind] if one + _LETTERS not in said]

    @check(needs="text", cure="Write the numbers of each cell, totals included.")
    def test_every_number_is_written(self) -> None:
        """All counts of a table and their totals stand in the file."""
        said = self.said(document(counts(1117, 2339, 4441, 8887, columns=2)))
        for number in (1117, 2339, 4441, 8887, 3456, 13328, 5558, 11226, 16784):
            assert str(number) in said or f"{number:,}" in said, number

    @check(needs="text", cure="Write document.title, .borough, .on and .notes.")
    def test_it_says_what_it_is_about(self) -> None:
        """Title, borough, day and notes stand in the file."""
        said = self.said(document())
        for words in ("Report of the kit", "Kitborough", "A note of the kit"):
            assert words in said
        assert any(day in said for day in _days())

    @check(needs="text", cure="Write document.head; on paper it can be checked.")
    def test_the_digest_is_printed(self) -> None:
        """The digest by which the figures can be checked stands in the file."""
        assert DIGEST in self.said(document())

    @check(needs="text", cure="Write that the borough is made up where .fictional is.")
    def test_a_made_up_borough_is_marked(self) -> None:
        """What is fictional says so, and differs from what is not."""
        said = [self.said(document(fictional=each)) for each in (True, False)]
        marks = ("made up", "fictional", "not real", "sample")
        assert any(mark in said[0].lower() for mark in marks)
        assert said[0] != said[1]

    @check(needs="text", cure="Encode as UTF-8, and bring fonts for other scripts.")
    def test_other_scripts_are_written(self) -> None:
        """Accents and other alphabets come out as they went in."""
        said = self.said(document(title="Škola école 学校 مدرسة"))
        whole = unicodedata.normalize("NFC", said)
        for word in ("Škola", "école", "学校", "مدرسة"):
            assert word in whole

    @check(needs="same_bytes", cure="Leave out times, ids and orders that change.")
    def test_the_same_document_gives_the_same_bytes(self) -> None:
        """A file can be made again and compared."""
        safe = document(*(one for made in blocks_with("x").values() for one in made))
        assert self.written(safe) == self.written(safe)

    @check(cure="Write what the document says, and nothing of the machine.")
    @pytest.mark.parametrize("reach", ["clock", "chance", "network", "settings"])
    def test_nothing_of_the_machine_is_written(self, reach: str) -> None:
        """Neither clock nor chance, network or settings of the machine are asked."""
        safe = document(*blocks_with("x")["listing"])
        self.written(safe)
        _, reached = watched(lambda: self.written(safe))
        assert reach not in reached, REACHES[reach]
