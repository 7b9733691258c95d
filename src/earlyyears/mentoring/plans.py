"""Action plans that a setting and its supporter make together, action by action."""

import datetime as dt

from earlyyears.kernel import Lifecycle, Record, Step, fact, record, ref, refs

__all__ = ["ACTION_STEPS", "PLAN_STEPS", "ActionPlan", "PlanAction", "PlanReview"]

#: The steps of a plan; a transfer changes who supports it and not how far it is.
PLAN_STEPS = Lifecycle(
    "draft",
    {
        "agree": Step(("draft",), "agreed"),
        "start": Step(("agreed",), "in_progress"),
        "review": Step(("in_progress", "reviewed"), "reviewed"),
        "close": Step(("in_progress", "reviewed"), "closed"),
        "drop": Step(("draft", "agreed"), "dropped"),
    },
)

#: The steps of one action of a plan.
ACTION_STEPS = Lifecycle(
    "planned",
    {
        "start": Step(("planned",), "active"),
        "finish": Step(("planned", "active"), "done"),
        "drop": Step(("planned", "active"), "dropped"),
    },
)


@record("action-plan", purpose="supporting settings", keep="six-years")
class ActionPlan(Record):
    """What a setting and its supporter mean to do, owned by both.

    `body` is never blank, so that no open plan is without an owner; `person` may be
    unknown between a handover and the naming of a new supporter.
    """

    setting: str = ref("setting", label="Setting")
    body: str = fact(label="Supported by", codes="lead-body")
    person: str | None = ref("person", default=None, label="Mentor or adviser")
    #: Everybody who held the plan before, the first one first.
    earlier: tuple[str, ...] = refs("person", default=(), label="Held before by")
    audit: str | None = ref("audit", default=None, label="Audit")
    #: Day on which the setting signed, None while it has not.
    setting_signed_on: dt.date | None = fact(default=None, label="Setting signed on")
    setting_signed_by: str = fact(default="", label="Signed for the setting by (post)")
    supporter_signed_on: dt.date | None = fact(
        default=None, label="Mentor or adviser signed on"
    )
    #: Day by which the plan is looked at again.
    review_by: dt.date | None = fact(default=None, label="Review by")
    #: What both learnt, written when the plan is closed.
    reflection: str = fact(default="", label="Reflection")
    #: Handover by which it came to its present owner.
    handover: str | None = ref("handover", default=None, label="Handover")
    state: str = fact(default="draft", label="State", codes="plan-state")

    @property
    def open(self) -> bool:
        """Whether something is still to be done."""
        return self.state not in {"closed", "dropped"}

    @property
    def signed(self) -> bool:
        """Whether both sides have signed."""
        return None not in {self.setting_signed_on, self.supporter_signed_on}


@record("plan-action", purpose="supporting settings", keep="six-years")
class PlanAction(Record):
    """One action of a plan, with what it comes from and how one will see it worked."""

    plan: str = ref("action-plan", label="Action plan")
    goal: str = fact(label="Goal", codes="plan-goal")
    #: What this setting means by the goal, in its own words.
    words: str = fact(default="", label="In our words")
    source: str = fact(label="Comes from", codes="action-source")
    #: Item, inspection or need: `iters-3/2017/5`, or the id of a record.
    about: str = fact(default="", label="About", help="item, inspection or need")
    measure: str = fact(default="", label="How we will see it worked")
    lead: str = fact(default="setting", label="Who acts", codes="plan-side")
    due: dt.date | None = fact(default=None, label="Due")
    state: str = fact(default="planned", label="State", codes="action-state")
    #: Why an action was dropped.
    reason: str = fact(default="", label="Reason")


@record("plan-review", purpose="supporting settings", keep="six-years")
class PlanReview(Record):
    """A look at a plan by both sides, and what they found."""

    plan: str = ref("action-plan", label="Action plan")
    on: dt.date = fact(label="Reviewed on")
    found: str = fact(default="", label="What was found")
    next_by: dt.date | None = fact(default=None, label="Next review by")
