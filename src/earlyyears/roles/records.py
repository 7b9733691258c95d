"""What a borough decides or knows about who supports a setting, as dated records."""

import datetime as dt

from earlyyears.kernel import Record, fact, personal, record, ref

__all__ = [
    "Concern",
    "Handover",
    "HandoverNotice",
    "JointAgreement",
    "Override",
    "PolicyChoice",
    "Ruling",
]


@record("concern", purpose="supporting settings in difficulty", visible="advisory-team")
class Concern(Record):
    """A dated fact that brings the authority in, seen only by the advisory team.

    Its kind is a safeguarding concern, a change of leadership, a suspension, an
    enforcement notice, or another that a pack adds.
    """

    setting: str = ref("setting", label="Setting")
    kind: str = fact(label="Kind", codes="concern-kind")
    note: str = personal("what was seen", default="", label="Note")


@record("override", purpose="deciding who supports a setting")
class Override(Record):
    """A decision that another body leads for a time; its last day must be known."""

    setting: str = ref("setting", label="Setting")
    body: str = fact(label="Who leads", codes="lead-body")
    reason: str = fact(label="Reason")
    approver: str = fact(label="Approved by (post)")


@record("joint-agreement", purpose="deciding who supports a setting")
class JointAgreement(Record):
    """A recorded agreement that the authority and the mentors lead together."""

    setting: str = ref("setting", label="Setting")
    reason: str = fact(label="Reason")
    approver: str = fact(label="Agreed by (post)")


@record("policy-choice", purpose="deciding by which rule", visible="public")
class PolicyChoice(Record):
    """A borough's choice of a preset or a parameter, from a day on, with its reason.

    The id is made from borough and policy, so a later choice takes over from its day.
    """

    borough: str = fact(label="Local authority", codes="local-authority")
    #: What is chosen, such as `support-lead` or `publication-months`.
    policy: str = fact(label="Policy")
    value: str = fact(label="Choice")
    reason: str = fact(default="", label="Reason")


@record("ruling", purpose="settling a question the law leaves open", visible="public")
class Ruling(Record):
    """A borough's answer to a question that many settings share."""

    borough: str = fact(label="Local authority", codes="local-authority")
    #: Stable code of the question.
    matter: str = fact(label="Question")
    reading: str = fact(label="Answer")
    reason: str = fact(default="", label="Reason")


@record("handover", purpose="leaving no setting without support")
class Handover(Record):
    """A change of the body that leads on a setting, from its opening to its closing."""

    setting: str = ref("setting", label="Setting")
    #: Body that led before, nothing for a setting that is new to the hub.
    giver: str = fact(default="", label="From", codes="lead-body")
    taker: str = fact(label="To", codes="lead-body")
    #: Reason code of the answer that made it due.
    reason: str = fact(label="Reason")
    state: str = fact(default="opened", label="State", codes="handover-state")
    #: Day on which it was opened, whatever step it has reached since.
    opened_on: dt.date | None = fact(default=None, label="Opened on")
    #: Why it was declined, or what was handed on.
    note: str = fact(default="", label="Note")

    @property
    def opened(self) -> dt.date:
        """The day on which it was opened, or from which it holds."""
        return self.opened_on or self.valid.start or dt.date.min


@record("handover-notice", purpose="leaving no setting without support")
class HandoverNotice(Record):
    """A handover that a body is told of, and when the body said that it knows."""

    handover: str = ref("handover", label="Handover")
    setting: str = ref("setting", label="Setting")
    body: str = fact(label="Told", codes="lead-body")
    told_on: dt.date = fact(label="Told on")
    seen_on: dt.date | None = fact(default=None, label="Seen on")
    seen_by: str = fact(default="", label="Seen by (post)")
