"""What is wrong with a plugin's manifest, entry point, packs, names and imports."""

import ast
import difflib
import importlib.util
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from earlyyears.kernel import Finding, Place
from earlyyears.places import UnknownAuthorityError, area
from earlyyears.plugins.contracts import Contract, check_contract
from earlyyears.plugins.discovery import Discovered
from earlyyears.plugins.errors import PluginContractError
from earlyyears.plugins.manifests import MANIFEST, Manifest, manifest_findings
from earlyyears.plugins.packs import PACK_KINDS

from .reading import Module, Offering, place

__all__ = [
    "borough_findings",
    "import_findings",
    "kind_findings",
    "manifest_faults",
    "name_findings",
    "object_findings",
    "pack_findings",
    "pure_findings",
]

#: Calls that make a rule's answer depend on more than its facts.
_IMPURE = frozenset(
    {"date.today", "datetime.now", "datetime.today", "datetime.utcnow", "os.getenv"}
)
_IMPURE_MODULES = frozenset(
    {"random", "secrets", "socket", "requests", "urllib", "time"}
)

#: Told from the text first, since few modules reach for any of it.
_REACHES = re.compile(
    rf"\b(?:{'|'.join((*(re.escape(one) for one in _IMPURE), *_IMPURE_MODULES))}"
    r"|os\.environ)\b"
)


def manifest_faults(
    found: Discovered, table: tuple[Contract, ...]
) -> Iterator[Finding]:
    """What is wrong with the manifest: missing, unreadable, or of another contract."""
    text = found.source.manifest
    if text is None:
        kind = "no_manifest" if found.source.module else "no_block"
        yield Finding(
            kind,
            "there is no manifest, so boroughs and contract are not known",
            Place(MANIFEST),
            f"Lay {MANIFEST} with contract = {table[-1].number} beside the module; a"
            " single file holds it in comments, # /// earlyyears to # ///.",
        )
        return
    told, findings = manifest_findings(text, MANIFEST)
    yield from findings
    yield from _boroughs(told.get("boroughs", ()))
    built_for = told.get("contract")
    if isinstance(built_for, int):
        try:
            check_contract(built_for, table, found.name, found.version)
        except PluginContractError as fault:
            field = Place(MANIFEST, field="contract")
            yield Finding("contract", fault.message, field, fault.advice)


def _boroughs(keys: Iterable[object]) -> Iterator[Finding]:
    for key in keys:
        try:
            area(str(key))
        except UnknownAuthorityError as fault:
            near: list[str] = list(fault.data.get("suggestions", ()))[:3]
            hint = f"Did you mean {' or '.join(near)}? " if near else ""
            yield Finding(
                "unknown_borough",
                f"“{key}” is no English local authority",
                Place(MANIFEST, field="boroughs"),
                f"{hint}An invented borough may stay.",
            )


def object_findings(
    found: Discovered, modules: Iterable[Module], offering: Offering | None
) -> Iterator[Finding]:
    """What is wrong with the entry point: no such module, or nothing of that name."""
    source = found.source
    entry_place = Place("entry point", field=found.name)
    if source.file is None:
        yield Finding(
            "no_module",
            f"there is no module {source.module}",
            entry_place,
            "Correct the name in [project.entry-points.earlyyears], and install again.",
        )
        return
    entry = next((one for one in modules if one.file == source.file), None)
    if entry is not None and source.object and source.object not in entry.names:
        near = difflib.get_close_matches(source.object, entry.names, 1)
        hint = f"Did you mean {near[0]}?" if near else "Name the plugin's class."
        yield Finding(
            "no_object",
            f"there is no {source.object} in {source.module}",
            entry_place,
            hint,
        )
    elif entry is not None and source.object in {one.name for one in entry.functions}:
        yield Finding(
            "no_plugin",
            f"{source.object} is a function and no plugin",
            entry_place,
            "Name the class, or the module alone.",
        )
    if offering is not None and source.module:
        name = offering.text("name")
        if name and name != found.name:
            yield Finding(
                "name_differs",
                f"the plugin calls itself “{name}” and its entry point “{found.name}”",
                entry_place,
                "Call both alike: the name is the prefix of its kinds.",
            )


def borough_findings(
    manifest: Manifest, offering: Offering | None
) -> Iterator[Finding]:
    """A class and a manifest that name different boroughs."""
    values = dict(offering.values()) if offering else {}
    told = values.get("boroughs")
    if offering is None or not isinstance(told, ast.Tuple | ast.List):
        return
    own = {one.value for one in told.elts if isinstance(one, ast.Constant)}
    if own != {*manifest.boroughs}:
        yield Finding(
            "boroughs_differ",
            "the class and the manifest name different boroughs",
            place(offering.module, told),
            "Write the same keys in both.",
        )


