"""Every kind of fault has its own code, and all of them are told in one run."""

import csv
import datetime as dt
from pathlib import Path

import pytest

from earlyyears.app import Hub
from earlyyears.inspection import EducationInspection, Inspection
from earlyyears.kernel import Place, evolve
from earlyyears.ledger import RefusedError
from earlyyears.places import SectorStatement
from earlyyears.registers import OversizedCellError, UnreadableFileError
from earlyyears.roles import Concern
from earlyyears.services.tables import KindError, TableRefusedError
from tests.app import test_onboarding as made
from tests.app.conftest import Opener, opened

__all__ = ["opened"]

HEAD = (
    "setting,framework,inspection date,published on,overall effectiveness,"
    "inclusion,record id,from,until (last day)"
)
#: A row with one fault each, and the code and the column of the fault.
PLANTED: tuple[tuple[str, str, str], ...] = (
    (",eif,15/11/2021,,Good,,,,", "missing_value", "Setting"),
    ("EY900001,,15/11/2021,,Good,,,,", "missing_value", "Framework"),
    ("EY900099,eif,15/11/2021,,Good,,,,", "unknown_reference", "Setting"),
    ("Twin Nursery,eif,15/11/2021,,Good,,,,", "several_have_the_name", "Setting"),
    ("135108,eif,15/11/2021,,Good,,,,", "ambiguous_number", "Setting"),
    ("1.35E+05,eif,15/11/2021,,Good,,,,", "scientific_number", "Setting"),
    ("EY900001,oldsted,15/11/2021,,Good,,,,", "unknown_framework", "Framework"),
    ("EY900001,eif,31/02/2021,,Good,,,,", "impossible_date", "Inspection date"),
    ("EY900001,eif,15/11/21,,Good,,,,", "short_year", "Inspection date"),
    ("EY900001,eif,44515,,Good,,,,", "serial_date", "Inspection date"),
    ("EY900001,eif,9-Oct,,Good,,,,", "day_without_year", "Inspection date"),
    ("EY900001,eif,autumn,,Good,,,,", "bad_date", "Inspection date"),
    ("EY900001,eif,12/25/2021,,Good,,,,", "impossible_date", "Inspection date"),
    ("EY900001,eif,10/12/2021,,Good,,,,", "ambiguous_date", "Inspection date"),
    ("EY900001,eif,2021-11-15,,Splendid,,,,", "unknown_word", "Overall effectiveness"),
    ("EY900001,eif,2021-11-15,,9-Oct,,,,", "turned_into_date", "Overall effectiveness"),
    ("EY900001,eif,2021-11-15,=A1+1,Good,,,,", "formula", "Published on"),
    ("EY900001,eif,2021-11-15,#REF!,Good,,,,", "spreadsheet_error", "Published on"),
    ("EY900001,eif,2021-11-15,\x07,Good,,,,", "control_characters", "Published on"),
    ("EY900001,eif,2021-11-15,,\ufffd,,,,", "lost_characters", "Overall effectiveness"),
    ("EY900001,eif,2021-11-15,,Good,Strong,,,", "not_for_framework", "Inclusion"),
    ("EY900001,eif,2021-11-15,,Good,,concern/1,,", "bad_record_id", "Record id"),
    (
        "EY900001,eif,2021-11-15,,Good,,inspection/ofsted:EY900002/eif/2021-11-15,,",
        "id_contradicts",
        "Record id",
    ),
    (
        "EY900001,eif,2021-11-15,,Good,,,2021-12-01,2021-11-01",
        "ends_before_it_begins",
        "Until (last day)",
    ),
    ("EY900001,eif,2021-11-15,,Good,,,json:{,", "bad_json", "From"),
    ("EY900001,eif,2021-11-15,,Good,,,,,stray", "cell_without_heading", ""),
    (
        f"EY900001,eif,2021-11-15,,{'x' * 10_001},,,,",
        "too_long",
        "Overall effectiveness",
    ),
)


@pytest.fixture
def hub(opened: Opener) -> Hub:
    """A hub that has read four settings, two of which have one name."""
    hub = opened(borough="Newham")
    twins = [made.row(f"EY90000{n}", "Twin Nursery") for n in (6, 7)]
    hub.import_register(made.file(made.ELM, made.ASH, *twins), edition=made.FIRST)
    return hub


