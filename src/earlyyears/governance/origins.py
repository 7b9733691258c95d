"""How a partnership began: what was applied for, what was learnt, what may go wrong."""

import datetime as dt

from earlyyears.kernel import Lifecycle, Record, Step, fact, record, ref, refs

__all__ = ["APPLICATION_STEPS", "RISK_STEPS", "FundingApplication", "Lesson", "Risk"]

#: The steps of an application for funding.
APPLICATION_STEPS = Lifecycle(
    "draft",
    {
        "submit": Step(("draft",), "submitted"),
        "award": Step(("submitted",), "awarded"),
        "decline": Step(("submitted",), "declined"),
        "withdraw": Step(("draft", "submitted"), "withdrawn"),
    },
)

#: The steps of a risk; one that happens is an issue, and can be over.
RISK_STEPS = Lifecycle(
    "open",
    {
        "act": Step(("open",), "being_managed"),
        "happen": Step(("open", "being_managed"), "happened"),
        "close": Step(("open", "being_managed", "happened"), "closed"),
        "reopen": Step(("closed",), "open"),
    },
)


@record("funding-application", purpose="knowing how the hub came about")
class FundingApplication(Record):
    """What a partnership applied for, to whom, who stood behind it, and the outcome.

    Applicants and endorsers are two lists: whoever endorses does not apply.
    """

    name: str = fact(label="Name")
    partnership: str | None = ref("partnership", default=None, label="Partnership")
    applicants: tuple[str, ...] = refs("organisation", default=(), label="Applicants")
    #: Posts that stood behind the application without applying: `interim-head`.
    endorsers: tuple[str, ...] = fact(
        default=(), converter=tuple, label="Endorsed by (posts)"
    )
    funder: str = fact(label="Funder")
    programme: str = fact(default="", label="Programme")
    applied_on: dt.date | None = fact(default=None, label="Applied on")
    decided_on: dt.date | None = fact(default=None, label="Decided on")
    #: Partnership that the award made possible.
    made_possible: str | None = ref("partnership", default=None, label="Made possible")
    state: str = fact(default="draft", label="State", codes="application-state")


@record("lesson", purpose="carrying forward what was learnt")
class Lesson(Record):
    """What one project taught, and the partnership that took it forward."""

    learnt_in: str = ref("partnership", label="Learnt in")
    taken_into: str | None = ref("partnership", default=None, label="Taken into")
    lesson: str = fact(label="Lesson")
    on: dt.date | None = fact(default=None, label="Recorded on")


@record("risk", purpose="seeing trouble early")
class Risk(Record):
    """Something that may go wrong, or has, with an aim, a plan item or a report."""

    #: Aim, or the id of a plan item, an intervention or a report.
    about: str = fact(label="About", help="an aim, or the id of a record")
    risk: str = fact(label="Risk")
    owner: str = fact(label="Owner (post)")
    action: str = fact(default="", label="What is done about it")
    raised_on: dt.date | None = fact(default=None, label="Raised on")
    review_by: dt.date | None = fact(default=None, label="Review by")
    state: str = fact(default="open", label="State", codes="risk-state")
