"""The two questions about money, and what they are asked about.

No child is known here: a claim holds hours, and a rule is a function over it.
"""

from earlyyears.kernel import Hours, Question, frozen
from earlyyears.places import Setting

from .money import EntitlementMoney, HubMoney
from .statute import statutory_bar

__all__ = [
    "CoverClaim",
    "EntitlementClaim",
    "cover_cost",
    "entitlement_payment",
    "questions",
]


@frozen
class EntitlementClaim:
    """Funded hours at one setting, which a borough is to pay for.

    The day of the facts decides which rule answers.  `entitlement` is the borough's
    stable code of it; `hours` are all hours of the claim together.
    """

    setting: Setting
    entitlement: str
    hours: Hours

    @property
    def borough(self) -> str:
        """The local authority that pays, whose rule answers."""
        return self.setting.borough

    @property
    def id(self) -> str:
        """The record that the claim is about."""
        return self.setting.id


@frozen
class CoverClaim:
    """Hours for which a setting paid somebody to stand in during an activity."""

    setting: Setting
    #: The hub's code of the activity, such as a training event.
    activity: str
    hours: Hours

    @property
    def borough(self) -> str:
        """The local authority that the setting is in, whose rule answers."""
        return self.setting.borough

    @property
    def id(self) -> str:
        """The record that the claim is about."""
        return self.setting.id


_BAR = statutory_bar()

#: What is paid for funded hours.  Nothing that a council itself says of a setting's
#: quality may decide it, not even through another question.
entitlement_payment: Question[EntitlementClaim, EntitlementMoney] = Question(
    "entitlement_payment",
    "What does the local authority pay for these funded hours?",
    forbids=_BAR.kinds,
    forbidden_by=_BAR.basis,
)

#: What a hub pays towards cover.  It is hub money, and may depend on taking part.
cover_cost: Question[CoverClaim, HubMoney] = Question(
    "cover_cost", "What does the hub pay towards cover for this activity?"
)


def questions() -> tuple[Question[EntitlementClaim, EntitlementMoney], ...]:
    """The questions about entitlement money, which forbid local quality levels."""
    return (entitlement_payment,)
