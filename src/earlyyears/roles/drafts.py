"""Answers in the making: what was found, before it is cited and signed."""

from typing import NamedTuple, TypeAlias

from earlyyears.kernel import (
    Answer,
    Answered,
    Ask,
    CannotTell,
    Citation,
    Facts,
    NotApplicable,
    Record,
    Unsupported,
    Why,
)

from .leads import Lead
from .wordings import reason

__all__ = ["Draft", "answer", "most_demanding", "same", "told"]

Records: TypeAlias = tuple[Record, ...]


class Draft(NamedTuple):
    """What was found about a setting or one registration."""

    #: `answered`, `not_applicable`, `unsupported` or `cannot_tell`.
    status: str
    reason: str
    lead: Lead | None = None
    steps: tuple[str, ...] = ()
    records: Records = ()
    basis: Citation | None = None
    asks: tuple[Ask, ...] = ()


def told(
    code: str,
    steps: tuple[str, ...] = (),
    records: Records = (),
    asks: tuple[Ask, ...] = (),
) -> Draft:
    """A draft for a reason that is no clause, in the words of the table of reasons."""
    found = reason(code)
    return Draft(found.status, code, None, (*steps, found.says), records, None, asks)


def answer(draft: Draft, facts: Facts) -> Answer[Lead]:
    """Cite the records of a draft and give it as an answer."""
    because = facts.cite(*draft.records)
    why = Why(draft.reason, because, draft.steps, draft.basis)
    if draft.lead is not None:
        return Answered(draft.lead, why)
    if draft.status == "not_applicable":
        return NotApplicable(why)
    if draft.status == "unsupported":
        return Unsupported(why)
    return CannotTell(why, draft.asks)


def same(one: Draft, other: Draft) -> bool:
    """Say whether two drafts give the same answer, whatever the grounds.

    Two leads are the same answer if body and duty are; without a lead, if the reasons
    are.
    """
    if one.lead is None or other.lead is None:
        return (one.status, one.reason) == (other.status, other.reason)
    return one.lead == other.lead


_DUTIES = {"unconfirmed": 4, "local": 5, "none": 6}


def _demand(draft: Draft) -> int:
    lead = draft.lead
    if lead is None:
        return {"cannot_tell": 1, "unsupported": 2}.get(draft.status, 7)
    if lead.duty == "statutory":
        return 3 if lead.body == "mentors" else 0
    return _DUTIES[lead.duty]


def most_demanding(drafts: list[Draft]) -> Draft:
    """The answer among several registrations that asks most of the authority.

    A statutory duty under one registration settles it.  Failing that, what cannot be
    told about one leaves the whole open, because it might be a statutory duty.
    """
    if len(drafts) == 1:
        return drafts[0]
    ordered = sorted(drafts, key=_demand)
    first = ordered[0]
    note = (
        f"The setting has {len(drafts)} registrations on this day; each is looked at by"
        " itself, and the most demanding answer holds."
    )
    others = tuple(step for each in ordered[1:] for step in each.steps[:1])
    return first._replace(
        steps=(note, *first.steps, *others),
        records=tuple(dict.fromkeys(one for each in ordered for one in each.records)),
    )
