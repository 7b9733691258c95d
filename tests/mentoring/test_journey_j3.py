"""Journey J3, audit to plan to re-audit: every case that can go wrong, by its name."""

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest

from earlyyears.app import Hub
from earlyyears.kernel import DateRange, evolve
from earlyyears.mentoring import (
    ActionPlan,
    Audit,
    Dispute,
    Mentor,
    before_audit,
    headline,
    live,
    plans_to_sign_again,
    reaudits_due,
    standing,
)
from earlyyears.places import Registration
from earlyyears.scales import MixedScalesError
from earlyyears.services import (
    Scoring,
    audit_profile,
    audit_sheet,
    leaving,
    matched_change,
    suggestions_for,
    tasks_of,
)

from .hubs import (
    ASH,
    DAY,
    ELM,
    MENTOR,
    allocated,
    audit,
    certificate,
    codes,
    day,
    hub_with,
    mentor,
    plan,
)
from .test_audits import AGAIN, scored, seen


@pytest.fixture
def hub() -> Iterator[Hub]:
    """A hub with a mentor at work with one setting."""
    with hub_with(mentor(), allocated(ELM)) as made:
        yield made


def test_lapsed_certificate(hub: Hub) -> None:
    """The audit is stored, flagged, and left out of headline figures by default."""
    lapsed = certificate(expires_on=day("2026-01-01"), valid=DateRange())
    hub.record(lapsed, *scored(), reason="audited")
    (one,) = hub.at().all(Audit)
    assert {"certificate_lapsed"} == standing(one, hub.at()).codes
    assert ((), (one,)) == tuple(
        tuple(each.audit for each in side)
        for side in headline(hub.at().all(Audit), hub.at())
    )
    assert ["certificate_lapsed"] == codes(
        before_audit(evolve(one, id="audit/next"), hub.at())
    )
    found = matched_change(hub.at())
    assert ({"certificate_lapsed": 1}, ()) == (found.left_out_by_reason, found.audits)
    assert "certificate_lapsed" in codes(found.findings)


def test_a_certificate_that_lapsed_since_counts_for_older_audits(hub: Hub) -> None:
    """What was audited while the certificate held still counts afterwards."""
    hub.record(certificate(expires_on=day("2026-03-03"), valid=DateRange()), reason="-")
    hub.record(*scored(), reason="audited")
    (one,) = hub.at().all(Audit)
    assert standing(one, hub.at(day("2026-12-01"))).counts


def test_different_room_or_edition(hub: Hub) -> None:
    """Another room is counted apart, and both differences are told beforehand."""
    again = {"purpose": "progress", "room": "toddlers", "seen": {"room": "toddlers"}}
    hub.record(*scored(), *scored(on=AGAIN, **again), reason="two rounds")
    found = matched_change(hub.at(AGAIN))
    assert {"not_seen_again": 1, "not_seen_before": 1} == found.change.unmatched
    assert 0 == found.change.n
    planned = audit(on=AGAIN, room="toddlers", edition="2099", id="audit/next")
    told = codes(before_audit(planned, hub.at(DAY + dt.timedelta(days=1))))
    assert ["not_certified", "other_edition", "other_room"] == told


def test_another_edition_is_never_averaged_in(hub: Hub) -> None:
    """Two rounds through two scales share no pair, and that is said."""
    other = {"scale": "ecers-3", "edition": "2015"}
    both = certificate(id="qualification/2", subject="ecers-3/2015")
    later = seen(on=AGAIN, **other)
    made = audit(on=AGAIN, observation=later.id, purpose="progress", **other)
    hub.record(both, *scored(), later, made, reason="two scales")
    with pytest.raises(MixedScalesError, match="another scale"):
        matched_change(hub.at(AGAIN))
    assert "other_scale" in codes(
        before_audit(evolve(made, id="audit/next"), hub.at(AGAIN))
    )


def test_fewer_than_the_minimum_items_scored(hub: Hub) -> None:
    """A mean of too few items is not given, and the room is counted with the reason."""
    few = {"item_scores": {"1": 4, "2": 5}}
    hub.record(
        *scored(seen=few), *scored(on=AGAIN, purpose="progress"), reason="two rounds"
    )
    strict = Scoring(min_items=10)
    one = hub.at(AGAIN).all(Audit).where(on=DAY).one()
    assert None is audit_sheet(hub.at(AGAIN), one, strict).total.mean
    found = matched_change(hub.at(AGAIN), by=strict)
    assert (0, {"no_settled_score": 1}) == (found.change.n, found.change.unmatched)