def table(*lines: str) -> bytes:
    """A CSV file of these lines."""
    return "\r\n".join(lines).encode()


def test_twenty_five_faults_are_told_in_one_run_with_row_and_column(hub: Hub) -> None:
    """Each planted row has its code at its row and column, and nothing is written."""
    content = table(HEAD, *(line for line, _, _ in PLANTED))
    with pytest.raises(TableRefusedError) as refused:
        hub.import_table(content, "inspections")
    found = {
        (one.place.row, one.code, one.place.field) for one in refused.value.findings
    }
    expected = {(row, code, at) for row, (_, code, at) in enumerate(PLANTED, 2)}
    assert expected == found
    assert all(one.advice for one in refused.value.findings)
    assert 1 == hub.verify().commits
    report = refused.value.data["report"]
    assert (len(PLANTED), 0, len(PLANTED)) == (
        report.rows,
        report.loaded,
        report.set_aside,
    )


def codes(hub: Hub, kind: str, *lines: str) -> list[tuple[str, int | None]]:
    """Code and row of everything that is wrong with a table."""
    report = hub.import_table(table(*lines), kind, dry_run=True)
    return [(one.code, one.place.row) for one in report.findings]


def test_faults_of_the_table_as_a_whole_are_told_with_its_columns(hub: Hub) -> None:
    """Unknown, doubled and missing columns are told together."""
    head = "setting,kind,colour,kind"
    assert {"unknown_column", "doubled_column", "missing_column"} == {
        code for code, _ in codes(hub, "concern", head, "EY900001,safeguarding,red,x")
    }


def test_a_table_without_headings_or_commas_says_so(hub: Hub) -> None:
    """No headings is one fault, semicolons are another."""
    assert [("no_headings", None)] == codes(hub, "concern", "1,2,3", "4,5,6")
    assert [("not_commas", 1)] == codes(hub, "concern", "setting;from;kind", "a;b;c")


def test_quotation_marks_that_do_not_match_are_told(hub: Hub) -> None:
    """A broken row is counted and named, and the table is refused."""
    found = codes(hub, "network", "name,local authority", '"a"b,Newham', "North,Newham")
    assert [("broken_quotes", 2)] == found


def test_a_borough_that_is_none_and_a_yes_that_is_none_are_told(hub: Hub) -> None:
    """Each has its own code."""
    assert [("unknown_authority", 2)] == codes(
        hub, "network", "name,local authority", "North,Narnia"
    )
    assert ("not_yes_or_no", 2) in codes(
        hub, "post", "post,holder,interim", "data-officer,nobody,perhaps"
    )


def test_rows_that_contradict_each_other_are_told(hub: Hub) -> None:
    """Two rows of one thing and the same days name each other; twins are counted."""
    head = "setting,sector,from"
    rows = ("EY900001,Private,2021-01-01", "EY900001,Voluntary,2021-01-01")
    assert [("contradicts_row", 3)] == codes(hub, "sector", head, *rows)
    report = hub.import_table(table(head, rows[0], rows[0]), "sector", dry_run=True)
    assert (1, 1) == (report.duplicates, report.loaded)


def test_an_error_in_the_first_column_is_no_explanation(hub: Hub) -> None:
    """A row that begins with #N/A is a fault, one that begins with # is left out."""
    head = "setting,sector"
    assert [("spreadsheet_error", 2), ("spreadsheet_error", 3)] == codes(
        hub, "sector", head, "#N/A,Private", "#######,Private", "# note,Private"
    )


def test_who_was_erased_cannot_be_brought_back_by_a_table(hub: Hub) -> None:
    """A row about an erased setting is refused by name of the record."""
    hub.import_table(table("setting,sector", "EY900002,Private"), "sector")
    told = hub.at(made.FIRST).setting("ofsted:EY900002").id
    hub.erase("ofsted:EY900002", reason="asked for")
    assert [("unknown_reference", 2)] == codes(
        hub, "sector", "setting,sector", f"{told},Private"
    )


def test_a_school_number_cannot_be_typed_for_a_childcare_registration(hub: Hub) -> None:
    """Only Ofsted's file brings childcare registrations."""
    head = "name,kind of setting,local authority,registration number"
    assert [("not_onboarded", 2)] == codes(
        hub, "setting", head, "Yew,Full day care,Newham,EY900055"
    )


