"""The catalogue: which value of which plugin answers for what.

Built once when a hub opens.  A backend is found by its URL scheme or key (exactly one),
a rule by question, borough and day (exactly one), an extension by its name; a name that
is taken twice is refused.

What is wrong with one plugin does not stop the others.  Strict, all faults are raised;
otherwise they are kept, a backend that is asked for says why it is not there, and the
questions that a failed plugin answers become `CannotTell` in its boroughs.
"""

import difflib
import importlib.resources
import sys
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

from earlyyears.disclosure import Writer
from earlyyears.kernel import (
    Finding,
    Guard,
    Record,
    Rule,
    RuleBook,
    evolve,
    field,
    frozen,
)
from earlyyears.ledger import StoreDriver
from earlyyears.registers import Layout, layout_from, layouts
from earlyyears.scales import Scale, available, load

from ._guard import guarded
from .discovery import Ready
from .errors import PluginError, UnknownProviderError
from .filing import (
    BUILT_IN,
    PluginInfo,
    checked,
    file_by,
    info_of,
    own_folder,
    plugin_folder_module,
    taken,
    told,
)
from .forbidding import lookalikes, with_bans
from .manager import Offer, offers_of
from .missing import stand_ins
from .packs import PackFile, pack_files
from .refusing import Refusals
from .settings import settings_for
from .tracing import Tracer, traced
from .values import Command, Directory, Measure, Reader, Section

__all__ = ["BUILT_IN", "Catalogue", "PluginInfo", "catalogue", "raise_together"]

T = TypeVar("T")


@frozen
class Catalogue:
    """Everything that the plugins of a hub offer, each thing under one name."""

    plugins: tuple[PluginInfo, ...]
    kinds: Mapping[str, type[Record]]
    rules: RuleBook
    guards: tuple[Guard, ...]
    stores: Mapping[str, StoreDriver]
    people_directories: Mapping[str, Directory]
    readers: Mapping[str, Reader]
    formats: Mapping[str, Writer]
    measures: Mapping[str, Measure]
    sections: Mapping[str, Section]
    commands: Mapping[str, Command]
    packs: tuple[PackFile, ...]
    #: What is wrong with plugins that were to be used.
    faults: tuple[PluginError, ...] = ()
    #: Whose each measure, section and the like is, by hook and name.
    owners: Mapping[tuple[str, str], PluginInfo] = field(
        factory=dict[tuple[str, str], PluginInfo], repr=False
    )
    #: What to say of plugins that are installed and not in use.
    elsewhere: str = ""
    #: Who hears of answers that the statutory guard refuses.
    refusals: Refusals = field(factory=Refusals, repr=False, eq=False)
    #: What only a person can judge, such as a field that looks like a quality level.
    doubts: tuple[Finding, ...] = ()

    @property
    def layouts(self) -> tuple[Layout, ...]:
        """The register layouts that ship and those of packs."""
        packed = (file for file in self.packs if file.kind == "layout")
        return (
            *layouts(),
            *(layout_from(file.content, file.file.name) for file in packed),
        )

    @property
    def scales(self) -> dict[str, Scale]:
        """The observation scales that ship and those of packs, by id."""
        packed = (load(file.file) for file in self.packs if file.kind == "scale")
        return {one.id: one for one in (*available(), *packed)}

    def store_for(self, scheme: str) -> StoreDriver:
        """The store of a URL scheme; an unknown one is refused with those there are."""
        return self._pick(self.stores, scheme, "store for URLs that begin with")

    def format_for(self, ending: str) -> Writer:
        """The report format of a file ending, such as `.html`."""
        return self._pick(self.formats, ending.lower(), "report format for")

    def directory_for(self, key: str) -> Directory:
        """The people directory of a key, such as `entra`."""
        return self._pick(self.people_directories, key, "people directory for")

    def reader_for(self, ending: str) -> Reader | None:
        """The reader of a file ending, such as `.xml`; None where nobody offers one."""
        wanted = ending.lower()
        return next(
            (one for one in self.readers.values() if wanted in one.endings), None
        )

    def _pick(self, offered: Mapping[str, T], name: str, what: str) -> T:
        if name in offered:
            return offered[name]
        near = difflib.get_close_matches(name, offered, 1)
        hint = f"Did you mean “{near[0]}”? " if near else ""
        there = f"There are {', '.join(sorted(offered))}." if offered else ""
        why = [
            f"{fault.message} [{fault.code}]. {fault.advice}" for fault in self.faults
        ]
        raise UnknownProviderError(
            f"no plugin in use offers a {what} “{name}”",
            advice=" ".join(
                part for part in (hint + there, *why, self.elsewhere) if part
            ),
            name=name,
            offered=sorted(offered),
        )


def catalogue(
    plugins: Iterable[object],
    *,
    strict: bool = True,
    settings: Mapping[str, Mapping[str, Any]] | None = None,
    tracer: Tracer | None = None,
    faults: Iterable[PluginError] = (),
    failed: Iterable[PluginInfo] = (),
    elsewhere: str = "",
) -> Catalogue:
    """Call every hook of every plugin once and file what they offer.

    A plugin is an object, or a `Ready` one that knows its manifest.  Strict, what is
    wrong with plugins is raised, several faults in one `ExceptionGroup`; otherwise it
    is kept in `faults`.  `failed` are plugins that could not even be loaded.
    """
    held = [one if isinstance(one, Ready) else Ready("", one) for one in plugins]
    offers, found = _offers(held, settings or {})
    amiss = [*faults, *found]
    if strict:
        raise_together(amiss)
    broken = [*failed, *(info for info, _, offer in offers if _lost_rules(offer))]
    return evolve(
        _filed(offers, tracer, broken), faults=tuple(amiss), elsewhere=elsewhere
    )


