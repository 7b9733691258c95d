"""Files: found, decoded, matched to a layout, and every row accounted for."""

import csv
import datetime as dt
from pathlib import Path

import pytest

from earlyyears import registers
from earlyyears.kernel import EarlyYearsError
from earlyyears.places import Area, area
from earlyyears.registers import (
    AreaNeededError,
    MissingColumnsError,
    OversizedCellError,
    UnknownEditionError,
    UnknownLayoutError,
    UnreadableFileError,
)
from tests.registers.files import (
    EDITION_2021,
    EDITION_2026,
    NEWHAM,
    REIF,
    ROW_2021,
    ROW_2026,
    codes,
    read,
    sheet,
)

OTHER = {"Provider URN": "EY100002"}


def taken(data: bytes, name: str = "sample.csv") -> registers.RegisterFile:
    """What reading some bytes for Newham gives."""
    return registers.read(data, edition=EDITION_2021, area=NEWHAM, name=name)


def test_every_row_is_accounted_for() -> None:
    """Loaded, out of area, doubled and set aside add up to the rows."""
    found = read(
        {},
        {},
        OTHER,
        {"Provider URN": "EY100003", "Local authority": "Leeds"},
        {"Provider URN": "EY100004", "Local authority": "Not Recorded"},
        {"Provider URN": "EY100005", "Places": "?"},
    )
    assert registers.Tally(6, 2, 2, 1, 1) == found.tally


def test_a_row_that_contradicts_an_earlier_one_is_set_aside() -> None:
    """Two rows of one number that differ are for a person to judge."""
    found = read({}, {"Places": "50"})
    assert [48] == [entry.places for entry in found.rows]
    (finding,) = found.quarantine
    assert ("conflicting_duplicate", 3) == (finding.code, finding.place.row)
    assert "row 2" in finding.message


def test_rows_of_no_recorded_authority_are_out_of_area_and_counted() -> None:
    """They are in England and in no borough."""
    nowhere = {"Local authority": "Not Recorded"}
    data = sheet({}, {**OTHER, **nowhere})
    found = registers.read(data, edition=EDITION_2021, area=area("england"))
    assert (1, 1) == (found.tally.loaded, found.tally.out_of_area)
    counts = registers.unflatten_counts(found.not_recorded)
    assert (1, 48) == (counts["rows"], counts["eyr_places_sum"])


def test_headings_are_matched_without_case_spaces_and_punctuation() -> None:
    """A heading that only looks different is the same heading."""
    text = sheet({}).decode()
    heading, rows = text.split("\r\n", 1)
    found = taken((heading.upper().replace(" ", "  ") + "\r\n" + rows).encode())
    assert 1 == found.tally.loaded
    assert "2" == str(found.rows[0].inspections[0].outcome.grade)  # type: ignore[union-attr]


def test_titles_may_stand_before_the_headings_and_say_the_edition() -> None:
    """Rows are counted from the first line of the file."""
    data = sheet({}, titles=("Management information", "as at 31 August 2021"))
    found = registers.read(data, area=NEWHAM)
    assert EDITION_2021 == found.edition
    assert 4 == found.rows[0].row


@pytest.mark.parametrize(
    "name",
    [
        "providers_2021-08-31.csv",
        "providers 31 Aug 2021.csv",
        "as_at_31_August_2021.csv",
    ],
)
def test_the_name_of_the_file_may_say_the_edition(name: str) -> None:
    """Nobody types what the file says."""
    assert EDITION_2021 == registers.read(sheet({}), area=NEWHAM, name=name).edition


def test_a_file_of_no_known_edition_is_refused() -> None:
    """An edition is never guessed."""
    with pytest.raises(UnknownEditionError, match="edition"):
        registers.read(sheet({}), area=NEWHAM, name="download.csv")


def test_an_edition_that_contradicts_the_file_is_said() -> None:
    """The edition that was given wins, with a warning."""
    found = taken(sheet({}), "providers_2021-03-31.csv")
    assert EDITION_2021 == found.edition
    assert "edition_differs" in codes(found)


def test_an_edition_whose_newest_inspection_is_old_is_said_to_be_stale() -> None:
    """The file of December 2025 showed no inspection after September."""
    date = "Most recent full: Inspection date"
    elsewhere = {**OTHER, "Local authority": "Leeds", date: "16/06/2021"}
    assert [True, False, False] == [
        any(each.code == "stale" for each in found.warnings)
        for found in (
            read({date: "16/06/2021"}),
            read({date: "17/06/2021"}),
            read({}, {**elsewhere, date: "31/08/2021"}),
        )
    ]


def test_an_inspection_after_the_edition_is_said() -> None:
    """Either the edition or the cell is wrong."""
    found = read({"Most recent full: Inspection date": "01/09/2021"})
    assert "dated_after_edition" in codes(found)


@pytest.mark.parametrize(
    ("encoding", "label"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8 with a byte order mark"),
        ("cp1252", "Windows-1252"),
    ],
)
def test_the_encoding_is_found_and_said(encoding: str, label: str) -> None:
    """Names keep their accents however the file was saved."""
    data = sheet({"Provider name": "École"}).decode().encode(encoding)
    found = taken(data)
    assert ("École", label) == (found.rows[0].name, found.encoding)


