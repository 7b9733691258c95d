"""Results are told honestly: totals, verdicts, and a file that cannot be touched up."""

import json
from pathlib import Path
from typing import Any

import pytest

from earlyyears.kernel import evolve
from earlyyears.testing import BadResultError
from earlyyears.testing.results import Outcome, Result, Verdict, read_result, result_of
from earlyyears.testing.telling import lines_of


def outcome(became: str = "passed", reason: str = "", name: str = "test_a") -> Outcome:
    """One outcome."""
    return Outcome("TestIt", name, became, reason, cure="Mend it.")


def result(*outcomes: Outcome, **more: Any) -> Result:
    """A result of some outcomes."""
    return Result("sample", "1.0", 1, "2026.11.0", outcomes, **more)


@pytest.mark.parametrize(
    ("outcomes", "more", "expected"),
    [
        ([outcome()], {}, Verdict.PROVEN),
        ([outcome(), outcome("skipped", "does not apply: no rules")], {}, "proven"),
        ([outcome(), outcome("skipped", "durable: impossible: memory")], {}, "proven"),
        ([outcome(), outcome("skipped", "shared: partial: one")], {}, "proven"),
        ([outcome(), outcome("skipped", "shared: not_built: later")], {}, "passes"),
        ([outcome()], {"overridden": {"a": "because"}}, "passes"),
        ([outcome(), outcome("skipped", "I was in a hurry")], {}, "fails"),
        ([outcome(), outcome("failed", "assert 1 == 2")], {}, "fails"),
        ([outcome(), outcome("missing")], {}, "fails"),
        ([outcome()], {"unchecked": ("the store",)}, "fails"),
        ([outcome()], {"faults": ("pytest ended with 3",)}, "fails"),
        ([], {}, "fails"),
        ([outcome("skipped", "does not apply: no rules")], {}, "fails"),
    ],
)
def test_the_verdict_says_no_more_than_was_shown(
    outcomes: list[Outcome], more: dict[str, Any], expected: str
) -> None:
    """Passing is not proven, and a skip without a reason is no pass."""
    assert expected == result(*outcomes, **more).verdict


def test_every_check_is_counted() -> None:
    """Eligible, run, passed, failed, missing and left out by reason add up."""
    told = result(
        outcome(),
        outcome("failed"),
        outcome("missing"),
        outcome("skipped", "does not apply: x"),
        outcome("skipped", "durable: impossible: y"),
    ).as_data()
    counted = [
        told[name] for name in ("eligible", "run", "passed", "failed", "missing")
    ]
    assert [4, 2, 1, 1, 1] == counted
    assert {"does not apply: x": 1, "durable: impossible: y": 1} == told["left_out"]


def test_a_result_comes_back_from_its_file(tmp_path: Path) -> None:
    """What was written is read as it was."""
    file = tmp_path / "kit-result.json"
    first = result(outcome(), blanks=("a rate",), fewer="one rule less")
    first.write(file)
    assert first.as_data() == (read_result(file) or result()).as_data()
    assert read_result(tmp_path / "none.json") is None


@pytest.mark.parametrize("text", ["{}", "[]", "no JSON", '{"format": 1, "hash": "x"}'])
def test_a_file_that_is_no_result_is_refused(tmp_path: Path, text: str) -> None:
    """The refusal says to run the check again."""
    file = tmp_path / "kit-result.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadResultError, match="run earlyyears plugins check again"):
        read_result(file)


def test_a_result_that_was_touched_up_is_refused() -> None:
    """Turning a failure into a pass changes the hash."""
    told = json.loads(json.dumps(result(outcome("failed")).as_data()))
    told["checks"][0][3] = "passed"
    with pytest.raises(BadResultError):
        result_of(told)


def test_fewer_checks_than_last_time_are_a_fault_unless_said_why() -> None:
    """A suite that shrinks in silence is worth nothing."""
    last = result(outcome(), outcome(name="test_b"))
    now = result(outcome())
    assert ("1 checks ran and 2 ran last time",) == now.beside(last).faults
    assert "fails" == now.beside(last).verdict
    assert "proven" == evolve(now, fewer="a rule was retired").beside(last).verdict
    assert now == now.beside(now) == now.beside(None)


def test_the_lines_name_what_failed_and_the_cure() -> None:
    """A developer can act on what is printed alone."""
    told = "\n".join(
        lines_of(
            result(
                outcome("failed", "assert 1 == 2"),
                outcome("skipped", "shared: partial: one"),
                unchecked=("the store “x” was not checked",),
                overridden={"TestIt.test_b": "ours is stricter"},
                blanks=("the rate",),
                faults=("no file",),
            )
        )
    )
    for words in (
        "sample 1.0: fails",
        "failed TestIt.test_a\n    assert 1 == 2\n    What to do: Mend it.",
        "the store “x” was not checked",
        "left out 1: shared: partial: one",
        "overridden TestIt.test_b: ours is stricter",
        "1 facts for the borough to fill in:\n  the rate",
        "wrong with the run: no file",
    ):
        assert words in told
