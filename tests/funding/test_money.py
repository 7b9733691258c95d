"""Entitlement money and hub money are two things; claims say what they are about."""

import pytest

from earlyyears.funding import (
    CoverClaim,
    EntitlementClaim,
    EntitlementMoney,
    HubMoney,
    MixedMoneyError,
    cover_cost,
    entitlement_payment,
    questions,
    statutory_bar,
)
from earlyyears.kernel import Hours, Pence
from earlyyears.places import Setting

SETTING = Setting(id="setting/a", kind="school", borough="newham")


@pytest.mark.parametrize("kind", [EntitlementMoney, HubMoney])
def test_each_kind_of_money_adds_up_by_itself(
    kind: type[EntitlementMoney] | type[HubMoney],
) -> None:
    """Two amounts of one kind are an amount of that kind, written in pounds."""
    one, other = kind(Pence(12500)), kind(Pence(50))
    assert kind(Pence(12550)) == one + other  # type: ignore[operator]
    assert "£125.50" == str(one + other)  # type: ignore[operator]
    assert other < one  # type: ignore[operator]


def test_the_two_kinds_never_mix() -> None:
    """Neither can be added to the other, nor to a bare amount."""
    for one, other in (
        (EntitlementMoney(Pence(1)), HubMoney(Pence(1))),
        (HubMoney(Pence(1)), EntitlementMoney(Pence(1))),
        (HubMoney(Pence(1)), Pence(1)),
    ):
        with pytest.raises(MixedMoneyError) as refused:
            one + other  # type: ignore[operator]
        assert "EY970" == refused.value.code
    assert EntitlementMoney(Pence(1)) != HubMoney(Pence(1))


def test_a_claim_is_put_to_the_rule_of_the_settings_borough() -> None:
    """It says its borough and the record that it is about."""
    for claim in (
        EntitlementClaim(SETTING, "universal_3_4", Hours.of(15)),
        CoverClaim(SETTING, "first-aid", Hours.of(3)),
    ):
        assert ("newham", "setting/a") == (claim.borough, claim.id)


def test_only_entitlement_money_is_barred_from_local_quality() -> None:
    """The bar stands on each question about entitlement money, with its source."""
    assert (entitlement_payment,) == questions()
    for one in questions():
        assert statutory_bar().kinds == one.forbids
        assert statutory_bar().basis == one.forbidden_by
    assert frozenset() == cover_cost.forbids


def test_nobody_has_confirmed_the_source_of_the_bar() -> None:
    """The law is taken from a restatement of it, and says so wherever it is shown."""
    assert "not confirmed by a person" in str(statutory_bar().basis)
