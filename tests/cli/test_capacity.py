"""The commands `capacity` and `allocate`, and the pages they share their facts with."""

import json
from pathlib import Path

import pytest

import earlyyears as ey
from tests.cli.conftest import Run
from tests.mentoring_allocation import hubs

ON = hubs.ON.isoformat()


@pytest.fixture
def store(tmp_path: Path) -> str:
    """A hub with three settings, two of them the mentors', and a mentor for one."""
    url = f"sqlite:///{tmp_path / 'hub.db'}"
    with ey.open_hub(url, borough="newham", actor="hub-lead", plugins=()) as hub:
        hub.record(
            *hubs.setting("elm", 900_001),
            *hubs.setting("oak", 900_002),
            *hubs.setting("ash", 900_003, "authority"),
            *hubs.mentor("ann", "ash", cap=1),
            reason="a borough for tests",
        )
    return url


def test_capacity_tells_the_verdict_and_every_assumption(run: Run, store: str) -> None:
    """Eight half-days of audits fit into 38, and each figure says where it is from."""
    code, printed, _ = run("capacity", "--store", store, "--on", ON)
    assert 0 == code
    assert "Feasible: 8 half-days needed of 38, 30 over." in printed
    assert "Half-days for one audit of one room: 2, assumed after" in printed
    assert "rule earlyyears/half_days_against_release" in printed
    assert "? Half-days a week of all advisory teachers" in printed


def test_capacity_as_json_keeps_numbers(run: Run, store: str) -> None:
    """A program gets the half-days as numbers, and what to drop where there is any."""
    words = ("capacity", "--store", store, "--on", ON, "--body", "mentors", "--json")
    _, printed, _ = run(*words)
    (told,) = json.loads(printed)
    assert (True, 8, 38, 0, 30, []) == tuple(
        told[key] for key in ("feasible", "needed", "released", "over", "spare", "drop")
    )
    assert [{"id": "setting/ash", "name": "Ash"}] == [
        {"id": one["id"], "name": one["name"]} for one in told["by_school"]
    ]
    assert told["steps"]


def test_what_does_not_fit_is_listed_piece_by_piece(run: Run, store: str) -> None:
    """Where audits take ten half-days each, the pieces to drop are named."""
    with ey.open_hub(store, actor="hub-lead", plugins=()) as hub:
        hub.record(
            hubs.parameter("audit_half_days", "10"),
            hubs.parameter("visits_per_setting", "10"),
            hubs.parameter("visit_half_days", "0.5"),
            reason="dear audits",
        )
    words = ("capacity", "--store", store, "--on", ON, "--body", "mentors")
    _, printed, _ = run(*words)
    assert "Infeasible: 50 half-days needed of 38, 12 find nobody." in printed
    assert "Smallest set to drop: 12 half-days in 5 pieces of work." in printed
    assert "too few for the work: Mentor ann" in printed
    assert ": 0.5 half-days" in printed


def test_allocate_proposes_and_records_only_when_told(run: Run, store: str) -> None:
    """A proposal writes nothing; accepted, it is recorded once, with its reason."""
    words = ("allocate", "--store", store, "--as", "hub-lead", "--on", ON)
    code, printed, _ = run(*words)
    assert 0 == code
    assert "1 settings placed, 1 without a mentor, 0 points." in printed
    assert "may go only to Mentor ann, with 1 places: 1 too few" in printed
    assert "not placed: Ash (not mentor led, override)" in printed
    assert "Proven: no other proposal places more" in printed
    _, _, complaint = run(*words, "--accept")
    assert "Give --reason with --accept" in complaint
    _, printed, _ = run(*words, "--accept", "--reason", "agreed")
    assert "1 allocations begin and 0 end in commit" in printed
    _, printed, _ = run(*words, "--accept", "--reason", "again")
    assert printed.endswith("0 allocations begin and 0 end.\n")


def test_allocate_as_json_explains_each_line(run: Run, store: str) -> None:
    """A program gets the points and their reasons, the loads and the conflicts."""
    _, printed, _ = run("allocate", "--store", store, "--on", ON, "--json")
    (told,) = json.loads(printed)
    assert (True, False, 0) == (told["proven"], told["feasible"], told["points"])
    assert [1] == [one["short"] for one in told["conflicts"]]
    assert [(1, 1)] == [(one["settings"], one["places"]) for one in told["loads"]]
    assert {"terms", "runner_up", "pinned", "before"} <= set(told["assignments"][0])


def test_without_mentors_the_commands_ask(run: Run, tmp_path: Path) -> None:
    """In a hub without mentors both commands say what has to be recorded."""
    url = f"sqlite:///{tmp_path / 'bare.db'}"
    with ey.open_hub(url, borough="newham", actor="hub-lead", plugins=()) as hub:
        hub.record(*hubs.setting("elm", 900_001), reason="one setting")
    _, printed, _ = run("allocate", "--store", url, "--on", ON)
    assert "? Who mentors settings in marlow-vale?" in printed
    _, printed, _ = run("capacity", "--store", url, "--on", ON, "--body", "mentors")
    assert "? How many half-days a week does each school" in printed


@pytest.mark.parametrize("name", ["capacity", "allocation"])
def test_the_pages_name_mentors_to_officers_only(
    run: Run, store: str, tmp_path: Path, name: str
) -> None:
    """The steering group and the public get the page without anybody's name."""
    for audience, named in (("internal", True), ("steering", False), ("public", False)):
        file = tmp_path / f"{audience}.html"
        words = ("report", name, "--store", store, "--as", "hub-lead", "--on", ON)
        code, _, complaint = run(*words, "--audience", audience, "--out", str(file))
        assert (0, "") == (code, complaint)
        page = file.read_text(encoding="utf-8")
        assert named == ("Mentor ann" in page), audience
