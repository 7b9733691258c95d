"""The road for officers is true: typed line by line, it gives what the page shows."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.docs.transcripts import agrees, done, steps

TUTORIALS = ROOT / "docs" / "tutorials"
ROAD = TUTORIALS / "first-report.md"


def test_the_first_report_comes_out_as_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every command of the tutorial, in order, prints what the page says it prints."""
    for file in (TUTORIALS / "practice").glob("*.csv"):
        shutil.copy(file, tmp_path)
    monkeypatch.chdir(tmp_path)
    for command, shown in steps(ROAD):
        code = done(command)
        out, err = capsys.readouterr()
        printed = out if code == 0 else err
        assert agrees(shown, printed), f"$ {command}\n{printed}"
    written = {path.name for path in tmp_path.glob("*.html")}
    assert {"public.html", "steering.html", "internal.html"} == written


def test_the_road_uses_every_command_of_an_officers_year() -> None:
    """From the file to a file taken back, no command is left out."""
    used = {command.split()[1] for command, _ in steps(ROAD)}
    expected = [
        "onboard",
        "summary",
        "lead",
        "questions",
        "report",
        "history",
        "review",
        "withdraw",
        "verify",
    ]
    assert set(expected) == used


def test_what_is_not_as_shown_is_noticed() -> None:
    """A number that differs is found; a moment that differs is not."""
    assert agrees("1 at 2021-09-01T10:00\n", "1 at 2026-01-01T09:30\n")
    assert agrees("first\n...\nlast\n", "first\nmiddle\nlast\n")
    assert not agrees("12 loaded\n", "11 loaded\n")
    assert not agrees("", "something\n")


def test_the_practice_files_say_that_they_are_invented() -> None:
    """Each begins with a line that says so, and names no registration of Ofsted's."""
    files = sorted((TUTORIALS / "practice").glob("*.csv"))
    assert 2 == len(files)
    for file in files:
        first, _, *rows = file.read_text(encoding="utf-8").splitlines()
        assert first.startswith("Fictional data for practice")
        assert [] == [row for row in rows if not row.startswith("Web link,EY9900")]
