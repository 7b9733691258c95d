"""Action plans: made by two, traced to their grounds, closed with what was learnt."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from earlyyears.app import Hub
from earlyyears.kernel import DateRange, ItemRef, evolve
from earlyyears.mentoring import (
    ActionPlan,
    NoSuchGoalError,
    PlanAction,
    PlanReview,
    action_from,
    actions_overdue,
    goal,
    goals,
    plans_to_review,
    plans_to_sign_again,
    stalled,
    suggested,
)
from earlyyears.places import Registration, vocabulary

from .hubs import (
    ASH,
    DAY,
    ELM,
    MENTOR,
    audit,
    day,
    hub_with,
    mentor,
    plan,
    refused,
    visit,
)

ITEM = ItemRef("iters-3", "2017", "5")
LATER = DAY + dt.timedelta(days=1)


@pytest.fixture
def hub() -> Iterator[Hub]:
    """A hub with one mentor."""
    with hub_with(mentor()) as made:
        yield made


def action(**fields: Any) -> PlanAction:
    """An action that comes from an item of the audit."""
    usual: dict[str, Any] = {
        "goal": "raise_item",
        "source": "audit_item",
        "about": str(ITEM),
        "valid": DateRange(DAY),
    }
    return PlanAction(id="plan-action/1", plan=plan(ELM).id, **{**usual, **fields})


# ----------------------------------------------------------------------------- signing


def test_a_plan_needs_the_agreement_of_both(hub: Hub) -> None:
    """S38: owned jointly by setting and mentor; needs both sign-offs."""
    for missing in ("setting_signed_on", "setting_signed_by", "supporter_signed_on"):
        blank = "" if missing.endswith("by") else None
        assert ["action_plan_incomplete"] == refused(hub, plan(ELM, **{missing: blank}))
    draft = plan(ELM, state="draft", setting_signed_on=None, setting_signed_by="")
    assert not draft.signed
    assert [] == refused(hub, draft)
    assert [] == refused(hub, plan(ELM))
    assert plan(ELM).signed


def test_a_plan_links_to_the_findings_of_its_audit(hub: Hub) -> None:
    """S38: the plan points at the audit, each action at an item of it."""
    hub.record(audit(), plan(ELM, audit=audit().id), action(), reason="agreed")
    (found,) = hub.at().all(ActionPlan)
    assert audit() == hub.at().get(found.audit or "")
    (one,) = hub.at().all(PlanAction).where(plan=found.id)
    assert ITEM == ItemRef.parse(one.about)


def test_a_plan_has_an_owner_whatever_happens(hub: Hub) -> None:
    """No plan is written down without a body that owns it."""
    assert ["action_plan_incomplete"] == refused(hub, plan(ELM, body=""))


def test_a_plan_is_closed_with_what_was_learnt(hub: Hub) -> None:
    """Reflection, then closure; a closed plan is not taken up again."""
    hub.record(plan(ELM, state="in_progress"), reason="at work")
    days = DateRange(LATER)
    closed = plan(ELM, state="closed", valid=days)
    assert ["action_plan_incomplete"] == refused(hub, closed)
    hub.record(evolve(closed, reflection="staff talk more"), reason="closed")
    assert not hub.at(LATER).all(ActionPlan).one().open
    after = DateRange(LATER + dt.timedelta(days=1))
    assert ["action_plan_step"] == refused(hub, plan(ELM, valid=after))


# ---------------------------------------------------------------------------- actions


def test_an_action_says_what_it_comes_from(hub: Hub) -> None:
    """Each action is traced to an item, an inspection's action or a need."""
    hub.record(plan(ELM), reason="agreed")
    assert ["plan_action_incomplete"] == refused(hub, action(about=""))
    assert ["plan_action_item"] == refused(hub, action(about="item five"))
    said = {"goal": "meet_action", "source": "inspection_action"}
    assert ["plan_action_incomplete"] == refused(hub, action(**said, about=""))
    assert [] == refused(hub, action(**said, about="inspection/ofsted:EY900001/1"))
    assert [] == refused(hub, action(goal="answer_need", source="need", about=""))


def test_an_action_is_dropped_with_a_reason(hub: Hub) -> None:
    """Status history with reasons: a dropped action says why."""
    hub.record(plan(ELM), action(), reason="agreed")
    dropped = action(state="dropped", valid=DateRange(LATER))
    assert ["plan_action_incomplete"] == refused(hub, dropped)
    assert [] == refused(hub, evolve(dropped, reason="the room was closed"))
    again = action(state="active", valid=DateRange(LATER + dt.timedelta(days=1)))
    assert ["plan_action_step"] == refused(hub, again)


