"""A plugin from the template is sound from its first minute."""

import datetime as dt
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from earlyyears.app import open_hub
from earlyyears.cli import main
from earlyyears.plugins import (
    PluginNameError,
    examine,
    new_plugin,
    plugin_file,
    project_plugins,
)

TODAY = dt.date(2026, 11, 25)


def made(folder: Path, name: str = "brook", **options: bool) -> tuple[Path, ...]:
    """A new plugin in a folder."""
    return new_plugin(name, folder, today=TODAY, release="2026.11.0", **options)


@pytest.mark.parametrize("name", ["brook", "tower-hamlets"])
def test_the_doctor_finds_nothing_in_a_new_plugin(tmp_path: Path, name: str) -> None:
    """Neither fault nor warning, and three hooks; a borough's name makes it theirs."""
    made(tmp_path, name)
    (found,) = project_plugins(tmp_path / f"earlyyears-{name}")
    told = examine(found, today=TODAY)
    assert [] == [str(one) for one in told.findings]
    assert ("records", "rules", "formats") == told.hooks
    assert (("tower-hamlets",) if "-" in name else ()) == told.manifest.boroughs
    assert [f"{name}.visits_due"] == [one.question for one in told.coverage]


def test_a_single_file_works_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It has no fault, and a hub that names its path has its kind of record."""
    (file,) = made(tmp_path, single_file=True)
    assert () == examine(plugin_file(file), today=TODAY).findings
    with open_hub("memory:", borough="newham", plugins=[file], strict=True) as hub:
        assert "brook.visit" in {one.name for one in hub.kinds}
    assert 0 == main(["--plugin", str(file), "kinds"])
    assert "brook.visit" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["Brook", "9lives", "brook_side", "", "earlyyears"])
def test_a_name_that_could_not_be_a_prefix_is_refused(
    tmp_path: Path, name: str
) -> None:
    """The name is refused before anything is written."""
    with pytest.raises(PluginNameError, match="small letters"):
        made(tmp_path, name)
    assert [] == [*tmp_path.iterdir()]


def test_nothing_is_written_over(tmp_path: Path) -> None:
    """A second plugin of the same name is refused, and the first is as it was."""
    first = made(tmp_path)[0].read_text()
    with pytest.raises(PluginNameError, match="is there already"):
        made(tmp_path)
    assert first == made(tmp_path / "other")[0].read_text()


def test_the_command_says_what_to_do_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The files are named, and the next command can be copied."""
    assert 0 == main(["plugins", "new", "brook", "--out", str(tmp_path)])
    assert "pip install --editable" in capsys.readouterr().out
    assert 0 == main(
        ["plugins", "new", "creek", "--single-file", "--out", str(tmp_path)]
    )
    assert f"--plugin {tmp_path / 'creek.py'}" in capsys.readouterr().out


def test_the_kits_are_adopted_in_fifteen_lines(tmp_path: Path) -> None:
    """An author's whole test file for three kits has at most 15 lines of code."""
    made(tmp_path)
    text = (tmp_path / "earlyyears-brook/tests/test_kits.py").read_text()
    assert len([line for line in text.splitlines() if line.strip()]) <= 15


@pytest.mark.slow
def test_a_new_plugin_is_clean_and_green_at_once(tmp_path: Path) -> None:
    """Ruff, both type checkers and every kit are content, in less than a minute."""
    made(tmp_path)
    home = tmp_path / "earlyyears-brook"
    begun = time.monotonic()
    for words in (
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy", "--strict", "src", "tests"],
        ["pyright", "--pythonpath", sys.executable, "src"],
        ["pytest", "-q", "tests"],
    ):
        ran = subprocess.run(
            [sys.executable, "-m", *words],
            cwd=home,
            env={**os.environ, "PYTHONPATH": "src"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert 0 == ran.returncode, ran.stdout + ran.stderr
    assert time.monotonic() - begun <= 60
