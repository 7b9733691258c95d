"""Stores: memory, the model that others are held to, and SQLite, the default."""

from .drivers import drivers
from .errors import (
    BadAppendError,
    BadStoreUrlError,
    CannotOpenStoreError,
    ClosedStoreError,
    DamagedStoreError,
    NetworkShareWarning,
    NewerStoreError,
    NotAHubError,
    StoreBusyError,
)
from .memory import MemoryStore
from .sqlite import SqliteStore

__all__ = [
    "BadAppendError",
    "BadStoreUrlError",
    "CannotOpenStoreError",
    "ClosedStoreError",
    "DamagedStoreError",
    "MemoryStore",
    "NetworkShareWarning",
    "NewerStoreError",
    "NotAHubError",
    "SqliteStore",
    "StoreBusyError",
    "drivers",
]
