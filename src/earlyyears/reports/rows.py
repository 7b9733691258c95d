"""What the report reads off a row of the worklist."""

from collections.abc import Iterable

from earlyyears.kernel import Ask, CannotTell, Citation
from earlyyears.roles import LeadRow

from .words import day

__all__ = [
    "UNANSWERED",
    "asked",
    "basis",
    "bound_by",
    "groups",
    "inspected",
    "led_by",
]

#: Codes that stand in the place of a lead where none is given.
UNANSWERED = ("cannot_tell", "unsupported", "not_applicable")


def led_by(row: LeadRow) -> str:
    """Code of the lead, or of why there is none."""
    return row.lead or row.status


def bound_by(row: LeadRow) -> str:
    """Code of the duty, or that none is decided, or that none can arise."""
    undecided = row.status != "not_applicable"
    return row.duty or ("none_decided" if undecided else "not_applicable")


def asked(row: LeadRow) -> tuple[Ask, ...]:
    """The questions that a person would have to answer first."""
    return row.answer.questions if isinstance(row.answer, CannotTell) else ()


def basis(row: LeadRow) -> Citation | None:
    """The rule that the answer rests on, None where it rests on none."""
    return row.answer.why.basis


def groups(rows: Iterable[LeadRow]) -> tuple[LeadRow, ...]:
    """The group settings on the Early Years Register among some rows."""
    return tuple(row for row in rows if row.group_setting)


def inspected(row: LeadRow) -> str:
    """The inspection that the answer rests on, in words."""
    last = row.last_inspection
    if last is None:
        return "None that counts"
    return f"{day(last.inspected_on)}: {last.outcome}"
