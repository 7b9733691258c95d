"""The checks of the kits tell right from wrong, each for itself."""

import pytest

from tests.testing.saboteurs import SABOTEURS
from tests.testing.scoring import score


@pytest.mark.slow
def test_nearly_every_check_kills_a_saboteur_and_many_kill_one_alone() -> None:
    """All saboteurs fall; a check that kills none is not yet tried."""
    found = score()
    assert len(SABOTEURS) == sum(bool(names) for names in found.killers.values())
    assert len(found.killing) >= 0.9 * len(found.checks)
    assert len(found.alone) >= 45
