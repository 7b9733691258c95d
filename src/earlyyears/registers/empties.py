"""The five ways in which a register says nothing, which are five different facts."""

import enum

__all__ = ["Empty", "empty_of"]


class Empty(enum.Enum):
    """Why a cell tells nothing."""

    #: Blank, or the word NULL: there is nothing to tell, such as no inspection.
    ABSENT = "absent"
    #: A dash: the question did not arise, as for a judgement of another framework.
    NOT_APPLICABLE = "not_applicable"
    #: REDACTED: the publisher knows and does not say.
    WITHHELD = "withheld"
    #: Not Recorded or Unknown: the publisher does not know.
    UNKNOWN = "unknown"
    #: The inspectors came and did not judge it.
    NOT_JUDGED = "not_judged"


_WORDS = {
    "": Empty.ABSENT,
    "null": Empty.ABSENT,
    "-": Empty.NOT_APPLICABLE,
    "n/a": Empty.NOT_APPLICABLE,
    "not applicable": Empty.NOT_APPLICABLE,
    "redacted": Empty.WITHHELD,
    "not recorded": Empty.UNKNOWN,
    "unknown": Empty.UNKNOWN,
    "not judged": Empty.NOT_JUDGED,
}
_LONGEST = max(map(len, _WORDS))
#: How many outer spaces are looked behind.
_SPACES = 20


def empty_of(text: str) -> Empty | None:
    """Why a cell tells nothing, or None where it tells something.

    >>> empty_of("REDACTED").value, empty_of(" - ").value, empty_of("Newham")
    ('withheld', 'not_applicable', None)
    """
    if not text:
        return Empty.ABSENT
    if len(text) > _LONGEST + _SPACES:
        return None
    return _WORDS.get(text.strip().casefold())
