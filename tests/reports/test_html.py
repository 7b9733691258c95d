"""The page can be read by people and machines alike, whatever text comes in."""

import itertools
import re

import pytest

from earlyyears.disclosure import Audience, make_safe
from earlyyears.kernel import Sensitivity, evolve
from earlyyears.reports import html
from tests.disclosure.samples import document as plain
from tests.disclosure.samples import rows, strict, table
from tests.reports.pages import Page
from tests.reports.samples import borough, safe

AUDIENCES = list(Audience)


@pytest.fixture(scope="module", params=AUDIENCES)
def page(request: pytest.FixtureRequest) -> Page:
    """The support report as each audience sees it."""
    return Page(html(safe(request.param, fictional=True)))


def test_the_page_is_whole(page: Page) -> None:
    """Every element that is opened is closed, in turn."""
    assert [] == page.amiss


def test_the_page_says_its_language_and_title(page: Page) -> None:
    """A reader aloud knows the language, and a tab its name."""
    assert [{"lang": "en-GB"}] == page.all("html")
    assert ["Who supports which setting, Newham, 1 September 2021"] == [
        text for tag, text in page.texts if tag == "title"
    ]


def test_there_is_one_main_heading_and_no_level_is_skipped(page: Page) -> None:
    """Headings make an outline."""
    levels = page.headings
    assert 1 == levels.count(1)
    assert 1 == levels[0]
    steps = itertools.pairwise(levels)
    assert [] == [(one, two) for one, two in steps if two > one + 1]


def test_there_is_one_main_part_that_can_be_skipped_to(page: Page) -> None:
    """The first link leads past the top of the page."""
    assert [{"id": "report"}] == page.all("main")
    assert {"class": "skip", "href": "#report"} == page.all("a")[0]


def test_everything_stands_in_a_landmark(page: Page) -> None:
    """Somebody who cannot see the page can go from part to part."""
    assert ["a", "header", "nav", "main"] == page.landmarks


def test_every_table_has_a_caption_and_scoped_headings(page: Page) -> None:
    """Each cell of a table can be reached by its headings."""
    assert page.count("table") == page.count("caption") >= 7
    assert {"col", "row"} == {heading.get("scope") for heading in page.all("th")}


def test_every_link_and_label_leads_somewhere(page: Page) -> None:
    """No id is missing and none stands twice."""
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert sorted(set(ids)) == sorted(ids)
    wanted = {link["href"].removeprefix("#") for link in page.all("a")}
    wanted |= {
        attributes["aria-labelledby"]
        for _, attributes in page.elements
        if "aria-labelledby" in attributes
    }
    assert set() == wanted - set(ids)


def test_the_page_runs_nothing_and_fetches_nothing(page: Page) -> None:
    """No script, no handler, and nothing from elsewhere."""
    assert 0 == page.count("script") + page.count("link") + page.count("iframe")
    names = {name for _, attributes in page.elements for name in attributes}
    assert set() == {one for one in names if one.startswith("on")} | ({"src"} & names)
    assert [] == [link for link in page.all("a") if not link["href"].startswith("#")]


def test_no_code_and_no_misread_word_is_printed(page: Page) -> None:
    """Officers' words only: no codes, and none of the words they would misread."""
    assert [] == re.findall(r"\b[a-z]+_[a-z_]+\b", page.text)
    assert [] == re.findall(r"\b(?:LA|regime|quarantined|CSA)\b", page.text)


def test_a_made_up_borough_says_so_before_anything_else(page: Page) -> None:
    """Nobody can take the demonstration for Newham."""
    assert "This borough is made up." in page.text
    assert "made up" not in Page(html(safe())).text


def test_the_page_says_how_to_check_it(page: Page) -> None:
    """The commit and the digest of the ledger stand on it."""
    assert "ab" * 32 in page.text
    assert "commit 7" in page.text


def test_the_page_says_which_files_it_rests_on(page: Page) -> None:
    """Each edition stands on it with what became of its rows."""
    assert (
        "Ofsted: childcare providers and inspections, edition of 31 August 2021."
        " 300 rows: 238 loaded, 62 out of the area." in page.text
    )


def test_a_rule_that_nobody_confirmed_says_so(page: Page) -> None:
    """The standing of a rule is said in words."""
    assert "No person has checked this rule against its source yet." in page.text


def test_the_public_page_says_what_it_leaves_out() -> None:
    """What is counted and what only officers know is said in words, kind by kind."""
    text = Page(html(safe(Audience.PUBLIC))).text
    assert "the borough's networks and their anchor schools" in text
    assert "Not counted are concerns, decisions that another body leads" in text
    assert "Settings in order of duty and need: left out." in text


def test_no_setting_is_named_on_the_public_page() -> None:
    """Names and numbers of settings stand on the worklist only, which is not there."""
    text = Page(html(safe(Audience.PUBLIC))).text
    assert [] == [
        row.id
        for row in borough()
        if row.setting.partition(":")[2] in text or (row.name and row.name in text)
    ]


def test_officers_see_every_setting_in_order() -> None:
    """The worklist keeps the order it was given, without those it does not concern."""
    found = Page(html(safe(Audience.INTERNAL)))
    listed = re.findall(r"EY\d{6}", found.text)
    wanted = [row.setting for row in borough() if row.status != "not_applicable"]
    assert [one.partition(":")[2] for one in wanted] == listed


def test_marks_are_explained_where_they_stand() -> None:
    """A page with a mark says what it means, one without does not."""
    counted = table("t", rows(a=3, b=1_234), "kind")
    text = Page(html(make_safe(plain(counted), strict()))).text
    assert "[c] hidden, so that nothing confidential can be worked out" in text
    assert "1,234" in text
    bare = Page(html(make_safe(plain(counted), strict(0)))).text
    assert "hidden, so that" not in bare


def test_a_hidden_number_is_nowhere_in_the_page() -> None:
    """Neither as text nor as the width of a bar is there a trace of what was hidden."""
    one = html(make_safe(plain(table("t", rows(a=3, b=40), "kind")), strict()))
    two = html(make_safe(plain(table("t", rows(a=4, b=40), "kind")), strict()))
    assert one == two


def test_totals_stand_in_the_foot_of_the_table() -> None:
    """A total is a heading of its own row at the end, not a category."""
    found = Page(html(make_safe(plain(table("t", rows(a=6, b=7), "kind")), strict())))
    assert 1 == found.count("tfoot")
    assert ("th", "Total") in found.texts


def test_colour_says_nothing_alone() -> None:
    """Every bar stands beside its number and is hidden from readers aloud."""
    found = Page(html(safe()))
    assert {"true"} == {bar.get("aria-hidden") for bar in found.all("i")}
    assert all(re.fullmatch(r"--part:\d\.\d+", bar["style"]) for bar in found.all("i"))


def test_facts_in_memory_have_no_ledger_to_check() -> None:
    """A page made from facts in memory says that there is no digest."""
    one = evolve(plain(), head="", as_at=None)
    text = Page(html(make_safe(one, strict()))).text
    assert "counted from facts in memory and from no ledger" in text


def test_rounded_counts_are_said_to_be_rounded() -> None:
    """The page names the base."""
    counted = table("t", rows(a=12, b=13), "kind", sensitivity=Sensitivity.SETTING)
    text = Page(html(make_safe(plain(counted), strict(1, 5)))).text
    assert "rounded to a multiple of 5" in text
