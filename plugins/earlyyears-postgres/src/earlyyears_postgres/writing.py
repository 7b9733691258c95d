"""Writing one commit: all of it or nothing, also when the server goes away."""

from collections.abc import Iterable, Sequence
from contextlib import suppress

import psycopg
from psycopg import errors

from earlyyears.kernel import EarlyYearsError
from earlyyears.ledger import Row
from earlyyears.stores import BadAppendError
from earlyyears.stores.whole import checked

from .errors import ConnectionLostError, UnknownOutcomeError
from .lines import Connection, Line
from .schema import TYPES, Statements
from .telling import plain_errors
from .texts import as_kept, row_as_kept
from .urls import Address

__all__ = ["Writer"]

_TRIES = 5
_MANY = 10_000
_SHORT_WAIT = "1s"


class Writer:
    """Makes commits on a connection of its own, so that rows may come from reading."""

    def __init__(self, place: Address, statements: Statements, line: Line) -> None:
        self._place = place
        self._sql = statements
        self._line = line
        self._is_writing = False
        #: Whether forgotten text may still lie in the table's files.
        self._has_remains = False

    def append(self, rows: Iterable[Row], forget: Sequence[str]) -> None:
        """Make one commit; when this returns it is safe."""
        if self._is_writing:
            raise BadAppendError(
                "a commit is being made here already",
                advice="Open the store a second time to write from within a commit.",
            )
        self._is_writing = True
        try:
            with plain_errors(self._place):
                self._carry_out(rows, forget)
        finally:
            self._is_writing = False

    def close(self) -> None:
        """Let the connection go, and what was forgotten with it."""
        if self._has_remains:
            with suppress(psycopg.Error, EarlyYearsError):
                self._clear()
        self._line.close()

    def _carry_out(self, rows: Iterable[Row], forget: Sequence[str]) -> None:
        connection, newest = self._begun()
        try:
            header = self._copied(connection, checked(rows, newest + 1))
            forgotten = self._forgotten(connection, forget)
        except BaseException:
            self._undo(connection)
            raise
        self._commit(connection, header)
        self._has_remains = self._has_remains or forgotten > 0
        if self._has_remains:
            with suppress(psycopg.Error, EarlyYearsError):
                self._clear()

    def _begun(self) -> tuple[Connection, int]:
        """A transaction whose turn it is, and the number of the newest commit."""
        for tries in range(1, _TRIES + 1):
            connection = self._line.ready()
            try:
                connection.execute(self._sql.begin)
                connection.execute(self._sql.take_turn)
                found = connection.execute(self._sql.head).fetchone()
            except BaseException as cause:
                self._undo(connection)
                # Not a row was asked for yet, so a lost connection costs nothing.
                is_lost = isinstance(cause, psycopg.Error) and connection.closed
                if not is_lost or tries == _TRIES:
                    raise
            else:
                return connection, found[0] if found else 0
        raise AssertionError("every way out is above")

    def _copied(self, connection: Connection, rows: Iterable[Row]) -> Row:
        header: Row | None = None
        taken = 0
        with connection.cursor() as cursor, cursor.copy(self._sql.copy) as copy:
            copy.set_types(TYPES)
            for row in rows:
                if row[1] == 0:
                    header = row
                copy.write_row(row_as_kept(row))
                taken += 1
        if taken > _MANY:
            connection.execute(self._sql.analyse)
        if header is None:
            raise AssertionError("rows without a header were refused")
        return header

    def _forgotten(self, connection: Connection, forget: Sequence[str]) -> int:
        """Drop the content of some ids; how many rows had any."""
        if not forget:
            return 0
        ids = [as_kept(one) for one in {*forget}]
        return connection.execute(self._sql.forget, [ids]).rowcount

    def _undo(self, connection: Connection) -> None:
        """Undo what was not committed; a connection that cannot be is let go."""
        if connection.closed:
            return
        try:
            connection.execute(self._sql.rollback)
        except psycopg.Error:
            self._line.close()

    # ---------------------------------------------------------------- the last word

    def _commit(self, connection: Connection, header: Row) -> None:
        try:
            connection.execute(self._sql.commit)
        except psycopg.Error:
            if not connection.closed:
                self._undo(connection)
                raise
            self._settle(header)

    def _settle(self, header: Row) -> None:
        """Find out whether a commit is there, whose last word went unanswered."""
        try:
            # Waits its turn: the server may still be busy with the old connection.
            connection, _ = self._begun()
            found = connection.execute(self._sql.find, [as_kept(header.id)]).fetchone()
            self._undo(connection)
        except (psycopg.Error, EarlyYearsError):
            raise UnknownOutcomeError(
                f"the connection to {self._place.shown} was lost at the last word of a"
                " commit, and it is not known whether it was kept",
                advice="It is kept whole or not at all. Do the same again once the"
                " server is back; look with `earlyyears history` first.",
                commit=header.commit,
            ) from None
        if found is None or Row._make(found).digest != as_kept(header.digest):
            raise ConnectionLostError(
                f"the connection to {self._place.shown} was lost at the last word of a"
                " commit",
                advice="Try again; nothing was written.",
                commit=header.commit,
            )

    # ------------------------------------------------------------- what was forgotten

    def _clear(self) -> None:
        """Write the table's files anew, where nobody else is at it for a while.

        The server keeps what a row was until then; only the owner of the table may.
        """
        connection = self._line.ready()
        before = connection.execute("SHOW lock_timeout").fetchone()
        connection.execute(self._sql.wait_at_most, [_SHORT_WAIT])
        try:
            connection.execute(self._sql.rewrite)
            self._has_remains = False
        except errors.LockNotAvailable:
            return
        finally:
            if before and not connection.closed:
                connection.execute(self._sql.wait_at_most, [before[0]])
