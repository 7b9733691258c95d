"""What passes on when the lead on a setting changes, and what a day has overtaken.

Nothing here writes: it gives the records that a review puts into one commit.  A plan
always names a body; whoever supported it under another lead is kept among those who
held it before.  Private notes stay where they are.
"""

from collections.abc import Iterable, Iterator

from earlyyears.kernel import Answered, DateRange, Facts, Record, evolve
from earlyyears.people import Interest
from earlyyears.places import Setting
from earlyyears.roles import (
    HANDOVER_STEPS,
    Handover,
    Supposed,
    notices_of,
    superseded,
    support_lead,
)

from .conflicts import conflict
from .limits import MENTOR_LED, live, waived
from .plans import ActionPlan
from .records import ALLOCATION_STEPS, Allocation, Mentor

__all__ = ["accepted", "declared", "handed_over", "left", "overtaken", "served_by"]

_TOGETHER = frozenset({"authority", "mentors", "joint"})


def served_by(lead: str) -> frozenset[str]:
    """The bodies whose people support a setting while a body leads on it.

    >>> sorted(served_by("joint"))
    ['authority', 'joint', 'mentors']
    """
    return _TOGETHER if lead == "joint" else frozenset({lead})


def handed_over(facts: Facts, handovers: Iterable[Handover]) -> list[Record]:
    """What changes with these handovers, on the day of the facts.

    Allocations of the body that gave are suspended, open plans go to the body that
    takes, both bodies get a notice, and earlier handovers of the setting that nobody
    accepted are closed.
    """
    # A register that is read for the first time opens many, and nothing hangs on them.
    known = {one.setting for one in facts.all(Allocation)}
    known |= {one.setting for one in facts.all(ActionPlan)}
    given = [one for one in handovers if one.giver or one.setting in known]
    passed: list[Record] = [*superseded(facts, given)]
    for one in given:
        passed += [*notices_of(one), *_suspended(facts, one), *_plans(facts, one)]
    return passed


def _suspended(facts: Facts, handover: Handover) -> Iterator[Allocation]:
    for one in live(facts, setting=handover.setting):
        asked = waived(facts, "authority_request", one.person, one.setting)
        if one.body not in served_by(handover.taker) and not asked:
            yield _suspend(facts, one, f"The lead changed: {handover.reason}", handover)


def _suspend(
    facts: Facts, one: Allocation, reason: str, handover: Handover | None = None
) -> Allocation:
    return evolve(
        one,
        state=ALLOCATION_STEPS.after(one.state, "suspend"),
        reason=reason,
        handover=handover.id if handover else one.handover,
        valid=DateRange(facts.on, one.valid.end),
    )


def _plans(facts: Facts, handover: Handover) -> Iterator[ActionPlan]:
    for plan in facts.all(ActionPlan).where(setting=handover.setting):
        if plan.open and plan.body != handover.taker:
            person = _taker(facts, plan, handover.taker)
            yield evolve(
                _given_to(plan, person),
                body=handover.taker,
                handover=handover.id,
                valid=DateRange(facts.on, plan.valid.end),
            )


def _given_to(plan: ActionPlan, person: str | None) -> ActionPlan:
    if person == plan.person or plan.person is None:
        return evolve(plan, person=person)
    return evolve(plan, person=person, earlier=(*plan.earlier, plan.person))


def _taker(facts: Facts, plan: ActionPlan, taker: str) -> str | None:
    """Who supports the plan from now on, None until somebody is named."""
    serving = [
        one.person
        for one in live(facts, setting=plan.setting)
        if one.body in served_by(taker)
    ]
    if plan.person in serving:
        return plan.person
    return serving[0] if len(set(serving)) == 1 else None


