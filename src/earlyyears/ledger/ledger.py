"""The ledger: commits into a store, and views, history and verification out of it."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from earlyyears.kernel import (
    NO_RULES,
    DateRange,
    Finding,
    Guard,
    IdSource,
    Record,
    RuleBook,
    london_day,
)
from earlyyears.places import Merge

from .changes import Change, Withdraw
from .codec import Codec
from .commits import Commit
from .committing import Committing, Wish
from .errors import RefusedError
from .history import Version
from .holds import LegalHold
from .merging import same_thing, survivors
from .news import news
from .protocols import Clock, Store
from .reading import Reader
from .rows import Head, Row
from .sight import EVERYTHING, sight_of
from .verifying import Verification, verify
from .view import View

__all__ = ["Ledger"]


class Ledger:
    """Everything a hub knows, as a log of commits in a store.

    `kinds` are the kinds of record it keeps; merges and legal holds are always among
    them.  `clock`, `ids` and `salts` are the only time and chance it knows: `salts`
    gives so many random bytes.  `guards` are asked before each commit, on the newest
    facts and under these `rules`.
    """

    def __init__(
        self,
        store: Store,
        kinds: Iterable[type[Record]],
        *,
        clock: Clock,
        ids: IdSource,
        salts: Callable[[int], bytes],
        guards: Iterable[Guard] = (),
        rules: RuleBook = NO_RULES,
    ) -> None:
        codec = Codec([*kinds, Merge, LegalHold])
        self._store = store
        self._codec = codec
        self._clock = clock
        self._reader = Reader(store, codec)
        self._committing = Committing(
            store,
            codec,
            self._reader,
            clock=clock,
            ids=ids,
            salts=salts,
            guards=tuple(guards),
            rules=rules,
        )

    # -------------------------------------------------------------------- writing

    def commit(
        self,
        changes: Iterable[Change],
        *,
        actor: str,
        reason: str,
        key: str | None = None,
        seen: View | int | None = None,
        source: str | Mapping[str, Any] | None = None,
        forget: Iterable[str] = (),
        only_news: bool = False,
    ) -> Commit | None:
        """Write some changes in one commit, all of them or none.

        Nothing to change is no commit, and None is given back.  `key` makes a repeat
        harmless: a commit with the same key is given back instead of being made twice.
        `seen` is the view, or its commit, that the officer decided upon: if a record
        that is changed or pointed at has changed since, the commit is refused.
        `source` says where all of it comes from, such as a file with its hash.
        `forget` erases ids in the same act.  With `only_news`, changes that say what
        is known already are left out.

        Raises `RefusedError` with all findings, `SeenChangedError`, `KeyReusedError`,
        `UnstorableError`, or `BusyError`; then nothing was written.
        """
        wish = Wish(
            changes=tuple(changes),
            actor=actor,
            reason=reason,
            key=key,
            seen=seen.as_at if isinstance(seen, View) else seen,
            source=source,
            forget=tuple(dict.fromkeys(forget)),
            only_news=only_news,
        )
        return self._committing.carry_out(wish)

    def withdraw(
        self, commit: int, *, actor: str, reason: str, key: str | None = None
    ) -> Commit:
        """Take a commit back: from now on every answer is as if it had not been made.

        What was known before is still known as of then.  Withdrawing the withdrawal
        brings the commit back.  An erasure cannot be taken back.
        """
        done = self.commit([Withdraw(commit)], actor=actor, reason=reason, key=key)
        return _made(done)

    def withdrawal(
        self, commit: int, view: View, *, actor: str, reason: str
    ) -> dict[str, int]:
        """What would point at nothing if a commit were taken back, unwritten.

        Kinds of record with how many of each, as far as the viewer sees them, that
        point at what would not be there any more.  Raises what `withdraw` would raise.
        """
        wish = Wish(changes=(Withdraw(commit),), actor=actor, reason=reason)
        self._committing.rehearse(wish)
        return self._reader.hanging(commit, self._store.head().commit, view.sight)

    def erase(
        self, ids: Iterable[str], *, actor: str, reason: str, key: str | None = None
    ) -> Commit:
        """Erase records for good, in every version; tombstones keep the chain whole.

        What is under a legal hold is refused.  An erased id cannot be written again,
        so the next file does not bring it back.
        """
        done = self.commit((), actor=actor, reason=reason, key=key, forget=ids)
        return _made(done)

    def news(self, changes: Iterable[Change]) -> list[Change]:
        """The changes that say something else than what is known for some day."""
        newest = self._store.head().commit
        left_out = self._reader.withdrawn(newest)
        return news(tuple(changes), self._store, self._codec, newest, left_out)

    # -------------------------------------------------------------------- reading

    def view(
        self,
        on: dt.date,
        *,
        as_at: dt.date | int | None = None,
        actor: str | None = None,
        teams: Iterable[str] = frozenset(),
        rules: RuleBook = NO_RULES,
        audience: str | None = None,
        unfiltered: bool = False,
    ) -> View:
        """The facts on a day, as known now or as at a date or commit, for a viewer.

        `as_at` as a date means the end of that day in London.  `audience` is `public`,
        `steering` or `internal` (the same as none).  Unfiltered facts are for rules
        that write and for guards, never for print.
        """
        number = self._reader.log.number_at(as_at, self._store.head().commit)
        sight = EVERYTHING if unfiltered else sight_of(actor, teams, audience)
        return View(self._reader, on, number, sight, rules=rules)

    def stretches(self, kind: str, view: View) -> Iterator[Record]:
        """Each record of a kind for each stretch of days, as far as a view knows it.

        Its day does not matter.  Merges are not followed: this is what was told.
        """
        return self._reader.stretches(kind, view.as_at, view.sight)

    def body(self, record: Record) -> dict[str, Any]:
        """The fields of a record that differ from their defaults, as JSON data."""
        return self._codec.body(record)

    def from_body(
        self, kind: str, id_: str, valid: DateRange, body: Mapping[str, Any]
    ) -> Record:
        """The record that such fields make; raises `UnreadableRowError` on a misfit."""
        return self._codec.record(kind, id_, valid, body)

    def rows(self) -> Iterator[Row]:
        """Every row of the log, for an archive of the whole hub."""
        newest = self._store.head().commit
        return self._store.read(None, newest) if newest else iter(())

    def adopt(self, rows: Iterable[Row]) -> None:
        """Write the rows of another ledger into an empty store, commit by commit.

        Verify them first, and the ledger afterwards.  A store that holds anything
        refuses the first commit with `StaleHeadError`.
        """
        for _, commit in groupby(rows, key=lambda row: row.commit):
            self._store.append(commit)

    def history(self, id_: str, view: View) -> list[Version]:
        """Every version of a record that the viewer may see, oldest first.

        The history goes up to what the view knows.  A record that was merged has the
        history of both, and the merge itself is in it.
        """
        merges = self._reader.merges(view.as_at)
        ids = same_thing(id_, survivors(merges))
        joined = [one.id for one in merges if one.of in ids]
        return self._reader.history([*sorted(ids), *joined], view.as_at, view.sight)

    def commits(self, view: View | None = None, *, after: int = 0) -> list[Commit]:
        """The commits in order, with reasons where the viewer sees a part of them."""
        newest = self._store.head().commit if view is None else view.as_at
        sight = EVERYTHING if view is None else view.sight
        return self._reader.commits(after, newest, sight)

    def contents(self, view: View) -> dict[int, dict[str, int]]:
        """For each commit, how many records of each kind it told, as a viewer sees."""
        return self._reader.contents(view.as_at, view.sight)

    def withdrawals(self, view: View) -> tuple[dict[int, int], dict[int, int]]:
        """The withdrawals: which commit took back which, and what does not count.

        The second says for each commit that does not count which one took it back; a
        withdrawal that was withdrawn itself is only in the first.
        """
        return self._reader.withdrawals(view.as_at)

    def head(self) -> Head:
        """The newest commit and its digest, which pins all that went before."""
        return self._store.head()

    def withdrawn(self) -> tuple[int, ...]:
        """The commits that were taken back, in order."""
        return tuple(sorted(self._reader.withdrawn(self._store.head().commit)))

    def undescribed(self) -> dict[str, int]:
        """Kinds kept here that nobody describes, with how many records of each.

        They belong to plugins that are not in use: nothing of them is lost, and they
        are read again when the plugin is back.
        """
        return self._reader.undescribed(self._store.head().commit)

    def tombstones(self) -> frozenset[str]:
        """The ids that were erased for good, for importers to leave out."""
        return self._reader.tombstones(self._store.head().commit)

    def verify(self, pinned: Iterable[Head] = ()) -> Verification:
        """Check that nothing was altered, added or cut out behind the ledger's back.

        `pinned` are heads that were kept elsewhere, such as on a printed report; they
        show whether the newest commits were cut off.
        """
        return verify(self._store, pinned)

    @property
    def today(self) -> dt.date:
        """The day in London by the ledger's clock."""
        return london_day(self._clock())

    def close(self) -> None:
        """Close the store."""
        self._store.close()


def _made(commit: Commit | None) -> Commit:
    if commit is None:
        finding = Finding("nothing_to_do", "there is nothing to erase")
        raise RefusedError("the change was refused", [finding])
    return commit
