"""Registers as workbooks: read like the CSV file, or refused before they do harm."""

import datetime as dt
import io
import random
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from earlyyears.kernel import EarlyYearsError
from earlyyears.registers import (
    MissingExtraError,
    OversizedCellError,
    RegisterFile,
    UnknownLayoutError,
    UnreadableFileError,
    read,
)
from earlyyears.registers.decoding import Grid
from earlyyears.registers.grids import grids
from tests.registers import files
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

Write = Callable[[dict[str, Rows]], bytes]
BOTH = pytest.mark.parametrize("write", [xlsx, ods])
ROWS = [
    files.ROW_2021,
    {**files.ROW_2021, "Provider URN": "EY100002", "Provider name": "Oak"},
    {**files.ROW_2021, **files.NOT_INSPECTED, "Provider URN": "EY100003"},
]


def table(*rows: Any) -> list[list[Any]]:
    """The register of 2021 with some rows, its days and numbers as a workbook has."""
    given = rows or ROWS
    heads = [*files.ROW_2021]
    return [heads, *([_typed(row[head]) for head in heads] for row in given)]


def _typed(value: Any) -> Any:
    if type(value) is str and value.count("/") == 2:
        day, month, year = map(int, value.split("/"))
        return dt.date(year, month, day)
    return int(value) if type(value) is str and value.isdecimal() else value


def register(data: bytes, name: str = "a.xlsx") -> RegisterFile:
    """The register of 2021 that a file holds."""
    return read(data, edition=files.EDITION_2021, area=files.NEWHAM, name=name)


def one_sheet(data: bytes) -> Grid:
    """The only sheet of a workbook."""
    (grid,) = grids(data, "a.xlsx", [])
    return grid


@BOTH
def test_a_workbook_says_what_the_csv_file_says(write: Write) -> None:
    """Days, numbers and words come out as the same entries in the same rows."""
    rows = [[str(one) for one in files.ROW_2021], *([*one.values()] for one in ROWS)]
    csv = "\r\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)
    expected, actual = register(csv.encode()), register(write({"Data": table()}))
    assert expected.rows == actual.rows
    assert (expected.tally, expected.warnings) == (actual.tally, actual.warnings)
    assert 3 == actual.tally.loaded


def test_what_counts_is_the_content_of_a_file_and_not_its_name() -> None:
    """A workbook called .csv is read, and so is text that is called .xlsx."""
    book = xlsx({"Data": table()})
    text = "\r\n".join(",".join(row) for row in csv_cells(_csv()))
    assert "XLSX workbook" == register(book, "a.csv").encoding
    assert "UTF-8" == register(text.encode(), "a.xlsx").encoding
    assert register(book, "a.csv").rows == register(text.encode(), "a.xlsx").rows


def _csv() -> bytes:
    rows = [[*files.ROW_2021], *([*one.values()] for one in ROWS)]
    return "\n".join(",".join(row) for row in rows).encode()


@BOTH
def test_titles_above_and_other_sheets_are_passed_over(write: Write) -> None:
    """The sheet with the headings is found, and the others are named."""
    book = write(
        {
            "Cover": [["Providers as at 31 August 2021"]],
            "D1": [["Providers as at 31 August 2021"], [], *table()],
        }
    )
    found = read(book, area=files.NEWHAM, name="a.xlsx")
    assert (3, dt.date(2021, 8, 31)) == (found.tally.loaded, found.edition)
    (note,) = [one for one in found.warnings if one.code == "sheets_left_out"]
    assert "“Cover”" in note.message


def test_a_hidden_sheet_is_not_read_and_named() -> None:
    """Rows that nobody saw do not count, and are not lost in silence."""
    book = xlsx({"Old": table(ROWS[1]), "New": table(ROWS[0])}, hidden=["Old"])
    found = register(book)
    assert ["ofsted:EY100001"] == [one.identifier for one in found.rows]
    assert "sheets_left_out" in {one.code for one in found.warnings}


@BOTH
def test_two_sheets_with_a_register_are_refused_by_name(write: Write) -> None:
    """Nobody guesses which of the two is meant."""
    with pytest.raises(UnknownLayoutError, match="“A”, “B”"):
        register(write({"A": table(), "B": table()}))
    with pytest.raises(UnknownLayoutError, match="no sheet"):
        register(write({"A": [["x"]], "B": [["y"]]}))


@BOTH
def test_a_formula_or_an_error_sets_its_row_aside(write: Write) -> None:
    """The kept result of a formula may be out of date; an error is no value."""
    wrong = [
        {**ROWS[0], "Provider name": Formula("=A1", 7)},
        {**ROWS[1], "Places": Failed("#N/A"), "Postcode": Formula("=B1", 7)},
        ROWS[2],
    ]
    found = register(write({"Data": table(*wrong)}))
    assert (1, 2) == (found.tally.loaded, found.tally.quarantined)
    assert [
        ("formula", 2, "Provider name"),
        ("formula", 3, "Postcode"),
        ("spreadsheet_error", 3, "Places"),
    ] == [(one.code, one.place.row, one.place.field) for one in found.quarantine]


