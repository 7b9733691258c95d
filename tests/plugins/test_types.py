"""Four seeded mistakes, four caught, by both type checkers."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

SEEDED = ROOT / "tests" / "typing" / "plugins.py"
_IGNORE = re.compile(r"  # type: ignore\[[\w-]+\]")


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, set[int]]:
    """The file without its ignores, and the lines on which they stood."""
    text = SEEDED.read_text(encoding="utf-8")
    lines = {
        number
        for number, line in enumerate(text.splitlines(), 1)
        if _IGNORE.search(line)
    }
    file = tmp_path_factory.mktemp("typed") / "mistaken.py"
    file.write_text(_IGNORE.sub("", text), encoding="utf-8")
    return file, lines


def run(*words: str) -> str:
    """What a module says, whether it is content or not."""
    done = subprocess.run(
        [sys.executable, "-m", *words], capture_output=True, text=True, check=False
    )
    return done.stdout


@pytest.mark.slow
def test_mypy_catches_four_of_four(bare: tuple[Path, set[int]]) -> None:
    """Every seeded line is told, and no other line is."""
    file, lines = bare
    told = run("mypy", "--strict", "--no-error-summary", str(file))
    assert 4 == len(lines)
    assert lines == {
        int(number)
        for number in re.findall(r"^[^\n]*?:(\d+): error", told, re.MULTILINE)
    }


@pytest.mark.slow
def test_pyright_catches_four_of_four(bare: tuple[Path, set[int]]) -> None:
    """The other checker, which many editors use, tells the same lines."""
    file, lines = bare
    told = run("pyright", "--pythonpath", sys.executable, "--outputjson", str(file))
    found = json.loads(told)["generalDiagnostics"]
    assert lines == {
        one["range"]["start"]["line"] + 1 for one in found if one["severity"] == "error"
    }
