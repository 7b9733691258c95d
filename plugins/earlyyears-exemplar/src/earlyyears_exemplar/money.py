"""Two kinds of money, and what may decide each of them.

Entitlement money may not depend on what Marlow Vale itself says of a setting: a rule
that reads a level, or asks a question whose rule reads one, is refused.  Cover is the
hub's own money, and may depend on taking part.
"""

from earlyyears.funding import (
    CoverClaim,
    EntitlementClaim,
    EntitlementMoney,
    HubMoney,
    cover_cost,
    entitlement_payment,
)
from earlyyears.kernel import (
    Answer,
    Answered,
    Ask,
    CannotTell,
    Citation,
    Facts,
    NotApplicable,
    Why,
    since,
)
from earlyyears.places import Setting

from .rates import COVERED, HOURLY
from .records import TrainingDay

__all__ = ["hourly_rate", "training_cover"]

FORMULA = Citation("Marlow Vale funding formula (fictional)", "table 2")
COVER = Citation("Marlow Vale hub agreement (fictional)", "clause 7")


@entitlement_payment.rule(reads=[Setting], during=since(2025, 9, 1), basis=FORMULA)
def hourly_rate(claim: EntitlementClaim, facts: Facts) -> Answer[EntitlementMoney]:
    """So many hours at the rate of their entitlement on the day."""
    if not HOURLY.of(claim.entitlement):
        return NotApplicable(Why("no_such_entitlement", facts.cite(claim.setting)))
    rate, hours = HOURLY.on(claim.entitlement, facts.on), claim.hours.hours
    paid = rate.value.times(hours)
    steps = (f"{hours} hours x {rate.value} ≈ {paid}",)
    why = Why("hourly_rate", facts.cite(claim.setting), steps, rate.source)
    return Answered(EntitlementMoney(paid), why)


@cover_cost.rule(reads=[Setting, TrainingDay], during=since(2025, 9, 1), basis=COVER)
def training_cover(claim: CoverClaim, facts: Facts) -> Answer[HubMoney]:
    """The hours of a training day that somebody recorded, at one rate for all."""
    days = facts.all(TrainingDay).where(setting=claim.setting.id, id=claim.activity)
    day = days.first()
    if day is None:
        text = f"Was somebody of {claim.setting.id} at {claim.activity}?"
        asked = Ask("attendance", text, claim.setting.id, who="the trainer")
        return CannotTell(Why("not_recorded", facts.cite(claim.setting)), (asked,))
    rate = COVERED.on("training", facts.on)
    paid = rate.value.times(day.hours)
    steps = (f"{day.hours} hours x {rate.value} ≈ {paid}",)
    return Answered(HubMoney(paid), Why("cover", facts.cite(day), steps, rate.source))
