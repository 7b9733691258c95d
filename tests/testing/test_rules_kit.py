"""The parts of the kit for rules: tables, values, sums, and what a rule reaches for."""

import datetime as dt
import os
import random
import socket
import time
from collections.abc import Callable
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from earlyyears.kernel import (
    Answer,
    Answered,
    Citation,
    Facts,
    Faults,
    Hours,
    Pence,
    Question,
    Why,
    frozen,
)
from earlyyears.plugins import BoroughPlugin
from earlyyears.testing import BadCasesError, RuleKit
from earlyyears.testing.rules.arithmetic import last_result, sums_amiss
from earlyyears.testing.rules.cases import read_cases
from earlyyears.testing.rules.values import agrees, subject_from
from earlyyears.testing.watching import watched
from tests.testing.brack.plugin import Brackwater

TWICE: Question[int, int] = Question("doubling.twice", "How much is it twice?")


@TWICE.rule(reads=[], basis=Citation("arithmetic", confirmed=True))
def doubled(number: int, facts: Facts) -> Answer[int]:  # noqa: ARG001  as rules are
    """Twice the number."""
    return Answered(2 * number, Why("doubled"))


class Doubling(BoroughPlugin):
    """A plugin about numbers."""

    name = "doubling"
    version = "1"

    def rules(self) -> list[Any]:
        """One."""
        return [doubled]


HEAD = "case,rule,on,subject,answer,value,reason,signed_off_by,signed_off_on\n"


# ------------------------------------------------------------------------------- sums


@pytest.mark.parametrize(
    "step",
    [
        "15 \u00d7 £6.20 = £93.00",
        "15 hours x 38 weeks = 570 hours",
        "(10 + 5) \u00d7 £2.00 = £30.00",
        "10% \u00d7 £50.00 = £5.00",
        "£1,234.50 - £34.50 = £1,200.00",
        "£1.00 / 3 ≈ £0.33",
        "£2.00 ÷ 3 ≈ £0.67",
        "007 + 1 = 8",
        "No sum at all, on 2026-01-01.",
    ],
)
def test_a_sum_that_comes_out_is_let_pass(step: str) -> None:
    """Pounds, hours, percentages, brackets and rounding are understood."""
    assert [] == sums_amiss((step,))


@pytest.mark.parametrize(
    ("step", "left"),
    [
        ("£10.00 + £5.00 = £15.01", "15"),
        ("£1.00 / 3 = £0.33", "0.333333"),
        ("£1.00 / 3 ≈ £0.34", "0.33"),
        ("2 - 5 = 3", "-3"),
    ],
)
def test_a_sum_that_does_not_come_out_is_told_with_what_does(
    step: str, left: str
) -> None:
    """To the penny, and exactly unless rounding is said."""
    assert [f"“{step}”: the left side is {left}"] == sums_amiss((step,))


def test_a_sum_that_cannot_be_worked_out_is_told() -> None:
    """A division by nothing is no sum."""
    assert ["“1 / 0 = 1” cannot be worked out"] == sums_amiss(("1 / 0 = 1",))


def test_the_last_result_is_that_of_the_last_equation() -> None:
    """Whatever stands before or after it in words."""
    steps = (
        "2 \u00d7 3 = 6",
        "then 6 \u00d7 £2.00 = £12.00, which is paid",
        "Paid in May.",
    )
    assert Fraction(12) == last_result(steps)
    assert last_result(("no sum",)) is None


# ----------------------------------------------------------------------------- reaching


@pytest.mark.parametrize(
    ("work", "reach"),
    [
        (dt.date.today, "clock"),
        (lambda: dt.datetime.now(dt.UTC), "clock"),
        (time.time, "clock"),
        (random.random, "chance"),
        (lambda: random.choice([1, 2]), "chance"),
        (lambda: os.environ["PATH"], "settings"),
        (lambda: os.getenv("PATH"), "settings"),
        (lambda: socket.create_connection(("localhost", 1)), "network"),
        (lambda: Path(__file__).read_bytes(), "files"),
        (lambda: Path(__file__).exists(), "files"),
    ],
    ids=range(10),
)
def test_what_code_reaches_for_is_seen_and_stopped(
    work: Callable[[], object], reach: str
) -> None:
    """However it was imported, and before it is done."""
    assert (None, [reach]) == watched(work)


def test_code_that_reaches_for_nothing_is_let_run() -> None:
    """Its value comes back, and whoever watched before watches again."""
    assert (6, []) == watched(lambda: sum([1, 2, 3]))


def test_nothing_of_the_code_can_catch_the_stop() -> None:
    """A rule that catches everything it may is stopped all the same."""

    def stubborn() -> str:
        try:
            time.time()
        except Exception:  # noqa: BLE001  that is what it tries
            return "went on"
        return "looked"

    assert (None, ["clock"]) == watched(stubborn)


# ------------------------------------------------------------------------------- values


