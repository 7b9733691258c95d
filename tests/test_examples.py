"""The notebook on leads runs as it stands and shows what it promises."""

import runpy
from pathlib import Path
from typing import Any

import pytest

from earlyyears.kernel import Answered


@pytest.fixture(scope="module")
def leads(root: Path) -> dict[str, Any]:
    """Everything that the notebook on leads made."""
    return runpy.run_path(str(root / "examples" / "leads.py"))


def test_every_setting_of_the_borough_has_its_line(leads: dict[str, Any]) -> None:
    """No two rows are of one setting, and the statutory duties stand first."""
    rows = leads["rows"]
    assert len(rows) == len({row.setting for row in rows}) > 200
    duties = [row.duty == "statutory" for row in rows]
    assert sorted(duties, reverse=True) == duties


def test_a_stricter_preset_takes_nothing_from_the_authority(
    leads: dict[str, Any],
) -> None:
    """Where two presets differ, no duty stood behind the lenient one's answer."""
    assert leads["differ"]
    for each in leads["differ"]:
        assert isinstance(each.first, Answered)
        assert "none" == each.first.value.duty


def test_a_supposed_concern_brings_the_authority_in(leads: dict[str, Any]) -> None:
    """A concern that is only supposed changes the answer, and nothing in the hub."""
    supposed = leads["supposed"]
    assert ("authority", "safeguarding") == (supposed.value.body, supposed.why.reason)
    assert "good_or_better" == leads["unchanged"].why.reason


def test_what_came_to_light_later_changed_answers(leads: dict[str, Any]) -> None:
    """Some answers about March 2023 were others before that month's edition."""
    assert leads["learnt"]
    assert leads["then"].as_at < leads["now"].as_at


def test_every_year_has_its_leads(leads: dict[str, Any]) -> None:
    """Six years of the borough can be told, each with both bodies at work."""
    assert [*range(2021, 2027)] == [*leads["years"]]
    assert all(
        year["authority"] and year["mentors"] for year in leads["years"].values()
    )


def test_the_hub_was_left_whole(leads: dict[str, Any]) -> None:
    """At the end of the notebook the seals of the hub hold."""
    assert leads["sealed"].ok


def test_the_notebook_is_a_percent_script(root: Path) -> None:
    """Jupyter, marimo and editors read its cells."""
    text = (root / "examples" / "leads.py").read_text(encoding="utf-8")
    assert text.startswith("# %% [markdown]")
    assert text.count("# %%") >= 10
