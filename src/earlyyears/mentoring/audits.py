"""Audits as events: consent, room, scale, assessor, paired check, consensus, dispute.

What was scored is an observation, a record of the room `scales`; an audit points at it
and never holds a score itself.
"""

import datetime as dt

from earlyyears.kernel import (
    ItemRef,
    Lifecycle,
    Record,
    Step,
    fact,
    record,
    ref,
    refs,
)

__all__ = ["AUDIT_STEPS", "Audit", "Dispute", "Moderation"]

#: The steps of an audit.
AUDIT_STEPS = Lifecycle(
    "scheduled",
    {
        "observe": Step(("scheduled",), "observed"),
        "cancel": Step(("scheduled",), "cancelled"),
        "score": Step(("observed",), "scored"),
        "moderate": Step(("scored",), "moderated"),
        "share": Step(("scored", "moderated"), "shared"),
        "close": Step(("shared",), "final"),
    },
)


@record("audit", purpose="quality of provision", keep="six-years")
class Audit(Record):
    """An audit of one room through one edition of one scale, from diary to result."""

    setting: str = ref("setting", label="Setting")
    room: str = fact(label="Room", help="the setting's own key for the room")
    scale: str = fact(label="Scale", help="such as iters-3")
    edition: str = fact(label="Edition", help="such as 2017")
    on: dt.date = fact(label="Day of the audit")
    assessor: str = ref("person", label="Assessor")
    kind: str = fact(default="peer", label="Kind of audit", codes="audit-kind")
    purpose: str = fact(default="baseline", label="Purpose", codes="audit-purpose")
    #: Day on which the setting consented, None while it has not.
    consent_on: dt.date | None = fact(default=None, label="Consent given on")
    consent_by: str = fact(default="", label="Consent given by (post)")
    observation: str | None = ref("observation", default=None, label="Observation")
    #: Second assessor of a paired check, None where there is none.
    second: str | None = ref("person", default=None, label="Second assessor")
    second_observation: str | None = ref(
        "observation", default=None, label="Observation of the second assessor"
    )
    #: What both agreed on afterwards, beside the originals.
    consensus: str | None = ref("observation", default=None, label="Consensus")
    state: str = fact(default="scheduled", label="State", codes="audit-state")

    @property
    def certificate(self) -> str:
        """What the assessor must be qualified in, such as `iters-3/2017`."""
        return f"{self.scale}/{self.edition}"

    def item(self, number: str) -> ItemRef:
        """Point at an item of the scale and edition that was used.

        >>> audit = Audit(
        ...     id="audit/1",
        ...     setting="setting/elm",
        ...     room="babies",
        ...     scale="iters-3",
        ...     edition="2017",
        ...     on=dt.date(2026, 3, 2),
        ...     assessor="person/1",
        ... )
        >>> print(audit.item("5"))
        iters-3/2017/5
        """
        return ItemRef(self.scale, self.edition, number)


@record("score-dispute", purpose="quality of provision", keep="six-years")
class Dispute(Record):
    """A setting's query of a score, and how it was settled; no score is overwritten."""

    audit: str = ref("audit", label="Audit")
    #: Item in dispute, nothing where it is the audit as a whole.
    item: str = fact(default="", label="Item", help="number of the item")
    raised_on: dt.date = fact(label="Raised on")
    raised_by: str = fact(label="Raised by (post)")
    grounds: str = fact(label="Grounds")
    settled_on: dt.date | None = fact(default=None, label="Settled on")
    settled_by: str = fact(default="", label="Settled by (post)")
    #: `upheld` or `dismissed`, nothing while it is open.
    outcome: str = fact(default="", label="Outcome", codes="dispute-outcome")
    answer: str = fact(default="", label="Answer")


@record("moderation", purpose="reliability of assessors", keep="six-years")
class Moderation(Record):
    """A team's look at scores together, at one of its meetings."""

    meeting: str = ref("meeting", label="Meeting")
    audits: tuple[str, ...] = refs("audit", default=(), label="Audits")
    people: tuple[str, ...] = refs("person", default=(), label="Who took part")
    agreed: str = fact(default="", label="What was agreed")
