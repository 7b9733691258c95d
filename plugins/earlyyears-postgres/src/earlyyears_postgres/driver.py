"""The driver: what the library is offered for URLs that begin with `postgresql:`."""

from earlyyears.ledger import Store, StoreDriver

from .store import PostgresStore
from .urls import address_of

__all__ = ["DRIVER"]


def _open(url: str) -> Store:
    return PostgresStore(address_of(url))


def _is_there(url: str) -> bool:
    return PostgresStore.is_at(address_of(url))


#: Opens and looks for hubs at `postgresql://user@host:port/database?schema=name`.
DRIVER = StoreDriver("postgresql", _open, _is_there)