@BOTH
def test_days_that_a_spreadsheet_may_have_swapped_set_their_rows_aside(
    write: Write,
) -> None:
    """Half days and half texts in a column tell of another country's settings."""
    days = (dt.date(2010, 9, 1), "21/09/2010", dt.date(2010, 9, 9))
    rows = table()
    at = rows[0].index("Registration date")
    for row, day in zip(rows[1:], days, strict=True):
        row[at] = day
    found = register(write({"Data": rows}))
    assert [("ambiguous_date", 2, "Registration date")] == [
        (one.code, one.place.row, one.place.field) for one in found.quarantine
    ]
    assert 2 == found.tally.loaded


@BOTH
def test_formulas_in_columns_of_the_officers_own_do_no_harm(write: Write) -> None:
    """Only cells that are read are looked at."""
    rows = [
        [*row, "" if at == 0 else Formula("=1", 1)] for at, row in enumerate(table())
    ]
    rows[0][-1] = "Our notes"
    found = register(write({"Data": rows}))
    assert (3, 0) == (found.tally.loaded, found.tally.quarantined)


@BOTH
def test_merged_cells_below_the_headings_are_told(write: Write) -> None:
    """Merged titles are no matter; merged rows lack values."""
    rows = [[Merged("Title")], [], *table()]
    assert "merged_cells" not in {
        one.code for one in register(write({"Data": rows})).warnings
    }
    at = [*files.ROW_2021].index("Provider name")
    rows[3][at], rows[4][at] = Merged("Elm"), ""
    (told,) = [
        one
        for one in register(write({"Data": rows})).warnings
        if one.code == "merged_cells"
    ]
    assert ("rows 4 to 5 share merged cells", 4) == (told.message, told.place.row)


@BOTH
def test_cells_become_the_text_that_a_csv_file_would_hold(write: Write) -> None:
    """Days as Britain writes them, numbers as they are shown, errors as they are."""
    given = [dt.date(2021, 9, 1), 12, 0.1 + 0.2, 1e20, "text", Failed("#REF!")]
    ((number, cells),) = one_sheet(write({"A": [given]})).rows
    assert (1, ["01/09/2021", "12", "0.3", "1E+20", "text", "#REF!"]) == (
        number,
        [*cells],
    )


def test_times_and_truths_are_written_out() -> None:
    """A day with a time of day keeps it, and a truth is a word."""
    moment: Any = dt.datetime(2021, 9, 1, 14, 30)  # noqa: DTZ001  as a workbook has it
    ((_, cells),) = one_sheet(xlsx({"A": [[moment, True]]})).rows
    assert ["01/09/2021 14:30:00", "TRUE"] == [*cells]


def test_rows_keep_their_numbers_beneath_empty_ones() -> None:
    """A table that begins in C5 has its headings in row 5."""
    rows = [*one_sheet(xlsx({"A": [[], [], [], [], ["", "", "x"]]})).rows]
    assert [(5, ["", "", "x"])] == [row for row in rows if any(row[1])]


def test_repeated_rows_of_an_ods_workbook_are_all_there() -> None:
    """LibreOffice writes equal rows once, with how often they stand."""
    row = '<table:table-row table:number-rows-repeated="{}">{}</table:table-row>'
    cell = (
        '<table:table-cell {} office:value-type="float" office:value="1">'
        "<text:p>1</text:p></table:table-cell>"
    )
    formula = 'table:formula="of:=1" table:number-columns-repeated="2"'
    book = ods({"A": []}, tail=row.format(3, cell.format(formula)))
    book = parts(
        book, lambda _, part: part.replace(b'repeated="1048000"', b'repeated="1"')
    )
    found = one_sheet(book)
    assert {
        2: {1: "=", 2: "="},
        3: {1: "=", 2: "="},
        4: {1: "=", 2: "="},
    } == found.spoilt


# ------------------------------------------------------------------ without the extra


