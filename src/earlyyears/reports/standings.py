"""Where each setting stands: the rows that the support report counts and lists."""

import datetime as dt
from collections.abc import Iterable

from earlyyears.kernel import Ask, Citation, frozen

__all__ = ["Standing"]

#: Codes that stand in the place of a lead where none is given.
UNANSWERED = ("cannot_tell", "unsupported", "not_applicable")


@frozen
class Standing:
    """One setting on the day: what it is, who leads, by what duty, and why."""

    #: Id of the setting.
    setting: str
    #: Registration number as scheme:value.
    number: str
    #: None where the register withholds it.
    name: str | None
    kind: str
    #: `answered`, `cannot_tell`, `unsupported` or `not_applicable`.
    status: str
    #: Code of the lead, or nothing without an answer.
    lead: str
    duty: str
    reason: str
    #: Whether it is a group setting on the Early Years Register.
    group: bool = False
    #: Name of its network, or nothing.
    network: str = ""
    registered_on: dt.date | None = None
    #: The last inspection in words.
    inspected: str = ""
    steps: tuple[str, ...] = ()
    basis: Citation | None = None
    questions: tuple[Ask, ...] = ()

    @property
    def led_by(self) -> str:
        """Code of the lead, or of why there is none."""
        return self.lead if self.status == "answered" else self.status

    @property
    def bound_by(self) -> str:
        """Code of the duty, or that none is decided."""
        return self.duty if self.status == "answered" else "none_decided"


def group_of(rows: Iterable[Standing]) -> tuple[Standing, ...]:
    """The group settings on the Early Years Register among some rows."""
    return tuple(row for row in rows if row.group)