def test_too_many_not_applicable(hub: Hub) -> None:
    """Where most items do not apply, no mean is given unless one is asked for."""
    na: dict[str, Any] = {"1": 4, "2": 5} | {str(n): "NA" for n in range(3, 34)}
    hub.record(*scored(seen={"item_scores": na}), reason="audited")
    (one,) = hub.at().all(Audit)
    sheet = audit_sheet(hub.at(), one, Scoring(min_items=10))
    assert (31, None) == (sheet.total.n_na, sheet.total.mean)
    assert Fraction(9, 2) == audit_sheet(hub.at(), one).total.mean


def test_setting_disputes_a_score(hub: Hub) -> None:
    """The dispute is kept beside the score, and its item is suggested to nobody."""
    hub.record(*scored(seen={"score": 4}), reason="audited")
    (one,) = hub.at().all(Audit)
    raised = Dispute(
        id="score-dispute/1",
        audit=one.id,
        item="3",
        raised_on=DAY,
        raised_by="manager",
        grounds="the room was being painted",
    )
    assert 1 == len(suggestions_for(hub.at(), one))
    hub.record(raised, reason="disputed")
    assert {"disputed"} == standing(one, hub.at()).codes
    assert standing(one, hub.at()).counts
    assert () == suggestions_for(hub.at(), one)
    assert "score_disputed" in {row.task for row in tasks_of(hub.at(), "mentor-1")}
    settled = {"settled_on": DAY, "settled_by": "hub-lead", "answer": "seen again"}
    hub.record(evolve(raised, outcome="upheld", **settled), reason="settled")
    assert {"dispute_upheld"} == standing(one, hub.at()).codes
    assert 1 == audit_sheet(hub.at(), one).items["3"].score
    hub.record(evolve(raised, outcome="dismissed", **settled), reason="settled")
    assert frozenset() == standing(one, hub.at()).codes


def test_mentor_leaves_mid_cycle(hub: Hub) -> None:
    """The audit stays, the plan stays with the mentors as a body, nobody is lost."""
    hub.record(*scored(), plan(ELM), reason="mid-cycle")
    (who,) = hub.at().all(Mentor)
    hub.record(*leaving(hub.at(), who), reason="a new post elsewhere")
    (held,) = hub.at().all(ActionPlan)
    assert ("mentors", None, (MENTOR,)) == (held.body, held.person, held.earlier)
    assert [] == live(hub.at())
    assert 1 == len(headline(hub.at().all(Audit), hub.at())[0])
    found = {(row.task, row.setting) for row in tasks_of(hub.at(), "hub-lead")}
    assert {
        ("plan_unowned", "ofsted:EY900001"),
        ("nobody_allocated", "ofsted:EY900001"),
    } <= found


def test_setting_changes_owner(hub: Hub) -> None:
    """The new owner consents and signs anew, and a change is read with care."""
    hub.record(*scored(), plan(ELM), reason="at work")
    sold = day("2026-06-01")
    held = hub.at().all(Registration).where(setting=ELM).one()
    bought = evolve(
        held,
        id="registration/ofsted:EY900021",
        identifier="ofsted:EY900021",
        registered_on=sold,
        valid=DateRange(sold),
    )
    hub.record(bought, reason="sold")
    again = audit(on=AGAIN, state="scheduled", observation=None)
    assert ["other_owner"] == codes(before_audit(again, hub.at(AGAIN)))
    assert [ELM] == [one.setting for one in plans_to_sign_again(hub.at(AGAIN))]
    assert "plan_sign_again" in {row.task for row in tasks_of(hub.at(sold), "mentor-1")}


def test_re_audit_never_happens(hub: Hub) -> None:
    """A baseline that nobody followed is counted, listed and overdue, never assumed."""
    day_after = DAY + dt.timedelta(days=1)
    hub.record(*scored(), *scored(ASH, day_after), reason="first round")
    hub.record(*scored(ASH, AGAIN, purpose="progress"), reason="second round")
    late = day("2027-06-01")
    (due,) = reaudits_due(hub.at(late))
    assert (ELM, True) == (due.baseline.setting, due.is_overdue(late))
    found = matched_change(hub.at(late))
    assert (1, {"not_seen_again": 1}) == (found.change.n, found.change.unmatched)
    assert "reaudit_due" in {row.task for row in tasks_of(hub.at(late), "mentor-1")}


def test_pack_licence_missing_so_wording_cannot_be_shown(hub: Hub) -> None:
    """Without the borough's licensed layer numbers and titles are all that is shown."""
    hub.record(*scored(seen={"score": 4}), reason="audited")
    (one,) = hub.at().all(Audit)
    told = audit_profile(hub.at(), one)
    assert not told.with_text
    item = told.scale.items["3"]
    assert "" == "".join(each.text for each in item.indicators)
    (found,) = suggestions_for(hub.at(), one)
    assert f"Raise 3 {item.title}" == found.words
