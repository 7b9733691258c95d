"""When the lead changes, everything passes on in the same commit."""

import datetime as dt
from collections.abc import Iterator

import pytest

from earlyyears.app import Hub
from earlyyears.kernel import DateRange, IllegalStepError, evolve
from earlyyears.ledger import Ended
from earlyyears.mentoring import (
    ActionPlan,
    Allocation,
    Mentor,
    PrivateNote,
    Waiver,
    accepted,
    declared,
    live,
    served_by,
)
from earlyyears.people import Interest
from earlyyears.places import Registration
from earlyyears.roles import (
    HANDOVER_STEPS,
    Handover,
    HandoverNotice,
    Override,
    handovers_due,
    notices_of,
    waiting,
)
from earlyyears.services import handover_rows, leaving

from .hubs import (
    ADVISER,
    ASH,
    DAY,
    ELM,
    GOOD,
    MENTOR,
    NURSERY,
    OAK,
    OTHER,
    POOR,
    Days,
    allocated,
    day,
    hub_with,
    inspected,
    mentor,
    plan,
    release,
    setting,
)

FELL, ROSE = day("2026-04-01"), day("2026-09-01")


@pytest.fixture
def clock() -> Days:
    """A clock that stands at the first day."""
    return Days(DAY)


@pytest.fixture
def hub(clock: Days) -> Iterator[Hub]:
    """A hub in which a mentor works with two settings, one of which has a plan."""
    with hub_with(mentor(), release(), clock=clock) as made:
        made.review(DAY)
        made.record(allocated(ELM), allocated(ASH), plan(ELM), reason="at work")
        yield made


def fall(hub: Hub, clock: Days, on: dt.date = FELL) -> tuple[Handover, ...]:
    """The first setting is found to require improvement, and the hub is looked over."""
    clock.today = on
    found = inspected(ELM, 1, on - dt.timedelta(days=30), POOR)
    hub.record(found, reason="report read")
    return hub.review(on)


def rise(hub: Hub, clock: Days, on: dt.date = ROSE) -> tuple[Handover, ...]:
    """The setting is inspected again and found good."""
    clock.today = on
    found = inspected(ELM, 1, on - dt.timedelta(days=30), GOOD)
    hub.record(found, reason="report read")
    return hub.review(on)


def held(hub: Hub, on: dt.date, where: str = ELM) -> tuple[str, str, str | None]:
    """State of the mentor's allocation, and body and person of the plan."""
    view = hub.at(on)
    one = view.all(Allocation).where(setting=where, person=MENTOR).one()
    plan = view.all(ActionPlan).where(setting=where).one()
    return one.state, plan.body, plan.person


def test_a_change_of_lead_passes_everything_on_in_one_commit(
    hub: Hub, clock: Days
) -> None:
    """S31: the allocation is suspended and the plan transferred with the handover."""
    before = hub.at().as_at
    (handover,) = fall(hub, clock)
    view = hub.at()
    assert before + 2 == view.as_at
    assert ("mentors", "authority") == (handover.giver, handover.taker)
    assert ("suspended", "authority", None) == held(hub, FELL)
    assert ("active", "mentors", MENTOR) == held(hub, FELL - dt.timedelta(days=1))
    (one,) = view.all(ActionPlan)
    assert ((MENTOR,), handover.id) == (one.earlier, one.handover)
    assert [ASH] == [each.setting for each in live(view)]


def test_the_history_of_a_plan_is_kept(hub: Hub, clock: Days) -> None:
    """S31: open action plans are transferred with their history kept."""
    fall(hub, clock)
    told = [one for one in hub.history(plan(ELM).id) if one.record is not None]
    assert ["mentors", "authority"] == [one.record.body for one in told]  # type: ignore[union-attr]


def test_both_bodies_are_told(hub: Hub, clock: Days) -> None:
    """S31: both bodies are told, on the day of the handover."""
    (handover,) = fall(hub, clock)
    told = hub.at().all(HandoverNotice)
    assert {("mentors", FELL), ("authority", FELL)} == {
        (one.body, one.told_on) for one in told
    }
    assert {handover.id} == {one.handover for one in told}
    assert [] == list(notices_of(evolve(handover, giver="")))


