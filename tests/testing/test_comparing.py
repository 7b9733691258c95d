"""`plugins diff`: two versions side by side, and the cause of each change."""

import json
import shutil
from pathlib import Path

import pytest

from earlyyears.cli import main
from earlyyears.testing.comparing import Comparison, compare_versions

BRACK = Path(__file__).parent / "brack"


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """The same plugin, to be changed."""
    return Path(shutil.copytree(BRACK, tmp_path / "new")) / "plugin.py"


def changed(new: Path, *words: tuple[str, str]) -> Comparison:
    """The comparison with a version in which some words are others."""
    text = new.read_text(encoding="utf-8")
    for old, other in words:
        assert old in text
        text = text.replace(old, other)
    new.write_text(text, encoding="utf-8")
    return compare_versions(str(BRACK / "plugin.py"), str(new))


def test_the_same_version_twice_differs_in_nothing(new: Path) -> None:
    """Hundreds of answers about a fictional borough, and not one changed."""
    told = changed(new)
    assert () == told.differences
    assert told.compared > 500


def test_a_changed_rate_is_told_by_the_step_that_changed(new: Path) -> None:
    """Only answers of that rule changed, and the cause shows both sums."""
    told = changed(new, ("facts, 1240", "facts, 1300"), ("1.0.0", "1.1.0"))
    assert ("1.0.0", "1.1.0") == (told.old, told.new)
    assert {"cover_2026"} == {one.new.rule for one in told.differences}
    case = next(one for one in told.differences if "nine hours" in one.subject)
    assert ("£111.60", "£117.00") == (case.old.value, case.new.value)
    expected = (
        "cover_2026 (2026-01-01 to further notice) was changed:"
        " “9 hours x £12.40 = £111.60” became “9 hours x £13.00 = £117.00”"
    )
    assert expected == case.cause


def test_a_rule_that_begins_later_is_told_with_its_dates(new: Path) -> None:
    """Between the two dates the older rule answers, and nowhere else."""
    told = changed(new, ("2026, 1, 1", "2026, 4, 1"))
    assert told.differences
    cause = (
        "cover_2026 (2026-01-01 to further notice) answered,"
        " and now cover_2025 (the beginning to 2026-03-31) does"
    )
    assert {cause} == {one.cause for one in told.differences}
    assert 2 == len(told.rules)
    assert all("and now holds" in text for text in told.rules)


def test_a_rule_that_is_gone_or_new_is_told(new: Path) -> None:
    """Also where no answer changed by it."""
    told = changed(
        new,
        ("[cover_2025, cover_2026]", "[cover_2026]"),
        ("facts, 1240", "facts, 1240"),
    )
    gone, unread = told.rules
    assert "the rule cover_2025 (the beginning to 2025-12-31) is gone" == gone
    assert "the cases of 1.0.0 were left out" in unread
    assert {"no_rule"} == {one.new.reason for one in told.differences}
    back = compare_versions(str(new), str(BRACK / "plugin.py"))
    assert "is new" in back.rules[0]
    assert 2 == len(back.rules)


def test_the_command_prints_causes_with_how_many_answers_they_changed(
    new: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line a cause and one example, and as data every answer."""
    changed(new, ("facts, 1240", "facts, 1300"))
    words = [
        "plugins",
        "diff",
        str(BRACK / "plugin.py"),
        str(new),
        "--on",
        "2026-05-01",
    ]
    assert 0 == main(words)
    out = capsys.readouterr().out
    assert "answers compared" in out
    assert "brackwater.cover: cover_2026" in out
    assert 0 == main([*words, "--json"])
    told = json.loads(capsys.readouterr().out)
    assert {"2026-05-01"} < {one["on"] for one in told["differences"]}
    assert all(one["cause"] for one in told["differences"])
