"""Non-negotiables, and the plan items that run against them."""

import datetime as dt

from earlyyears.kernel import Lifecycle, Record, Step, fact, record, ref

__all__ = [
    "CONFLICT_STEPS",
    "NON_NEGOTIABLE_STEPS",
    "NonNegotiable",
    "NonNegotiableConflict",
]

#: The steps of a non-negotiable.
NON_NEGOTIABLE_STEPS = Lifecycle(
    "raised",
    {
        "discuss": Step(("raised",), "discussed"),
        "agree": Step(("discussed",), "agreed"),
        "leave open": Step(("discussed",), "unresolved"),
        "escalate": Step(("unresolved",), "escalated"),
        "settle": Step(("unresolved", "escalated"), "agreed"),
        "withdraw": Step(
            ("raised", "discussed", "agreed", "unresolved", "escalated"), "withdrawn"
        ),
    },
)

#: The steps of a conflict: only the owner of the non-negotiable may waive it.
CONFLICT_STEPS = Lifecycle(
    "open",
    {
        "waive": Step(("open",), "waived"),
        "settle": Step(("open",), "settled"),
        "reopen": Step(("waived", "settled"), "open"),
    },
)


@record("non-negotiable", purpose="knowing what partners will not give up")
class NonNegotiable(Record):
    """What a seat says for its sector that the plan must respect."""

    seat: str = ref("seat", label="Raised by")
    sector: str = fact(label="Sector", codes="seat-sector")
    statement: str = fact(label="Statement")
    reason: str = fact(default="", label="Reason")
    raised_on: dt.date | None = fact(default=None, label="Raised on")
    meeting: str | None = ref("meeting", default=None, label="Discussed at")
    state: str = fact(default="raised", label="State", codes="non-negotiable-state")


@record("non-negotiable-conflict", purpose="seeing what the plan runs against")
class NonNegotiableConflict(Record):
    """A plan item that runs against a non-negotiable, until it is settled or waived."""

    non_negotiable: str = ref("non-negotiable", label="Non-negotiable")
    item: str = ref("plan-item", label="Plan item")
    what: str = fact(default="", label="What runs against it")
    #: Post that waived it; it must be the seat that owns the non-negotiable.
    waived_by: str | None = ref("seat", default=None, label="Waived by")
    reason: str = fact(default="", label="Reason")
    state: str = fact(default="open", label="State", codes="conflict-state")

    @property
    def blocks(self) -> bool:
        """Whether the plan may not be approved because of it."""
        return self.state == "open"
