"""Finding installed plugins: their manifest is read before they are imported.

A plugin that cannot be used is named, with its code and the next step, and the others
go on.
"""

import tomllib
from collections.abc import Iterable
from importlib import metadata
from typing import Any

from earlyyears.kernel import EarlyYearsError, field, frozen

from .errors import PluginContractError, PluginImportError
from .hooks import CONTRACT, PROJECT

__all__ = ["Discovered", "Manifest", "discover"]

_MANIFEST = "earlyyears.toml"


@frozen
class Manifest:
    """What a plugin says of itself, read from its files without importing it."""

    contract: int = CONTRACT
    boroughs: tuple[str, ...] = ()
    contact: str = ""


@frozen
class Discovered:
    """An installed plugin: loaded, or with the fault that keeps it out."""

    name: str
    distribution: str
    version: str
    plugin: Any = None
    fault: EarlyYearsError | None = field(default=None)


def discover(
    entry_points: Iterable[metadata.EntryPoint] | None = None,
) -> tuple[Discovered, ...]:
    """Every installed plugin by name, each loaded or with its fault."""
    found = (
        metadata.entry_points(group=PROJECT) if entry_points is None else entry_points
    )
    return tuple(_load(point) for point in sorted(found, key=lambda point: point.name))


def _load(point: metadata.EntryPoint) -> Discovered:
    dist = point.dist
    name = dist.metadata["Name"] if dist else ""
    version = dist.version if dist else ""
    try:
        _check(_manifest(dist), point.name)
        loaded = point.load()
        plugin = loaded() if isinstance(loaded, type) else loaded
    except EarlyYearsError as fault:
        return Discovered(point.name, name, version, fault=fault)
    except Exception as cause:  # noqa: BLE001  a plugin that breaks must not stop the host
        return Discovered(point.name, name, version, fault=_unimportable(point, cause))
    return Discovered(point.name, name, version, plugin)


def _manifest(dist: metadata.Distribution | None) -> Manifest:
    for file in (dist.files or ()) if dist else ():
        if file.name == _MANIFEST:
            told = tomllib.loads(file.read_text())
            return Manifest(
                told.get("contract", CONTRACT),
                tuple(told.get("boroughs", ())),
                told.get("contact", ""),
            )
    return Manifest()


def _check(manifest: Manifest, name: str) -> None:
    if manifest.contract != CONTRACT:
        message = (
            f"the plugin “{name}” is built for contract {manifest.contract},"
            f" and contract {CONTRACT} runs"
        )
        raise PluginContractError(
            message,
            advice="Install the plugin's release for this contract.",
            plugin=name,
            built_for=manifest.contract,
            running=CONTRACT,
        )


def _unimportable(point: metadata.EntryPoint, cause: Exception) -> PluginImportError:
    failed = f"{type(cause).__name__} in {point.value}"
    message = f"the plugin “{point.name}” cannot be imported: {failed}"
    return PluginImportError(
        message,
        advice="Mend or uninstall it; the hub runs without it.",
        plugin=point.name,
    )
