"""The pages say what is true: their examples run and their links lead somewhere."""

import re
import tomllib
from pathlib import Path

import pytest

import conftest as examples
from tests.conftest import ROOT
from tests.docs.pages import FENCE, LANGUAGES, PAGES, README, blocks, shown


def test_every_block_has_a_known_language() -> None:
    """A block says what it holds, so that a Python one cannot hide from the tests."""
    assert [] == [
        f"{shown(page)}: a block in {language!r}"
        for page in PAGES
        for language, _ in blocks(page)
        if language not in LANGUAGES
    ]


@pytest.mark.parametrize("page", PAGES, ids=shown)
def test_every_python_block_runs(page: Path) -> None:
    """Each Python block of a page is among those that the test run executes."""
    starts = [example.start for example in examples.pages.parse(page).examples()]
    assert [] == [
        block["body"]
        for block in FENCE.finditer(page.read_text(encoding="utf-8"))
        if block["language"] == "python"
        and not any(start in range(*block.span()) for start in starts)
    ]


def test_pages_name_their_reader() -> None:
    """Each page of the site says at its head for whom it is."""
    site = [page for page in PAGES if page.parent != ROOT]
    assert site
    assert [] == [
        shown(page)
        for page in site
        if "*For " not in page.read_text(encoding="utf-8")[:400]
    ]


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "SECURITY.md"])
def test_links_at_the_top_lead_somewhere(name: str) -> None:
    """Every file that a page at the top points at is there."""
    text = (ROOT / name).read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#:]+)\)", text)
    assert targets
    assert [] == [target for target in targets if not (ROOT / target).exists()]


def test_fragments_of_the_changelog_have_a_known_kind() -> None:
    """Every fragment is named ISSUE.KIND.md or +word.KIND.md, and says something."""
    manifest = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    known = manifest["tool"]["towncrier"]["type"]
    kinds = "|".join(kind["directory"] for kind in known)
    named = re.compile(rf"(\d+|\+[a-z0-9-]+)\.({kinds})(\.\d+)?\.md")
    fragments = [
        path
        for path in sorted((ROOT / "changelog.d").iterdir())
        if path.name not in {"README.md", "_template.md.jinja"}
    ]
    assert [] == [path.name for path in fragments if not named.fullmatch(path.name)]
    assert [] == [
        path.name for path in fragments if not path.read_text("utf-8").strip()
    ]


def test_the_readme_is_among_the_pages() -> None:
    """The pages under test include the README and those of the site."""
    assert README in PAGES
    assert ROOT / "docs" / "index.md" in PAGES
