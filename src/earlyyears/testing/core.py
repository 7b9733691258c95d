"""What ships with the library, as one plugin, for a plugin to be tried beside.

The composition root has its own; the kits may not see that room, so they gather the
kinds of record themselves.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, ClassVar

from earlyyears import roles
from earlyyears.disclosure import Writer
from earlyyears.kernel import Guard, Record, Rule
from earlyyears.ledger import StoreDriver
from earlyyears.plugins import BUILT_IN, BoroughPlugin, Catalogue, Ready, catalogue
from earlyyears.reports import writers
from earlyyears.stores import drivers

__all__ = ["Core", "bare", "catalogue_with", "core_kinds", "made"]

_PACKAGE = "earlyyears"
#: Rooms that hold no kinds of record, or that the kits may not see.
_NOT_CONCEPTS = frozenset(
    {"app", "cli", "testing", "synthetic", "plugins", "stores", "ledger", "kernel"}
)


@cache
def core_kinds() -> tuple[type[Record], ...]:
    """Every kind of record of the library itself, each once."""
    found = {kind.__earlyyears_kind__.name: kind for kind in _kinds()}
    return tuple(found.values())


def _kinds() -> Iterator[type[Record]]:
    for item in pkgutil.iter_modules([str(files(_PACKAGE))]):
        if item.name not in _NOT_CONCEPTS and not item.name.startswith("_"):
            room = importlib.import_module(f"{_PACKAGE}.{item.name}")
            for name in room.__all__:
                value = getattr(room, name)
                if _is_kind(value):
                    yield value


def _is_kind(value: Any) -> bool:
    if not (inspect.isclass(value) and issubclass(value, Record)):
        return False
    return bool(value.__earlyyears_kind__.name)


class Core(BoroughPlugin):
    """What ships with the library."""

    name: ClassVar[str] = BUILT_IN

    def records(self) -> Sequence[type[Record]]:
        """The kinds of record of every concept."""
        return core_kinds()

    def rules(self) -> Sequence[Rule[Any, Any] | Guard]:
        """The rules on who leads, and the guards on what may be recorded."""
        return [*roles.rules(), *roles.guards()]

    def stores(self) -> Sequence[StoreDriver]:
        """Memory and SQLite."""
        return drivers()

    def formats(self) -> Sequence[Writer]:
        """HTML, CSV and JSON."""
        return writers()


def catalogue_with(*plugins: object) -> Catalogue:
    """The library's own offers and those of some plugins."""
    if not plugins:
        return _shipped()
    return catalogue([Core(), *(made(one) for one in plugins)])


@cache
def _shipped() -> Catalogue:
    return catalogue([Core()])


def made(plugin: object) -> object:
    """A plugin as the catalogue takes it: a module, an instance, or a `Ready` one."""
    return plugin() if isinstance(plugin, type) else plugin


def bare(plugin: object) -> object:
    """The plugin itself, without what is known of it from outside."""
    return plugin.plugin if isinstance(plugin, Ready) else made(plugin)
