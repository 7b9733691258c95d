"""A made-up borough that tries to pay more to settings at its own top level."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from earlyyears.funding import (
    EntitlementClaim,
    EntitlementMoney,
    HubMoney,
    cover_cost,
    entitlement_payment,
)
from earlyyears.funding.questions import CoverClaim
from earlyyears.kernel import (
    Answer,
    Answered,
    Citation,
    Facts,
    Pence,
    Question,
    Record,
    Rule,
    Why,
    record,
    ref,
)
from earlyyears.places import Setting
from earlyyears.plugins import BoroughPlugin

POLICY = Citation("A made-up borough's policy", "paragraph 3", confirmed=True)

Work = Callable[[EntitlementClaim, Facts], Answer[EntitlementMoney]]


@record("elmet.level-award", purpose="supporting settings", local_quality=True)
class LevelAward(Record):
    """A level that the borough itself gave to a setting."""

    setting: str = ref("setting")
    level: int = 1


#: At which of the borough's own levels a setting is.
level: Question[Setting, int] = Question("elmet.level", "At which level is it?")


@level.rule(reads=[LevelAward], basis=POLICY)
def awarded_level(setting: Setting, facts: Facts) -> Answer[int]:
    """The level of the newest award."""
    award = facts.all(LevelAward).where(setting=setting.id).one()
    return Answered(award.level, Why("awarded", because=facts.cite(award)))


def paid(pence: int) -> Answer[EntitlementMoney]:
    """So much is paid."""
    return Answered(EntitlementMoney(Pence(pence)), Why("hours"))


def flat(claim: EntitlementClaim, facts: Facts) -> Answer[EntitlementMoney]:  # noqa: ARG001
    """Everybody gets the same."""
    return paid(600)


def by_award(claim: EntitlementClaim, facts: Facts) -> Answer[EntitlementMoney]:
    """More at the top level, read from the award."""
    awards = facts.all(LevelAward).where(setting=claim.setting.id)
    return paid(700 if any(one.level == 3 for one in awards) else 600)


def by_asking(claim: EntitlementClaim, facts: Facts) -> Answer[EntitlementMoney]:
    """More at the top level, asked for."""
    answer = facts.ask(level, claim.setting)
    return paid(700 if isinstance(answer, Answered) and answer.value == 3 else 600)


def in_secret(claim: EntitlementClaim, facts: Facts) -> Answer[EntitlementMoney]:
    """More at the top level, with the refusal swallowed."""
    try:
        return by_award(claim, facts)
    except PermissionError:
        return paid(600)


@cover_cost.rule(reads=[LevelAward], basis=POLICY)
def cover(claim: CoverClaim, facts: Facts) -> Answer[HubMoney]:
    """Hub money may depend on the level."""
    awards = facts.all(LevelAward).where(setting=claim.setting.id)
    return Answered(HubMoney(Pence(8000 if awards else 0)), Why("level"))


def rule_of(
    work: Work, reads: Sequence[type[Record]] = (LevelAward,)
) -> Rule[Any, Any]:
    """One way of paying, as a rule under its own name."""
    return entitlement_payment.rule(reads=reads, basis=POLICY)(work)


class Elmet(BoroughPlugin):
    """A made-up borough."""

    name: ClassVar[str] = "elmet"
    version: ClassVar[str] = "1.2"

    def __init__(
        self, *rules: Rule[Any, Any], more: Sequence[type[Record]] = ()
    ) -> None:
        self._rules = rules
        self._more = more

    def records(self) -> list[type[Record]]:
        """Awards, and what a test adds."""
        return [LevelAward, *self._more]

    def rules(self) -> list[Rule[Any, Any]]:
        """The level, cover, and what a test adds."""
        return [awarded_level, cover, *self._rules]
