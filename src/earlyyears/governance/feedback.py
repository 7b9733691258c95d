"""Two-way talk: what a seat carries to its sector, and what the sector brings in."""

import datetime as dt

from earlyyears.kernel import Lifecycle, Record, Step, fact, personal, record, ref

__all__ = [
    "FEEDBACK_STEPS",
    "ISSUE_STEPS",
    "PARTNER_CONCERN_STEPS",
    "PartnerConcern",
    "SectorFeedback",
    "SectorIssue",
]

#: The steps of feedback; that it is overdue follows from the day.
FEEDBACK_STEPS = Lifecycle(
    "open",
    {
        "do": Step(("open",), "done"),
        "excuse": Step(("open",), "excused"),
    },
)

#: The steps of an issue that a sector raises.
ISSUE_STEPS = Lifecycle(
    "raised",
    {
        "table": Step(("raised",), "tabled"),
        "answer": Step(("raised", "tabled"), "answered"),
        "withdraw": Step(("raised", "tabled"), "withdrawn"),
    },
)

#: The steps of a partner's concern.
PARTNER_CONCERN_STEPS = Lifecycle(
    "raised",
    {
        "discuss": Step(("raised",), "discussed"),
        "answer": Step(("raised", "discussed"), "answered"),
        "resolve": Step(("answered",), "resolved"),
        "return": Step(("answered", "resolved"), "raised"),
        "withdraw": Step(("raised", "discussed"), "withdrawn"),
    },
)


@record("sector-feedback", purpose="keeping sectors in the picture")
class SectorFeedback(Record):
    """What a seat is to carry back to its sector after a meeting, and that it did."""

    meeting: str = ref("meeting", label="Meeting")
    seat: str = ref("seat", label="Seat")
    items: tuple[str, ...] = fact(default=(), converter=tuple, label="To carry back")
    due: dt.date | None = fact(default=None, label="Due")
    channel: str = fact(default="", label="How", help="a newsletter, a network meeting")
    done_on: dt.date | None = fact(default=None, label="Done on")
    evidence: str = fact(default="", label="Evidence")
    #: Why it was excused.
    reason: str = fact(default="", label="Reason")
    state: str = fact(default="open", label="State", codes="feedback-state")


@record("sector-issue", purpose="hearing sectors")
class SectorIssue(Record):
    """What a sector raises through its seat, and the body's answer."""

    seat: str = ref("seat", label="Seat")
    raised_on: dt.date = fact(label="Raised on")
    issue: str = fact(label="Issue")
    meeting: str | None = ref("meeting", default=None, label="Tabled at")
    answer: str = fact(default="", label="Answer")
    answered_on: dt.date | None = fact(default=None, label="Answered on")
    state: str = fact(default="raised", label="State", codes="issue-state")


@record("partner-concern", purpose="hearing partners", visible="partnership-leads")
class PartnerConcern(Record):
    """What a partner fears, told in confidence to those who lead the partnership.

    What the whole body may read is a sector's issue.
    """

    sector: str = fact(label="Raised by", codes="seat-sector")
    raised_on: dt.date = fact(label="Raised on")
    concern: str = personal("hearing partners", label="Concern")
    response: str = personal("hearing partners", default="", label="Response")
    state: str = fact(default="raised", label="State", codes="partner-concern-state")
