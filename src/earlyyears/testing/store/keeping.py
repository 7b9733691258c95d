"""Checks of a ledger on the store: what a hub promises, whatever it is kept in."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from earlyyears.kernel import DateRange, since
from earlyyears.ledger import (
    Ended,
    Head,
    KeyReusedError,
    Ledger,
    LegalHold,
    RefusedError,
    Row,
    SeenChangedError,
    StaleHeadError,
    Store,
    Version,
)
from earlyyears.services.tables import archive, restore
from earlyyears.stores import MemoryStore
from earlyyears.testing.kits import check

from .base import StoreBase
from .books import DAY, Claim, Edge, Fund, Note, book

__all__ = ["StoreKeeping"]

_CURE = "The rows that came back differ: run the checks of rows and of append first."
_LATER = dt.date(2021, 10, 1)


def _write(ledger: Ledger, *changes: Any, **more: Any) -> int:
    done = ledger.commit(changes, actor="officer", reason="a check", **more)
    assert done is not None
    return done.number


def _note(text: str, of: str = "a", valid: DateRange | None = None) -> Note:
    return Note(id=f"kit.note/{of}", text=text, valid=valid or DateRange())


def _texts(ledger: Ledger, on: dt.date = DAY, **how: Any) -> list[str]:
    return [one.text for one in ledger.view(on, **how).all(Note)]


def _history(ledger: Ledger) -> list[Version]:
    return ledger.history("kit.note/a", ledger.view(DAY))


class StoreKeeping(StoreBase):
    """The ledger's promises hold on this store as they do in memory."""

    @pytest.fixture
    def ledger(self, store: Store) -> Ledger:
        """A ledger on the store."""
        return book(store)

    @check(cure=_CURE)
    def test_the_latest_assertion_that_covers_the_day_wins(
        self, ledger: Ledger
    ) -> None:
        """A correction holds for its days, and what it does not cover stays."""
        _write(ledger, _note("first"))
        _write(ledger, _note("later", valid=since(2021, 10, 1)))
        assert ["first"] == _texts(ledger)
        assert ["later"] == _texts(ledger, _LATER)

    @check(cure=_CURE)
    def test_an_ending_takes_a_record_away_from_a_day_on(self, ledger: Ledger) -> None:
        """It was there before, and is there no more."""
        _write(ledger, _note("here"))
        _write(ledger, Ended(Note, "kit.note/a", since(2021, 10, 1)))
        assert [["here"], []] == [_texts(ledger), _texts(ledger, _LATER)]

    @check(cure="read(kinds, upto) gives rows up to and including that commit.")
    def test_what_was_known_then_can_be_asked_for(self, ledger: Ledger) -> None:
        """As at a commit, the view is what it was when that commit was the newest."""
        numbers = [_write(ledger, _note(text)) for text in ("one", "two", "three")]
        told = [_texts(ledger, as_at=number) for number in numbers]
        assert [["one"], ["two"], ["three"]] == told

    @check(cure=_CURE)
    def test_a_withdrawn_commit_counts_no_more(self, ledger: Ledger) -> None:
        """It is as if it had not been made, and comes back with its withdrawal's."""
        _write(ledger, _note("right"))
        wrong = _write(ledger, _note("wrong"))
        back = ledger.withdraw(wrong, actor="officer", reason="wrong file")
        assert ["right"] == _texts(ledger)
        assert ["wrong"] == _texts(ledger, as_at=wrong)
        ledger.withdraw(back.number, actor="officer", reason="it was right")
        assert ["wrong"] == _texts(ledger)

    @check(cure="find(key) must give the header of the commit made with that key.")
    def test_a_commit_repeated_with_its_key_is_made_once(self, ledger: Ledger) -> None:
        """The same again changes nothing; another change with the key is refused."""
        first = _write(ledger, _note("once"), key="file 7")
        assert first == _write(ledger, _note("once"), key="file 7")
        with pytest.raises(KeyReusedError):
            _write(ledger, _note("else"), key="file 7")
        assert 1 == ledger.head().commit

    @check(cure="head() and read() must show what was committed a moment ago.")
    def test_what_changed_since_it_was_seen_is_noticed(self, ledger: Ledger) -> None:
        """A decision on something that somebody changed in between is refused."""
        _write(ledger, _note("as seen"))
        seen = ledger.view(DAY)
        _write(ledger, _note("changed"))
        with pytest.raises(SeenChangedError):
            _write(ledger, _note("decided"), seen=seen)
        assert ["changed"] == _texts(ledger)

    @check(cure="Raise StaleHeadError when somebody was first: the guards run again.")
    def test_two_officers_cannot_spend_one_balance(self, store: Store) -> None:
        """Guards are asked again on the newest head when somebody was first."""
        first = book(store)
        _write(first, Fund(id="kit.fund/1", balance=100))
        claims = [
            Claim(id=f"kit.claim/{n}", fund="kit.fund/1", amount=60) for n in "ab"
        ]
        overtaken = _Overtaken(store, lambda: _write(first, claims[0]))
        second = book(overtaken, Edge("b"))
        with pytest.raises(RefusedError, match="60 is asked for and 40 is left"):
            _write(second, claims[1])
        assert 1 == overtaken.refused
        assert claims[:1] == [*first.view(DAY).all(Claim)]

    @check(cure="forget drops body and salt of every row with the id, and only those.")
    def test_an_erased_record_is_gone_and_the_chain_holds(self, ledger: Ledger) -> None:
        """No view shows it, as at any commit, and verify finds nothing amiss."""
        _write(ledger, _note("a person"), _note("another", "b"))
        _write(ledger, _note("a person, later"))
        ledger.erase(["kit.note/a"], actor="officer", reason="asked")
        told = [_texts(ledger, as_at=n) for n in (1, 2, 3)]
        assert [["another"]] * 3 == told
        assert {None} == {one.record for one in _history(ledger)}
        assert ledger.verify().ok, str(ledger.verify())

    @check(cure="Tombstones are rows like others: keep their kind and id.")
    def test_an_erased_record_does_not_come_back(self, ledger: Ledger) -> None:
        """The next file meets the tombstone and is refused."""
        _write(ledger, _note("a person"))
        ledger.erase(["kit.note/a"], actor="officer", reason="asked")
        with pytest.raises(RefusedError):
            _write(ledger, _note("a person again"))
        assert [] == _texts(ledger)

    @check(cure=_CURE)
    def test_what_is_held_by_law_is_not_erased(self, ledger: Ledger) -> None:
        """A legal hold stops an erasure, and nothing is lost."""
        _write(ledger, _note("evidence"))
        _write(ledger, LegalHold(id="legal-hold/1", target="kit.note/a"))
        with pytest.raises(RefusedError):
            ledger.erase(["kit.note/a"], actor="officer", reason="asked")
        assert ["evidence"] == _texts(ledger)

    @check(cure=_CURE)
    def test_history_tells_every_version(self, ledger: Ledger) -> None:
        """What was said, in which commit, oldest first."""
        for text in ("one", "two"):
            _write(ledger, _note(text))
        found = [(one.commit, one.record) for one in _history(ledger)]
        assert [(1, _note("one")), (2, _note("two"))] == found

    @check(cure="Nothing the store gives back may differ by a letter.")
    def test_verify_finds_a_row_that_was_altered(self, store: Store) -> None:
        """The digests that the store keeps tell a row that is not as it was written."""
        _write(book(store), _note("as it was"))
        assert book(store).verify().ok
        found = book(_Tampered(store), Edge("b")).verify()
        assert (False, 1) == (found.ok, found.first_bad)

    @check(cure=_CURE)
    def test_a_ledger_opened_anew_knows_the_same(self, store: Store) -> None:
        """Nothing that a ledger knows is kept outside its store."""
        first = book(store)
        _write(first, _note("kept"), _note("gone", "b"))
        _write(first, Ended(Note, "kit.note/b", DateRange()))
        again = book(store, Edge("b"))
        assert ["kept"] == _texts(again)
        assert first.head() == again.head()

    @check(cure="Rows from an archive may have neither body nor salt: keep them so.")
    def test_an_archive_fills_this_store_as_it_was(
        self, store: Store, tmp_path: Path
    ) -> None:
        """A hub can move here, erasures and all, and the chain still holds."""
        origin = book(MemoryStore())
        _write(origin, _note("stays"), _note("goes", "b"))
        origin.erase(["kit.note/b"], actor="officer", reason="asked")
        archive(origin, tmp_path / "hub.archive")
        here = book(store, Edge("b"))
        restore(here, tmp_path / "hub.archive")
        assert ["stays"] == _texts(here)
        assert origin.head() == here.head()
        assert here.verify().ok


