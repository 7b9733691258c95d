"""Stores that break one promise each."""

import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, ClassVar

from earlyyears.ledger import Head, Row, Store, StoreDriver
from earlyyears.stores import MemoryStore, SqliteStore
from earlyyears.testing import FULL, IMPOSSIBLE, Capability, StoreKit
from tests.testing.saboteurs.made import Saboteur, adopted

GONE = IMPOSSIBLE("what lies in memory is gone with the process")
ALL = ("durable", "shared", "crash_safe", "erases_on_disk")


class ForgetsHeaders(MemoryStore):
    """Forgets whatever it is asked to."""

    def append(self, rows: Iterable[Row], forget: Sequence[str] = ()) -> None:
        """Forget headers as well."""
        super().append(rows, forget)
        for at, row in enumerate(self._headers):
            if row.id in forget:
                gone = row._replace(body=None, salt=None)
                self._rows[self._rows.index(row)] = self._headers[at] = gone


class SortsAsText(MemoryStore):
    """Sorts numbers as text."""

    def read(self, *args: Any, **named: Any) -> Iterator[Row]:
        """Row 10 comes before row 9."""
        rows = super().read(*args, **named)
        return iter(sorted(rows, key=lambda row: (str(row.commit), str(row.n))))


class KeepsHalf(MemoryStore):
    """Keeps what came before the fault."""

    def append(self, rows: Iterable[Row], forget: Sequence[str] = ()) -> None:
        """Write row by row."""
        taken: list[Row] = []
        try:
            taken.extend(rows)
        except ZeroDivisionError:
            number = self.head().commit + 1
            key = f"commit/half {number}"
            header = Row(number, 0, key, "commit", "a", "b", "{}", "s", "d", "")
            super().append([*taken, header])
            raise
        super().append(taken, forget)


class TakesStale(MemoryStore):
    """Gives a late commit the next number."""

    def append(self, rows: Iterable[Row], forget: Sequence[str] = ()) -> None:
        """Renumber whatever comes."""
        number = self.head().commit + 1
        super().append([row._replace(commit=number) for row in rows], forget)


class TakesKeyTwice(MemoryStore):
    """Does not look whether a key was used."""

    def find(self, key: str) -> Row | None:
        """Forget what was found while appending."""
        found = super().find(key)
        return None if getattr(self, "_appending", False) else found

    def append(self, rows: Iterable[Row], forget: Sequence[str] = ()) -> None:
        """Append without looking."""
        self._appending = True
        try:
            super().append(rows, forget)
        finally:
            self._appending = False


class ForgetsNewestOnly(MemoryStore):
    """Forgets the last row of an id and no other."""

    def append(self, rows: Iterable[Row], forget: Sequence[str] = ()) -> None:
        """Forget one row each."""
        super().append(rows)
        for id_ in forget:
            places = [
                at for at, row in enumerate(self._rows) if row.id == id_ and row.n
            ]
            for at in places[-1:]:
                self._rows[at] = self._rows[at]._replace(body=None, salt=None)


class FoldsCase(MemoryStore):
    """Finds ids whatever their case."""

    def read(
        self,
        kinds: Collection[str] | None,
        upto: int,
        ids: Collection[str] | None = None,
    ) -> Iterator[Row]:
        """Compare folded."""
        wanted = None if ids is None else {one.casefold() for one in ids}
        for row in super().read(kinds, upto):
            if wanted is None or row.id.casefold() in wanted:
                yield row


class Normalises(MemoryStore):
    """Keeps text in one form of Unicode."""

    def append(self, rows: Iterable[Row], forget: Sequence[str] = ()) -> None:
        """Join letters with their accents."""
        joined = (
            row._replace(body=row.body and unicodedata.normalize("NFC", row.body))
            for row in rows
        )
        super().append(joined, forget)


class TakesEmptyForNothing(MemoryStore):
    """Keeps an empty text as none."""

    def append(self, rows: Iterable[Row], forget: Sequence[str] = ()) -> None:
        """Lose the difference."""
        super().append((row._replace(body=row.body or None) for row in rows), forget)


class ReadsTooFar(MemoryStore):
    """Reads past the commit that was asked for."""

    def read(
        self,
        kinds: Collection[str] | None,
        upto: int,
        ids: Collection[str] | None = None,
    ) -> Iterator[Row]:
        """Read one commit more."""
        return super().read(kinds, upto + 1 if upto else upto, ids)


class LogsOneMore(MemoryStore):
    """Counts the commit itself among those after it."""

    def log(self, after: int) -> Iterator[Row]:
        """Begin one too early."""
        return super().log(max(0, after - 1))


class FindsAnything(MemoryStore):
    """Finds whatever has the id."""

    def find(self, key: str) -> Row | None:
        """Look at all rows."""
        wanted = {key, f"commit/{key}"}
        return next((row for row in self._rows if row.id in wanted), None)


