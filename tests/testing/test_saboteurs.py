"""Each saboteur falls to the check that is named for it."""

from collections import defaultdict

import pytest

from earlyyears.testing import checks_of
from earlyyears.testing.results import Outcome
from earlyyears.testing.running import run_kits
from tests.testing.saboteurs import SABOTEURS, Saboteur

CAUGHT_BY = {one.kit.__name__: one.caught_by for one in SABOTEURS}


@pytest.fixture(scope="module")
def caught() -> dict[str, list[Outcome]]:
    """What became of the named check of each saboteur, by its kit."""
    done = run_kits(
        [one.kit for one in SABOTEURS],
        wanted=lambda kit, check: CAUGHT_BY[kit] == check,
    )
    assert [] == done.faults
    found = defaultdict(list)
    for one in done.outcomes:
        found[one.kit].append(one)
    return found


@pytest.mark.parametrize("saboteur", SABOTEURS, ids=lambda one: one.what)
def test_a_saboteur_is_caught_by_its_check(
    saboteur: Saboteur, caught: dict[str, list[Outcome]]
) -> None:
    """What is wrong is found by the check that is named for it."""
    assert "failed" in {one.became for one in caught[saboteur.kit.__name__]}


def test_there_are_enough_saboteurs() -> None:
    """At least fifteen, as was promised, with names of their own and for every kit."""
    assert len(SABOTEURS) >= 15
    assert len({one.kit.__name__ for one in SABOTEURS}) == len(SABOTEURS)
    assert all(one.caught_by in checks_of(one.kit) for one in SABOTEURS)
    assert len({one.caught_by for one in SABOTEURS}) >= 60
