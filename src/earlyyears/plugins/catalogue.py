"""The catalogue: which value of which plugin answers for what.

Built once when a hub opens.  A backend is found by its URL scheme or key (exactly one),
a rule by question, borough and day (exactly one), an extension by its name; a name that
is taken twice is refused.
"""

import difflib
import importlib.resources
import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.resources.abc import Traversable
from pathlib import Path
from types import ModuleType
from typing import Any

from earlyyears.disclosure import Writer
from earlyyears.kernel import (
    Guard,
    Record,
    Rule,
    RuleBook,
    evolve,
    field,
    frozen,
    kind_of,
)
from earlyyears.ledger import StoreDriver
from earlyyears.registers import Layout, layout_from, layouts
from earlyyears.scales import Scale, available, load

from ._guard import guarded
from .errors import PluginConflictError, PluginResultError, UnknownProviderError
from .hooks import BoroughPlugin
from .manager import Offer, offers_of
from .packs import PackFile, pack_files

__all__ = ["BUILT_IN", "Catalogue", "PluginInfo", "catalogue"]

#: Name of the plugin that holds what ships with the library.
BUILT_IN = "earlyyears"


@frozen
class PluginInfo:
    """What is known about one plugin: its name, version, boroughs and offers."""

    name: str
    version: str = ""
    summary: str = ""
    boroughs: tuple[str, ...] = ()
    #: Names of what it offers, by hook.
    offers: Mapping[str, tuple[str, ...]] = field(factory=dict[str, tuple[str, ...]])


@frozen
class Catalogue:
    """Everything that the plugins of a hub offer, each thing under one name."""

    plugins: tuple[PluginInfo, ...]
    kinds: Mapping[str, type[Record]]
    rules: RuleBook
    guards: tuple[Guard, ...]
    stores: Mapping[str, StoreDriver]
    people_directories: Mapping[str, Any]
    readers: Mapping[str, Any]
    formats: Mapping[str, Writer]
    measures: Mapping[str, Any]
    sections: Mapping[str, Any]
    commands: Mapping[str, Any]
    packs: tuple[PackFile, ...]

    @property
    def layouts(self) -> tuple[Layout, ...]:
        """The register layouts that ship and those of packs."""
        packed = (file for file in self.packs if file.kind == "layout")
        return (
            *layouts(),
            *(layout_from(file.content, file.file.name) for file in packed),
        )

    @property
    def scales(self) -> dict[str, Scale]:
        """The observation scales that ship and those of packs, by id."""
        packed = (load(file.file) for file in self.packs if file.kind == "scale")
        return {one.id: one for one in (*available(), *packed)}

    def store_for(self, scheme: str) -> StoreDriver:
        """The store of a URL scheme; an unknown one is refused with those there are."""
        found: StoreDriver = _pick(
            self.stores, scheme, "store for URLs that begin with"
        )
        return found

    def format_for(self, ending: str) -> Writer:
        """The report format of a file ending, such as `.html`."""
        found: Writer = _pick(self.formats, ending.lower(), "report format for")
        return found


def _pick(offered: Mapping[str, Any], name: str, what: str) -> Any:
    if name in offered:
        return offered[name]
    near = difflib.get_close_matches(name, offered, 1)
    hint = f"Did you mean “{near[0]}”? " if near else ""
    message = f"no plugin offers a {what} “{name}”"
    raise UnknownProviderError(
        message,
        advice=f"{hint}There are {', '.join(sorted(offered))}.",
        name=name,
        offered=sorted(offered),
    )


def catalogue(plugins: Iterable[object]) -> Catalogue:
    """Call every hook of every plugin once and file what they offer."""
    told = [(_info(plugin), plugin) for plugin in plugins]
    _refuse_doubles("plugin", [(info.name, info.name) for info, _ in told])
    offers = [(info, plugin, offers_of(plugin, info.name)) for info, plugin in told]
    files = _Files(offers)
    return Catalogue(
        plugins=tuple(evolve(info, offers=_names(offer)) for info, _, offer in offers),
        kinds=files.named("records", lambda cls: kind_of(cls).name),
        rules=RuleBook(_rules(offers)),
        guards=tuple(each for _, each in files.all("rules") if isinstance(each, Guard)),
        stores=files.named("stores", lambda driver: driver.scheme),
        people_directories=files.named("people_directories", _name_of),
        readers=files.named("readers", _name_of),
        formats=files.named("formats", lambda writer: writer.ending),
        measures=files.named("measures", _name_of),
        sections=files.named("sections", _name_of),
        commands=files.named("commands", _name_of),
        packs=tuple(
            file
            for info, plugin, offer in offers
            for file in pack_files(_folders(plugin, offer["packs"]), info.name)
        ),
    )


