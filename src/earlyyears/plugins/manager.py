"""Pluggy under the house rules: plain methods count, and what is wrong is collected.

A fault keeps out the hook that has it and no other.
"""

import difflib
import inspect
from collections.abc import Callable, Iterable, Mapping
from types import ModuleType
from typing import Any

import pluggy
from pluggy import HookimplOpts

from earlyyears.kernel import field, frozen

from .contracts import Change, contracts, renames
from .deprecating import at_work, warn_renamed
from .discovery import first_cause
from .errors import (
    HookArgumentError,
    HookRaisedError,
    PluginError,
    PluginResultError,
    UnknownHookError,
    UnmarkedHookError,
)
from .hooks import HOOKS, PROJECT, BoroughPlugin, hook_info

__all__ = ["Offer", "offers_of"]


@frozen
class Offer:
    """What one plugin offers under each hook, and what is wrong with it."""

    values: Mapping[str, tuple[Any, ...]]
    faults: tuple[PluginError, ...] = field(default=())

    def __getitem__(self, hook: str) -> tuple[Any, ...]:
        return self.values.get(hook, ())


class _Manager(pluggy.PluginManager):
    """A manager that takes the plain methods of a `BoroughPlugin` for hooks.

    Pluggy registers an undecorated override of a subclass zero times, without a word;
    here a method with a hook's name is the hook.
    """

    def __init__(self, left_out: frozenset[str], old: Mapping[str, Change]) -> None:
        super().__init__(PROJECT)
        self._left_out = left_out
        self._old = old

    def parse_hookimpl_opts(self, plugin: object, name: str) -> HookimplOpts | None:
        if name in self._left_out or not _counts(plugin, name, self._old):
            return None
        given = super().parse_hookimpl_opts(plugin, name)
        renamed = self._old.get(name)
        own_name = given.get("specname") if given else None
        return HookimplOpts(
            wrapper=False,
            hookwrapper=False,
            optionalhook=False,
            tryfirst=False,
            trylast=False,
            specname=renamed.instead if renamed else own_name,
        )


def offers_of(
    plugin: object,
    name: str,
    *,
    version: str = "",
    old: Mapping[str, Change] | None = None,
) -> Offer:
    """Check one plugin's hooks, register it, and call each of its hooks once.

    `old` are hooks that go on working under an old name; those of the contracts'
    table unless others are given.
    """
    known = renames(contracts()) if old is None else old
    wrong = {fault.data["found"]: fault for fault in _faults(plugin, name, known)}
    manager = _Manager(frozenset(wrong), known)
    manager.add_hookspecs(BoroughPlugin)
    manager.register(plugin, name)
    faults = [*wrong.values()]
    values: dict[str, tuple[Any, ...]] = {}
    with at_work(name):
        for before in _own_hooks(plugin, known, renamed=True):
            now = known[before].instead
            warn_renamed(f"the hook {before}", f"{now} ({hook_info()[now].page})")
        for hook in HOOKS:
            try:
                values[hook] = _called(manager, hook, name)
            except PluginError as fault:
                faults.append(fault)
    for one in faults:
        one.data.setdefault("version", version)
    return Offer(values, tuple(faults))


def _counts(plugin: object, name: str, old: Mapping[str, Change]) -> bool:
    """Whether an attribute of a plugin is a hook, under its name or an old one."""
    if name.startswith("_"):
        return False
    if isinstance(plugin, BoroughPlugin):
        return name in old or (name in HOOKS and _overrides(plugin, name))
    return _is_marked(inspect.getattr_static(plugin, name, None))


def _overrides(plugin: BoroughPlugin, name: str) -> bool:
    return getattr(type(plugin), name) is not getattr(BoroughPlugin, name)


def _is_marked(value: object) -> bool:
    return hasattr(value, f"{PROJECT}_impl")


def _own_hooks(
    plugin: object, old: Mapping[str, Change], *, renamed: bool = False
) -> list[str]:
    names = old if renamed else HOOKS
    return [
        name for name in names if hasattr(plugin, name) and _counts(plugin, name, old)
    ]


# ---------------------------------------------------------------------------- calling


def _called(manager: _Manager, hook: str, name: str) -> tuple[Any, ...]:
    try:
        given: list[Any] = getattr(manager.hook, hook)()
        odd = [each for each in given if not _is_list(each)]
        values = tuple(value for each in given if _is_list(each) for value in each)
    except Exception as cause:
        raise _raised(hook, name, cause) from cause
    if odd:
        raise _no_list(odd, hook, name)
    return values


def _is_list(given: object) -> bool:
    return isinstance(given, Iterable) and not isinstance(given, str | bytes | Mapping)


