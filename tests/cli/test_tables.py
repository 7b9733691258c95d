"""The commands about tables: what they print, write and refuse."""

import datetime as dt
import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.cli.test_commands import store
from tests.registers.books import xlsx

__all__ = ["store"]

GOOD = "setting,from,kind,note\nEY900001,01/10/2021,safeguarding,\n"
BAD = "setting,from,kind\nEY900099,31/02/2021,safeguarding\nEY900001,,gossip\n"


def test_a_template_is_filled_in_imported_and_exported(
    run: Run, store: str, tmp_path: Path
) -> None:
    """From the blank table to the export, with commands alone."""
    assert 0 == run("template", "Network_Members", "-o", "members.csv")[0]
    assert 1 == run("template", "network", "-o", "members.csv")[0]
    (tmp_path / "n.csv").write_text("name,local authority\nNorth,Newham\n", "utf-8")
    assert 0 == run("import", "n.csv", "--kind", "networks", "--store", store)[0]
    with (tmp_path / "members.csv").open("a", encoding="utf-8") as file:
        file.write("North,EY900001,2021-09-01,,\n")
    words = ("import", "members.csv", "--kind", "network members", "--store", store)
    code, printed, _ = run(*words, "--reason", "as agreed", "--as", "data-officer")
    assert (0, "Commit 3.") == (code, printed.splitlines()[-1])
    assert "Nothing new to write." == run(*words)[1].splitlines()[-1]
    code, printed, _ = run("export", "members", "--store", store, "-o", "now.csv")
    assert (0, "now.csv: 1 row.\n") == (code, printed)
    assert "North,ofsted:EY900001" in (tmp_path / "now.csv").read_text("utf-8")


def test_a_workbook_goes_the_same_way(run: Run, store: str, tmp_path: Path) -> None:
    """A blank workbook, one that was filled in with a sheet beside it, an export."""
    assert 0 == run("template", "school_terms", "-o", "blank.xlsx")[0]
    words = ("import", "blank.xlsx", "--kind", "Calendars", "--store", store)
    assert "Nothing new to write." == run(*words)[1].splitlines()[-1]
    rows = [
        ["Term", "Local authority", "From", "To"],
        ["autumn 2021", "Newham", dt.date(2021, 9, 1), dt.date(2021, 12, 17)],
    ]
    book = xlsx({"Read me": [["Dear colleague"]], "Terms": rows})
    (tmp_path / "terms.xlsx").write_bytes(book)
    code, printed, _ = run("import", "terms.xlsx", *words[2:])
    assert (0, "Commit 2.") == (code, printed.splitlines()[-1])
    assert "Other sheets were passed over: “Read me”." in printed.splitlines()
    words = ("export", "calendar", "--store", store, "-o")
    assert (0, "now.xlsx: 1 row.\n") == run(*words, "now.xlsx")[:2]
    assert (tmp_path / "now.xlsx").read_bytes().startswith(b"PK")
    code, _, complaint = run(*words, "now.ods")
    assert 1 == code
    assert "Name the file .csv or .xlsx." in complaint
    assert 1 == run("template", "calendar", "-o", "blank.ods")[0]


def test_faults_are_printed_at_once_and_a_dry_run_prints_the_same(
    run: Run, store: str, tmp_path: Path
) -> None:
    """Row, column, what is wrong, what to do, and the code; the exit code is 1."""
    (tmp_path / "bad.csv").write_text(BAD, "utf-8")
    words = ("import", "bad.csv", "--kind", "concerns", "--store", store)
    _, printed, _ = run(*words)
    assert (1, printed) == run(*words, "--dry-run")[:2]
    for said in ("[unknown_reference]", "[impossible_date]", "[unknown_word]"):
        assert said in printed
    assert "row 3, “From”" in printed
    assert "4 faults: nothing was written" in printed


def test_an_import_as_json_holds_the_whole_report(
    run: Run, store: str, tmp_path: Path
) -> None:
    """Programs get the numbers and the commit."""
    (tmp_path / "c.csv").write_text(GOOD, "utf-8")
    words = ("import", "c.csv", "--kind", "concern", "--store", store, "--json")
    code, printed, _ = run(*words)
    told = json.loads(printed)
    assert (0, 1, 1, True, 2) == (
        code,
        told["rows"],
        told["added"],
        told["wrote"],
        told["commit"],
    )


