"""Capacity and allocation from what a hub has recorded."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest

from earlyyears.kernel import (
    Answered,
    CannotTell,
    DateRange,
    Faults,
    Record,
    Snapshot,
    evolve,
    kind_of,
)
from earlyyears.mentoring import (
    Allocation,
    AllocationPin,
    Assignment,
    Capacity,
    PlanningParameter,
    Proposal,
    ReleasePause,
    Waiver,
    allocation,
    capacity,
    changes_of,
    parameters,
)
from earlyyears.mentoring.allocation_answers import Allocated
from earlyyears.people import Interest
from earlyyears.places import SchoolTerm
from earlyyears.roles import Override
from tests.mentoring_allocation import hubs
from tests.mentoring_allocation.hubs import BOROUGH, ON, YEAR, mentor, parameter


def asked(*records: Record, body: str = "mentors", on: dt.date = ON) -> Capacity:
    """The capacity of a body in a hub of these records."""
    with hubs.hub(*records) as hub:
        answer = capacity(hub.at(on), BOROUGH, body)
    assert isinstance(answer, Answered), answer
    return answer.value


def proposed(*records: Record) -> Allocated:
    """The proposal in a hub of these records."""
    with hubs.hub(*records) as hub:
        answer = allocation(hub.at(ON), BOROUGH)
    assert isinstance(answer, Answered), answer
    return answer.value


# ------------------------------------------------------------------------ capacity

ACCEPTED = [
    # half-days an audit, a second assessor on one in, needed, over, spare
    ("2", "10", 396, 16, 0),
    ("2", "20", 378, 0, 2),
    ("1", "10", 198, 0, 182),
]


@pytest.mark.parametrize(("audit", "one_in", "needed", "over", "spare"), ACCEPTED)
def test_ten_mentors_and_ninety_settings(
    audit: str, one_in: str, needed: int, over: int, spare: int
) -> None:
    """S33: the case study's numbers come out of its records, with every assumption."""
    chosen = (
        parameter("audit_half_days", audit),
        parameter("second_assessor_one_in", one_in),
    )
    with hubs.hub(*hubs.newham(), *chosen) as hub:
        answer = capacity(hub.at(ON), BOROUGH)
    assert isinstance(answer, Answered)
    found = answer.value.reckoning
    assert (needed, 380, over, spare, over) == (
        found.needed,
        found.released,
        found.over,
        found.spare,
        found.dropped,
    )
    assert ("over_capacity" if over else "feasible") == answer.why.reason
    said = "\n".join(answer.why.steps)
    assert f"Half-days for one audit of one room: {audit}, as the borough" in said
    assert "38 term weeks" in said
    assert "Audits of each setting in a year: 2, assumed after" in said
    assert {"planning-parameter", "release"} <= {one.kind for one in answer.why.because}


def test_weeks_come_from_the_boroughs_calendar() -> None:
    """With a calendar, release counts by its weeks, and a pause takes its weeks off."""
    autumn = SchoolTerm(
        id="calendar/autumn",
        borough=BOROUGH,
        term="autumn 2026",
        first=dt.date(2026, 9, 7),
        last=dt.date(2026, 10, 2),
    )
    spring = evolve(
        autumn,
        id="calendar/spring",
        term="spring 2027",
        first=dt.date(2027, 1, 4),
        last=dt.date(2027, 1, 15),
    )
    pause = ReleasePause(
        id="release-pause/1",
        valid=DateRange(dt.date(2026, 9, 14), dt.date(2026, 9, 28)),
        release="release/m0",
        reason="illness of a colleague",
        paused_by="head",
    )
    told = asked(*hubs.newham(), autumn, spring, pause)
    assert 6 == told.year.weeks
    assert [10, 9, 9, 10, 10, 10] == [amount for _, amount in told.weeks]
    assert [("", 0), ("autumn 2026", 38), ("spring 2027", 20)] == [
        (one.key, one.released) for one in told.reckoning.by_term
    ]
    school = next(
        one for one in told.reckoning.by_school if one.key == "setting/home-0"
    )
    assert (4, 1) == (school.released, school.number)


