"""Tables as workbooks: what officers get, what they hand back, what Excel did."""

import datetime as dt
import io
import re
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from earlyyears.app import Hub, blank_table
from earlyyears.app.opening import built_in_catalogue
from earlyyears.kernel import Record
from earlyyears.places import Network, SchoolTerm
from earlyyears.registers import MissingExtraError
from earlyyears.services.tables import FormatError, TableRefusedError
from earlyyears.services.tables.columns import columns_of
from earlyyears.services.tables.workbooks import workbook
from tests.app import test_onboarding as made
from tests.app.conftest import Opener, opened
from tests.registers.books import (
    Failed,
    Formula,
    Merged,
    Rows,
    csv_cells,
    ods,
    parts,
    xlsx,
)
from tests.services.test_tables_faults import HEAD, PLANTED

__all__ = ["opened"]

Write = Callable[[dict[str, Rows]], bytes]
BOTH = pytest.mark.parametrize("write", [xlsx, ods])
CONCERNS = ["setting", "from", "kind", "note"]
TERMS = (
    b"term,local authority,from,to,source\n"
    b"autumn 2021,Newham,01/09/2021,17/12/2021,council\n"
    b"spring 2022,Newham,04/01/2022,01/04/2022,\n"
)
OCTOBER = dt.date(2021, 10, 1)


@pytest.fixture
def hub(opened: Opener) -> Hub:
    """A hub that has read four settings, two of which have one name."""
    hub = opened(borough="Newham")
    twins = [made.row(f"EY90000{n}", "Twin Nursery") for n in (6, 7)]
    hub.import_register(made.file(made.ELM, made.ASH, *twins), edition=made.FIRST)
    return hub


def codes(hub: Hub, kind: str, book: bytes) -> list[tuple[str, int | None, str]]:
    """Code, row and column of everything that is wrong with a workbook."""
    report = hub.import_table(book, kind, dry_run=True)
    return [(one.code, one.place.row, one.place.field) for one in report.findings]


# ------------------------------------------------------------------------------- in


@BOTH
def test_a_workbook_that_officers_filled_in_is_read(hub: Hub, write: Write) -> None:
    """Days are days, titles above are no matter, and the report adds up."""
    book = write(
        {
            "Ours": [
                ["Concerns of autumn"],
                [],
                CONCERNS,
                ["EY900001", OCTOBER, "Safeguarding concern", ""],
            ]
        }
    )
    report = hub.import_table(book, "concerns", reason="as seen")
    assert (1, 1, 0, True) == (
        report.rows,
        report.added,
        report.set_aside,
        report.wrote,
    )
    assert report.encoding in {"XLSX workbook", "ODS workbook"}
    assert not hub.import_table(book, "concerns").wrote


def _typed(cell: str) -> Any:
    """What Excel makes of a cell that somebody typed or pasted."""
    if cell.startswith("="):
        return Formula(cell, 1)
    if cell.startswith("#REF"):
        return Failed(cell)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", cell):
        return dt.date.fromisoformat(cell)
    if cell == "135108":
        return int(cell)
    return 1.35e20 if cell == "1.35E+05" else cell


@BOTH
def test_the_planted_faults_are_told_of_a_workbook_too(hub: Hub, write: Write) -> None:
    """Each row has its code at its row and column, and nothing is written."""
    if write is ods:
        planted = [one for one in PLANTED if "\x07" not in one[0]]
    else:
        planted = [*PLANTED]
    lines = csv_cells("\n".join([HEAD, *(line for line, _, _ in planted)]).encode())
    rows = [[_typed(cell) for cell in cells] for cells in lines]
    with pytest.raises(TableRefusedError) as refused:
        hub.import_table(write({"Inspections": rows}), "inspections")
    found = {
        (one.place.row, one.code, one.place.field) for one in refused.value.findings
    }
    expected = {(row, code, at) for row, (_, code, at) in enumerate(planted, 2)}
    assert expected == found
    assert 25 <= len(found)
    assert 1 == hub.verify().commits


@BOTH
def test_merged_cells_are_told_by_row(hub: Hub, write: Write) -> None:
    """The cells beneath the first of a merged range are empty; they must be split."""
    rows = [
        [Merged("Title", 1) if write is ods else "Title"],
        CONCERNS,
        [Merged("EY900001"), OCTOBER, "safeguarding", "a"],
        ["", OCTOBER, "suspension", "b"],
    ]
    assert [("merged_cells", 3, ""), ("missing_value", 4, "Setting")] == codes(
        hub, "concern", write({"A": rows})
    )


