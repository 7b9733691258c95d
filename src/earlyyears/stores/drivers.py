"""The stores that ship, each for one scheme of URL."""

from earlyyears.ledger import Store, StoreDriver

from .memory import MemoryStore
from .sqlite import SqliteStore
from .urls import path_of, refuse_unless_memory

__all__ = ["drivers"]


def _memory(url: str) -> Store:
    refuse_unless_memory(url)
    return MemoryStore()


def _sqlite(url: str) -> Store:
    return SqliteStore(path_of(url))


def _is_file(url: str) -> bool:
    return path_of(url).is_file()


def drivers() -> list[StoreDriver]:
    """The drivers of the memory store and of the SQLite store.

    >>> [driver.scheme for driver in drivers()]
    ['memory', 'sqlite']
    """
    return [StoreDriver("memory", _memory), StoreDriver("sqlite", _sqlite, _is_file)]
