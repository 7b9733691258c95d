"""Meetings: who came and for whom, what each said, what was decided, who does what."""

import datetime as dt
from decimal import Decimal

from earlyyears.kernel import Lifecycle, Record, Step, fact, personal, record, ref, refs

__all__ = [
    "DECISION_STEPS",
    "MEETING_ACTION_STEPS",
    "MEETING_STEPS",
    "Attendance",
    "Decision",
    "Meeting",
    "MeetingAction",
    "MeetingInterest",
    "SeatContribution",
]

#: The steps of a meeting; whether it was quorate is worked out, not typed in.
MEETING_STEPS = Lifecycle(
    "scheduled",
    {
        "hold": Step(("scheduled",), "held"),
        "draft minutes": Step(("held",), "minutes_draft"),
        "agree minutes": Step(("minutes_draft",), "minutes_agreed"),
        "cancel": Step(("scheduled",), "cancelled"),
    },
)

#: The steps of a decision.
DECISION_STEPS = Lifecycle(
    "proposed",
    {
        "agree": Step(("proposed",), "agreed"),
        "refuse": Step(("proposed",), "refused"),
        "defer": Step(("proposed",), "deferred"),
        "propose again": Step(("deferred",), "proposed"),
        "replace": Step(("agreed",), "replaced"),
    },
)

#: The steps of an action that a meeting agreed.
MEETING_ACTION_STEPS = Lifecycle(
    "planned",
    {
        "start": Step(("planned",), "active"),
        "finish": Step(("planned", "active"), "done"),
        "drop": Step(("planned", "active"), "dropped"),
    },
)


@record("meeting", purpose="knowing what was decided", keep="six-years")
class Meeting(Record):
    """One meeting or workshop, with its purpose, and what came out of it."""

    body: str | None = ref("body", default=None, label="Body")
    name: str = fact(default="", label="Name")
    kind: str = fact(default="meeting", label="Kind", codes="meeting-kind")
    on: dt.date = fact(label="Day of the meeting")
    hours: Decimal | None = fact(default=None, label="Hours it took")
    purpose: str = fact(default="", label="Purpose")
    #: Posts that facilitated it, where it was a workshop.
    facilitators: tuple[str, ...] = fact(
        default=(), converter=tuple, label="Facilitated by (posts)"
    )
    #: Ids of what it produced: a vision, a plan, a charter.
    outputs: tuple[str, ...] = fact(default=(), converter=tuple, label="What it made")
    minutes: str = fact(default="", label="Where the minutes are")
    state: str = fact(default="scheduled", label="State", codes="meeting-state")


@record("attendance", purpose="knowing who was heard", keep="six-years")
class Attendance(Record):
    """Whether a seat was represented at a meeting, and by whom.

    A workshop has people without a seat: they name the sector that they speak for.
    """

    meeting: str = ref("meeting", label="Meeting")
    seat: str | None = ref("seat", default=None, label="Seat")
    person: str | None = ref("person", default=None, label="Who came")
    sector: str = fact(default="", label="Spoke for", codes="seat-sector")
    presence: str = fact(default="present", label="Presence", codes="presence")


@record("seat-contribution", purpose="knowing who was heard", keep="six-years")
class SeatContribution(Record):
    """What a seat put forward at a meeting, or that it had nothing to say."""

    meeting: str = ref("meeting", label="Meeting")
    seat: str = ref("seat", label="Seat")
    #: Matter it was about: an id, or a heading of the agenda.
    about: str = fact(default="", label="About")
    said: str = fact(default="", label="Put forward")
    nil: bool = fact(default=False, label="Nothing to put forward")


@record("meeting-interest", purpose="avoiding conflicts of interest", keep="six-years")
class MeetingInterest(Record):
    """An interest that a seat declared in one matter: it does not count there."""

    meeting: str = ref("meeting", label="Meeting")
    seat: str = ref("seat", label="Seat")
    about: str = fact(label="Matter")
    nature: str = personal("judging conflicts", default="", label="Nature")


@record("decision", purpose="knowing what was decided", keep="six-years")
class Decision(Record):
    """What a body decided at a meeting, and why."""

    meeting: str = ref("meeting", label="Meeting")
    body: str = ref("body", label="Body")
    #: Matter in the words of the terms of reference: `vision`, `delivery-plan`.
    matter: str = fact(label="Matter")
    #: Id of what it is about, where that is a record.
    about: str = fact(default="", label="About")
    decided: str = fact(label="Decision")
    reason: str = fact(default="", label="Reason")
    #: Seats that agreed, where it was noted.
    agreed_by: tuple[str, ...] = refs("seat", default=(), label="Agreed by")
    state: str = fact(default="proposed", label="State", codes="decision-state")


@record("meeting-action", purpose="knowing who does what", keep="six-years")
class MeetingAction(Record):
    """What somebody is to do after a meeting, by when."""

    meeting: str = ref("meeting", label="Meeting")
    decision: str | None = ref("decision", default=None, label="Follows from")
    action: str = fact(label="Action")
    owner: str = fact(label="Owner (post)")
    due: dt.date | None = fact(default=None, label="Due")
    #: Why it was dropped.
    reason: str = fact(default="", label="Reason")
    state: str = fact(default="planned", label="State", codes="action-state")