@BOTH
def test_two_sheets_with_such_a_table_are_told(hub: Hub, write: Write) -> None:
    """Rows of a second sheet are not lost in silence; an empty template is fine."""
    row = ["EY900001", OCTOBER, "safeguarding", ""]
    two = {"Autumn": [CONCERNS, row], "Spring": [CONCERNS, row]}
    assert [("several_sheets", None, "")] == codes(hub, "concern", write(two))
    blank = {"Autumn": [CONCERNS, row], "Spring": [CONCERNS, ["# example"]]}
    assert [] == codes(hub, "concern", write(blank))


def test_hidden_sheets_are_told_where_they_hold_such_a_table(hub: Hub) -> None:
    """What nobody sees is neither read nor lost."""
    row = ["EY900001", OCTOBER, "safeguarding", ""]
    both = {"Now": [CONCERNS, row], "Old": [CONCERNS, row]}
    assert [("hidden_sheet", None, "")] == codes(hub, "concern", xlsx(both, ["Old"]))
    lone = {"Now": [["About this file"]], "Old": [CONCERNS, row]}
    assert [("hidden_sheet", None, "")] == codes(hub, "concern", xlsx(lone, ["Old"]))


@BOTH
def test_other_sheets_are_named_in_the_report(hub: Hub, write: Write) -> None:
    """A sheet with something else is passed over, and the report says which."""
    row = ["EY900001", OCTOBER, "safeguarding", ""]
    book = write({"Read me": [["Dear colleague"]], "Data": [CONCERNS, row]})
    report = hub.import_table(book, "concern", dry_run=True)
    assert (("Read me",), ()) == (report.left_out, report.findings)


def test_a_workbook_without_any_table_says_so(hub: Hub) -> None:
    """An empty workbook and one without headings have no headings."""
    assert [("no_headings", None, "")] == codes(hub, "concern", xlsx({"A": [["x"]]}))
    assert [("no_headings", None, "")] == codes(hub, "concern", xlsx({"A": []}))


@BOTH
def test_days_that_excel_may_have_turned_round_are_told(hub: Hub, write: Write) -> None:
    """Where one day is typed month first, real days beside it may be swapped ones."""
    rows = [
        CONCERNS,
        ["EY900001", "12/25/2021", "safeguarding", ""],
        ["EY900001", dt.date(2021, 10, 12), "safeguarding", ""],
        ["EY900001", dt.date(2021, 12, 25), "suspension", ""],
    ]
    assert [("impossible_date", 2, "From"), ("ambiguous_date", 3, "From")] == codes(
        hub, "concern", write({"A": rows})
    )


@BOTH
def test_days_half_of_which_excel_took_for_texts_are_told(
    hub: Hub, write: Write
) -> None:
    """Under American settings 3 February becomes 2 March, and the 21st a text."""
    rows = [
        CONCERNS,
        ["EY900001", dt.date(2021, 3, 2), "safeguarding", "swapped, perhaps"],
        ["EY900001", "21/02/2021", "safeguarding", "left as a text"],
        ["EY900001", dt.date(2021, 4, 4), "suspension", "the same either way"],
    ]
    assert [("ambiguous_date", 2, "From")] == codes(hub, "concern", write({"A": rows}))
    rows[3][1] = dt.date(2021, 4, 30)
    assert [] == codes(hub, "concern", write({"A": rows})), "a real 30th clears it"


@BOTH
def test_what_excel_did_to_values_is_told(hub: Hub, write: Write) -> None:
    """Serials, shortened numbers, lost zeros and words taken for days."""
    rows = [
        CONCERNS,
        ["EY900001", 44470, "safeguarding", ""],
        [1.23456e25, OCTOBER, "safeguarding", ""],
        [900001, OCTOBER, "safeguarding", ""],
        [12, OCTOBER, "safeguarding", ""],
        ["EY900001", OCTOBER, dt.date(2021, 5, 3), ""],
        ["EY900001", OCTOBER, "safeguarding", 1.5e300],
        [Failed("#N/A"), Failed("#VALUE!"), "safeguarding", ""],
    ]
    told = codes(hub, "concern", write({"A": rows}))
    assert [
        ("serial_date", 2, "From"),
        ("scientific_number", 3, "Setting"),
        ("unknown_reference", 5, "Setting"),
        ("turned_into_date", 6, "Kind"),
        ("scientific_number", 7, "Note"),
        ("spreadsheet_error", 8, "Setting"),
        ("spreadsheet_error", 8, "From"),
    ] == [one for one in told if one[1] != 4]
    assert [("Setting",)] == [(at,) for _, row, at in told if row == 4]


