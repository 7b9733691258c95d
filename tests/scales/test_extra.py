"""Without the extra `stats`: points as before, and intervals say what to install."""

import subprocess
import sys

import pytest

from earlyyears import scales
from earlyyears.kernel import Answered, CannotTell
from earlyyears.scales import extra

ROWS = [[1, 2], [3, 3], [5, 4], [6, 7]]


@pytest.fixture
def _without(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no module of the extra be found."""

    def missing(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr(extra, "import_module", missing)


@pytest.mark.usefixtures("_without")
def test_points_need_nothing() -> None:
    """Values, F and mean squares are there without SciPy."""
    found = scales.icc(ROWS)
    assert isinstance(found, Answered)
    assert found.value.f is not None


@pytest.mark.usefixtures("_without")
def test_intervals_name_the_extra() -> None:
    """Whatever needs a distribution or a model answers what to install."""
    icc, alpha = scales.icc(ROWS), scales.cronbach_alpha(ROWS)
    moved = scales.change([1, 2, 4], [2, 4, 4])
    assert isinstance(icc, Answered)
    assert isinstance(alpha, Answered)
    for answer in (
        icc.value.interval(),
        scales.icc(ROWS, "ICC(2,k)").value.interval(),
        icc.value.p_value(),
        alpha.value.interval(),
        scales.omega([[1, 2, 3], [2, 3, 5], [3, 1, 4]]),
        moved.interval,
        moved.verdict,
    ):
        assert isinstance(answer, CannotTell)
        assert "extra_missing" == answer.why.reason
        assert 'pip install "earlyyears[stats]"' in answer.questions[0].text


def test_scales_load_nothing_but_the_kernel_and_attrs() -> None:
    """A notebook that imports scales loads one room and what the kernel needs."""
    code = (
        "import sys; before = set(sys.modules); import earlyyears.scales; "
        "print(*sorted({m.split('.')[0] if not m.startswith('earlyyears') else "
        "'.'.join(m.split('.')[:2]) for m in set(sys.modules) - before}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    loaded = {name for name in done.stdout.split() if not name.startswith("_")}
    outside = loaded - sys.stdlib_module_names
    ours = {"earlyyears", "earlyyears.kernel", "earlyyears.scales"}
    assert outside - ours <= {"attr", "attrs", "dateutil", "six", "tzdata", "zoneinfo"}
    assert {name for name in outside if name.startswith("earlyyears")} <= ours
