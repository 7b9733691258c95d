"""Interventions and how they are evaluated, parents' activities, aims for staff.

No child and no parent is named; who came is a count.
"""

import datetime as dt

from earlyyears.kernel import Lifecycle, Pence, Record, Step, fact, record, ref, refs

__all__ = [
    "INTERVENTION_STEPS",
    "Evaluation",
    "Intervention",
    "ParentActivity",
    "WorkforceAim",
]

#: The steps of an intervention; whether it was evaluated is a record of its own.
INTERVENTION_STEPS = Lifecycle(
    "proposed",
    {
        "begin": Step(("proposed",), "running"),
        "pause": Step(("running",), "paused"),
        "resume": Step(("paused",), "running"),
        "finish": Step(("running", "paused"), "finished"),
        "drop": Step(("proposed", "running", "paused"), "dropped"),
    },
)


@record("intervention", purpose="knowing what is tried and why", visible="hub")
class Intervention(Record):
    """A project that the partners run because there is evidence for it."""

    name: str = fact(label="Name")
    partnership: str | None = ref("partnership", default=None, label="Partnership")
    #: Where the evidence is to be found, and of what kind it is.
    evidence: str = fact(default="", label="Evidence")
    evidence_kind: str = fact(
        default="", label="Kind of evidence", codes="evidence-kind"
    )
    #: Seat or post that co-ordinates it.
    coordinator: str = fact(default="", label="Co-ordinator (post)")
    #: What it costs for its days, None where it is not known.
    cost: Pence | None = fact(default=None, label="Cost")
    #: Settings that it reaches.
    reach: tuple[str, ...] = refs("setting", default=(), label="Settings reached")
    #: How many it reaches, where they are not settings, and in what unit.
    reached: int | None = fact(default=None, label="How many it reaches")
    unit: str = fact(default="", label="Counted in", help="families, practitioners")
    #: Indicators of quality and of access that it is to move.
    quality: tuple[str, ...] = refs(
        "indicator", default=(), label="Indicators of quality"
    )
    access: tuple[str, ...] = refs(
        "indicator", default=(), label="Indicators of access"
    )
    items: tuple[str, ...] = refs(
        "vision-item", default=(), label="Serves the vision's statements"
    )
    state: str = fact(default="proposed", label="State", codes="intervention-state")
    reason: str = fact(default="", label="Reason")


@record("evaluation", purpose="knowing what works")
class Evaluation(Record):
    """How an intervention is to be judged, and what was found when it was."""

    intervention: str = ref("intervention", label="Intervention")
    method: str = fact(label="How")
    planned_for: dt.date = fact(label="Planned for")
    #: Day on which it was finished, None while it is not.
    done_on: dt.date | None = fact(default=None, label="Done on")
    found: str = fact(default="", label="What was found")
    by: str = fact(default="", label="Done by")

    @property
    def done(self) -> bool:
        """Whether there is a result."""
        return self.done_on is not None


@record("parent-activity", purpose="working with parents")
class ParentActivity(Record):
    """Something done with parents on a day, with counts and no names."""

    kind: str = fact(label="Kind", codes="parent-activity-kind")
    on: dt.date = fact(label="Day")
    last_day: dt.date | None = fact(default=None, label="Last day")
    setting: str | None = ref("setting", default=None, label="Setting")
    network: str | None = ref("network", default=None, label="Network")
    #: Attendances, None where nobody counted.
    attendances: int | None = fact(default=None, label="Attendances")
    #: Different parents, None where they were not told apart.
    parents: int | None = fact(default=None, label="Different parents")
    items: tuple[str, ...] = refs(
        "vision-item", default=(), label="Serves the vision's statements"
    )


@record("workforce-aim", purpose="growing the workforce")
class WorkforceAim(Record):
    """What the partners want of the workforce, with the indicator that shows it."""

    aim: str = fact(label="Aim")
    #: Local recruits, a route into the work, or a total of qualifications.
    kind: str = fact(label="Kind", codes="workforce-aim-kind")
    indicator: str = ref("indicator", label="Indicator")
    item: str | None = ref(
        "vision-item", default=None, label="Serves the vision's statement"
    )
    owner: str = fact(default="", label="Owner (post)")
