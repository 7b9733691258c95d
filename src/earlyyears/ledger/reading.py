"""Rows read back as records: decoded once, folded for a day, filtered for a viewer."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from typing import TypeAlias

from earlyyears.kernel import Record, evolve, fields_of, kind_of
from earlyyears.places import Merge

from .changes import Ended
from .checks import pointed_at
from .codec import Codec
from .commits import Commit, Log
from .folding import latest, taken_back, targets_of, withdrawn
from .history import Version, version_of
from .protocols import Store
from .rows import NOTHING, RESERVED, TOMBSTONE_KIND, WITHDRAWAL_KIND, Row, valid_of
from .sight import Sight
from .stretches import stretches
from .writing import tombstoned

__all__ = ["Reader"]

_ROWS_IN_A_COMMIT = 1 << 32
_MERGE = kind_of(Merge).name
#: A row with the days on which it holds.
_Stretch: TypeAlias = tuple[Row, str, str]


class Reader:
    """Reads a store for one ledger, and keeps what cannot change."""

    def __init__(self, store: Store, codec: Codec) -> None:
        self._store = store
        self._codec = codec
        self._decoded: dict[int, Record] = {}
        self._left_out: dict[int, frozenset[int]] = {0: frozenset()}
        #: The commits of the store.
        self.log = Log(store)

    # ------------------------------------------------------------- for views

    def records_on(
        self, kind: str, on: dt.date, as_at: int, sight: Sight
    ) -> tuple[list[Record], dict[str, int]]:
        """The records of a kind on a day, and the commits that assert them, by id."""
        described = self._codec.kind(kind)
        if not (as_at and sight.sees(described)):
            return [], {}
        rows: Iterable[Row] = self._store.read([kind], as_at)
        if sight.own_only(described):
            rows = self._seen(rows, as_at, sight)
        found = latest(rows, on, self.withdrawn(as_at))
        records = [self.record(row) for row in found.values()]
        return records, {key: row[0] for key, row in found.items()}

    def stretches(self, kind: str, as_at: int, sight: Sight) -> Iterator[Record]:
        """Each record of a kind for each stretch of days on which it is known."""
        described = self._codec.kind(kind)
        if not (as_at and sight.sees(described)):
            return
        rows: Iterable[Row] = self._store.read([kind], as_at)
        if sight.own_only(described):
            rows = self._seen(rows, as_at, sight)
        for row, first, last in stretches(rows, self.withdrawn(as_at)):
            record = self.record(row)
            whole = (first, last) == (row.start, row.end)
            yield record if whole else evolve(record, valid=valid_of(first, last))

    def _seen(self, rows: Iterable[Row], as_at: int, sight: Sight) -> Iterator[Row]:
        actors = self.log.actors(as_at)
        for row in rows:
            if self._sees(sight, row.kind, actors[row.commit]):
                yield row

    def _sees(self, sight: Sight, kind: str, actor: str) -> bool:
        """Who may see a kind is known from its description; without it, nobody."""
        if kind not in self._codec.classes:
            return sight.everything
        return sight.sees_of(self._codec.kind(kind), actor)

    def kind_of_id(self, id_: str, as_at: int) -> type[Record] | None:
        """The kind of the record with an id, None where none was ever asserted."""
        for row in self._store.read(None, as_at, [id_]) if as_at else ():
            if row.kind in self._codec.classes:
                return self._codec.classes[row.kind]
        return None

    def commit(self, number: int) -> Commit | None:
        """A commit by its number, None for what was before the first."""
        return self.log[number] if number else None

    # ------------------------------------------------------------- rows as records

    def record(self, row: Row) -> Record:
        """The record of a row that has content, decoded once."""
        place = row[0] * _ROWS_IN_A_COMMIT + row[1]
        found = self._decoded.get(place)
        if found is None:
            found = self._decoded[place] = self._codec.decode(row)
        return found

    def keep(self, commit: int, records: dict[int, Record]) -> None:
        """Keep records that were just written, so that they need not be decoded."""
        first = commit * _ROWS_IN_A_COMMIT
        self._decoded.update((first + n, record) for n, record in records.items())

    def forget(self) -> None:
        """Keep nothing decoded, since something was erased."""
        self._decoded.clear()

    # -------------------------------------------------------- the ledger's own rows

    def withdrawn(self, as_at: int) -> frozenset[int]:
        """The commits that do not count, as known at a commit."""
        found = self._left_out.get(as_at)
        if found is None:
            rows = self._store.read([WITHDRAWAL_KIND], as_at)
            found = self._left_out[as_at] = withdrawn(targets_of(rows))
        return found

    def effect(
        self, commits: Collection[int], newest: int, kinds: Collection[str]
    ) -> Iterator[Record | Ended]:
        """What would be told of some kinds by taking commits back, as if said anew.

        For each record that would count otherwise: an ending of every stretch of days
        that is not known any more, and what is known of it instead.
        """
        before, after = self._before_and_after(commits, newest, kinds)
        for row, first, last in before:
            if (row, first, last) not in after:
                yield Ended(row.kind, row.id, valid_of(first, last))
        for row, first, last in after:
            if (row, first, last) not in before:
                yield evolve(self.record(row), valid=valid_of(first, last))

    def _before_and_after(
        self, commits: Collection[int], newest: int, kinds: Collection[str]
    ) -> tuple[dict[_Stretch, None], dict[_Stretch, None]]:
        now, then = self.withdrawn(newest), self._without(commits, newest)
        changed = {
            row.id
            for row in self._store.read(kinds, newest)
            if row.commit in now ^ then
        }
        rows = [*self._store.read(kinds, newest, changed)] if changed else []
        return dict.fromkeys(stretches(rows, now)), dict.fromkeys(stretches(rows, then))

    def _without(self, commits: Collection[int], newest: int) -> frozenset[int]:
        """The commits that do not count once some more are taken back."""
        targets = targets_of(self._store.read([WITHDRAWAL_KIND], newest))
        return withdrawn([*targets, *((newest + 1, one) for one in commits)])

    def hanging(self, commit: int, newest: int, sight: Sight) -> dict[str, int]:
        """How many records of each kind would point at nothing without a commit.

        They point at records that would not be there on any day any more.
        """
        kinds = self.kinds_in(commit, newest) & set(self._codec.classes)
        before, after = self._before_and_after([commit], newest, kinds)
        stay = {row.id for row, *_ in after}
        gone = {row.id: row.kind for row, *_ in before if row.id not in stay}
        then = self._without([commit], newest)
        found = {
            name: self._pointing(name, gone, newest, then, sight)
            for name in sorted(self._codec.classes if gone else ())
        }
        return {name: number for name, number in found.items() if number}

    def _pointing(
        self,
        kind: str,
        gone: dict[str, str],
        newest: int,
        then: frozenset[int],
        sight: Sight,
    ) -> int:
        lost = set(gone.values())
        fields = [
            (one.name, one.many)
            for one in fields_of(self._codec.classes[kind])
            if one.ref in lost
        ]
        if not (fields and sight.sees(self._codec.kind(kind))):
            return 0
        rows = self._seen(self._store.read([kind], newest), newest, sight)
        return len(
            {
                row.id
                for row, *_ in stretches(rows, then)
                if not gone.keys().isdisjoint(pointed_at(self.record(row), fields))
            }
        )

    def contents(self, newest: int, sight: Sight) -> dict[int, dict[str, int]]:
        """For each commit, how many records of each kind a viewer sees that it told."""
        rows = self._store.read(None, newest) if newest else iter(())
        told = (row for row in rows if row.kind not in RESERVED)
        seen = {
            (row.commit, row.kind, row.id) for row in self._seen(told, newest, sight)
        }
        found: dict[int, dict[str, int]] = {}
        for commit, kind, _ in sorted(seen):
            held = found.setdefault(commit, {})
            held[kind] = held.get(kind, 0) + 1
        return found

    def withdrawals(self, newest: int) -> tuple[dict[int, int], dict[int, int]]:
        """Which commit took back which, and for each that does not count, by which."""
        targets = targets_of(self._store.read([WITHDRAWAL_KIND], newest))
        return dict(targets), taken_back(targets)

    def kinds_in(self, commit: int, newest: int) -> frozenset[str]:
        """The kinds of record that count otherwise once a commit is taken back."""
        targets = targets_of(self._store.read([WITHDRAWAL_KIND], newest))
        touched = {commit}
        # Taking a withdrawal back brings back what it took, which is always earlier.
        for at, target in sorted(targets, reverse=True):
            if at in touched:
                touched.add(target)
        return frozenset(kind for one in touched for kind in self.log.kinds_of(one))

    def undescribed(self, newest: int) -> dict[str, int]:
        """Kinds that nobody here describes, with how many records of each are kept."""
        told = {kind for one in self.log.upto(newest) for kind in one.kinds}
        kinds = told - RESERVED - set(self._codec.classes)
        held: dict[str, set[str]] = {kind: set() for kind in sorted(kinds)}
        for row in self._store.read(kinds, newest) if kinds else ():
            if row.body is not None and row.body != NOTHING:
                held[row.kind].add(row.id)
        return {kind: len(ids) for kind, ids in held.items() if ids}

    def tombstones(self, newest: int) -> frozenset[str]:
        """The ids that were erased for good."""
        rows = self._store.read([TOMBSTONE_KIND], newest)
        return frozenset(tombstoned(row.id) for row in rows)

    def rows_of(self, ids: Iterable[str], newest: int) -> Iterator[Row]:
        """Every row of some ids, but for the ledger's own."""
        wanted = [*dict.fromkeys(ids)]
        rows = self._store.read(None, newest, wanted) if wanted and newest else iter(())
        return (row for row in rows if row.kind not in RESERVED)

    def merges(self, as_at: int) -> list[Merge]:
        """Every merge that was ever said and not withdrawn, whatever its days."""
        left_out = self.withdrawn(as_at)
        rows = self._store.read([_MERGE], as_at) if as_at else iter(())
        told = [
            self.record(row)
            for row in rows
            if row.commit not in left_out and row.body not in {None, NOTHING}
        ]
        return [one for one in told if isinstance(one, Merge)]

    # ------------------------------------------------------------- history

    def history(self, ids: Iterable[str], as_at: int, sight: Sight) -> list[Version]:
        """Every version of some records that a viewer may see, in order."""
        left_out = self.withdrawn(as_at)
        rows = self._seen(self.rows_of(ids, as_at), as_at, sight)
        return [self._version(row, left_out) for row in rows]

    def _version(self, row: Row, left_out: frozenset[int]) -> Version:
        has_content = row.body is not None and row.body != NOTHING
        described = row.kind in self._codec.classes
        return version_of(
            row,
            self.log[row.commit],
            self.record(row) if has_content and described else None,
            valid_of(row.start, row.end),
            withdrawn=row.commit in left_out,
            described=described,
        )

    def commits(self, after: int, newest: int, sight: Sight) -> list[Commit]:
        """The commits after a number; why and whence only of what a viewer may see."""
        return [self._shown(one, sight) for one in self.log.upto(newest)[after:]]

    def _shown(self, commit: Commit, sight: Sight) -> Commit:
        if any(self._may_tell(kind, commit, sight) for kind in commit.kinds):
            return commit
        return evolve(commit, reason="", source=None, kinds=frozenset())

    def _may_tell(self, kind: str, commit: Commit, sight: Sight) -> bool:
        return kind in RESERVED or self._sees(sight, kind, commit.actor)
