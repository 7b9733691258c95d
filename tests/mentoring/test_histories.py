"""Whatever people do in whatever order, four things hold on every day."""

import datetime as dt
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from earlyyears.app import Hub
from earlyyears.kernel import (
    Answered,
    CannotTell,
    DateRange,
    NotApplicable,
    Unsupported,
    evolve,
)
from earlyyears.ledger import RefusedError, View
from earlyyears.mentoring import (
    ActionPlan,
    Allocation,
    Audit,
    Mentor,
    Release,
    Waiver,
    accepted,
    caps_of,
    conflict,
    declared,
    live,
    waived,
)
from earlyyears.people import Interest
from earlyyears.places import Setting
from earlyyears.roles import support_lead, waiting
from earlyyears.services import leaving

from .hubs import (
    ADVISER,
    ASH,
    DAY,
    ELM,
    GOOD,
    MENTOR,
    OAK,
    OTHER,
    POOR,
    Days,
    allocated,
    audit,
    hub_with,
    inspected,
    mentor,
    plan,
    release,
)

WHERE = (ELM, ASH, OAK)
WHO = (MENTOR, OTHER)
_STEPS = (
    "inspect",
    "allocate",
    "plan",
    "interest",
    "audit",
    "accept",
    "waive",
    "leave",
)
STEP = st.tuples(
    st.sampled_from(_STEPS),
    st.integers(0, 2),
    st.integers(0, 1),
    st.integers(1, 40),
)


def tried(hub: Hub, *changes: Any) -> None:
    """Record something, or leave it where a guard refuses it."""
    try:
        hub.record(*changes, reason="a step")
    except RefusedError:
        return


def take(hub: Hub, clock: Days, number: int, step: tuple[str, int, int, int]) -> None:
    """One thing that people do, some days after the last."""
    what, at, who, days = step
    clock.today += dt.timedelta(days=days)
    where, person, on = WHERE[at], WHO[who], clock.today
    view = hub.at()
    if what == "inspect":
        grade = (GOOD, POOR)[who]
        seen = on - dt.timedelta(days=21)
        hub.record(inspected(where, at + 1, seen, grade, on), reason="report read")
    elif what == "allocate":
        made = allocated(where, person, since=on)
        tried(hub, evolve(made, id=f"allocation/{number}"))
    elif what == "plan":
        made_plan = plan(where, since=on, person=None)
        tried(hub, evolve(made_plan, id=f"action-plan/{number}"))
    elif what == "interest":
        about = Interest(
            id=f"interest/{number}", holder=person, about=where, valid=DateRange(on)
        )
        tried(hub, *declared(view, about))
    elif what == "audit":
        tried(hub, audit(where, on, assessor=person))
    elif what == "accept":
        for handover in waiting(view)[:1]:
            taker = ADVISER if handover.taker == "authority" else person
            tried(hub, *accepted(view, handover, taker, f"allocation/{number}"))
    elif what == "waive":
        until = DateRange(on, on + dt.timedelta(days=60))
        tried(hub, _excused(number, person, until))
    else:
        for one in view.all(Mentor).where(person=person):
            tried(hub, *leaving(view, one))


def _excused(number: int, person: str, days: DateRange) -> Waiver:
    return Waiver(
        id=f"waiver/{number}",
        rule="over_cap",
        person=person,
        reason="a busy term",
        approver="hub-lead",
        valid=days,
    )


def days_of(view: View) -> list[dt.date]:
    """Every day on which something of mentoring turns, and the day itself."""
    kinds = (Allocation, ActionPlan, Release, Waiver, Interest, Mentor)
    return sorted({view.on, *(day for kind in kinds for day in view.turns(kind))})


def broken(view: View) -> list[str]:
    """What does not hold on a day."""
    found: list[str] = []
    for setting in view.all(Setting):
        answer = view.ask(support_lead, setting)
        if not isinstance(answer, Answered | CannotTell | NotApplicable | Unsupported):
            found.append(f"{setting.id} has no one outcome")
    found += [
        f"{one.id} has no owner"
        for one in view.all(ActionPlan)
        if one.open and not one.body
    ]
    counts: dict[str, set[str]] = {}
    for one_live in live(view):
        counts.setdefault(one_live.person, set()).add(one_live.setting)
        if conflict(view, one_live.person, one_live.setting):
            found.append(f"{one_live.id} is in conflict")
    for person, cap in caps_of(view).items():
        held = len(counts.get(person, ()))
        if held > cap and not waived(view, "over_cap", person):
            found.append(f"{person} has {held} settings of {cap}")
    return found


def audits_in_conflict(view: View) -> list[str]:
    """Audits by people who had a stake on the day of the audit."""
    return [
        one.id
        for one in view.all(Audit)
        if conflict(view.at(one.on), one.assessor, one.setting)
    ]


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.lists(STEP, min_size=4, max_size=14))
def test_random_histories_keep_the_four_promises(
    steps: list[tuple[str, int, int, int]],
) -> None:
    """One lead outcome, an owner for each plan, no cap broken, nobody in conflict."""
    clock = Days(DAY)
    team = (mentor(), mentor(OTHER, network=None), release(cap=1))
    with hub_with(*team, release("mentor/other", cap=2), clock=clock) as hub:
        hub.review(DAY)
        for number, step in enumerate(steps):
            take(hub, clock, number, step)
            # Between two reviews the guards alone must hold.
            if step[0] in {"inspect", "leave"}:
                hub.review(clock.today)
        view = hub.at()
        for day in days_of(view):
            assert [] == broken(view.at(day)), day
        assert [] == audits_in_conflict(view)
        assert hub.verify().ok


def test_the_promises_can_be_broken() -> None:
    """The checks of the random histories find what is planted behind the guards."""
    with hub_with(mentor(), release(cap=1), allocated(ELM)) as hub:
        view = hub.at()
        stake = Interest(id="interest/1", holder=MENTOR, about=ELM)
        planted = (allocated(ASH), plan(ELM, body=""), stake, audit(ELM))
        found = broken(view.with_records(*planted))
        assert [
            "action-plan/elm has no owner",
            "allocation/elm-mentor is in conflict",
            f"{MENTOR} has 2 settings of 1",
        ] == found
        assert ["audit/elm/2026-03-02"] == audits_in_conflict(
            view.with_records(*planted)
        )
