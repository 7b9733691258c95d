"""What holds when a line is cut, a process is killed, or the server is."""

import random
import threading
import time
from collections.abc import Iterator
from typing import NoReturn

import pytest
from cutting import Cut, GoBetween
from earlyyears_postgres import (
    ConnectionLostError,
    NotReachableError,
    PostgresStore,
    UnknownOutcomeError,
)
from earlyyears_postgres.private_server import PrivateServer
from earlyyears_postgres.urls import address_of

from earlyyears.ledger import Row, StaleHeadError
from earlyyears.stores import StoreBusyError
from earlyyears.testing.store.rows import header, places, row, whole


@pytest.fixture
def between(server: PrivateServer) -> Iterator[GoBetween]:
    """A go-between before the server."""
    made = GoBetween(server.port)
    yield made
    made.close()


@pytest.fixture
def store(
    server: PrivateServer, between: GoBetween, url: str
) -> Iterator[PostgresStore]:
    """A store with one commit, reached through the go-between."""
    through = url.replace(f":{server.port}/", f":{between.port}/")
    made = PostgresStore(address_of(through), wait=2, patience=2)
    made.append(whole(1))
    yield made
    made.close()


# ------------------------------------------------------------------- the last word


def test_a_commit_that_the_server_made_unheard_is_found_and_not_doubled(
    store: PostgresStore, between: GoBetween
) -> None:
    """The answer was lost, the commit was not: append returns as if it had come."""
    between.cut = Cut.BEFORE_IT_IS_ANSWERED
    store.append(whole(2), ["a"])
    assert Cut.NEVER is between.cut
    assert [1, 2] == [one.commit for one in store.log(0)]
    assert header(2) == store.find("2")
    assert {None} == {one.body for one in store.read(None, 2, ["a"])}
    store.append(whole(3))


def test_a_commit_that_the_server_never_heard_of_is_said_not_to_be_there(
    store: PostgresStore, between: GoBetween
) -> None:
    """Nothing was written, the refusal says so, and the same can be done again."""
    between.cut = Cut.BEFORE_IT_IS_HEARD
    with pytest.raises(ConnectionLostError, match="nothing was written"):
        store.append(whole(2))
    assert Cut.NEVER is between.cut
    assert 1 == store.head().commit
    store.append(whole(2))
    assert 2 == store.head().commit


def test_where_nobody_can_ask_the_outcome_is_said_to_be_unknown(
    store: PostgresStore, between: GoBetween
) -> None:
    """Neither success nor failure is made up; the number of the commit is told."""
    between.cut = Cut.BEFORE_IT_IS_ANSWERED
    between.is_open = False
    with pytest.raises(UnknownOutcomeError, match="not known") as caught:
        store.append(whole(2))
    assert 2 == caught.value.data["commit"]
    between.is_open = True
    assert header(2) == store.find("2")


# -------------------------------------------------------------------- half way


def test_a_line_cut_within_a_commit_leaves_nothing(
    server: PrivateServer, store: PostgresStore
) -> None:
    """The rows so far are undone, and the next try is made on a new connection."""

    def cut_off() -> Iterator[Row]:
        yield from (row(2, n) for n in range(1, 20_000))
        _end_connections(server)
        yield from (row(2, n) for n in range(20_000, 40_000))
        yield header(2)

    with pytest.raises(ConnectionLostError, match="nothing was written"):
        store.append(cut_off())
    assert [(1, 0), (1, 1), (1, 2)] == places(store.read(None, 9))
    store.append(whole(2))


def test_a_connection_lost_before_a_commit_costs_nothing(
    server: PrivateServer, store: PostgresStore
) -> None:
    """No row was asked for yet, so the commit is begun again without a word."""
    _end_connections(server)
    store.append(whole(2))
    _end_connections(server)
    assert 2 == store.head().commit
    _end_connections(server)
    assert header(2) == store.find("2")


def test_a_first_commit_waits_for_a_server_that_went_away(
    server: PrivateServer, url: str
) -> None:
    """The connection for writing is made late, and the server is known by then."""
    store = PostgresStore(address_of(url))
    server.kill()
    threading.Timer(0.3, server.start).start()
    store.append(whole(1))
    assert 1 == store.head().commit
    store.close()


def test_a_reading_goes_on_where_the_server_was_killed(
    server: PrivateServer, store: PostgresStore
) -> None:
    """Every row comes once and in order, though the server died in the middle."""
    store.append(whole(2, (f"room/{n}" for n in range(9_000))))
    rows = store.read(["room"], 2)
    first = [next(rows) for _ in range(100)]
    server.kill()
    server.start()
    found = places([*first, *rows])
    assert [(1, 1), (1, 2), *((2, n) for n in range(1, 9_001))] == found


