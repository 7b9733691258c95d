"""A ledger on the store under test, with small kinds of record and a set clock."""

import datetime as dt
import random
from itertools import count
from typing import Any

from earlyyears.kernel import Finding, Guard, Record, fact, personal, record, ref
from earlyyears.ledger import Ledger, Store

__all__ = ["BALANCE", "DAY", "Claim", "Edge", "Fund", "Note", "book"]

#: The day that most checks are about.
DAY = dt.date(2021, 9, 1)


@record("kit.fund")
class Fund(Record):
    """Money that may be claimed from."""

    balance: int


@record("kit.claim")
class Claim(Record):
    """A claim upon a fund."""

    fund: str = ref("kit.fund")
    amount: int


@record("kit.note")
class Note(Record):
    """A note about a person."""

    text: str = personal("practice", default="")
    number: int = fact(default=0)


def _within_balance(changes: Any, facts: Any) -> list[Finding]:
    asked = sum(one.amount for one in changes if isinstance(one, Claim))
    spent = sum(one.amount for one in facts.all(Claim))
    left = sum(one.balance for one in facts.all(Fund)) - spent
    text = f"{asked} is asked for and {left} is left"
    return [Finding("balance", text)] if asked > left else []


#: No fund may be overspent.
BALANCE = Guard("balance", [Claim], _within_balance)


class Edge:
    """Time, ids and chance that can be repeated; `name` keeps its ids apart."""

    def __init__(self, name: str = "a") -> None:
        self._now = dt.datetime(2021, 9, 1, 9, 0, tzinfo=dt.UTC)
        self._numbers = count(1)
        self._name = name
        chance = random.Random(name)  # noqa: S311  can be repeated
        #: Random bytes, so many.
        self.salts = chance.randbytes

    def clock(self) -> dt.datetime:
        """The time, a minute later whenever it is read."""
        self._now += dt.timedelta(minutes=1)
        return self._now

    def ids(self, kind: str) -> str:
        """An id that nothing else has."""
        return f"{kind}/{self._name}{next(self._numbers):06}"


def book(store: Store, edge: Edge | None = None) -> Ledger:
    """A ledger on a store, with small kinds of record and a balance to keep."""
    edge = edge or Edge()
    return Ledger(
        store,
        [Fund, Claim, Note],
        clock=edge.clock,
        ids=edge.ids,
        salts=edge.salts,
        guards=[BALANCE],
    )
