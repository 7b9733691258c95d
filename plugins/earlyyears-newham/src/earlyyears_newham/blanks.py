"""What only the borough knows: blanks that ask, instead of numbers that guess.

A blank is a rule that says whom to ask.  Fill one by answering in it, with a citation,
and put its fact and the value into `facts_needed.csv`.
"""

import csv
from functools import cache
from importlib.resources import files

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
    Ask,
    CannotTell,
    Citation,
    Facts,
    Why,
    frozen,
)
from earlyyears.places import Setting

__all__ = ["Needed", "cover_blank", "needed", "payment_blank"]

BLANK = Citation("facts_needed.csv of earlyyears-newham", "a blank that Newham fills")


@frozen
class Needed:
    """A fact that only the borough knows, and where it goes once it is known."""

    fact: str
    why: str
    who_knows: str
    where_it_goes: str
    value: str = ""


@cache
def needed() -> tuple[Needed, ...]:
    """Every fact that is needed, those that were filled in as well."""
    file = files(__package__ or "earlyyears_newham") / "facts_needed.csv"
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    return tuple(Needed(**row) for row in rows)


@entitlement_payment.rule(reads=[Setting], basis=BLANK)
def payment_blank(claim: EntitlementClaim, facts: Facts) -> Answer[EntitlementMoney]:
    """Newham's rates are not published with this plugin."""
    text = f"What does Newham pay for an hour of “{claim.entitlement}” on {facts.on}?"
    asked = Ask("newham_hourly_rate", text, who="the early years finance officer")
    return CannotTell(Why("not_filled_in", facts.cite(claim.setting)), (asked,))


@cover_cost.rule(reads=[Setting], basis=BLANK)
def cover_blank(claim: CoverClaim, facts: Facts) -> Answer[HubMoney]:
    """The case study says that the budget had an element of cover, and not how much."""
    text = "What does the hub pay for an hour of cover, up to how many hours?"
    asked = Ask("newham_cover_rate", text, who="the hub's budget holder")
    return CannotTell(Why("not_filled_in", facts.cite(claim.setting)), (asked,))
