"""How often “clear change” is said when it should not be, and when it should.

The docs quote the figures of the slow test; it prints them.
"""

from pathlib import Path
from random import Random

import pytest

from earlyyears import scales
from earlyyears.kernel import Answered
from tests.scales.rounds import rounds


def said_clear(seed: int, rooms: int, *, rise: float, runs: int) -> float:
    """The share of runs in which a clear change was said."""
    pytest.importorskip("scipy", reason="the extra stats is not installed")
    chance, clear = Random(seed), 0
    for _ in range(runs):
        verdict = scales.change(*rounds(chance, rooms, rise=rise)).verdict
        assert isinstance(verdict, Answered)
        clear += verdict.value != "no clear change"
    return clear / runs


def test_no_change_is_rarely_called_one() -> None:
    """Without a true change a clear one is said in about one of twenty runs at most."""
    runs = 300
    most = 0.05 + 3 * (0.05 * 0.95 / runs) ** 0.5
    assert said_clear(1, 20, rise=0.0, runs=runs) <= most


def test_a_true_rise_is_seen() -> None:
    """A true rise of 0.9 in forty rooms is nearly always said."""
    assert said_clear(2, 40, rise=0.9, runs=100) >= 0.95


@pytest.mark.slow
def test_the_figures_of_the_docs(root: Path) -> None:
    """Over 2,000 runs the shares hold, and the docs quote the very figures."""
    runs = 2000
    false = said_clear(3, 20, rise=0.0, runs=runs)
    true = said_clear(4, 40, rise=0.9, runs=runs)
    assert false <= 0.05 + 3 * (0.05 * 0.95 / runs) ** 0.5
    assert true >= 0.95
    page = (root / "docs/reference/scales-change.md").read_text(encoding="utf-8")
    assert f"{false:.1%}".replace("%", " %") in page, (
        f"the docs should quote {false:.1%}"
    )
    assert f"{true:.1%}".replace("%", " %") in page, f"the docs should quote {true:.1%}"
