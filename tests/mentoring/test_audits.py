"""Audits as events: consent, certificate, the pair, disputes, and what may be told."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from earlyyears.app import Hub
from earlyyears.kernel import DateRange, ItemRef, evolve
from earlyyears.mentoring import (
    AUDIT_STEPS,
    Audit,
    Dispute,
    Moderation,
    before_audit,
    headline,
    paired_check_due,
    reaudits_due,
    standing,
)
from earlyyears.people import Interest
from earlyyears.scales import Observation
from earlyyears.services import (
    NoObservationError,
    audit_profile,
    audit_sheet,
    matched_change,
    paired_agreement,
    suggestions_for,
)

from .hubs import (
    ASH,
    DAY,
    ELM,
    MENTOR,
    OAK,
    OTHER,
    Days,
    audit,
    certificate,
    codes,
    day,
    hub_with,
    mentor,
    plan,
    refused,
)

AGAIN = day("2027-01-18")


@pytest.fixture
def clock() -> Days:
    """A clock that stands at the first day."""
    return Days(DAY)


@pytest.fixture
def hub(clock: Days) -> Iterator[Hub]:
    """A hub with two mentors, both certified."""
    with hub_with(mentor(), mentor(OTHER), certificate(OTHER), clock=clock) as made:
        yield made


def seen(
    where: str = ELM, on: dt.date = DAY, score: int = 3, **fields: Any
) -> Observation:
    """An observation of the babies' room with the same score on every item but two."""
    usual: dict[str, Any] = {
        "scale": "iters-3",
        "edition": "2017",
        "room": "babies",
        "setting": where,
        "observer": MENTOR,
        "item_scores": {
            **{str(number): score for number in range(1, 34)},
            "3": 1,
            "7": 6,
        },
    }
    return Observation(id="", on=on, **{**usual, **fields})


def scored(where: str = ELM, on: dt.date = DAY, **fields: Any) -> list[Any]:
    """An audit with its observation."""
    watched = seen(where, on, **fields.pop("seen", {}))
    return [watched, audit(where, on, observation=watched.id, **fields)]


# -------------------------------------------------------------------- what an audit is


def test_an_audit_names_scale_edition_room_day_assessor_and_purpose(hub: Hub) -> None:
    """S37: instrument and edition, room, assessor, date, scores, purpose."""
    hub.record(*scored(), reason="audited")
    (found,) = hub.at().all(Audit)
    assert "iters-3/2017" == found.certificate
    assert ItemRef.parse("iters-3/2017/5") == found.item("5")
    sheet = audit_sheet(hub.at(), found)
    assert ("babies", DAY, "baseline") == (found.room, found.on, found.purpose)
    assert sheet.subscales
    assert 3 == sheet.items["5"].score


def test_the_setting_consents_before_it_is_audited(hub: Hub) -> None:
    """An audit that has begun says who consented, on a day not after it."""
    assert ["audit_incomplete"] == refused(hub, audit(consent_on=None))
    late = audit(consent_on=DAY + dt.timedelta(days=1))
    assert ["audit_consent"] == refused(hub, late)
    assert [] == refused(hub, audit(consent_on=DAY))
    planned = audit(ASH, consent_on=None, state="scheduled", observation=None)
    assert [] == refused(hub, planned)


def test_a_scored_audit_points_at_what_was_scored(hub: Hub) -> None:
    """Without an observation nothing was scored, and nothing can be told of it."""
    assert ["audit_incomplete"] == refused(hub, audit(observation=None))
    hub.record(audit(observation="observation/lost"), reason="sheet lost")
    (found,) = hub.at().all(Audit)
    with pytest.raises(NoObservationError, match="no observation on record"):
        audit_sheet(hub.at(), found)


def test_an_audit_goes_step_by_step(hub: Hub) -> None:
    """Several steps may be told at once; none may be gone back."""
    assert AUDIT_STEPS.may_follow("scheduled", "final")
    hub.record(*scored(), reason="audited")
    later = DateRange(DAY + dt.timedelta(days=5))
    back = audit(state="scheduled", valid=later)
    assert ["audit_step"] == refused(hub, back)


def test_nobody_audits_where_they_have_a_stake(hub: Hub) -> None:
    """Neither assessor may audit a setting of a declared competitor or employer."""
    stake = Interest(
        id="interest/1", holder=OTHER, about=ELM, valid=DateRange(day("2026-01-01"))
    )
    hub.record(stake, reason="declared")
    assert ["audit_conflict"] == refused(hub, audit(assessor=OTHER))
    assert ["audit_conflict"] == refused(hub, audit(second=OTHER))
    assert [] == refused(hub, audit())


# ------------------------------------------------------------------------ certificates


