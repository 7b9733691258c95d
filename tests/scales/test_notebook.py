"""The notebook runs as it stands and ends with the statement that it promises."""

import runpy
from pathlib import Path
from typing import Any

import pytest

from earlyyears import scales
from earlyyears.kernel import Answered


@pytest.fixture(scope="module")
def notebook(root: Path) -> dict[str, Any]:
    """Everything the notebook made."""
    pytest.importorskip("scipy", reason="the extra stats is not installed")
    return runpy.run_path(str(root / "examples" / "observation_scales.py"))


def test_the_notebook_states_what_it_promises(notebook: dict[str, Any]) -> None:
    """Rooms at every step, the change, the assessors, and what may not be said."""
    said: scales.Statement = notebook["said"]
    text = str(said)
    assert (40, 36) == (said.eligible, said.audited)
    assert said.left_out["certificate_lapsed"] > 0
    assert 1 == said.change.unmatched["other_notes"]
    assert said.re_audited == said.matched + 1
    unmatched = sum(said.change.unmatched.values())
    assert said.audited == said.matched + unmatched
    for promised in (
        "40 rooms were eligible",
        "the assessor held no certificate for the scale that day",
        "Mean change 0.",
        "interval",
        "Rooms whose two audits one person made: ",
        "an item that one scored and the other found NA disagrees",
        "It may not be said that the hub brought the change about",
    ):
        assert promised in text, text


def test_the_notebook_sees_the_rise_and_no_other(notebook: dict[str, Any]) -> None:
    """The true rise of 0.6 is a clear one, and no rise is none."""
    rise, still = notebook["said"].change.verdict, notebook["still"].verdict
    assert isinstance(rise, Answered)
    assert isinstance(still, Answered)
    assert ("clear rise", "no clear change") == (rise.value, still.value)


def test_all_ten_assessors_were_judged(notebook: dict[str, Any]) -> None:
    """Each has four joint observations, of which the last three are averaged."""
    standings = notebook["said"].agreement
    assert 10 == len(standings)
    assert all(len(one.value.shares) == 3 for one in standings.values())


def test_the_notebook_is_a_percent_script(root: Path) -> None:
    """Jupyter, marimo and editors read its cells."""
    text = (root / "examples" / "observation_scales.py").read_text(encoding="utf-8")
    assert text.startswith("# %% [markdown]")
    assert text.count("# %%") >= 10
