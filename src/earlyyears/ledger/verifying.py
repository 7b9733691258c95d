"""Verification: whether anything in a store was altered behind the ledger's back."""

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import groupby

from earlyyears.kernel import EarlyYearsError, frozen

from .commits import commit_of
from .protocols import Store
from .rows import GENESIS, TOMBSTONE_KIND, Chain, Head, Row, digest_of

__all__ = ["Verification", "verify"]


@frozen
class Verification:
    """What a verification found.

    >>> print(Verification(True, 2, 5, None, "", Head(2, "ab")))
    2 commits with 5 rows are as they were written
    """

    ok: bool
    #: Commits found good, from the first on.
    commits: int
    #: Rows looked at.
    rows: int
    #: The first commit that is not as it was written, None where all are.
    first_bad: int | None
    #: What is wrong with it, in a sentence.
    message: str
    #: The newest commit; its digest, kept elsewhere, pins the whole log.
    head: Head

    def __str__(self) -> str:
        if self.ok:
            counted = f"{self.commits} commits with {self.rows} rows"
            return f"{counted} are as they were written"
        return f"commit {self.first_bad} is not as it was written: {self.message}"


class _BadError(Exception):
    """Something that shows tampering; never leaves this module.

    It shows in the commit after those found good, unless another is named.
    """

    def __init__(self, message: str, commit: int | None = None) -> None:
        super().__init__(message)
        self.commit = commit


def verify(store: Store, pinned: Iterable[Head] = ()) -> Verification:
    """Check every digest of a store from the first commit on.

    `pinned` are heads that were kept elsewhere, such as on a printed report: without
    one, nobody can see that the newest commits were cut off.
    """
    return _Check(store, pinned).run()


class _Check:
    """One pass over the log."""

    def __init__(self, store: Store, pinned: Iterable[Head]) -> None:
        self.head = store.head()
        self.pinned = {one.commit: one.digest for one in pinned}
        self.store = store
        self.before = Head(0, GENESIS)
        self.moment = dt.datetime.min.replace(tzinfo=dt.UTC)
        self.rows = 0
        tombs = store.read([TOMBSTONE_KIND], self.head.commit)
        self.erased = {row.id.removeprefix(f"{TOMBSTONE_KIND}/") for row in tombs}

    def run(self) -> Verification:
        """Go through the log until something is wrong."""
        try:
            for commit, rows in self._commits():
                self._commit(commit, rows)
            self._ending()
        except _BadError as bad:
            return self._result(bad.commit or self.before.commit + 1, str(bad))
        return self._result(None, "")

    def _result(self, first_bad: int | None, message: str) -> Verification:
        good = first_bad is None
        return Verification(
            good, self.before.commit, self.rows, first_bad, message, self.head
        )

    def _commits(self) -> Iterator[tuple[int, Iterator[Row]]]:
        rows = self.store.read(None, self.head.commit)
        return groupby(rows, key=lambda row: row.commit)

    def _ending(self) -> None:
        if self.before != self.head:
            message = "the newest commit is not the head of the store"
            raise _BadError(message, self.head.commit)
        later = [number for number in self.pinned if number > self.head.commit]
        if later:
            raise _BadError(f"it is missing, yet its digest {max(later)} was pinned")

    def _commit(self, number: int, rows: Iterator[Row]) -> None:
        if number != self.before.commit + 1:
            raise _BadError("it is missing")
        header = next(rows)
        chain = Chain(self.before.digest)
        count = 0
        for count, row in enumerate(rows, 1):
            self._row(row, count)
            chain.add(row.digest)
        self.rows += count + 1
        self._header(header, count)
        if chain.close(header) != header.digest:
            raise _BadError("its digest does not follow from its rows")
        if self.pinned.get(number, header.digest) != header.digest:
            raise _BadError("its digest is not the one that was pinned")
        self.before = Head(number, header.digest)

    def _row(self, row: Row, n: int) -> None:
        if row.n != n:
            raise _BadError(f"row {n} is missing")
        if row.body is None:
            if row.salt is not None or row.id not in self.erased:
                raise _BadError(f"row {n} has no content and was not erased")
        elif row.id in self.erased:
            raise _BadError(f"row {n} has content although it was erased")
        elif digest_of(row) != row.digest:
            raise _BadError(f"row {n} was altered")

    def _header(self, header: Row, count: int) -> None:
        if header.n != 0:
            raise _BadError("its header is missing")
        try:
            told = commit_of(header)
        except EarlyYearsError as fault:
            raise _BadError("its header cannot be read") from fault
        if told.changes != count:
            raise _BadError(f"it has {count} rows and should have {told.changes}")
        if told.at < self.moment:
            raise _BadError("it is dated before the commit that it follows")
        self.moment = told.at
