"""What plugins may cost, as ratios; run alone and without coverage."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    """The benchmark's own functions, so that the figures of both are the same."""
    spec = importlib.util.spec_from_file_location(
        "plugin_bench", ROOT / "benchmarks" / "plugins.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.bench
def test_a_rule_through_ask_costs_at_most_five_times_the_call(
    bench: ModuleType,
) -> None:
    """Routing, guarding, scoping and signing an answer cost four bare calls at most."""
    took = bench.call_figures()
    ratio = took["ask"] / took["bare"]
    beside = took["pluggy"] / took["bare"]
    assert ratio <= 5, f"ask {ratio:.2f}, pluggy {beside:.2f} times the bare call"


@pytest.mark.bench
def test_the_doctor_is_quick(bench: ModuleType, tmp_path: Path) -> None:
    """It examines 33 plugins of the template within 50 ms of its own time."""
    quick, thorough = bench.doctor_seconds(tmp_path)
    assert quick <= 0.050, f"{quick:.3f} s, every file read {thorough:.3f} s"