def _no_list(given: Iterable[object], hook: str, name: str) -> PluginResultError:
    found = ", ".join(type(each).__name__ for each in given)
    return PluginResultError(
        f"the hook {hook} of the plugin “{name}” gave {found}",
        advice="Return a list of named values.",
        plugin=name,
        hook=hook,
        found=hook,
        cause=f"{found} where a list of {hook_info()[hook].value} should be",
    )


def _raised(hook: str, name: str, cause: Exception) -> HookRaisedError:
    first = first_cause(cause)
    return HookRaisedError(
        f"the hook {hook} of the plugin “{name}” raised {first}",
        advice=f"Mend it; until then {_CONSEQUENCE[hook_info()[hook].kind]}.",
        plugin=name,
        hook=hook,
        found=hook,
        cause=first,
    )


_CONSEQUENCE = {
    "backend": "what needs it stops, and all else goes on",
    "rule": "its questions cannot be answered in its boroughs, and the run goes on",
    "extension": "it is left out, and all else goes on",
}


# --------------------------------------------------------------------------- checking


def _faults(
    plugin: object, name: str, old: Mapping[str, Change]
) -> Iterable[PluginError]:
    yield from _no_functions(plugin, name)
    for own, value in _candidates(plugin):
        if own in HOOKS or own in old:
            if not _counts(plugin, own, old):
                if _is_own(value, plugin):
                    yield _unmarked(own, value, name)
            elif told := _argument(value, bound=not isinstance(plugin, ModuleType)):
                yield _takes(own, told, name)
        elif isinstance(plugin, BoroughPlugin) or _is_marked(value):
            near = difflib.get_close_matches(own, HOOKS, 1, 0.75)
            if near or _is_marked(value):
                yield _unknown(own, near, name)


def _no_functions(plugin: object, name: str) -> Iterable[PluginError]:
    """Hooks of a class that are values or properties, which nobody could call."""
    if isinstance(plugin, BoroughPlugin):
        functions = {own for own, _ in _candidates(plugin)}
        for hook in HOOKS:
            if hook not in functions:
                yield _no_function(hook, name)


def _no_function(hook: str, name: str) -> PluginResultError:
    return PluginResultError(
        f"{hook} of the plugin “{name}” is no function",
        advice=f"Write def {hook}(self), and let it return a list.",
        plugin=name,
        hook=hook,
        found=hook,
        cause=f"{hook} is a value or a property, which nobody can call",
    )


def _candidates(plugin: object) -> Iterable[tuple[str, Callable[..., Any]]]:
    for own in sorted({*dir(plugin)} - {*dir(BoroughPlugin)} | {*HOOKS}):
        held: Any = inspect.getattr_static(plugin, own, None)
        value: Any = getattr(held, "__func__", held)
        if inspect.isfunction(value) and not own.startswith("_"):
            yield own, value


def _is_own(value: Callable[..., Any], plugin: object) -> bool:
    """Whether a plugin that needs markers made a function, and did not import it."""
    if isinstance(plugin, ModuleType):
        return value.__module__ == plugin.__name__
    return not isinstance(plugin, BoroughPlugin)


def _argument(function: Callable[..., Any], *, bound: bool) -> str:
    """The first argument that a hook takes beyond `self`; nothing where it is right."""
    names = [*inspect.signature(function).parameters]
    more = names[1:] if bound and names[:1] in (["self"], ["cls"]) else names
    return more[0] if more else ""


def _takes(hook: str, argument: str, name: str) -> HookArgumentError:
    return HookArgumentError(
        f"the hook {hook} of the plugin “{name}” takes “{argument}”",
        advice=f"Hooks take nothing: write def {hook}(self), or def {hook}() in a"
        " module; settings are in self.settings.",
        plugin=name,
        hook=hook,
        found=hook,
        cause=f"the definition is {hook}() -> list of {hook_info()[hook].value}",
    )


def _unmarked(hook: str, value: Callable[..., Any], name: str) -> UnmarkedHookError:
    place = f"{value.__module__}, line {value.__code__.co_firstlineno}"
    return UnmarkedHookError(
        f"“{hook}” of the plugin “{name}” looks like a hook and has no marker",
        advice="Write @hookimpl above it.",
        plugin=name,
        hook=hook,
        found=hook,
        cause=place,
    )


def _unknown(own: str, near: list[str], name: str) -> UnknownHookError:
    hint = f"Did you mean {near[0]}? " if near else ""
    more = hook_info()[near[0]].page if near else "reference/hooks/index.html"
    return UnknownHookError(
        f"the plugin “{name}” has “{own}”, which is not a hook",
        advice=f"{hint}Hooks are {', '.join(HOOKS)}: {more}.",
        plugin=name,
        hook=near[0] if near else own,
        found=own,
        cause=f"no hook is called {own}",
    )