class Size(Enum):
    """How large."""

    SMALL = "small"


@frozen
class Child:
    """A value that a rule may be about."""

    born: dt.date
    hours: Hours
    sizes: tuple[Size, ...] = ()
    note: str | None = None
    eligible: bool = False


def test_a_subject_is_made_of_its_cells() -> None:
    """Each cell is read as the type of its field says."""
    cells = {"born": "01/09/2022", "hours": "7.5", "sizes": "small", "eligible": "yes"}
    made = Child(
        dt.date(2022, 9, 1), Hours.of("7.5"), (Size.SMALL,), None, eligible=True
    )
    assert made == subject_from(Child, "", cells)
    assert 15 == subject_from(int, "15", {})
    assert "as it is" == subject_from(str, "as it is", {})
    assert "a" == subject_from(str | None, "a", {})
    with pytest.raises(TypeError, match="has no fields"):
        subject_from(int, "", {"born": "x"})


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("£69.00", Pence(6900), True),
        ("69", Pence(6900), True),
        ("69.01", Pence(6900), False),
        ("1/2", Fraction(1, 2), True),
        ("0.5", Decimal("0.50"), True),
        ("yes", True, True),
        ("small", Size.SMALL, True),
        ("01/09/2022", dt.date(2022, 9, 1), True),
        ("three", 3, False),
        ("text", "text", True),
        ("text", None, False),
    ],
)
def test_what_an_officer_typed_is_compared_as_a_value(
    text: str,
    value: Any,
    expected: bool,  # noqa: FBT001  the expected value
) -> None:
    """In whatever usual way it was written."""
    assert expected is agrees(text, value)


# -------------------------------------------------------------------------------- cases


def test_everything_wrong_with_a_table_is_told_at_once(tmp_path: Path) -> None:
    """Columns, days, answers and names, each with its row."""
    (tmp_path / "cases.csv").write_text(
        "case,rule,on,answer,value.size,odd,signed_off_on\n"
        "a,r,2026-02-30,answered,,,\n"
        "b,r,2026-02-03,perhaps,,,soon\n"
        "b,r,03/02/2026,answered,,,\n"
        ",,,,,,\n",
        encoding="utf-8",
    )
    with pytest.raises(Faults) as fault:
        read_cases(tmp_path)
    codes = [one.code for one in fault.value.findings]
    assert ["no_column", "unknown_column", "bad_day", "bad_day", "not_an_answer"] == (
        codes[:5]
    )
    assert "name_twice" == codes[-1]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("a,nothing,2026-02-10,x,answered,,,,", "there is no rule “nothing”"),
        ("a,cover_2026,2026-02-10,setting/gone,answered,,,,", "hold no record"),
    ],
)
def test_a_case_about_nothing_is_refused(tmp_path: Path, row: str, words: str) -> None:
    """The case's place is named, and what there is instead."""
    (tmp_path / "cases.csv").write_text(f"{HEAD}{row}\n", encoding="utf-8")

    class Tried(RuleKit):
        """The rules."""

        plugin = Brackwater
        cases = tmp_path

    with pytest.raises(BadCasesError, match=words):
        Tried().trials()


def test_a_kit_without_cases_says_which_rules_lack_them() -> None:
    """Nobody has worked anything out, and the kit does not pretend."""

    class Bare(RuleKit):
        """The rules."""

        plugin = Brackwater

    with pytest.raises(AssertionError, match="cover_2025"):
        Bare().test_every_rule_has_a_case()


def test_several_texts_in_a_cell_are_several_values() -> None:
    """Separated by semicolons, each read as its type."""
    assert (1, 2) == subject_from(tuple[int, ...], "1; 2", {})
    assert frozenset({"a"}) == subject_from(frozenset[str], "a;", {})


def test_a_percentage_is_a_fraction() -> None:
    """A percentage alone is the fraction that it stands for."""
    assert [] == sums_amiss(("25% = 0.25",))


def test_a_subject_that_is_no_record_is_made_of_its_cells(tmp_path: Path) -> None:
    """A rule about a plain number is asked about that number."""
    (tmp_path / "cases.csv").write_text(
        "case,rule,on,subject,answer,value,signed_off_by,signed_off_on\n"
        "a,doubled,2026-02-10,21,answered,42,a-post,2026-01-01\n",
        encoding="utf-8",
    )

    class Tried(RuleKit):
        """The rules."""

        plugin = Doubling
        cases = tmp_path

    Tried().test_cases_come_out_as_signed()
    Tried().test_every_rule_has_a_case()
    text = (tmp_path / "cases.csv").read_text(encoding="utf-8")
    (tmp_path / "cases.csv").write_text(text.replace(",21,", ",many,"), "utf-8")

    class Wrong(RuleKit):
        """The rules."""

        plugin = Doubling
        cases = tmp_path

    with pytest.raises(BadCasesError, match="cannot be made of these cells"):
        Wrong().trials()
