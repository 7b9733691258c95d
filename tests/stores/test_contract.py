"""What every store promises; the memory store and SQLite keep to it alike."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from earlyyears.ledger import GENESIS, Head, Row, StaleHeadError, Store
from earlyyears.stores import (
    BadAppendError,
    ClosedStoreError,
    MemoryStore,
    SqliteStore,
)
from tests.stores.rows import header, row, whole

MAKERS: dict[str, Callable[[Path], Store]] = {
    "memory": lambda _: MemoryStore(),
    "sqlite": lambda folder: SqliteStore(folder / "hub.db"),
}


@pytest.fixture(params=MAKERS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store of each kind."""
    made = MAKERS[request.param](tmp_path)
    yield made
    made.close()


@pytest.fixture
def filled(store: Store) -> Store:
    """A store with three commits."""
    store.append(whole(1))
    store.append(whole(2, ["a", "c"], "fund"))
    store.append(whole(3, ["c"]))
    return store


def places(rows: Iterator[Row]) -> list[tuple[int, int]]:
    """Where rows stand in the log."""
    return [(one.commit, one.n) for one in rows]


def test_an_empty_store_has_the_head_zero(store: Store) -> None:
    """Before the first commit there is nothing to read and nothing to find."""
    assert Head(0, GENESIS) == store.head()
    assert [] == [*store.read(None, 9)]
    assert [] == [*store.log(0)]
    assert store.find("1") is None


def test_rows_come_back_as_they_were_given(store: Store) -> None:
    """Every text and number is unchanged, and a row is a plain tuple."""
    rows = whole(1)
    store.append(rows)
    found = [*store.read(None, 1)]
    assert sorted(rows) == found
    assert all(isinstance(one, Row) for one in found)
    assert Head(1, "digest 1") == store.head()


def test_rows_may_come_from_a_generator_with_the_header_last(store: Store) -> None:
    """A store asks for no list, and puts the header in its place."""
    store.append(one for one in whole(1))
    assert [(1, 0), (1, 1), (1, 2)] == places(store.read(None, 1))


def test_a_generator_may_read_the_store_that_it_feeds(filled: Store) -> None:
    """Rows may be made from what is there, which is as it was before the commit."""

    def copied() -> Iterator[Row]:
        for n, one in enumerate(filled.read(["fund"], 3), 1):
            yield one._replace(commit=4, n=n)
        yield header(4)

    filled.append(copied())
    assert [(2, 1), (2, 2), (4, 1), (4, 2)] == places(filled.read(["fund"], 9))


@pytest.mark.parametrize("number", [0, 1, 3, 5])
def test_a_commit_must_follow_the_head(filled: Store, number: int) -> None:
    """One that was overtaken, or runs ahead, is refused and nothing is written."""
    if number == 3:
        number = -1
    with pytest.raises(StaleHeadError, match="the next is 4"):
        filled.append(whole(number))
    assert 3 == filled.head().commit
    assert 8 == len([*filled.read(None, 9)])


def test_a_commit_whose_rows_disagree_is_refused_whole(filled: Store) -> None:
    """The first rows are undone when a later one does not follow."""
    with pytest.raises(StaleHeadError):
        filled.append([row(4, 1), row(5, 2), header(4)])
    assert [] == places(filled.read(["room"], 9, ["x"]))
    assert 8 == len([*filled.read(None, 9)])


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [row(4, 1)],
        [header(4), header(4)],
        [row(4, 0), row(4, 1)],
        [row(4, 1), row(4, 1), header(4)],
        [header(4, key="1")],
    ],
    ids=["none", "no header", "two headers", "no real header", "doubled", "key again"],
)
def test_what_is_not_one_whole_commit_is_refused(
    filled: Store, rows: list[Row]
) -> None:
    """No header, two of them, a number or a key used twice: nothing is written."""
    with pytest.raises(BadAppendError):
        filled.append(iter(rows))
    assert 3 == filled.head().commit
    assert 8 == len([*filled.read(None, 9)])
    filled.append(whole(4))


def test_a_generator_that_fails_leaves_the_store_as_it_was(filled: Store) -> None:
    """The fault goes on to whoever made the commit, and the store can be used."""

    def failing() -> Iterator[Row]:
        yield row(4, 1)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        filled.append(failing(), ["a"])
    assert 8 == len([*filled.read(None, 9)])
    assert all(one.body for one in filled.read(None, 9))
    filled.append(whole(4))