def test_allocated_settings_are_their_own_mentors_work() -> None:
    """With an allocation, its audits are that mentor's, and a check is another's."""
    two = [
        *hubs.setting("elm", 900_001),
        *hubs.setting("home", 900_002, "authority"),
        *mentor("ann", "home"),
        hubs.allocation("elm", "ann"),
        parameter("second_assessor_one_in", "2"),
    ]
    alone = asked(*two).reckoning
    assert (6, 4) == (alone.needed, alone.by_person[0].needed)
    assert 2 == alone.over, "nobody but Ann could be the second assessor"
    assert asked(*two, *mentor("ben", "home")).reckoning.feasible


def test_visits_and_meetings_are_spread_over_the_terms() -> None:
    """Three visits in two terms lie in both, and so do two meetings."""
    terms = [
        SchoolTerm(
            id=f"calendar/{number}",
            borough=BOROUGH,
            term=f"term {number}",
            first=dt.date(2026, 9, 7) + dt.timedelta(days=140 * number),
            last=dt.date(2026, 12, 11) + dt.timedelta(days=140 * number),
        )
        for number in range(2)
    ]
    told = asked(
        *hubs.setting("elm", 900_001),
        *hubs.setting("home", 900_002, "authority"),
        *mentor("ann", "home"),
        *terms,
        parameter("visits_per_setting", "3"),
        parameter("visit_half_days", "0.5"),
        parameter("meetings_per_mentor", "2"),
    )
    needed = {one.key: one.needed for one in told.reckoning.by_term}
    assert {"": 4, "term 0": 2, "term 1": Fraction(3, 2)} == needed


def test_without_a_release_nobody_can_tell() -> None:
    """Where no school has released anybody the answer asks, and lists the rest."""
    with hubs.hub(*hubs.setting("elm", 900_001)) as hub:
        answer = capacity(hub.at(ON), BOROUGH)
    assert isinstance(answer, CannotTell)
    assert "no_release" == answer.questions[0].code
    assert answer.why.steps


def test_a_team_of_the_authority_has_its_caseload_too() -> None:
    """S40: an adviser's visits under a statutory duty stand against the team's days."""
    figures = [
        parameter("authority_half_days_per_week", "1"),
        parameter("authority_visits_statutory", "6"),
        parameter("authority_visits_other", "20"),
        parameter("authority_visit_half_days", "2"),
    ]
    records = [
        *hubs.setting("elm", 900_001, "authority"),
        *hubs.setting("ash", 900_002, "authority"),
        hubs.judged_good("ash", 900_002),
        *figures,
    ]
    told = asked(*records, body="authority")
    assert (52, 38, 14) == (
        told.reckoning.needed,
        told.reckoning.released,
        told.reckoning.over,
    )
    assert {"other"} == {one.kind for one in told.reckoning.drop}


def test_a_statutory_duty_of_childminders_is_not_dropped() -> None:
    """S46: where duties alone are too much for the team, the answer says so."""
    minder = [
        one
        for one in hubs.setting("elm", 900_001)
        if kind_of(one).name in {"setting", "registration"}
    ]
    place, held = minder
    minder = [
        evolve(place, kind="childminder"),
        evolve(held, type="childminder", subtype="", registered_on=ON),
    ]
    figures = [
        parameter("childminder_team_half_days_per_week", "0.25"),
        parameter("childminder_team_visits_statutory", "6"),
        parameter("childminder_team_visits_other", "1"),
        parameter("childminder_team_visit_half_days", "2"),
    ]
    told = asked(*minder, *figures, body="childminder_team")
    assert (1, 12, Fraction(19, 2)) == (
        told.settings,
        told.reckoning.needed,
        told.reckoning.released,
    )
    assert not told.reckoning.enough


def test_a_team_whose_time_nobody_has_said_is_asked_about() -> None:
    """No time and no number of visits is ever made up for a team."""
    with hubs.hub(*hubs.setting("elm", 900_001, "authority")) as hub:
        answer = capacity(hub.at(ON), BOROUGH, "authority")
    assert isinstance(answer, CannotTell)
    assert 4 == len(answer.questions)
    assert answer.questions[0].text.startswith("Half-days a week of all advisory")


