"""Who sits where and who is missing, meeting by meeting; a body from a pack."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from earlyyears.governance import (
    BodyPack,
    Meeting,
    Vision,
    findings,
    is_quorate,
    meeting_findings,
    members,
    represented,
    review_findings,
    silent_seats,
    terms_of,
)
from earlyyears.kernel import (
    Answered,
    DateRange,
    EarlyYearsError,
    Finding,
    Record,
    frozen,
)
from earlyyears.ledger import View
from earlyyears.people import Body, Seat
from earlyyears.places import Network, Vocabulary

__all__ = [
    "BodyRow",
    "MeetingRow",
    "NoSuchMeetingError",
    "adopted",
    "body_rows",
    "meeting_row",
    "permission_data",
]


class NoSuchMeetingError(EarlyYearsError, LookupError):
    """A meeting that the hub does not know."""

    code = "EY901"


@frozen
class BodyRow:
    """One body on a day: its seats, its terms, and everything that is missing."""

    body: Body
    #: Seats that count, and seats that are vacant or not confirmed.
    seats: int
    vacant: int
    #: Edition of the terms of reference in force, nothing where there is none.
    terms: str
    findings: tuple[Finding, ...]

    def as_data(self) -> dict[str, Any]:
        """The row as plain data."""
        return {
            "body": self.body.id,
            "name": self.body.name,
            "kind": self.body.kind,
            "reports_to": self.body.parent,
            "seats": self.seats,
            "vacant": self.vacant,
            "terms": self.terms,
            "findings": [_finding(one) for one in self.findings],
        }


@frozen
class MeetingRow:
    """One meeting: who was represented, who was silent, and whether it could decide."""

    meeting: Meeting
    represented: int
    #: None where no quorum is set.
    quorate: bool | None
    silent: tuple[Seat, ...]
    findings: tuple[Finding, ...]

    def as_data(self) -> dict[str, Any]:
        """The row as plain data."""
        return {
            "meeting": self.meeting.id,
            "on": str(self.meeting.on),
            "body": self.meeting.body,
            "represented": self.represented,
            "quorate": self.quorate,
            "silent": [seat.id for seat in self.silent],
            "findings": [_finding(one) for one in self.findings],
        }


def _finding(one: Finding) -> dict[str, str]:
    return {"code": one.code, "message": one.message, "advice": one.advice}


def body_rows(view: View, *, sectors: Vocabulary | None = None) -> list[BodyRow]:
    """Every body on the day of the view, by name, with what it lacks.

    Visions whose review is overdue stand with the body that reviews them.  `sectors`
    are those of the hub with what its packs add, those that ship if left out.
    """
    overdue = review_findings(view)
    held = sorted(view.all(Body), key=lambda one: (one.name, one.id))
    return [_row(view, body, overdue, sectors) for body in held]


def _row(
    view: View, body: Body, overdue: Iterable[Finding], sectors: Vocabulary | None
) -> BodyRow:
    seats = members(view, body)
    all_seats = view.all(Seat).where(body=body.id)
    terms = terms_of(view, body)
    mine = set(_visions_of(view, body))
    late = (one for one in overdue if one.place.field in mine)
    return BodyRow(
        body=body,
        seats=len(seats),
        vacant=sum(not one.filled for one in all_seats),
        terms=terms.edition if terms else "",
        findings=(*findings(view, body, sectors=sectors), *late),
    )


def _visions_of(view: View, body: Body) -> Iterator[str]:
    yield from (one.id for one in view.all(Vision).where(review_body=body.id))


def meeting_row(view: View, id_: str) -> MeetingRow:
    """A meeting as it was on its own day, with the view's knowledge."""
    meeting = view.get(id_)
    if not isinstance(meeting, Meeting):
        raise NoSuchMeetingError(
            f"“{id_[:60]}” is no meeting that is known on {view.on}",
            advice="Give the id of a meeting; earlyyears export meeting lists them.",
            id=id_[:60],
        )
    then = view.at(meeting.on)
    return MeetingRow(
        meeting=meeting,
        represented=len(represented(then, meeting)),
        quorate=is_quorate(then, meeting),
        silent=silent_seats(then, meeting),
        findings=meeting_findings(then, meeting),
    )


def adopted(view: View, pack: BodyPack, *, start: dt.date) -> tuple[Record, ...]:
    """What a pack gives, from a day on, without what the hub holds already."""
    given = pack.records(view.all(Network), during=DateRange(start))
    return tuple(one for one in given if view.get(one.id) is None)


def permission_data(
    actor: str, action: str, answer: Answered[bool]
) -> Mapping[str, Any]:
    """Whether somebody may do something, with rule, source and working, as data."""
    why = answer.why
    return {
        "actor": actor,
        "action": action,
        "may": answer.value,
        "rule": str(why.rule),
        "basis": str(why.basis),
        "steps": list(why.steps),
        "because": [str(each) for each in why.because],
    }
