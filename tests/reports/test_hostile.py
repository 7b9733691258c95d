"""Text from files and records is shown and never obeyed."""

import csv
import io
import json
from typing import Any

import pytest

from earlyyears.disclosure import (
    Audience,
    Clearance,
    Heading,
    Listing,
    Narrative,
    Prose,
    SafeDocument,
    Source,
    make_safe,
)
from earlyyears.kernel import evolve
from earlyyears.reports import write
from tests.disclosure.samples import document as plain
from tests.disclosure.samples import strict
from tests.reports.pages import Page
from tests.reports.samples import DAY, borough, row, safe

HOSTILE = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror='alert(1)'>",
    "</style></title><b>bold",
    "&lt;b&gt; Tom & Jerry",
    '=HYPERLINK("http://example.org","x")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "\uff1d1+1",
    "a\x00b\x1b[31mred\x07",
    "evil\u202egnp.exe\u2066",
    "half \ud800 a character",
    "one\nline: two\r\nlines",
    "zero\u200bwidth\ufeff",
    "'; DROP TABLE settings; --",
    "{{ 7 * 7 }} ${7*7} %s {0}",
]


def everywhere(text: str) -> SafeDocument:
    """A report with one text in every place that takes text from outside."""
    rows = [
        row(1, name=text, network=text, reason=text, kind=text),
        *borough(),
    ]
    return safe(Audience.INTERNAL, rows, borough=text)


def in_blocks(text: str) -> SafeDocument:
    """A document with one text in every kind of block."""
    words = "".join(char for char in text if not char.isdigit())
    made = plain(
        Heading(text),
        Prose((words,)),
        Listing(text, ((text, text),)),
        Narrative(text, text, text, Clearance(text, DAY, Audience.PUBLIC)),
    )
    changed = evolve(made, title=text, subtitle=text, notes=(text,), head=text)
    return make_safe(
        evolve(changed, sources=(Source(text, DAY, text, text),)), strict()
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_a_page_shows_hostile_text_and_keeps_its_shape(text: str) -> None:
    """The elements of the page are the same as with harmless text."""
    for make in (everywhere, in_blocks):
        quiet = Page(write(make("Elm"), ".html"))
        loud = Page(write(make(text), ".html"))
        assert [] == loud.amiss
        assert [tag for tag, _ in quiet.elements] == [tag for tag, _ in loud.elements]
        assert [set(a) for _, a in quiet.elements] == [set(a) for _, a in loud.elements]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_sheet_runs_nothing(text: str) -> None:
    """No cell of the CSV starts as a formula, and every row keeps its columns."""
    for make in (everywhere, in_blocks):
        page = write(make(text), ".csv").decode("utf-8")
        rows = list(csv.reader(io.StringIO(page, newline="")))
        assert {16} == {len(one) for one in rows}
        cells = {cell for one in rows for cell in one if not is_number(cell)}
        risky = ("=", "+", "-", "@", "\t", "\r", "\uff1d")
        assert [] == [cell for cell in cells if cell.startswith(risky)]


def is_number(cell: str) -> bool:
    """Tell whether a cell is a plain whole number."""
    return cell.isdecimal()


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("ending", [".html", ".csv", ".json"])
def test_no_file_holds_what_a_terminal_or_reader_would_obey(
    text: str, ending: str
) -> None:
    """Control characters and turns of direction come out as visible marks."""
    for make in (everywhere, in_blocks):
        page = write(make(text), ending).decode("utf-8")
        found = set(page) - {"\n", "\r"}
        assert [] == sorted(char for char in found if char < " ")
        assert set() == found & set("\x7f\u200b\u202a\u202e\u2066\u2069\ufeff\x1b")


@pytest.mark.parametrize("text", HOSTILE)
def test_json_stays_json(text: str) -> None:
    """The JSON can be read back, and its shape is that of harmless text."""
    for make in (everywhere, in_blocks):
        quiet, loud = (json.loads(write(make(one), ".json")) for one in ("Elm", text))
        assert shape(quiet) == shape(loud)


def shape(value: Any) -> Any:
    """The shape of a JSON value, without its texts."""
    if isinstance(value, dict):
        return {key: shape(one) for key, one in value.items() if key != "rows"}
    if isinstance(value, list):
        return len(value)
    return type(value)


def test_ordinary_names_are_left_as_they_are() -> None:
    """Apostrophes, ampersands and accents come through."""
    name = "St Anne\u2019s & Zoë's (under-threes) \u2013 你好"
    made = everywhere(name)
    assert name in Page(write(made, ".html")).text
    assert name in write(made, ".csv").decode("utf-8")
    assert name in write(made, ".json").decode("utf-8")
