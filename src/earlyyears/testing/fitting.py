"""Kits that fit what a plugin offers, made for a plugin that adopts none itself.

The kits are named through the room, not imported from their modules, so that pytest
has a hand in their import and a failing check shows what differed.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from earlyyears import testing
from earlyyears.disclosure import Writer
from earlyyears.ledger import StoreDriver
from earlyyears.plugins import Catalogue

from .capabilities import IMPOSSIBLE
from .core import catalogue_with
from .finding import Found
from .kits import Kit

__all__ = ["kits_for", "unchecked_by"]

_NOT_DURABLE = IMPOSSIBLE("its URL names no place to keep anything in")


def kits_for(
    found: Found, catalogue: Catalogue, adopted: Iterable[type[Kit]] = ()
) -> Iterator[type[Kit]]:
    """Kits for all that a plugin offers and has not adopted a kit for itself."""
    info = catalogue.plugins[-1]
    taken = list(adopted)
    plugin: dict[str, Any] = {"plugin": found.ready, "cases": found.cases}
    if not _adopted(taken, testing.PluginKit):
        yield _kit(testing.PluginKit, "Plugin", plugin)
    if "rules" in info.offers and not _adopted(taken, testing.RuleKit):
        yield _kit(testing.RuleKit, "Rules", plugin)
    if "packs" in info.offers and not _adopted(taken, testing.PackKit):
        yield _kit(testing.PackKit, "Packs", {"plugin": found.ready})
    for writer in _own(catalogue.formats, "formats"):
        if writer.ending not in {one.writer.ending for one in _formats(taken)}:
            name = f"Format_{writer.ending.strip('.')}"
            yield _kit(testing.FormatKit, name, {"writer": writer})
    for driver in _own(catalogue.stores, "stores"):
        if driver.scheme not in {one.driver.scheme for one in _stores(taken)}:
            made = _store_kit(driver)
            if made is not None:
                yield made


def _kit(base: type[Kit], name: str, given: dict[str, Any]) -> type[Kit]:
    return type(name, (base,), {**given, "__module__": "kits of the run"})


def _adopted(kits: Iterable[type[Kit]], base: type[Kit]) -> bool:
    return any(issubclass(one, base) for one in kits)


def _formats(kits: Iterable[type[Kit]]) -> list[type[testing.FormatKit]]:
    return [one for one in kits if issubclass(one, testing.FormatKit)]


def _stores(kits: Iterable[type[Kit]]) -> list[type[testing.StoreKit]]:
    return [one for one in kits if issubclass(one, testing.StoreKit)]


def _own(held: Any, hook: str) -> list[Any]:
    shipped = catalogue_with()
    names: dict[str, Any] = getattr(shipped, hook)
    return [value for name, value in held.items() if name not in names]


def _store_kit(driver: StoreDriver) -> type[Kit] | None:
    """A kit for a store whose URL can be guessed: a file in a folder, or no place."""

    def in_folder(self: testing.StoreKit, folder: Path) -> str:
        return f"{self.driver.scheme}:///{folder / 'hub'}"

    def nowhere(self: testing.StoreKit, folder: Path) -> str:  # noqa: ARG001  it needs no place
        return f"{self.driver.scheme}:"

    name = f"Store_{driver.scheme}"
    for url, able in ((in_folder, {}), (nowhere, _nothing_lasts())):
        given = {"driver": driver, "url": url, "capabilities": able}
        made = _kit(testing.StoreKit, name, given)
        if _opens(made):
            return made
    return None


def _nothing_lasts() -> dict[str, Any]:
    return dict.fromkeys(testing.StoreKit.KNOWN, _NOT_DURABLE)


def _opens(kit: type[Kit]) -> bool:
    made: Any = kit()
    try:
        with made.new_url() as url:
            made.open(url).close()
    except Exception:  # noqa: BLE001  another URL may do
        return False
    return True


def unchecked_by(kits: list[type[Kit]], catalogue: Catalogue) -> Iterator[str]:
    """What the plugin offers that none of these kits has checked, in words."""
    stores = {one.driver.scheme for one in _stores(kits)}
    for driver in _own(catalogue.stores, "stores"):
        if driver.scheme not in stores:
            yield (
                f"the store “{driver.scheme}” was not checked: its tests adopt no"
                " StoreKit that says at which URL it opens"
            )
    endings = {one.writer.ending for one in _formats(kits)}
    own: list[Writer] = _own(catalogue.formats, "formats")
    for writer in own:
        if writer.ending not in endings:
            yield f"the format “{writer.ending}” was not checked"