def test_a_workbook_called_csv_is_read_all_the_same(hub: Hub, tmp_path: Path) -> None:
    """What counts is what is in the file, whatever its ending says."""
    row = ["EY900001", "2021-10-01", "safeguarding", ""]
    (tmp_path / "c.csv").write_bytes(xlsx({"A": [CONCERNS, row]}))
    text = "\n".join(",".join(each) for each in (CONCERNS, row))
    (tmp_path / "c.xlsx").write_bytes(text.encode())
    for name in ("c.csv", "c.xlsx"):
        assert 1 == hub.import_table(tmp_path / name, "concern", dry_run=True).added


# ------------------------------------------------------------------------------ out


def _rules(book: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(book)) as held:
        sheet = held.read("xl/worksheets/sheet1.xml").decode()
    return re.findall(r"<dataValidation .*?</dataValidation>", sheet)


def test_a_template_offers_words_and_checks_days() -> None:
    """Coded columns have a list of their words, days are checked, texts are texts."""
    book = blank_table(built_in_catalogue(), "concern", ".xlsx")
    words, first, last = _rules(book)
    assert 'type="list"' in words
    assert 'sqref="B2:B1004"' in words
    assert "<formula1>Words!$B$1:$B$5</formula1>" in words
    for rule, cells in ((first, "D2:D1004"), (last, "E2:E1004")):
        assert 'type="date"' in rule
        assert f'sqref="{cells}"' in rule
    with zipfile.ZipFile(io.BytesIO(book)) as held:
        styles = held.read("xl/styles.xml").decode()
        names = held.read("xl/workbook.xml").decode()
    assert 'formatCode="dd/mm/yyyy"' in styles
    assert 'numFmtId="49"' in styles, "columns of text keep what is typed"
    assert '<sheet name="Words" sheetId="2" state="hidden"' in names


def test_the_same_template_is_the_same_file() -> None:
    """Nothing in it tells when it was made."""
    found = built_in_catalogue()
    one, two = (blank_table(found, "network", ".xlsx") for _ in range(2))
    assert one == two


def test_an_export_as_a_workbook_is_read_back_as_it_was(
    hub: Hub, tmp_path: Path
) -> None:
    """Edit and import is a round trip: one changed day changes one record."""
    hub.import_table(TERMS, "calendar")
    assert 2 == hub.export("calendar", tmp_path / "terms.xlsx")
    assert not hub.import_table(tmp_path / "terms.xlsx", "calendars").wrote
    data = (tmp_path / "terms.xlsx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        sheet = held.read("xl/worksheets/sheet1.xml").decode()
    serial = (dt.date(2022, 4, 1) - dt.date(1899, 12, 30)).days
    assert f"<v>{serial}</v>" in sheet, "a day is a day and not a text"
    other = parts(
        data,
        lambda _, part: part.replace(
            b"<v>%d</v>" % serial, b"<v>%d</v>" % (serial + 1)
        ),
    )
    report = hub.import_table(other, "calendar")
    assert (0, 1, 1) == (report.added, report.changed, report.unchanged)
    ends = {one.last for one in hub.at(dt.date(2022, 1, 1)).all(SchoolTerm)}
    assert dt.date(2022, 4, 2) in ends


def _of(cls: type[Record], *rows: list[str]) -> bytes:
    return workbook("network", columns_of(cls), rows, {})


def test_texts_that_begin_like_formulas_stay_texts() -> None:
    """No cell of a workbook that we write can run."""
    book = _of(Network, ["=1+1", "=cmd", "@x", "http://a.example", "", ""])
    with zipfile.ZipFile(io.BytesIO(book)) as held:
        sheet = held.read("xl/worksheets/sheet1.xml")
        assert not [name for name in held.namelist() if "rels/sheet1" in name]
    assert b"<f>" not in sheet


def test_what_does_not_fit_into_a_workbook_is_refused() -> None:
    """A text longer than a cell holds, and more rows than a sheet has."""
    with pytest.raises(FormatError, match="“Name”"):
        _of(Network, ["x" * 32_768, "", "", "", "", ""])
    with pytest.raises(FormatError, match="rows"):
        workbook("network", columns_of(Network), [[]] * 1_048_576, {})


def test_without_the_extra_the_error_names_it(
    hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A workbook says what to install, writing and reading; CSV needs neither."""
    book = xlsx({"A": [CONCERNS]})
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(MissingExtraError, match=r"earlyyears\[report\]"):
        hub.export("setting", tmp_path / "s.xlsx")
    with pytest.raises(MissingExtraError, match=r"earlyyears\[registers\]"):
        hub.import_table(book, "concern")
    assert not (tmp_path / "s.xlsx").exists()
    assert 4 == hub.export("setting", tmp_path / "s.csv")