def name_findings(
    found: Discovered, everything: Iterable[Discovered]
) -> Iterator[Finding]:
    """Another installed plugin of the same name."""
    for other in everything:
        apart = (other.distribution, other.source) != (found.distribution, found.source)
        if apart and other.name == found.name:
            yield Finding(
                "name_taken",
                f"{other.distribution} {other.version} has the name “{found.name}” too",
                Place("entry point", field=found.name),
                "Rename one, or uninstall it.",
            )


def pack_findings(
    found: Discovered, manifest: Manifest, offering: Offering | None
) -> Iterator[Finding]:
    """Packs that are not there, and files in them that do not say what they are."""
    base = found.source.folder or (found.source.file or Path()).parent
    for pack in dict.fromkeys((*manifest.packs, *_packs_in(offering))):
        folder = base / pack
        if not folder.is_dir():
            yield Finding(
                "no_pack",
                f"there is no folder {pack}",
                Place(MANIFEST, field="packs"),
                f"Lay it beside the module, in {base.name}/.",
            )
            continue
        for file in sorted(folder.glob("*.toml")):
            yield from _pack_file(file)


def _packs_in(offering: Offering | None) -> Iterator[str]:
    """The folders that a hook `packs` plainly returns."""
    functions = offering.functions() if offering else ()
    for node in (one for one in functions if one.name == "packs"):
        for inner in ast.walk(node):
            if isinstance(inner, ast.Return) and isinstance(inner.value, ast.List):
                for each in inner.value.elts:
                    if isinstance(each, ast.Constant):
                        yield str(each.value)


def _pack_file(file: Path) -> Iterator[Finding]:
    try:
        told = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as cause:
        yield Finding("bad_pack", str(cause), Place(file.name), "Mend the TOML.")
        return
    kind = told.get("pack")
    if kind not in PACK_KINDS:
        near = difflib.get_close_matches(str(kind), PACK_KINDS, 1)
        hint = f"Did you mean “{near[0]}”? " if near else ""
        said = f"it says pack = “{kind}”" if kind else "it does not say what it is"
        yield Finding(
            "bad_pack",
            said,
            Place(file.name),
            f"{hint}There are {', '.join(PACK_KINDS)}.",
        )


def import_findings(found: Discovered, modules: Iterable[Module]) -> Iterator[Finding]:
    """Packages that a plugin imports at its top and that are not installed."""
    own = found.source.module.partition(".")[0]
    told: set[str] = set()
    for module in modules:
        for node in module.tree.body:
            for name in _imported(node):
                top = name.partition(".")[0]
                if top and top != own and top not in told and not _there(top):
                    told.add(top)
                    yield Finding(
                        "not_installed",
                        f"it imports {top}, which is not installed",
                        place(module, node),
                        "Name it under dependencies, and install the plugin again.",
                    )


def _imported(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (one.name for one in node.names)
    elif isinstance(node, ast.ImportFrom) and not node.level:
        yield node.module or ""


@cache
def _there(top: str) -> bool:
    if top in sys.stdlib_module_names or top in sys.modules:
        return True
    try:
        return importlib.util.find_spec(top) is not None
    except (ImportError, ValueError):
        return False


def pure_findings(
    modules: Iterable[Module], rules: Iterable[Place]
) -> Iterator[Finding]:
    """Clock, chance, network and environment in a module that holds rules."""
    with_rules = {one.file for one in rules}
    for module in modules:
        if module.name not in with_rules:
            continue
        for node in _reaching(module):
            if what := _impure(node):
                yield Finding(
                    "not_pure",
                    f"a module with rules uses {what}",
                    place(module, node),
                    "A rule answers from its facts alone; today is facts.on.",
                )


def _reaching(module: Module) -> Iterator[ast.AST]:
    """The nodes of a module, where its text names anything that a rule may not use."""
    if _REACHES.search(module.text):
        yield from ast.walk(module.tree)


def _impure(node: ast.AST) -> str:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        called = ast.unparse(node.func)
        last = ".".join(called.split(".")[-2:])
        return last if last in _IMPURE else ""
    if isinstance(node, ast.Attribute) and ast.unparse(node) == "os.environ":
        return "os.environ"
    if isinstance(node, ast.Import | ast.ImportFrom):
        tops = {name.partition(".")[0] for name in _imported(node)} & _IMPURE_MODULES
        return next(iter(sorted(tops)), "")
    return ""


def kind_findings(
    found: Discovered, modules: Iterable[Module], offering: Offering | None
) -> Iterator[Finding]:
    """Kinds of record whose name does not begin with the plugin's."""
    name = (offering.text("name") if offering else "") or found.name
    for module in modules:
        for cls in module.classes.values():
            for mark in cls.decorator_list:
                if not isinstance(mark, ast.Call) or not mark.args:
                    continue
                first = mark.args[0]
                if ast.unparse(mark.func).endswith("record") and isinstance(
                    first, ast.Constant
                ):
                    kind = str(first.value)
                    if not kind.startswith(f"{name}."):
                        yield Finding(
                            "no_prefix",
                            f"the kind “{kind}” does not begin with the plugin's name",
                            place(module, cls),
                            f"Call it “{name}.{kind.rpartition('.')[2]}”.",
                        )