# ---------------------------------------------------------------------- allocation


def test_everybody_is_placed_and_nobody_twice() -> None:
    """S112: ninety settings go to ten mentors of nine places each."""
    told = proposed(*hubs.newham())
    assert (90, True, 0) == (
        len(told.proposal.assignments),
        told.proposal.proven,
        len(told.proposal.unplaced),
    )
    assert {9} == {one.settings for one in told.proposal.loads}


def test_only_mentor_led_group_settings_are_placed() -> None:
    """S30, S113: a setting led by the authority is left out, with its reason."""
    told = proposed(
        *hubs.setting("elm", 900_001),
        *hubs.setting("ash", 900_002, "authority"),
        *mentor("ann", "ash"),
    )
    assert ["setting/elm"] == [one.setting for one in told.proposal.assignments]
    assert [("setting/ash", "not_mentor_led", "override")] == [
        (one.key, one.reason, one.detail) for one in told.field.left_out
    ]


def test_the_authority_may_ask_for_a_mentor_under_its_lead() -> None:
    """A recorded request for one mentor places the setting with that mentor alone."""
    request = Waiver(
        id="waiver/1",
        valid=YEAR,
        rule="authority_request",
        person="person/ann",
        setting="setting/ash",
        reason="the setting asked for her",
        approver="head of service",
    )
    records = [
        *hubs.setting("ash", 900_002, "authority"),
        *hubs.setting("home", 900_003, "authority"),
        *mentor("ann", "home"),
        *mentor("ben", "home"),
        request,
    ]
    lines = proposed(*records).proposal.assignments
    assert [("setting/ash", "person/ann", None)] == [
        (one.setting, one.mentor, one.runner_up) for one in lines
    ]


def two_networks() -> list[Record]:
    """A setting of the north, and a mentor of each of two networks."""
    return [
        *hubs.setting("elm", 900_001),
        *hubs.setting("home", 900_003, "authority"),
        *hubs.network("north", "elm"),
        *hubs.network("south"),
        *mentor("ann", "home", network="network/north", cap=1),
        *mentor("ben", "home", network="network/south"),
    ]


def test_a_mentor_serves_the_settings_of_their_network() -> None:
    """S36: Ben of the south is no choice for a setting of the north."""
    line = proposed(*two_networks()).proposal.assignments[0]
    assert ("person/ann", None) == (line.mentor, line.runner_up)


def test_a_waiver_excuses_from_the_network_at_a_price() -> None:
    """S36: with a recorded exception Ben is the runner-up, thirty points dearer."""
    excuse = Waiver(
        id="waiver/1",
        valid=YEAR,
        rule="out_of_network",
        person="person/ben",
        reason="agreed by both networks",
        approver="head of service",
    )
    other = proposed(*two_networks(), excuse).proposal.assignments[0].runner_up
    assert other is not None
    assert ("person/ben", 30) == (other.mentor, other.points)


def test_a_waiver_for_one_setting_excuses_from_that_alone() -> None:
    """S36: an exception for another setting leaves Ben out of the north."""
    excuse = Waiver(
        id="waiver/1",
        valid=YEAR,
        rule="out_of_network",
        person="person/ben",
        setting="setting/home",
        reason="for the home setting",
        approver="head of service",
    )
    assert proposed(*two_networks(), excuse).proposal.assignments[0].runner_up is None


def test_a_competitor_is_never_allocated() -> None:
    """A declared interest bars the mentor, and the answer names setting and rule."""
    stake = Interest(
        id="interest/1", holder="person/ann", about="setting/elm", nature="competitor"
    )
    found = proposed(*two_networks(), stake).proposal
    assert ("setting/elm",) == found.unplaced
    assert {"conflict_of_interest": 1, "out_of_network": 1} == found.relief


