"""The pages on capacity and allocation are true, done line by line."""

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.docs.transcripts import agrees, done, steps

HOWTO = ROOT / "docs" / "howto"
PAGES = [HOWTO / "capacity.md", HOWTO / "allocate.md"]
_TABLE = re.compile(
    r"^Save as `(\S+)`:\n\n```text\n(.*?)^```", re.MULTILINE | re.DOTALL
)


def test_the_pages_come_out_as_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every command of both pages, in order, prints what the page says it prints."""
    monkeypatch.chdir(tmp_path)
    for page in PAGES:
        tables = _TABLE.findall(page.read_text(encoding="utf-8"))
        assert tables, page.name
        for name, content in tables:
            (tmp_path / name).write_text(content, encoding="utf-8")
        for command, shown in steps(page):
            code = done(command)
            out, err = capsys.readouterr()
            printed = out if code == 0 else err
            assert agrees(shown, printed), f"$ {command}\n{printed}"
    assert {"capacity.html", "allocation.html"} == {
        path.name for path in tmp_path.glob("*.html")
    }
