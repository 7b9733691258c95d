"""A commit's rows, made one by one while the store takes them in.

Nothing is collected, so a national file needs no more memory than a borough's.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from earlyyears.kernel import ALWAYS, Record, evolve, kind_of

from .changes import Change, Ended, Withdraw, bare, source_of
from .codec import Codec
from .commits import Commit, header_of
from .rows import (
    NOTHING,
    TOMBSTONE_KIND,
    WITHDRAWAL_KIND,
    Chain,
    Row,
    digest_of_parts,
    span_of,
)

__all__ = ["SALT_BYTES", "Writing", "tombstone_id", "tombstoned"]

#: Length of a row's salt in bytes.
SALT_BYTES = 16
_AT_ONCE = 4096
_ALWAYS = span_of(ALWAYS)


def tombstone_id(id_: str) -> str:
    """The id of the row that stands for an erased record."""
    return f"{TOMBSTONE_KIND}/{id_}"


def tombstoned(id_: str) -> str:
    """The erased record that a tombstone row stands for."""
    return id_.removeprefix(f"{TOMBSTONE_KIND}/")


class Writing:
    """One commit being written: `rows()` once, and then `commit` tells what became."""

    def __init__(
        self,
        codec: Codec,
        salts: Callable[[int], bytes],
        draft: Commit,
        changes: Sequence[Change],
        forget: Sequence[str],
    ) -> None:
        #: The commit, complete once its rows were taken.
        self.commit = draft
        #: The records written, by the number of their row.
        self.records: dict[int, Record] = {}
        self._codec = codec
        self._salts = _one_by_one(salts)
        self._changes = changes
        self._forget = forget

    def rows(self, before: str) -> Iterator[Row]:
        """Every row, the header last, chained to the digest of the commit before."""
        links = Chain(before)
        kinds: set[str] = set()
        n = 0
        for row in chain(self._asserted(), self._tombstones()):
            n = row.n
            links.add(row.digest)
            kinds.add(row.kind)
            yield row
        told = evolve(self.commit, changes=n, kinds=frozenset(kinds))
        header = header_of(told, next(self._salts))
        header = header._replace(digest=links.close(header))
        self.commit = evolve(told, digest=header.digest)
        yield header

    def _asserted(self) -> Iterator[Row]:
        for n, change in enumerate(self._changes, 1):
            one = bare(change)
            if isinstance(one, Record):
                self.records[n] = one
            yield self._row(n, one, source_of(change))

    def _row(self, n: int, one: Record | Ended | Withdraw, source: str) -> Row:
        if isinstance(one, Record):
            kind, body = kind_of(one).name, self._codec.encode(one)
            return self._made(n, one.id, kind, span_of(one.valid), body, source)
        if isinstance(one, Ended):
            return self._made(n, one.id, one.kind, span_of(one.valid), NOTHING, source)
        body = f'{{"schema":1,"commit":{one.commit}}}'
        id_ = f"{WITHDRAWAL_KIND}/{one.commit}"
        return self._made(n, id_, WITHDRAWAL_KIND, _ALWAYS, body, source)

    def _tombstones(self) -> Iterator[Row]:
        for n, id_ in enumerate(self._forget, len(self._changes) + 1):
            gone, body = tombstone_id(id_), '{"schema":1}'
            yield self._made(n, gone, TOMBSTONE_KIND, _ALWAYS, body, "")

    def _made(
        self,
        n: int,
        id_: str,
        kind: str,
        days: tuple[str, str],
        body: str,
        source: str,
    ) -> Row:
        number, salt = self.commit.number, next(self._salts)
        digest = digest_of_parts(number, n, id_, kind, *days, body, salt, source)
        return Row(number, n, id_, kind, *days, body, salt, digest, source)


def _one_by_one(salts: Callable[[int], bytes]) -> Iterator[str]:
    """Salts as text, drawn many at once."""
    width = 2 * SALT_BYTES
    while True:
        drawn = salts(SALT_BYTES * _AT_ONCE).hex()
        for start in range(0, len(drawn), width):
            yield drawn[start : start + width]
