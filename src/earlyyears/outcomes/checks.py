"""What must hold before the framework, the plan or a term's report is written down."""

from collections.abc import Iterator, Sequence
from typing import Any

from earlyyears.governance import NonNegotiable, NonNegotiableConflict
from earlyyears.kernel import Facts, Finding, Guard, Record, Timeline
from earlyyears.people import Chair, Seat
from earlyyears.roles import After, complete, fault, needed, step_by_step, told

from .frameworks import (
    FRAMEWORK_STEPS,
    TARGET_STEPS,
    Indicator,
    IndicatorValue,
    OutcomesFramework,
    StatutoryTarget,
)
from .periods import (
    LOCKED,
    PERIOD_STEPS,
    Addendum,
    ClearedNarrative,
    Contribution,
    ContributionWaiver,
    FocusArea,
    ReportPeriod,
)
from .plans import (
    APPROVED,
    DELIVERY_STEPS,
    ITEM_STEPS,
    DeliveryPlan,
    PlanChange,
    PlanContribution,
    PlanItem,
)
from .targets import target_faults
from .terms import outstanding, unheard

__all__ = ["guards"]

#: What an indicator may not change without beginning a new series.
_DEFINES = ("definition", "numerator", "denominator", "unit", "counting_unit")


#: What decides whether a report may be put together, and a plan be approved; told in
#: one commit, each is seen beside the others.
_EXPECTED: tuple[type[Record], ...] = (ReportPeriod, Contribution, ContributionWaiver)
_OF_A_PLAN: tuple[type[Record], ...] = (
    DeliveryPlan,
    PlanContribution,
    PlanItem,
    Seat,
    NonNegotiable,
    NonNegotiableConflict,
)


def guards() -> tuple[Guard, ...]:
    """The guards on the outcomes framework, the delivery plan and the termly cycle."""
    return (
        step_by_step(OutcomesFramework, FRAMEWORK_STEPS),
        step_by_step(StatutoryTarget, TARGET_STEPS),
        step_by_step(DeliveryPlan, DELIVERY_STEPS),
        step_by_step(PlanItem, ITEM_STEPS),
        step_by_step(ReportPeriod, PERIOD_STEPS),
        complete(Indicator, _indicator),
        complete(IndicatorValue, _value),
        complete(PlanItem, _item),
        complete(PlanContribution, _said),
        complete(PlanChange, _reasoned),
        complete(Contribution, _sent),
        complete(Addendum, _addendum),
        Guard("a definition keeps its series", (Indicator,), _series),
        Guard("a target is set by the procedure", (StatutoryTarget,), _targets),
        Guard("a plan is everybody's", _OF_A_PLAN, _approvals),
        Guard("a plan's change has its reason", (PlanItem, PlanChange), _changes),
        Guard("a report waits for everybody", _EXPECTED, _consolidations),
        Guard("only the chair goes on without", (*_EXPECTED, Chair), _waivers),
        Guard("an approved report is closed", _OF_A_PERIOD, _locked),
        Guard("what is cleared was sent", (ClearedNarrative, Contribution), _clearings),
    )


# ----------------------------------------------------------------------- framework


def _indicator(one: Indicator) -> Iterator[Finding]:
    yield from needed(
        one,
        definition="Definition",
        numerator="What is counted",
        source="Source",
        counting_unit="Counted in",
    )
    if one.unit == "share":
        yield from needed(one, denominator="Out of what")
    if one.series < 1:
        what = "has a series before the first"
        yield fault(one, "series", "Series", what, "The first series is 1.")
    if one.target is not None:
        yield from needed(one, target_by="Target by")
    if one.baseline is not None:
        yield from needed(one, baseline_on="Baseline of")


def _value(one: IndicatorValue) -> Iterator[Finding]:
    yield from needed(one, source="Source")
    if one.numerator is None and one.value is None:
        what = "holds no measurement"
        yield fault(one, "incomplete", "Counted", what, "Give a count or a value.")
    if one.denominator is not None and one.denominator <= 0:
        what = "is out of nothing"
        advice = "Leave it out, and say in the note why there is no denominator."
        yield fault(one, "denominator", "Out of", what, advice)
    if one.vintage < one.about:
        what = "was published before the last day that it is about"
        yield fault(one, "vintage", "As published on", what, "Check the two days.")


