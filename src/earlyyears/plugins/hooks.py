"""The ten hooks: what a borough's plugin may offer.

Every hook takes nothing and returns a list of named values.  Pluggy calls each once,
when the hub opens; after that the catalogue knows which value answers for what, and
nothing is dispatched at run time.

A plugin is a module with `hookimpl` functions, or a subclass of `BoroughPlugin`, whose
plain methods count.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, ClassVar

import pluggy

from earlyyears.disclosure import Writer
from earlyyears.kernel import Guard, Record, Rule, frozen, read_toml
from earlyyears.ledger import StoreDriver

from .contracts import CONTRACT
from .values import Command, Directory, Measure, Reader, Section

__all__ = [
    "CONTRACT",
    "HOOKS",
    "PROJECT",
    "BoroughPlugin",
    "HookInfo",
    "hook_info",
    "hookimpl",
    "hookspec",
]

#: Name under which plugins are found, as entry-point group and as pluggy project.
PROJECT = "earlyyears"

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
    #: Its version; that of its distribution goes before it.
    version: ClassVar[str] = ""
    #: Keys of the local authorities that its rules are for; none means all.
    boroughs: ClassVar[tuple[str, ...]] = ()
    #: Folder that the packs are found in; the module's own folder where none is named.
    folder: ClassVar[Path | None] = None
    #: What the hub sets for it, checked against the manifest before any hook is asked.
    settings: Mapping[str, Any] = {}

    @hookspec
    def records(self) -> Sequence[type[Record]]:
        """Kinds of record that the plugin adds, prefixed with its name.

        >>> from earlyyears.kernel import Record, record, ref
        >>> @record("brook.shed", purpose="knowing the places", visible="hub")
        ... class Shed(Record):
        ...     '''A shed in the garden of a setting.'''
        ...
        ...     setting: str = ref("setting")
        >>> class Brook(BoroughPlugin):
        ...     def records(self):
        ...         return [Shed]
        """
        return ()

    @hookspec
    def rules(self) -> Sequence[Rule[Any, Any] | Guard]:
        """Dated, cited rules, and guards on what may be recorded.

        >>> from earlyyears.kernel import Answered, Citation, Question, Why, since
        >>> visits = Question("brook.visits", "How many visits does a setting get?")
        >>> @visits.rule(reads=[], during=since(2026, 1, 1), basis=Citation("a policy"))
        ... def three_visits(setting, facts):
        ...     return Answered(3, Why("everybody"))
        >>> class Brook(BoroughPlugin):
        ...     def rules(self):
        ...         return [three_visits]
        """
        return ()

    @hookspec
    def stores(self) -> Sequence[StoreDriver]:
        """Stores, each for one URL scheme.

        >>> from earlyyears.ledger import StoreDriver
        >>> from earlyyears.stores import MemoryStore
        >>> class Brook(BoroughPlugin):
        ...     def stores(self):
        ...         return [StoreDriver("brook", lambda url: MemoryStore())]
        """
        return ()

    @hookspec
    def people_directories(self) -> Sequence[Directory]:
        """Directories that know the names of role-holders, each for one key.

        >>> from earlyyears.plugins import Directory, Entry
        >>> staff = {"4711": Entry("A. Person")}
        >>> class Brook(BoroughPlugin):
        ...     def people_directories(self):
        ...         return [Directory("brook", staff.get)]
        """
        return ()

    @hookspec
    def readers(self) -> Sequence[Reader]:
        r"""Readers of files that are no CSV, each with a name and its file endings.

        >>> from earlyyears.plugins import Reader
        >>> def rows(data):
        ...     return [line.split("\t") for line in data.decode().splitlines()]
        >>> class Brook(BoroughPlugin):
        ...     def readers(self):
        ...         return [Reader("brook-tabs", (".tab",), rows)]
        """
        return ()

    @hookspec
    def formats(self) -> Sequence[Writer]:
        """Report formats, each for one file ending.

        >>> from earlyyears.disclosure import Writer
        >>> class Brook(BoroughPlugin):
        ...     def formats(self):
        ...         title = lambda safe: safe.document.title.encode()
        ...         return [Writer("title only", ".title", "text/plain", title)]
        """
        return ()

    @hookspec
    def measures(self) -> Sequence[Measure]:
        """Measures that reports show, each as a table over the settings.

        >>> from earlyyears.plugins import Measure
        >>> class Brook(BoroughPlugin):
        ...     def measures(self):
        ...         kind = lambda setting, facts: setting.kind
        ...         return [Measure("brook.kinds", "Kind of setting", kind)]
        """
        return ()

    @hookspec
    def sections(self) -> Sequence[Section]:
        """Sections that reports hold, or reports of the plugin's own.

        >>> from earlyyears.disclosure import Prose
        >>> from earlyyears.plugins import Section
        >>> def thanks(facts, audience):
        ...     return [Prose(("Thank you for reading, on ", facts.on, "."))]
        >>> class Brook(BoroughPlugin):
        ...     def sections(self):
        ...         return [Section("brook.thanks", "Thanks", thanks, report="support")]
        """
        return ()

    @hookspec
    def packs(self) -> Sequence[str]:
        """Folders of TOML files, beside the plugin's module.

        >>> class Brook(BoroughPlugin):
        ...     def packs(self):
        ...         return ["packs"]
        """
        return ()

    @hookspec
    def commands(self) -> Sequence[Command]:
        """Commands for the command line, each with a name.

        >>> from earlyyears.plugins import Command
        >>> def count(hub, words):
        ...     yield f"{len(hub.at().all(Setting))} settings"
        >>> class Brook(BoroughPlugin):
        ...     def commands(self):
        ...         return [Command("brook-count", "Count the settings.", count)]
        """
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


@frozen
class HookInfo:
    """What is known of a hook beyond its docstring, from `data/hooks.toml`."""

    name: str
    #: `backend`, `rule` or `extension`; it decides what happens when the hook fails.
    kind: str
    #: Full name of the class of its values.
    value: str
    #: One of its values, in words.
    each: str
    #: When its values are used.
    used: str
    #: Number of the contract since which it is there.
    since: int
    #: Full name of the kit with which a plugin proves what it offers here.
    kit: str
    #: Package in `plugins/` that uses it, to copy from.
    copy: str

    @property
    def page(self) -> str:
        """The page of the documentation about the hook."""
        return f"reference/hooks/{self.name}.html"


@cache
def hook_info() -> Mapping[str, HookInfo]:
    """What is known of each hook, by name.

    >>> hook_info()["stores"].kind
    'backend'
    """
    told = read_toml(files("earlyyears.plugins") / "data" / "hooks.toml")
    return {name: HookInfo(name, **told[name]) for name in HOOKS}
