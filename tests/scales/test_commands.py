"""The commands for score sheets, on a group of their own."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from earlyyears import scales
from tests.scales.cases import DAY, LATER, TOY, seen

click = pytest.importorskip("click", reason="the extra cli is not installed")
testing = pytest.importorskip("click.testing", reason="the extra cli is not installed")
commands = pytest.importorskip("earlyyears.cli.scales")


class Hub:
    """A hub that remembers what it was given."""

    def __init__(self) -> None:
        self.kept: list[tuple[scales.Observation, str]] = []
        self.opened: dict[str, Any] = {}

    def record(self, what: scales.Observation, *, reason: str) -> None:
        """Keep a record."""
        self.kept.append((what, reason))

    @contextmanager
    def __call__(self, url: str, **who: str) -> Iterator["Hub"]:
        """Open the hub."""
        self.opened = {"url": url, **who}
        yield self


def run(*words: object, hub: Hub | None = None) -> Any:
    """Run one command as a person would."""
    group = click.Group("earlyyears")
    commands.add(group, scales=scales, open_hub=hub)
    return testing.CliRunner().invoke(group, [str(word) for word in words])


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """A sheet on disk."""
    file = tmp_path / "sheet.csv"
    one = seen(observer="k1", item_scores={"1": 5, "2": 4}, item_na={"4": ""})
    file.write_text(scales.write_wide([one], TOY), encoding="utf-8")
    return file


def test_score_prints_words_or_data(sheet: Path) -> None:
    """Without --json a page, with it the same as plain data."""
    words = run("score", sheet, "--scale", "toy")
    assert 0 == words.exit_code
    assert "total 4.50" in words.output
    data = json.loads(run("score", sheet, "--json").output)
    assert ("9/2", "4.50") == (data["total"]["mean"], data["total"]["display"])


def test_score_keeps_the_observation_when_asked(sheet: Path) -> None:
    """With --store the record goes to the hub, with borough and actor."""
    hub = Hub()
    words = ("--store", "memory:", "--borough", "newham", "--as", "mentor", "--json")
    done = run("score", sheet, *words, hub=hub)
    assert 0 == done.exit_code, done.output
    assert {"url": "memory:", "borough": "newham", "actor": "mentor"} == hub.opened
    assert [("k1", "score sheet")] == [(one.observer, why) for one, why in hub.kept]
    refused = run("score", sheet, "--store", "memory:")
    assert 1 == refused.exit_code
    assert "leave --store out" in refused.output


def test_a_bad_file_ends_in_a_sentence(tmp_path: Path) -> None:
    """All faults are printed, the exit code is not zero, and there is no traceback."""
    file = tmp_path / "bad.csv"
    file.write_text("scale,room,date,1,99\ntoy,,never,8,1\n", encoding="utf-8")
    done = run("score", file)
    assert 1 == done.exit_code
    assert "4 faults" in done.output
    assert "Traceback" not in done.output
    unknown = run("score", file, "--scale", "iters-9")
    assert (1, True) == (unknown.exit_code, "Held are" in unknown.output)


def test_a_fault_of_our_own_is_not_hidden(
    sheet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only refusals become sentences; a bug stays a bug."""

    def broken(*_: object) -> None:
        raise KeyError("bug")

    monkeypatch.setattr(scales, "score_file", broken)
    assert isinstance(run("score", sheet).exception, KeyError)


def test_agreement_asks_for_a_policy(sheet: Path, tmp_path: Path) -> None:
    """With NA on one sheet there is a question, and under a named policy a share."""
    file = tmp_path / "other.csv"
    other = seen(observer="k2", item_scores={"1": 5, "2": 7, "4": 3})
    file.write_text(scales.write_wide([other], TOY), encoding="utf-8")
    bare = run("agreement", sheet, file)
    assert "How does NA count" in bare.output
    assert "more than one point apart: 2" in bare.output
    data = json.loads(
        run("agreement", sheet, file, "--na", "scored_only", "--json").output
    )
    assert (1, 2) == (
        data["within_one"]["numerator"],
        data["within_one"]["denominator"],
    )


def test_change_compares_two_rounds(tmp_path: Path) -> None:
    """Two files of sheets give the mean change, and notes on what is doubtful."""
    for name, on, score in (("a", DAY, 3), ("b", LATER, 5)):
        rooms = [
            seen(
                room=f"r{n}",
                on=on,
                observer="k",
                item_scores={"1": score + n % 2 * (score > 3)},
            )
            for n in range(4)
        ]
        (tmp_path / f"{name}.csv").write_text(scales.write_wide(rooms, TOY), "utf-8")
    files = tmp_path / "a.csv", tmp_path / "b.csv"
    said = run("change", *files, "--reliability", "0.8", "--reliability-kind", "raters")
    assert "mean change 2.50 over 4 matched rooms" in said.output
    assert "note: only 4 rooms were matched" in said.stderr
    assert 4 == json.loads(run("change", *files, "--json").stdout)["matched"]
    unnamed = run("change", *files, "--reliability", "0.8")
    assert (1, True) == (unnamed.exit_code, "kind of reliability" in unnamed.output)
