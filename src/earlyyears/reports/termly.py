"""The termly report: what came from whom, the figures, the plan, what needs focus."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from earlyyears.disclosure import (
    Audience,
    Block,
    Clearance,
    Heading,
    Narrative,
    Population,
)
from earlyyears.kernel import Facts, Sensitivity, frozen
from earlyyears.mentoring import ActionPlan, Audit, Visit, headline
from earlyyears.outcomes import (
    Addendum,
    ClearedNarrative,
    Contribution,
    FocusArea,
    PlanChange,
    PlanItem,
    ReportPeriod,
    StatutoryTarget,
    carried_on,
    measurements,
    monitor,
    standing,
    suggested_rag,
)
from earlyyears.roles import LeadRow

from .counting import Key, Tally
from .plainly import listing, table
from .readings import count_table, value_in_words
from .rows import groups
from .support import GROUP, LEAD, REASON
from .words import day, humanised

__all__ = ["Term", "period_on", "termly_blocks"]

Names = Mapping[str, str]

_LEVELS = {"population": "Whole area", "performance": "The partnership's own work"}


@frozen
class Term:
    """A report period with what else belongs to the page: names and the worklist."""

    period: ReportPeriod
    names: Names
    leads: tuple[LeadRow, ...] = ()


def period_on(facts: Facts) -> ReportPeriod | None:
    """The period that a report of a day is about: the last one that has begun."""
    begun = [one for one in facts.all(ReportPeriod) if one.first <= facts.on]
    return max(begun, key=lambda one: (one.first, one.id), default=None)


def termly_blocks(facts: Facts, term: Term) -> Iterator[Block]:
    """Everything that a term's report holds, in the order in which it is read."""
    period, names = term.period, term.names
    yield Heading(f"{period.name}: who contributed")
    yield from _contributions(facts, period, names)
    yield Heading("Indicators")
    yield from _indicators(facts)
    yield Heading("Support, audits, visits and plans")
    yield from _work(facts, term)
    yield Heading("The delivery plan")
    yield from _plan(facts, period, names)
    yield Heading("What needs focus")
    yield from _focus(facts, period)
    yield from _narratives(facts, period, names)
    added = [(day(one.on), one.text) for one in _added(facts, period)]
    if added:
        yield listing("Added after approval", added)


# -------------------------------------------------------------------- contributions


def _contributions(facts: Facts, period: ReportPeriod, names: Names) -> Iterator[Block]:
    held = standing(facts, period)
    yield table(
        "contributions",
        "Contributions",
        ("Partner", "Contribution", "Received on"),
        (
            (
                names.get(one.contributor, one.contributor),
                _STATES[one.state],
                day(one.received_on) if one.received_on else "",
            )
            for one in held
        ),
        "partners",
    )
    waived = [
        (names.get(one.contributor, one.contributor), one.reason)
        for one in held
        if one.state == "waived"
    ]
    if waived:
        yield listing("The report goes on without, by the chair's word", waived)


_STATES = {
    "received": "Received",
    "late": "Received late",
    "nil": "Nothing to report",
    "waived": "Waived by the chair",
    "missing": "Not received",
}


def _narratives(
    facts: Facts, period: ReportPeriod, names: Names
) -> Iterator[Narrative]:
    cleared = {
        one.contributor: one
        for one in facts.all(ClearedNarrative).where(period=period.id)
    }
    for one in cleared.values():
        author = names.get(one.contributor, one.contributor)
        by = Clearance(one.cleared_by, one.on, Audience.PUBLIC)
        yield Narrative(author, author, one.text, by)
    for sent in facts.all(Contribution).where(period=period.id):
        if sent.narrative.strip() and sent.contributor not in cleared:
            author = names.get(sent.contributor, sent.contributor)
            yield Narrative(author, author, sent.narrative)


def _added(facts: Facts, period: ReportPeriod) -> list[Addendum]:
    held = facts.all(Addendum).where(period=period.id)
    return sorted(held, key=lambda one: (one.on, one.id))


# ------------------------------------------------------------------------ indicators


