"""Which plugins a hub uses: those that somebody named, and no others.

An installed package is code with full rights, so what is merely installed is visible
and not active.  A plugin is named by its name, by the path of its file, or by handing
it over; `ALL` names every installed one.
"""

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from earlyyears.kernel import field, frozen, read_toml

from .discovery import Discovered, Ready, plugin_file
from .errors import (
    NotAllowedError,
    PluginError,
    PluginSettingsError,
    UnknownPluginError,
)
from .filing import PluginInfo

__all__ = [
    "ALL",
    "CHOICE_FILE",
    "NOTHING",
    "Choice",
    "Chosen",
    "LeftOut",
    "choose_plugins",
    "read_choice",
]

#: Names every plugin that is installed.
ALL = "all"

#: Name of the file in which a council says which plugins it allows.
CHOICE_FILE = "earlyyears-plugins.toml"

_KEYS: Mapping[str, type] = {
    "allow": object,
    "without": list,
    "strict": bool,
    "settings": dict,
}


@frozen
class Choice:
    """Which plugins are allowed, which are left out, and what is set for them."""

    #: Names, paths and plugins themselves; `ALL` is every installed one.
    allow: tuple[object, ...] = ()
    #: Names of plugins that are left out, whoever allows them.
    without: tuple[str, ...] = ()
    settings: Mapping[str, Mapping[str, Any]] = field(
        factory=dict[str, Mapping[str, Any]], repr=False
    )
    #: Whether what is wrong with a plugin stops everything.
    strict: bool = False


#: No plugin at all.
NOTHING = Choice()


@frozen
class LeftOut:
    """A plugin that is not in use, and why."""

    name: str
    version: str
    why: PluginError

    @property
    def refused(self) -> bool:
        """Whether it was to be used and could not be."""
        return not isinstance(self.why, NotAllowedError)


@frozen
class Chosen:
    """What became of a choice: plugins that are ready, and those left out."""

    ready: tuple[Ready, ...]
    left_out: tuple[LeftOut, ...]
    #: What is known of those that were to be used and could not even be loaded.
    failed: tuple[PluginInfo, ...] = ()

    @property
    def faults(self) -> tuple[PluginError, ...]:
        """What is wrong with plugins that were to be used."""
        return tuple(one.why for one in self.left_out if one.refused)

    @property
    def elsewhere(self) -> str:
        """What to say of plugins that are installed and not in use."""
        names = [one.name for one in self.left_out if not one.refused]
        if not names:
            return ""
        return (
            f"Installed and not in use: {', '.join(names)}. To use one, name it:"
            f' plugins=["{names[0]}"] or --plugin {names[0]}.'
        )


def choose_plugins(choice: Choice, installed: Sequence[Discovered]) -> Chosen:
    """Load the plugins that a choice names, and say of each other one why not.

    A name that is neither installed nor a file is refused.
    """
    ready: list[Ready] = []
    left_out: list[LeftOut] = []
    failed: list[PluginInfo] = []
    for one in _wanted(choice.allow, installed):
        if isinstance(one, Ready):
            ready.append(one)
        elif one.name in choice.without:
            left_out.append(_not_allowed(one, "it is left out by name"))
        else:
            try:
                ready.append(one.load())
            except PluginError as fault:
                left_out.append(LeftOut(one.name, one.version, fault))
                failed.append(_known(one))
    named = {one.name for one in ready} | {one.name for one in left_out}
    left_out += [_not_allowed(one) for one in installed if one.name not in named]
    return Chosen(tuple(ready), tuple(left_out), tuple(failed))


def _wanted(
    allow: Iterable[object], installed: Sequence[Discovered]
) -> Iterator[Discovered | Ready]:
    """What a choice names, each once, installed ones found by name."""
    by_name = {one.name: one for one in installed}
    seen: set[object] = set()
    for wanted in allow:
        for one in installed if wanted == ALL else [_one(wanted, by_name)]:
            key = id(one.plugin) if isinstance(one, Ready) else one.name
            if key not in seen:
                seen.add(key)
                yield one


def _one(wanted: object, known: Mapping[str, Discovered]) -> Discovered | Ready:
    if isinstance(wanted, Discovered | Ready):
        return wanted
    if isinstance(wanted, str) and wanted in known:
        return known[wanted]
    if isinstance(wanted, str | Path):
        return _from_file(wanted, known)
    return Ready("", wanted)


def _from_file(wanted: str | Path, known: Iterable[str]) -> Discovered:
    if isinstance(wanted, Path) or wanted.endswith(".py"):
        return plugin_file(Path(wanted))
    names = sorted(known)
    near = difflib.get_close_matches(wanted, names, 1)
    hint = f"Did you mean “{near[0]}”? " if near else ""
    there = f"Installed are: {', '.join(names)}." if names else "None is installed."
    raise UnknownPluginError(
        f"no plugin “{wanted}” is installed",
        advice=f"{hint}{there} A single file is named by its path, which ends in .py.",
        plugin=wanted,
        cause="neither an installed plugin nor a file",
    )


def _not_allowed(one: Discovered, why: str = "nobody has allowed it") -> LeftOut:
    fault = NotAllowedError(
        f"the plugin “{one.name}” is installed and not in use: {why}",
        advice=f'Allow it: plugins=["{one.name}"], --plugin {one.name}, or'
        f' allow = ["{one.name}"] in {CHOICE_FILE}.',
        plugin=one.name,
        version=one.version,
        cause=why,
    )
    return LeftOut(one.name, one.version, fault)


def _known(one: Discovered) -> PluginInfo:
    return PluginInfo(
        one.name, one.version, boroughs=one.manifest.boroughs, manifest=one.manifest
    )


def read_choice(file: Path) -> Choice:
    """The choice that a council's file makes, with paths beside that file.

    The file says `allow`, a list or `"all"`, and may say `without`, `strict` and a
    table of settings for each plugin.
    """
    told = read_toml(file)
    wrong = [
        key
        for key, value in told.items()
        if key not in _KEYS or not isinstance(value, _KEYS[key])
    ]
    allow = told.get("allow", [])
    if wrong or not (allow == ALL or isinstance(allow, list)):
        raise PluginSettingsError(
            f"{file.name} cannot be used",
            advice=f"Mend {', '.join(wrong) or 'allow'}: it may hold allow (a list of"
            ' names, or "all"), without (a list), strict (true or false) and settings'
            " (a table for each plugin).",
            cause=", ".join(wrong) or "allow",
        )
    named = [ALL] if allow == ALL else cast("list[str]", allow)
    return Choice(
        tuple(_beside(file, one) for one in named),
        tuple(told.get("without", ())),
        told.get("settings", {}),
        told.get("strict", False),
    )


def _beside(file: Path, wanted: str) -> object:
    return file.parent / wanted if wanted.endswith(".py") else wanted
