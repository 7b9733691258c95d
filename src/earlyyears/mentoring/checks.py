"""What must hold before a visit, an audit, a plan or an exception is written down."""

from collections.abc import Iterator, Sequence
from typing import Any

from earlyyears.kernel import (
    Answered,
    Finding,
    Guard,
    ItemRef,
    Lifecycle,
    Record,
    Timeline,
)
from earlyyears.roles import After, complete, fault, needed, step_by_step, told

from .audits import AUDIT_STEPS, Audit, Dispute
from .conflicts import conflict
from .eligibility import candidate, mentor_eligible
from .kinds import permits_rating
from .plans import ACTION_STEPS, PLAN_STEPS, ActionPlan, PlanAction
from .records import ALLOCATION_STEPS, Allocation, Mentor, Release, ReleasePause, Waiver
from .visits import VISIT_STEPS, Visit

__all__ = ["guards"]


def guards() -> tuple[Guard, ...]:
    """The guards on what one record says by itself, and on its steps."""
    return (
        complete(Visit, _visit),
        complete(Dispute, _dispute),
        complete(ActionPlan, _plan),
        complete(PlanAction, _action),
        complete(Waiver, _waiver),
        complete(Release, _release),
        complete(ReleasePause, _pause),
        *(step_by_step(kind, life) for kind, life in _LIVES),
        Guard("audit is fair", (Audit,), _audits),
        Guard("mentor is eligible", (Mentor,), _mentors),
    )


#: Kinds that go through steps.
_LIVES: tuple[tuple[type[Record], Lifecycle], ...] = (
    (Allocation, ALLOCATION_STEPS),
    (Audit, AUDIT_STEPS),
    (ActionPlan, PLAN_STEPS),
    (PlanAction, ACTION_STEPS),
    (Visit, VISIT_STEPS),
)


# ---------------------------------------------------------------- visits, exceptions


def _visit(one: Visit) -> Iterator[Finding]:
    if one.rating.strip() and not permits_rating(one.kind):
        what = f"holds a rating, which a visit of the kind “{one.kind}” does not permit"
        advice = "Leave the rating out, or record an audit."
        yield fault(one, "rating", "Rating", what, advice)
    if one.direction == "from_setting":
        yield from needed(one, host="Setting visited")
    if one.state in {"done", "followed_up"}:
        yield from needed(one, half_days="Half-days it took")
    if one.half_days is not None and one.half_days <= 0:
        what = "took no time"
        yield fault(one, "time", "Half-days it took", what, "Write such as 0.5 or 1.")


def _waiver(one: Waiver) -> Iterator[Finding]:
    yield from needed(one, reason="Reason", approver="Approved by (post)")
    if one.person is None and one.setting is None:
        what = "is for no mentor and no setting"
        yield fault(one, "incomplete", "Mentor", what, "Name one of them, or both.")
    if one.valid.end is None:
        what = "has no end"
        yield fault(one, "incomplete", "Until (last day)", what, "Give its last day.")


def _release(one: Release) -> Iterator[Finding]:
    yield from needed(one, agreed_by="Agreed by (post)")
    if one.half_days <= 0:
        what = "releases no time"
        yield fault(
            one, "time", "Half-days each term week", what, "Write such as 0.5 or 1."
        )
    if one.cap is not None and one.cap < 0:
        what = "allows fewer than no settings"
        yield fault(one, "cap", "Most settings", what, "Write a whole number.")


def _pause(one: ReleasePause) -> Iterator[Finding]:
    yield from needed(one, reason="Reason", paused_by="Paused by (post)")
    if one.valid.start is None:
        what = "has no beginning"
        yield fault(one, "incomplete", "From", what, "Give its first day.")


# ---------------------------------------------------------------------------- plans


def _plan(one: ActionPlan) -> Iterator[Finding]:
    yield from needed(one, body="Supported by")
    if one.state not in {"draft", "dropped"}:
        yield from needed(
            one,
            setting_signed_on="Setting signed on",
            setting_signed_by="Signed for the setting by (post)",
            supporter_signed_on="Mentor or adviser signed on",
        )
    if one.state in {"closed", "dropped"}:
        yield from needed(one, reflection="Reflection")


