"""What the checks of whole plugins share: its catalogue and records of its kinds."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import pytest

from earlyyears.kernel import Record, fields_of, kind_of
from earlyyears.ledger import Store
from earlyyears.plugins import Catalogue, PluginInfo
from earlyyears.testing.bench import Bench, with_targets
from earlyyears.testing.core import catalogue_with
from earlyyears.testing.kits import Kit
from earlyyears.testing.rules.cases import fact_tables

from .examples import example_of

__all__ = ["PluginBase"]


class PluginBase(Kit):
    """How a whole plugin is put on the bench; `plugin` is the author's."""

    #: The plugin: a module, a subclass of BoroughPlugin, or an instance of one.
    plugin: ClassVar[Any]
    #: Folder with the case tables, whose facts serve as examples.
    cases: ClassVar[Path | None] = None
    #: Records of the plugin's kinds, where they cannot be made from their types.
    records: ClassVar[Sequence[Record]] = ()

    def catalogue(self) -> Catalogue:
        """The plugin beside what ships."""
        return _catalogue_of(self.adopted())

    def info(self) -> PluginInfo:
        """What is known of the plugin."""
        return self.catalogue().plugins[-1]

    def kinds(self) -> dict[str, type[Record]]:
        """The plugin's own kinds; a plugin without any leaves the check out."""
        names = self.info().offers.get("records", ())
        if not names:
            pytest.skip("does not apply: the plugin has no kinds of record")
        return {name: self.catalogue().kinds[name] for name in names}

    def bench(self) -> Bench:
        """A hub in memory with the facts of the cases and the given records."""
        made = self.opened()
        made.keep(self.records)
        if self.cases is not None:
            made.read_tables(fact_tables(self.cases))
        return made

    def opened(self, store: Store | None = None) -> Bench:
        """A hub with the plugin, on a store or on a new one."""
        return Bench(self.catalogue(), store, kinds=self._names())

    def without(self, store: Store | None = None) -> Bench:
        """The same hub when the plugin is not in use."""
        held = set(with_targets(self.catalogue().kinds, self._names()))
        own = set(self.info().offers.get("records", ()))
        return Bench(catalogue_with(), store, kinds=held - own)

    def _names(self) -> set[str]:
        files = [] if self.cases is None else fact_tables(self.cases)
        given = {kind_of(one).name for one in self.records}
        own = self.info().offers.get("records", ())
        return {*own, *given, *(file.stem for file in files)}

    def filled(self) -> tuple[Bench, list[Record]]:
        """A hub with at least one record of each of the plugin's kinds, and those."""
        bench = self.bench()
        for kind in self.kinds().values():
            if not bench.told(kind):
                bench.keep(_examples(kind, self.catalogue()))
        return bench, self.told(bench)

    def told(self, bench: Bench) -> list[Record]:
        """Every record of the plugin's kinds that a hub tells of."""
        return [one for kind in self.kinds().values() for one in bench.told(kind)]


def _examples(kind: type[Record], catalogue: Catalogue) -> list[Record]:
    """Two examples of a kind, and of each kind that it points at."""
    kinds = with_targets(catalogue.kinds, [kind_of(kind).name])
    pointed_at = _targets(kind, kinds)
    return [example_of(cls, number) for cls in pointed_at for number in (1, 2)]


def _targets(
    cls: type[Record], kinds: Mapping[str, type[Record]]
) -> list[type[Record]]:
    found = [cls]
    for one in found:
        named = [kinds[info.ref] for info in fields_of(one) if info.ref in kinds]
        found += [target for target in named if target not in found]
    return found


@cache
def _catalogue_of(kit: Any) -> Catalogue:
    return catalogue_with(kit().needed("plugin"))
