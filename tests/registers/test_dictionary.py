"""The page about register files says what the layouts and the code say."""

import re
from pathlib import Path

import pytest

from earlyyears.registers import Layout, layouts


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    """The text of the page."""
    return (root / "docs" / "reference" / "registers.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("layout", layouts(), ids=lambda layout: layout.name)
def test_every_heading_of_a_layout_is_on_the_page(layout: Layout, page: str) -> None:
    """A data officer finds each column there, with whether it is needed."""
    needs = {"always": "always", "whole": "in whole files", "": ""}
    assert layout.title in page
    for column in layout.every_column():
        row = f"| {' / '.join(column.headings)} | {needs[column.needed]} |"
        assert row in page


def test_every_code_of_a_finding_is_on_the_page(root: Path, page: str) -> None:
    """A code that a person is shown can be looked up."""
    code = re.compile(r'(?:Finding\(\s*"([a-z_]+)"|^    "([a-z_]+)": \()', re.MULTILINE)
    sources = (root / "src" / "earlyyears" / "registers").glob("*.py")
    codes = {
        one or other
        for source in sources
        if source.name != "layouts.py"
        for one, other in code.findall(source.read_text(encoding="utf-8"))
    }
    assert {"bad_date", "wrong_cells", "stale", "conflicting_duplicate"} <= codes
    assert set() == {each for each in codes if f"`{each}`" not in page}