def raise_together(faults: Sequence[PluginError]) -> None:
    """Raise one fault as itself and several in one group; none is fine."""
    if len(faults) == 1:
        raise faults[0]
    if faults:
        message = "plugins cannot be used as they are"
        raise ExceptionGroup(message, faults)


_Held = tuple[PluginInfo, object, Offer]


def _offers(
    held: Sequence[Ready], settings: Mapping[str, Mapping[str, Any]]
) -> tuple[list[_Held], list[PluginError]]:
    offers: list[_Held] = []
    owner: dict[str, PluginInfo] = {}
    for ready in held:
        info = info_of(ready)
        if info.name in owner:
            raise taken("plugin", info.name, owner[info.name], info)
        owner[info.name] = info
        offer = _asked(ready, info, settings.get(info.name, {}))
        offers.append((evolve(info, offers=told(offer)), ready.plugin, offer))
    return offers, [fault for _, _, offer in offers for fault in offer.faults]


def _asked(ready: Ready, info: PluginInfo, settings: Mapping[str, Any]) -> Offer:
    try:
        if info.name != BUILT_IN:
            given = settings_for(info.manifest, settings, info.name)
            ready.plugin.settings = given
    except PluginError as fault:
        return Offer({}, (fault,))
    return checked(offers_of(ready.plugin, info.name, version=info.version), info)


def _lost_rules(offer: Offer) -> bool:
    """Whether the rules of a plugin are missing because of what is wrong with it."""
    return not offer.values or any(
        fault.data.get("hook") == "rules" for fault in offer.faults
    )


def _filed(
    offers: Sequence[_Held], tracer: Tracer | None, broken: Iterable[PluginInfo]
) -> Catalogue:
    pairs = [(info, offer) for info, _, offer in offers]
    files = {hook: file_by(hook, pairs) for hook in _NAMED}
    named: dict[str, dict[str, Any]] = {
        hook: {name: value for name, (value, _) in held.items()}
        for hook, held in files.items()
    }
    refusals = Refusals()
    kinds = [*named["records"].values()]
    rules = [*_rules(pairs, kinds, refusals), *stand_ins(broken)]
    return Catalogue(
        plugins=tuple(info for info, _, _ in offers),
        kinds=named["records"],
        rules=RuleBook(traced(one, tracer) for one in rules)
        if tracer
        else RuleBook(rules),
        guards=tuple(
            one
            for _, offer in pairs
            for one in offer["rules"]
            if isinstance(one, Guard)
        ),
        stores=named["stores"],
        people_directories=named["people_directories"],
        readers=named["readers"],
        formats=named["formats"],
        measures=named["measures"],
        sections=named["sections"],
        commands=named["commands"],
        packs=tuple(
            file
            for info, plugin, offer in offers
            for file in pack_files(
                _folders(plugin, _pack_names(info, offer)), info.name
            )
        ),
        owners={
            (hook, name): info
            for hook, held in files.items()
            for name, (_, info) in held.items()
        },
        refusals=refusals,
        doubts=tuple(lookalikes(rules, kinds)),
    )


#: Hooks whose values are filed by a name.
_NAMED = (
    "records",
    "stores",
    "people_directories",
    "readers",
    "formats",
    "measures",
    "sections",
    "commands",
)


def _rules(
    offers: Iterable[tuple[PluginInfo, Offer]],
    kinds: Sequence[type[Record]],
    refusals: Refusals,
) -> list[Rule[Any, Any]]:
    stamped = [
        _stamped(each, info)
        for info, offer in offers
        for each in offer["rules"]
        if issubclass(type(each), Rule)
    ]
    return [
        guarded(rule, refusals)
        if rule.plugin != BUILT_IN or rule.question.forbids
        else rule
        for rule in with_bans(stamped, kinds)
    ]


def _stamped(rule: Rule[Any, Any], info: PluginInfo) -> Rule[Any, Any]:
    if info.name == BUILT_IN:
        return evolve(rule, version=info.version)
    boroughs = rule.boroughs or frozenset(info.boroughs)
    return evolve(rule, plugin=info.name, version=info.version, boroughs=boroughs)


def _pack_names(info: PluginInfo, offer: Offer) -> list[str]:
    """The folders of packs that the hook and the manifest name, each once."""
    return [*dict.fromkeys((*offer["packs"], *info.manifest.packs))]


def _folders(plugin: object, packs: Iterable[str]) -> list[Traversable]:
    folder = own_folder(plugin)
    if folder is not None:
        return [Path(folder) / pack for pack in packs]
    module = plugin_folder_module(plugin)
    package = module.rpartition(".")[0] or module
    held = sys.modules.get(module)
    if hasattr(held, "__path__"):
        package = module
    return [importlib.resources.files(package) / pack for pack in packs]