class _Files:
    """What all plugins offer under each hook, with who offers it."""

    def __init__(self, offers: Sequence[tuple[PluginInfo, object, Offer]]) -> None:
        self._offers = offers

    def all(self, hook: str) -> list[tuple[str, Any]]:
        return [
            (info.name, each) for info, _, offer in self._offers for each in offer[hook]
        ]

    def named(self, hook: str, name_of: Callable[[Any], str]) -> dict[str, Any]:
        pairs = [(name_of(value), plugin) for plugin, value in self.all(hook)]
        _refuse_doubles(hook, pairs)
        if hook == "records":
            _refuse_unprefixed(pairs)
        return {name_of(value): value for _, value in self.all(hook)}


def _refuse_doubles(what: str, pairs: Iterable[tuple[str, str]]) -> None:
    owner: dict[str, str] = {}
    for name, plugin in pairs:
        if name in owner:
            message = (
                f"“{name}” is offered twice under {what}:"
                f" by “{owner[name]}” and by “{plugin}”"
            )
            raise PluginConflictError(
                message,
                advice="Rename one, or leave one of the plugins out.",
                name=name,
                plugins=(owner[name], plugin),
            )
        owner[name] = plugin


def _refuse_unprefixed(pairs: Iterable[tuple[str, str]]) -> None:
    for kind, plugin in pairs:
        if plugin != BUILT_IN and not kind.startswith(f"{plugin}."):
            message = (
                f"the plugin “{plugin}” offers the kind “{kind}” without its prefix"
            )
            raise PluginConflictError(
                message, advice=f"Call it “{plugin}.{kind}”.", kind=kind, plugin=plugin
            )


def _rules(
    offers: Iterable[tuple[PluginInfo, object, Offer]],
) -> Iterable[Rule[Any, Any]]:
    for info, _, offer in offers:
        for each in offer["rules"]:
            if issubclass(type(each), Rule):
                yield _stamped(each, info)
            elif not isinstance(each, Guard):
                message = (
                    f"the plugin “{info.name}” offers {type(each).__name__} as a rule"
                )
                raise PluginResultError(
                    message,
                    advice="Make rules with @question.rule(...) or offer a Guard.",
                    plugin=info.name,
                )


def _stamped(rule: Rule[Any, Any], info: PluginInfo) -> Rule[Any, Any]:
    if info.name == BUILT_IN:
        return evolve(rule, version=info.version)
    boroughs = rule.boroughs or frozenset(info.boroughs)
    return guarded(
        evolve(rule, plugin=info.name, version=info.version, boroughs=boroughs)
    )


def _info(plugin: object) -> PluginInfo:
    cls = plugin if isinstance(plugin, ModuleType) else type(plugin)
    default = cls.__name__.rpartition(".")[2].lower()
    return PluginInfo(
        name=getattr(plugin, "name", "") or default,
        version=getattr(plugin, "version", ""),
        summary=(cls.__doc__ or "").strip().partition("\n")[0],
        boroughs=tuple(getattr(plugin, "boroughs", ())),
    )


def _name_of(value: Any) -> str:
    name = getattr(value, "name", None) or getattr(value, "__name__", None)
    if not isinstance(name, str):
        message = f"{type(value).__name__} has no name to be found by"
        raise PluginResultError(message, advice="Give the value a `name`.")
    return name


def _names(offer: Offer) -> dict[str, tuple[str, ...]]:
    return {hook: tuple(map(_told, values)) for hook, values in offer.items() if values}


def _told(value: Any) -> str:
    if isinstance(value, str):
        return value
    if inspect.isclass(value) and issubclass(value, Record):
        return kind_of(value).name
    return str(getattr(value, "name", None) or getattr(value, "__name__", value))


def _folders(plugin: object, packs: Iterable[str]) -> list[Traversable]:
    folder = (
        getattr(plugin, "folder", None) if isinstance(plugin, BoroughPlugin) else None
    )
    if folder is not None:
        return [Path(folder) / pack for pack in packs]
    module = (
        plugin.__name__ if isinstance(plugin, ModuleType) else type(plugin).__module__
    )
    return [
        importlib.resources.files(module.rpartition(".")[0] or module) / pack
        for pack in packs
    ]