def test_a_cap_holds_until_it_is_waived() -> None:
    """Two settings for one place leave one out; with a waiver both are in."""
    records = [
        *hubs.setting("elm", 900_001),
        *hubs.setting("ash", 900_002),
        *hubs.setting("home", 900_003, "authority"),
        *mentor("ann", "home", cap=1),
    ]
    found = proposed(*records).proposal
    assert (1, ("person/ann",)) == (len(found.unplaced), found.conflicts[0].mentors)
    over = Waiver(
        id="waiver/1",
        valid=YEAR,
        rule="over_cap",
        person="person/ann",
        reason="until the new mentor starts",
        approver="hub lead",
    )
    assert proposed(*records, over).proposal.feasible


def test_places_that_others_still_hold_are_not_given_away() -> None:
    """A setting whose lead has changed keeps its place until its work is passed on."""
    decided = [
        evolve(one, valid=DateRange(YEAR.start, ON))
        if isinstance(one, Override)
        else one
        for one in hubs.setting("ash", 900_002)
    ]
    theirs = [
        evolve(one, id="override/later", valid=DateRange(ON, YEAR.end))
        for one in hubs.setting("ash", 900_002, "authority")
        if isinstance(one, Override)
    ]
    told = proposed(
        *decided,
        *theirs,
        *hubs.setting("elm", 900_001),
        *hubs.setting("home", 900_003, "authority"),
        *mentor("ann", "home", cap=1),
        hubs.allocation("ash", "ann"),
    )
    assert ("setting/elm",) == told.proposal.unplaced
    assert "person/ann" in {one.current for one in told.field.left_out}


def test_a_mentor_without_certificate_or_release_gets_no_setting() -> None:
    """S115: no certificate in force, no settings; and none without a release."""
    bare = [one for one in two_networks() if kind_of(one).name != "qualification"]
    found = proposed(*bare).proposal
    assert (("not_qualified", 2),) == found.conflicts[0].rules[-1:]
    assert proposed(*bare, parameter("certificate_required", "0")).proposal.feasible
    unreleased = [one for one in two_networks() if one.id != "release/ann"]
    told = proposed(*unreleased)
    assert [("person/ann", "no_release")] == [
        (one.key, one.reason) for one in told.field.left_out if "person" in one.key
    ]


def test_a_pin_keeps_a_setting_where_somebody_wants_it() -> None:
    """A recorded pin decides, and the line says that it was pinned."""
    pin = AllocationPin(
        id="allocation-pin/1",
        valid=YEAR,
        setting="setting/elm",
        person="person/ben",
        reason="they know each other",
    )
    records = [
        *hubs.setting("elm", 900_001),
        *hubs.setting("home", 900_003, "authority"),
        *mentor("ann", "home"),
        *mentor("ben", "home"),
    ]
    assert "person/ann" == proposed(*records).proposal.assignments[0].mentor
    line = proposed(*records, pin).proposal.assignments[0]
    assert ("person/ben", True) == (line.mentor, line.pinned)


def test_without_mentors_nobody_can_tell() -> None:
    """The answer asks for mentors instead of leaving everybody out."""
    with hubs.hub(*hubs.setting("elm", 900_001)) as hub:
        answer = allocation(hub.at(ON), BOROUGH)
    assert isinstance(answer, CannotTell)
    assert "no_mentors" == answer.questions[0].code


def test_accepting_a_proposal_writes_what_it_says_and_no_more() -> None:
    """New work begins, old work ends, what was suspended resumes, the rest stays."""
    records = [
        *hubs.setting("elm", 900_001),
        *hubs.setting("ash", 900_002),
        *hubs.setting("oak", 900_004),
        *hubs.setting("fir", 900_005),
        *hubs.setting("home", 900_003, "authority"),
        *mentor("ann", "home"),
        hubs.allocation("ash", "ann"),
        hubs.allocation("oak", "ann", state="suspended"),
        hubs.allocation("fir", "gone"),
    ]
    people = [one for one in mentor("gone", "home") if kind_of(one).name == "mentor"]
    gone = evolve(people[0], valid=DateRange(YEAR.start, ON))
    with hubs.hub(*records, *mentor("gone", "home")) as hub:
        hub.record(gone, reason="she has left")
        view = hub.at(ON)
        answer = allocation(view, BOROUGH)
        assert isinstance(answer, Answered)
        changes = changes_of(view, answer.value.proposal, "agreed")
        hub.record(*changes, reason="agreed", seen=view)
        after = hub.at(ON)
        live = after.all(Allocation).where(state="active")
        assert {"setting/ash", "setting/elm", "setting/oak", "setting/fir"} == {
            one.setting for one in live
        }
        assert () == changes_of(after, answer.value.proposal)


