"""What the server says, in words of whoever must do something about it.

None of it repeats a password, a row or a key: what the server adds to a message may
hold them, so its first line alone is kept.
"""

from collections.abc import Generator, Sequence
from contextlib import contextmanager

import psycopg
from psycopg import errors

from earlyyears.kernel import EarlyYearsError
from earlyyears.stores import (
    BadAppendError,
    CannotOpenStoreError,
    DamagedStoreError,
    NotAHubError,
    StoreBusyError,
)

from .errors import (
    ConnectionLostError,
    LoginRefusedError,
    NoDatabaseError,
    NotAllowedError,
    NotReachableError,
)
from .urls import Address

__all__ = ["is_starting", "not_a_hub", "plain_errors", "told_of_connecting"]

_GOING = (errors.AdminShutdown, errors.CrashShutdown, errors.CannotConnectNow)
_STARTING = ("starting up", "shutting down", "recovery mode", "not yet accepting")
_TOLD: Sequence[
    tuple[tuple[type[psycopg.Error], ...], type[EarlyYearsError], str, str]
] = (
    (
        (errors.LockNotAvailable, errors.DeadlockDetected),
        StoreBusyError,
        "somebody else is writing in {where}",
        "Try again in a moment; nothing was written.",
    ),
    (
        (errors.QueryCanceled,),
        StoreBusyError,
        "{where} took longer than its administrator allows ({said})",
        "Ask for a longer statement_timeout; nothing was written.",
    ),
    (
        (errors.InsufficientPrivilege,),
        NotAllowedError,
        "this user may not do this in {where} ({said})",
        "Ask the administrator for the rights that the plugin's README lists.",
    ),
    (
        (errors.ReadOnlySqlTransaction,),
        NotAllowedError,
        "{where} takes no changes: it is a standby, or set to be read only",
        "Connect to the server that takes changes.",
    ),
    (
        (errors.DiskFull, errors.OutOfMemory),
        CannotOpenStoreError,
        "the server of {where} has no room left ({said})",
        "Tell the administrator; nothing was written.",
    ),
    (
        (errors.DataCorrupted, errors.IndexCorrupted),
        DamagedStoreError,
        "{where} is damaged ({said})",
        "Tell the administrator, who has the newest sound copy.",
    ),
    (
        (
            psycopg.IntegrityError,
            psycopg.DataError,
            errors.ProgramLimitExceeded,
            errors.RaiseException,
        ),
        BadAppendError,
        "the rows are not a commit that can be kept ({said})",
        "Number the rows from 0, and use each key for one commit.",
    ),
)
_FULL = ("too many c", "too many connections", "remaining connection slots")


def is_starting(cause: psycopg.OperationalError) -> bool:
    """Whether a server is there and will soon let somebody in."""
    return any(words in str(cause) for words in _STARTING)


def told_of_connecting(
    cause: psycopg.OperationalError, place: Address
) -> EarlyYearsError:
    """Why nobody could be connected; libpq tells it in words alone."""
    said = str(cause)
    who = f"the user “{place.user}”" if place.user else "this user"
    if "password" in said or "pg_hba" in said or "authentication" in said:
        return LoginRefusedError(
            f"{place.shown} does not let {who} in: wrong user or password,"
            " or none was given",
            advice="Put the password into the file .pgpass (passfile=) or PGPASSWORD,"
            " and ask the database's administrator whether this machine may connect.",
        )
    if "role" in said and "does not exist" in said:
        return LoginRefusedError(
            f"{place.shown} does not know {who}",
            advice="Ask the database's administrator for a user.",
        )
    if "database" in said and "does not exist" in said:
        return NoDatabaseError(
            f"{place.shown} is not there",
            advice="Check its name, or have the administrator make it.",
        )
    if "permission denied" in said:
        return NotAllowedError(
            f"{who} may not connect to {place.shown}",
            advice="Ask the administrator for: GRANT CONNECT ON DATABASE.",
        )
    return _not_reachable(said, place)


def _not_reachable(said: str, place: Address) -> NotReachableError:
    if any(words in said for words in _FULL):
        return NotReachableError(
            f"the server of {place.shown} takes no more connections",
            advice="Try again in a moment, or ask the administrator for more.",
        )
    if "SSL" in said or "certificate" in said:
        return NotReachableError(
            f"no safe connection to {place.shown} could be made ({_reason(said)})",
            advice="Check sslmode and sslrootcert with the administrator.",
        )
    return NotReachableError(
        f"{place.shown} cannot be reached ({_reason(said)})",
        advice="Check the name and the port, the network, and that the server runs.",
    )


def _reason(said: str) -> str:
    return said.splitlines()[0].rpartition("failed: ")[2].rpartition("FATAL:  ")[2]


@contextmanager
def plain_errors(place: Address) -> Generator[None]:
    """Say in officers' words what the server says in its own."""
    try:
        yield
    except psycopg.Error as cause:
        # Not chained: the server's whole message may hold a row's text.
        raise _told(cause, place) from None


def _told(cause: psycopg.Error, place: Address) -> EarlyYearsError:
    said = cause.diag.message_primary or str(cause).partition("\n")[0]
    if isinstance(cause, (errors.UndefinedTable, errors.UndefinedColumn)):
        return not_a_hub(place)
    if _is_lost(cause):
        return ConnectionLostError(
            f"the connection to {place.shown} was lost",
            advice="Try again; nothing was written.",
        )
    for kinds, cls, message, advice in _TOLD:
        if isinstance(cause, kinds):
            words = {"where": place.shown, "said": said, "schema": place.schema}
            return cls(message.format(**words), advice=advice.format(**words))
    return CannotOpenStoreError(
        f"{place.shown} cannot be used ({said})",
        advice="Tell the database's administrator.",
        sqlstate=cause.sqlstate,
    )


def _is_lost(cause: psycopg.Error) -> bool:
    # What libpq says by itself, without the server, has no state.
    return (
        cause.sqlstate is None
        or isinstance(cause, _GOING)
        or cause.sqlstate[:2] == "08"
    )


def not_a_hub(place: Address) -> NotAHubError:
    """The refusal of a schema that holds something else."""
    return NotAHubError(
        f"the schema “{place.schema}” in {place.shown} is not a hub's store",
        advice="Name a schema of its own with ?schema=name after the URL.",
        schema=place.schema,
    )
