"""Reading rows through cursors on the server, a page at a time."""

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

import psycopg
from psycopg import sql
from psycopg.rows import TupleRow

from earlyyears.ledger import Row

from .errors import ConnectionLostError
from .lines import Connection
from .schema import PAGE, Statements
from .texts import row_as_given

__all__ = ["Cursors"]


class Cursors:
    """The readings that are half way on one connection, in one transaction.

    Each cursor sees what was there when it was opened.  The transaction ends with the
    last of them, so that an idle store holds nothing back on the server.
    """

    def __init__(self, connection: Connection, statements: Statements) -> None:
        self.connection = connection
        self._sql = statements
        self._names = map("reading_{}".format, count())
        self._open: set[str] = set()
        self._left: list[str] = []

    def rows(self, select: sql.Composed, values: Sequence[Any]) -> Iterator[Row]:
        """The rows of a statement; half way it may be left at any time."""
        name = next(self._names)
        run = self.connection.execute
        if not self._open:
            run(self._sql.begin_reading)
        self._open.add(name)
        try:
            run(self._sql.declare(name, select), values)
            while page := self._page(name):
                yield from map(row_as_given, map(Row._make, page))
                if len(page) < PAGE:
                    break
        except GeneratorExit:
            # The collector may come here in the middle of another statement.
            self._left.append(name)
            raise
        except psycopg.Error:
            self.give_up()
            raise
        self._close(name)

    def _page(self, name: str) -> list[TupleRow]:
        if name not in self._open:
            raise ConnectionLostError(
                "a fault in another reading ended this one", advice="Read it again."
            )
        return self.connection.execute(self._sql.fetch(name)).fetchall()

    def close_those_left(self) -> None:
        """Close what was left half way since."""
        while self._left:
            self._close(self._left.pop())

    def _close(self, name: str) -> None:
        if name not in self._open:
            return
        self._open.discard(name)
        last = not self._open
        self.connection.execute(self._sql.commit if last else self._sql.close(name))

    def give_up(self) -> None:
        """End a transaction that failed, and with it every reading on it."""
        self._open.clear()
        self._left.clear()
        if not self.connection.closed:
            self.connection.execute(self._sql.rollback)