def test_a_setting_that_changes_hands_has_one_mentor_on_every_day() -> None:
    """The old allocation ends on the day on which the new one begins."""
    pin = AllocationPin(
        id="allocation-pin/1",
        valid=YEAR,
        setting="setting/elm",
        person="person/ben",
        reason="a change was asked for",
    )
    records = [
        *hubs.setting("elm", 900_001),
        *hubs.setting("home", 900_003, "authority"),
        *mentor("ann", "home"),
        *mentor("ben", "home"),
        hubs.allocation("elm", "ann"),
        pin,
    ]
    with hubs.hub(*records) as hub:
        view = hub.at(ON)
        answer = allocation(view, BOROUGH)
        assert isinstance(answer, Answered)
        hub.record(*changes_of(view, answer.value.proposal), reason="agreed")
        told = {
            day: [
                one.person for one in hub.at(day).all(Allocation).where(state="active")
            ]
            for day in (ON - dt.timedelta(days=1), ON)
        }
    assert [["person/ann"], ["person/ben"]] == list(told.values())


def test_of_two_records_of_the_same_work_one_is_ended() -> None:
    """A setting that its mentor was given twice has the mentor once afterwards."""
    twice = [
        hubs.allocation("elm", "ann"),
        evolve(hubs.allocation("elm", "ann"), id="allocation/again"),
        evolve(hubs.allocation("oak", "ann", "suspended"), id="allocation/oak"),
    ]
    lines = tuple(
        Assignment(f"setting/{key}", "person/ann", ()) for key in ("elm", "oak")
    )
    found = Proposal(lines, (), (), (), 0, proven=True)
    changes = changes_of(Snapshot(*twice, on=ON), found)
    assert [("allocation/again", "ended"), ("allocation/oak", "active")] == [
        (one.id, one.state) for one in changes
    ]


def test_what_a_proposal_leaves_out_ends() -> None:
    """A setting without a mentor in the proposal has none once it is accepted."""
    found = Proposal((), (), (), ("setting/elm",), 0, proven=True)
    snapshot = Snapshot(hubs.allocation("elm", "ann"), on=ON)
    assert [("ended", DateRange(ON))] == [
        (one.state, one.valid) for one in changes_of(snapshot, found)
    ]


# ---------------------------------------------------------------------- parameters


def test_a_figure_that_cannot_be_is_refused() -> None:
    """An unknown parameter and a value out of bounds are named in one refusal."""
    wrong = [
        parameter("audit_half_days", "99"),
        evolve(parameter("audit_half_days", "2"), id="x", parameter="audits"),
        parameter("audits_per_setting", "1.5"),
    ]
    with hubs.hub(*hubs.setting("elm", 900_001)) as hub, pytest.raises(Faults) as told:
        hub.record(*wrong, reason="a slip")
    assert ["bad_parameter", "unknown_parameter", "bad_parameter"] == [
        one.code for one in told.value.findings
    ]
    assert "a number from 0.25 to 10" in str(told.value)


def test_every_default_may_be_chosen_and_has_a_source() -> None:
    """What ships keeps to its own bounds and cites where it comes from."""
    for key, one in parameters().items():
        assert one.default is None or one.allows(one.default), key
        assert one.source.instrument, key


def test_a_figure_holds_from_its_day() -> None:
    """A borough's figure replaces the default from its first day on, not before."""
    later = evolve(parameter("audit_half_days", "1"), valid=DateRange(ON))
    before = ON - dt.timedelta(days=1)
    assert 396 == asked(*hubs.newham(), later, on=before).reckoning.needed
    assert 198 == asked(*hubs.newham(), later).reckoning.needed
    assert Decimal(1) == later.value
    assert isinstance(later, PlanningParameter)
