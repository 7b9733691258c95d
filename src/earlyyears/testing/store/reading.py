"""Checks of what a store gives back: head, rows, headers, keys, and being closed."""

from collections.abc import Callable
from typing import Any

import pytest

from earlyyears.ledger import COMMIT_KIND, GENESIS, Head, Row, Store
from earlyyears.testing.kits import check

from .base import StoreBase
from .rows import header, places, row, whole

__all__ = ["StoreReading"]

_HOSTILE = (
    "'; DROP TABLE row; --",
    'quo"te and back\\slash',
    "line\nbreak\r\tand a tab",
    "nul \x00 in the middle",
    "%s %(name)s {0} $1 ?",
    "null",
    "\u202eright to left\u202c",
    "e\u0301 and é, 日本語, \U0001f9f8",
    " leading and trailing ",
    "x" * 100_000,
)


class StoreReading(StoreBase):
    """What is read is what was written, in the order of the log."""

    @check(cure="head() of a store without commits is Head(0, GENESIS).")
    def test_an_empty_store_has_the_head_zero(self, store: Store) -> None:
        """Before the first commit there is nothing to read and nothing to find."""
        assert Head(0, GENESIS) == store.head()
        assert [] == [*store.read(None, 9)]
        assert [] == [*store.log(0)]
        assert store.find("1") is None

    @check(cure="head() gives number and digest of the newest header, no other's.")
    def test_the_head_is_the_newest_header(self, filled: Store) -> None:
        """After each commit the head is its number and the digest of its header."""
        assert Head(3, "digest 3") == filled.head()
        filled.append(whole(4))
        assert Head(4, "digest 4") == filled.head()

    @check(cure="Keep all ten fields as they are and give back earlyyears.ledger.Row.")
    def test_rows_come_back_as_they_were_given(self, store: Store) -> None:
        """Every text and number is unchanged, and a row is a plain tuple."""
        rows = whole(1)
        store.append(rows)
        found = [*store.read(None, 1)]
        assert sorted(rows) == found
        assert all(type(one) is Row for one in found)

    @check(cure="Bind text as parameters, and keep it in a column that takes any text.")
    @pytest.mark.parametrize("text", _HOSTILE, ids=range(len(_HOSTILE)))
    def test_any_text_comes_back_unchanged(self, store: Store, text: str) -> None:
        """Quotes, control characters, other scripts and long text are only text."""
        id_ = text[:200]
        odd = Row(1, 1, id_, f"kind {id_}", "a", "b", text, text, text, text)
        head = header(1, key=id_)._replace(body=text, source=text, digest=text)
        store.append([odd, head])
        assert [odd] == [*store.read([f"kind {id_}"], 1, [id_])]
        assert head == store.find(id_)
        assert Head(1, text) == store.head()

    @check(cure="An empty text is no missing text: keep '' and None apart.")
    def test_nothing_and_an_empty_text_are_kept_apart(self, store: Store) -> None:
        """A body that is empty, one that says null and one that is gone differ."""
        rows = [
            row(1, n)._replace(body=body, salt=body, source="")
            for n, body in enumerate(("", "null", None), 1)
        ]
        store.append([*rows, header(1)])
        assert rows == [*store.read(["room"], 1)]

    @check(cure="Compare kinds, ids and keys letter by letter, without folding.")
    def test_names_that_look_alike_are_kept_apart(self, store: Store) -> None:
        """Case, accents, blanks and wildcards tell one id from another."""
        ids = ["a", "A", "á", "a\u0301", "a ", "a%", "a_", "%"]
        store.append(whole(1, ids))
        for n, id_ in enumerate(ids, 1):
            assert [(1, n)] == places(store.read(None, 1, [id_])), id_

    @check(cure="Filter by kinds and ids, and sort by commit and then by n.")
    @pytest.mark.parametrize(
        ("kinds", "upto", "ids", "expected"),
        [
            (None, 1, None, [(1, 0), (1, 1), (1, 2)]),
            (None, 0, None, []),
            (["room"], 3, None, [(1, 1), (1, 2), (3, 1)]),
            (["room"], 2, None, [(1, 1), (1, 2)]),
            (["fund", "room"], 9, None, [(1, 1), (1, 2), (2, 1), (2, 2), (3, 1)]),
            (["room", "room"], 2, None, [(1, 1), (1, 2)]),
            ([COMMIT_KIND], 3, None, [(1, 0), (2, 0), (3, 0)]),
            (["nothing"], 3, None, []),
            ([], 3, None, []),
            (None, 3, ["c"], [(2, 2), (3, 1)]),
            (None, 3, ["c", "a", "c"], [(1, 1), (2, 1), (2, 2), (3, 1)]),
            (["fund"], 3, ["c", "a"], [(2, 1), (2, 2)]),
            (["fund"], 3, ["b"], []),
            (None, 3, [], []),
            ({"room"}, 2, frozenset({"a", "c"}), [(1, 1)]),
        ],
    )
    def test_rows_are_read_by_kind_and_id(
        self, filled: Store, kinds: Any, upto: int, ids: Any, expected: Any
    ) -> None:
        """Up to a commit, always in the order of the log."""
        assert expected == places(filled.read(kinds, upto, ids))

    @check(cure="Sort by commit and by n as numbers, not as text.")
    def test_the_order_is_that_of_numbers(self, store: Store) -> None:
        """Row 10 comes after row 9, and commit 10 after commit 9."""
        for commit in range(1, 12):
            store.append(whole(commit, [f"id {n}" for n in range(12)]))
        found = places(store.read(["room"], 11))
        assert sorted(found) == found
        assert 11 * 12 == len(found)

    @check(cure="Send many ids in parts, or as one array.")
    def test_ten_thousand_ids_can_be_asked_for_at_once(self, store: Store) -> None:
        """A whole file's ids are no more than a store can take."""
        ids = [f"room/{n}" for n in range(10_000)]
        store.append(whole(1, ids))
        assert 10_000 == len([*store.read(None, 1, ids)])

    @check(cure="log(after) gives row 0 of every later commit, in order.")
    def test_the_log_gives_headers_after_a_commit(self, filled: Store) -> None:
        """All of them after 0, and none after the newest."""
        found = [[one.commit for one in filled.log(after)] for after in (0, 2, 3, 9)]
        assert [[1, 2, 3], [3], [], []] == found
        assert all(one.n == 0 for one in filled.log(0))

    @check(cure="find(key) looks for a header with the id “commit/” and the key.")
    def test_a_commit_is_found_by_its_key(self, filled: Store) -> None:
        """The key is the header's id without its kind; other rows are not found."""
        filled.append([row(4, 1, "commit/z", "room"), header(4, key="a key/with 1%")])
        assert header(2) == filled.find("2")
        assert header(4, key="a key/with 1%") == filled.find("a key/with 1%")
        assert [None] * 4 == [filled.find(key) for key in ("9", "a", "z", "commit/2")]

    @check(cure="A cursor of its own for each reading, fixed at the commit asked for.")
    def test_two_readers_may_be_half_way(self, filled: Store) -> None:
        """Reading twice at once, or reading on after a commit, gives what there was."""
        one, two = filled.read(None, 3), filled.read(["room"], 3)
        assert [(1, 0), (1, 1)] == places([next(one), next(two)])
        filled.append(whole(4))
        assert [(1, 2), (3, 1)] == places(two)
        assert 7 == len(places(one))

    @check(cure="close() twice is no fault; afterwards every verb raises RuntimeError.")
    def test_a_closed_store_says_so(self, filled: Store) -> None:
        """Closing twice is no fault; using it afterwards is one with a name."""
        filled.close()
        filled.close()
        uses: list[Callable[[], object]] = [
            filled.head,
            lambda: [*filled.read(None, 1)],
            lambda: filled.append(whole(4)),
            lambda: filled.find("1"),
            lambda: [*filled.log(0)],
        ]
        for use in uses:
            with pytest.raises(RuntimeError):
                use()
