"""A hub in memory for the kits: a plugin's kinds and rules, a set clock, no chance."""

import datetime as dt
import random
from collections.abc import Iterable, Mapping
from itertools import count
from pathlib import Path

from earlyyears.kernel import Faults, Record, fields_of, kind_of
from earlyyears.ledger import Ledger, Row, Store, View
from earlyyears.places import Vocabulary, vocabularies, vocabulary_from
from earlyyears.plugins import Catalogue
from earlyyears.services.tables import (
    TableRefusedError,
    Tables,
    export,
    import_table,
    kind_named,
)
from earlyyears.stores import MemoryStore

from .errors import BadCasesError

__all__ = ["Bench", "with_targets"]

#: What tables look settings up by.
_ALWAYS = ("setting", "registration")

_NOW = dt.datetime(2000, 1, 1, 9, tzinfo=dt.UTC)


def with_targets(
    held: Mapping[str, type[Record]], names: Iterable[str]
) -> dict[str, type[Record]]:
    """Some kinds by name, with all that they point at, however indirectly."""
    found: dict[str, type[Record]] = {}
    waiting = [*names, *_ALWAYS]
    while waiting:
        name = waiting.pop()
        if name in held and name not in found:
            found[name] = held[name]
            waiting += [info.ref for info in fields_of(held[name]) if info.ref]
    return {name: held[name] for name in held if name in found}


class Bench:
    """What a plugin needs to be tried: its catalogue, and a ledger to keep facts in."""

    def __init__(
        self,
        catalogue: Catalogue,
        store: Store | None = None,
        *,
        kinds: Iterable[str] | None = None,
    ) -> None:
        """Keep some kinds, and those that they point at; all where none are named."""
        self.catalogue = catalogue
        held = catalogue.kinds
        self.kinds = held if kinds is None else with_targets(held, kinds)
        self.store = store or MemoryStore()
        #: The day that the bench takes for today.
        self.day = _NOW.date()
        self._now = _NOW
        # Apart from the ids of whoever wrote into the store before.
        self._numbers = count(1 + 1_000 * self.store.head().commit)
        chance = random.Random(7)  # noqa: S311  can be repeated
        self.ledger = Ledger(
            self.store,
            self.kinds.values(),
            clock=self._clock,
            ids=self._id,
            salts=chance.randbytes,
            guards=catalogue.guards,
        )

    def _clock(self) -> dt.datetime:
        self._now += dt.timedelta(seconds=1)
        return self._now

    def _id(self, kind: str) -> str:
        return f"{kind}/kit{next(self._numbers):06}"

    def keep(self, records: Iterable[Record]) -> None:
        """Keep some records, in one commit."""
        self.ledger.commit([*records], actor="kit", reason="facts of the kit")

    def read_tables(self, files: Iterable[Path]) -> None:
        """Bring in tables named after their kinds, such as `setting.csv`.

        A table that points at another is read after it, whatever their order.
        """
        waiting: list[Path] = sorted(files)
        while waiting:
            refused = {file: fault for file in waiting if (fault := self._fault(file))}
            if len(refused) == len(waiting):
                told = "\n".join(map(str, refused.values()))
                raise BadCasesError(
                    f"the facts of the cases cannot be read: {told}",
                    advice="Make each table with `earlyyears template KIND`.",
                )
            waiting = list(refused)

    def _fault(self, file: Path) -> Faults | None:
        cls = kind_named(file.stem, dict(self.catalogue.kinds))
        try:
            import_table(self.tables(), cls, file, actor="kit")
        except TableRefusedError as fault:
            return fault
        return None

    def tables(self) -> Tables:
        """What tables are read and written with."""
        everything = self.ledger.view(_NOW.date(), unfiltered=True)
        return Tables(
            ledger=self.ledger,
            everything=everything,
            seen=everything,
            vocabularies=self._words(),
            guards=self.catalogue.guards,
            ids=self._id,
        )

    def rows_of(self, id_: str) -> list[Row]:
        """The rows of an id as the store keeps them, the ledger's own left out."""
        rows = self.store.read(None, self.store.head().commit, [id_])
        return [row for row in rows if row.kind in self.kinds]

    def told(self, cls: type[Record]) -> list[Record]:
        """Every record of a kind, for all its days."""
        view = self.view(_NOW.date())
        return [*self.ledger.stretches(kind_of(cls).name, view)]

    def write_table(self, cls: type[Record], file: Path) -> int:
        """Write every record of a kind to a table."""
        return export(self.tables(), cls, file)

    def _words(self) -> dict[str, Vocabulary]:
        found = dict(vocabularies())
        for file in self.catalogue.packs:
            if file.kind == "vocabulary":
                more = vocabulary_from(file.content, file.file.name)
                held = found.get(more.name)
                found[more.name] = held.extended(more) if held else more
        return found

    def view(self, on: dt.date) -> View:
        """All facts on a day, with the plugin's rules."""
        return self.ledger.view(on, rules=self.catalogue.rules, unfiltered=True)