def _series(changes: Sequence[Any], facts: Timeline) -> list[Finding]:
    after = After(changes, facts)
    return [
        fault(
            one,
            "series",
            "Series",
            "is defined otherwise than before, in the same series",
            f"Begin a new series with {one.series + 1}.",
        )
        for one in told(changes, Indicator)
        if (known := _known(after, one)) and known.valid.start != one.valid.start
        if known.series == one.series
        and any(getattr(known, name) != getattr(one, name) for name in _DEFINES)
    ]


def _known(after: After, one: Indicator) -> Indicator | None:
    return after.before(after.day(one)).all(Indicator).where(id=one.id).first()


def _targets(changes: Sequence[Any], facts: Timeline) -> list[Finding]:
    after = After(changes, facts)
    return [
        finding
        for one in told(changes, StatutoryTarget)
        for finding in target_faults(one, after.on(after.day(one)))
    ]


# ---------------------------------------------------------------------------- plan


def _item(one: PlanItem) -> Iterator[Finding]:
    if one.rag in {"amber", "red"}:
        yield from needed(one, rag_reason="Reason for the colour")
    if one.rag == "red":
        yield from needed(one, recovery="Action to recover")
    if one.state in {"paused", "dropped", "replaced"}:
        yield from needed(one, reason="Reason")
    if one.state == "replaced":
        yield from needed(one, replaced_by="Replaced by")
    if one.starts and one.due and one.due < one.starts:
        what = "is due before it starts"
        yield fault(one, "days", "Due", what, "Check the two days.")


def _said(one: PlanContribution) -> Iterator[Finding]:
    if one.nil == bool(one.said.strip()):
        what = "says both something and nothing, or neither"
        advice = "Write what was put forward, or that there was nothing."
        yield fault(one, "nil", "Put forward", what, advice)


def _reasoned(one: PlanChange) -> Iterator[Finding]:
    yield from needed(one, what="What was changed", reason="Reason")
    if not one.agreed_by:
        what = "does not say who agreed"
        yield fault(one, "agreed", "Agreed by", what, "Name the organisations.")


def _approvals(changes: Sequence[Any], facts: Timeline) -> list[Finding]:
    after = After(changes, facts)
    return [
        finding
        for one in told(changes, DeliveryPlan)
        if one.state == "approved"
        for finding in _unready(one, after.on(after.day(one)))
    ]


def _unready(plan: DeliveryPlan, facts: Facts) -> Iterator[Finding]:
    for seat in unheard(facts, plan):
        what = f"has no contribution of {seat.id}"
        advice = "Record what the seat put forward, or that it had nothing."
        yield fault(plan, "unheard", "State", what, advice)
    for conflict, statement in _conflicts(plan, facts):
        what = f"has {conflict.item} against the non-negotiable {statement.id}"
        advice = "Change the item, or have the seat that owns it waive the conflict."
        yield fault(plan, "conflict", "State", what, advice)


def _conflicts(
    plan: DeliveryPlan, facts: Facts
) -> Iterator[tuple[NonNegotiableConflict, NonNegotiable]]:
    agreed = {one.id: one for one in facts.all(NonNegotiable).where(state="agreed")}
    items = {one.id for one in facts.all(PlanItem).where(plan=plan.id)}
    for conflict in facts.all(NonNegotiableConflict).where(state="open"):
        if conflict.item in items and conflict.non_negotiable in agreed:
            yield conflict, agreed[conflict.non_negotiable]


def _changes(changes: Sequence[Any], facts: Timeline) -> list[Finding]:
    after = After(changes, facts)
    reasons = {one.item for one in told(changes, PlanChange)}
    return [
        fault(
            one,
            "unreasoned",
            "Number",
            "is of an approved plan and is changed without a reason",
            "Record a plan change for it in the same commit.",
        )
        for one in told(changes, PlanItem)
        if one.id not in reasons
        and _is_approved(one.plan, after.before(after.day(one)))
    ]


def _is_approved(plan: str, facts: Facts) -> bool:
    held = facts.all(DeliveryPlan).where(id=plan).first()
    return held is not None and held.state in APPROVED


