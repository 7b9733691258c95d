"""Plugin source as trees: which functions, classes and names there are, unexecuted."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

from earlyyears.kernel import Finding, Place, frozen
from earlyyears.plugins.sources import Source
from earlyyears.registers import collector_paused

__all__ = ["Function", "Module", "Offering", "offering_of", "place", "read_modules"]

#: What a file says that has anything to do with a plugin's hooks, rules or records.
_SPEAKS = re.compile(r"BoroughPlugin|hookimpl|\.rule\(|@record\(|Question\(")

Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef


@frozen(slots=False)
class Module:
    """One file of a plugin, parsed."""

    #: Its name as it is told to people.
    name: str
    file: Path
    text: str
    tree: ast.Module

    @cached_property
    def functions(self) -> tuple[Function, ...]:
        """The functions at the top of the file."""
        return tuple(_functions(self.tree.body))

    @cached_property
    def classes(self) -> Mapping[str, ast.ClassDef]:
        """The classes at the top of the file, by name."""
        return {
            one.name: one for one in self.tree.body if isinstance(one, ast.ClassDef)
        }

    @cached_property
    def values(self) -> Mapping[str, ast.expr]:
        """What is assigned to names at the top of the file."""
        return dict(_assigned(self.tree.body))

    @cached_property
    def imports(self) -> Mapping[str, str]:
        """For each imported name, the full name that it stands for."""
        found: dict[str, str] = {}
        for node in self.tree.body:
            if isinstance(node, ast.Import):
                for one in node.names:
                    found[one.asname or one.name.partition(".")[0]] = one.name
            elif isinstance(node, ast.ImportFrom):
                base = "." * node.level + (node.module or "")
                for one in node.names:
                    found[one.asname or one.name] = f"{base}.{one.name}"
        return found

    @property
    def names(self) -> set[str]:
        """Every name at the top of the file."""
        functions = {one.name for one in self.functions}
        return functions | {*self.classes} | {*self.values} | {*self.imports}


@frozen
class Offering:
    """Where a plugin's hooks are: a class of it, or a module itself."""

    module: Module
    #: The class; None where the module itself is the plugin.
    cls: ast.ClassDef | None

    def functions(self) -> Iterator[Function]:
        """The methods of the class, or the functions of the module."""
        yield from _functions(self.cls.body if self.cls else self.module.tree.body)

    def values(self) -> Iterator[tuple[str, ast.expr]]:
        """What is assigned to names in the class or the module."""
        yield from _assigned(self.cls.body if self.cls else self.module.tree.body)

    def text(self, name: str) -> str:
        """A name's value where it is plain text; nothing otherwise."""
        found = dict(self.values()).get(name)
        told = found.value if isinstance(found, ast.Constant) else None
        return told if isinstance(told, str) else ""


def read_modules(
    source: Source, *, thorough: bool = True
) -> tuple[list[Module], list[Finding]]:
    """Every file of a plugin, parsed; one that cannot be parsed is a fault.

    Not thorough, only the plugin's own module is, and files that speak of hooks, rules
    or records.
    """
    modules: list[Module] = []
    findings: list[Finding] = []
    for file in source.files():
        name = source.shown(file)
        try:
            text = file.read_text("utf-8")
            if not (thorough or file == source.file or _SPEAKS.search(text)):
                continue
            modules.append(Module(name, file, text, _parsed(text)))
        except (SyntaxError, ValueError) as fault:
            row = fault.lineno if isinstance(fault, SyntaxError) else None
            said = fault.msg if isinstance(fault, SyntaxError) else str(fault)
            where = Place(name, row)
            findings.append(
                Finding("syntax_error", said, where, "Mend it: it is no Python.")
            )
    return modules, findings


def _parsed(text: str) -> ast.Module:
    # A tree is many small objects in no circle.
    with collector_paused():
        return ast.parse(text)


def offering_of(source: Source, modules: Iterable[Module]) -> Offering | None:
    """Where the hooks are, followed from the entry point through the plugin's files."""
    held = [*modules]
    entry = next((one for one in held if one.file == source.file), None)
    if entry is None:
        return None
    if not source.object:
        own = [one for one in entry.classes.values() if _is_plugin(one)]
        lone = own if not source.module else []
        return Offering(entry, lone[0] if lone else None)
    return _followed(source.object, entry, held)


def _followed(name: str, entry: Module, held: list[Module]) -> Offering | None:
    if name in entry.classes:
        return Offering(entry, entry.classes[name])
    target = entry.imports.get(name, "")
    if not target.startswith(".") and not target:
        return None
    *_, there, inner = ("", *target.split("."))
    for module in held:
        if (
            module is not entry
            and module.file.stem == there
            and inner in module.classes
        ):
            return Offering(module, module.classes[inner])
    return None


def _is_plugin(cls: ast.ClassDef) -> bool:
    return any(ast.unparse(base).endswith("BoroughPlugin") for base in cls.bases)


def _functions(body: Iterable[ast.stmt]) -> Iterator[Function]:
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _assigned(body: Iterable[ast.stmt]) -> Iterator[tuple[str, ast.expr]]:
    for node in body:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    yield target.id, node.value
        elif (
            isinstance(node, ast.AnnAssign)
            and isinstance(node.target, ast.Name)
            and node.value is not None
        ):
            yield node.target.id, node.value


def place(module: Module, node: ast.AST, field: str = "") -> Place:
    """Where a node stands."""
    return Place(module.name, getattr(node, "lineno", None), field)
