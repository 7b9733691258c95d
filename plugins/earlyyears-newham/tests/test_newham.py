"""Newham's bodies, titles and report; and what is a blank stays one."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from earlyyears_newham import Newham
from earlyyears_newham.blanks import needed
from earlyyears_newham.bodies import record_bodies

from earlyyears.app import Hub, open_hub
from earlyyears.kernel import evolve
from earlyyears.people import Body, Seat
from earlyyears.places import Network
from earlyyears.roles import PolicyChoice

DAY = dt.date(2026, 2, 1)
NETWORKS = [
    Network(id=f"network/SAMPLE-{at}", name=f"SAMPLE network {at}", borough="newham")
    for at in range(1, 8)
]


@pytest.fixture
def hub() -> Iterator[Hub]:
    """A hub of Newham with seven networks and both groups."""
    with open_hub(
        "memory:", borough="newham", actor="officer", plugins=[Newham()]
    ) as opened:
        opened.record(*NETWORKS, reason="the start")
        assert 2 == len(list(record_bodies.run(opened, ["2018-04-01"])))
        yield opened


def test_both_groups_are_there_with_vacant_seats(hub: Hub) -> None:
    """Seats as the case study tells them, one for each network among them."""
    bodies = {one.id: one.name for one in hub.at(DAY).all(Body)}
    assert {"body/newham-steering-group", "body/newham-strategic-group"} == set(bodies)
    seats = hub.at(DAY).all(Seat)
    assert {"vacant"} == {one.state for one in seats}
    steering = seats.where(body="body/newham-steering-group")
    assert 7 == len(steering.where(sector="nursery_school"))
    assert 3 == len(steering.where(sector="childminding"))
    strategic = seats.where(body="body/newham-strategic-group", sector="pvi")
    assert {one.id for one in NETWORKS} == {one.network for one in strategic}


def test_the_groups_are_recorded_once(hub: Hub) -> None:
    """Said twice, the command changes nothing and says so."""
    before = len(hub.at(DAY).all(Seat))
    again = list(record_bodies.run(hub, ["2018-04-01"]))
    assert all(line.endswith("is there already") for line in again)
    assert before == len(hub.at(DAY).all(Seat))


def test_the_report_counts_seats_and_lists_blanks(hub: Hub, tmp_path: Path) -> None:
    """Filled seats are counted by whom they speak for; blanks are for the borough."""
    seat = hub.at(DAY).all(Seat).where(sector="send").first()
    assert seat is not None
    hub.record(
        evolve(seat, holder="person/SAMPLE-1", state="confirmed"), reason="a seat"
    )
    hub.report("newham.bodies", on=DAY).save(
        tmp_path / "bodies.html", audience="internal"
    )
    page = (tmp_path / "bodies.html").read_text(encoding="utf-8")
    assert "Working Together Early Years Hub Steering Group" in page
    assert "Pathway to Quality" in page
    public = repr(hub.report("newham.bodies", on=DAY).safe("public"))
    assert "Pathway to Quality" not in public


def test_nothing_is_chosen_for_the_borough(hub: Hub) -> None:
    """No preset is recorded, and every fact that is needed is still blank."""
    assert not hub.at(DAY).all(PolicyChoice)
    assert all(one.value == "" for one in needed())
    for one in needed():
        assert one.fact
        assert one.why
        assert one.who_knows
        assert one.where_it_goes


def test_titles_of_the_case_study_can_be_used(hub: Hub) -> None:
    """A post may be called as it is in Newham."""
    template = hub.template("post").decode("utf-8-sig")
    assert "Title" in template
    assert "Working Together Mentor" in template
