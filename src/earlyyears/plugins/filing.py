"""Filing what plugins offer: each thing under one name, checked as it comes in."""

import inspect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import ModuleType
from typing import Any

from earlyyears.disclosure import Writer
from earlyyears.kernel import (
    Guard,
    NotARecordError,
    Record,
    Rule,
    field,
    frozen,
    kind_of,
)
from earlyyears.ledger import StoreDriver

from .discovery import Ready
from .errors import PluginConflictError, PluginError, PluginResultError
from .hooks import BoroughPlugin, hook_info
from .manager import Offer
from .manifests import Manifest
from .values import Command, Directory, Measure, Reader, Section

__all__ = ["BUILT_IN", "PluginInfo", "checked", "file_by", "info_of", "name_of", "told"]

#: Name of the plugin that holds what ships with the library.
BUILT_IN = "earlyyears"

_CLASSES: Mapping[str, tuple[type, ...]] = {
    "rules": (Rule, Guard),
    "stores": (StoreDriver,),
    "people_directories": (Directory,),
    "readers": (Reader,),
    "formats": (Writer,),
    "measures": (Measure,),
    "sections": (Section,),
    "packs": (str,),
    "commands": (Command,),
}
#: Hooks whose names begin with the plugin's, and the mark that follows it.
_PREFIXED = {"records": ".", "measures": ".", "sections": ".", "commands": "-"}


@frozen
class PluginInfo:
    """What is known about one plugin: its name, version, boroughs and offers."""

    name: str
    version: str = ""
    summary: str = ""
    boroughs: tuple[str, ...] = ()
    #: Names of what it offers, by hook.
    offers: Mapping[str, tuple[str, ...]] = field(factory=dict[str, tuple[str, ...]])
    manifest: Manifest = field(factory=Manifest, repr=False)
    #: Package that brings it.
    distribution: str = ""


def info_of(ready: Ready) -> PluginInfo:
    """What a loaded plugin says of itself, and what is said of it from outside."""
    plugin = ready.plugin
    cls = _written_as(plugin)
    default = cls.__name__.rpartition(".")[2].lower()
    return PluginInfo(
        name=getattr(plugin, "name", "") or ready.name or default,
        version=ready.version or getattr(plugin, "version", ""),
        summary=(cls.__doc__ or "").strip().partition("\n")[0],
        boroughs=tuple(getattr(plugin, "boroughs", ())) or ready.manifest.boroughs,
        manifest=ready.manifest,
        distribution=ready.distribution,
    )


def _written_as(plugin: object) -> Any:
    """The module or the class that a plugin is written as."""
    return plugin if isinstance(plugin, ModuleType) else type(plugin)


def name_of(hook: str, value: Any) -> str:
    """The name under which a value of a hook is filed."""
    if hook == "records":
        return kind_of(value).name
    if hook == "stores":
        return str(value.scheme)
    if hook == "formats":
        return str(value.ending)
    return str(value if hook == "packs" else value.name)


def told(offer: Offer) -> dict[str, tuple[str, ...]]:
    """Names of what a plugin offers, by hook, where it offers anything."""
    return {
        hook: tuple(name_of(hook, value) for value in values)
        for hook, values in offer.values.items()
        if values
    }


def checked(offer: Offer, info: PluginInfo) -> Offer:
    """The offer without the hooks whose values are not what they should be."""
    faults = [*offer.faults]
    values: dict[str, tuple[Any, ...]] = {}
    for hook, given in offer.values.items():
        amiss = [*_amiss(hook, given, info)]
        faults += amiss
        values[hook] = () if amiss else given
    return Offer(values, tuple(faults))


def _amiss(hook: str, values: Sequence[Any], info: PluginInfo) -> Iterator[PluginError]:
    wrong = [value for value in values if not _fits(hook, value)]
    if wrong:
        yield _misfit(hook, wrong, info)
    elif info.name != BUILT_IN and hook in _PREFIXED:
        prefix = info.name + _PREFIXED[hook]
        for name in (name_of(hook, value) for value in values):
            if not name.startswith(prefix):
                yield _unprefixed(hook, name, prefix, info)


def _fits(hook: str, value: Any) -> bool:
    if hook != "records":
        return isinstance(value, _CLASSES[hook])
    try:
        return (
            inspect.isclass(value)
            and issubclass(value, Record)
            and bool(kind_of(value))
        )
    except NotARecordError:
        return False


def _misfit(hook: str, wrong: Iterable[Any], info: PluginInfo) -> PluginResultError:
    found = ", ".join(sorted({type(value).__name__ for value in wrong}))
    advice = f"Return {hook_info()[hook].each}."
    return PluginResultError(
        f"the hook {hook} of the plugin “{info.name}” offers {found}",
        advice=advice,
        plugin=info.name,
        version=info.version,
        hook=hook,
        cause=f"{found} where {hook_info()[hook].value} should be",
    )


def _unprefixed(
    hook: str, name: str, prefix: str, info: PluginInfo
) -> PluginConflictError:
    return PluginConflictError(
        f"the plugin “{info.name}” offers “{name}” under {hook} without its prefix",
        advice=f"Call it “{prefix}{name.rpartition(prefix[-1])[2]}”.",
        plugin=info.name,
        version=info.version,
        hook=hook,
        cause="two boroughs might use the name",
    )


def file_by(
    hook: str, offers: Iterable[tuple[PluginInfo, Offer]]
) -> dict[str, tuple[Any, PluginInfo]]:
    """What all plugins offer under a hook, by name; a name taken twice is refused."""
    found: dict[str, tuple[Any, PluginInfo]] = {}
    for info, offer in offers:
        for value in offer[hook]:
            name = name_of(hook, value)
            if name in found:
                raise taken(hook, name, found[name][1], info)
            found[name] = (value, info)
    return found


def taken(
    what: str, name: str, first: PluginInfo, second: PluginInfo
) -> PluginConflictError:
    """The refusal of a name that two plugins offer."""
    return PluginConflictError(
        f"“{name}” is offered twice under {what}: by “{first.name}” {first.version}"
        f" and by “{second.name}” {second.version}",
        advice=f"Leave one of them out, as with without=[“{second.name}”] or"
        f" --without {second.name}, or have one renamed.",
        name=name,
        plugin=second.name,
        version=second.version,
        hook=what,
        plugins=(first.name, second.name),
        cause="a name may be taken once",
    )


def plugin_folder_module(plugin: object) -> str:
    """The module beside which the packs of a plugin lie."""
    return (
        plugin.__name__ if isinstance(plugin, ModuleType) else type(plugin).__module__
    )


def own_folder(plugin: object) -> Any:
    """The folder that a plugin names for its packs, if it does."""
    return (
        getattr(plugin, "folder", None) if isinstance(plugin, BoroughPlugin) else None
    )