def _action(one: PlanAction) -> Iterator[Finding]:
    if one.state == "dropped":
        yield from needed(one, reason="Reason")
    if one.source in {"audit_item", "inspection_action"}:
        yield from needed(one, about="About")
    if one.source == "audit_item" and one.about and ItemRef.parse(one.about) is None:
        what = "does not say which item of which scale it is about"
        advice = "Write scale, edition and item, such as iters-3/2017/5."
        yield fault(one, "item", "About", what, advice)


# --------------------------------------------------------------------------- audits


def _dispute(one: Dispute) -> Iterator[Finding]:
    yield from needed(one, grounds="Grounds", raised_by="Raised by (post)")
    if one.settled_on is not None or one.outcome:
        yield from needed(
            one,
            settled_on="Settled on",
            settled_by="Settled by (post)",
            outcome="Outcome",
            answer="Answer",
        )


def _audits(changes: Sequence[Any], facts: Timeline) -> list[Finding]:
    after = After(changes, facts)
    found: list[Finding] = []
    for one in told(changes, Audit):
        if one.state != "cancelled":
            found += [*_consented(one), *_unbiased(one, after), *_paired(one, after)]
    return found


def _consented(one: Audit) -> Iterator[Finding]:
    if one.state == "scheduled":
        return
    yield from needed(one, consent_on="Consent given on")
    if one.consent_on is not None and one.consent_on > one.on:
        what = "took place before the setting consented"
        advice = "Correct the day, or ask for consent first."
        yield fault(one, "consent", "Consent given on", what, advice)
    if one.state in {"scored", "moderated", "shared", "final"}:
        yield from needed(one, observation="Observation")


def _unbiased(one: Audit, after: After) -> Iterator[Finding]:
    for person in filter(None, (one.assessor, one.second)):
        if shared := conflict(after.on(one.on), person, one.setting):
            what = (
                f"is by {person}, who has a stake in it ({', '.join(sorted(shared))})"
            )
            advice = "Choose an assessor without a conflict of interest."
            yield fault(one, "conflict", "Assessor", what, advice)
    if one.second is not None and one.second == one.assessor:
        what = "names the assessor as the second assessor too"
        yield fault(one, "pair", "Second assessor", what, "Name another person.")


def _paired(one: Audit, after: After) -> Iterator[Finding]:
    if one.consensus is None:
        return
    originals = {one.observation, one.second_observation}
    known = after.before(after.day(one)).all(Audit).where(id=one.id).first()
    before = {known.observation, known.second_observation} if known else {None}
    if None in before or originals != before:
        what = "gives a consensus before both observations were recorded"
        advice = "Record both observations, as they were made, in a commit before."
        yield fault(one, "pair", "Consensus", what, advice)
    elif one.consensus in originals:
        what = "gives one assessor's observation as the consensus"
        advice = "Record the consensus as an observation of its own."
        yield fault(one, "pair", "Consensus", what, advice)


# -------------------------------------------------------------------------- mentors


def _mentors(changes: Sequence[Any], facts: Timeline) -> list[Finding]:
    after = After(changes, facts)
    return [f for one in told(changes, Mentor) for f in _eligible(one, after)]


def _eligible(one: Mentor, after: After) -> Iterator[Finding]:
    facts = after.on(after.day(one))
    known = after.before(after.day(one)).all(Mentor).where(id=one.id).first()
    if known is not None and (known.home, known.post) == (one.home, one.post):
        # A home setting that falls later is watched; nobody loses the post by a rule.
        return
    who = candidate(one, facts)
    answer = facts.ask(mentor_eligible, who) if who else None
    if isinstance(answer, Answered) and not answer.value:
        what = f"is not eligible: {' '.join(answer.why.steps)}"
        advice = "Choose another person, or change the policy “mentor-eligibility”."
        yield fault(one, "not_eligible", "Post in the home setting", what, advice)