class NeverCloses(MemoryStore):
    """Goes on after it was closed."""

    def close(self) -> None:
        """Do nothing."""


class GathersTenThousand(MemoryStore):
    """Takes no more than ten thousand rows of a commit."""

    def append(self, rows: Iterable[Row], forget: Sequence[str] = ()) -> None:
        """Leave out what is too much."""
        taken = [*rows]
        super().append([*taken[:10_001], *taken[10_001:][-1:]], forget)


class GivesTuples(MemoryStore):
    """Gives plain tuples back."""

    def read(self, *args: Any, **named: Any) -> Iterator[Any]:
        """Lose the names."""
        return (tuple(row) for row in super().read(*args, **named))


class ForgetsFirst(MemoryStore):
    """Forgets before it looks whether the commit is sound."""

    def append(self, rows: Iterable[Row], forget: Sequence[str] = ()) -> None:
        """Forget at once."""
        for at, row in enumerate(self._rows):
            if row.id in forget and row.n:
                self._rows[at] = row._replace(body=None, salt=None)
        super().append(rows, forget)


class HeadOfTheFirst(MemoryStore):
    """Gives the digest of the first commit for ever."""

    def head(self) -> Head:
        """The number is right, the digest is not."""
        found = super().head()
        return found._replace(digest=self._headers[0].digest) if found.commit else found


class BeginsAtOne(MemoryStore):
    """Has a head before there is a commit."""

    def head(self) -> Head:
        """An empty store has no digest."""
        found = super().head()
        return found if found.commit else found._replace(digest="")


class ChokesOnMany(MemoryStore):
    """Takes a thousand ids at once and no more."""

    def read(
        self,
        kinds: Collection[str] | None,
        upto: int,
        ids: Collection[str] | None = None,
    ) -> Iterator[Row]:
        """Ask for the first thousand."""
        return super().read(kinds, upto, None if ids is None else [*ids][:1_000])


class SkipsSource(MemoryStore):
    """Has no column for where a fact comes from."""

    def append(self, rows: Iterable[Row], forget: Sequence[str] = ()) -> None:
        """Leave the source out."""
        super().append((row._replace(source="") for row in rows), forget)


class SharesOneCursor(MemoryStore):
    """Ends a reading when another begins."""

    def read(self, *args: Any, **named: Any) -> Iterator[Row]:
        """Read with the one cursor there is."""
        turn = self._turn = object()
        for row in super().read(*args, **named):
            if turn is not self._turn:
                return
            yield row


# ------------------------------------------------------------------- kept in a file


class CommitsRowByRow(SqliteStore):
    """Has each row on the disk at once, and no transaction around them."""

    def append(
        self,
        rows: Iterable[Row],
        forget: Sequence[str] = (),  # noqa: ARG002  as a store is asked
    ) -> None:
        """Commit every row."""
        # Quick, since it is wrong anyway.
        self._connection.execute("PRAGMA synchronous = OFF")
        for row in rows:
            self._connection.execute(
                "INSERT INTO row (commit_no, n, id, kind, start, end, body, salt,"
                " digest, source) VALUES (?,?,?,?,?,?,?,?,?,?)",
                row,
            )


class LeavesTextBehind(SqliteStore):
    """Keeps a log of all that was ever written, for whoever wants to look."""

    def append(self, rows: Iterable[Row], forget: Sequence[str] = ()) -> None:
        """Write twice."""
        taken = [*rows]
        with self._path.with_suffix(".log").open("a", encoding="utf-8") as log:
            log.writelines(f"{row.body}\n" for row in taken)
        super().append(taken, forget)


class RemembersTheHead(SqliteStore):
    """Asks for the head once and counts on from there."""

    _known: Head | None = None

    def head(self) -> Head:
        """The head as this opening knows it."""
        self._known = self._known or super().head()
        return self._known

    def append(self, rows: Iterable[Row], forget: Sequence[str] = ()) -> None:
        """Append and take it that nobody else does."""
        super().append(rows, forget)
        self._known = super().head()