@pytest.mark.parametrize(
    ("kinds", "upto", "ids", "expected"),
    [
        (
            None,
            3,
            None,
            [(1, 0), (1, 1), (1, 2), (2, 0), (2, 1), (2, 2), (3, 0), (3, 1)],
        ),
        (None, 1, None, [(1, 0), (1, 1), (1, 2)]),
        (None, 0, None, []),
        (["room"], 3, None, [(1, 1), (1, 2), (3, 1)]),
        (["room"], 2, None, [(1, 1), (1, 2)]),
        (["fund", "room"], 9, None, [(1, 1), (1, 2), (2, 1), (2, 2), (3, 1)]),
        (["commit"], 3, None, [(1, 0), (2, 0), (3, 0)]),
        (["nothing"], 3, None, []),
        ([], 3, None, []),
        (None, 3, ["c"], [(2, 2), (3, 1)]),
        (None, 3, ["c", "a"], [(1, 1), (2, 1), (2, 2), (3, 1)]),
        (["fund"], 3, ["c", "a"], [(2, 1), (2, 2)]),
        (["fund"], 3, ["b"], []),
        (None, 3, [], []),
        ({"room"}, 2, frozenset({"a", "c"}), [(1, 1)]),
    ],
)
def test_rows_are_read_by_kind_and_id_in_the_order_of_the_log(
    filled: Store, kinds: list[str], upto: int, ids: list[str], expected: list[object]
) -> None:
    """Up to a commit, and always by commit and then by number."""
    assert expected == places(filled.read(kinds, upto, ids))


def test_ten_thousand_ids_can_be_asked_for_at_once(store: Store) -> None:
    """A whole file's ids are no more than a store can take."""
    ids = [f"room/{n}" for n in range(10_000)]
    store.append(whole(1, ids))
    assert 10_000 == len([*store.read(None, 1, ids)])


def test_the_log_gives_headers_after_a_commit(filled: Store) -> None:
    """All of them after 0, and none after the newest."""
    assert [[1, 2, 3], [3], [], []] == [
        [one.commit for one in filled.log(after)] for after in (0, 2, 3, 9)
    ]
    assert all(one.n == 0 for one in filled.log(0))


def test_a_commit_is_found_by_its_key(filled: Store) -> None:
    """The key is the header's id without its kind; other rows are not found."""
    found = filled.find("2")
    assert (2, 0) == ((found.commit, found.n) if found else None)
    assert filled.find("9") is None
    assert filled.find("a") is None


def test_forgetting_drops_content_and_keeps_the_rest(filled: Store) -> None:
    """Body and salt are gone in every commit; digest, days and place remain."""
    before = [*filled.read(None, 3)]
    filled.append([row(4, 1, "z"), header(4)], ["a", "nothing"])
    after = [*filled.read(None, 3)]
    for old, new in zip(before, after, strict=True):
        gone = old.id == "a"
        assert (old._replace(body=None, salt=None) if gone else old) == new
    assert 2 == sum(one.body is None for one in after)
    assert 1 == len([*filled.read(None, 4, ["z"])])


def test_a_refused_commit_forgets_nothing(filled: Store) -> None:
    """What is to be forgotten goes in the same act, or not at all."""
    with pytest.raises(StaleHeadError):
        filled.append(whole(9), ["a"])
    with pytest.raises(BadAppendError):
        filled.append([row(4, 1)], ["a"])
    assert all(one.body for one in filled.read(None, 9))


def test_a_header_is_never_forgotten(filled: Store) -> None:
    """Who made a commit and why cannot be asked away through the store."""
    filled.append(whole(4), ["commit/1"])
    for headers in (filled.log(0), filled.read(["commit"], 4)):
        assert all(one.body for one in headers)


def test_two_readers_may_be_half_way(filled: Store) -> None:
    """Reading twice at once, or reading on after a commit, gives what there was."""
    one, two = filled.read(None, 3), filled.read(["room"], 3)
    assert ((1, 0), (1, 1)) == (
        places(iter([next(one)]))[0],
        places(iter([next(two)]))[0],
    )
    filled.append(whole(4))
    assert [(1, 2), (3, 1)] == places(two)
    assert 7 == len(places(one))


def test_a_closed_store_says_so(filled: Store) -> None:
    """Closing twice is no fault; using it afterwards is one with a name."""
    filled.close()
    filled.close()
    for use in (
        filled.head,
        lambda: [*filled.read(None, 1)],
        lambda: filled.append(whole(4)),
        lambda: filled.find("1"),
        lambda: [*filled.log(0)],
    ):
        with pytest.raises(ClosedStoreError):
            use()
