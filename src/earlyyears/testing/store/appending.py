"""Checks of a commit: all of it or nothing, after the head, forgetting in one act."""

from collections.abc import Callable, Iterator

import pytest

from earlyyears.ledger import Row, StaleHeadError, Store
from earlyyears.testing.kits import check

from .base import StoreBase
from .rows import header, places, row, whole

__all__ = ["StoreAppending"]

_UNDO = "Do everything in one transaction, and undo it when anything raises."


def _kept(store: Store) -> bool:
    """Whether a store with three commits is as it was, and still takes a commit."""
    rows = [*store.read(None, 9)]
    same = store.head().commit == 3 and len(rows) == 8 and all(r.body for r in rows)
    store.append(whole(4))
    return same and store.head().commit == 4


_AMISS: dict[str, Callable[[], list[Row]]] = {
    "no rows": list,
    "no header": lambda: [row(4, 1)],
    "two headers": lambda: [header(4), header(4)],
    "a header of another kind": lambda: [row(4, 0), row(4, 1)],
    "a header that is not row 0": lambda: [row(4, 1, kind="commit"), header(4)],
    "a number twice": lambda: [row(4, 1), row(4, 1), header(4)],
    "a key again": lambda: [header(4, key="1")],
}


class StoreAppending(StoreBase):
    """A commit is kept whole or not at all."""

    @check(cure="Take the rows one by one, in any order; the header may come last.")
    def test_rows_may_come_from_a_generator_in_any_order(self, store: Store) -> None:
        """A store asks for no list, and puts the header in its place."""
        store.append(one for one in [row(1, 2), row(1, 1, "b"), header(1)])
        assert [(1, 0), (1, 1), (1, 2)] == places(store.read(None, 1))

    @check(cure="Let the store be read while its own commit is being made.")
    def test_a_generator_may_read_the_store_that_it_feeds(self, filled: Store) -> None:
        """Rows may be made from what is there, which is as it was before."""

        def copied() -> Iterator[Row]:
            for n, one in enumerate(filled.read(["fund"], 3), 1):
                yield one._replace(commit=4, n=n)
            # The header first: even then the commit is not there before it is whole.
            yield header(4)
            assert 3 == filled.head().commit
            assert filled.find("4") is None
            assert 8 == len([*filled.read(None, 9)])

        filled.append(copied())
        found = places(filled.read(["fund"], 9))
        assert [(2, 1), (2, 2), (4, 1), (4, 2)] == found

    @check(cure="Do not gather the rows of a commit in memory; a nation has 360,000.")
    def test_a_large_commit_is_taken_whole(self, store: Store) -> None:
        """Twenty thousand rows of one commit are all there, and in order."""
        store.append(whole(1, (f"room/{n}" for n in range(20_000))))
        assert list(range(20_001)) == [one.n for one in store.read(None, 1)]

    @check(cure="Compare the rows' commit with head + 1 and raise StaleHeadError.")
    @pytest.mark.parametrize("number", [-1, 0, 1, 3, 5])
    def test_a_commit_must_follow_the_head(self, filled: Store, number: int) -> None:
        """One that was overtaken, or runs ahead, is refused and nothing is written."""
        with pytest.raises(StaleHeadError):
            filled.append(whole(number, key="a new key"))
        assert _kept(filled)

    @check(cure=_UNDO)
    def test_a_commit_whose_rows_disagree_is_refused_whole(self, filled: Store) -> None:
        """The first rows are undone when a later one does not follow."""
        with pytest.raises(StaleHeadError):
            filled.append([row(4, 1), row(5, 2), header(4)])
        assert _kept(filled)

    @check(cure="Refuse such rows with BadAppendError, or another ValueError. " + _UNDO)
    @pytest.mark.parametrize("amiss", _AMISS)
    def test_what_is_not_one_whole_commit_is_refused(
        self, filled: Store, amiss: str
    ) -> None:
        """No header, two of them, a number or a key used twice: nothing is written."""
        with pytest.raises(ValueError):  # noqa: PT011  the words are the store's own
            filled.append(iter(_AMISS[amiss]()))
        assert _kept(filled)

    @check(cure=_UNDO)
    def test_a_generator_that_fails_leaves_the_store_as_it_was(
        self, filled: Store
    ) -> None:
        """The fault goes on to whoever made the commit, and the store can be used."""

        def failing() -> Iterator[Row]:
            yield row(4, 1)
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            filled.append(failing(), ["a"])
        assert _kept(filled)

    @check(cure="Set body and salt of those ids to None, and change nothing else.")
    def test_forgetting_drops_content_and_keeps_the_rest(self, filled: Store) -> None:
        """Body and salt are gone in every commit; digest, days and place remain."""
        before = [*filled.read(None, 3)]
        filled.append([row(4, 1, "z"), header(4)], ["a", "nothing"])
        expected = [
            old._replace(body=None, salt=None) if old.id == "a" else old
            for old in before
        ]
        assert expected == [*filled.read(None, 3)]
        assert 1 == len([*filled.read(None, 4, ["z"])])

    @check(cure="Forget after the rows of the commit have been written.")
    def test_a_commit_may_forget_what_it_holds_itself(self, filled: Store) -> None:
        """Rows of the same commit with such an id have no content either."""
        filled.append(whole(4, ["a", "d"]), ["a"])
        bodies = [
            one.body is None for one in filled.read(["room"], 4) if one.commit > 3
        ]
        assert [True, False] == bodies

    @check(cure=_UNDO)
    def test_a_refused_commit_forgets_nothing(self, filled: Store) -> None:
        """What is to be forgotten goes in the same act, or not at all."""
        with pytest.raises(StaleHeadError):
            filled.append(whole(9), ["a"])
        with pytest.raises(ValueError):  # noqa: PT011  the words are the store's own
            filled.append([row(4, 1)], ["a"])
        assert _kept(filled)

    @check(cure="Forget rows whose n is above 0 only.")
    def test_a_header_is_never_forgotten(self, filled: Store) -> None:
        """Who made a commit and why cannot be asked away through the store."""
        filled.append(whole(4), ["commit/1", "commit/4"])
        for headers in (filled.log(0), filled.read(["commit"], 4)):
            assert all(one.body for one in headers)

    @check(cure="Send many ids in parts, or as one array.")
    def test_many_ids_can_be_forgotten_at_once(self, store: Store) -> None:
        """A purge of five thousand records is one act."""
        ids = [f"room/{n}" for n in range(5_000)]
        store.append(whole(1, [*ids, "kept"]))
        store.append(whole(2, ["z"]), ids)
        assert ["kept"] == [one.id for one in store.read(["room"], 1) if one.body]
