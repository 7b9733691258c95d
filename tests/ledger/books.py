"""What the tests of the ledger share: small kinds of record, a clock, a ledger."""

import datetime as dt
import random
from collections.abc import Iterable
from itertools import count
from typing import Any

from earlyyears.kernel import (
    DateRange,
    Finding,
    Record,
    fact,
    personal,
    record,
    ref,
    refs,
)
from earlyyears.ledger import Guard, Ledger, Store
from earlyyears.places import Registration, Setting
from earlyyears.stores import MemoryStore

DAY = dt.date(2021, 9, 1)
LATER = dt.date(2021, 10, 1)
START = dt.datetime(2021, 9, 1, 9, 0, tzinfo=dt.UTC)


@record("example.room", visible="public")
class Room(Record):
    """A room of a setting."""

    name: str = fact(default="")
    places: int = fact(default=0)
    setting: str | None = ref("setting", default=None)
    near: tuple[str, ...] = refs("example.room")


@record("example.fund")
class Fund(Record):
    """Money that may be claimed from."""

    balance: int


@record("example.claim")
class Claim(Record):
    """A claim upon a fund."""

    fund: str = ref("example.fund")
    amount: int


@record("example.diary", visible="author")
class Diary(Record):
    """A note that nobody but its author sees."""

    text: str = personal("remembering", default="")


@record("example.concern", visible="advisory-team")
class Concern(Record):
    """A note that only the advisory team sees."""

    text: str = personal("remembering", default="")


KINDS: tuple[type[Record], ...] = (
    Room, Fund, Claim, Diary, Concern, Setting, Registration,
)  # fmt: skip


def _within_balance(changes: Any, facts: Any) -> list[Finding]:
    found = []
    for fund in facts.all(Fund):
        spent = sum(one.amount for one in facts.all(Claim).where(fund=fund.id))
        fresh = [one for one in changes if isinstance(one, Claim)]
        asked = sum(one.amount for one in fresh if one.fund == fund.id)
        left = fund.balance - spent
        if asked > left:
            found.append(Finding("balance", f"{asked} is asked for and {left} is left"))
    return found


# One source for all ledgers, as two that share a store must never mint one id twice.
_NUMBERS = count(1)

#: No fund may be overspent.
BALANCE = Guard("balance", [Claim], _within_balance)


class Clock:
    """A clock that moves on by a minute whenever it is read."""

    def __init__(self, now: dt.datetime = START) -> None:
        self.now = now

    def __call__(self) -> dt.datetime:
        """Give the time and move on."""
        self.now += dt.timedelta(minutes=1)
        return self.now


def book(
    store: Store | None = None,
    *,
    clock: Clock | None = None,
    guards: Iterable[Guard] = (),
    kinds: Iterable[type[Record]] = KINDS,
) -> Ledger:
    """A ledger whose time and chance can be repeated."""
    return Ledger(
        store or MemoryStore(),
        kinds,
        clock=clock or Clock(),
        ids=lambda kind: f"{kind}/{next(_NUMBERS):06}",
        salts=random.Random(7).randbytes,
        guards=guards,
    )


def write(ledger: Ledger, *changes: Any, actor: str = "officer", **more: Any) -> int:
    """Commit some changes and give the number of the commit."""
    done = ledger.commit(changes, actor=actor, reason="a test", **more)
    assert done is not None
    return done.number


def room(name: str, of: str = "a", *, valid: DateRange | None = None) -> Room:
    """A room with a name."""
    return Room(id=f"example.room/{of}", name=name, valid=valid or DateRange())


def names(ledger: Ledger, on: dt.date = DAY, **how: Any) -> list[str]:
    """The names of the rooms that a view shows."""
    return [one.name for one in ledger.view(on, **how).all(Room)]
