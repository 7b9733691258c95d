"""What a store must be able to do, so that a borough can write one in an afternoon."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Protocol, TypeAlias

from earlyyears.kernel import frozen

from .rows import Head, Row

__all__ = ["Clock", "Store", "StoreDriver"]

#: Gives the present moment, with its time zone.
Clock: TypeAlias = Callable[[], dt.datetime]


class Store(Protocol):
    """A place that keeps rows in commits, in order, and gives them back unchanged.

    The ledger does the rest for every store alike.  `docs/reference/store-contract.md`
    says each promise at length.
    """

    def head(self) -> Head:
        """The newest commit and its digest; commit 0 of an empty store."""
        ...

    def append(self, rows: Iterable[Row], forget: Sequence[str] = ()) -> None:
        """Add one commit, all of it or nothing, and drop what is to be forgotten.

        The rows may come from a generator and the header row, `n` 0, may come last.
        Every row must carry the number that follows the head, or `StaleHeadError` is
        raised.  In the same act, body and salt of every row whose id is in `forget`
        are set to None, whichever commit it stands in.
        """
        ...

    def read(
        self,
        kinds: Collection[str] | None,
        upto: int,
        ids: Collection[str] | None = None,
    ) -> Iterator[Row]:
        """Rows of some kinds, or of all, up to a commit, in the order of the log.

        With `ids`, only the rows of those ids.  Log order is by commit, then by `n`.
        """
        ...

    def log(self, after: int) -> Iterator[Row]:
        """The header rows of the commits after a number, in order."""
        ...

    def find(self, key: str) -> Row | None:
        """The header row of the commit with this idempotency key, if there is one."""
        ...

    def close(self) -> None:
        """Let go of whatever the store holds open; closing twice is no fault."""
        ...


@frozen
class StoreDriver:
    """A kind of store, chosen by the scheme its URLs begin with."""

    #: Text before the colon, such as `sqlite`.
    scheme: str
    #: Opens the store of a URL, making it if there is none.
    open: Callable[[str], Store]
    #: Says whether there is one already, without making it; nothing: it cannot tell.
    is_there: Callable[[str], bool] | None = None
