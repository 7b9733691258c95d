"""A state machine of the ledger on this store and on the memory store."""

import datetime as dt
from contextlib import ExitStack
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from earlyyears.kernel import DateRange, EarlyYearsError
from earlyyears.ledger import Ended
from earlyyears.stores import MemoryStore

from .base import StoreBase
from .books import Edge, Note, book

__all__ = ["LedgerMachine"]

_FIRST = dt.date(2021, 9, 1)
_IDS = [f"kit.note/{letter}" for letter in "abcd"]


@st.composite
def _days(draw: st.DrawFn) -> DateRange:
    start = draw(st.none() | st.integers(0, 6))
    length = draw(st.none() | st.integers(1, 6))
    first = None if start is None else _FIRST + dt.timedelta(days=start)
    if length is None:
        return DateRange(first)
    return DateRange(first, (first or _FIRST) + dt.timedelta(days=length))


class LedgerMachine(RuleBasedStateMachine):
    """Records, endings, withdrawals and erasures, seen on any day as at any commit."""

    def __init__(self, kit: StoreBase) -> None:
        super().__init__()
        self._kit = kit
        self._ends = ExitStack()
        self._url = self._ends.enter_context(kit.new_url())
        self._store = kit.open(self._url)
        self._edge = Edge()
        self._model, self._ledger = book(MemoryStore()), book(self._store, self._edge)
        self._texts = 0

    def teardown(self) -> None:
        """Clear up."""
        self._store.close()
        self._ends.close()

    def both(self, verb: str, *args: Any) -> None:
        """Do the same to both, and compare what comes back or is refused."""
        told = {"actor": "officer", "reason": "a check"}
        outcomes: list[Any] = []
        for ledger in (self._model, self._ledger):
            try:
                outcomes.append(getattr(ledger, verb)(*args, **told))
            except EarlyYearsError as fault:
                outcomes.append(fault.code)
        assert outcomes[0] == outcomes[1]

    @rule(id_=st.sampled_from(_IDS), days=_days())
    def say(self, id_: str, days: DateRange) -> None:
        """Assert a note for some days."""
        self._texts += 1
        note = Note(id=id_, text=f"text {self._texts}", valid=days)
        self.both("commit", [note])

    @rule(id_=st.sampled_from(_IDS), days=_days())
    def end(self, id_: str, days: DateRange) -> None:
        """Say that there is no such note on some days."""
        self.both("commit", [Ended(Note, id_, days)])

    @rule(back=st.integers(0, 4))
    def withdraw(self, back: int) -> None:
        """Take a commit back, or its withdrawal."""
        self.both("withdraw", max(1, self._model.head().commit - back))

    @rule(id_=st.sampled_from(_IDS))
    def erase(self, id_: str) -> None:
        """Erase a note for good, if it was ever there."""
        self.both("erase", [id_])

    @rule(day=st.integers(-1, 13), back=st.integers(0, 6))
    def look_back(self, day: int, back: int) -> None:
        """See the notes of a day as they were known at a commit."""
        on = _FIRST + dt.timedelta(days=day)
        as_at = max(0, self._model.head().commit - back)
        seen = [
            {one.id: one for one in ledger.view(on, as_at=as_at).all(Note)}
            for ledger in (self._model, self._ledger)
        ]
        assert seen[0] == seen[1]

    @precondition(lambda self: self._kit.able("durable"))
    @rule()
    def reopen(self) -> None:
        """Close the store; a ledger on it opened anew knows the same."""
        self._store.close()
        self._store = self._kit.open(self._url)
        self._ledger = book(self._store, self._edge)

    @invariant()
    def same_digest(self) -> None:
        """The heads agree, so every row of every commit does."""
        assert self._model.head() == self._ledger.head()

    @rule()
    def verify(self) -> None:
        """Nothing was altered."""
        assert self._ledger.verify().ok