def test_a_kind_that_is_none_is_refused_with_those_there_are(hub: Hub) -> None:
    """The nearest kind is proposed."""
    with pytest.raises(KindError, match="Did you mean network") as near:
        hub.import_table(b"a,b", "netwrok")
    assert "concern" not in str(near.value)
    with pytest.raises(KindError, match="Did you mean network-member"):
        hub.import_table(b"a,b", "membres")
    with pytest.raises(KindError, match=r"The kinds are .*concern"):
        hub.import_table(b"a,b", "xylophone")


def test_a_program_cannot_record_a_word_that_a_table_could_not(hub: Hub) -> None:
    """A code that its vocabulary lacks is refused with the finding of a table."""
    view = hub.at(made.FIRST)
    setting = view.setting("ofsted:EY900001").id
    wrong = Concern(id="concern/1", setting=setting, kind="gossip")
    graded = Inspection(
        id="inspection/ofsted:EY900001/eif/2021-05-01",
        setting=setting,
        registration="registration/ofsted:EY900001",
        inspected_on=made.FIRST,
        outcome=EducationInspection(grade=7),
    )
    sector = SectorStatement(id="sector/1", setting=setting, sector="private")
    with pytest.raises(RefusedError) as refused:
        hub.record(sector, wrong, graded, reason="seen")
    table_ = table("setting,from,kind", "EY900001,2021-01-01,gossip")
    told = hub.import_table(table_, "concern", dry_run=True).findings[0]
    first, second = refused.value.findings
    assert evolve(told, place=Place(row=2, field="Kind")) == first
    assert ("unknown_word", 3, "Overall effectiveness") == (
        second.code,
        second.place.row,
        second.place.field,
    )
    assert "is no word of the list “Overall effectiveness”" in second.message
    assert 1 == hub.verify().commits
    assert hub.record(evolve(wrong, kind="safeguarding"), reason="seen")


def test_of_two_terms_that_overlap_the_second_row_is_named(hub: Hub) -> None:
    """What no row does wrong alone is told at the row with which it goes wrong."""
    head = "term,local authority,from,to"
    rows = (
        "autumn 2021,Newham,01/09/2021,17/12/2021",
        "spring 2022,Newham,04/01/2022,01/04/2022",
        "winter 2022,Newham,01/02/2022,28/02/2022",
        "summer 2022,Newham,19/04/2022,18/04/2022",
    )
    assert [("terms_overlap", 4), ("term_backwards", 5)] == codes(
        hub, "calendar", head, *rows
    )
    assert [] == codes(hub, "calendar", head, *rows[:2])


def test_in_a_long_table_a_fault_of_several_rows_is_told_of_the_file(hub: Hub) -> None:
    """Rows are not tried one after another where there are many; none is lost."""
    first = dt.date(2000, 1, 1)
    days = [first + dt.timedelta(days=2 * number) for number in range(301)]
    rows = [f"t{day},Newham,{day},{day}" for day in days]
    rows[7] = f"long,Newham,{days[7]},{days[8]}"
    rows[9] = f"back,Newham,{days[9]},{days[8]}"
    told = codes(hub, "calendar", "term,local authority,from,to", *rows)
    assert [("terms_overlap", None), ("term_backwards", 11)] == told


def test_a_table_in_another_encoding_is_read_or_refused(hub: Hub) -> None:
    """Windows-1252 is read; UTF-16 and a cell without end stop the file."""
    text = "name,local authority\r\nÉtoile de Nuit,Newham"
    report = hub.import_table(text.encode("cp1252"), "network", dry_run=True)
    assert (1, "Windows-1252") == (report.added, report.encoding)
    with pytest.raises(UnreadableFileError, match="UTF-16"):
        hub.import_table(text.encode("utf-16"), "network")
    with pytest.raises(OversizedCellError, match="row 2"):
        hub.import_table(f"name\r\n{'x' * 10_000_000}".encode(), "network")


def test_no_fault_tells_a_name(hub: Hub, tmp_path: Path) -> None:
    """A name that is not found is not repeated in what is said about it."""
    file = tmp_path / "c.csv"
    file.write_bytes(table("setting,from,kind", "Rosa Example,1/1/2021,safeguarding"))
    report = hub.import_table(file, "concern", dry_run=True)
    assert 1 == len(report.findings)
    assert "Rosa" not in str(report.as_data())