def test_a_setting_comes_back_after_a_better_inspection(hub: Hub, clock: Days) -> None:
    """S31: the setting can return to the mentors later, with its plan."""
    fall(hub, clock)
    (back,) = rise(hub, clock)
    assert ("authority", "mentors") == (back.giver, back.taker)
    assert ("suspended", "mentors", None) == held(hub, ROSE)
    hub.record(*accepted(hub.at(), back, MENTOR, "allocation/new"), reason="accepted")
    assert ("active", "mentors", MENTOR) == held(hub, ROSE)
    assert "accepted" == hub.at().all(Handover).where(id=back.id).one().state


def test_an_acceptance_names_who_supports_the_setting(hub: Hub, clock: Days) -> None:
    """An adviser who accepts gets the caseload entry and the plan."""
    (handover,) = fall(hub, clock)
    made = accepted(hub.at(), handover, ADVISER, "allocation/adviser")
    hub.record(*made, reason="accepted")
    found = live(hub.at(), setting=ELM)
    assert [(ADVISER, "authority")] == [(one.person, one.body) for one in found]
    assert ADVISER == hub.at().all(ActionPlan).one().person


def test_a_handover_that_is_declined_still_waits(hub: Hub, clock: Days) -> None:
    """Who takes over has the duty whatever they say, so it stays on the list."""
    (handover,) = fall(hub, clock)
    state = HANDOVER_STEPS.after(handover.state, "decline")
    hub.record(evolve(handover, state=state, note="no room"), reason="declined")
    assert [handover.id] == [one.id for one in waiting(hub.at())]
    with pytest.raises(IllegalStepError):
        HANDOVER_STEPS.after("declined", "accept")


def test_what_waits_longer_than_the_limit_is_listed(hub: Hub, clock: Days) -> None:
    """No handover waits beyond a declared limit unseen."""
    (handover,) = fall(hub, clock)
    assert [] == waiting(hub.at(FELL + dt.timedelta(days=9)), days=10)
    assert [handover] == waiting(hub.at(FELL + dt.timedelta(days=10)), days=10)
    (row,) = handover_rows(hub.at(FELL + dt.timedelta(days=9)))
    assert (9, 1) == (row.waiting, row.plans)


def test_a_handover_that_nobody_accepted_is_closed_by_the_next(
    hub: Hub, clock: Days
) -> None:
    """Of one setting no two handovers wait at once."""
    (first,) = fall(hub, clock)
    (second,) = rise(hub, clock)
    states = {one.id: one.state for one in hub.at().all(Handover)}
    assert ("closed", "opened") == (states[first.id], states[second.id])
    assert [second.id] == [one.id for one in waiting(hub.at())]


def test_a_later_step_of_an_old_handover_changes_no_lead(hub: Hub, clock: Days) -> None:
    """A handover that is closed late does not become the latest one."""
    (first,) = fall(hub, clock)
    rise(hub, clock)
    late = ROSE + dt.timedelta(days=5)
    closed = evolve(first, state="closed", note="filed", valid=DateRange(late))
    clock.today = late
    hub.record(closed, reason="filed late")
    assert [] == handovers_due(hub.at())


def test_joint_work_suspends_nobody(hub: Hub, clock: Days) -> None:
    """Where both lead together the mentor goes on, and the plan is both bodies'."""
    clock.today = FELL
    together = Override(
        id="override/1",
        setting=ELM,
        body="joint",
        reason="agreed",
        approver="head-of-early-years",
        valid=DateRange(FELL, ROSE),
    )
    hub.record(together, reason="decided")
    hub.review(FELL)
    assert ("active", "joint", MENTOR) == held(hub, FELL)
    assert {"authority", "mentors", "joint"} == served_by("joint")


def test_a_mentor_stays_at_the_authoritys_request(hub: Hub, clock: Days) -> None:
    """A recorded request lets the allocation go on under the authority's lead."""
    asked = Waiver(
        id="waiver/1",
        rule="authority_request",
        person=MENTOR,
        setting=ELM,
        reason="asked",
        approver="head-of-early-years",
        valid=DateRange(DAY, ROSE),
    )
    hub.record(asked, reason="asked")
    fall(hub, clock)
    state, body, _ = held(hub, FELL)
    assert ("active", "authority") == (state, body)


