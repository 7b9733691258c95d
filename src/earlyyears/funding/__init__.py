"""Entitlement money and hub money, kept apart; what may not decide the first.

The room holds the two questions that a borough's plugin answers, what they are asked
about, and the law that keeps a borough's own judgement of quality out of entitlement
money.  It has no formula: rates and rules come from plugins.
"""

from .money import EntitlementMoney, HubMoney, MixedMoneyError
from .questions import (
    CoverClaim,
    EntitlementClaim,
    cover_cost,
    entitlement_payment,
    questions,
)
from .records import GuardRefusal
from .statute import StatutoryBar, statutory_bar

__all__ = [
    "CoverClaim",
    "EntitlementClaim",
    "EntitlementMoney",
    "GuardRefusal",
    "HubMoney",
    "MixedMoneyError",
    "StatutoryBar",
    "cover_cost",
    "entitlement_payment",
    "questions",
    "statutory_bar",
]