def test_impossible_days_of_inspections_are_told_at_their_rows(hub: Hub) -> None:
    """Two rows with one fault each, one of them twice over, are named one by one."""
    head = "setting,framework,inspection date,published on,overall effectiveness"
    rows = (
        "EY900001,eif,2021-11-15,2021-11-14,Good",
        "EY900002,eif,2031-11-15,,Good",
        "EY900002,eif,2032-11-15,2021-11-15,Good",
    )
    assert [
        ("published_before_inspected", 2),
        ("inspected_in_future", 3),
        ("inspected_in_future", 4),
        ("published_before_inspected", 4),
    ] == codes(hub, "inspection", head, *rows)


def test_a_program_cannot_record_an_impossible_inspection(hub: Hub) -> None:
    """The rule holds on every road, not for tables alone."""
    made_early = Inspection(
        id="inspection/ofsted:EY900001/eif/2021-05-01",
        setting=hub.at(made.FIRST).setting("ofsted:EY900001").id,
        registration="registration/ofsted:EY900001",
        inspected_on=dt.date(2021, 5, 1),
        published_on=dt.date(2021, 4, 30),
        outcome=EducationInspection(grade=2),
    )
    with pytest.raises(RefusedError, match="before it was made"):
        hub.record(made_early, reason="seen")


def advice(hub: Hub, kind: str, *lines: str) -> tuple[str, str]:
    """What the only fault of a table says, and what to do about it."""
    (found,) = hub.import_table(table(*lines), kind, dry_run=True).findings
    return found.message, found.advice


def test_a_mistyped_name_is_repeated_and_the_nearest_proposed(hub: Hub) -> None:
    """In a table that everybody may read, of kinds whose names are public."""
    hub.import_table(table("name,local authority", "Kestrel,Newham"), "network")
    head = "network,setting"
    said, do = advice(hub, "members", head, "Kestral,EY900001")
    assert "“Kestral” is no network" in said
    assert do.startswith("Did you mean “Kestrel”? ")
    said, do = advice(hub, "members", head, "Kestrel,Elm Nursry")
    assert "“Elm Nursry” is no setting" in said
    assert do.startswith("Did you mean “Elm Nursery”? ")
    said, do = advice(hub, "members", head, "Kestrel,Zebra")
    assert "Did you mean" not in do


def test_settings_of_one_name_are_told_apart(hub: Hub) -> None:
    """By number, kind and postcode, as far as the hub knows them."""
    _, do = advice(hub, "sector", "setting,sector", "Twin Nursery,Private")
    first, second = do.removeprefix("Write which one: ").rstrip(".").split("; ")
    assert first.startswith("ofsted:EY900006 (")
    assert second.startswith("ofsted:EY900007 (")


def test_a_registration_may_stand_in_the_column_of_settings(hub: Hub) -> None:
    """The page of questions writes it so."""
    head = "setting,sector"
    row = "registration/ofsted:EY900001,Private"
    assert [] == codes(hub, "sector", head, row)


def test_the_row_that_looks_like_headings_is_named_with_its_wrong_words(
    hub: Hub,
) -> None:
    """The nearest right word is said; what is no heading is not repeated."""
    rows = ("Our networks,,", "Settings,Networks,Rosa", "EY900001,Kestrel,x")
    said, do = advice(hub, "members", *rows)
    assert "row 2 looks most like them" in said
    assert "“Settings” is perhaps “Setting”; “Networks” is perhaps “Network”" in said
    assert "Rosa" not in f"{said} {do}"


@pytest.mark.parametrize("kind", ["override", "waiver"])
def test_a_last_day_that_is_needed_is_named_as_the_template_names_it(
    hub: Hub, kind: str
) -> None:
    """The blank table does not promise that it may be blank, and the refusal agrees."""
    lines = hub.template(kind).decode("utf-8-sig").splitlines()
    blank = [*csv.reader(lines)]
    at = blank[0].index("Until (last day)")
    assert "last day; needed" == blank[1][at]
    assert "may be blank" not in blank[2][at]
    decides, words = {
        "override": ("who leads", "Local authority"),
        "waiver": ("rule", "Mentors support group settings"),
    }[kind]
    head = f"setting,{decides},reason,approved by (post),from"
    row = f"EY900001,{words},agreed,chair,2021-09-01"
    report = hub.import_table(table(head, row), kind, dry_run=True)
    (found,) = report.findings
    assert ("Until (last day)", 2) == (found.place.field, found.place.row)
