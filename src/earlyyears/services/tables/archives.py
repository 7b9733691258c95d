"""A whole hub in one file, which another installation opens and verifies.

The archive holds every row of the log as it stands in the store, the erased ones
without content, and the digest of the newest commit.  It is verified before a single
row is written, and the restored hub once more afterwards.
"""

import json
import zipfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn

from earlyyears.kernel import EarlyYearsError, frozen
from earlyyears.ledger import COMMIT_KIND, GENESIS, Head, Ledger, Row, Verification
from earlyyears.ledger.verifying import verify

from .errors import ArchiveError, NotEmptyError

__all__ = ["Archived", "archive", "restore"]

_FORMAT = 1
_MANIFEST, _ROWS = "manifest.json", "rows.jsonl"
#: Zip files carry times; a fixed one makes the same hub the same file.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


@frozen
class Archived:
    """What an archive holds."""

    commits: int
    rows: int
    #: Digest of the newest commit, which pins everything in it.
    digest: str


def archive(ledger: Ledger, file: Path) -> Archived:
    """Write a whole hub into a file; one that is there already is refused."""
    found = ledger.verify()
    if not found.ok:
        raise ArchiveError(
            f"the hub cannot be archived: {found}",
            advice="Run earlyyears verify, and restore the store from a backup.",
        )
    head = found.head
    manifest = {
        "format": _FORMAT,
        "what": "earlyyears hub",
        "commits": head.commit,
        "digest": head.digest,
    }
    count = 0
    with zipfile.ZipFile(file, "x", zipfile.ZIP_DEFLATED) as made:
        made.writestr(_entry(_MANIFEST), json.dumps(manifest, indent=1))
        with made.open(_entry(_ROWS), "w", force_zip64=True) as stream:
            for row in _upto(ledger.rows(), head.commit):
                count += 1
                stream.write(f"{json.dumps(list(row))}\n".encode())
    return Archived(head.commit, count, head.digest)


def _upto(rows: Iterable[Row], newest: int) -> Iterator[Row]:
    return (row for row in rows if row.commit <= newest)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _NO_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def restore(ledger: Ledger, file: Path) -> Verification:
    """Fill an empty store from an archive, and verify what was written.

    A store holds commits one by one, so a restore that was cut short leaves the first
    of them.  The same archive fills up the rest; anything else in the store is refused.
    """
    store = _read(file)
    _check(verify(store, [store.pinned]), file)
    begun = ledger.head().commit
    held = [row for row in store.rows if row.commit <= begun]
    if begun and (begun == store.pinned.commit or held != [*ledger.rows()]):
        raise NotEmptyError(
            "the store holds a hub already",
            advice="Restore into a new store, such as sqlite:///restored.db.",
        )
    try:
        ledger.adopt(store.rows[len(held) :])
    except (EarlyYearsError, OSError) as cause:
        raise _cut_short(ledger, store, file) from cause
    found = ledger.verify([store.pinned])
    _check(found, file)
    return found


def _cut_short(ledger: Ledger, store: "_Archive", file: Path) -> ArchiveError:
    written, every = ledger.head().commit, store.pinned.commit
    return ArchiveError(
        f"only {written:,} of {every:,} commits of {file.name} were written",
        advice="Make room, and give the same command again: it fills up the rest.",
        file=file.name,
    )


def _check(found: Verification, file: Path) -> None:
    if not found.ok:
        raise ArchiveError(
            f"{file.name} is not as it was written: {found}",
            advice="Take another copy of the archive; use nothing of this one.",
            file=file.name,
        )


def _read(file: Path) -> "_Archive":
    try:
        with zipfile.ZipFile(file) as held:
            manifest: Any = json.loads(held.read(_MANIFEST))
            if manifest["format"] != _FORMAT:
                raise _newer(file)
            with held.open(_ROWS) as stream:
                rows = [Row(*json.loads(line)) for line in stream]
            head = Head(int(manifest["commits"]), str(manifest["digest"]))
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError) as cause:
        if isinstance(cause, ArchiveError):
            raise
        raise ArchiveError(
            f"{file.name} is no archive of a hub",
            advice="Give the file that earlyyears archive wrote.",
            file=file.name,
        ) from cause
    return _Archive(rows, head)


def _newer(file: Path) -> ArchiveError:
    return ArchiveError(
        f"{file.name} was written by a newer version",
        advice="Update earlyyears and restore again.",
        file=file.name,
    )


class _Archive:
    """The rows of an archive as a store that can be read and not written."""

    def __init__(self, rows: list[Row], pinned: Head) -> None:
        self.rows, self.pinned = rows, pinned

    def head(self) -> Head:
        """The newest commit, by its header."""
        headers = [row for row in self.rows if row.n == 0]
        last = headers[-1] if headers else None
        return Head(last.commit, last.digest) if last else Head(0, GENESIS)

    def read(
        self,
        kinds: Collection[str] | None,
        upto: int,
        ids: Collection[str] | None = None,
    ) -> Iterator[Row]:
        """Rows of some kinds and ids up to a commit."""
        for row in self.rows:
            fits = (kinds is None or row.kind in kinds) and (
                ids is None or row.id in ids
            )
            if fits and row.commit <= upto:
                yield row

    def log(self, after: int) -> Iterator[Row]:
        """The header rows of the commits after a number."""
        return (row for row in self.rows if row.n == 0 and row.commit > after)

    def find(self, key: str) -> Row | None:
        """The header row of a commit by its key."""
        wanted = f"{COMMIT_KIND}/{key}"
        return next((row for row in self.log(0) if row.id == wanted), None)

    def append(self, rows: Iterable[Row], forget: Sequence[str] = ()) -> NoReturn:  # noqa: ARG002  the protocol of stores
        """Refuse to write."""
        raise ArchiveError("an archive is not written to", advice="Restore it first.")

    def close(self) -> None:
        """Nothing is held open."""
