"""Proof and explanation cost no more than a promised multiple of a greedy proposal."""

import pytest

from benchmarks import allocation

#: Times of a proven and explained proposal, in times of a greedy one.
AT_MOST = {"90 by 10": 8, "5,000 by 500": 12}


@pytest.mark.bench
@pytest.mark.parametrize(
    ("name", "settings", "mentors", "networks", "rounds"), allocation.SIZES
)
def test_a_proven_proposal_costs_few_greedy_ones(
    name: str, settings: int, mentors: int, networks: int, rounds: int
) -> None:
    """At every size, both ways in one run, and the proven one has fewer points."""
    given = allocation.sides(settings, mentors, networks)
    one, other = allocation.proven(given), allocation.quick(given)
    assert (len(one.unplaced), True) == (len(other.unplaced), one.proven)
    assert one.points <= other.points
    slow, fast = allocation.best(
        lambda: allocation.proven(given),
        lambda: allocation.quick(given),
        rounds=rounds,
    )
    most = next(times for size, times in AT_MOST.items() if name.startswith(size))
    assert slow <= most * fast
