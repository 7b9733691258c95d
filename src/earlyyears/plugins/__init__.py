"""Plugins: ten hooks, found through Pluggy, filed once in a catalogue."""

from .catalogue import BUILT_IN, Catalogue, PluginInfo, catalogue, raise_together
from .choosing import ALL, NOTHING, Choice, Chosen, LeftOut, choose_plugins, read_choice
from .contracts import Change, Contract, check_contract, contracts
from .deprecating import PluginDeprecationWarning, renamed_fields
from .discovery import Discovered, Ready, discover, plugin_file, project_plugins
from .doctor import Covered, Diagnosis, examine
from .errors import (
    HookArgumentError,
    HookRaisedError,
    NotAllowedError,
    PluginConflictError,
    PluginContractError,
    PluginError,
    PluginImportError,
    PluginManifestError,
    PluginNameError,
    PluginResultError,
    PluginSettingsError,
    StatutoryGuardError,
    UnknownHookError,
    UnknownPluginError,
    UnknownProviderError,
    UnmarkedHookError,
)
from .hooks import (
    CONTRACT,
    HOOKS,
    PROJECT,
    BoroughPlugin,
    HookInfo,
    hook_info,
    hookimpl,
    hookspec,
)
from .listing import KIT_RESULT, Listed, listed
from .making import new_plugin
from .manager import Offer, offers_of
from .manifests import Manifest, Provided, SettingInfo, manifest_from
from .packs import PACK_KINDS, PackFile, pack_files
from .refusing import Refusals
from .sources import Source
from .tracing import Traced, Tracer
from .values import Command, Desk, Directory, Entry, Measure, Reader, Section

__all__ = [
    "ALL",
    "BUILT_IN",
    "CONTRACT",
    "HOOKS",
    "KIT_RESULT",
    "NOTHING",
    "PACK_KINDS",
    "PROJECT",
    "BoroughPlugin",
    "Catalogue",
    "Change",
    "Choice",
    "Chosen",
    "Command",
    "Contract",
    "Covered",
    "Desk",
    "Diagnosis",
    "Directory",
    "Discovered",
    "Entry",
    "HookArgumentError",
    "HookInfo",
    "HookRaisedError",
    "LeftOut",
    "Listed",
    "Manifest",
    "Measure",
    "NotAllowedError",
    "Offer",
    "PackFile",
    "PluginConflictError",
    "PluginContractError",
    "PluginDeprecationWarning",
    "PluginError",
    "PluginImportError",
    "PluginInfo",
    "PluginManifestError",
    "PluginNameError",
    "PluginResultError",
    "PluginSettingsError",
    "Provided",
    "Reader",
    "Ready",
    "Refusals",
    "Section",
    "SettingInfo",
    "Source",
    "StatutoryGuardError",
    "Traced",
    "Tracer",
    "UnknownHookError",
    "UnknownPluginError",
    "UnknownProviderError",
    "UnmarkedHookError",
    "catalogue",
    "check_contract",
    "choose_plugins",
    "contracts",
    "discover",
    "examine",
    "hook_info",
    "hookimpl",
    "hookspec",
    "listed",
    "manifest_from",
    "new_plugin",
    "offers_of",
    "pack_files",
    "plugin_file",
    "project_plugins",
    "raise_together",
    "read_choice",
    "renamed_fields",
]
