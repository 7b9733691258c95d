"""The writers give the same figures in three forms, and only of safe documents."""

import csv
import io
import json
from fractions import Fraction
from typing import Any

import pytest

from earlyyears.disclosure import (
    Audience,
    Highlights,
    UnsafeDocumentError,
    make_safe,
)
from earlyyears.kernel import Mean, Share, evolve
from earlyyears.reports import (
    CSV,
    HTML,
    UnknownEndingError,
    write,
    writer_for,
    writers,
)
from tests.disclosure.samples import document as plain
from tests.disclosure.samples import figure, rows, strict, table
from tests.reports.pages import Page
from tests.reports.samples import document, safe


def sheet(audience: Audience = Audience.PUBLIC) -> list[dict[str, str]]:
    """The support report as rows of its CSV."""
    page = write(safe(audience), ".csv").decode("utf-8")
    return list(csv.DictReader(io.StringIO(page, newline="")))


def data(audience: Audience = Audience.PUBLIC) -> dict[str, Any]:
    """The support report as read back from its JSON."""
    found: dict[str, Any] = json.loads(write(safe(audience), ".json"))
    return found


def blocks(found: dict[str, Any], code: str) -> dict[str, Any]:
    """The block of a code."""
    one: dict[str, Any] = next(b for b in found["blocks"] if b.get("code") == code)
    return one


def test_the_shipped_writers_are_known_by_their_endings() -> None:
    """HTML, CSV and JSON, each once."""
    assert [".html", ".csv", ".json"] == [one.ending for one in writers()]


@pytest.mark.parametrize("ending", ["html", ".html", "report.HTML", " a/b.c/r.html "])
def test_a_writer_is_found_by_ending_or_file_name(ending: str) -> None:
    """Case and what stands before the last dot do not matter."""
    assert HTML == writer_for(ending)


def test_an_unknown_ending_is_refused_with_those_there_are() -> None:
    """The sentence lists the endings, a plugin's among them."""
    with pytest.raises(UnknownEndingError, match=r"\.csv, \.docx"):
        writer_for("report.pdf", [CSV, evolve(CSV, ending=".docx")])


@pytest.mark.parametrize("writer", writers(), ids=lambda one: one.name)
def test_a_document_that_is_not_safe_is_refused(writer: Any) -> None:
    """No writer takes a document that make_safe has not made."""
    with pytest.raises(UnsafeDocumentError):
        writer(document())


@pytest.mark.parametrize("writer", writers(), ids=lambda one: one.name)
def test_the_same_document_makes_the_same_bytes(writer: Any) -> None:
    """A file can be made again and compared."""
    assert writer(safe()) == writer(safe())


def test_the_three_files_give_the_same_figures() -> None:
    """Every number of a table stands in the CSV, the JSON and on the page."""
    in_sheet = {
        (one["table"], one["row"], one["column"]): one["value"]
        for one in sheet()
        if one["part"] == "figure"
    }
    in_json = {
        (block["code"], cell["row"] or "total", column(block, cell)): str(cell["value"])
        for block in data()["blocks"]
        if block["type"] == "table"
        for cell in block["cells"]
    }
    assert in_json == in_sheet
    text = Page(write(safe(), ".html")).text
    assert [] == [value for value in in_sheet.values() if f" {value} " not in text]


def column(block: dict[str, Any], cell: dict[str, Any]) -> str:
    """The column of a cell as the CSV writes it."""
    return cell["column"] or ("total" if block["columns"] else "")


def test_every_row_of_the_sheet_says_what_it_is_about() -> None:
    """A row cut out of the file still says borough, day, commit and audience."""
    about = {
        (one["borough"], one["on"], one["as_at"], one["audience"]) for one in sheet()
    }
    assert {("Newham", "2021-09-01", "7", "public")} == about


def test_every_figure_of_the_json_carries_where_it_came_from() -> None:
    """Measure, unit, population, day and commit stand at every number."""
    found = blocks(data(), "lead-group")
    wanted = {
        "measure": "settings",
        "unit": "settings",
        "population": "group settings on the Early Years Register",
        "on": "2021-09-01",
        "as_at": 7,
    }
    assert [] == [
        cell for cell in found["cells"] if {key: cell[key] for key in wanted} != wanted
    ]


def test_the_json_names_its_schema_and_carries_the_certificate() -> None:
    """A program knows the shape, and how the document was made safe."""
    found = data()
    assert "earlyyears.report/1" == found["schema"]
    assert "published-facts" == found["certificate"]["policy"]
    left_out = {
        "what": "Settings in order of duty and need",
        "why": "left_out",
        "in_words": "it is not for this audience",
    }
    assert [left_out] == found["certificate"]["hidden"]


def test_the_sheet_says_what_was_hidden_and_why() -> None:
    """The certificate is in the CSV as well, in words."""
    assert [
        ("policy", "", "published-facts"),
        ("hidden", "Settings in order of duty and need", "it is not for this audience"),
    ] == [
        (one["part"], one["row_label"], one["value"].partition(":")[0])
        for one in sheet()
        if one["section"] == "How this file was made safe to show"
    ]


def test_a_hidden_number_is_a_mark_in_every_file() -> None:
    """The CSV and the JSON hold the letter and no number."""
    made = make_safe(plain(table("t", rows(a=3, b=7), "kind")), strict())
    page = write(made, ".csv").decode("utf-8")
    figures = [
        (one["value"], one["mark"])
        for one in csv.DictReader(io.StringIO(page, newline=""))
        if one["part"] == "figure"
    ]
    assert [("", "c"), ("7", ""), ("", "c")] == figures
    cells = json.loads(write(made, ".json"))["blocks"][0]["cells"]
    assert [(None, "c"), (7, None), (None, "c")] == [
        (cell["value"], cell.get("mark")) for cell in cells
    ]


def test_numbers_in_the_sheet_are_plain() -> None:
    """A program reads 1234 and not 1,234."""
    made = make_safe(plain(table("t", rows(a=1_234), "kind")), strict())
    assert b",1234,," in write(made, ".csv")


def test_the_worklist_goes_into_sheet_and_json_for_officers() -> None:
    """One row a cell in the CSV, one object a setting in the JSON."""
    found = blocks(data(Audience.INTERNAL), "worklist")
    assert {"setting", "lead", "concerns"} <= set(found["rows"][0])
    records = [one for one in sheet(Audience.INTERNAL) if one["part"] == "record"]
    assert len(found["rows"]) * len(found["columns"]) == len(records)


def test_shares_and_means_keep_both_their_numbers() -> None:
    """JSON gives the parts of a share and the bounds of a mean, never a float."""
    share = evolve(figure(0), value=Share(1, 12))
    mean = evolve(figure(0), value=Mean(Fraction(7, 2), Fraction(4)))
    made = make_safe(plain(Highlights((("A", share), ("B", mean)))), strict(0))
    items = json.loads(write(made, ".json"))["blocks"][0]["items"]
    assert [
        {"numerator": 1, "denominator": 12},
        {"low": "7/2", "high": "4"},
    ] == [one["value"] for one in items]
    page = write(made, ".csv").decode("utf-8")
    figures = csv.DictReader(io.StringIO(page, newline=""))
    assert ["1 of 12", "7/2 to 4"] == [
        one["value"] for one in figures if one["part"] == "highlight"
    ]
