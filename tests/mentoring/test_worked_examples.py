"""The two worked examples of mentoring run as they stand and show what they promise."""

import runpy
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from earlyyears.kernel import Answered, CannotTell


def ran(root: Path, name: str) -> dict[str, Any]:
    """Everything that an example made."""
    return runpy.run_path(str(root / "examples" / name))


@pytest.fixture(scope="module")
def cycle(root: Path) -> dict[str, Any]:
    """The example from audit to re-audit."""
    return ran(root, "audit_to_reaudit.py")


@pytest.fixture(scope="module")
def passed(root: Path) -> dict[str, Any]:
    """The example of a handover."""
    return ran(root, "handover.py")


def test_one_hears_what_is_missing_before_the_audit(cycle: dict[str, Any]) -> None:
    """The diary entry lacked consent, and nothing else."""
    assert ["no_consent"] == [one.code for one in cycle["warnings"]]


def test_a_plan_takes_up_what_the_audit_found(cycle: dict[str, Any]) -> None:
    """The lowest items are suggested first, and two of them became actions."""
    assert ["iters-3/2017/3", "iters-3/2017/12", "iters-3/2017/25"] == [
        one.about for one in cycle["offered"]
    ]
    assert ["iters-3/2017/3", "iters-3/2017/12"] == [
        one.about for one in cycle["actions"]
    ]
    assert cycle["plan"].audit == cycle["baseline"][0].id


def test_visits_go_both_ways_and_are_counted(cycle: dict[str, Any]) -> None:
    """One visit each way, one and a half half-days, one to come."""
    (one,) = cycle["given"]
    assert (1, 1, "1.5") == (one.out, one.back, str(one.delivered))
    assert ["visit/3"] == [each.id for each in cycle["due"]]
    assert ["visit_coming", "plan_review"] == [row.task for row in cycle["monday"]]


def test_the_change_is_matched_and_nobody_is_forgotten(cycle: dict[str, Any]) -> None:
    """One room is matched; the other is counted, and its re-audit is due."""
    change = cycle["change"].change
    assert (1, {"not_seen_again": 1}) == (change.n, change.unmatched)
    assert Fraction(36, 33) == change.mean
    assert isinstance(change.rooms["babies"], Answered | CannotTell)
    assert ["setting/2"] == [one.baseline.setting for one in cycle["waiting"]]
    assert "few_rooms" in [one.code for one in cycle["change"].findings]


def test_the_plan_is_closed_and_its_history_stays(cycle: dict[str, Any]) -> None:
    """Nothing is open or overdue, and every version can be told."""
    assert ["in_progress", "closed"] == cycle["states"]
    assert ([], []) == (cycle["late"], cycle["todo"])
    assert cycle["sealed"].ok


def test_a_typed_result_hands_everything_over_in_one_commit(
    passed: dict[str, Any],
) -> None:
    """The handover, the suspension, the transfer and the notices are one commit."""
    assert 1 == passed["commits"]
    assert {
        "plan": "authority",
        "allocation": "suspended",
        "told": ["authority", "mentors"],
    } == passed["over"]
    assert ["mentors", "authority"] == [*passed["owners"].values()]


def test_the_adviser_sees_the_work_and_not_the_private_notes(
    passed: dict[str, Any],
) -> None:
    """The statutory duty heads the list; the notes stay their author's."""
    assert [
        "handover_told",
        "handover_to_accept",
        "nobody_allocated",
        "plan_unowned",
    ] == [row.task for row in passed["monday"]]
    assert {"statutory"} == {row.duty for row in passed["monday"]}
    assert ([], 1) == (passed["notes_seen"], len(passed["own_notes"]))


def test_acceptance_names_the_adviser(passed: dict[str, Any]) -> None:
    """Who accepts supports the setting, and nothing waits any longer."""
    assert [("person/adviser", "authority")] == passed["supporters"]
    assert [] == passed["waiting_now"]


def test_a_better_inspection_brings_the_setting_back(passed: dict[str, Any]) -> None:
    """Back to the mentor, with everybody who held the plan in between on record."""
    held = passed["held"]
    assert ("mentors", "person/mentor") == (held.body, held.person)
    assert ("person/mentor", "person/adviser") == held.earlier
    assert [
        ("mentors", "person/mentor"),
        ("authority", None),
        ("authority", "person/adviser"),
        ("mentors", None),
        ("mentors", "person/mentor"),
    ] == passed["history"]
    assert [
        ("", "mentors", "opened"),
        ("mentors", "authority", "accepted"),
        ("authority", "mentors", "accepted"),
    ] == passed["changes"]
    assert passed["sealed"].ok


@pytest.mark.parametrize("name", ["audit_to_reaudit.py", "handover.py"])
def test_the_examples_are_percent_scripts(root: Path, name: str) -> None:
    """Jupyter, marimo and editors read their cells."""
    text = (root / "examples" / name).read_text(encoding="utf-8")
    assert text.startswith("# %% [markdown]")
    assert text.count("# %%") >= 10