def _indicators(facts: Facts) -> Iterator[Block]:
    readings = monitor(facts)
    yield table(
        "monitor",
        "Where each indicator stands",
        (
            "Indicator",
            "Tells of",
            "Now",
            "Before",
            "Baseline",
            "Target",
            "Met",
            "Fresh",
        ),
        (
            (
                one.indicator.name,
                _LEVELS[one.indicator.level],
                value_in_words(one.indicator, one.value),
                value_in_words(one.indicator, one.before),
                value_in_words(one.indicator, _exact(one.indicator.baseline)),
                value_in_words(one.indicator, _exact(one.indicator.target)),
                {True: "Yes", False: "No", None: "Cannot be told"}[one.met],
                "No" if one.stale or one.measured is None else "Yes",
            )
            for one in readings
        ),
        "indicators",
        note="What is told of a whole area is not the partnership's own doing alone.",
    )
    for number, one in enumerate(readings, 1):
        values = measurements(facts, one.indicator)
        yield from count_table(facts, one.indicator, values, number)
    odd = [
        (one.indicator.name, "more than the whole: the counts differ in day or place")
        for one in readings
        if one.indicator.unit == "share" and one.value is not None and one.value > 1
    ]
    if odd:
        yield listing("Odd figures", odd)
    targets = [
        (f"{one.borough.title()}, {one.year}", humanised(one.state))
        for one in facts.all(StatutoryTarget)
    ]
    if targets:
        yield listing("Statutory targets", targets)


def _exact(value: Decimal | None) -> Fraction | None:
    return None if value is None else Fraction(value)


# ------------------------------------------------------------------------------ work


def _work(facts: Facts, term: Term) -> Iterator[Block]:
    leads = Tally(
        groups(term.leads), GROUP, facts.on, _as_at(facts), Sensitivity.SETTING
    )
    yield leads.table("lead", "Who leads on group settings", LEAD)
    yield leads.table("reason", "Why, by who leads", REASON, LEAD)
    done = Tally(
        [*_done(facts, term.period)],
        Population("visits, audits and action plans of the term"),
        facts.on,
        _as_at(facts),
        Sensitivity.SETTING,
        measure="work done",
        unit="pieces of work",
    )
    yield done.table("work", "What was done in the term", _WORK)


def _as_at(facts: Facts) -> int | None:
    found = getattr(facts, "as_at", None)
    return found if isinstance(found, int) else None


def _done(facts: Facts, period: ReportPeriod) -> Iterator[str]:
    first, last = period.first, period.last
    for visit in facts.all(Visit):
        if first <= visit.on <= last:
            yield f"visit_{visit.direction}"
    audits = [one for one in facts.all(Audit) if first <= one.on <= last]
    counted, left_out = headline(audits, facts)
    yield from ("audit" for _ in counted)
    yield from ("audit_left_out" for _ in left_out)
    for plan in facts.all(ActionPlan):
        if plan.state in {"in_progress", "reviewed", "closed"}:
            yield "plan_closed" if plan.state == "closed" else "plan_open"


_DONE = {
    "visit_to_setting": "Visits to settings",
    "visit_from_setting": "Visits from settings",
    "audit": "Audits that count in headline figures",
    "audit_left_out": "Audits kept and left out of headline figures",
    "plan_open": "Action plans in progress",
    "plan_closed": "Action plans closed",
}
_WORK = Key[str]("work", "Work", str, lambda code: _DONE[code], first=tuple(_DONE))


# ---------------------------------------------------------------------- plan and focus


def _plan(facts: Facts, period: ReportPeriod, names: Names) -> Iterator[Block]:
    items = [one for one in facts.all(PlanItem) if period.plan in {None, one.plan}]
    yield table(
        "plan",
        "Items of the plan",
        ("Item", "Action", "Owner", "Due", "State", "Suggested", "Confirmed", "Reason"),
        (
            (
                one.item,
                one.action,
                names.get(one.owner, one.owner),
                day(one.due) if one.due else "",
                humanised(one.state),
                humanised(suggested_rag(one, facts.on)),
                humanised(one.rag),
                one.rag_reason or one.reason,
            )
            for one in sorted(items, key=lambda one: one.item)
        ),
        "plan items",
        note="A colour is suggested from the days alone; the owner confirms one.",
    )
    changed = [
        (day(one.on), f"{one.what}: {one.reason}")
        for one in sorted(facts.all(PlanChange), key=lambda one: (one.on, one.id))
        if period.first <= one.on <= period.last
    ]
    if changed:
        yield listing("Changed in the term, and why", changed)


def _focus(facts: Facts, period: ReportPeriod) -> Iterator[Block]:
    own = sorted(
        facts.all(FocusArea).where(period=period.id), key=lambda one: one.place
    )
    steered = {one.focus for one in facts.all(PlanChange)}
    said = [
        (str(one.place), one.text + (", now in the plan" if one.id in steered else ""))
        for one in own
    ]
    said += [("Still open", one.text) for one in carried_on(facts, period)]
    yield listing("Focus areas", said or [("None", "nothing was named")])