def test_a_dash_that_was_misread_once_is_a_dash_again() -> None:
    """U+0096 is what Windows-1252 means by an en dash."""
    found = taken(sheet({"Provider name": "Sample \x96 East"}))
    assert "Sample \N{EN DASH} East" == found.rows[0].name
    assert "mended_characters" in codes(found)


def test_spaces_at_the_edges_and_hard_spaces_are_no_part_of_a_value() -> None:
    """A cell of another publisher's spreadsheet is the same value."""
    hard = "\N{NO-BREAK SPACE}"
    found = read({"Local authority": f"Newham{hard}", "Postcode": f"E6 1AA{hard}"})
    assert "E6 1AA" == found.rows[0].postcode


def test_columns_that_decide_are_all_named_when_they_are_missing() -> None:
    """The load stops before anything is kept."""
    gone = ("Provider URN", "Registration date", "Local authority")
    data = sheet({}, without=gone[1:])
    with pytest.raises(MissingColumnsError) as refused:
        taken(data)
    assert list(gone[1:]) == [each.place.field for each in refused.value.findings]
    assert ["missing_column"] * 2 == [each.code for each in refused.value.findings]


def test_a_column_that_decides_nothing_may_be_missing() -> None:
    """The deprivation band is only told where there is one."""
    found = taken(sheet({}, without=("Deprivation Band", "Places")))
    assert ("", None) == (found.rows[0].deprivation, found.rows[0].places)


def test_columns_nobody_knows_are_left_alone_and_said() -> None:
    """A new column is no reason to stop."""
    base = {**ROW_2021, "Forest school?": "Yes"}
    found = taken(sheet({}, base=base))
    assert ["unknown_columns"] == codes(found)
    finding = found.warnings[0]
    assert "Forest school?" in finding.message
    assert "Web link" not in finding.message


def test_an_unknown_layout_says_what_was_expected_and_found() -> None:
    """The person sees both lists and knows what to do."""
    with pytest.raises(UnknownLayoutError) as refused:
        taken(b"Provider URN,Provider subtype,Stars\r\nEY100001,,5\r\n")
    assert "Most recent full: Overall effectiveness" in str(refused.value)
    assert "Stars" in str(refused.value)


def test_a_table_of_something_else_is_refused() -> None:
    """No heading of a registration number means no register."""
    with pytest.raises(UnknownLayoutError, match="Provider URN"):
        taken(b"School,Pupils\r\nSample School,210\r\n")


def test_a_file_with_semicolons_is_told_apart() -> None:
    """The advice names the likely cause."""
    with pytest.raises(UnknownLayoutError, match="comma-separated"):
        taken(sheet({}).replace(b",", b";"))


def test_headings_further_down_than_twenty_rows_are_not_looked_for() -> None:
    """A heading row deep in a file is a sheet stacked on something else."""
    with pytest.raises(UnknownLayoutError):
        taken(sheet({}, titles=("Note",) * 20))
    assert 1 == taken(sheet({}, titles=("Note",) * 19)).tally.loaded


def test_sheets_stacked_with_their_headings_are_read() -> None:
    """Officials stack sheets by hand; repeated headings are no rows."""
    top, below = sheet({}), sheet(OTHER)
    found = taken(top + below)
    assert registers.Tally(2, 2, 0, 0, 0) == found.tally
    assert ["repeated_headings"] == codes(found)


def test_empty_rows_and_empty_columns_are_passed_over() -> None:
    """What spreadsheets leave behind is no fault."""
    data = sheet({}).replace(b"\r\n", b",,,\r\n") + b",,,\r\n\r\n"
    found = taken(data)
    assert registers.Tally(1, 1, 0, 0, 0) == found.tally
    assert ["blank_rows"] == codes(found)


@pytest.mark.parametrize("change", [(b",48,48,", b",48,"), (b",48,48,", b",48,48,7,")])
def test_a_row_with_cells_too_few_or_too_many_is_set_aside(
    change: tuple[bytes, bytes],
) -> None:
    """Shifted cells would be read as something they are not."""
    found = taken(sheet({}).replace(*change))
    assert ["wrong_cells"] == [each.code for each in found.quarantine]


def test_a_broken_quotation_mark_costs_its_row_and_no_other() -> None:
    """The rows before and after are read."""
    rows = [{"Provider URN": f"EY10000{digit}"} for digit in range(3)]
    data = sheet(*rows).replace(b"EY100001", b'"EY100001"x')
    found = taken(data)
    assert ["EY100000", "EY100002"] == [e.identifier[-8:] for e in found.rows]
    assert [("broken_quotes", 3)] == [
        (each.code, each.place.row) for each in found.quarantine
    ]
    assert registers.Tally(3, 2, 0, 0, 1) == found.tally


