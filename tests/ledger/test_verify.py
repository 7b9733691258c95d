"""Whatever is altered behind the ledger's back, `verify` names the commit."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from earlyyears.ledger import Head, Row, Verification, digest_of
from earlyyears.stores import MemoryStore
from tests.ledger.books import book, room, write

Rows = list[Row]


class Altered:
    """A store that gives whatever rows it was handed, in the order of the log."""

    def __init__(self, rows: Rows) -> None:
        self.rows = sorted(rows)

    def head(self) -> Head:
        """The newest header."""
        header = [*self.log(0)][-1]
        return Head(header.commit, header.digest)

    def read(self, kinds: Any, upto: int, ids: Any = None) -> Iterator[Row]:
        """Look at every row."""
        for row in self.rows:
            if row.commit <= upto and (kinds is None or row.kind in kinds):
                assert ids is None
                yield row

    def log(self, after: int) -> Iterator[Row]:
        """Look at every row."""
        return (row for row in self.rows if row.n == 0 and row.commit > after)


def filled() -> Rows:
    """The rows of three commits and an erasure."""
    store = MemoryStore()
    ledger = book(store)
    write(ledger, room("Elm"), room("Oak", "b"))
    write(ledger, room("Ash", "c"))
    write(ledger, room("Fir", "d"))
    ledger.erase(["example.room/b"], actor="officer", reason="asked")
    return [*store.read(None, 4)]


def verified(rows: Rows, pinned: Iterable[Head] = ()) -> Verification:
    """What a ledger on these rows says."""
    store: Any = Altered(rows)
    return book(store).verify(pinned)


def test_an_untouched_store_is_good() -> None:
    """Every commit and row is counted."""
    found = verified(filled())
    assert (True, 4, 9, None) == (found.ok, found.commits, found.rows, found.first_bad)
    assert "4 commits with 9 rows are as they were written" == str(found)


def test_an_empty_store_is_good() -> None:
    """There is nothing to be wrong."""
    assert book().verify().ok


def place(rows: Rows, commit: int, n: int) -> int:
    """The place of a row."""
    return [(row.commit, row.n) for row in rows].index((commit, n))


def alter(commit: int, n: int, **what: Any) -> Callable[[Rows], None]:
    """Alter a row and leave its digest."""

    def tamper(rows: Rows) -> None:
        at = place(rows, commit, n)
        rows[at] = rows[at]._replace(**what)

    return tamper


def forge(commit: int, n: int, **what: Any) -> Callable[[Rows], None]:
    """Alter a row and give it a digest that fits."""

    def tamper(rows: Rows) -> None:
        at = place(rows, commit, n)
        altered = rows[at]._replace(**what)
        rows[at] = altered._replace(digest=digest_of(altered))

    return tamper


def drop(commit: int, n: int) -> Callable[[Rows], None]:
    """Take a row out."""
    return lambda rows: rows.pop(place(rows, commit, n)) and None


def retell(commit: int, **what: str) -> Callable[[Rows], None]:
    """Say something else in a header."""

    def tamper(rows: Rows) -> None:
        at = place(rows, commit, 0)
        told = json.loads(rows[at].body or "") | what
        rows[at] = rows[at]._replace(body=json.dumps(told))

    return tamper


TAMPERINGS = {
    "a body": (2, alter(2, 1, body='{"schema":1,"name":"Yew"}')),
    "a body with a fitting digest": (2, forge(2, 1, body='{"schema":1,"name":"Yew"}')),
    "a day": (2, alter(2, 1, start="2021-09-02")),
    "an end": (2, alter(2, 1, end="2021-09-02")),
    "a kind": (3, alter(3, 1, kind="example.fund")),
    "an id": (3, alter(3, 1, id="example.room/z")),
    "a source": (1, alter(1, 1, source="row 9")),
    "a salt": (1, alter(1, 1, salt="00" * 16)),
    "a digest": (1, alter(1, 1, digest="0" * 64)),
    "the digest of an erased row": (1, alter(1, 2, digest="0" * 64)),
    "a body emptied without a tombstone": (2, alter(2, 1, body=None, salt=None)),
    "a salt taken away": (2, alter(2, 1, salt=None)),
    "an erased body put back": (1, alter(1, 2, body="{}", salt="00" * 16)),
    "the salt of an erased row put back": (1, alter(1, 2, salt="00" * 16)),
    "a row taken out": (1, drop(1, 1)),
    "the last row taken out": (3, drop(3, 1)),
    "a header taken out": (2, drop(2, 0)),
    "who acted": (2, retell(2, actor="another")),
    "a header's digest": (2, alter(2, 0, digest="0" * 64)),
    "a header that is no JSON": (3, alter(3, 0, body="oops")),
    "a header without a time zone": (2, retell(2, at="2021-09-01T09:00:00")),
    "a header emptied": (3, alter(3, 0, body=None, salt=None)),
    "a tombstone": (4, alter(4, 1, body='{"schema":2}')),
}


@pytest.mark.parametrize("what", TAMPERINGS)
def test_a_tampered_row_is_found_and_its_commit_named(what: str) -> None:
    """Altering anything in any row makes `verify` name the commit it stands in."""
    first_bad, tamper = TAMPERINGS[what]
    rows = filled()
    tamper(rows)
    found = verified(rows)
    assert (False, first_bad, first_bad - 1) == (
        found.ok,
        found.first_bad,
        found.commits,
    )
    assert str(found).startswith(f"commit {first_bad} is not as it was written: ")
    assert found.message


@pytest.mark.parametrize(
    ("tamper", "message"),
    [
        (alter(2, 1, body="{}"), "row 1 was altered"),
        (alter(2, 1, body=None, salt=None), "row 1 has no content and was not erased"),
        (alter(1, 2, body="{}"), "row 2 has content although it was erased"),
        (drop(1, 1), "row 1 is missing"),
        (drop(3, 1), "it has 0 rows and should have 1"),
        (drop(2, 0), "its header is missing"),
        (alter(3, 0, body="oops"), "its header cannot be read"),
        (alter(2, 0, digest="0" * 64), "its digest does not follow from its rows"),
    ],
)
def test_what_is_wrong_is_said(tamper: Callable[[Rows], None], message: str) -> None:
    """Whoever has to look into it is told where to look."""
    rows = filled()
    tamper(rows)
    assert message == verified(rows).message


def test_a_store_whose_head_is_not_its_newest_commit_is_found() -> None:
    """What the store calls its head must be where the log ends."""
    rows = filled()

    class Beheaded(Altered):
        """A store that remembers another head than its rows have."""

        def head(self) -> Head:
            """Another digest."""
            return Head(4, "0" * 64)

    store: Any = Beheaded(rows)
    found = book(store).verify()
    assert (4, "the newest commit is not the head of the store") == (
        found.first_bad,
        found.message,
    )


def test_a_whole_commit_taken_out_of_the_middle_is_found() -> None:
    """The number that is missing is named."""
    rows = [row for row in filled() if row.commit != 2]
    assert 2 == verified(rows).first_bad


def test_a_log_that_was_cut_off_shows_against_a_kept_head() -> None:
    """Only a digest kept elsewhere can show that the newest commits are gone."""
    rows = filled()
    kept = Altered(rows).head()
    # Where the erasure was cut off as well, its emptied row shows by itself.
    assert 1 == verified([row for row in rows if row.commit < 4]).first_bad
    whole = MemoryStore()
    write(book(whole), room("Elm"))
    alone = [*whole.read(None, 1)]
    assert verified(alone).ok
    found = verified(alone, [kept])
    assert (2, "it is missing, yet its digest 4 was pinned") == (
        found.first_bad,
        found.message,
    )


def test_a_log_that_was_written_anew_shows_against_a_kept_head() -> None:
    """A forged log that is sound in itself does not have the digest that was kept."""
    store, forged = MemoryStore(), MemoryStore()
    write(book(store), room("Elm"))
    write(book(forged), room("Yew"))
    kept = book(store).head()
    assert book(store).verify([kept]).ok
    assert book(forged).verify().ok
    assert 1 == book(forged).verify([kept]).first_bad


def test_a_commit_dated_back_is_found() -> None:
    """Time in the log only goes forward, whoever wrote it."""
    rows = filled()
    retell(3, at="2001-01-01T00:00:00+00:00")(rows)
    found = verified(rows)
    assert (3, "it is dated before the commit that it follows") == (
        found.first_bad,
        found.message,
    )


def test_digests_of_equal_rows_differ_by_their_salt() -> None:
    """Nobody can find out by trying what stood in an erased row."""
    store = MemoryStore()
    ledger = book(store)
    write(ledger, room("Elm"), room("Elm", "b"))
    one, two = (row for row in store.read(["example.room"], 1))
    assert one.salt != two.salt
    assert len(one.salt or "") == 32
    same = two._replace(n=one.n, id=one.id)
    assert digest_of(one) != digest_of(same)
    assert digest_of(one) == digest_of(same._replace(salt=one.salt))
