"""What the tests of the commands share."""

from collections.abc import Callable
from pathlib import Path

import pytest

from earlyyears.cli import main

#: Runs a command; gives its code, output and complaints.
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Run:
    """Run a command in a folder of its own; give its code, output and complaints."""
    monkeypatch.chdir(tmp_path)

    def command(*words: str) -> tuple[int, str, str]:
        code = main(words)
        said = capsys.readouterr()
        return code, said.out, said.err

    return command
