"""The delivery plan: who does what by when, what each seat said, what was changed."""

import datetime as dt

from earlyyears.kernel import Lifecycle, Record, Step, fact, record, ref, refs

__all__ = [
    "APPROVED",
    "DELIVERY_STEPS",
    "ITEM_STEPS",
    "DeliveryPlan",
    "PlanChange",
    "PlanContribution",
    "PlanItem",
]

#: The steps of a delivery plan.
DELIVERY_STEPS = Lifecycle(
    "draft",
    {
        "hear": Step(("draft", "in_review"), "contributed"),
        "approve": Step(("contributed",), "approved"),
        "start": Step(("approved", "revised"), "in_delivery"),
        "review": Step(("in_delivery",), "in_review"),
        "revise": Step(("in_review",), "revised"),
        "close": Step(("in_delivery", "in_review", "revised"), "closed"),
    },
)

#: States of a plan in which an item may change only with a reason and who agreed.
APPROVED = frozenset({"approved", "in_delivery", "in_review", "revised"})

#: The steps of one item; what is dropped or replaced stays readable.
ITEM_STEPS = Lifecycle(
    "planned",
    {
        "start": Step(("planned", "paused"), "active"),
        "pause": Step(("planned", "active"), "paused"),
        "finish": Step(("active",), "done"),
        "drop": Step(("planned", "active", "paused"), "dropped"),
        "replace": Step(("planned", "active", "paused"), "replaced"),
    },
)


@record("delivery-plan", purpose="working to the same plan", visible="hub")
class DeliveryPlan(Record):
    """The shared plan of a body; every seat has a part in it before it is approved."""

    name: str = fact(label="Name")
    #: Body whose seats contribute and which approves it.
    body: str = ref("body", label="Body")
    #: Framework and edition of the outcomes that it serves.
    framework: str = fact(default="", label="Outcomes framework")
    edition: str = fact(default="", label="Edition")
    starts: dt.date | None = fact(default=None, label="Starts")
    ends: dt.date | None = fact(default=None, label="Ends")
    review_by: dt.date | None = fact(default=None, label="Review by")
    #: Decision by which it was approved.
    decision: str | None = ref("decision", default=None, label="Approved by decision")
    state: str = fact(default="draft", label="State", codes="delivery-state")


@record("plan-item", purpose="working to the same plan", visible="hub")
class PlanItem(Record):
    """One thing to be done, for an outcome, with an owner and partners.

    The colour is suggested by a rule and confirmed by the owner, apart: a suggestion
    never takes the place of what a person said.
    """

    plan: str = ref("delivery-plan", label="Plan")
    item: str = fact(label="Number")
    action: str = fact(label="Action")
    outcome: str | None = ref("outcome", default=None, label="Outcome")
    owner: str = ref("organisation", label="Owner")
    partners: tuple[str, ...] = refs("organisation", label="Partners")
    starts: dt.date | None = fact(default=None, label="Starts")
    due: dt.date | None = fact(default=None, label="Due")
    resources: str = fact(default="", label="Resources")
    #: Names of the funds it is paid from, as the borough calls them.
    funding: tuple[str, ...] = fact(default=(), converter=tuple, label="Funding")
    depends_on: tuple[str, ...] = refs("plan-item", label="Depends on")
    rag: str = fact(default="", label="Colour confirmed", codes="rag")
    rag_on: dt.date | None = fact(default=None, label="Colour confirmed on")
    rag_reason: str = fact(default="", label="Reason for the colour")
    recovery: str = fact(default="", label="Action to recover")
    #: Why it is paused, dropped or replaced.
    reason: str = fact(default="", label="Reason")
    replaced_by: str | None = ref("plan-item", default=None, label="Replaced by")
    state: str = fact(default="planned", label="State", codes="plan-item-state")


@record("plan-contribution", purpose="showing who had a part", keep="six-years")
class PlanContribution(Record):
    """What a seat put into a plan, or that it had nothing to put in."""

    plan: str = ref("delivery-plan", label="Plan")
    seat: str = ref("seat", label="Seat")
    said: str = fact(default="", label="Put forward")
    nil: bool = fact(default=False, label="Nothing to put forward")
    on: dt.date = fact(label="Day")
    meeting: str | None = ref("meeting", default=None, label="At the meeting")


@record("plan-change", purpose="knowing why the plan changed", keep="six-years")
class PlanChange(Record):
    """Why an item of an approved plan was changed, and who agreed."""

    item: str = ref("plan-item", label="Plan item")
    on: dt.date = fact(label="Day")
    what: str = fact(label="What was changed")
    reason: str = fact(label="Reason")
    agreed_by: tuple[str, ...] = refs("organisation", label="Agreed by")
    meeting: str | None = ref("meeting", default=None, label="At the meeting")
    #: Focus area of a termly report that led to it.
    focus: str | None = ref("focus-area", default=None, label="Followed from")
