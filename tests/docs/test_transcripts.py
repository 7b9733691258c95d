"""The road for officers is true: typed line by line, it gives what the page shows."""

import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.docs.transcripts import agrees, done, steps

DOCS = ROOT / "docs"
FIRST = DOCS / "index.md"
SLOWER = DOCS / "tutorials" / "first-report.md"


@pytest.mark.parametrize("page", [FIRST, SLOWER], ids=["first-page", "first-report"])
def test_the_road_comes_out_as_shown(
    page: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Every command of the page, in order, prints what the page says it prints."""
    for file in (page.parent / "practice").glob("*.csv"):
        shutil.copy(file, tmp_path)
    monkeypatch.chdir(tmp_path)
    for command, shown in steps(page):
        code = done(command)
        out, err = capsys.readouterr()
        printed = out if code == 0 else err
        assert agrees(shown, printed), f"$ {command}\n{printed}"
    written = {path.name for path in tmp_path.glob("*.html")}
    assert {"public.html", "steering.html", "internal.html"} == written


def test_the_first_page_goes_from_the_file_to_the_report() -> None:
    """The register, the tables, an answer, a choice and the report are all on it."""
    used = [command.split()[1] for command, _ in steps(FIRST)]
    expected = ["onboard", "import", "lead", "questions", "answer", "choose", "report"]
    assert expected == [name for name in dict.fromkeys(used) if name != "review"]
    kinds = re.findall(r"--kind (\S+)", FIRST.read_text(encoding="utf-8"))
    assert ["settings", "networks", "network-members", "inspections"] == kinds


def test_the_first_page_shows_what_it_downloads_and_pictures() -> None:
    """Every practice file is on the page, every picture has words for the blind."""
    text = FIRST.read_text(encoding="utf-8")
    offered = re.findall(r"<practice/(\S+)>", text)
    assert {file.name for file in (DOCS / "practice").iterdir()} == {*offered}
    pictures = re.findall(r"\{figure\} pictures/(\S+)\n:alt: \S", text)
    assert {file.name for file in (DOCS / "pictures").iterdir()} == {*pictures}


def test_the_tutorial_uses_every_command_of_an_officers_year() -> None:
    """From the file to a file taken back, no command is left out."""
    used = {command.split()[1] for command, _ in steps(SLOWER)}
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
    files = [
        DOCS / "practice" / "june.csv",
        *sorted((DOCS / "tutorials" / "practice").glob("*.csv")),
    ]
    assert 3 == len(files)
    for file in files:
        first, _, *rows = file.read_text(encoding="utf-8").splitlines()
        assert first.startswith("Fictional data for practice")
        assert [] == [row for row in rows if not row.startswith("Web link,EY990")]
