"""The store in memory: the model that every other store is held to."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from heapq import merge
from threading import Lock

from earlyyears.ledger import COMMIT_KIND, GENESIS, Head, Row

from .errors import BadAppendError, ClosedStoreError
from .whole import checked

__all__ = ["MemoryStore"]


class MemoryStore:
    """Rows in lists, gone when the process ends.

    >>> store = MemoryStore()
    >>> store.head().commit
    0
    """

    def __init__(self) -> None:
        self._rows: list[Row] = []
        self._by_kind: dict[str, list[int]] = {}
        self._by_id: dict[str, list[int]] = {}
        self._headers: list[Row] = []
        self._closed = False
        self._lock = Lock()

    def head(self) -> Head:
        """The newest commit and its digest."""
        self._check()
        return _head(self._headers)

    def append(self, rows: Iterable[Row], forget: Sequence[str] = ()) -> None:
        """Add one commit, all of it or nothing, and drop what is to be forgotten."""
        self._check()
        # Taken in before the lock, since the rows may be made by reading this store.
        number = self.head().commit + 1
        taken = sorted(checked(rows, number), key=lambda row: row.n)
        if len({row.n for row in taken}) != len(taken):
            raise _bad("two rows have one number")
        with self._lock:
            # Somebody may have been first while the rows were being made.
            fresh = [*checked(taken, self.head().commit + 1)]
            if self.find(fresh[0].id.removeprefix(f"{COMMIT_KIND}/")):
                raise _bad("the key was used before")
            for row in fresh:
                self._add(row)
            for id_ in forget:
                for place in self._by_id.get(id_, ()):
                    held = self._rows[place]
                    if held.n > 0:
                        self._rows[place] = held._replace(body=None, salt=None)

    def _add(self, row: Row) -> None:
        place = len(self._rows)
        self._rows.append(row)
        self._by_kind.setdefault(row.kind, []).append(place)
        self._by_id.setdefault(row.id, []).append(place)
        if row.n == 0:
            self._headers.append(row)

    def read(
        self,
        kinds: Collection[str] | None,
        upto: int,
        ids: Collection[str] | None = None,
    ) -> Iterator[Row]:
        """Rows of some kinds and ids up to a commit, in the order of the log."""
        self._check()
        for place in self._places(kinds, ids):
            row = self._rows[place]
            if row.commit > upto:
                return
            if kinds is None or row.kind in kinds:
                yield row

    def _places(
        self, kinds: Collection[str] | None, ids: Collection[str] | None
    ) -> Iterable[int]:
        if ids is not None:
            return sorted(
                place for id_ in set(ids) for place in self._by_id.get(id_, ())
            )
        if kinds is not None:
            return merge(*(self._by_kind.get(kind, []) for kind in set(kinds)))
        return range(len(self._rows))

    def log(self, after: int) -> Iterator[Row]:
        """The header rows of the commits after a number, in order."""
        self._check()
        return iter(self._headers[after:])

    def find(self, key: str) -> Row | None:
        """The header row of the commit with this idempotency key, if there is one."""
        self._check()
        wanted = self._by_id.get(f"{COMMIT_KIND}/{key}", ())
        found = (self._rows[place] for place in wanted)
        return next((row for row in found if row.n == 0), None)

    def close(self) -> None:
        """Let go of everything; what was not kept elsewhere is lost."""
        self._closed = True

    def _check(self) -> None:
        if self._closed:
            raise ClosedStoreError("the store was closed", advice="Open the hub again.")


def _head(headers: Sequence[Row]) -> Head:
    return Head(headers[-1].commit, headers[-1].digest) if headers else Head(0, GENESIS)


def _bad(what: str) -> BadAppendError:
    return BadAppendError(
        f"{what}, and the commit cannot be kept",
        advice="Number the rows from 0, and use each key for one commit.",
    )
