"""Visits both ways: to a setting, and from a setting to the mentor's school."""

import datetime as dt
from decimal import Decimal

from earlyyears.kernel import Lifecycle, Record, Step, fact, personal, record, ref, refs

__all__ = ["VISIT_STEPS", "PrivateNote", "SupportPlanned", "Visit"]

#: The steps of a visit; a follow-up is only possible of one that took place.
VISIT_STEPS = Lifecycle(
    "planned",
    {
        "hold": Step(("planned",), "done"),
        "cancel": Step(("planned",), "cancelled"),
        "follow up": Step(("done",), "followed_up"),
    },
)


@record("visit", purpose="supporting settings", keep="six-years")
class Visit(Record):
    """One visit to a setting, or of its staff to the mentor's school.

    It is known from the day on which it was planned; `on` is the day of the visit.
    """

    setting: str = ref("setting", label="Setting supported")
    direction: str = fact(label="Direction", codes="visit-direction")
    kind: str = fact(label="Kind of visit", codes="visit-kind")
    on: dt.date = fact(label="Day of the visit")
    #: Mentor or adviser who visits, or is visited.
    person: str = ref("person", label="Mentor or adviser")
    #: Setting visited where staff come to the mentor's school.
    host: str | None = ref("setting", default=None, label="Setting visited")
    #: Others of the hub who took part.
    others: tuple[str, ...] = refs("person", default=(), label="Others who took part")
    #: How many of the setting's staff took part; no member of staff is named.
    staff: int | None = fact(default=None, label="Staff of the setting")
    focus: str = fact(default="", label="Focus")
    half_days: Decimal | None = fact(default=None, label="Half-days it took")
    #: Plan that the visit serves, None where it serves none.
    plan: str | None = ref("action-plan", default=None, label="Action plan")
    #: What was agreed with the setting and may be read by it.
    agreed: str = fact(default="", label="Agreed with the setting")
    follow_up: str = fact(default="", label="Follow-up")
    follow_up_by: dt.date | None = fact(default=None, label="Follow-up by")
    #: Only where the kind of visit permits one.
    rating: str = fact(default="", label="Rating", help="only where permitted")
    state: str = fact(default="planned", label="State", codes="visit-state")


@record("support-planned", purpose="seeing whether support arrives")
class SupportPlanned(Record):
    """How much support a setting is to have in the days for which this is valid."""

    setting: str = ref("setting", label="Setting")
    half_days: Decimal = fact(label="Half-days planned")
    visits: int | None = fact(default=None, label="Visits planned")
    reason: str = fact(default="", label="Reason")


@record("private-note", purpose="thinking about one's own work", visible="author")
class PrivateNote(Record):
    """What its author alone reads; it is never handed over."""

    setting: str = ref("setting", label="Setting")
    visit: str | None = ref("visit", default=None, label="Visit")
    text: str = personal("the author's own thinking", label="Note")