# ------------------------------------------------------------------------- the cycle


_OF_A_PERIOD: tuple[type[Record], ...] = (
    Contribution,
    ContributionWaiver,
    FocusArea,
    ReportPeriod,
)


def _sent(one: Contribution) -> Iterator[Finding]:
    if one.nil and (one.narrative.strip() or one.values):
        what = "says something and that there is nothing to report"
        yield fault(one, "nil", "Nothing to report", what, "Keep one of the two.")
    if not one.nil and not one.narrative.strip() and not one.values:
        what = "says nothing"
        advice = "Write it, give figures, or say that there is nothing to report."
        yield fault(one, "empty", "Narrative", what, advice)


def _addendum(one: Addendum) -> Iterator[Finding]:
    yield from needed(one, text="What is added", by="Added by (post)")


def _clearings(changes: Sequence[Any], facts: Timeline) -> list[Finding]:
    after = After(changes, facts)
    return [
        finding
        for one in told(changes, ClearedNarrative)
        for finding in _clearing(one, after.on(after.day(one)))
    ]


def _clearing(one: ClearedNarrative, facts: Facts) -> Iterator[Finding]:
    yield from needed(one, text="Words", cleared_by="Cleared by (post)")
    sent = facts.all(Contribution).where(period=one.period, contributor=one.contributor)
    if one.text not in {each.narrative for each in sent}:
        what = "holds other words than the partner sent"
        yield fault(one, "words", "Words", what, "Clear the words as they were sent.")


def _consolidations(changes: Sequence[Any], facts: Timeline) -> list[Finding]:
    after = After(changes, facts)
    return [
        fault(
            one,
            "outstanding",
            "State",
            f"still waits for {missing}",
            "Record the contribution, a nil return, or the chair's waiver.",
        )
        for one in told(changes, ReportPeriod)
        if one.state in {"consolidated", *LOCKED}
        for missing in outstanding(after.on(after.day(one)), one)
    ]


def _waivers(changes: Sequence[Any], facts: Timeline) -> list[Finding]:
    after = After(changes, facts)
    return [
        finding
        for one in told(changes, ContributionWaiver)
        for finding in _waiver(one, after.on(after.day(one)))
    ]


def _waiver(one: ContributionWaiver, facts: Facts) -> Iterator[Finding]:
    yield from needed(one, reason="Reason")
    period = facts.all(ReportPeriod).where(id=one.period).first()
    chair = facts.all(Chair).where(id=one.chair).first()
    if period and (chair is None or chair.body != period.body):
        what = "is not by the chair of the body whose report it is"
        advice = "Name the chair who was in office on the day."
        yield fault(one, "chair", "Waived by", what, advice)
    if period and one.contributor not in period.expected:
        what = "is for somebody from whom nothing is expected"
        yield fault(one, "contributor", "Without", what, "Check the name.")


def _locked(changes: Sequence[Any], facts: Timeline) -> list[Finding]:
    """What was contributed to an approved report stays; only its state goes on.

    A withdrawal or an ending counts as a change too.
    """
    after = After(changes, facts)
    return [
        finding
        for one in after.dated
        for finding in _shut(one, after.before(after.day(one)))
    ]


def _shut(change: Any, facts: Facts) -> Iterator[Finding]:
    for kind in _OF_A_PERIOD:
        known: Any = facts.all(kind).where(id=change.id).first()
        told_now = isinstance(change, kind)
        if known is None and not told_now:
            continue
        key = change.id if kind is ReportPeriod else (known or change).period
        period = facts.all(ReportPeriod).where(id=key).first()
        if period and period.state in LOCKED and not _goes_on(change, known):
            one = known or change
            what = "belongs to a report that is approved"
            advice = "Reissue the report, or record an addendum."
            yield fault(one, "locked", "Report", what, advice)


def _goes_on(change: Any, known: Any) -> bool:
    """Whether a change of a period leaves everything but its state as it was."""
    if not isinstance(change, ReportPeriod) or not isinstance(known, ReportPeriod):
        return False
    kept = ("name", "body", "term", "first", "last", "known_on", "due", "expected")
    return all(getattr(change, name) == getattr(known, name) for name in kept)
