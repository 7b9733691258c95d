"""Pluggy under the house rules: plain methods count, unknown hooks are refused."""

import difflib
import inspect
from collections.abc import Iterable, Mapping
from typing import Any

import pluggy
from pluggy import HookimplOpts

from .errors import PluginResultError, UnknownHookError
from .hooks import HOOKS, PROJECT, BoroughPlugin

__all__ = ["Offer", "offers_of"]

#: What one plugin offers under each hook.
Offer = Mapping[str, tuple[Any, ...]]


class _Manager(pluggy.PluginManager):
    """A manager that takes the plain methods of a `BoroughPlugin` for hooks.

    Pluggy registers an undecorated override of a subclass zero times, without a word;
    here a method with a hook's name is the hook.
    """

    def parse_hookimpl_opts(self, plugin: object, name: str) -> HookimplOpts | None:
        marked = super().parse_hookimpl_opts(plugin, name)
        if marked is not None or name not in HOOKS:
            return marked
        if isinstance(plugin, BoroughPlugin) and _overrides(plugin, name):
            return HookimplOpts(
                wrapper=False,
                hookwrapper=False,
                optionalhook=False,
                tryfirst=False,
                trylast=False,
                specname=None,
            )
        return None


def _overrides(plugin: BoroughPlugin, name: str) -> bool:
    return getattr(type(plugin), name) is not getattr(BoroughPlugin, name)


def offers_of(plugin: object, name: str) -> Offer:
    """Register one plugin and call each of its hooks once."""
    manager = _Manager(PROJECT)
    manager.add_hookspecs(BoroughPlugin)
    _refuse_unknown(plugin, name)
    try:
        manager.register(plugin, name)
    except pluggy.PluginValidationError as cause:
        message = f"the plugin “{name}” has a hook with arguments"
        raise UnknownHookError(
            message, advice="Hooks take nothing but self.", plugin=name
        ) from cause
    return {hook: _called(manager, hook, name) for hook in HOOKS}


def _called(manager: _Manager, hook: str, name: str) -> tuple[Any, ...]:
    given: list[Any] = getattr(manager.hook, hook)()
    if not all(
        isinstance(each, Iterable) and not isinstance(each, str) for each in given
    ):
        found = ", ".join(type(each).__name__ for each in given)
        message = f"the hook {hook} of the plugin “{name}” gave {found}"
        raise PluginResultError(
            message, advice="Return a list of named values.", plugin=name, hook=hook
        )
    return tuple(value for each in given for value in each)


def _refuse_unknown(plugin: object, name: str) -> None:
    known = {*HOOKS, *dir(BoroughPlugin)}
    for own in sorted(_own_methods(plugin) - known):
        near = difflib.get_close_matches(own, HOOKS, 1, 0.75)
        marked = hasattr(getattr(plugin, own), f"{PROJECT}_impl")
        if near or marked:
            hint = f"Did you mean {near[0]}? " if near else ""
            message = f"the plugin “{name}” has “{own}”, which is not a hook"
            raise UnknownHookError(
                message,
                advice=f"{hint}Hooks are {', '.join(HOOKS)}.",
                plugin=name,
                hook=own,
            )


def _own_methods(plugin: object) -> set[str]:
    return {
        name
        for name, _ in inspect.getmembers(plugin, callable)
        if not name.startswith("_")
        and (
            isinstance(plugin, BoroughPlugin)
            or hasattr(getattr(plugin, name), f"{PROJECT}_impl")
        )
    }
