"""What each of the partnership's records must say before it is written down."""

from collections.abc import Iterator

from earlyyears.kernel import Finding, Guard
from earlyyears.people import Seat
from earlyyears.roles import (
    Note,
    PurposeMove,
    SafeguardingAccess,
    complete,
    fault,
    needed,
)

from .authorship import CoProduction
from .feedback import PartnerConcern, SectorFeedback, SectorIssue
from .meetings import Attendance, MeetingAction, SeatContribution
from .origins import FundingApplication, Risk
from .papers import CompositionRule, RoleCharter
from .positions import NonNegotiableConflict
from .projects import Evaluation, Intervention, ParentActivity, WorkforceAim

__all__ = ["guards"]


def guards() -> tuple[Guard, ...]:
    """The guards on what one record says by itself."""
    return (
        complete(FundingApplication, _application),
        complete(Risk, _risk),
        complete(CompositionRule, _rule),
        complete(RoleCharter, _charter),
        complete(Seat, _seat),
        complete(Attendance, _attendance),
        complete(SeatContribution, _contribution),
        complete(MeetingAction, _action),
        complete(SectorFeedback, _feedback),
        complete(SectorIssue, _issue),
        complete(PartnerConcern, _concern),
        complete(NonNegotiableConflict, _conflict),
        complete(Intervention, _intervention),
        complete(Evaluation, _evaluation),
        complete(ParentActivity, _activity),
        complete(WorkforceAim, _aim),
        complete(CoProduction, _part),
        complete(Note, _note),
        complete(PurposeMove, _move),
        complete(SafeguardingAccess, _access),
    )


def _application(one: FundingApplication) -> Iterator[Finding]:
    yield from _needed_texts(one.name, one.funder, one=one)
    if one.state != "draft":
        yield from needed(one, applied_on="Applied on")
        if not one.applicants:
            what = "names no applicant"
            yield fault(one, "incomplete", "Applicants", what, "Name who applies.")
    if one.state in {"awarded", "declined"}:
        yield from needed(one, decided_on="Decided on")
    applied, decided = one.applied_on, one.decided_on
    if applied is not None and decided is not None and decided < applied:
        what = "was decided before it was made"
        yield fault(one, "days", "Decided on", what, "Correct one of the days.")


def _needed_texts(*texts: str, one: FundingApplication) -> Iterator[Finding]:
    if not all(text.strip() for text in texts):
        what = "has no name or no funder"
        yield fault(one, "incomplete", "Funder", what, "Fill both in.")


def _risk(one: Risk) -> Iterator[Finding]:
    yield from needed(one, about="About", risk="Risk", owner="Owner (post)")
    if one.state == "being_managed":
        yield from needed(one, action="What is done about it")


def _rule(one: CompositionRule) -> Iterator[Finding]:
    if one.least < 0 or (one.most is not None and one.most < one.least):
        what = f"asks for at least {one.least} and at most {one.most}"
        yield fault(one, "numbers", "At most", what, "Correct the numbers.")


def _charter(one: RoleCharter) -> Iterator[Finding]:
    yield from needed(one, who="Who")
    if not one.responsibilities and not one.exclusions:
        what = "says neither what is done nor what is not"
        advice = "Write down at least one of them."
        yield fault(one, "incomplete", "Responsibilities", what, advice)


def _seat(one: Seat) -> Iterator[Finding]:
    if one.state in {"nominated", "confirmed"}:
        yield from needed(one, holder="Holder")
    if one.state == "vacant" and one.holder is not None:
        what = "is vacant and names a holder"
        yield fault(one, "holder", "Holder", what, "Leave the holder out.")


def _attendance(one: Attendance) -> Iterator[Finding]:
    if one.seat is None and one.person is None:
        what = "is of no seat and of nobody"
        yield fault(one, "incomplete", "Seat", what, "Name a seat, or who came.")
    if one.seat is None and one.person is not None:
        yield from needed(one, sector="Spoke for")
    if one.presence == "substitute":
        yield from needed(one, seat="Seat", person="Who came")


def _contribution(one: SeatContribution) -> Iterator[Finding]:
    if bool(one.said.strip()) == one.nil:
        what = "must either put something forward or say that there is nothing"
        yield fault(one, "incomplete", "Put forward", what, "Do one of the two.")


def _action(one: MeetingAction) -> Iterator[Finding]:
    yield from needed(one, action="Action", owner="Owner (post)")
    if one.state == "dropped":
        yield from needed(one, reason="Reason")


def _feedback(one: SectorFeedback) -> Iterator[Finding]:
    if one.state == "done":
        yield from needed(one, done_on="Done on", channel="How")
    if one.state == "excused":
        yield from needed(one, reason="Reason")


def _issue(one: SectorIssue) -> Iterator[Finding]:
    yield from needed(one, issue="Issue")
    if one.state == "tabled":
        yield from needed(one, meeting="Tabled at")
    if one.state == "answered":
        yield from needed(one, answer="Answer", answered_on="Answered on")


def _concern(one: PartnerConcern) -> Iterator[Finding]:
    yield from needed(one, concern="Concern", sector="Raised by")
    if one.state in {"answered", "resolved"}:
        yield from needed(one, response="Response")


def _conflict(one: NonNegotiableConflict) -> Iterator[Finding]:
    if one.state == "waived":
        yield from needed(one, waived_by="Waived by", reason="Reason")
    if one.state == "settled":
        yield from needed(one, reason="Reason")


def _intervention(one: Intervention) -> Iterator[Finding]:
    yield from needed(one, name="Name")
    if one.state != "proposed":
        yield from needed(one, evidence="Evidence", coordinator="Co-ordinator (post)")
    if one.state in {"paused", "dropped"}:
        yield from needed(one, reason="Reason")


def _evaluation(one: Evaluation) -> Iterator[Finding]:
    yield from needed(one, method="How")
    if one.done:
        yield from needed(one, found="What was found", by="Done by")


def _activity(one: ParentActivity) -> Iterator[Finding]:
    counts = [count for count in (one.attendances, one.parents) if count is not None]
    if any(count < 0 for count in counts):
        what = "counts fewer than nobody"
        yield fault(one, "counts", "Attendances", what, "Correct the count.")
    if counts and counts[-1] > counts[0]:
        what = "counts more different parents than attendances"
        yield fault(one, "counts", "Different parents", what, "Correct a count.")
    if one.last_day is not None and one.last_day < one.on:
        what = "ends before it begins"
        yield fault(one, "days", "Last day", what, "Correct one of the days.")


def _aim(one: WorkforceAim) -> Iterator[Finding]:
    yield from needed(one, aim="Aim", indicator="Indicator")


def _part(one: CoProduction) -> Iterator[Finding]:
    yield from needed(one, made="What was made")
    parties = [one.organisation, one.body, one.seat, one.post or None]
    if sum(party is not None for party in parties) != 1:
        what = "must be of exactly one party"
        advice = "Name an organisation, a body, a seat or a post; one row for each."
        yield fault(one, "party", "Organisation", what, advice)


def _note(one: Note) -> Iterator[Finding]:
    yield from needed(one, author="Written by (post)", text="Note")


def _move(one: PurposeMove) -> Iterator[Finding]:
    yield from needed(one, reason="Reason", decided_by="Decided by (post)")


def _access(one: SafeguardingAccess) -> Iterator[Finding]:
    yield from needed(one, reason="Reason", by="Opened by (post)")
