"""The tool that breaks names really breaks them, and sees who does not notice."""

import os
from pathlib import Path

import pytest

from tests import break_rows

NAME = "earlyyears.governance.next_review"
GOOD = """
import datetime as dt
from earlyyears.governance import Vision, next_review
from earlyyears.kernel import Snapshot

def test_the_review_is_a_year_on():
    told = Vision(
        id="v", name="V", partnership="p", agreed_on=dt.date(2018, 2, 1), state="agreed"
    )
    facts = Snapshot(told, on=dt.date(2018, 3, 1))
    assert dt.date(2019, 2, 1) == next_review(facts, told)
"""
IDLE = """
from earlyyears.governance import next_review

def test_it_is_there():
    assert callable(next_review)
"""
SKIPPED = """
import pytest

def test_nothing():
    pytest.skip("no files")
"""

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="this system cannot fork a process"
)


@pytest.mark.parametrize(
    ("test", "whole", "broken"),
    [
        (GOOD, break_rows.PASSED, break_rows.FAILED),
        (IDLE, break_rows.PASSED, break_rows.PASSED),
        (SKIPPED, break_rows.NONE_RAN, break_rows.NONE_RAN),
        ("def test_wrong(): assert False", break_rows.FAILED, break_rows.FAILED),
    ],
    ids=["notices", "survives", "never ran", "fails anyway"],
)
def test_a_trial_tells_who_notices(
    tmp_path: Path, test: str, whole: int, broken: int
) -> None:
    """A test that uses the name fails once it does nothing; an idle one goes on."""
    file = tmp_path / "test_planted.py"
    file.write_text(test, encoding="utf-8")
    tried = [break_rows.trial(name, [str(file)]) for name in (None, NAME)]
    assert [whole, broken] == tried


def test_a_broken_function_gives_its_input_back_and_a_class_holds_nothing() -> None:
    """The two stand-ins are what they say."""
    given = object()
    assert given is break_rows.stand_in_for(len)(given)  # type: ignore[operator]
    made = break_rows.Empty(given, name="x")
    assert (None, False) == (getattr(made, "name", 1), made == break_rows.Empty())


def test_every_row_of_the_table_can_be_found() -> None:
    """Each public name leads to what holds it, so it can be broken."""
    names = {
        name
        for row in break_rows.read()
        for name in break_rows.split(row["public name"])
    }
    assert [] == [name for name in names if break_rows.found(name)[2] is None]