class _Through:
    """The store, for something to come in between."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def head(self) -> Head:
        return self.store.head()

    def append(self, rows: Iterable[Row], forget: Sequence[str] = ()) -> None:
        self.store.append(rows, forget)

    def read(
        self,
        kinds: Collection[str] | None,
        upto: int,
        ids: Collection[str] | None = None,
    ) -> Iterator[Row]:
        return self.store.read(kinds, upto, ids)

    def log(self, after: int) -> Iterator[Row]:
        return self.store.log(after)

    def find(self, key: str) -> Row | None:
        return self.store.find(key)

    def close(self) -> None:
        self.store.close()


class _Overtaken(_Through):
    """The store, in which somebody else is first the first time."""

    def __init__(self, store: Store, others: Callable[[], object]) -> None:
        super().__init__(store)
        self._others: Callable[[], object] | None = others
        self.refused = 0

    def append(self, rows: Iterable[Row], forget: Sequence[str] = ()) -> None:
        made = [*rows]
        others, self._others = self._others, None
        if others is not None:
            others()
        try:
            super().append(made, forget)
        except StaleHeadError:
            self.refused += 1
            raise


class _Tampered(_Through):
    """The store, as if somebody had edited a row behind its back."""

    def read(
        self,
        kinds: Collection[str] | None,
        upto: int,
        ids: Collection[str] | None = None,
    ) -> Iterator[Row]:
        for one in super().read(kinds, upto, ids):
            altered = one.body and one.body.replace("as it was", "as it was not")
            yield one._replace(body=altered)