def test_goals_come_from_templates() -> None:
    """Like goals are called alike, and no publisher's wording is in them."""
    assert set(goals()) == set(vocabulary("plan-goal").codes())
    assert set(vocabulary("action-source").codes()) == {
        one.source for one in goals().values()
    }
    with pytest.raises(NoSuchGoalError, match="Use one of: raise_item"):
        goal("be_nice")


def test_a_suggestion_becomes_an_action_only_when_it_is_taken_up(hub: Hub) -> None:
    """What both sides take up is recorded by them, and then is no longer suggested."""
    other = ItemRef("iters-3", "2017", "9")
    found = suggested([ITEM, other, ITEM], hub.at(), setting=ELM, titles={"9": "Nine"})
    assert [("iters-3/2017/5", "Raise iters-3/2017/5"), (str(other), "Raise Nine")] == [
        (one.about, one.words) for one in found
    ]
    taken = action_from(found[0], plan(ELM).id, "plan-action/1")
    assert ("raise_item", "audit_item", str(ITEM)) == (
        taken.goal,
        taken.source,
        taken.about,
    )
    assert "The score of iters-3/2017/5 at the next audit" == taken.measure
    hub.record(plan(ELM), taken, reason="taken up")
    assert [str(other)] == [
        one.about for one in suggested([ITEM, other], hub.at(), setting=ELM)
    ]
    assert 2 == len(suggested([ITEM, other], hub.at(), setting=ASH))
    hub.record(evolve(taken, state="done"), reason="done")
    assert 2 == len(suggested([ITEM, other], hub.at(), setting=ELM))


# ------------------------------------------------------------------------ what is late


def test_an_action_is_overdue_after_its_day(hub: Hub) -> None:
    """Only open actions of open plans are overdue, and not on the day itself."""
    late = action(due=DAY)
    done = evolve(late, id="plan-action/2", state="done")
    hub.record(plan(ELM), late, done, action_of_a_closed_plan(), reason="agreed")
    assert [] == actions_overdue(hub.at(DAY))
    assert [late] == actions_overdue(hub.at(LATER))


def action_of_a_closed_plan() -> PlanAction:
    """An action whose plan nobody knows."""
    return evolve(action(due=DAY), id="plan-action/3", plan="action-plan/gone")


def test_a_plan_is_reviewed_by_its_day(hub: Hub) -> None:
    """A review that is due is listed from its day on."""
    hub.record(plan(ELM, review_by=LATER), plan(ASH), reason="agreed")
    assert [] == plans_to_review(hub.at(DAY))
    assert [ELM] == [one.setting for one in plans_to_review(hub.at(LATER))]


def test_a_plan_without_a_step_for_long_has_stalled(hub: Hub) -> None:
    """A visit, a review or a step of an action starts the count again."""
    hub.record(plan(ELM), reason="agreed")
    on = DAY + dt.timedelta(days=121)
    assert [] == stalled(hub.at(on - dt.timedelta(days=1)))
    assert [ELM] == [one.setting for one in stalled(hub.at(on))]
    seen = visit(
        ELM,
        on - dt.timedelta(days=50),
        plan=plan(ELM).id,
        state="done",
        half_days=Decimal(1),
    )
    hub.record(seen, reason="a visit")
    assert [] == stalled(hub.at(on))
    much_later = on + dt.timedelta(days=100)
    assert 1 == len(stalled(hub.at(much_later)))
    look = PlanReview(id="plan-review/1", plan=plan(ELM).id, on=on)
    hub.record(look, reason="reviewed")
    assert [] == stalled(hub.at(much_later))


def test_a_new_owner_signs_a_plan_again(hub: Hub) -> None:
    """What the former owner signed binds nobody who bought the setting since."""
    hub.record(plan(ELM), reason="agreed")
    assert [] == plans_to_sign_again(hub.at())
    sold = day("2026-06-01")
    held = hub.at().all(Registration).where(setting=ELM).one()
    bought = evolve(
        held,
        id="registration/ofsted:EY900021",
        identifier="ofsted:EY900021",
        registered_on=sold,
        valid=DateRange(sold),
    )
    hub.record(bought, reason="sold")
    assert [] == plans_to_sign_again(hub.at(day("2026-05-31")))
    assert [ELM] == [one.setting for one in plans_to_sign_again(hub.at(sold))]
    again = plan(ELM, since=sold, valid=DateRange(sold))
    hub.record(again, reason="signed by the new owner")
    assert [] == plans_to_sign_again(hub.at(sold))
    assert MENTOR == again.person
