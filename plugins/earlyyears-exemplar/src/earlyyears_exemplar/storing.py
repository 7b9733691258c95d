"""A store in a file with one commit a line: `exemplar-lines:///hub.jsonl`.

It keeps the rows in the library's memory store and writes each commit behind it, so it
is for small hubs and for learning.  A commit is one line: one that was cut off by a
crash is no commit, and is left out when the file is opened again.
"""

import json
import os
import tempfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from earlyyears.ledger import Head, Row, StoreDriver
from earlyyears.stores import MemoryStore

__all__ = ["LinesStore", "driver", "open_lines"]


class LinesStore:
    """Rows in memory, with every commit written to a file before it counts."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._held = MemoryStore()
        lines = _whole_lines(file)
        for line in lines:
            self._held.append(Row(*cells) for cells in json.loads(line))
        # Whatever a crash left behind the last whole line goes.
        _replace(file, lines)

    def head(self) -> Head:
        """The newest commit and its digest."""
        return self._held.head()

    def append(self, rows: Iterable[Row], forget: Sequence[str] = ()) -> None:
        """Add one commit, all of it or nothing, and drop what is to be forgotten."""
        taken: list[Row] = []
        self._held.append(_noting(rows, taken), forget)
        try:
            self._keep(taken, rewrite=bool(forget))
        except BaseException:
            # Memory is ahead of the file: nobody may read on from here.
            self.close()
            raise

    def _keep(self, taken: Iterable[Row], *, rewrite: bool) -> None:
        if rewrite:
            every = self._held.read(None, self.head().commit)
            commits = groupby(every, key=lambda row: row.commit)
            _replace(self._file, [_line(rows) for _, rows in commits])
            return
        with self._file.open("ab") as file:
            file.write(_line(sorted(taken, key=lambda row: row.n)))
            file.flush()
            os.fsync(file.fileno())

    def read(
        self,
        kinds: Collection[str] | None,
        upto: int,
        ids: Collection[str] | None = None,
    ) -> Iterator[Row]:
        """Rows of some kinds and ids up to a commit, in the order of the log."""
        return self._held.read(kinds, upto, ids)

    def log(self, after: int) -> Iterator[Row]:
        """The header rows of the commits after a number, in order."""
        return self._held.log(after)

    def find(self, key: str) -> Row | None:
        """The header row of the commit with this idempotency key, if there is one."""
        return self._held.find(key)

    def close(self) -> None:
        """Let go of the rows; the file keeps them."""
        self._held.close()


def _noting(rows: Iterable[Row], taken: list[Row]) -> Iterator[Row]:
    """Hand rows on, and note each: they may come from a generator, but once."""
    for row in rows:
        taken.append(row)
        yield row


def _line(rows: Iterable[Row]) -> bytes:
    return json.dumps([*rows], separators=(",", ":")).encode() + b"\n"


def _whole_lines(file: Path) -> list[bytes]:
    if not file.exists():
        return []
    lines = file.read_bytes().splitlines(keepends=True)
    return [line for line in lines if line.endswith(b"\n")]


def _replace(file: Path, lines: Iterable[bytes]) -> None:
    """Write a file anew; at every moment it is the old one or the new one."""
    handle, draft = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")
    with os.fdopen(handle, "wb") as stream:
        stream.writelines(lines)
        stream.flush()
        os.fsync(stream.fileno())
    Path(draft).replace(file)


def open_lines(url: str) -> LinesStore:
    """The store of a URL, made where there is none."""
    return LinesStore(_path(url))


def _path(url: str) -> Path:
    return Path(url.removeprefix("exemplar-lines://").removeprefix("/"))


driver = StoreDriver("exemplar-lines", open_lines, lambda url: _path(url).is_file())
