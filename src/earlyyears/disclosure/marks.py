"""Shorthand that stands where a number cannot: a blank cell never says why."""

from enum import StrEnum
from functools import cache
from importlib.resources import files

from earlyyears.kernel import Citation, citation_from, read_toml

__all__ = ["Mark", "marks_source"]


class Mark(StrEnum):
    """Why a number is not shown.

    >>> str(Mark.CONFIDENTIAL), Mark.CONFIDENTIAL.shown
    ('c', '[c]')
    """

    CONFIDENTIAL = "c"
    NOT_APPLICABLE = "z"
    NOT_AVAILABLE = "x"
    LOW = "low"

    @property
    def shown(self) -> str:
        """The mark as a page prints it, in square brackets."""
        return f"[{self.value}]"

    @property
    def meaning(self) -> str:
        """What the mark means, in words."""
        return _meanings()[self.value]


@cache
def _meanings() -> dict[str, str]:
    rows = read_toml(files("earlyyears.disclosure") / "data" / "marks.toml")["mark"]
    return {row["letter"]: row["meaning"] for row in rows}


def marks_source() -> Citation:
    """Where the shorthand comes from."""
    return citation_from(
        read_toml(files("earlyyears.disclosure") / "data" / "marks.toml")
    )
