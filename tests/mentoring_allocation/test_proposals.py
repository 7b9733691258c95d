"""A proposal keeps every hard rule, explains each line, and says why it cannot."""

import random
import sys
from collections import Counter

import pytest

from earlyyears.kernel import Faults
from earlyyears.mentoring.allocation_optimal import NoSolverError, optimal
from earlyyears.mentoring.allocation_problem import Problem
from earlyyears.mentoring.allocation_proposals import Proposal, RunnerUp, propose
from earlyyears.mentoring.allocation_rules import (
    MentorOffer,
    SettingToPlace,
    Term,
    Weights,
    problem_of,
    terms,
)
from tests.mentoring_allocation import made

CASES = 2_000


def broken(
    settings: list[SettingToPlace], mentors: list[MentorOffer], proposal: Proposal
) -> list[str]:
    """Hard rules that a proposal breaks, judged without the code under test."""
    by_key = {one.key: one for one in settings}
    offers = {one.key: one for one in mentors}
    found = []
    for line in proposal.assignments:
        setting, mentor = by_key[line.setting], offers[line.mentor]
        excused = {"*", mentor.key} & setting.excused
        shared = mentor.networks & setting.networks
        if mentor.networks and not shared and not excused:
            found.append("network")
        if setting.only and mentor.key not in setting.only:
            found.append("only")
        if setting.owners & mentor.stakes:
            found.append("conflict")
        if not mentor.qualified:
            found.append("qualified")
    held = Counter(line.mentor for line in proposal.assignments)
    found += ["cap" for key, one in offers.items() if held[key] > one.places]
    placed = [line.setting for line in proposal.assignments]
    if sorted([*placed, *proposal.unplaced]) != sorted(by_key):
        found.append("everybody once")
    return found