class WritesLater(MemoryStore):
    """Keeps commits in memory and writes them when it is closed."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        if path.exists():
            kept = SqliteStore(path)
            for header in [*kept.log(0)]:
                whole = [
                    one for one in kept.read(None, 10**9) if one.commit == header.commit
                ]
                super().append(whole)
            kept.close()
        self._written = self.head().commit

    def close(self) -> None:
        """Write what is new."""
        if self._closed:
            return
        kept = SqliteStore(self._path)
        for number in range(kept.head().commit + 1, self.head().commit + 1):
            kept.append([row for row in self._rows if row.commit == number])
        kept.close()
        super().close()


def _path(url: str) -> Path:
    return Path(url.partition("///")[2])


def open_row_by_row(url: str) -> Store:
    """Open a store that commits row by row."""
    return CommitsRowByRow(_path(url))


def open_leaving(url: str) -> Store:
    """Open a store that leaves text behind."""
    return LeavesTextBehind(_path(url))


def open_remembering(url: str) -> Store:
    """Open a store that remembers the head."""
    return RemembersTheHead(_path(url))


def open_anew(url: str) -> Store:
    """Open a store that keeps nothing."""
    _path(url).touch()
    return MemoryStore()


def open_later(url: str) -> Store:
    """Open a store that writes later."""
    return WritesLater(_path(url))


class InMemory(StoreKit):
    """A kit for stores in memory."""

    capabilities: ClassVar[dict[str, Capability]] = dict.fromkeys(ALL, GONE)
    examples: ClassVar[int] = 12
    shorten: ClassVar[bool] = False

    def url(self, folder: Path) -> str:  # noqa: ARG002  it needs no place
        """No place."""
        return "wrong:"


class InFile(StoreKit):
    """A kit for stores in a file."""

    capabilities: ClassVar[dict[str, Capability]] = {"shared": FULL}
    examples: ClassVar[int] = 12
    shorten: ClassVar[bool] = False
    kills: ClassVar[int] = 1

    def url(self, folder: Path) -> str:
        """A file in the folder."""
        return f"wrong:///{folder / 'hub.db'}"


def _of(cls: Callable[[], Store], what: str, caught_by: str) -> Saboteur:
    driver = StoreDriver("wrong", lambda _: cls())
    return Saboteur(what, caught_by, adopted(InMemory, what, driver=driver))


def _in_file(opener: Callable[[str], Store], what: str, caught_by: str) -> Saboteur:
    driver = StoreDriver("wrong", opener)
    return Saboteur(what, caught_by, adopted(InFile, what, driver=driver))


#: Each with the check that must catch it.
STORES: tuple[Saboteur, ...] = (
    _of(ForgetsHeaders, "forgets headers", "test_a_header_is_never_forgotten"),
    _of(SortsAsText, "sorts numbers as text", "test_the_order_is_that_of_numbers"),
    _of(KeepsHalf, "keeps half of a commit",
        "test_a_generator_that_fails_leaves_the_store_as_it_was"),
    _of(TakesStale, "takes a stale commit", "test_a_commit_must_follow_the_head"),
    _of(TakesKeyTwice, "takes a key twice",
        "test_what_is_not_one_whole_commit_is_refused"),
    _of(ForgetsNewestOnly, "forgets the newest row only",
        "test_forgetting_drops_content_and_keeps_the_rest"),
    _of(FoldsCase, "folds the case of ids",
        "test_names_that_look_alike_are_kept_apart"),
    _of(Normalises, "normalises text", "test_any_text_comes_back_unchanged"),
    _of(TakesEmptyForNothing, "takes empty for nothing",
        "test_nothing_and_an_empty_text_are_kept_apart"),
    _of(ReadsTooFar, "reads too far", "test_what_was_known_then_can_be_asked_for"),
    _of(LogsOneMore, "logs one more", "test_the_log_gives_headers_after_a_commit"),
    _of(FindsAnything, "finds anything", "test_a_commit_is_found_by_its_key"),
    _of(NeverCloses, "never closes", "test_a_closed_store_says_so"),
    _of(GathersTenThousand, "gathers ten thousand rows",
        "test_a_large_commit_is_taken_whole"),
    _of(GivesTuples, "gives plain tuples", "test_rows_come_back_as_they_were_given"),
    _of(ForgetsFirst, "forgets before it looks",
        "test_a_refused_commit_forgets_nothing"),
    _of(HeadOfTheFirst, "gives an old digest", "test_the_head_is_the_newest_header"),
    _of(BeginsAtOne, "has no digest to begin with",
        "test_an_empty_store_has_the_head_zero"),
    _of(ChokesOnMany, "chokes on many ids",
        "test_ten_thousand_ids_can_be_asked_for_at_once"),
    _of(SkipsSource, "skips the source", "test_rows_agree_with_the_memory_store"),
    _of(SharesOneCursor, "shares one cursor", "test_two_readers_may_be_half_way"),
    _in_file(open_row_by_row, "commits row by row",
             "test_a_writer_killed_within_a_commit_leaves_nothing"),
    _in_file(open_leaving, "leaves text behind",
             "test_forgotten_text_is_nowhere_in_the_folder"),
    _in_file(open_remembering, "remembers the head",
             "test_two_openings_see_each_others_commits"),
    _in_file(open_anew, "begins anew each time",
             "test_what_was_written_is_there_when_opened_again"),
    _in_file(open_later, "writes later", "test_a_killed_writer_loses_nothing"),
)  # fmt: skip
