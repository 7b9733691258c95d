"""The tutorial for authors is true: typed line by line, it gives what it shows."""

import importlib
from importlib import metadata
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.docs.transcripts import agrees, done, steps
from tests.plugins.laying import points

PAGE = ROOT / "docs" / "tutorials" / "plugin.md"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder where commands are given and nothing is installed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path / "earlyyears-brook" / "src"))
    monkeypatch.setattr(
        metadata,
        "entry_points",
        lambda **_: metadata.EntryPoints(points(tmp_path / "site")),
    )
    return tmp_path


def install(here: Path) -> None:
    """What `pip install --editable` leaves behind."""
    info = here / "site" / "earlyyears_brook-0.1.0.dist-info"
    info.mkdir(parents=True)
    head = "Metadata-Version: 2.1\nName: earlyyears-brook\nVersion: 0.1.0\n"
    (info / "METADATA").write_text(head)
    (info / "entry_points.txt").write_text(
        "[earlyyears]\nbrook = earlyyears_brook:Brook\n"
    )
    importlib.invalidate_caches()


def misspell(here: Path, before: str, after: str) -> None:
    """Call a method otherwise, as the page says."""
    file = here / "earlyyears-brook" / "src" / "earlyyears_brook" / "__init__.py"
    file.write_text(file.read_text().replace(f"def {before}(", f"def {after}("))


def test_the_tutorial_comes_out_as_shown(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every command of the page prints what the page says it prints."""
    typed = [step for step in steps(PAGE) if " report " not in step[0]]
    assert 5 == len(typed)
    for number, (command, shown) in enumerate(typed):
        if number == 3:
            misspell(here, "rules", "rule")
        code = done(command)
        out, err = capsys.readouterr()
        printed = out or err
        assert agrees(shown, printed), f"$ {command}\n{printed}"
        assert code == (1 if number == 3 else 0)
        if number == 0:
            install(here)
        if number == 3:
            misspell(here, "rule", "rules")
    assert (here / "visits.csv").read_text("utf-8-sig").startswith("Setting,About")
