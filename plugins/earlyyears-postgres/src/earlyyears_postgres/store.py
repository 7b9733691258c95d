"""The PostgreSQL store: a hub in one schema of a database, safe against any crash."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any, TypeVar

import psycopg

from earlyyears.ledger import COMMIT_KIND, GENESIS, Head, Row
from earlyyears.stores import ClosedStoreError

from .errors import ConnectionLostError
from .lines import Connection, Line
from .opening import is_hub, prepare
from .reading import Cursors
from .schema import Narrowing, Statements
from .telling import plain_errors
from .texts import as_given, as_kept, row_as_given
from .urls import Address
from .writing import Writer

__all__ = ["PostgresStore"]

T = TypeVar("T")

_WAIT = 60.0
_PATIENCE = 30.0
_TRIES = 5


class PostgresStore:
    """A hub on a PostgreSQL server, its tables made if they are not there.

    A commit is on the server's disk before it is acknowledged.  Any number of processes
    may use the hub at once; one of them writes at a time, and the others wait up to
    `wait` seconds.  A connection that was lost is made again for up to `patience`
    seconds: what is read is read on, and a commit whose last word went unanswered is
    looked up by its key, so it is never made twice.  An opening is for one thread at a
    time.
    """

    def __init__(
        self, place: Address, *, wait: float = _WAIT, patience: float = _PATIENCE
    ) -> None:
        self._place = place
        self._sql = Statements(place.schema)
        self._line = Line(place, wait, patience)
        writing = Line(place, wait, patience)
        self._writer = Writer(place, self._sql, writing)
        self._cursors: Cursors | None = None
        self._closed = False
        try:
            with plain_errors(place):
                prepare(self._line.ready(), self._sql, place)
            writing.is_known = True
        except BaseException:
            self.close()
            raise

    @classmethod
    def is_at(cls, place: Address) -> bool:
        """Whether there is a hub at an address; nothing is made."""
        line = Line(place, _WAIT, _PATIENCE)
        try:
            with plain_errors(place):
                return is_hub(line.ready(), place)
        finally:
            line.close()

    # ------------------------------------------------------------------- six verbs

    def head(self) -> Head:
        """The newest commit and its digest."""
        found = self._fetched(lambda run: run.execute(self._sql.head).fetchone())
        return Head(found[0], as_given(found[1])) if found else Head(0, GENESIS)

    def append(self, rows: Iterable[Row], forget: Sequence[str] = ()) -> None:
        """Add one commit, all of it or nothing, and drop what is to be forgotten."""
        self._check()
        self._writer.append(rows, forget)

    def read(
        self,
        kinds: Collection[str] | None,
        upto: int,
        ids: Collection[str] | None = None,
    ) -> Iterator[Row]:
        """Rows of some kinds and ids up to a commit, in the order of the log."""
        narrowed: dict[Narrowing, Any] = {"upto": upto}
        if kinds is not None:
            narrowed["kinds"] = [as_kept(one) for one in {*kinds}]
        if ids is not None:
            narrowed["ids"] = [as_kept(one) for one in {*ids}]
        return self._rows(narrowed)

    def log(self, after: int) -> Iterator[Row]:
        """The header rows of the commits after a number, in order."""
        return self._rows({"headers": COMMIT_KIND, "after": after})

    def find(self, key: str) -> Row | None:
        """The header row of the commit with this idempotency key, if there is one."""
        id_ = as_kept(f"{COMMIT_KIND}/{key}")
        found = self._fetched(lambda run: run.execute(self._sql.find, [id_]).fetchone())
        return row_as_given(Row._make(found)) if found else None

    def close(self) -> None:
        """Let go of the server; closing twice is no fault."""
        self._closed = True
        self._cursors = None
        self._line.close()
        self._writer.close()

    # -------------------------------------------------------------- reading, read on

    def _rows(self, narrowed: dict[Narrowing, Any]) -> Iterator[Row]:
        tries = 0
        while True:
            try:
                for row in self._once(narrowed):
                    narrowed["beyond"] = row[:2]
                    tries = 0
                    yield row
            except ConnectionLostError:
                tries += 1
                if tries == _TRIES:
                    raise
            else:
                return

    def _once(self, narrowed: dict[Narrowing, Any]) -> Iterator[Row]:
        select, values = self._sql.select(narrowed)
        with plain_errors(self._place):
            yield from self._readings().rows(select, values)

    def _fetched(self, ask: Callable[[Connection], T]) -> T:
        for _ in range(_TRIES - 1):
            try:
                return self._asked(ask)
            except ConnectionLostError:
                continue
        return self._asked(ask)

    def _asked(self, ask: Callable[[Connection], T]) -> T:
        with plain_errors(self._place):
            readings = self._readings()
            try:
                return ask(readings.connection)
            except psycopg.Error:
                readings.give_up()
                raise

    def _readings(self) -> Cursors:
        self._check()
        connection = self._line.ready()
        if self._cursors is None or self._cursors.connection is not connection:
            self._cursors = Cursors(connection, self._sql)
        self._cursors.close_those_left()
        return self._cursors

    def _check(self) -> None:
        if self._closed:
            raise ClosedStoreError("the store was closed", advice="Open the hub again.")
