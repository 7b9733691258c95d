"""The solver finds what trying everything finds, and says what a change costs."""

import random
from collections import Counter

import pytest

from earlyyears.kernel import Faults
from earlyyears.mentoring.allocation_greedy import bottlenecks, greedy
from earlyyears.mentoring.allocation_optimal import Change, optimal
from earlyyears.mentoring.allocation_problem import (
    NOBODY,
    CostsTooLargeError,
    Problem,
    outcome_of,
)
from earlyyears.mentoring.allocation_ties import BARRED, Ties
from tests.mentoring_allocation import made

CASES = 300


def problems(seed: int, number: int = CASES) -> list[Problem]:
    """So many random problems."""
    chance = random.Random(seed)
    return [made.problem(chance) for _ in range(number)]


def test_the_solver_equals_trying_everything() -> None:
    """In 300 small cases it finds the best outcome, and of its ties the first."""
    for problem in problems(1):
        outcome, first = made.best(problem)
        found = optimal(problem).assigned
        assert (outcome, first) == (outcome_of(problem, found), found)


def test_greedy_serves_as_many_as_can_be_served() -> None:
    """In 300 small cases nobody is left out who could be placed, the needy least."""
    for problem in problems(2):
        outcome, _ = made.best(problem)
        found = outcome_of(problem, greedy(problem))
        assert (outcome.without, outcome.need) == (found.without, found.need)
        assert outcome.cost <= found.cost


def test_greedy_is_sometimes_dearer() -> None:
    """The proof is worth having: greedy alone does not reach the optimum."""
    dearer = [
        outcome_of(one, greedy(one)) > outcome_of(one, optimal(one).assigned)
        for one in problems(3)
    ]
    assert 5 < sum(dearer)


def test_the_runner_up_costs_what_solving_anew_costs() -> None:
    """In 300 small cases the price of each change is that of the best with it."""
    for problem in problems(4):
        optimum = optimal(problem)
        for at in range(len(problem.settings)):
            expected = changed(problem, optimum.assigned, at)
            assert expected == optimum.runners_up.get(at)


def changed(problem: Problem, assigned: tuple[int, ...], at: int) -> Change | None:
    """What the best allocation costs that gives a setting another mentor."""
    now = outcome_of(problem, assigned)
    if at in problem.pinned:
        return None
    others = [
        (outcome_of(problem, each), each[at])
        for each in made.every(problem)
        if each[at] not in {assigned[at], NOBODY}
    ]
    if not others:
        return None
    best, mentor = min(others)
    if (best.without, best.need) == (now.without, now.need):
        return Change(mentor, best.cost - now.cost)
    found = optimal(problem).runners_up[at]
    return Change(found.mentor, found.cost, displaces=True)


def test_too_few_places_are_named() -> None:
    """Each bottleneck holds all the settings that go without, and no place is free."""
    seen = 0
    for problem in problems(5):
        assigned = optimal(problem).assigned
        found = bottlenecks(problem, assigned)
        assert assigned.count(NOBODY) == sum(one.short for one in found)
        seen += len(found)
        held = Counter(assigned)
        for one in found:
            for at in one.settings:
                assert set(problem.costs[at]) <= set(one.mentors)
            assert all(held[at] == problem.places[at] for at in one.mentors)
            assert len(one.settings) == one.places + one.short
    assert 100 < seen


def test_solvers_leave_pins_alone() -> None:
    """A pinned setting stays, whatever another mentor would cost."""
    problem = Problem.checked(
        settings=("a", "b"),
        mentors=("m", "n"),
        places=(1, 2),
        costs=({0: 0, 1: 90}, {0: 0, 1: 90}),
        weights=(0, 0),
        shares=(1, 1),
        pinned={0: 1},
    )
    assert (1, 0) == optimal(problem).assigned == greedy(problem)
    assert {1} == set(optimal(problem).runners_up)


def test_nobody_loses_a_mentor_to_save_points() -> None:
    """Two dear pairs go before one cheap one with somebody left out."""
    problem = Problem.checked(
        settings=("a", "b"),
        mentors=("m", "n"),
        places=(1, 1),
        costs=({0: 0, 1: 500}, {0: 500}),
        weights=(0, 0),
        shares=(1, 1),
    )
    assert (1, 0) == optimal(problem).assigned == greedy(problem)


def test_the_greatest_need_is_served_first() -> None:
    """Of two settings for one place, the one in greater need has it."""
    problem = Problem.checked(
        settings=("a", "b"),
        mentors=("m",),
        places=(1,),
        costs=({0: 0}, {0: 500}),
        weights=(0, 1),
        shares=(1,),
    )
    assert (NOBODY, 0) == optimal(problem).assigned == greedy(problem)


def test_a_problem_that_cannot_be_right_is_refused_with_all_its_faults() -> None:
    """Costs below nothing, barred pins and pins beyond the cap come in one refusal."""
    with pytest.raises(Faults) as refused:
        Problem.checked(
            settings=("a", "b"),
            mentors=("m",),
            places=(1,),
            costs=({0: -1}, {}),
            weights=(-1, 0),
            shares=(1,),
            pinned={0: 0, 1: 0},
        )
    assert [
        "negative_cost",
        "negative_weight",
        "pinned_against_rule",
        "pinned_over_cap",
    ] == [one.code for one in refused.value.findings]


def test_costs_that_would_be_rounded_are_refused() -> None:
    """Beyond the whole numbers that a solver keeps exact, nothing is solved."""
    problem = Problem(("a",), ("m",), (1,), ({0: 2**60},), (0,), (1,))
    with pytest.raises(CostsTooLargeError) as refused:
        optimal(problem)
    assert "EY969" == refused.value.code


class Bare:
    """Three mentors of one place each, all of them at the same price."""

    nobody, sink = 3, 4
    pinned: tuple[int, ...] = ()

    def margins(self, node: int, count: int) -> tuple[int, int]:
        """Room for nobody more anywhere."""
        del node, count
        return BARRED, BARRED


def test_ties_are_settled_in_order_of_keys() -> None:
    """Where the first mentor is taken for good, the next one in order is tried."""
    ties = Ties(Bare(), [0, 2, 1], ways=[BARRED] * 5, tight=[0b111] * 3)
    for at in range(3):
        ties.first_choice(at)
    assert [0, 1, 2] == ties.assigned