def test_without_the_extra_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A workbook says what to install, and a CSV file needs nothing."""
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(MissingExtraError, match=r"earlyyears\[registers\]"):
        register(xlsx({"Data": table()}))
    assert 3 == register(_csv()).tally.loaded


# -------------------------------------------------------------------- hostile workbooks


def _lying(data: bytes) -> bytes:
    """A workbook that says of its sheet that it is shorter than it is."""
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        size = held.getinfo("xl/worksheets/sheet1.xml").file_size
    return data.replace(size.to_bytes(4, "little"), (size - 9).to_bytes(4, "little"))


def _far(_: str, part: bytes) -> bytes:
    return part.replace(b'r="A1"', b'r="XFD1048576"').replace(b'r="1"', b'r="1048576"')


def _doctype(_: str, part: bytes) -> bytes:
    head, mark, rest = part.partition(b"?>")
    return head + mark + b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + rest


def _lacking(wanted: str) -> Callable[[str, bytes], bytes | None]:
    return lambda name, part: None if name == wanted else part


SMALL = xlsx({"A": [["x"]]})
HOSTILE: dict[str, Callable[[], bytes]] = {
    "lying size": lambda: _lying(SMALL),
    "far away cell": lambda: parts(SMALL, _far),
    "entities": lambda: parts(SMALL, _doctype),
    "no sheet": lambda: parts(SMALL, _lacking("xl/worksheets/sheet1.xml")),
    "no names": lambda: parts(SMALL, _lacking("xl/_rels/workbook.xml.rels")),
    "broken XML": lambda: parts(SMALL, lambda _, part: part[:-9]),
    "cut off": lambda: SMALL[: len(SMALL) // 2],
    "another zip": lambda: _zip({"a.txt": b"x"}),
    "many parts": lambda: _zip({f"{n}.txt": b"" for n in range(2_001)}),
    "ods without content": lambda: _zip(
        {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}
    ),
    "wrong checksum": lambda: _flipped(SMALL),
    "formula everywhere": lambda: ods(
        {"A": []},
        tail='<table:table-row table:number-rows-repeated="1000000"><table:table-cell '
        'table:formula="of:=1" table:number-columns-repeated="1000" '
        'office:value-type="float" office:value="1"/></table:table-row>',
    ),
}


def _zip(given: dict[str, bytes]) -> bytes:
    page = io.BytesIO()
    with zipfile.ZipFile(page, "w") as made:
        for name, part in given.items():
            made.writestr(name, part)
    return page.getvalue()


def _flipped(data: bytes) -> bytes:
    """A workbook in which a part is not what its checksum says."""
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        at = held.getinfo("xl/styles.xml").header_offset + 60
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_workbook_that_would_do_harm_is_refused(name: str) -> None:
    """Bombs, cells far away and damage are refused before values are read."""
    with pytest.raises(UnreadableFileError) as refused:
        register(HOSTILE[name]())
    assert refused.value.advice


def test_a_workbook_that_unpacks_to_too_much_is_refused_by_its_size(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A small file may unpack to gigabytes; nothing is unpacked to find that out."""
    bomb = parts(SMALL, lambda _, part: part + b" " * (2 << 20))
    monkeypatch.setattr("earlyyears.registers.workbooks._BYTES", 20 << 20)
    monkeypatch.setattr(zipfile.ZipFile, "open", None)
    with pytest.raises(UnreadableFileError, match="unpacks to far more"):
        grids(bomb, "a.xlsx", [])


def test_a_workbook_that_only_the_library_finds_broken_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What passes the look inside and cannot be read is refused in the same words."""
    import python_calamine as library  # noqa: PLC0415  only here

    class Fails:
        @staticmethod
        def from_filelike(_: Any) -> Any:
            raise library.CalamineError

    monkeypatch.setattr(library, "CalamineWorkbook", Fails)
    with pytest.raises(UnreadableFileError, match="cannot be read"):
        grids(SMALL, "a.xlsx", [])


def test_a_cell_of_ten_million_characters_stops_the_file() -> None:
    """It is named with its row, as in a CSV file."""
    long = parts(
        xlsx({"A": [["x"], ["LONG"]]}),
        lambda _, part: part.replace(b"LONG", b"x" * 10_000_000),
    )
    with pytest.raises(OversizedCellError, match="row 2"):
        grids(long, "a.xlsx", [])


def _damaged() -> Iterator[bytes]:
    chance = random.Random(20261125)
    books = [xlsx({"Data": table()}), ods({"Data": table()})]
    for number in range(150):
        data = bytearray(books[number % 2])
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(4, len(data))] = chance.randrange(256)
        yield bytes(data)
    plain = [parts(book, lambda _, part: part) for book in books]
    for number in range(100):
        yield parts(plain[number % 2], lambda _, part: _scratched(part, chance))


def _scratched(part: bytes, chance: random.Random) -> bytes:
    """A part with a few other bytes, so that its checksum is right again."""
    data = bytearray(part)
    for _ in range(chance.randint(0, 1)):
        data[chance.randrange(len(data))] = chance.choice(b'<>"&0A \x00')
    return bytes(data)


def test_a_damaged_workbook_is_read_or_refused_and_nothing_else() -> None:
    """Whatever byte is hit, people get rows or a sentence and never a traceback."""
    outcomes = [_outcome(data) for data in _damaged()]
    assert {"EY", "read"} == {each[:4].rstrip("40") for each in outcomes}


def _outcome(data: bytes) -> str:
    try:
        register(data)
    except EarlyYearsError as refused:
        return refused.code
    return "read"


@pytest.mark.shared
def test_newhams_real_file_is_the_same_as_a_workbook(shared: Path) -> None:
    """Every entry of the published rows comes out of a workbook as out of the CSV."""
    name = "childcare-providers_2021-08-31_newham_slice.csv"
    data = (shared / "data" / "ofsted" / name).read_bytes()
    expected = register(data, name)
    heads, *rows = csv_cells(data)
    typed = [heads, *([_typed(cell) for cell in row] for row in rows)]
    actual = register(xlsx({"Data": typed}), "newham.xlsx")
    assert expected.tally == actual.tally
    assert expected.rows == actual.rows
