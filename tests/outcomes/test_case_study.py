"""What the account of Newham's hub asks of outcomes, plan and report, row by row."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest

from earlyyears.alignment import Alignment, Statement, matrix_of, stale_links
from earlyyears.governance import VisionItem, VisionTheme
from earlyyears.kernel import Faults, ItemRef, Snapshot
from earlyyears.outcomes import (
    Contribution,
    FocusArea,
    IndicatorValue,
    Outcome,
    PlanChange,
    PlanContribution,
    PlanItem,
    alignment_matrix,
    carried_on,
    framework_gaps,
    monitor,
    standing,
    unheard,
)
from tests.outcomes.made import (
    BODY,
    indicator,
    item,
    later,
    measured,
    opened,
    outcome,
    partners,
    period,
    person,
    plan,
    seat,
    statement,
)

DAY = dt.date(2024, 7, 1)
#: A framework of each kind that the case study's outcomes were aligned to.
SOURCES = {
    "hub-outcomes": "hub_aims",
    "needs-assessment": "needs_assessment",
    "sufficiency-plan": "sufficiency_plan",
    "statutory-duties": "statutory",
}


def aligned(source: str) -> tuple[Outcome, Statement, Alignment]:
    """An outcome that serves the first statement of a source."""
    one, asked = outcome("O1"), statement(source, "1")
    link = Alignment(
        id=f"alignment/{source}",
        item=str(one.points_at),
        serves=str(asked.points_at),
        agreed_on=DAY,
    )
    return one, asked, link


def test_s12_hub_aims_are_a_list_each_linked_to_outcomes_and_indicators() -> None:
    """S12: hub aims are a configurable list, each linked to outcomes and indicators."""
    aims = [statement("hub-outcomes", key) for key in ("1", "2", "3")]
    one, _, link = aligned("hub-outcomes")
    held = indicator("take-up", one.id)
    facts = Snapshot(one, *aims, link, held, on=DAY)
    laid = matrix_of(facts, [one.points_at], ["hub-outcomes"])
    assert [aims[1].points_at, aims[2].points_at] == [*laid.unserved]
    found = framework_gaps(facts, "shared", "2024", ("hub-outcomes",))
    assert ["unserved", "unserved"] == [gap.code for gap in found]


def test_s24_a_report_traces_vision_items_to_the_plan() -> None:
    """S24: the report shows which plan items trace to which vision item."""
    theme = VisionTheme(id="vision-theme/1", vision="vision/1", place=1, name="Theme")
    aims = [
        VisionItem(id=f"vision-item/{n}", theme=theme.id, place=n, statement=f"Aim {n}")
        for n in (1, 2)
    ]
    one = outcome("O1", vision_items=(aims[0].id,))
    planned = item("1", outcome=one.id)
    facts = Snapshot(theme, *aims, one, planned, on=DAY)
    traced = {
        aim.statement: [
            each.item
            for each in facts.all(PlanItem)
            for served in facts.all(Outcome).where(id=each.outcome)
            if aim.id in served.vision_items
        ]
        for aim in facts.all(VisionItem)
    }
    assert {"Aim 1": ["1"], "Aim 2": []} == traced


def test_s51_a_framework_of_outcomes_indicators_baselines_targets_and_owners() -> None:
    """S51: outcomes, indicators, baselines, targets, source, frequency, owner."""
    one = outcome("O1")
    held = indicator(
        "t",
        one.id,
        target=Decimal("0.6"),
        target_by=dt.date(2026, 7, 1),
        owner="organisation/1",
    )
    value = measured("1", held.id, dt.date(2024, 3, 28), (61, 100))
    (now,) = monitor(Snapshot(one, held, value, on=DAY))
    assert (Fraction(61, 100), True) == (now.value, now.met)
    assert ("headcount", "term") == (now.indicator.source, now.indicator.frequency)
    assert ("organisation/1", "organisation/1") == (now.indicator.owner, one.owner)


def test_s52_plan_items_serve_an_outcome_with_owner_partners_days_and_status() -> None:
    """S52: outcome served, action, owner, partners, start, due, resources, status."""
    held = item(
        "1",
        outcome="outcome/O1",
        partners=("organisation/2",),
        starts=DAY,
        due=dt.date(2024, 12, 1),
        resources="two mentors",
        state="active",
    )
    facts = Snapshot(held, on=DAY)
    (found,) = facts.all(PlanItem).where(outcome="outcome/O1", owner="organisation/1")
    assert (("organisation/2",), "two mentors") == (found.partners, found.resources)
    with opened() as hub, pytest.raises(Faults, match="due before it starts"):
        hub.record(item("1", starts=DAY, due=dt.date(2024, 6, 1)), reason="plan")


@pytest.mark.parametrize("source", SOURCES)
def test_s56_to_s59_each_outcome_is_aligned_to_an_external_framework_item(
    source: str,
) -> None:
    """S56 to S59: versioned, directional, with the statement that is served."""
    one, asked, link = aligned(source)
    facts = Snapshot(one, asked, link, on=DAY)
    laid = alignment_matrix(facts, "shared", "2024", (source,))
    assert link == laid.link(one.points_at, asked.points_at)
    assert laid.link(asked.points_at, one.points_at) is None
    assert () == stale_links(facts)
    assert ItemRef(source, "2021", "1") == asked.points_at


def test_s60_an_alignment_matrix_with_gaps_in_both_directions() -> None:
    """S60: outcomes beside external frameworks, with gaps in both directions."""
    one, asked, link = aligned("needs-assessment")
    alone, unserved = outcome("O2"), statement("needs-assessment", "2")
    facts = Snapshot(one, asked, link, alone, unserved, on=DAY)
    laid = alignment_matrix(facts, "shared", "2024", ("needs-assessment",))
    assert (alone.points_at,) == laid.unasked
    assert (unserved.points_at,) == laid.unserved


def test_s61_a_plan_needs_a_contribution_or_a_nil_from_each_seat() -> None:
    """S61: a recorded contribution or explicit nil from each seat; who took no part."""
    seats = (seat(1), seat(2))
    said = PlanContribution(
        id="plan-contribution/1",
        plan="delivery-plan/1",
        seat="seat/1",
        said="two mentors",
        on=DAY,
    )
    assert (seats[1],) == unheard(Snapshot(BODY, *seats, said, on=DAY), plan())
    with opened() as hub:
        hub.record(BODY, person(1), person(2), *seats, plan("contributed"), reason="x")
        with pytest.raises(Faults, match="seat/2"):
            hub.record(said, later(plan("approved"), DAY), reason="approved")


def test_s62_each_plan_item_has_an_owner_body_and_consenting_partners() -> None:
    """S62: each plan item has a named owner body and consenting partners."""
    first, *others = partners(3)
    held = item("1", owner=first.id, partners=tuple(one.id for one in others))
    with opened() as hub:
        hub.record(*partners(3), plan(), held, reason="plan")
        (kept,) = hub.at(DAY).all(PlanItem)
        names = {one.id: one.name for one in partners(3)}
        assert "Invented partner 1" == names[kept.owner]
        assert 2 == len([names[one] for one in kept.partners])


def test_s65_a_report_has_expected_contributors_with_received_nil_and_late() -> None:
    """S65: expected contributors, due dates, received, nil or late, consolidation."""
    three = partners(3)
    here = period(three)
    sent = [
        Contribution(
            id=f"contribution/{n}",
            period=here.id,
            contributor=f"organisation/{n}",
            received_on=day,
            nil=nil,
            narrative="" if nil else "words",
            values=(),
        )
        for n, day, nil in ((1, DAY, True), (2, dt.date(2024, 7, 6), False))
    ]
    found = standing(Snapshot(here, *three, *sent, on=dt.date(2024, 7, 9)), here)
    assert ["nil", "late", "missing"] == [one.state for one in found]


def test_s66_a_contribution_holds_figures_with_source_and_date() -> None:
    """S66: narrative and indicator values with source and date; figures traceable."""
    value = measured("1", "indicator/t", dt.date(2024, 3, 28), (61, 100))
    sent = Contribution(
        id="contribution/1",
        period="report-period/1",
        contributor="organisation/1",
        received_on=DAY,
        narrative="words",
        values=(value.id,),
    )
    facts = Snapshot(value, sent, on=DAY)
    (found,) = [one for one in facts.all(IndicatorValue) if one.id in sent.values]
    assert ("headcount", dt.date(2024, 5, 27)) == (found.source, found.vintage)
    assert value.id == facts.cite(found)[0].id
    with opened() as hub, pytest.raises(Faults, match="Source"):
        hub.record(measured("1", "i", DAY, (1, 2), source=" "), reason="values")


def test_s67_focus_areas_become_plan_changes() -> None:
    """S67: focus areas declared in the report become plan changes or actions."""
    before, here = period(partners(1)), period(partners(1), follows="report-period/1")
    area = FocusArea(id="focus-area/1", period=before.id, place=1, text="speech")
    steered = PlanChange(
        id="plan-change/1",
        item="plan-item/1",
        on=DAY,
        what="more",
        reason="speech",
        agreed_by=("organisation/1",),
        focus=area.id,
    )
    assert (area,) == carried_on(Snapshot(before, area, on=DAY), here)
    assert () == carried_on(Snapshot(before, area, steered, on=DAY), here)


def test_s68_monitoring_compares_with_target_and_previous_term() -> None:
    """S68: history, comparison with target and previous term, missing data."""
    held, bare = indicator("t", "outcome/O1"), indicator("u", "outcome/O1")
    terms = [
        measured(str(n), held.id, day, (n, 100))
        for n, day in ((58, dt.date(2023, 12, 20)), (62, dt.date(2024, 3, 28)))
    ]
    first, second = monitor(Snapshot(held, bare, *terms, on=DAY))
    assert (Fraction(62, 100), Fraction(58, 100)) == (first.value, first.before)
    assert (None, None) == (second.value, second.measured)


def test_s69_every_change_of_the_plan_records_reason_and_who_agreed() -> None:
    """S69: every change records reason and who agreed."""
    with opened() as hub:
        hub.record(*partners(1), plan("in_delivery"), item("1"), reason="plan")
        moved = later(item("1"), dt.date(2024, 8, 1), action="Another action")
        with pytest.raises(Faults, match="without a reason"):
            hub.record(moved, reason="moved")
        nobody = PlanChange(
            id="plan-change/1",
            item=moved.id,
            on=DAY,
            what="more",
            reason="r",
            agreed_by=(),
        )
        with pytest.raises(Faults, match="who agreed"):
            hub.record(moved, nobody, reason="moved")


def test_s70_plan_items_are_paused_or_replaced_and_earlier_ones_stay_readable() -> None:
    """S70: items can be re-scoped, paused, replaced; earlier versions stay readable."""
    with opened() as hub:
        hub.record(*partners(1), plan(), item("1"), item("2"), reason="plan")
        day = dt.date(2024, 8, 1)
        hub.record(
            later(
                item("1"),
                day,
                state="replaced",
                reason="too hard",
                replaced_by="plan-item/2",
            ),
            reason="replaced",
        )
        states = [
            hub.at(when).all(PlanItem).where(item="1").first() for when in (DAY, day)
        ]
        assert ["planned", "replaced"] == [one.state for one in states if one]
