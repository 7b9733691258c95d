"""Plain numbers out of answers, for comparing."""

from typing import Any

from earlyyears.kernel import Answer, Answered


def number(answer: Answer[Any]) -> float:
    """The plain number of an answer; anything else fails the test that asks."""
    assert isinstance(answer, Answered), answer
    return float(answer.value)
