"""What the command line says of plugins: the list, the doctor, a new one."""

import datetime as dt
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from earlyyears.kernel import evolve, london_day
from earlyyears.plugins import (
    Choice,
    Diagnosis,
    Discovered,
    Listed,
    UnknownPluginError,
    choose_plugins,
    discover,
    examine,
    listed,
    new_plugin,
    plugin_file,
    project_plugins,
)

from .opening import MACHINE, catalogue_of

__all__ = ["begin_plugin", "diagnoses", "plugin_list"]


def plugin_list(choice: Choice) -> tuple[Listed, ...]:
    """Every plugin in use or installed, and why those that are not in use are not."""
    installed = discover()
    calm = evolve(choice, strict=False)
    chosen = choose_plugins(calm, installed)
    return listed(installed, chosen, catalogue_of(calm, chosen), Path())


def diagnoses(
    name: str = "", *, clock: Callable[[], dt.datetime] = MACHINE.clock
) -> tuple[Diagnosis, ...]:
    """What the doctor finds in one plugin, or in every installed one.

    A plugin is named by its name, or by the path of its file or its project; it is not
    imported.  Of
    one that is named every file is read, of all together those that matter to hooks.
    """
    installed = discover()
    today = london_day(clock())
    wanted = _named(name, installed) if name else installed
    return tuple(
        examine(one, installed, today=today, thorough=bool(name)) for one in wanted
    )


def begin_plugin(
    name: str,
    folder: Path,
    *,
    single_file: bool = False,
    clock: Callable[[], dt.datetime] = MACHINE.clock,
) -> tuple[Path, ...]:
    """Write a new plugin into a folder, from the template that ships."""
    return new_plugin(
        name,
        folder,
        today=london_day(clock()),
        release=version("earlyyears"),
        single_file=single_file,
    )


def _named(name: str, installed: tuple[Discovered, ...]) -> tuple[Discovered, ...]:
    found = tuple(one for one in installed if one.name == name)
    if found:
        return found
    if name.endswith(".py"):
        return (plugin_file(Path(name)),)
    if Path(name).is_dir():
        return project_plugins(Path(name))
    there = ", ".join(one.name for one in installed) or "none"
    raise UnknownPluginError(
        f"no plugin “{name}” is installed",
        advice=f"Installed: {there}. A single file or a project is named by its path.",
        plugin=name,
    )
