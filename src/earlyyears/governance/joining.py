"""What must hold between the partnership's records before one is written down."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from earlyyears.kernel import Facts, Finding, Guard, Record, Timeline, kind_of
from earlyyears.people import Body, Chair, Seat
from earlyyears.places import Partnership
from earlyyears.roles import After, fault, told

from .composition import terms_of
from .evidence import parts_of, unconsulted
from .meetings import Decision, Meeting
from .papers import JobDescription, TermsOfReference
from .positions import NonNegotiable, NonNegotiableConflict
from .presence import is_quorate
from .projects import Evaluation, Intervention
from .reviewing import CURRENT
from .visions import Vision, VisionReview

__all__ = ["guards"]

R = TypeVar("R", bound=Record)


def guards() -> tuple[Guard, ...]:
    """The guards on what one record says against others, on its first day."""
    return (
        _joined("vision is agreed by all", Vision, _vision),
        _joined("vision is reviewed by its body", VisionReview, _review),
        _joined("terms are approved by body and parent", TermsOfReference, _terms),
        _joined("job description is co-produced", JobDescription, _job),
        _joined("reporting lines form no circle", Body, _circle),
        _joined("independent chair holds no seat", Chair, _chair),
        _joined("seat is not the independent chair's", Seat, _seat),
        _joined("decision can be taken", Decision, _decision),
        _joined("waiver is the owner's", NonNegotiableConflict, _waiver),
        _joined("intervention will be evaluated", Intervention, _evaluated),
    )


def _joined(
    name: str, kind: type[R], find: Callable[[R, Facts], Iterator[Finding]]
) -> Guard:
    def check(changes: Sequence[Any], facts: Timeline) -> Sequence[Finding]:
        after = After(changes, facts)
        return [
            each
            for one in told(changes, kind)
            for each in find(one, after.on(after.day(one)))
        ]

    return Guard(name, (kind, *_BESIDE.get(kind_of(kind).name, ())), check)


#: Kinds that may come in the same commit and settle the matter.
_BESIDE: dict[str, tuple[str, ...]] = {
    "terms-of-reference": ("co-production", "body"),
    "job-description": ("co-production", "post"),
    "intervention": ("evaluation",),
    "decision": (
        "meeting",
        "attendance",
        "seat",
        "chair",
        "body",
        "terms-of-reference",
    ),
    "chair": ("seat",),
    "seat": ("chair",),
    "vision": ("partnership",),
    "vision-review": ("vision",),
    "non-negotiable-conflict": ("non-negotiable",),
}


def _vision(one: Vision, facts: Facts) -> Iterator[Finding]:
    if one.state == "draft":
        return
    partnership = facts.all(Partnership).where(id=one.partnership).first()
    partners = partnership.partners if partnership else ()
    if missing := [each for each in partners if each not in one.consented]:
        what = f"is agreed without {', '.join(missing)}"
        advice = "Ask every partner for consent."
        yield fault(one, "consent", "Consented", what, advice)
    if one.agreed_on is None:
        advice = "Give the day."
        yield fault(one, "incomplete", "Agreed on", "has no day of agreement", advice)
    beside = facts.all(Vision).where(partnership=one.partnership)
    others = [each.id for each in beside if each.state in CURRENT and each.id != one.id]
    if others and one.state in CURRENT:
        what = f"would stand beside {others[0]}, and a partnership has one vision"
        yield fault(one, "second", "State", what, "Supersede the other one first.")


def _review(one: VisionReview, facts: Facts) -> Iterator[Finding]:
    vision = facts.all(Vision).where(id=one.vision).first()
    if vision is not None and one.body != vision.review_body:
        what = f"is by {one.body}, and the vision is reviewed by {vision.review_body}"
        advice = "Have the body review it that is entitled to."
        yield fault(one, "body", "Reviewed by", what, advice)


def _terms(one: TermsOfReference, facts: Facts) -> Iterator[Finding]:
    if one.state != "approved":
        return
    body = facts.all(Body).where(id=one.body).first()
    wanted = [one.body, *([body.parent] if body is not None and body.parent else [])]
    if missing := parts_of(facts, one.id).lacks(wanted):
        what = f"are not agreed by {', '.join(missing)}"
        advice = "Record that the body, and the one it reports to, agreed."
        yield fault(one, "consent", "State", what, advice)


def _job(one: JobDescription, facts: Facts) -> Iterator[Finding]:
    if one.state != "approved":
        return
    if missing := parts_of(facts, one.id).lacks(one.authors):
        what = f"is not agreed by {', '.join(missing)}"
        advice = "Record that every body that writes it agreed."
        yield fault(one, "consent", "Written by", what, advice)
    if unconsulted(facts, one):
        what = f"was not put before anybody who is {one.consults}"
        advice = "Consult them, and record it, before it is approved."
        yield fault(one, "consultation", "To be consulted", what, advice)


def _circle(one: Body, facts: Facts) -> Iterator[Finding]:
    above = {body.id: body.parent for body in facts.all(Body)}
    seen: set[str] = set()
    here = one.parent
    while here is not None and here not in seen:
        seen.add(here)
        here = above.get(here)
    if one.id in seen:
        what = "would report to itself by way of others"
        yield fault(one, "circle", "Reports to", what, "Choose another body.")


def _chair(one: Chair, facts: Facts) -> Iterator[Finding]:
    seats = facts.all(Seat).where(body=one.body, holder=one.holder)
    if one.independent and any(seat.filled for seat in seats):
        what = "is independent and holds a seat on the body"
        yield fault(one, "seat", "Independent", what, "End the seat first.")


def _seat(one: Seat, facts: Facts) -> Iterator[Finding]:
    chairs = facts.all(Chair).where(body=one.body, holder=one.holder)
    if one.filled and any(chair.independent for chair in chairs):
        what = "would be held by the independent chair"
        yield fault(one, "chair", "Holder", what, "Have another person named.")


def _decision(one: Decision, facts: Facts) -> Iterator[Finding]:
    if one.state != "agreed":
        return
    body = facts.all(Body).where(id=one.body).first()
    terms = terms_of(facts, body) if body else None
    if terms is not None and terms.remit and one.matter not in terms.remit:
        what = f"is about “{one.matter}”, which is not the body's to decide"
        advice = f"It decides on: {', '.join(terms.remit)}."
        yield fault(one, "remit", "Matter", what, advice)
    meeting = facts.all(Meeting).where(id=one.meeting).first()
    if meeting is None:
        return
    if meeting.body != one.body:
        what = "was taken at a meeting of another body"
        yield fault(one, "meeting", "Meeting", what, "Name a meeting of the body.")
    if is_quorate(facts, meeting) is False:
        what = "was taken at a meeting without a quorum"
        yield fault(one, "quorum", "Meeting", what, "Take it again with a quorum.")


def _waiver(one: NonNegotiableConflict, facts: Facts) -> Iterator[Finding]:
    owner = facts.all(NonNegotiable).where(id=one.non_negotiable).first()
    if one.state == "waived" and owner is not None and one.waived_by != owner.seat:
        what = f"is waived by {one.waived_by}, and belongs to {owner.seat}"
        yield fault(one, "owner", "Waived by", what, "Ask the owner.")


def _evaluated(one: Intervention, facts: Facts) -> Iterator[Finding]:
    planned = facts.all(Evaluation).where(intervention=one.id)
    if one.state == "running" and not planned:
        what = "begins without a plan for its evaluation"
        advice = "Record how and when it is to be evaluated."
        yield fault(one, "evaluation", "State", what, advice)
    if one.state == "finished" and not any(each.done for each in planned):
        what = "is finished and was not evaluated"
        advice = "Record what was found, even where it is little."
        yield fault(one, "evaluation", "State", what, advice)
