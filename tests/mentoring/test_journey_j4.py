"""Journey J4, triage after an inspection: every case that can go wrong, by its name."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from earlyyears.app import Hub
from earlyyears.inspection import (
    EducationInspection,
    IndependentInspection,
    Inspection,
    SettingReportCard,
    areas,
    inspection_id,
)
from earlyyears.kernel import (
    Answered,
    CannotTell,
    DateRange,
    NotApplicable,
    Unsupported,
    evolve,
    fields_of,
    kind_of,
)
from earlyyears.mentoring import ActionPlan, Allocation, accepted, live
from earlyyears.places import Registration, Setting
from earlyyears.roles import Concern, Handover, Override, Ruling, waiting
from earlyyears.services import tasks_of

from .hubs import (
    ADVISER,
    DAY,
    ELM,
    GOOD,
    MENTOR,
    POOR,
    Days,
    allocated,
    day,
    hub_with,
    inspected,
    mentor,
    plan,
)

WINTER = day("2025-10-06")


@pytest.fixture
def clock() -> Days:
    """A clock that stands in the autumn of 2025."""
    return Days(WINTER)


@pytest.fixture
def hub(clock: Days) -> Iterator[Hub]:
    """A hub in which a mentor works with a setting on a plan."""
    with hub_with(mentor(), clock=clock) as made:
        made.review(WINTER)
        made.record(
            allocated(ELM, since=WINTER), plan(ELM, since=WINTER), reason="at work"
        )
        yield made


def card(on: dt.date, published: dt.date, **judged: str) -> Inspection:
    """A report card on which everything is as expected, unless told otherwise."""
    said: dict[str, Any] = dict.fromkeys(areas(), "expected")
    return Inspection(
        id=inspection_id("ofsted:EY900001", "report_card", on),
        valid=DateRange(on),
        setting=ELM,
        registration="registration/ofsted:EY900001",
        inspected_on=on,
        published_on=published,
        outcome=SettingReportCard(**{"safeguarding": "met", **said, **judged}),
    )


def handovers(hub: Hub) -> list[tuple[str, str]]:
    """The changes of lead of the setting, in order of their opening."""
    held = hub.at().all(Handover).where(setting=ELM)
    ordered = sorted(held, key=lambda one: one.opened)
    return [(one.giver, one.taker) for one in ordered if one.giver]


def owner(hub: Hub) -> str:
    """The body that owns the plan."""
    return hub.at().all(ActionPlan).one().body


def test_inspection_between_10_november_and_31_december_2025(
    hub: Hub, clock: Days
) -> None:
    """A new-style result met old regulations: nothing moves until it is ruled on."""
    clock.today = day("2025-12-15")
    weak = {"leadership_and_governance": "needs_attention"}
    seen = card(day("2025-11-20"), day("2025-12-12"), **weak)
    hub.record(seen, reason="report read")
    assert () == hub.review()
    answer = hub.at().support_lead("ofsted:EY900001")
    assert isinstance(answer, CannotTell)
    assert ("mentors", "active") == (owner(hub), hub.at().all(Allocation).one().state)
    clock.today = day("2026-01-12")
    ruled = Ruling(
        id="ruling/newham/report_cards_before_2026",
        borough="newham",
        matter="report_cards_before_2026",
        reading="as_report_card",
        reason="read",
        valid=DateRange(day("2025-11-10")),
    )
    hub.choose(
        "support-lead",
        "any_area_below_expected",
        start=day("2025-11-10"),
        reason="chosen",
    )
    hub.record(ruled, reason="decided")
    hub.review()
    assert [("mentors", "authority")] == handovers(hub)
    assert "authority" == owner(hub)


def test_outcome_revised_after_publication(hub: Hub, clock: Days) -> None:
    """The revised outcome hands the setting back; what was known before stays known."""
    clock.today = DAY
    first = inspected(ELM, 1, day("2026-01-12"), POOR)
    hub.record(first, reason="report read")
    hub.review()
    known = hub.at().as_at
    clock.today = day("2026-04-13")
    hub.record(
        evolve(first, outcome=EducationInspection(grade=GOOD)), reason="appeal upheld"
    )
    hub.review()
    assert [("mentors", "authority"), ("authority", "mentors")] == handovers(hub)
    assert "mentors" == owner(hub)
    before = hub.at(DAY, as_at=known).support_lead("ofsted:EY900001")
    assert isinstance(before, Answered)
    assert "authority" == before.value.body


def test_two_entitlements_with_different_consequences(hub: Hub, clock: Days) -> None:
    """However many entitlements a result touches, the support is handed over once.

    What a result means for each entitlement is a matter of its own: no record of
    mentoring holds one, and none may decide about entitlement money.
    """
    clock.today = DAY
    chosen = "any_area_below_expected"
    hub.choose("support-lead", chosen, start=day("2026-01-01"), reason="chosen")
    weak = {"leadership_and_governance": "needs_attention"}
    hub.record(card(day("2026-01-12"), day("2026-02-02"), **weak), reason="read")
    (one,) = hub.review()
    assert [("mentors", "authority")] == handovers(hub)
    named = {
        field.name
        for kind in (ActionPlan, Allocation, Handover)
        for field in fields_of(kind)
    }
    assert set() == {name for name in named if "entitle" in name or "fund" in name}
    assert "handover" == kind_of(one).name


def test_school_run_nursery_under_a_different_section(hub: Hub, clock: Days) -> None:
    """A nursery that the school runs itself is inspected as a school: no handover."""
    clock.today = DAY
    school = Setting(
        id="setting/school", name="A school", kind="nursery_class", borough="newham"
    )
    hub.record(school, reason="typed in")
    before = len(hub.at().all(Handover))
    hub.review()
    answer = hub.at().support_lead(school)
    assert isinstance(answer, NotApplicable)
    assert before == len(hub.at().all(Handover))
    assert hub.at().all(Registration).where(setting=school.id).first() is None


def test_independent_inspectorate_report(hub: Hub, clock: Days) -> None:
    """A report in other words decides nothing by itself, and support goes on."""
    clock.today = DAY
    on = day("2026-01-12")
    seen = Inspection(
        id=inspection_id("ofsted:EY900001", "independent", on),
        valid=DateRange(on),
        setting=ELM,
        registration="registration/ofsted:EY900001",
        inspected_on=on,
        published_on=day("2026-02-02"),
        outcome=IndependentInspection(
            inspectorate="an inspectorate", outcome="standards_not_met"
        ),
    )
    hub.record(seen, reason="report read")
    assert () == hub.review()
    answer = hub.at().support_lead("ofsted:EY900001")
    assert isinstance(answer, Unsupported)
    assert [MENTOR] == [one.person for one in live(hub.at())]
    assert "mentors" == owner(hub)


def test_suspension_without_a_grade(hub: Hub, clock: Days) -> None:
    """A suspension brings the authority in at once, and its end hands the setting back.

    No grade is invented for it, and the concern itself is seen by the team alone.
    """
    clock.today = DAY
    held = Concern(
        id="concern/1",
        setting=ELM,
        kind="suspension",
        valid=DateRange(DAY, day("2026-04-13")),
    )
    hub.record(held, reason="the register says so")
    (over,) = hub.review()
    assert ("mentors", "authority") == (over.giver, over.taker)
    assert "suspension" == over.reason
    assert [GOOD] == [
        one.outcome.grade
        for one in hub.at().all(Inspection).where(setting=ELM)
        if isinstance(one.outcome, EducationInspection)
    ]
    clock.today = day("2026-04-13")
    (back,) = hub.review()
    assert ("authority", "mentors") == (back.giver, back.taker)
    assert [] == list(hub.at().all(Concern))


def test_override_expired(hub: Hub, clock: Days) -> None:
    """On the first day after an override the review hands the setting back."""
    clock.today = DAY
    last = day("2026-04-13")
    decided = Override(
        id="override/1",
        setting=ELM,
        body="authority",
        reason="a new manager",
        approver="head-of-early-years",
        valid=DateRange(DAY, last),
    )
    hub.record(decided, reason="decided")
    (over,) = hub.review()
    assert "override" == over.reason
    clock.today = last - dt.timedelta(days=1)
    assert () == hub.review()
    clock.today = last
    (back,) = hub.review()
    assert ("authority", "mentors") == (back.giver, back.taker)
    assert "mentors" == owner(hub)


def test_a_panel_decides_for_no_change(hub: Hub, clock: Days) -> None:
    """A panel's decision for the mentors is recorded, with its end and reason."""
    clock.today = DAY
    hub.record(inspected(ELM, 1, day("2026-01-12"), POOR), reason="report read")
    kept = Override(
        id="override/panel",
        setting=ELM,
        body="mentors",
        reason="the panel: no change until the re-inspection",
        approver="panel-chair",
        valid=DateRange(DAY, day("2026-09-01")),
    )
    hub.record(kept, reason="panel of March")
    assert () == hub.review()
    assert "mentors" == owner(hub)
    answer = hub.at().support_lead("ofsted:EY900001")
    assert isinstance(answer, Answered)
    assert ("mentors", "statutory") == (answer.value.body, answer.value.duty)


def test_goals_come_from_the_actions_of_the_inspection(hub: Hub, clock: Days) -> None:
    """An adviser who accepts has the plan, and a handover accepted waits no longer."""
    clock.today = DAY
    hub.record(inspected(ELM, 1, day("2026-01-12"), POOR), reason="report read")
    (over,) = hub.review()
    tasks = {row.task for row in tasks_of(hub.at(), "adviser-1")}
    assert {"handover_to_accept", "plan_unowned", "nobody_allocated"} <= tasks
    hub.record(*accepted(hub.at(), over, ADVISER, "allocation/x"), reason="accepted")
    assert [] == waiting(hub.at())
    tasks = {row.task for row in tasks_of(hub.at(), "adviser-1")}
    assert not {"handover_to_accept", "plan_unowned", "nobody_allocated"} & tasks