def test_a_reading_gives_up_when_the_server_stays_away(
    server: PrivateServer, store: PostgresStore, between: GoBetween
) -> None:
    """After some seconds it says that the server cannot be reached."""
    between.is_open = False
    _end_connections(server)
    with pytest.raises((NotReachableError, ConnectionLostError)):
        store.head()
    between.is_open = True
    assert 1 == store.head().commit


def test_a_reading_that_is_lost_again_and_again_gives_up(
    store: PostgresStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Five times without a row is enough."""

    def lost(*_: object) -> NoReturn:
        raise ConnectionLostError("gone")

    monkeypatch.setattr(store, "_readings", lost)
    with pytest.raises(ConnectionLostError):
        store.head()
    with pytest.raises(ConnectionLostError):
        next(store.read(None, 1))


def test_a_server_that_is_starting_is_waited_for(
    server: PrivateServer, url: str
) -> None:
    """Whoever opens a hub while the server comes back need not try again."""
    place = address_of(url)
    store = PostgresStore(place)
    server.kill()
    threading.Timer(0.3, server.start).start()
    assert 0 == store.head().commit
    store.close()


# --------------------------------------------------------- the server, killed often


@pytest.mark.parametrize("kills", [3, pytest.param(50, marks=pytest.mark.slow)])
def test_a_killed_server_loses_nothing_and_doubles_nothing(
    server: PrivateServer, url: str, kills: int
) -> None:
    """Two writers go on while it is killed: each key is there, once, and whole."""
    chance = random.Random(kills)
    stop = threading.Event()
    told: list[str] = []
    faults: list[BaseException] = []
    stores = {name: PostgresStore(address_of(url)) for name in "ab"}
    writers = [
        threading.Thread(target=_write_on, args=(store, name, stop, told, faults))
        for name, store in stores.items()
    ]
    for one in writers:
        one.start()
    for _ in range(kills):
        time.sleep(0.05 + chance.random() * 0.2)
        server.kill()
        server.start()
    stop.set()
    for one in writers:
        one.join(60)
    assert [] == faults
    store = PostgresStore(address_of(url))
    kept = [one.id for one in store.log(0)]
    rows = [*store.read(None, store.head().commit)]
    store.close()
    assert sorted(told) == sorted(kept)
    assert len(kept) == len({*kept})
    assert 6 * len(kept) == len(rows)


def _write_on(
    store: PostgresStore,
    name: str,
    stop: threading.Event,
    told: list[str],
    faults: list[BaseException],
) -> None:
    """Make commits under one key after another; each until it is there."""
    try:
        n = 0
        while not stop.is_set():
            n += 1
            _write(store, f"{name} {n}")
            told.append(f"commit/{name} {n}")
    except Exception as fault:  # noqa: BLE001  told by the test, not by the thread
        faults.append(fault)
    finally:
        store.close()


def _write(store: PostgresStore, key: str) -> None:
    """As the ledger does: look for the key, and begin again when it is not there."""
    while True:
        number = store.head().commit + 1
        if store.find(key):
            return
        try:
            store.append(whole(number, "abcde", key=key))
        except (StaleHeadError, ConnectionLostError):
            continue
        except UnknownOutcomeError:
            continue
        return


# ---------------------------------------------------------------------- two at once


def test_somebody_who_waits_too_long_is_told(url: str) -> None:
    """While another is writing, a writer waits, and then gives up in words."""
    one = PostgresStore(address_of(url))
    two = PostgresStore(address_of(url), wait=0.05)

    def slowly() -> Iterator[Row]:
        yield row(1, 1)
        with pytest.raises(StoreBusyError, match="somebody else is writing"):
            two.append(whole(1))
        yield header(1)

    one.append(slowly())
    assert 1 == two.head().commit
    two.append(whole(2))
    for each in (one, two):
        each.close()


def test_several_may_make_one_hub_at_once(url: str) -> None:
    """Whoever comes first makes the tables; all can use them."""
    faults: list[BaseException] = []
    together = threading.Barrier(6)

    def make() -> None:
        try:
            together.wait(20)
            PostgresStore(address_of(url)).close()
        except Exception as fault:  # noqa: BLE001  told by the test
            faults.append(fault)

    threads = [threading.Thread(target=make) for _ in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    assert [] == faults


def _end_connections(server: PrivateServer) -> None:
    """End everybody's connections but our own, as an administrator would."""
    server.run(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
        " WHERE datname = 'hub' AND pid <> pg_backend_pid()"
    )
