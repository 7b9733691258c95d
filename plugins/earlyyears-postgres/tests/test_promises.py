"""What the store promises beyond the kit: its statements, its files, its memory."""

import ast
import gc
import random
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import LiteralString

import earlyyears_postgres
import psycopg
import pytest
from asking import ask
from earlyyears_postgres import DRIVER, PostgresStore
from earlyyears_postgres.private_server import PrivateServer
from earlyyears_postgres.schema import PAGE
from earlyyears_postgres.texts import as_given, as_kept
from earlyyears_postgres.urls import address_of
from hypothesis import given
from hypothesis import strategies as st
from psycopg import sql

from earlyyears.ledger import GENESIS, Head, Row
from earlyyears.plugins import Catalogue, catalogue
from earlyyears.stores import BadAppendError, CannotOpenStoreError, ClosedStoreError
from earlyyears.testing.store.rows import header, places, row, whole

SOURCE = Path(earlyyears_postgres.__file__).parent
RUNS = {"execute", "executemany", "copy", "stream", "SQL", "run"}


@pytest.fixture
def schema(url: str) -> str:
    """The schema of the store."""
    return address_of(url).schema


@pytest.fixture
def store(url: str) -> Iterator[PostgresStore]:
    """A store with one commit."""
    made = PostgresStore(address_of(url))
    made.append(whole(1))
    yield made
    made.close()


# -------------------------------------------------------------------------- statements


def _made_of_parts(file: Path) -> Iterator[str]:
    """Calls that run a statement whose text is put together in Python."""
    for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(call, ast.Call) and call.args and _named(call) in RUNS:
            text = call.args[0]
            joined = isinstance(text, (ast.JoinedStr, ast.BinOp))
            formatted = isinstance(text, ast.Call) and _named(text) in {
                "format",
                "join",
            }
            if joined or formatted:
                yield f"{file.name}:{call.lineno}"


