"""Handovers that fall due when the lead on a setting changes."""

import datetime as dt

from earlyyears.kernel import Answered, DateRange, Facts, Records
from earlyyears.places import Setting

from .leads import support_lead
from .records import Handover

__all__ = ["handovers_due"]


def handovers_due(facts: Facts) -> list[Handover]:
    """The handovers that the day's answers make due and nobody has opened yet.

    Compared is the body that leads with the taker of the latest handover of the
    setting.  The first lead of a setting is a handover from nobody.  Where the answer
    is not a lead, nothing falls due.
    """
    held = facts.all(Handover)
    due = (_due(facts, one, held.where(setting=one.id)) for one in facts.all(Setting))
    return [one for one in due if one is not None]


def _due(facts: Facts, setting: Setting, held: Records[Handover]) -> Handover | None:
    answer = facts.ask(support_lead, setting)
    if not isinstance(answer, Answered):
        return None
    latest = max(held, key=_order, default=None)
    giver = latest.taker if latest is not None else ""
    if giver == answer.value.body:
        return None
    token = setting.id.partition("/")[2]
    return Handover(
        id=f"handover/{token}/{facts.on}",
        valid=DateRange(facts.on),
        setting=setting.id,
        giver=giver,
        taker=answer.value.body,
        reason=answer.why.reason,
    )


def _order(one: Handover) -> tuple[dt.date, str]:
    return (one.valid.start or dt.date.min, one.id)