def test_a_quotation_mark_that_is_never_closed_is_said() -> None:
    """The rest of the file is not swallowed in silence."""
    data = sheet({}, OTHER).replace(b"EY100002", b'"EY100002')
    found = taken(data)
    assert (1, 1) == (found.tally.loaded, found.tally.quarantined)
    assert ["broken_quotes"] == [each.code for each in found.quarantine]


@pytest.mark.parametrize("limit", [131_072, 1 << 30])
def test_a_cell_of_ten_megabytes_stops_the_file(limit: int) -> None:
    """Whatever limit another program has set, and wherever the cell stands."""
    data = sheet({}, {**OTHER, "Web link": "x" * 10_000_000})
    before = csv.field_size_limit(limit)
    try:
        with pytest.raises(OversizedCellError) as refused:
            taken(data)
    finally:
        csv.field_size_limit(before)
    assert 3 == refused.value.data["row"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \r\n\r\n", "empty"),
        (b"PK\x03\x04\x14\x00", "workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "XLS"),
        (b"%PDF-1.7", "PDF"),
        ("Provider URN".encode("utf-16"), "UTF-16"),
        (bytes(range(256)) * 40, "no text"),
        (b"Provider URN\r\n\x81\r\n", "line 2"),
    ],
)
def test_what_is_no_csv_file_is_refused_as_what_it_is(data: bytes, says: str) -> None:
    """The person is told what the file seems to be."""
    with pytest.raises(UnreadableFileError, match=says):
        taken(data)


def test_a_file_that_is_not_there_is_an_error_with_a_code(tmp_path: Path) -> None:
    """Operating system errors do not reach the person."""
    with pytest.raises(UnreadableFileError, match="cannot be opened"):
        registers.read(tmp_path / "nothing.csv")


def test_a_whole_file_must_say_the_authority_of_its_rows() -> None:
    """Without the column only an extract of one authority can be read."""
    data = sheet({}, without=("Local authority", "Individual Register combinations"))
    with pytest.raises(MissingColumnsError, match="all rows"):
        taken(data)
    found = registers.read(data, edition=EDITION_2021, area=NEWHAM, all_rows=True)
    assert ("newham", None) == (found.rows[0].borough, found.rows[0].registers)
    assert ["extract"] == codes(found)
    finding = found.warnings[0]
    assert "Local authority" in finding.message
    assert "Individual Register combinations" in finding.message


@pytest.mark.parametrize("wide", [None, area("london")])
def test_an_extract_needs_one_authority(wide: Area | None) -> None:
    """All rows can only be put into one."""
    data = sheet({}, without=("Local authority",))
    with pytest.raises(AreaNeededError):
        registers.read(data, edition=EDITION_2021, area=wide, all_rows=True)


def test_an_extract_may_lack_no_judgement() -> None:
    """Loading all rows does not excuse a missing area of the report card."""
    data = sheet({}, base=ROW_2026, without=(f"{REIF}Leadership and governance",))
    with pytest.raises(MissingColumnsError):
        registers.read(data, edition=EDITION_2026, area=NEWHAM, all_rows=True)


def test_progress_is_told_and_ends_with_all_rows() -> None:
    """A long file shows that it moves."""
    told: list[int] = []
    data = sheet(*({"Provider URN": f"{1000000 + n}"} for n in range(5001)))
    registers.read(data, edition=EDITION_2021, area=NEWHAM, progress=told.append)
    assert [5000, 5001] == told


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    """A path and its bytes are one file, with one fingerprint."""
    file = tmp_path / "sample.csv"
    file.write_bytes(sheet({}))
    by_path = registers.read(file, edition=EDITION_2021, area=NEWHAM)
    by_bytes = taken(sheet({}))
    assert by_path.rows == by_bytes.rows
    assert by_path.sha256 == by_bytes.sha256


def test_every_refusal_says_what_to_do_next() -> None:
    """No error of this room leaves a person without a next step."""
    hostile = [
        b"",
        b"PK\x03\x04",
        b"a,b\r\n1,2\r\n",
        sheet({}, without=("Provider type",)),
    ]
    for data in hostile:
        with pytest.raises(EarlyYearsError) as refused:
            taken(data)
        assert refused.value.advice


def test_a_future_day_in_a_title_is_not_taken_for_anything_else() -> None:
    """Only a day that exists is an edition."""
    with pytest.raises(UnknownEditionError):
        registers.read(sheet({}), area=NEWHAM, name="providers_2021-02-31.csv")
    assert dt.date(2026, 6, 30) == EDITION_2026


def test_a_column_that_stands_twice_is_read_once_and_said() -> None:
    """The first is read, as people read from the left."""
    data = sheet({"Places": "48"}).replace(b"Deprivation Band", b"places", 1)
    found = taken(data.replace(b"Most deprived", b"12", 1))
    assert ["doubled_column"] == codes(found)
    assert 12 == found.rows[0].places


def test_an_inspection_on_the_day_of_the_edition_is_nothing_to_say() -> None:
    """The edition speaks of the end of its day."""
    assert [] == codes(read({"Most recent full: Inspection date": "31/08/2021"}))
