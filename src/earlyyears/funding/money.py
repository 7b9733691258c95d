"""Two kinds of money that never mix: the type says whose it is.

Entitlement money follows a child and is paid on terms that the law limits.  Hub money
is a hub's own, and may depend on taking part.
"""

from earlyyears.kernel import EarlyYearsError, Pence, frozen

__all__ = ["EntitlementMoney", "HubMoney", "MixedMoneyError"]


class MixedMoneyError(EarlyYearsError, TypeError):
    """Entitlement money and hub money, or something that is no money, in one sum.

    They are paid on different terms and accounted for apart.  Add up each by itself.
    """

    code = "EY970"


@frozen(order=True)
class EntitlementMoney:
    """An amount paid to a setting for children's funded hours.

    >>> print(EntitlementMoney(Pence(50000)) + EntitlementMoney(Pence(250)))
    £502.50
    """

    amount: Pence

    def __add__(self, other: "EntitlementMoney") -> "EntitlementMoney":
        _same(self, other)
        return EntitlementMoney(self.amount + other.amount)

    def __str__(self) -> str:
        return str(self.amount)


@frozen(order=True)
class HubMoney:
    """An amount of a hub's own money, such as cover for a day of training.

    >>> HubMoney(Pence(8000)) + EntitlementMoney(Pence(1))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    earlyyears.funding.money.MixedMoneyError: HubMoney and EntitlementMoney ...
    """

    amount: Pence

    def __add__(self, other: "HubMoney") -> "HubMoney":
        _same(self, other)
        return HubMoney(self.amount + other.amount)

    def __str__(self) -> str:
        return str(self.amount)


def _same(one: object, other: object) -> None:
    first, second = type(one).__name__, type(other).__name__
    if first != second:
        raise MixedMoneyError(
            f"{first} and {second} cannot be added",
            advice="Add up each kind of money by itself.",
            first=first,
            second=second,
        )
