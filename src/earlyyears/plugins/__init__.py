"""Plugins: ten hooks, found through Pluggy, filed once in a catalogue."""

from .catalogue import BUILT_IN, Catalogue, PluginInfo, catalogue
from .discovery import Discovered, Manifest, discover
from .errors import (
    PluginConflictError,
    PluginContractError,
    PluginImportError,
    PluginResultError,
    UnknownHookError,
    UnknownProviderError,
)
from .hooks import CONTRACT, HOOKS, PROJECT, BoroughPlugin, hookimpl, hookspec
from .manager import Offer, offers_of
from .packs import PACK_KINDS, PackFile, pack_files

__all__ = [
    "BUILT_IN",
    "CONTRACT",
    "HOOKS",
    "PACK_KINDS",
    "PROJECT",
    "BoroughPlugin",
    "Catalogue",
    "Discovered",
    "Manifest",
    "Offer",
    "PackFile",
    "PluginConflictError",
    "PluginContractError",
    "PluginImportError",
    "PluginInfo",
    "PluginResultError",
    "UnknownHookError",
    "UnknownProviderError",
    "catalogue",
    "discover",
    "hookimpl",
    "hookspec",
    "offers_of",
    "pack_files",
]