def test_an_uncertified_audit_is_stored_flagged_and_left_out(hub: Hub) -> None:
    """S115: only qualified people lead a formal audit that counts."""
    hub.record(*scored(assessor=OTHER), *scored(ASH, scale="ecers-3"), reason="two")
    counted, out = headline(hub.at().all(Audit), hub.at())
    assert [OTHER] == [one.audit.assessor for one in counted]
    assert [["not_certified"]] == [codes(one.flags) for one in out]


def test_a_second_assessor_without_a_certificate_is_told_and_not_left_out(
    hub: Hub,
) -> None:
    """The flag of the second assessor leaves the first one's scores in."""
    one = audit(second="person/third")
    found = standing(one, hub.at())
    assert {"second_not_certified"} == found.codes
    assert found.counts


def test_an_audit_that_is_not_scored_counts_for_nothing(hub: Hub) -> None:
    """A diary entry is no audit that counts."""
    assert not standing(audit(state="observed"), hub.at()).counts


def test_a_stake_that_comes_to_light_later_leaves_an_audit_out(hub: Hub) -> None:
    """What was not known on the day of the audit still speaks against it."""
    hub.record(*scored(), reason="audited")
    stake = Interest(id="interest/1", holder=MENTOR, about=ELM, valid=DateRange(DAY))
    hub.record(stake, reason="came to light")
    (one,) = headline(hub.at().all(Audit), hub.at())[1]
    assert {"conflict_of_interest"} == one.codes


# ------------------------------------------------------------------------------ pairs


def pair(hub: Hub) -> Audit:
    """An audit that two people made, each with an observation of their own."""
    both = [
        seen(role="joint"),
        seen(observer=OTHER, role="joint", score=4),
    ]
    made = audit(observation=both[0].id, second=OTHER, second_observation=both[1].id)
    hub.record(*both, made, reason="observed together")
    return made


def test_both_observations_are_recorded_before_a_consensus(
    hub: Hub, clock: Days
) -> None:
    """A paired check is recorded before discussion, in a commit of its own."""
    agreed = seen(role="consensus", score=4)
    first = audit(observation=seen().id, consensus=agreed.id)
    assert ["audit_pair"] == refused(hub, first)
    alone = audit(ASH, observation=seen(ASH).id)
    hub.record(alone, reason="one assessor only")
    assert ["audit_pair"] == refused(hub, evolve(alone, consensus=agreed.id))
    made = pair(hub)
    clock.today += dt.timedelta(days=1)
    after = evolve(made, consensus=agreed.id, state="moderated")
    assert [] == refused(hub, agreed, after)


def test_a_consensus_stands_beside_the_originals(hub: Hub) -> None:
    """The originals stay, agreement is theirs, and the consensus is what is scored."""
    made = pair(hub)
    agreed = seen(role="consensus", score=5)
    assert ["audit_pair"] == refused(
        hub, agreed, evolve(made, consensus=agreed.id, observation=agreed.id)
    )
    assert ["audit_pair"] == refused(
        hub, evolve(made, consensus=made.second_observation)
    )
    hub.record(agreed, evolve(made, consensus=agreed.id), reason="agreed")
    (found,) = hub.at().all(Audit)
    assert 5 == audit_sheet(hub.at(), found).items["5"].score
    share = paired_agreement(hub.at(), found).under("scored_only").within(1)
    assert 1 == share.value.value  # type: ignore[union-attr]


def test_nobody_is_their_own_second_assessor(hub: Hub) -> None:
    """A pair is two people."""
    assert ["audit_pair"] == refused(hub, audit(second=MENTOR))


def test_a_paired_check_is_due_on_each_tenth_audit(hub: Hub) -> None:
    """Counted are the assessor's own audits since the last one with a second."""
    nine = [audit(ELM, DAY - dt.timedelta(days=n)) for n in range(9)]
    subject = "iters-3/2017"
    hub.record(*nine[:8], reason="eight of them")
    assert not paired_check_due(hub.at(), MENTOR, subject)
    hub.record(nine[8], reason="the ninth")
    assert paired_check_due(hub.at(), MENTOR, subject)
    assert not paired_check_due(hub.at(), MENTOR, subject, one_in=20)
    assert not paired_check_due(hub.at(), MENTOR, subject, one_in=0)
    assert not paired_check_due(hub.at(), OTHER, subject)
    hub.record(evolve(nine[0], second=OTHER), reason="the latest was a pair")
    assert not paired_check_due(hub.at(), MENTOR, subject)


