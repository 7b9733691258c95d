"""Handovers that fall due when the lead on a setting changes, and their steps."""

import datetime as dt
from collections.abc import Iterable, Iterator

from earlyyears.kernel import (
    Answered,
    DateRange,
    Facts,
    Lifecycle,
    Records,
    Step,
    evolve,
)
from earlyyears.places import Setting

from .leads import support_lead
from .records import Handover, HandoverNotice

__all__ = ["HANDOVER_STEPS", "handovers_due", "notices_of", "superseded", "waiting"]

#: The steps of a handover; one that a later change overtakes is closed.
HANDOVER_STEPS = Lifecycle(
    "opened",
    {
        "offer": Step(("opened",), "offered"),
        "accept": Step(("opened", "offered"), "accepted"),
        "decline": Step(("opened", "offered"), "declined"),
        "close": Step(("opened", "offered", "accepted", "declined"), "closed"),
    },
)


_SETTLED = frozenset({"accepted", "closed"})


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
        opened_on=facts.on,
    )


def _order(one: Handover) -> tuple[dt.date, str]:
    # A step that is taken later makes a handover no later than those opened since.
    return (one.opened, one.id)


def notices_of(handover: Handover) -> Iterator[HandoverNotice]:
    """What both bodies are told on the day on which a handover is opened.

    The first lead of a setting is nobody's loss, and stands in the worklist anyway.
    """
    if not handover.giver:
        return
    for body in (handover.giver, handover.taker):
        yield HandoverNotice(
            id=f"handover-notice/{handover.id.partition('/')[2]}/{body}",
            valid=DateRange(handover.opened),
            handover=handover.id,
            setting=handover.setting,
            body=body,
            told_on=handover.opened,
        )


def superseded(facts: Facts, opened: Iterable[Handover]) -> Iterator[Handover]:
    """Earlier handovers of the same settings, closed because the lead changed again."""
    held = facts.all(Handover)
    for new in opened:
        for one in held.where(setting=new.setting):
            if one.giver and one.state not in _SETTLED and one.id != new.id:
                yield evolve(
                    one,
                    state=HANDOVER_STEPS.after(one.state, "close"),
                    note=one.note or f"Overtaken by the change on {new.opened}.",
                    valid=DateRange(facts.on, one.valid.end),
                )


def waiting(facts: Facts, *, days: int = 0) -> list[Handover]:
    """Handovers that nobody has accepted after so many days, the oldest first.

    Who takes over has the duty from the first day; what waits is the acceptance.  The
    first lead of a setting waits for nothing.
    """
    limit = facts.on - dt.timedelta(days=days)
    held = (one for one in facts.all(Handover) if one.giver)
    open_ = (one for one in held if one.state not in _SETTLED)
    return sorted((one for one in open_ if one.opened <= limit), key=_order)