def overtaken(facts: Facts, settled: Iterable[Record] = ()) -> list[Record]:
    """Allocations that may not go on as they are, suspended, and plans left by people.

    A mentor who is no longer appointed, a stake that came with a sale, or a lead that
    is another's: nobody need have done anything wrong.  `settled` are changes that go
    into the same commit and have the last word.
    """
    done = {one.id for one in settled}
    found: list[Record] = []
    at_work = live(facts)
    settings = {one.id: one for one in facts.all(Setting)} if at_work else {}
    for one in at_work:
        why = "" if one.id in done else _why_not(facts, one, settings)
        found += [_suspend(facts, one, why)] if why else []
    plans = (one for one in facts.all(ActionPlan) if one.id not in done)
    return [*found, *_left(facts, plans)]


def _why_not(facts: Facts, one: Allocation, settings: dict[str, Setting]) -> str:
    if conflict(facts, one.person, one.setting):
        return "A conflict of interest has come about."
    if one.body != "mentors":
        return ""
    if not facts.all(Mentor).where(person=one.person):
        return "The mentor is no longer appointed."
    setting = settings.get(one.setting)
    answer = facts.ask(support_lead, setting) if setting else None
    if not isinstance(answer, Answered) or answer.value.body in MENTOR_LED:
        # Where nobody can tell who leads, support goes on until somebody can.
        return ""
    asked = waived(facts, "authority_request", one.person, one.setting)
    return "" if asked else f"The lead is another's: {answer.why.reason}"


def _left(facts: Facts, plans: Iterable[ActionPlan]) -> Iterator[ActionPlan]:
    """Open plans of people who may not go on with them, with nobody named instead."""
    for plan in plans:
        if plan.open and plan.person is not None and _gone(facts, plan, plan.person):
            days = DateRange(facts.on, plan.valid.end)
            yield evolve(_given_to(plan, None), valid=days)


def _gone(facts: Facts, plan: ActionPlan, person: str) -> bool:
    if conflict(facts, person, plan.setting):
        return True
    return plan.body == "mentors" and not facts.all(Mentor).where(person=person)


def accepted(
    facts: Facts, handover: Handover, person: str, allocation: str
) -> list[Record]:
    """What an acceptance changes: who supports the setting from the day of the facts.

    A suspended allocation of that person is taken up again; else there is a new one
    with the id `allocation`.  Open plans of the setting get the person.
    """
    days = DateRange(facts.on)
    done = evolve(
        handover, state=HANDOVER_STEPS.after(handover.state, "accept"), valid=days
    )
    held = facts.all(Allocation).where(setting=handover.setting, person=person)
    before = [one for one in held if one.body in served_by(handover.taker)]
    plans = (
        evolve(_given_to(plan, person), valid=DateRange(facts.on, plan.valid.end))
        for plan in facts.all(ActionPlan).where(setting=handover.setting)
        if plan.open and plan.body == handover.taker and plan.person != person
    )
    return [done, *_at_work(handover, person, allocation, before, days), *plans]


def _at_work(
    handover: Handover,
    person: str,
    allocation: str,
    before: Iterable[Allocation],
    days: DateRange,
) -> Iterator[Allocation]:
    known = {one.state: one for one in before}
    if "active" in known:
        return
    if "suspended" in known:
        again = known["suspended"]
        state = ALLOCATION_STEPS.after(again.state, "resume")
        until = DateRange(days.start, again.valid.end)
        yield evolve(again, state=state, reason="Taken up again.", valid=until)
        return
    yield Allocation(
        id=allocation,
        valid=days,
        setting=handover.setting,
        person=person,
        body="authority" if handover.taker == "joint" else handover.taker,
        reason=f"Handover accepted: {handover.reason}",
        handover=handover.id,
    )


def declared(facts: Facts, interest: Interest) -> list[Record]:
    """An interest with what it overtakes, to be recorded in one commit."""
    return [interest, *overtaken(Supposed(facts, [interest]), [interest])]


def left(facts: Facts, mentor: Mentor) -> list[Record]:
    """What changes when a mentor leaves on the day of the facts.

    The mentor's own record is to be ended in the same commit.
    """
    return overtaken(Supposed(facts, (), [mentor.id]))
