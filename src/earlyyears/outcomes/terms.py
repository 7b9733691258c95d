"""Who has still to contribute to a term's report, who is to be reminded, what was said.

A contribution counts once it was received or says that there is nothing to report; a
partner is passed over only by the chair's waiver.
"""

import datetime as dt

from earlyyears.kernel import Facts, frozen
from earlyyears.people import Seat

from .periods import Contribution, ContributionWaiver, FocusArea, ReportPeriod
from .plans import DeliveryPlan, PlanChange, PlanContribution

__all__ = [
    "Reminder",
    "Standing",
    "carried_on",
    "outstanding",
    "reminders",
    "standing",
    "unheard",
]


@frozen
class Standing:
    """How one expected contribution stands: received, late, nil, waived or missing."""

    contributor: str
    state: str
    #: Reason of the waiver, where there is one.
    reason: str = ""
    received_on: dt.date | None = None


@frozen
class Reminder:
    """Somebody who is to be reminded of a contribution; sending it is not ours."""

    period: str
    contributor: str
    due: dt.date
    #: Days until it is due; below zero it is late.
    days: int


def standing(facts: Facts, period: ReportPeriod) -> tuple[Standing, ...]:
    """How each expected contribution to a report stands on the day, in their order."""
    sent = {
        one.contributor: one
        for one in facts.all(Contribution).where(period=period.id)
        if one.received_on <= facts.on
    }
    waived = {
        one.contributor: one
        for one in facts.all(ContributionWaiver).where(period=period.id)
        if one.on <= facts.on
    }
    return tuple(
        _standing(who, sent.get(who), waived.get(who), period.due)
        for who in period.expected
    )


def _standing(
    who: str,
    sent: Contribution | None,
    waived: ContributionWaiver | None,
    due: dt.date,
) -> Standing:
    if sent is not None:
        late = "late" if sent.received_on > due else "received"
        return Standing(who, "nil" if sent.nil else late, "", sent.received_on)
    if waived is not None:
        return Standing(who, "waived", waived.reason)
    return Standing(who, "missing")


def outstanding(facts: Facts, period: ReportPeriod) -> tuple[str, ...]:
    """From whom a contribution is neither received nor nil nor waived."""
    held = standing(facts, period)
    return tuple(one.contributor for one in held if one.state == "missing")


def reminders(facts: Facts) -> tuple[Reminder, ...]:
    """Whom to remind on the day, the most urgent first."""
    found = [
        Reminder(period.id, who, period.due, (period.due - facts.on).days)
        for period in facts.all(ReportPeriod)
        if period.state in {"open", "collecting"}
        for who in outstanding(facts, period)
    ]
    return tuple(sorted(found, key=lambda one: (one.due, one.period, one.contributor)))


def carried_on(facts: Facts, period: ReportPeriod) -> tuple[FocusArea, ...]:
    """Focus areas of the period before that led to no change and are not carried on."""
    steered = {one.focus for one in facts.all(PlanChange)}
    taken = {one.carries_on for one in facts.all(FocusArea).where(period=period.id)}
    return tuple(
        one
        for one in facts.all(FocusArea)
        if period.follows is not None and one.period == period.follows
        if one.id not in steered | taken
    )


def unheard(facts: Facts, plan: DeliveryPlan) -> tuple[Seat, ...]:
    """The filled seats of which a plan has neither a contribution nor a nil return."""
    heard = {one.seat for one in facts.all(PlanContribution).where(plan=plan.id)}
    seats = facts.all(Seat).where(body=plan.body)
    return tuple(one for one in seats if one.filled and one.id not in heard)
