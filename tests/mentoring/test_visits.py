"""Visits both ways, what they permit, and whether support arrives."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from earlyyears.app import Hub
from earlyyears.kernel import DateRange, evolve
from earlyyears.mentoring import (
    VISIT_STEPS,
    PrivateNote,
    SupportPlanned,
    Visit,
    follow_ups_due,
    permits_rating,
    support_given,
    visits_due,
)

from .hubs import (
    ASH,
    DAY,
    ELM,
    MENTOR,
    NURSERY,
    day,
    hub_with,
    mentor,
    plan,
    refused,
    visit,
)

TERM = DateRange(day("2026-01-05"), day("2026-04-01"))


@pytest.fixture
def hub() -> Iterator[Hub]:
    """A hub with one mentor."""
    with hub_with(mentor()) as made:
        yield made


def held(where: str = ELM, on: dt.date = DAY, **fields: object) -> Visit:
    """A visit that took one half-day."""
    usual = {"state": "done", "half_days": Decimal(1), "valid": DateRange(on)}
    return visit(where, on, **{**usual, **fields})


def test_a_visit_goes_to_a_setting_of_the_network(hub: Hub) -> None:
    """S34: a visit with direction outbound, mentor to setting."""
    hub.record(visit(ELM, focus="outdoor play"), reason="planned")
    (found,) = visits_due(hub.at(), days=0)
    assert ("to_setting", ELM, MENTOR) == (found.direction, found.setting, found.person)


def test_a_visit_comes_from_a_setting_to_the_mentors_school(hub: Hub) -> None:
    """S35: setting staff come to the mentor's school; how many is kept, not who."""
    inbound = visit(ELM, direction="from_setting", staff=3)
    assert ["visit_incomplete"] == refused(hub, inbound)
    hub.record(evolve(inbound, host=NURSERY), reason="planned")
    (found,) = visits_due(hub.at(), days=0)
    assert (NURSERY, 3) == (found.host, found.staff)


@pytest.mark.parametrize(
    ("kind", "permitted"),
    [("audit", True), ("statutory", True), ("support", False), ("feedback", False)],
)
def test_a_rating_stands_only_where_the_kind_permits(
    hub: Hub,
    kind: str,
    permitted: bool,  # noqa: FBT001
) -> None:
    """A visit among peers is not an inspection."""
    rated = visit(ELM, kind=kind, rating="good")
    assert permitted is permits_rating(kind)
    assert ([] if permitted else ["visit_rating"]) == refused(hub, rated)


def test_a_visit_that_took_place_says_how_long_it_took(hub: Hub) -> None:
    """Half-days are what capacity is reckoned in."""
    assert ["visit_incomplete"] == refused(hub, held(half_days=None))
    assert ["visit_time"] == refused(hub, held(half_days=Decimal(0)))
    assert [] == refused(hub, held())


def test_a_visit_goes_step_by_step(hub: Hub) -> None:
    """What was cancelled did not take place; a slip of the same day is put right."""
    hub.record(visit(ELM), reason="planned")
    cancelled = evolve(visit(ELM), state="cancelled", valid=DateRange(DAY))
    hub.record(cancelled, reason="the setting is closed")
    later = DateRange(DAY + dt.timedelta(days=1))
    assert ["visit_step"] == refused(hub, held(valid=later))
    assert [] == refused(hub, held(valid=DateRange(DAY)))
    assert ("done", "cancelled") == tuple(
        VISIT_STEPS.after("planned", step) for step in ("hold", "cancel")
    )


def test_visits_due_are_those_planned_within_the_days_asked(hub: Hub) -> None:
    """A late visit comes first; what lies further ahead is left out."""
    late = visit(ELM, DAY - dt.timedelta(days=3))
    soon, far = (visit(ASH, DAY + dt.timedelta(days=n)) for n in (14, 15))
    hub.record(soon, late, far, held(), reason="planned")
    assert [late, soon] == visits_due(hub.at())


def test_a_follow_up_is_due_by_its_day(hub: Hub) -> None:
    """Follow-ups are listed until they are done."""
    first = held(follow_up="send the book list", follow_up_by=DAY)
    hub.record(
        first,
        held(ASH, follow_up="later", follow_up_by=day("2026-05-01")),
        reason="held",
    )
    assert [first] == follow_ups_due(hub.at())
    hub.record(evolve(first, state="followed_up"), reason="sent")
    assert [] == follow_ups_due(hub.at())


def test_support_planned_is_held_against_what_was_delivered(hub: Hub) -> None:
    """Delivered are the half-days of visits in the days asked, in both directions."""
    asked = SupportPlanned(
        id="support-planned/1", setting=ELM, half_days=Decimal(3), valid=TERM
    )
    inbound = held(
        on=day("2026-02-01"),
        direction="from_setting",
        host=NURSERY,
        half_days=Decimal("0.5"),
    )
    hub.record(
        asked,
        held(),
        inbound,
        held(on=day("2025-12-01")),
        visit(on=day("2026-03-20")),
        held(ASH),
        reason="a term's work",
    )
    told = {one.setting: one for one in support_given(hub.at(), TERM)}
    one = told[ELM]
    assert (Decimal(3), Decimal("1.5"), Decimal("1.5")) == (
        one.planned,
        one.delivered,
        one.short,
    )
    assert (1, 1) == (one.out, one.back)
    assert (Decimal(0), Decimal(1), Decimal(0)) == (
        told[ASH].planned,
        told[ASH].delivered,
        told[ASH].short,
    )


def test_a_visit_points_at_its_plan_and_holds_no_copy(hub: Hub) -> None:
    """An action stands in one place; visits and reports point at it."""
    hub.record(plan(ELM), held(plan=plan(ELM).id), reason="a visit for a plan")
    (found,) = hub.at().all(Visit)
    assert plan(ELM) == hub.at().get(found.plan or "")


def test_a_private_note_is_its_authors_own(hub: Hub) -> None:
    """Peer support dies if notes leak: the author sees it, nobody else does."""
    hub.actor = "mentor-1"
    note = PrivateNote(id="private-note/1", setting=ELM, text="thinking aloud")
    hub.record(note, reason="mine")
    seen = {
        actor: len(_as(hub, actor).all(PrivateNote))
        for actor in ("mentor-1", "mentor-2", "adviser-1", "hub-lead")
    }
    assert {"mentor-1": 1, "mentor-2": 0, "adviser-1": 0, "hub-lead": 0} == seen


def _as(hub: Hub, actor: str) -> Any:
    hub.actor = actor
    return hub.at()
