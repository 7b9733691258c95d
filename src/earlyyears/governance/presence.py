"""What a meeting lacked: who was not represented, who was silent, whether it counts."""

import datetime as dt
from collections.abc import Iterator

from earlyyears.kernel import DateRange, Facts, Finding, Place
from earlyyears.people import Body, Seat

from .composition import members, terms_of
from .feedback import SectorFeedback
from .meetings import Attendance, Decision, Meeting, MeetingInterest, SeatContribution

__all__ = [
    "entitled",
    "feedback_due",
    "is_quorate",
    "meeting_findings",
    "overdue_feedback",
    "represented",
    "silent_seats",
]

_THERE = frozenset({"present", "substitute"})


def _body(facts: Facts, meeting: Meeting) -> Body | None:
    return facts.all(Body).where(id=meeting.body).first()


def _seats(facts: Facts, meeting: Meeting) -> tuple[Seat, ...]:
    body = _body(facts, meeting)
    return members(facts, body) if body else ()


def _came(facts: Facts, meeting: Meeting) -> dict[str, Attendance]:
    held = facts.all(Attendance).where(meeting=meeting.id)
    return {one.seat: one for one in held if one.seat is not None}


def represented(facts: Facts, meeting: Meeting) -> tuple[Seat, ...]:
    """The seats whose holder or substitute was at a meeting.

    The facts are those on the day of the meeting, here and below.
    """
    came = _came(facts, meeting)
    return tuple(
        seat
        for seat in _seats(facts, meeting)
        if seat.id in came and came[seat.id].presence in _THERE
    )


def is_quorate(facts: Facts, meeting: Meeting) -> bool | None:
    """Say whether enough seats were represented; None where no quorum is set."""
    body = _body(facts, meeting)
    terms = terms_of(facts, body) if body else None
    if terms is None or terms.quorum is None:
        return None
    return len(represented(facts, meeting)) >= terms.quorum


def entitled(facts: Facts, decision: Decision) -> tuple[Seat, ...]:
    """The seats that count for a decision: represented, and without an interest."""
    meeting = facts.all(Meeting).where(id=decision.meeting).first()
    if meeting is None:
        return ()
    declared = facts.all(MeetingInterest).where(meeting=meeting.id)
    matters = {decision.matter, decision.about} - {""}
    out = {one.seat for one in declared if one.about in matters}
    return tuple(seat for seat in represented(facts, meeting) if seat.id not in out)


def silent_seats(facts: Facts, meeting: Meeting) -> tuple[Seat, ...]:
    """The seats that neither put anything forward nor said that they had nothing."""
    heard = {one.seat for one in facts.all(SeatContribution).where(meeting=meeting.id)}
    return tuple(one for one in _seats(facts, meeting) if one.id not in heard)


def meeting_findings(facts: Facts, meeting: Meeting) -> tuple[Finding, ...]:
    """How each seat was represented where its holder did not come, and the quorum.

    These concern one meeting: whether the body is complete is another question.
    """
    came = _came(facts, meeting)
    seats = _seats(facts, meeting)
    each = (
        found
        for seat in seats
        for found in _presence(facts, meeting, seat, came.get(seat.id))
    )
    return (*each, *_quorum(facts, meeting))


def _found(code: str, meeting: Meeting, message: str, advice: str = "") -> Finding:
    said = f"the meeting of {meeting.on}: {message}"
    return Finding(code, said, Place(field=meeting.id), advice)


def _presence(
    facts: Facts, meeting: Meeting, seat: Seat, came: Attendance | None
) -> Iterator[Finding]:
    named = f"the seat {seat.id} ({seat.sector or 'no sector'})"
    if came is None:
        said = f"{named} neither came nor sent apologies"
        yield _found("not_accounted_for", meeting, said, "Note how it was represented.")
    elif came.presence == "substitute":
        yield _substitute(facts, meeting, seat, came)
    elif came.presence != "present":
        said = f"{named} was not represented ({came.presence})"
        yield _found("not_represented", meeting, said)


def _substitute(
    facts: Facts, meeting: Meeting, seat: Seat, came: Attendance
) -> Finding:
    body = _body(facts, meeting)
    terms = terms_of(facts, body) if body else None
    if terms is not None and not terms.substitutes:
        said = f"the seat {seat.id} sent a substitute, which the terms do not allow"
        return _found("substitute_not_allowed", meeting, said)
    if seat.substitutes and came.person not in seat.substitutes:
        said = f"the seat {seat.id} sent somebody who is not its substitute"
        return _found("not_the_substitute", meeting, said, "Name the substitute.")
    said = f"the seat {seat.id} ({seat.sector or 'no sector'}) came by a substitute"
    return _found("substituted", meeting, said)


def _quorum(facts: Facts, meeting: Meeting) -> Iterator[Finding]:
    if is_quorate(facts, meeting) is False:
        said = f"{len(represented(facts, meeting))} seats are too few for a quorum"
        yield _found("inquorate", meeting, said, "Take its decisions again.")


# ------------------------------------------------------------------------- feedback


def feedback_due(
    facts: Facts, meeting: Meeting, *, due: dt.date
) -> tuple[SectorFeedback, ...]:
    """The feedback that each seat still has to be given after a meeting, as records.

    There is one for each seat that counts; asked twice, nothing is doubled.
    """
    given = {one.seat for one in facts.all(SectorFeedback).where(meeting=meeting.id)}
    token = meeting.id.partition("/")[2]
    decided = facts.all(Decision).where(meeting=meeting.id)
    return tuple(
        SectorFeedback(
            id=f"sector-feedback/{token}/{seat.id.partition('/')[2]}",
            valid=DateRange(meeting.on),
            meeting=meeting.id,
            seat=seat.id,
            items=tuple(one.decided for one in decided),
            due=due,
        )
        for seat in _seats(facts, meeting)
        if seat.id not in given
    )


def overdue_feedback(facts: Facts) -> tuple[SectorFeedback, ...]:
    """Feedback that should have gone out before the day and has not."""
    held = facts.all(SectorFeedback).where(state="open")
    return tuple(one for one in held if one.due is not None and one.due < facts.on)