def test_a_first_lead_takes_over_what_was_there_before() -> None:
    """A plan that was typed in before anybody asked who leads goes to the lead too."""
    with hub_with(mentor(), today=FELL) as hub:
        hub.record(plan(ELM), reason="typed in")
        hub.record(inspected(ELM, 1, day("2026-03-03"), POOR), reason="report read")
        hub.review()
        assert "authority" == hub.at().all(ActionPlan).one().body
        assert [] == list(hub.at().all(HandoverNotice))


def test_private_notes_stay_private(hub: Hub, clock: Days) -> None:
    """A note that its author keeps is handed over to nobody."""
    note = PrivateNote(id="private-note/1", setting=ELM, text="thinking aloud")
    hub.record(note, reason="my own")
    fall(hub, clock)
    assert [note] == list(hub.at().all(PrivateNote))
    hub.actor = "adviser-1"
    assert [] == list(hub.at().all(PrivateNote))
    assert [] == list(hub.at(audience="steering").all(PrivateNote))


def test_a_review_done_twice_changes_nothing(hub: Hub, clock: Days) -> None:
    """Asked twice on a day, the second review finds nothing to do."""
    fall(hub, clock)
    before = hub.at().as_at
    assert () == hub.review(FELL)
    assert before == hub.at().as_at


def test_a_review_leaves_what_was_planned_for_later(hub: Hub, clock: Days) -> None:
    """A suspension ends where a later end was recorded already."""
    ended = evolve(allocated(ELM), state="ended", valid=DateRange(day("2026-07-01")))
    hub.record(ended, reason="the mentor's year ends")
    fall(hub, clock)
    assert "suspended" == held(hub, FELL)[0]
    assert "ended" == held(hub, day("2026-07-02"))[0]


# ------------------------------------------------------- what a day overtakes by itself


def test_a_mentor_who_leaves_loses_the_settings_and_no_plan_is_lost(
    hub: Hub, clock: Days
) -> None:
    """The plan stays with the mentors as a body until somebody is named."""
    clock.today = FELL
    (who,) = hub.at().all(Mentor)
    hub.record(*leaving(hub.at(), who), reason="a new post elsewhere")
    assert ("suspended", "mentors", None) == held(hub, FELL)
    assert [] == live(hub.at())
    assert ("active", "mentors", MENTOR) == held(hub, FELL - dt.timedelta(days=1))


def test_an_appointment_that_ends_is_noticed_by_the_review(
    hub: Hub, clock: Days
) -> None:
    """Nobody works on as a mentor whose appointment has run out."""
    hub.record(Ended(Mentor, "mentor/mentor", DateRange(FELL)), reason="the year ends")
    clock.today = FELL
    hub.review(FELL)
    assert [] == live(hub.at())
    assert ("suspended", "mentors", None) == held(hub, FELL)


def test_a_sale_to_the_mentors_employer_ends_the_work(hub: Hub, clock: Days) -> None:
    """A setting that the mentor's own employer buys is looked after by another."""
    found_good = inspected("setting/second", 9, day("2023-05-10"), GOOD)
    hub.record(*setting("setting/second", 9), found_good, reason="of another owner")
    hub.record(
        mentor(OTHER, home="setting/second", post="setting_manager"), reason="appointed"
    )
    hub.record(allocated(OAK, OTHER), reason="at work")
    owner = hub.at().all(Registration).where(setting="setting/second").one().provider
    sold = hub.at().all(Registration).where(setting=OAK).one()
    clock.today = FELL
    hub.record(evolve(sold, provider=owner, valid=DateRange(FELL)), reason="sold")
    hub.review(FELL)
    found = hub.at().all(Allocation).where(setting=OAK).one()
    assert ("suspended", "A conflict of interest has come about.") == (
        found.state,
        found.reason,
    )


def test_an_interest_takes_what_it_overtakes_with_it(hub: Hub, clock: Days) -> None:
    """Declaring an interest suspends the work with it and clears the plan's person."""
    clock.today = FELL
    one = Interest(
        id="interest/1", holder=MENTOR, about=ELM, valid=DateRange(FELL), nature="mine"
    )
    hub.record(*declared(hub.at(), one), reason="declared")
    assert ("suspended", "mentors", None) == held(hub, FELL)
    assert [ASH] == [each.setting for each in live(hub.at())]


def test_a_home_setting_is_nobodys_case(hub: Hub) -> None:
    """The mentor's own school is never among those supported."""
    assert NURSERY not in {one.setting for one in live(hub.at())}
