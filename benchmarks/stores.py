"""Throughput and memory of the stores, beside bare psycopg, in one run.

The same rows go into the PostgreSQL store, the SQLite store, and a table with the same
columns and indexes by bare psycopg: once by COPY, once by INSERT, and are read back.
Each is measured in a process of its own, so that its peak of memory is its own; the
server is a private one that waits for its disk.

    python benchmarks/stores.py [ROWS]

It needs the plugin `earlyyears-postgres` and the programs of a PostgreSQL server.
"""
# ruff: noqa: INP001, T201  a script that measures and prints

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from pathlib import Path

import psycopg
from earlyyears_postgres import DRIVER
from earlyyears_postgres.private_server import private_server
from psycopg import sql

from earlyyears.ledger import Row, Store
from earlyyears.stores import SqliteStore

ROWS = 100_000
ROUNDS = 3
_PAGE = 2_000
_COLUMNS = "commit_no, n, id, kind, starts, ends, body, salt, digest, source"
_PLACES = sql.SQL(", ").join([sql.Placeholder()] * 10)
_BARE = """
DROP TABLE IF EXISTS bare;
CREATE TABLE bare (
    commit_no bigint, n integer, id text, kind text, starts text, ends text,
    body text, salt text, digest text, source text, PRIMARY KEY (commit_no, n)
);
CREATE INDEX ON bare (kind, commit_no, n);
CREATE INDEX ON bare USING hash (id);
"""


def rows(count: int) -> Iterator[Row]:
    """One commit of rows as long as those of a register, made one by one."""
    for n in range(1, count + 1):
        body = f'{{"schema":1,"name":"Setting {n}","note":"{"words " * 50}"}}'
        digest = sha256(body.encode()).hexdigest()
        id_ = f"registration/ofsted:EY{n:06}"
        days = ("2021-08-31", "9999-12-31")
        yield Row(
            1, n, id_, "registration", *days, body, digest[:32], digest, f"row {n}"
        )
    days = ("0001-01-01", "9999-12-31")
    yield Row(1, 0, "commit/one", "commit", *days, "{}", "ab" * 16, "c" * 64, "")


def kept(store: Store, count: int) -> tuple[float, float]:
    """Seconds to append the rows to a store, and to read them all back."""
    try:
        written = timed(lambda: store.append(rows(count)))
        read = timed(lambda: counted(store.read(None, 1), count))
    finally:
        store.close()
    return written, read


def bare(url: str, count: int, write: Callable[..., None]) -> tuple[float, float]:
    """Seconds to write the rows with psycopg alone, and to read them all back."""
    with psycopg.connect(url.partition("?")[0]) as connection:
        connection.execute(_BARE)
        connection.commit()

        def written() -> None:
            write(connection, count)
            connection.commit()

        took = timed(written)
        with connection.cursor("reading") as cursor:
            cursor.itersize = _PAGE
            cursor.execute("SELECT * FROM bare ORDER BY commit_no, n")
            return took, timed(lambda: counted(cursor, count))


def by_copy(connection: psycopg.Connection, count: int) -> None:
    """Write with COPY."""
    with connection.cursor().copy("COPY bare FROM STDIN") as copy:
        for row in rows(count):
            copy.write_row(row)


def by_insert(connection: psycopg.Connection, count: int) -> None:
    """Write with INSERT, many rows at once in psycopg's own way."""
    insert = sql.SQL("INSERT INTO bare VALUES ({})").format(_PLACES)
    connection.cursor().executemany(insert, rows(count))


def counted(found: Iterable[object], count: int) -> None:
    """Take everything, one by one, and check that all of it came."""
    seen = sum(1 for _ in found)
    if seen != count + 1:
        raise AssertionError(f"{seen} rows came back, and {count + 1} were written")


def timed(work: Callable[[], object]) -> float:
    """Seconds that some work takes by the clock: a server's time counts."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def on_sqlite(_: str, count: int) -> tuple[float, float]:
    """Seconds to append the rows to a file, and to read them all back."""
    with tempfile.TemporaryDirectory() as folder:
        return kept(SqliteStore(Path(folder) / "hub.db"), count)


WAYS: dict[str, Callable[[str, int], tuple[float, float]]] = {
    "psycopg, COPY": lambda url, count: bare(url, count, by_copy),
    "psycopg, INSERT": lambda url, count: bare(url, count, by_insert),
    "PostgreSQL store": lambda url, count: kept(DRIVER.open(url), count),
    "SQLite store": on_sqlite,
}


def measured(count: int, rounds: int = ROUNDS) -> dict[str, tuple[float, float, float]]:
    """Rows a second written and read, and megabytes at the peak; the best of rounds."""
    found: dict[str, list[tuple[float, float, float]]] = {name: [] for name in WAYS}
    with private_server(durable=True) as server:
        server.run("CREATE DATABASE hub")
        for number in range(rounds):
            for name, told in found.items():
                url = f"{server.url('hub')}?schema=round_{number}"
                told.append(in_a_process(name, url, count))
    return {name: _best(told) for name, told in found.items()}


def in_a_process(name: str, url: str, count: int) -> tuple[float, float, float]:
    """One way in a process of its own: rows a second both ways, and megabytes."""
    words = [sys.executable, __file__, name, url, str(count)]
    done = subprocess.run(words, check=True, capture_output=True, text=True)  # noqa: S603  this script
    written, read, before, peak = json.loads(done.stdout)
    return count / written, count / read, peak - before


def _best(told: list[tuple[float, float, float]]) -> tuple[float, float, float]:
    written, read, memory = zip(*told, strict=True)
    return max(written), max(read), min(memory)


def alone(name: str, url: str, count: int) -> None:
    """Do one of the ways in this process and print what it took."""
    before = peak_memory()
    written, read = WAYS[name](url, count)
    print(json.dumps([written, read, before, peak_memory()]))


def peak_memory() -> float:
    """The most megabytes that this process had at any time."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Measure all ways, and print each beside bare COPY."""
    if len(sys.argv) > 2:  # noqa: PLR2004  name, URL and number of rows
        alone(sys.argv[1], sys.argv[2], int(sys.argv[3]))
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    found = measured(count)
    unit = found["psycopg, COPY"]
    print(f"{count:,} rows{'written/s':>24}{'read/s':>18}{'more memory':>16}")
    for name, (written, read, memory) in found.items():
        print(
            f"{name:<18}{written:>11,.0f} ({written / unit[0]:4.2f} x)"
            f"{read:>11,.0f} ({read / unit[1]:4.2f} x){memory:>10,.1f} MB"
        )


if __name__ == "__main__":
    main()
