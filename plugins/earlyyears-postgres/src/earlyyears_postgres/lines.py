"""A connection that is opened when it is needed, and again after it was lost."""

import time

import psycopg
from psycopg.rows import TupleRow

from .errors import NotReachableError
from .telling import is_starting, told_of_connecting
from .urls import Address

__all__ = ["Connection", "Line"]

Connection = psycopg.Connection[TupleRow]

# A hub's own ways: plans made once for the whole answer, and a commit that is on the
# disk before it is acknowledged, whatever the server's habit.
_HABITS = (
    "SET jit = off; SET cursor_tuple_fraction = 1; SET synchronous_commit = on;"
    " SET standard_conforming_strings = on"
)
_PAUSE = 0.1
_LONGEST_PAUSE = 1.0


class Line:
    """One connection to a server, kept as long as it holds.

    Once its server is known, `patience` is for how many seconds it is tried again when
    it went away; a server that says it is starting is always waited for.
    """

    def __init__(self, place: Address, wait: float, patience: float) -> None:
        self._place = place
        self._wait = wait
        self._patience = patience
        self._connection: Connection | None = None
        #: Whether the server was there before, on this line or on another.
        self.is_known = False

    def ready(self) -> Connection:
        """The connection, made now if there is none or it was lost."""
        if self._connection is None or self._connection.closed:
            self.close()
            self._connection = self._opened()
            self.is_known = True
        return self._connection

    def close(self) -> None:
        """Let the connection go; doing so twice is no fault."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _opened(self) -> Connection:
        until = time.monotonic() + self._patience
        pause = _PAUSE
        while True:
            try:
                return self._tried()
            except psycopg.OperationalError as cause:
                told = told_of_connecting(cause, self._place)
                comes_back = self.is_known and isinstance(told, NotReachableError)
                may_wait = is_starting(cause) or comes_back
                if not may_wait or time.monotonic() + pause > until:
                    raise told from None
            time.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)

    def _tried(self) -> Connection:
        made = psycopg.connect(self._place.conninfo, autocommit=True)
        try:
            made.execute(_HABITS)
            made.execute(
                "SELECT set_config('lock_timeout', %s, false)",
                [f"{max(1, round(self._wait * 1000))}ms"],
            )
        except BaseException:
            made.close()
            raise
        return made
