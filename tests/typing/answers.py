"""What type checkers must know about answers. Checked by the session `typing`."""

from typing import assert_never, assert_type

from earlyyears.kernel import (
    Answer,
    Answered,
    CannotTell,
    NotApplicable,
    Unsupported,
    Why,
)


def in_words(answer: Answer[int]) -> str:
    """Four cases are all there are, and each knows what it holds."""
    match answer:
        case Answered(value, why):
            assert_type(value, int)
            return f"{value + 1} because of {why.reason}"
        case NotApplicable(why) | Unsupported(why):
            assert_type(why, Why)
            return why.reason
        case CannotTell(why, questions):
            return "; ".join([why.reason, *(ask.text for ask in questions)])
    assert_never(answer)


def wider(answer: Answer[bool]) -> Answer[int]:
    """An answer of a narrower kind serves where a wider one is asked for."""
    return answer
