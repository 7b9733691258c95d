"""The termly cycle: a period, who is to contribute, what came, what it led to."""

import datetime as dt

from earlyyears.kernel import Lifecycle, Record, Step, fact, record, ref, refs

__all__ = [
    "LOCKED",
    "PERIOD_STEPS",
    "Addendum",
    "ClearedNarrative",
    "Contribution",
    "ContributionWaiver",
    "FocusArea",
    "ReportPeriod",
]

#: The steps of a termly report.
PERIOD_STEPS = Lifecycle(
    "open",
    {
        "collect": Step(("open",), "collecting"),
        "consolidate": Step(("open", "collecting"), "consolidated"),
        "send back": Step(("consolidated",), "collecting"),
        "approve": Step(("consolidated",), "approved"),
        "submit": Step(("approved",), "submitted"),
        "archive": Step(("approved", "submitted"), "archived"),
    },
)

#: States of a period in which nothing that was contributed may be changed any more.
LOCKED = frozenset({"approved", "submitted", "archived"})


@record("report-period", purpose="reporting each term", visible="public")
class ReportPeriod(Record):
    """One term's report: what it is about, who is to contribute, by when.

    `known_on` is the day up to which facts are taken into account; a report made again
    for it gives the same figures until somebody reissues it.
    """

    name: str = fact(label="Name")
    body: str = ref("body", label="Body")
    #: Term of the borough's calendar, such as summer 2024.
    term: str = fact(label="Term")
    first: dt.date = fact(label="From", help="first day of the term")
    last: dt.date = fact(label="To", help="last day of the term")
    known_on: dt.date | None = fact(default=None, label="Known up to")
    due: dt.date = fact(label="Contributions due")
    #: Organisations from which a contribution is expected.
    expected: tuple[str, ...] = refs("organisation", label="Expected from")
    plan: str | None = ref("delivery-plan", default=None, label="Plan")
    #: Period whose focus areas are carried on.
    follows: str | None = ref("report-period", default=None, label="Followed on from")
    approved_at: str | None = ref("meeting", default=None, label="Approved at")
    state: str = fact(default="open", label="State", codes="period-state")


@record("contribution", purpose="reporting each term", keep="six-years")
class Contribution(Record):
    """What a partner sent for a term's report: words, figures, or nothing to report."""

    period: str = ref("report-period", label="Report")
    contributor: str = ref("organisation", label="From")
    received_on: dt.date = fact(label="Received on")
    nil: bool = fact(default=False, label="Nothing to report")
    narrative: str = fact(default="", label="Narrative")
    values: tuple[str, ...] = refs("indicator-value", label="Figures")
    #: Post of who sent it.
    sent_by: str = fact(default="", label="Sent by (post)")


@record("cleared-narrative", purpose="publishing what partners wrote", visible="public")
class ClearedNarrative(Record):
    """A partner's words as a named post cleared them for everybody to read.

    The words are kept here as they were cleared, so that what is written otherwise
    afterwards is not published with them.
    """

    period: str = ref("report-period", label="Report")
    contributor: str = ref("organisation", label="From")
    text: str = fact(label="Words")
    cleared_by: str = fact(label="Cleared by (post)")
    on: dt.date = fact(label="Day")


@record("contribution-waiver", purpose="reporting each term", keep="six-years")
class ContributionWaiver(Record):
    """The chair's word that a report goes on without a partner, with the reason.

    The page of the report prints it.
    """

    period: str = ref("report-period", label="Report")
    contributor: str = ref("organisation", label="Without")
    chair: str = ref("chair", label="Waived by")
    reason: str = fact(label="Reason")
    on: dt.date = fact(label="Day")


@record("focus-area", purpose="steering by what the reports show")
class FocusArea(Record):
    """Something in a term's report that needs focus, and what became of it."""

    period: str = ref("report-period", label="Report")
    place: int = fact(label="Place", help="1 is the first")
    text: str = fact(label="What needs focus")
    indicator: str | None = ref("indicator", default=None, label="Indicator")
    #: Focus area of an earlier term that it carries on.
    carries_on: str | None = ref("focus-area", default=None, label="Carries on")


@record("addendum", purpose="reporting each term", keep="six-years")
class Addendum(Record):
    """What is added to an approved report: the report itself stays as it was."""

    period: str = ref("report-period", label="Report")
    on: dt.date = fact(label="Day")
    text: str = fact(label="What is added")
    by: str = fact(label="Added by (post)")
