"""The list of commits, and taking one back with its eyes open."""

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import ROOT

STORE = ("--store", "sqlite:///hub.db", "--as", "data-officer")


@pytest.fixture
def hub(run: Run, tmp_path: Path) -> Run:
    """The practice borough of the first page: register, schools, networks, members."""
    for file in (ROOT / "docs" / "practice").glob("*.csv"):
        shutil.copy(file, tmp_path)
    edition = ("--edition", "2026-06-30")
    run("onboard", "june.csv", "--borough", "newham", *STORE, *edition)
    for kind in ("schools", "networks", "members"):
        name = {"schools": "settings", "members": "network-members"}.get(kind, kind)
        words = ("import", f"{kind}.csv", "--kind", name, *STORE)
        code, _, complaint = run(*words, "--reason", f"{kind} as agreed")
        assert (0, "") == (code, complaint)
    return run


def numbered(run: Run) -> list[dict[str, object]]:
    """The list as data."""
    _, printed, _ = run("commits", *STORE, "--json")
    found: list[dict[str, object]] = json.loads(printed)
    return found


def test_the_list_tells_each_commit_newest_last(hub: Run) -> None:
    """Number, post, reason and the kinds with their numbers are in both forms."""
    rows = numbered(hub)
    assert [1, 2, 3, 4] == [row["number"] for row in rows]
    assert {"network": 2} == rows[2]["kinds"]
    assert ("data-officer", "networks as agreed") == (
        rows[2]["actor"],
        rows[2]["reason"],
    )
    code, printed, _ = hub("commits", *STORE)
    line = (
        r" +3  \d{4}-\d\d-\d\dT\d\d:\d\d  data-officer: networks as agreed; 2 networks"
    )
    assert 0 == code
    assert re.fullmatch(line, printed.splitlines()[2])


def test_a_withdrawal_says_what_it_took_and_what_hangs(hub: Run) -> None:
    """The line names post, day, reason and kinds; members of no network are counted."""
    code, printed, _ = hub("withdraw", "3", *STORE, "--reason", "old list")
    first, second = printed.splitlines()
    line = (
        r"Commit 3 \(data-officer, \d+ [A-Z][a-z]+ \d{4}: networks as agreed;"
        r" 2 networks\) is taken back by commit 5\."
    )
    assert 0 == code
    assert re.fullmatch(line, first)
    told = "Left pointing at what is not there any more: 8 network members."
    assert told == second


def test_a_dry_run_says_the_same_and_writes_nothing(hub: Run) -> None:
    """What would be taken back and what would hang is told; no commit is made."""
    words = ("withdraw", "3", *STORE, "--reason", "old list", "--dry-run")
    code, printed, _ = hub(*words)
    assert 0 == code
    assert "2 networks) would be taken back." in printed
    assert "would not be there any more: 8 network members." in printed
    assert printed.endswith("Nothing was written.\n")
    assert 4 == len(numbered(hub))


def test_what_points_at_nothing_more_is_not_said_twice(hub: Run) -> None:
    """Once the members are taken back, nothing hangs on their networks."""
    _, members, _ = hub("withdraw", "4", *STORE, "--reason", "old list")
    _, networks, _ = hub("withdraw", "3", *STORE, "--reason", "old list")
    assert "Left pointing" not in members + networks


def test_the_list_says_what_was_taken_back_and_by_which(hub: Run) -> None:
    """A withdrawal that is withdrawn counts no more, and the commit counts again."""
    hub("withdraw", "4", *STORE, "--reason", "old list")
    _, printed, _ = hub("commits", *STORE)
    assert printed.splitlines()[3].endswith("8 network members; taken back by commit 5")
    assert printed.splitlines()[4].endswith("old list; takes commit 4 back")
    hub("withdraw", "5", *STORE, "--reason", "it was right")
    fates = [(row["takes_back"], row["taken_back_by"]) for row in numbered(hub)]
    assert [(None, None)] * 4 + [(4, 6), (5, None)] == fates


def test_a_dry_run_refuses_what_the_withdrawal_would(hub: Run) -> None:
    """A commit by which a report was given out is refused before it is tried."""
    hub("report", *STORE, "--audience", "public", "--out", "r.html")
    words = ("withdraw", "5", *STORE, "--reason", "by mistake")
    for more in ((), ("--dry-run",)):
        code, _, complaint = hub(*words, *more)
        assert 0 != code
        assert "--reissue" in complaint
    assert 5 == len(numbered(hub))