@pytest.mark.parametrize("solve", [optimal, None], ids=["proven", "greedy"])
def test_no_hard_rule_is_ever_broken(solve: object) -> None:
    """In 2,000 random boroughs no pair is out of bounds and no mentor over the cap."""
    chance = random.Random(7)
    for _ in range(CASES if solve else CASES // 4):
        settings, mentors = made.borough(chance)
        proposal = propose(settings, mentors, solve=solve)  # type: ignore[arg-type]
        assert [] == broken(settings, mentors, proposal)


def test_the_same_input_gives_the_same_answer() -> None:
    """The order in which settings and mentors are handed in changes nothing."""
    chance = random.Random(8)
    for _ in range(100):
        settings, mentors = made.borough(chance)
        first = propose(settings, mentors)
        chance.shuffle(settings)
        chance.shuffle(mentors)
        assert first == propose(settings, mentors)


def test_points_are_the_sum_of_what_is_shown() -> None:
    """The points in all are those of the lines and of the loads, nothing hidden."""
    chance = random.Random(9)
    for _ in range(100):
        found = propose(*made.borough(chance))
        shown = sum(one.points for one in found.assignments)
        assert found.points == shown + sum(one.points for one in found.loads)


def test_rows_worked_out_together_equal_pairs_worked_out_alone() -> None:
    """The quick way of finding costs gives those of each pair by itself."""
    chance = random.Random(10)
    for _ in range(100):
        settings, mentors = made.borough(chance)
        problem = problem_of(settings, mentors, Weights())
        by_key = {one.key: one for one in settings}
        offers = sorted(mentors, key=lambda one: one.key)
        for key, row in zip(problem.settings, problem.costs, strict=True):
            for at, points in row.items():
                given = terms(by_key[key], offers[at], Weights())
                assert sum(one.points for one in given) == points


NORTH, SOUTH = frozenset({"north"}), frozenset({"south"})


def elm(**more: object) -> SettingToPlace:
    """A setting of the north."""
    given = {"networks": NORTH, "owners": frozenset({"setting/elm"}), **more}
    return SettingToPlace("setting/elm", **given)  # type: ignore[arg-type]


def ann(**more: object) -> MentorOffer:
    """A mentor of the north with one place."""
    given = {"networks": NORTH, "places": 1, **more}
    return MentorOffer("person/ann", **given)  # type: ignore[arg-type]


BEN = MentorOffer("person/ben", networks=SOUTH, places=5)


def test_each_line_shows_its_points_and_the_runner_up() -> None:
    """A setting that changes hands says what the change cost and who came next."""
    current = elm(current="person/ben", postcode="ZZ1 1AA", excused=frozenset("*"))
    found = propose([current], [ann(postcode="ZZ2 1AA", qualified=True), BEN])
    line = found.assignments[0]
    assert ("person/ben", (Term("out_of_network", 30), Term("travel", 10))) == (
        line.mentor,
        line.terms,
    )
    assert RunnerUp("person/ann", 10) == line.runner_up


def test_a_setting_that_fits_nobody_names_the_rules_in_the_way() -> None:
    """The answer names the setting and what keeps it from each mentor with a place."""
    stake = ann(stakes=frozenset({"setting/elm"}))
    found = propose([elm()], [stake, BEN])
    conflict = found.conflicts[0]
    assert (("setting/elm",), (), 1) == (
        conflict.settings,
        conflict.mentors,
        conflict.short,
    )
    assert (("out_of_network", 1), ("conflict_of_interest", 1)) == conflict.rules
    assert {"out_of_network": 1, "conflict_of_interest": 1} == found.relief
    assert not found.feasible


def test_too_few_places_name_the_settings_and_mentors_that_compete() -> None:
    """Three settings of a network with two places: the answer names all five."""
    settings = [
        SettingToPlace(f"setting/{name}", networks=NORTH, need=need)
        for need, name in enumerate(["ash", "elm", "oak"])
    ]
    found = propose(settings, [ann(), MentorOffer("person/cat", "", NORTH, 1), BEN])
    conflict = found.conflicts[0]
    assert ("setting/ash", "setting/elm", "setting/oak") == conflict.settings
    assert ("person/ann", "person/cat") == conflict.mentors
    assert (2, 1) == (conflict.places, conflict.short)
    assert (("out_of_network", 1),) == conflict.rules
    assert ("setting/oak",) == found.unplaced


def test_only_the_mentor_asked_for_may_have_a_setting() -> None:
    """Where the authority asked for Ann, Dee is out of the question, and named so."""
    dee = MentorOffer("person/dee", places=1)
    asked = elm(only=frozenset({"person/ann"}))
    assert "person/ann" == propose([asked], [ann(), dee]).assignments[0].mentor
    found = propose([asked], [ann(places=0), dee])
    assert (("not_asked_for", 1),) == found.conflicts[0].rules


def test_a_mentor_of_no_network_serves_every_network() -> None:
    """Who is bound to no network may be given any setting, without points."""
    found = propose([elm()], [MentorOffer("person/dee", places=1)])
    assert "person/dee" == found.assignments[0].mentor


def test_fairness_spreads_settings() -> None:
    """Beyond the fair share each further setting costs points, so it goes elsewhere."""
    settings = [SettingToPlace(f"setting/{at}", postcode="ZZ1 1AA") for at in range(4)]
    mentors = [
        MentorOffer("person/ann", places=4, postcode="ZZ1 1AA"),
        MentorOffer("person/ben", places=4, postcode="ZZ2 1AA"),
    ]
    near = propose(settings, mentors, Weights(over_share=0))
    fair = propose(settings, mentors, Weights(over_share=11))
    assert [4, 0] == [one.settings for one in near.loads]
    assert [2, 2] == [one.settings for one in fair.loads]


def test_a_fair_share_is_rounded_up_and_divided_among_those_allowed() -> None:
    """Three settings of two mentors make two each; who may have one alone has it."""
    settings = [SettingToPlace(f"setting/{at}", networks=NORTH) for at in range(3)]
    south = SettingToPlace("setting/9", networks=SOUTH)
    mentors = [ann(places=5), MentorOffer("person/cat", "", NORTH, 5), BEN]
    found = propose([*settings, south], mentors)
    assert [2, 1, 2] == [one.share for one in found.loads]


def test_the_greatest_lack_is_named_first() -> None:
    """Of two conflicts the one that leaves more settings out comes first."""
    settings = [
        SettingToPlace("setting/a", networks=SOUTH),
        SettingToPlace("setting/b", networks=NORTH),
        SettingToPlace("setting/c", networks=NORTH),
    ]
    found = propose(settings, [MentorOffer("person/z", "", frozenset({"east"}), 1)])
    assert [1, 1, 1] == [one.short for one in found.conflicts]
    tight = [ann(places=0), MentorOffer("person/ben", "", SOUTH, 0)]
    found = propose(settings, tight)
    assert [2, 1] == [one.short for one in found.conflicts]


def test_without_a_solver_the_proposal_says_that_it_is_not_proven() -> None:
    """Where SciPy is not installed a greedy proposal is made and labelled."""

    def missing(problem: Problem) -> None:
        raise NoSolverError(str(len(problem.settings)))

    dee = MentorOffer("person/dee", places=1)
    found = propose([elm()], [ann(), dee], solve=missing)  # type: ignore[arg-type]
    assert not found.proven
    assert RunnerUp("person/dee", 0, exact=False) == found.assignments[0].runner_up
    assert propose([elm()], [ann(), dee]).proven


def test_where_scipy_is_missing_the_proposal_is_greedy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An installation without the extra gets a proposal all the same, not an error."""
    monkeypatch.setitem(sys.modules, "scipy", None)
    found = propose([elm()], [ann()])
    assert (False, True) == (found.proven, found.feasible)


def test_a_pin_against_a_hard_rule_is_refused() -> None:
    """A pin buys off no rule, and a pin to somebody who is no mentor is named."""
    with pytest.raises(Faults, match="which a hard rule forbids"):
        propose([elm(pinned="person/ben")], [ann(), BEN])
    with pytest.raises(Faults, match="is no mentor on the day"):
        propose([elm(pinned="person/gone")], [ann(), BEN])


def test_a_pin_is_kept_and_shown() -> None:
    """A pinned setting is where it was put, and its line says so."""
    pinned = elm(pinned="person/ann", current="person/cat")
    line = propose([pinned], [ann(), MentorOffer("person/cat", places=1)]).assignments
    assert [("person/ann", True, "person/cat", None)] == [
        (one.mentor, one.pinned, one.before, one.runner_up) for one in line
    ]
