"""The ten hooks: what a borough's plugin may offer.

Every hook takes nothing and returns a list of named values.  Pluggy calls each once,
when the hub opens; after that the catalogue knows which value answers for what, and
nothing is dispatched at run time.

A plugin is a module with `hookimpl` functions, or a subclass of `BoroughPlugin`, whose
plain methods count.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

import pluggy

from earlyyears.disclosure import Writer
from earlyyears.kernel import Guard, Record, Rule
from earlyyears.ledger import StoreDriver

__all__ = ["CONTRACT", "HOOKS", "PROJECT", "BoroughPlugin", "hookimpl", "hookspec"]

#: Name under which plugins are found, as entry-point group and as pluggy project.
PROJECT = "earlyyears"

#: Number of the contract between the library and its plugins.
CONTRACT = 1

#: Marks a function of a plugin module as the implementation of a hook.
hookimpl = pluggy.HookimplMarker(PROJECT)

#: Marks the specification of a hook.
hookspec = pluggy.HookspecMarker(PROJECT)


class BoroughPlugin:
    """What a borough may plug in; override what you offer and leave the rest.

    The docstring of the subclass is the plugin's one-line description.
    """

    #: Name of the plugin; its record kinds are prefixed with it.
    name: ClassVar[str] = ""
    version: ClassVar[str] = ""
    #: Keys of the local authorities that its rules are for; none means all.
    boroughs: ClassVar[tuple[str, ...]] = ()
    #: Folder that the packs are found in; the module's own folder where none is named.
    folder: ClassVar[Path | None] = None

    @hookspec
    def records(self) -> Sequence[type[Record]]:
        """Kinds of record that the plugin adds, prefixed with its name."""
        return ()

    @hookspec
    def rules(self) -> Sequence[Rule[Any, Any] | Guard]:
        """Dated, cited rules, and guards on what may be recorded."""
        return ()

    @hookspec
    def stores(self) -> Sequence[StoreDriver]:
        """Stores, each for one URL scheme."""
        return ()

    @hookspec
    def people_directories(self) -> Sequence[Any]:
        """Directories that know the names of role-holders, each for one key."""
        return ()

    @hookspec
    def readers(self) -> Sequence[Any]:
        """Readers of files that no layout can describe, each with a name."""
        return ()

    @hookspec
    def formats(self) -> Sequence[Writer]:
        """Report formats, each for one file ending."""
        return ()

    @hookspec
    def measures(self) -> Sequence[Any]:
        """Measures that reports may show, each with a name."""
        return ()

    @hookspec
    def sections(self) -> Sequence[Any]:
        """Sections that reports may hold, each with a name."""
        return ()

    @hookspec
    def packs(self) -> Sequence[str]:
        """Folders of TOML files, relative to the plugin."""
        return ()

    @hookspec
    def commands(self) -> Sequence[Any]:
        """Commands for the command line, each with a name."""
        return ()


#: Names of the ten hooks, in the order in which they are called.
HOOKS: tuple[str, ...] = (
    "records",
    "rules",
    "stores",
    "people_directories",
    "readers",
    "formats",
    "measures",
    "sections",
    "packs",
    "commands",
)
