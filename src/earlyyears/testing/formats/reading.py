"""Checks that everybody can read a page: structure, tables, pictures, contrast."""

import re
from itertools import pairwise

from earlyyears.disclosure import SafeDocument
from earlyyears.testing.kits import check

from .base import FormatBase
from .documents import blocks_with, document
from .pages import Element, contrast, parsed

__all__ = ["FormatReading"]

_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COLOUR = re.compile(r"(?<![-\w])color:\s*(#[0-9a-fA-F]{3,6})\b")
_GROUND = re.compile(r"background(?:-color)?:\s*(#[0-9a-fA-F]{3,6})\b")
_ENOUGH = 4.5


def _whole() -> SafeDocument:
    return document(*(one for made in blocks_with("x").values() for one in made))


class FormatReading(FormatBase):
    """An HTML page that a screen reader can read, complete in itself."""

    def page(self) -> Element:
        """The page of a whole document, or the check is left out."""
        self.for_pages()
        return parsed(self.said(_whole()))

    @check(cure="Write <html lang=“en-GB”>.")
    def test_the_page_names_its_language(self) -> None:
        """A screen reader knows how to speak it."""
        found = [one.attributes.get("lang", "") for one in self.page().all("html")]
        assert len(found) == 1
        assert found[0]

    @check(cure="Write one <title> that says what the page is about.")
    def test_the_page_has_a_title(self) -> None:
        """The title says which report it is."""
        found = [one.text for one in self.page().all("title")]
        assert ["Report of the kit"] == [one[:17] for one in found]

    @check(cure="One h1; below it h2, then h3, and no level left out.")
    def test_headings_make_an_outline(self) -> None:
        """There is one main heading, and no level is passed over going down."""
        tags = ("h1", "h2", "h3", "h4", "h5", "h6")
        levels = [int(one.tag[1]) for one in self.page().all(*tags)]
        assert 1 == levels.count(1)
        assert 1 == levels[0]
        assert all(b - a <= 1 for a, b in pairwise(levels))

    @check(cure="Write a <caption> in each <table>.")
    def test_every_table_has_a_caption(self) -> None:
        """Each table says what it shows."""
        tables = list(self.page().all("table"))
        assert tables
        assert all(any(c.text.strip() for c in one.all("caption")) for one in tables)

    @check(cure="Write <th scope=“col”> and <th scope=“row”>.")
    def test_every_heading_of_a_table_has_a_scope(self) -> None:
        """Each heading cell says whether it heads a row or a column."""
        for table in self.page().all("table"):
            scopes = [one.attributes.get("scope") for one in table.all("th")]
            assert scopes
            assert {"col", "row"} >= set(scopes)
            assert "col" in scopes

    @check(cure="Give every row of a table as many cells as its head.")
    def test_every_row_of_a_table_is_whole(self) -> None:
        """No row has fewer or more cells than the head."""
        for table in self.page().all("table"):
            widths = {sum(1 for _ in row.all("td", "th")) for row in table.all("tr")}
            assert 1 == len(widths)

    @check(cure="Give each <img> and <svg> a text, or mark it as decoration.")
    def test_every_picture_has_a_text(self) -> None:
        """What is shown as a picture is said in words."""
        for one in self.page().all("img"):
            assert "alt" in one.attributes
        for one in self.page().all("svg"):
            named = {"aria-label", "aria-labelledby", "aria-hidden"}
            assert named & set(one.attributes) or any(True for _ in one.all("title"))

    @check(cure="Put style into the page; fetch nothing, and run no script.")
    def test_the_page_fetches_and_runs_nothing(self) -> None:
        """It can be opened without a network and tells nobody that it was."""
        page = self.page()
        assert [] == list(page.all("script", "iframe", "object", "embed", "link"))
        for one in page.all():
            source = one.attributes.get("src", "data:")
            assert source.startswith(("data:", "#")), one.tag

    @check(cure="Choose a darker ink or a lighter ground; 4.5 to 1 is enough.")
    def test_ink_stands_out_from_its_ground(self) -> None:
        """Where a style gives both colours of a text, they differ enough to be read."""
        styles = "".join(one.text for one in self.page().all("style"))
        for name, rule in _RULE.findall(styles):
            ink, ground = _COLOUR.findall(rule), _GROUND.findall(rule)
            if ink and ground:
                assert contrast(ink[-1], ground[-1]) >= _ENOUGH, name.strip()

    @check(cure="Label each link and number each id once.")
    def test_links_within_the_page_lead_somewhere(self) -> None:
        """Every link has words, its target is there, and no id is used twice."""
        page = self.page()
        ids = [one.attributes["id"] for one in page.all() if "id" in one.attributes]
        assert len(ids) == len(set(ids))
        for one in page.all("a"):
            assert one.text.strip()
            target = one.attributes.get("href", "")
            assert not target.startswith("#") or target[1:] in ids, target
