"""Score sheets on the command line: scored, kept, compared."""

import datetime as dt
import json
from pathlib import Path

import pytest

from earlyyears import scales
from earlyyears.app import open_hub
from earlyyears.cli import main

SCALE = scales.get("iters-3")
DAY = dt.date(2026, 3, 2)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two sheets of one joint observation, in which commands run."""
    monkeypatch.chdir(tmp_path)
    for name, step in (("first", 0), ("second", 1)):
        scores = {item: 5 + step * (int(item) % 4 == 0) for item in SCALE.items}
        seen = scales.Observation(
            scale="iters-3", room="room/1", on=DAY, item_scores=scores, observer=name
        )
        (tmp_path / f"{name}.csv").write_text(scales.write_wide([seen], SCALE))
    return tmp_path


def test_a_sheet_is_scored_exactly(capsys: pytest.CaptureFixture[str]) -> None:
    """Thirty-three fives are a total of five, as text and as data."""
    assert 0 == main(["score", "first.csv", "--scale", "iters-3"])
    assert "total 5.00" in capsys.readouterr().out
    assert 0 == main(["score", "first.csv", "--json"])
    assert "iters-3" == json.loads(capsys.readouterr().out)["scale"]


def test_a_sheet_is_kept_in_a_hub(capsys: pytest.CaptureFixture[str]) -> None:
    """With --store the observation is a record that a view gives back."""
    url = "sqlite:///hub.db"
    assert 0 == main(["score", "first.csv", "--store", url, "--as", "mentor-1"])
    capsys.readouterr()
    with open_hub(url, actor="mentor-1", plugins=()) as hub:
        (kept,) = hub.at(DAY).all(scales.Observation)
    assert 5 == scales.score(kept).total.mean


def test_agreement_is_never_a_number_without_its_policy(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Twenty-five items agree exactly and all within one point."""
    assert 0 == main(["agreement", "first.csv", "second.csv", "--na", "scored_only"])
    said = capsys.readouterr().out
    assert "within one point on 33 of 33 items (only items that both scored" in said
    assert 0 == main(["agreement", "first.csv", "second.csv", "--json"])
    told = json.loads(capsys.readouterr().out)
    assert (25, 33, None) == (
        told["exact_count"],
        told["within_one_count"],
        told["na_policy"],
    )


def test_a_change_needs_a_second_audit_that_comes_later(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Two sheets of one day match no room, and that is said instead of a number."""
    assert 0 == main(["change", "first.csv", "second.csv"])
    said = capsys.readouterr()
    assert "over 0 matched rooms" in said.out + said.err


def test_a_sheet_of_no_known_scale_is_refused(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The refusal names the scales that are held."""
    assert 0 != main(["score", "first.csv", "--scale", "iters-9"])
    complaint = capsys.readouterr().err
    assert "iters-3" in complaint
    assert "Traceback" not in complaint
