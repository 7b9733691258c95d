"""Keeps a hub in a PostgreSQL database: `postgresql://user@host/database`."""

from typing import ClassVar

from earlyyears.ledger import StoreDriver
from earlyyears.plugins import BoroughPlugin

from .driver import DRIVER
from .errors import (
    ConnectionLostError,
    LoginRefusedError,
    NoDatabaseError,
    NotAllowedError,
    NotReachableError,
    UnfitDatabaseError,
    UnknownOutcomeError,
)
from .store import PostgresStore

__all__ = [
    "DRIVER",
    "ConnectionLostError",
    "LoginRefusedError",
    "NoDatabaseError",
    "NotAllowedError",
    "NotReachableError",
    "Postgres",
    "PostgresStore",
    "UnfitDatabaseError",
    "UnknownOutcomeError",
]


class Postgres(BoroughPlugin):
    """Keeps the hub on a PostgreSQL server."""

    name: ClassVar[str] = "postgres"
    version: ClassVar[str] = "1.0.0"

    def stores(self) -> list[StoreDriver]:
        """Stores whose URLs begin with `postgresql:`."""
        return [DRIVER]
