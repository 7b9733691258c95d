"""Rows as a store holds them, and the digests that chain them together.

A store holds plain tuples of text and whole numbers and knows nothing of what they
mean.  The digest of a row covers everything in it, with a salt, so that after an
erasure nobody can find out by guessing what stood there.  The digest of a commit
covers the commit before it and every row of its own, so nothing can be altered, added
or taken away in the middle without the chain showing it.
"""

import datetime as dt
from hashlib import sha256
from json.encoder import encode_basestring_ascii as _quoted
from typing import NamedTuple

from earlyyears.kernel import ALWAYS, DateRange

__all__ = [
    "COMMIT_KIND",
    "FIRST_DAY",
    "GENESIS",
    "LAST_DAY",
    "NOTHING",
    "RESERVED",
    "TOMBSTONE_KIND",
    "WITHDRAWAL_KIND",
    "Chain",
    "Head",
    "Row",
    "digest_of",
    "span_of",
    "valid_of",
]

#: Kind of the header row of a commit, which is its row 0.
COMMIT_KIND = "commit"
#: Kind of the rows by which commits are taken back.
WITHDRAWAL_KIND = "withdrawal"
#: Kind of the rows that stand for what was erased.
TOMBSTONE_KIND = "tombstone"
#: Kinds of row that are the ledger's own and no records.
RESERVED = frozenset({COMMIT_KIND, WITHDRAWAL_KIND, TOMBSTONE_KIND})
#: How an open first day is written.
FIRST_DAY = dt.date.min.isoformat()
#: How an open end is written.
LAST_DAY = dt.date.max.isoformat()
#: Body of an assertion of nothing: the record is not there on those days.
NOTHING = "null"
#: Digest before the first commit.
GENESIS = "0" * 64


class Row(NamedTuple):
    """One row of a store; a commit is its header, row 0, and the rows it asserts."""

    #: Number of the commit, counted from 1 without gaps.
    commit: int
    #: Number of the row within its commit.
    n: int
    id: str
    kind: str
    #: First day on which it holds, as ISO text.
    start: str
    #: First day on which it holds no more, as ISO text.
    end: str
    #: JSON text with its schema number first; `null` asserts nothing; None is erased.
    body: str | None
    #: Sixteen bytes as hexadecimal text; None is erased.
    salt: str | None
    digest: str
    #: Where the fact comes from, such as “row 17”.
    source: str


class Head(NamedTuple):
    """The newest commit of a store and its digest; commit 0 is an empty store."""

    commit: int
    digest: str


def digest_of(row: Row) -> str:
    """The digest of a row: SHA-256 of a JSON list of its contents and its salt."""
    commit, n, id_, kind, start, end, body, salt, _, source = row
    return digest_of_parts(commit, n, id_, kind, start, end, body, salt, source)


def digest_of_parts(  # noqa: PLR0913, PLR0917  the contents of a row
    commit: int,
    n: int,
    id_: str,
    kind: str,
    start: str,
    end: str,
    body: str | None,
    salt: str | None,
    source: str,
) -> str:
    """The digest of the row with these contents, for who is about to make it."""
    text = ", ".join(
        (
            *(str(commit), str(n), _quoted(id_), _quoted(kind), _quoted(start)),
            *(_quoted(end), _text(body), _text(salt), _quoted(source)),
        )
    )
    return sha256(f"[{text}]".encode()).hexdigest()


def _text(text: str | None) -> str:
    return "null" if text is None else _quoted(text)


class Chain:
    """The digest of a commit in the making: the one before, its rows, its header."""

    __slots__ = ("_hash",)

    def __init__(self, before: str) -> None:
        self._hash = sha256(before.encode())

    def add(self, digest: str) -> None:
        """Take the next row's digest in."""
        self._hash.update(digest.encode())

    def close(self, header: Row) -> str:
        """The commit's digest, once its header is known."""
        self.add(digest_of(header))
        return self._hash.hexdigest()


def span_of(valid: DateRange) -> tuple[str, str]:
    """The days of a row as text.

    >>> span_of(ALWAYS)
    ('0001-01-01', '9999-12-31')
    """
    start = FIRST_DAY if valid.start is None else valid.start.isoformat()
    return start, LAST_DAY if valid.end is None else valid.end.isoformat()


def valid_of(start: str, end: str) -> DateRange:
    """The range that a row's text stands for.

    >>> print(valid_of("2021-09-01", "9999-12-31"))
    2021-09-01 to further notice
    """
    first = None if start == FIRST_DAY else dt.date.fromisoformat(start)
    last = None if end == LAST_DAY else dt.date.fromisoformat(end)
    return ALWAYS if first is None and last is None else DateRange(first, last)
