"""The shared outcomes framework: outcomes, indicators, values and statutory targets."""

import datetime as dt
from decimal import Decimal

from earlyyears.kernel import ItemRef, Lifecycle, Record, Step, fact, record, ref, refs

__all__ = [
    "FRAMEWORK_STEPS",
    "TARGET_STEPS",
    "Indicator",
    "IndicatorValue",
    "Outcome",
    "OutcomesFramework",
    "StatutoryTarget",
]

#: The steps of an outcomes framework; a new edition supersedes it.
FRAMEWORK_STEPS = Lifecycle(
    "draft",
    {
        "agree": Step(("draft",), "agreed"),
        "start": Step(("agreed", "reviewed"), "live"),
        "review": Step(("live",), "reviewed"),
        "supersede": Step(("agreed", "live", "reviewed"), "superseded"),
    },
)

#: The steps of a statutory target.
TARGET_STEPS = Lifecycle(
    "proposed",
    {
        "hear": Step(("proposed",), "representations"),
        "set": Step(("proposed", "representations"), "set"),
        "withdraw": Step(("proposed", "representations"), "withdrawn"),
    },
)


@record("outcomes-framework", purpose="working to the same outcomes", visible="public")
class OutcomesFramework(Record):
    """One edition of the outcomes that the partners share."""

    #: Key of the framework, the same in every edition.
    framework: str = fact(label="Framework")
    edition: str = fact(label="Edition")
    name: str = fact(label="Name")
    partnership: str | None = ref("partnership", default=None, label="Partnership")
    agreed_at: str | None = ref("meeting", default=None, label="Agreed at the meeting")
    state: str = fact(default="draft", label="State", codes="framework-state")


@record("outcome", purpose="working to the same outcomes", visible="public")
class Outcome(Record):
    """One outcome that the partners want, with who owns it and what it serves."""

    framework: str = fact(label="Framework")
    edition: str = fact(label="Edition")
    #: Number or letter by which the framework names it.
    item: str = fact(label="Item")
    text: str = fact(label="Words")
    owner: str | None = ref("organisation", default=None, label="Owner")
    #: Statements of the vision that it makes true.
    vision_items: tuple[str, ...] = refs("vision-item", label="From the vision")

    @property
    def points_at(self) -> ItemRef:
        """The item that this is, as links to other frameworks name it."""
        return ItemRef(self.framework, self.edition, self.item)


@record("indicator", purpose="seeing whether outcomes come about", visible="public")
class Indicator(Record):
    """What is measured for an outcome: by what, over what, how often, which way.

    `level` keeps apart what a partnership moves by its own work (performance) from what
    it can only contribute to (population).  Another definition is another `series`:
    figures of two series are never set beside each other as one.
    """

    name: str = fact(label="Name")
    outcome: str = ref("outcome", label="Outcome")
    definition: str = fact(label="Definition")
    #: 1 for the first definition, one more for each that followed.
    series: int = fact(default=1, label="Series")
    numerator: str = fact(label="What is counted")
    #: Blank for a count that stands by itself.
    denominator: str = fact(default="", label="Out of what")
    source: str = fact(label="Source")
    gaps: str = fact(default="", label="Known gaps")
    unit: str = fact(label="Unit", codes="indicator-unit")
    counting_unit: str = fact(label="Counted in", help="children, settings, places")
    frequency: str = fact(label="How often", codes="indicator-frequency")
    direction: str = fact(label="Wanted", codes="indicator-direction")
    level: str = fact(label="Level", codes="indicator-level")
    baseline: Decimal | None = fact(default=None, label="Baseline")
    baseline_on: dt.date | None = fact(default=None, label="Baseline of")
    target: Decimal | None = fact(default=None, label="Target")
    target_by: dt.date | None = fact(default=None, label="Target by")
    #: Smallest number that may be shown; the borough's policy may be stricter.
    smallest: int | None = fact(default=None, label="Smallest number shown")
    owner: str | None = ref("organisation", default=None, label="Owner")


@record("indicator-value", purpose="seeing whether outcomes come about")
class IndicatorValue(Record):
    """One measurement of an indicator, as its source gave it on a day.

    A later vintage of the same measurement is another record: what was known before is
    not overwritten.  A share may be more than 1, since its two counts may come from
    different days or places; it is shown as it is.
    """

    indicator: str = ref("indicator", label="Indicator")
    series: int = fact(default=1, label="Series")
    #: Last day of what it is about.
    about: dt.date = fact(label="About (last day)")
    numerator: Decimal | None = fact(default=None, label="Counted")
    denominator: Decimal | None = fact(default=None, label="Out of")
    #: The measurement itself where it is neither a count nor a share.
    value: Decimal | None = fact(default=None, label="Value")
    source: str = fact(label="Source")
    #: Day on which the source published or extracted it.
    vintage: dt.date = fact(label="As published on")
    provisional: bool = fact(default=False, label="Provisional")
    #: Group of which it tells, such as children of one ward; blank for everybody.
    group: str = fact(default="", label="Group")
    note: str = fact(default="", label="Story behind the figure")


@record("statutory-target", purpose="keeping to the law on targets", visible="public")
class StatutoryTarget(Record):
    """A target that the law sets for a local authority, with its notice procedure."""

    borough: str = fact(label="Local authority", codes="local-authority")
    indicator: str = ref("indicator", label="Indicator")
    #: Calendar year in which it is set.
    year: int = fact(label="Year")
    proposed: Decimal | None = fact(default=None, label="Proposed")
    notice_on: dt.date | None = fact(default=None, label="Notice given on")
    #: Last day for proposals and representations.
    heard_until: dt.date | None = fact(default=None, label="Representations until")
    target: Decimal | None = fact(default=None, label="Target as set")
    set_on: dt.date | None = fact(default=None, label="Set on")
    #: Early learning goals that it is set by reference to.
    goals: tuple[str, ...] = fact(default=(), converter=tuple, label="Goals")
    group: str = fact(default="", label="Group")
    #: Why the target that was set is not the one proposed.
    reason: str = fact(default="", label="Reason for the difference")
    state: str = fact(default="proposed", label="State", codes="target-state")