def test_scores_are_moderated_at_a_team_meeting(hub: Hub) -> None:
    """S116: the mentors' team meets, with room for moderation of scores."""
    hub.record(*scored(), reason="audited")
    one = Moderation(
        id="moderation/1",
        meeting="meeting/team-march",
        audits=(audit().id,),
        people=(MENTOR, OTHER),
        agreed="score item 3 by what was seen that day",
    )
    hub.record(one, reason="moderated")
    (found,) = hub.at().all(Moderation)
    assert ((MENTOR, OTHER), audit().id) == (found.people, found.audits[0])


# ---------------------------------------------------------------------------- disputes


def dispute(**fields: Any) -> Dispute:
    """A query of item 3."""
    usual: dict[str, Any] = {
        "item": "3",
        "raised_on": DAY,
        "raised_by": "manager",
        "grounds": "the room was being painted",
    }
    return Dispute(id="score-dispute/1", audit=audit().id, **{**usual, **fields})


def test_a_dispute_is_settled_with_an_answer(hub: Hub) -> None:
    """Who settled it, when, how and why: all of it or none."""
    hub.record(*scored(), reason="audited")
    assert ["score_dispute_incomplete"] * 3 == refused(hub, dispute(outcome="upheld"))
    assert ["score_dispute_incomplete"] == refused(hub, dispute(grounds=" "))
    assert [] == refused(hub, dispute())


# ------------------------------------------------------------------------ what follows


def test_a_profile_shows_strengths_and_growth(hub: Hub) -> None:
    """What settings use: where the room is strong, and what to work on."""
    hub.record(*scored(seen={"score": 4}), reason="audited")
    found = audit_profile(hub.at(), audit(observation=seen().id))
    assert ("7",) == found.strengths
    assert ("3",) == found.growth


def test_suggestions_come_from_low_items_and_are_never_written(hub: Hub) -> None:
    """Proposals from low items are suggestions only; open actions are not repeated."""
    hub.record(*scored(seen={"score": 4}), plan(ELM), reason="audited")
    before = hub.at().as_at
    one = audit(observation=seen().id)
    (found,) = suggestions_for(hub.at(), one)
    assert ("iters-3/2017/3", "Raise 3 Room arrangement") == (found.about, found.words)
    assert before == hub.at().as_at


def test_rooms_seen_again_are_matched_and_others_counted(hub: Hub) -> None:
    """S39: pairs of audits are matched; unmatched ones are excluded and counted."""
    again = {"purpose": "progress", "seen": {"score": 5}}
    next_day = dt.timedelta(days=1)
    hub.record(
        *scored(ELM),
        *scored(ASH, DAY + next_day),
        *scored(OAK, DAY + 2 * next_day),
        *scored(ELM, AGAIN - next_day, **again),
        *scored(ASH, AGAIN, **again),
        reason="two rounds",
    )
    found = matched_change(hub.at(AGAIN))
    assert 2 == found.change.n
    assert {"not_seen_again": 1} == found.change.unmatched
    assert found.change.mean is not None
    assert 1 < found.change.mean < 2
    assert 5 == len(found.audits)
    narrowed = matched_change(hub.at(AGAIN), settings=[ELM])
    assert (1, {}) == (narrowed.change.n, narrowed.change.unmatched)


def test_before_an_audit_one_hears_what_to_know(hub: Hub) -> None:
    """Go, or a warning: certificate, consent, second assessor, the last audit."""
    ready = audit(state="scheduled", observation=None)
    assert [] == before_audit(ready, hub.at())
    unready = evolve(ready, consent_on=None, assessor="person/third")
    assert ["no_consent", "not_certified"] == codes(before_audit(unready, hub.at()))
    hub.record(*scored(), reason="audited")
    other = evolve(ready, on=AGAIN, room="toddlers", edition="2024", id="audit/2")
    found = codes(before_audit(other, hub.at(AGAIN)))
    assert ["not_certified", "other_edition", "other_room"] == found
    assert ["paired_check_due"] == codes(
        before_audit(evolve(ready, on=AGAIN), hub.at(AGAIN), one_in=2)
    )


def test_a_re_audit_is_due_a_year_after_the_baseline(hub: Hub) -> None:
    """Baselines without a later like audit are listed with their day."""
    hub.record(*scored(ELM), *scored(ASH, room="toddlers"), reason="first round")
    due = reaudits_due(hub.at(AGAIN))
    assert [(ASH, day("2027-03-02")), (ELM, day("2027-03-02"))] == [
        (one.baseline.setting, one.due_on) for one in due
    ]
    assert not due[0].is_overdue(day("2027-03-02"))
    assert due[0].is_overdue(day("2027-03-03"))
    hub.record(*scored(ELM, AGAIN, purpose="progress"), reason="seen again")
    assert [ASH] == [one.baseline.setting for one in reaudits_due(hub.at(AGAIN))]
