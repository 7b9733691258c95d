"""Reports as Markdown, from a fictional borough and through the installed plugin."""

import datetime as dt
from importlib import metadata

import pytest
from earlyyears_markdown import Markdown
from earlyyears_markdown.writing import _plain

import earlyyears as ey
from earlyyears import synthetic
from earlyyears.app import open_hub

EDITION = dt.date(2021, 8, 31)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The public report of a fictional borough, as the plugin writes it."""
    made = synthetic.borough(seed=7)
    file = tmp_path_factory.mktemp("out") / "report.md"
    plugins = [Markdown()]
    with open_hub(
        "memory:", borough=made.area, actor="officer", plugins=plugins
    ) as hub:
        hub.import_register(made.register_file(EDITION, layout="2021"), edition=EDITION)
        hub.report("support", on=dt.date(2021, 9, 1)).save(file, audience="public")
    return file.read_text(encoding="utf-8")


def test_the_page_has_its_title_and_says_that_it_is_made_up(report: str) -> None:
    """One title, a watermark, and the digest by which it can be checked."""
    assert 1 == sum(line.startswith("# ") for line in report.splitlines())
    assert "This borough is made up" in report
    assert "digest `" in report


def test_every_row_of_a_table_has_as_many_cells_as_its_head(report: str) -> None:
    """Tables are whole: no cell is lost and none is split."""
    width = 0
    seen = 0
    for line in report.splitlines():
        if not line.startswith("|"):
            width = 0
            continue
        cells = line.replace("\\|", "").count("|")
        width = width or cells
        assert width == cells, line
        seen += 1
    assert seen > 20


def test_markup_in_a_name_stays_text() -> None:
    """Links, emphasis, tags and table bars cannot be smuggled in."""
    assert r"\[x\]\(y\) \*\*b\*\* \<i\> a\|b" == _plain("[x](y) **b** <i> a|b")
    assert "one line" == _plain("one\n line")


def test_the_installed_plugin_is_found_and_used() -> None:
    """Nothing but its installation is needed."""
    if not metadata.entry_points(group="earlyyears", name="markdown"):
        pytest.skip("the plugin is not installed here")
    with ey.open_hub("memory:", borough="newham", plugins=["markdown"]) as hub:
        assert "markdown" in {one.name for one in hub.plugins}
