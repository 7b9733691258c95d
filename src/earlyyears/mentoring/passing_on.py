"""What passes on when the lead on a setting changes, and what a day has overtaken.

Nothing here writes: it gives the records that a review puts into one commit.  A plan
always names a body; whoever supported it under another lead is kept among those who
held it before.  Private notes stay where they are.
"""

from collections.abc import Iterable, Iterator

from earlyyears.kernel import Answered, DateRange, Facts, Record, evolve
from earlyyears.places import Setting
from earlyyears.roles import Handover, notices_of, superseded, support_lead

from .conflicts import conflict
from .limits import MENTOR_LED, live, waived
from .plans import ActionPlan
from .records import ALLOCATION_STEPS, Allocation, Mentor

__all__ = ["handed_over", "overtaken", "served_by"]

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
    given = list(handovers)
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
