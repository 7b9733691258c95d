"""The SQLite store: one file, safe against a crash at any moment."""

import json
import sqlite3
import time
import warnings
from collections.abc import Collection, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from earlyyears.ledger import COMMIT_KIND, GENESIS, Head, Row

from .errors import (
    BadAppendError,
    CannotOpenStoreError,
    ClosedStoreError,
    DamagedStoreError,
    NetworkShareWarning,
    NewerStoreError,
    NotAHubError,
    StoreBusyError,
)
from .schema import APPLICATION_ID, SCHEMA, VERSION
from .shares import is_on_share, mounts
from .whole import checked

__all__ = ["SqliteStore"]

_COLUMNS = "commit_no, n, id, kind, start, end, body, salt, digest, source"
_WAIT = 60.0
_BETWEEN = 0.01
# Bytes of the header that every SQLite file has.
_SHORTEST = 100


class SqliteStore:
    """A hub in one SQLite file, made if it is not there.

    A commit is on the disk before it is acknowledged.  Several processes may use the
    file at once; one of them writes at a time, and the others wait up to `wait`
    seconds.  A connection belongs to the thread that opened it.
    """

    def __init__(self, path: Path, *, wait: float = _WAIT) -> None:
        self._path = path
        #: The head while a commit is being made: until it is whole, nobody sees it.
        self._before: Head | None = None
        _refuse_impossible(path)
        _warn_of_share(path)
        if _is_too_short(path):
            raise self._not_a_hub()
        with self._plain_errors():
            self._connection = sqlite3.connect(path, timeout=wait, isolation_level=None)
        try:
            with self._plain_errors():
                self._prepare(wait)
        except BaseException:
            self._connection.close()
            raise

    # ------------------------------------------------------------------- opening

    def _prepare(self, wait: float) -> None:
        # One look at the file: somebody else may be making its tables at this moment.
        with self._transaction("DEFERRED"):
            self._refuse_stranger()
        run = self._connection.execute
        self._write_ahead(time.monotonic() + wait)
        run("PRAGMA synchronous = FULL")
        # What is forgotten is overwritten, not only let go.
        run("PRAGMA secure_delete = ON")
        run("PRAGMA trusted_schema = OFF")
        # A nation's register in one commit then stays out of the log until it is whole.
        run("PRAGMA cache_size = -65536")
        with self._transaction("IMMEDIATE"):
            if not self._number("PRAGMA user_version"):
                for statement in SCHEMA:
                    run(statement)
                run(f"PRAGMA application_id = {APPLICATION_ID}")
                run(f"PRAGMA user_version = {VERSION}")

    def _write_ahead(self, until: float) -> None:
        """Turn the log on; SQLite does not wait here for others who open the file."""
        while True:
            try:
                self._connection.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as cause:
                if not _is_busy(cause) or time.monotonic() >= until:
                    raise
                time.sleep(_BETWEEN)
            else:
                return

    def _refuse_stranger(self) -> None:
        """Refuse a file that is not a hub's before anything in it is touched."""
        mark = self._number("PRAGMA application_id")
        version = self._number("PRAGMA user_version")
        tables = self._number("SELECT count(*) FROM sqlite_master")
        if (mark != APPLICATION_ID) and (mark or version or tables):
            raise self._not_a_hub()
        if version > VERSION:
            raise NewerStoreError(
                f"{self._path.name} was made by a newer version of the library",
                advice="Update the library to open it.",
                found=version,
                known=VERSION,
            )

    def _not_a_hub(self) -> NotAHubError:
        return NotAHubError(
            f"{self._path.name} is not a hub's store",
            advice="Name a file that the hub made, or one that is not there yet.",
            path=str(self._path),
        )

    def _number(self, query: str) -> int:
        return int(self._connection.execute(query).fetchall()[0][0])

    # ------------------------------------------------------------------- six verbs

    def head(self) -> Head:
        """The newest commit and its digest."""
        if self._before is not None:
            return self._before
        found = self._fetch(
            "SELECT commit_no, digest FROM row WHERE n = 0"
            " AND commit_no = (SELECT max(commit_no) FROM row)"
        )
        return Head(*found[0]) if found else Head(0, GENESIS)

    def append(self, rows: Iterable[Row], forget: Sequence[str] = ()) -> None:
        """Add one commit, all of it or nothing, and drop what is to be forgotten."""
        with self._plain_errors():
            with self._transaction("IMMEDIATE"):
                self._before = self.head()
                try:
                    self._insert(checked(rows, self._before.commit + 1))
                    self._forget(forget)
                finally:
                    self._before = None
            if forget:
                # The log beside the file still holds what was forgotten.
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def _insert(self, rows: Iterable[Row]) -> None:
        try:
            self._connection.executemany(
                f"INSERT INTO row ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?)",  # noqa: S608
                rows,
            )
        except sqlite3.IntegrityError as cause:
            raise BadAppendError(
                f"the rows are not a commit that can be kept ({cause})",
                advice="Number the rows from 0, and use each key for one commit.",
            ) from cause

    def _forget(self, ids: Sequence[str]) -> None:
        if ids:
            self._connection.execute(
                "UPDATE row SET body = NULL, salt = NULL WHERE n > 0"
                " AND id IN (SELECT value FROM json_each(?))",
                (json.dumps([*ids]),),
            )

    def read(
        self,
        kinds: Collection[str] | None,
        upto: int,
        ids: Collection[str] | None = None,
    ) -> Iterator[Row]:
        """Rows of some kinds and ids up to a commit, in the order of the log."""
        where, values = "commit_no <= ?", [str(upto)]
        for column, wanted in (("kind", kinds), ("id", ids)):
            if wanted is not None and len(wanted) == 1:
                where += f" AND {column} = ?"
                values += wanted
            elif wanted is not None:
                where += f" AND {column} IN (SELECT value FROM json_each(?))"  # noqa: S608
                values.append(json.dumps([*wanted]))
        return self._rows(f"{where} ORDER BY commit_no, n", values)

    def log(self, after: int) -> Iterator[Row]:
        """The header rows of the commits after a number, in order."""
        where = f"kind = '{COMMIT_KIND}' AND commit_no > ? ORDER BY commit_no"
        return self._rows(where, [str(after)])

    def find(self, key: str) -> Row | None:
        """The header row of the commit with this idempotency key, if there is one."""
        found = self._rows("n = 0 AND id = ?", [f"{COMMIT_KIND}/{key}"])
        return next(iter([*found]), None)

    def close(self) -> None:
        """Close the file; closing twice is no fault."""
        self._connection.close()

    # ------------------------------------------------------------------- the connection

    def _rows(self, where: str, values: Sequence[str]) -> Iterator[Row]:
        if self._before is not None:
            where = f"commit_no <= {self._before.commit} AND {where}"
        with self._plain_errors():
            yield from map(
                Row._make,
                self._connection.execute(
                    f"SELECT {_COLUMNS} FROM row WHERE {where}",  # noqa: S608  our words
                    values,
                ),
            )

    def _fetch(self, query: str) -> list[tuple[int, str]]:
        with self._plain_errors():
            return self._connection.execute(query).fetchall()

    @contextmanager
    def _transaction(self, mode: str) -> Generator[None]:
        run = self._connection.execute
        run(f"BEGIN {mode}")
        try:
            yield
            run("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                run("ROLLBACK")
            raise

    @contextmanager
    def _plain_errors(self) -> Generator[None]:
        """Say in officers' words what SQLite says in its own."""
        try:
            yield
        except sqlite3.ProgrammingError as cause:
            raise ClosedStoreError(
                f"the store cannot be used here ({cause})", advice="Open the hub again."
            ) from cause
        except sqlite3.DatabaseError as cause:
            raise self._told(cause) from cause

    def _told(self, cause: sqlite3.DatabaseError) -> Exception:
        name = self._path.name
        if _is_busy(cause):
            return StoreBusyError(
                f"somebody else is writing in {name}",
                advice="Try again in a moment; nothing was written.",
            )
        match _fault(cause):
            case sqlite3.SQLITE_NOTADB:
                return self._not_a_hub()
            case sqlite3.SQLITE_CORRUPT:
                return DamagedStoreError(
                    f"{name} is damaged",
                    advice="Keep it as it is, and go back to the newest sound copy.",
                    path=str(self._path),
                )
            case _:
                return CannotOpenStoreError(
                    f"{name} cannot be used ({cause})",
                    advice="Check that the folder is there and you may write in it.",
                    path=str(self._path),
                )


def _fault(cause: sqlite3.DatabaseError) -> int:
    # The first eight bits say what kind of fault it is, the rest which of them.
    return getattr(cause, "sqlite_errorcode", 0) & 0xFF


def _is_busy(cause: sqlite3.DatabaseError) -> bool:
    return _fault(cause) in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def _refuse_impossible(path: Path) -> None:
    if path.is_dir():
        raise CannotOpenStoreError(
            f"{path.name or path} is a folder",
            advice="Name a file in it.",
            path=str(path),
        )
    if not path.absolute().parent.is_dir():
        raise CannotOpenStoreError(
            f"the folder for {path.name} is not there",
            advice="Make the folder first, or check the path.",
            path=str(path),
        )


def _is_too_short(path: Path) -> bool:
    """Whether a file holds something that SQLite would take for nothing."""
    return path.exists() and 0 < path.stat().st_size < _SHORTEST


def _warn_of_share(path: Path) -> None:
    if is_on_share(path.resolve(), mounts()):
        warnings.warn(
            f"{path.name} lies on a network share, where SQLite cannot promise to keep"
            " it whole when two people write. Keep it on a local disk and copy it.",
            NetworkShareWarning,
            stacklevel=4,
        )