def test_kinds_and_schemas_are_printed(run: Run) -> None:
    """Each kind says who sees it; a schema is JSON."""
    _, printed, _ = run("kinds")
    (line,) = [each for each in printed.splitlines() if each.startswith("concern ")]
    assert "advisory-team" in line
    names = {one["name"] for one in json.loads(run("kinds", "--json")[1])}
    assert {"network", "inspection", "sector"} <= names
    assert "concern" == json.loads(run("schema", "Concerns")[1])["title"]
    assert "not a kind of record" in run("schema", "gossip")[2]


def test_days_that_are_no_stretch_are_refused(
    run: Run, store: str, tmp_path: Path
) -> None:
    """The sentence says how a stretch of days is written."""
    (tmp_path / "c.csv").write_text(GOOD, "utf-8")
    words = ("import", "c.csv", "--kind", "concern", "--store", store, "--complete")
    code, _, complaint = run(*words, "2021")
    assert 2 == code
    assert "2021-09-01..2022-08-31" in complaint


def test_an_archive_goes_into_a_new_store(run: Run, store: str) -> None:
    """Archive and restore print one digest, and the copy verifies."""
    code, printed, _ = run("archive", "hub.zip", "--store", store)
    digest = printed.rsplit(maxsplit=1)[-1]
    assert 0 == code
    assert 1 == run("archive", "hub.zip", "--store", store)[0]
    code, printed, _ = run("restore", "hub.zip", "--store", "sqlite:///copy.db")
    assert (0, digest) == (code, printed.split()[-1])
    assert 0 == run("verify", "--store", "sqlite:///copy.db")[0]
    assert 1 == run("restore", "hub.zip", "--store", store)[0]


def test_a_refused_file_says_nothing_of_what_would_be_new(
    run: Run, store: str, tmp_path: Path
) -> None:
    """Rows without a fault are told as such, and one fault is one fault."""
    row = "EY900001,2021-10-01"
    one = f"setting,from,kind\n{row},gossip\n{row},safeguarding\n"
    (tmp_path / "bad.csv").write_text(one, "utf-8")
    code, printed, _ = run("import", "bad.csv", "--kind", "concern", "--store", store)
    assert 1 == code
    assert "        1 without a fault" in printed.splitlines()
    assert " new" not in printed
    assert "loaded" not in printed
    assert printed.endswith("1 fault: nothing was written. Correct it and try again.\n")


def test_of_what_a_file_lacks_six_are_named_and_stay(
    run: Run, store: str, tmp_path: Path
) -> None:
    """People read names and not codes; the rest is counted."""
    words = ("--kind", "network", "--store", store)
    for name, count in (("all.csv", 9), ("two.csv", 8), ("one.csv", 1)):
        rows = [f"Network {number},Newham" for number in range(count)]
        text = "\n".join(("name,local authority", *rows))
        (tmp_path / name).write_text(text, "utf-8")
    run("import", "all.csv", *words)
    lines = run("import", "two.csv", *words)[1].splitlines()
    assert "1 that the hub knows is not in the file; it stays:" in lines
    assert "  Network 8" in lines
    lines = run("import", "one.csv", *words)[1].splitlines()
    assert "one.csv: 1 row of the kind network" == lines[0]
    assert "8 that the hub knows are not in the file; they stay:" in lines
    assert "  and 2 more; --json lists them all" in lines
    assert "  Network 6" in lines
    assert "  Network 7" not in lines


def test_a_note_is_printed_and_hinders_nothing(
    run: Run, store: str, tmp_path: Path
) -> None:
    """A report card with blank areas is read, and said to be one."""
    head = "setting,framework,inspection date,safeguarding\n"
    card = f"{head}EY900001,report card,2026-01-12,Met\n"
    (tmp_path / "card.csv").write_text(card, "utf-8")
    code, printed, _ = run(
        "import", "card.csv", "--kind", "inspection", "--store", store
    )
    assert 0 == code
    assert "note: row 2: the report card leaves blank: Inclusion," in printed