def _named(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def test_no_statement_is_put_together_from_text() -> None:
    """Values are parameters and names are psycopg's identifiers, without exception."""
    files = [*SOURCE.glob("*.py")]
    assert len(files) > 10
    assert [] == [place for file in files for place in _made_of_parts(file)]


@pytest.mark.parametrize(
    "text",
    ['run(f"SELECT {x}")', 'c.execute("SELECT %s" % x)', 'c.execute("a" + x)',
     'c.copy("COPY {}".format(x))', 'sql.SQL(f"{x}")', 'c.execute("".join(x))'],
)  # fmt: skip
def test_a_statement_put_together_from_text_would_be_seen(
    text: str, tmp_path: Path
) -> None:
    """The test above can fail."""
    file = tmp_path / "bad.py"
    file.write_text(text, encoding="utf-8")
    assert ["bad.py:1"] == [*_made_of_parts(file)]


_EDITS: tuple[LiteralString, ...] = (
    "DELETE FROM {schema}.earlyyears_row",
    "DELETE FROM {schema}.earlyyears_row WHERE n = 1",
    "TRUNCATE {schema}.earlyyears_row",
    "UPDATE {schema}.earlyyears_row SET body = '{{}}' WHERE n = 1",
    "UPDATE {schema}.earlyyears_row SET source = 'x' WHERE n = 1",
    "UPDATE {schema}.earlyyears_row SET digest = '', body = NULL, salt = NULL",
    "UPDATE {schema}.earlyyears_row SET body = NULL WHERE n = 1",
    "UPDATE {schema}.earlyyears_row SET body = NULL, salt = NULL WHERE n = 0",
    """INSERT INTO {schema}.earlyyears_row
    VALUES (2, 0, 'a', 'x', '', '', '', '', '', '')""",
    """INSERT INTO {schema}.earlyyears_row
    SELECT 2, n, id, kind, starts, ends, '', '', '', '' FROM {schema}.earlyyears_row""",
    "INSERT INTO {schema}.earlyyears_hub (earlyyears_version) VALUES (1)",
)


@pytest.mark.parametrize("statement", _EDITS)
def test_rows_cannot_be_edited_or_deleted_by_the_way(
    server: PrivateServer, store: PostgresStore, schema: str, statement: LiteralString
) -> None:
    """Triggers and constraints stop even the keeper of the database."""
    before = [*store.read(None, 9)]
    with pytest.raises((psycopg.errors.RaiseException, psycopg.IntegrityError)):
        ask(server, statement, schema=schema)
    assert before == [*store.read(None, 9)]


# ------------------------------------------------------------------------------- texts


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_kept_without_nul_and_given_back(text: str) -> None:
    """What the database keeps has no NUL, and tells every text from every other."""
    assert "\0" not in as_kept(text)
    assert text == as_given(as_kept(text))


@given(st.text("\0\x1b01a"))
def test_texts_that_use_our_own_signs_come_back(text: str) -> None:
    """A text that looks as if it were escaped is not taken for one."""
    assert text == as_given(as_kept(text))


def test_a_text_too_long_for_an_index_is_refused_whole(store: PostgresStore) -> None:
    """A kind is a name; one of ten thousand letters is no kind."""
    odd = "".join(chr(0x4E00 + n) for n in range(10_000))
    with pytest.raises(BadAppendError):
        store.append([row(2, 1, kind=odd), header(2)])
    assert 1 == store.head().commit
    store.append([row(2, 1, id_=odd), header(2, key=odd)])
    assert 1 == len([*store.read(None, 2, [odd])])


# -------------------------------------------------------------------------- forgetting


def test_forgotten_text_is_in_no_file_of_the_database(
    server: PrivateServer, url: str
) -> None:
    """The table is written anew; the server's log keeps it until it is recycled."""
    server.run("CREATE DATABASE forgetting")
    store = DRIVER.open(url.replace("/hub?", "/forgetting?"))
    secret = "Very Secret Words 8c1f"  # noqa: S105  to be looked for
    chance = random.Random(1)
    told = [
        row(1, n, f"person/{n}")._replace(
            # Every other one so long, and so varied, that it is kept beside the table.
            body=f"{secret} {chance.randbytes(50 + n % 2 * 5_000).hex()}"
        )
        for n in range(1, 400)
    ]
    store.append([*told, header(1)])
    server.run("CHECKPOINT")
    assert _files_with(server, secret)
    store.append(whole(2), [one.id for one in told])
    server.run("CHECKPOINT")
    assert [] == _files_with(server, secret)
    assert 399 == sum(one.body is None for one in store.read(None, 2))
    store.close()


def _files_with(server: PrivateServer, secret: str) -> list[str]:
    files = (path for path in (server.data / "base").rglob("*") if path.is_file())
    return [path.name for path in files if secret.encode() in path.read_bytes()]


def test_what_cannot_be_cleared_at_once_is_cleared_later(
    server: PrivateServer, url: str, schema: str
) -> None:
    """While somebody reads the commit is made all the same, and the files wait."""
    one, two = DRIVER.open(url), DRIVER.open(url)
    one.append(whole(1, (f"room/{n}" for n in range(2 * PAGE))))
    half = two.read(None, 1)
    next(half)
    file: LiteralString = "SELECT pg_relation_filenode('{schema}.earlyyears_row')"
    before = ask(server, file, schema=schema)
    one.append(whole(2), ["room/1"])
    assert before == ask(server, file, schema=schema)
    assert 2 == one.head().commit
    two.close()
    one.close()
    assert before != ask(server, file, schema=schema)


# ------------------------------------------------------------------------------ memory


def test_memory_stays_flat_however_many_rows(store: PostgresStore) -> None:
    """Fifty megabytes pass through in both directions; a few are held at a time."""
    rows = (row(2, n)._replace(body=f"{n:06}" * 350) for n in range(1, 25_000))
    written = _peak(lambda: store.append(_then(rows, header(2))))
    counted = _peak(lambda: sum(1 for _ in store.read(None, 2)))
    assert 25_003 == sum(1 for _ in store.read(None, 2))
    assert written < 8_000_000
    assert counted < 12_000_000


def _then(rows: Iterator[Row], last: Row) -> Iterator[Row]:
    yield from rows
    yield last


def _peak(work) -> int:  # type: ignore[no-untyped-def]  # noqa: ANN001  any work
    gc.collect()
    tracemalloc.start()
    work()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


# ------------------------------------------------------------------------- half way


def test_an_idle_store_holds_nothing_back(
    server: PrivateServer, store: PostgresStore, schema: str
) -> None:
    """After a reading, whole or left half way, no transaction is open."""
    store.append(whole(2, (f"room/{n}" for n in range(2 * PAGE))))
    [*store.read(None, 2)]
    assert [] == _open_transactions(server, schema)
    for _ in range(3):
        next(store.read(None, 2))
    assert 2 == store.head().commit
    assert [] == _open_transactions(server, schema)


def _open_transactions(server: PrivateServer, schema: str) -> list[object]:
    rows = ask(
        server,
        "SELECT query FROM pg_stat_activity WHERE xact_start IS NOT NULL"
        " AND pid <> pg_backend_pid() AND datname = 'hub'",
    )
    return [text for (text,) in rows if schema in text or "reading" in text]


def test_many_readings_may_be_half_way(store: PostgresStore) -> None:
    """Twenty at once, each with its own place, whatever is written meanwhile."""
    store.append(whole(2, (f"room/{n}" for n in range(2 * PAGE))))
    readings = [store.read(["room"], 2) for _ in range(20)]
    firsts = {next(one) for one in readings}
    store.append(whole(3), ["room/7"])
    assert 1 == len(firsts)
    whole_ones = {tuple(places(one)) for one in readings}
    assert 1 == len(whole_ones)
    assert 2 * PAGE + 1 == len(whole_ones.pop())


def test_a_reading_goes_on_after_a_fault_in_another(
    store: PostgresStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fault is told to whoever made it, and ends nobody else's reading."""
    store.append(whole(2, (f"room/{n}" for n in range(2 * PAGE))))
    half = store.read(["room"], 2)
    first = next(half)
    with monkeypatch.context() as patched:
        patched.setattr(store._sql, "head", sql.SQL("SELECT nothing_there()"))
        with pytest.raises(CannotOpenStoreError, match="nothing_there"):
            store.head()
    assert 2 * PAGE + 2 == len({first, *half})
    assert 2 == store.head().commit


def test_a_commit_within_a_commit_is_refused(store: PostgresStore) -> None:
    """The outer one is undone, and the advice says how it can be done."""

    def nested() -> Iterator[Row]:
        yield row(2, 1)
        store.append(whole(2))
        yield header(2)

    with pytest.raises(BadAppendError, match="Open the store a second time"):
        store.append(nested())
    assert 1 == store.head().commit
    store.append(whole(2))


def test_a_store_closed_half_way_through_a_reading_says_so(
    store: PostgresStore,
) -> None:
    """It does not open itself again."""
    store.append(whole(2, (f"room/{n}" for n in range(2 * PAGE))))
    half = store.read(None, 2)
    next(half)
    store.close()
    with pytest.raises(ClosedStoreError):
        list(half)


def test_a_lone_surrogate_is_refused_whole(store: PostgresStore) -> None:
    """It is no text; nothing is written."""
    with pytest.raises(ValueError, match="surrogates"):
        store.append([row(2, 1, "\ud800"), header(2)])
    assert 1 == store.head().commit
    store.append(whole(2))


# -------------------------------------------------------------------------- the plugin


def test_the_plugin_offers_the_scheme() -> None:
    """A hub that uses the plugin opens `postgresql:` URLs."""
    found: Catalogue = catalogue([earlyyears_postgres.Postgres()])
    assert ["postgresql"] == [*found.stores]
    assert () == found.faults
    assert Head(0, GENESIS).commit == 0
