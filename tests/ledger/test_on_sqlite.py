"""The ledger on a file: two officers, two processes' worth of state, and a tamperer."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from earlyyears.ledger import RefusedError, SeenChangedError
from earlyyears.stores import SqliteStore
from tests.ledger.books import BALANCE, DAY, Claim, Fund, book, names, room, write


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the hub is kept."""
    return tmp_path / "hub.db"


@pytest.fixture
def stores(path: Path) -> Iterator[tuple[SqliteStore, SqliteStore]]:
    """Two openings of one file."""
    one, two = SqliteStore(path), SqliteStore(path)
    yield one, two
    one.close()
    two.close()


def test_two_officers_on_one_file_cannot_spend_the_same_balance(
    stores: tuple[SqliteStore, SqliteStore],
) -> None:
    """Of two claims of 60 upon 100 one is refused and told that 40 is left."""
    first, second = (book(store, guards=[BALANCE]) for store in stores)
    write(first, Fund(id="example.fund/1", balance=100))
    assert 100 == second.view(DAY).all(Fund).one().balance
    claims = [
        Claim(id=f"example.claim/{n}", fund="example.fund/1", amount=60) for n in "ab"
    ]
    write(first, claims[0])
    with pytest.raises(RefusedError, match="60 is asked for and 40 is left"):
        write(second, claims[1])
    assert claims[:1] == [*second.view(DAY).all(Claim)]


def test_what_another_process_changed_is_noticed(
    stores: tuple[SqliteStore, SqliteStore],
) -> None:
    """A decision on what the other has changed since is refused."""
    first, second = (book(store) for store in stores)
    write(first, room("Elm"))
    seen = second.view(DAY)
    write(first, room("Oak"))
    with pytest.raises(SeenChangedError):
        write(second, room("Ash"), seen=seen)
    assert ["Oak"] == names(second)


def test_a_row_tampered_with_in_the_file_makes_verify_name_its_commit(
    path: Path,
) -> None:
    """Whoever takes the triggers away and edits a row is found out."""
    store = SqliteStore(path)
    ledger = book(store)
    for name in ("Elm", "Oak", "Ash"):
        write(ledger, room(name, name))
    assert ledger.verify().ok
    raw = sqlite3.connect(path)
    raw.execute("DROP TRIGGER nothing_is_edited")
    raw.execute("UPDATE row SET body = replace(body, 'Oak', 'Yew')")
    raw.commit()
    raw.close()
    assert ["Elm", "Yew", "Ash"] == names(book(store))
    found = ledger.verify()
    assert (False, 2) == (found.ok, found.first_bad)
    assert "commit 2 is not as it was written: row 1 was altered" == str(found)
    store.close()


def test_an_erased_person_is_gone_from_the_file_and_verify_holds(path: Path) -> None:
    """After the erasure, after the next file, and after opening the hub again."""
    store = SqliteStore(path)
    ledger = book(store)
    write(ledger, room("Secret Name"), room("Oak", "b"))
    ledger.erase(["example.room/a"], actor="privacy-officer", reason="asked")
    with pytest.raises(RefusedError, match="stays erased"):
        write(ledger, room("Secret Name"), room("Oak", "b"))
    write(ledger, room("Oak again", "b"))
    store.close()
    assert b"Secret Name" not in path.read_bytes()
    again = SqliteStore(path)
    assert ["Oak again"] == names(book(again))
    assert book(again).verify().ok
    again.close()
