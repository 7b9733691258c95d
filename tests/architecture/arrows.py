"""Read the package's source and say where it breaks the table in `rooms.toml`.

Nothing is imported or run: the source is parsed. An import counts wherever it stands,
at the top, inside a function, under `TYPE_CHECKING` or spelt `import_module("…")`.
"""

import ast
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

PACKAGE = "earlyyears"
HERE = Path(__file__).parent
SOURCE = HERE.parents[1] / "src" / PACKAGE
TABLE: dict[str, Any] = tomllib.loads((HERE / "rooms.toml").read_text(encoding="utf-8"))
#: The room that `earlyyears/__init__.py` is.
FRONT_DOOR = ""


class Module(NamedTuple):
    """One source file: its dotted name, its path inside the package, its tree."""

    name: str
    path: str
    tree: ast.Module

    @property
    def room(self) -> str:
        """The first folder, or the file, that this module lies in."""
        return room_of(self.name)

    @property
    def package(self) -> str:
        """The package that a relative import in this module starts from."""
        is_package = self.path.endswith("__init__.py")
        return self.name if is_package else self.name.rpartition(".")[0]


class Import(NamedTuple):
    """One name that a module imports, in full, and the line it does so."""

    target: str
    line: int
    #: Inside a function, so only when that function runs.
    inside: bool
    #: Under `if TYPE_CHECKING:`, so never at run time.
    typing: bool


def room_of(name: str) -> str:
    """Give the room a dotted module name lies in; the package itself is no room."""
    parts = name.split(".")
    return parts[1] if len(parts) > 1 else FRONT_DOOR


def modules(source: Path = SOURCE) -> list[Module]:
    """Parse every module of a package."""
    return [
        module(path.relative_to(source).as_posix(), path.read_text(encoding="utf-8"))
        for path in sorted(source.rglob("*.py"))
    ]


def module(path: str, text: str) -> Module:
    """Parse one module, given its path inside the package."""
    parts = [PACKAGE, *path.removesuffix(".py").split("/")]
    if parts[-1] == "__init__":
        parts.pop()
    return Module(".".join(parts), path, ast.parse(text, path))


def imports(of: Module) -> Iterator[Import]:
    """Give every import of a module, wherever it stands."""
    for node, inside, typing in walk(of.tree):
        for target in targets(node, of):
            yield Import(target, getattr(node, "lineno", 0), inside, typing)


def walk(
    node: ast.AST, *, inside: bool = False, typing: bool = False
) -> Iterator[tuple[ast.AST, bool, bool]]:
    """Walk a tree, knowing whether a function or `TYPE_CHECKING` lies around."""
    yield node, inside, typing
    deeper = inside or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    guarded = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
    for child in ast.iter_child_nodes(node):
        in_body = guarded and isinstance(node, ast.If) and child in node.body
        yield from walk(child, inside=deeper, typing=typing or in_body)


def targets(node: ast.AST, of: Module) -> list[str]:
    """Give the full names that one statement or call imports."""
    match node:
        case ast.Import(names=names):
            return [alias.name for alias in names]
        case ast.ImportFrom(names=names):
            base = origin(node, of)
            return [f"{base}.{alias.name}" for alias in names]
        case ast.Call(args=[ast.Constant(value=str(name)), *_]) if called(
            node
        ).rpartition(".")[2] in {"import_module", "__import__"}:
            return [of.package + name if name.startswith(".") else name]
        case _:
            return []


def origin(node: ast.ImportFrom, of: Module) -> str:
    """Give the full name of the module that `from … import` imports from."""
    if not node.level:
        return node.module or ""
    parts = of.package.split(".")
    base = parts[: len(parts) - node.level + 1]
    return ".".join([*base, node.module] if node.module else base)


def called(node: ast.Call) -> str:
    """Give the name that a call calls, as written."""
    return ast.unparse(node.func)


def allowed(room: str, table: Mapping[str, Any] = TABLE) -> set[str]:
    """Give the rooms that a room may import at once."""
    row = table["room"][room]
    if "all_but" in row:
        return set(table["room"]) - set(row["all_but"])
    named = set(row["rooms"])
    if "concepts" in named:
        named |= set(table["concepts"])
    return (named - {"concepts"}) | {room}


def unknown_rooms(package: list[Module]) -> list[str]:
    """Say which modules lie in a room that has no row."""
    known = {*TABLE["room"], FRONT_DOOR}
    return [f"{m.path}: no row for this room" for m in package if m.room not in known]


def forbidden_arrows(package: list[Module]) -> list[str]:
    """Say which imports of other rooms no row allows."""
    return [
        f"{m.path}:{found.line}: {m.room or 'the front door'} may not import {reason}"
        for m in package
        if m.room == FRONT_DOOR or m.room in TABLE["room"]
        for found in imports(m)
        if (reason := objection(m, found))
    ]


def objection(of: Module, found: Import) -> str:
    """Say what is wrong with one import of our own package, or nothing."""
    top, _, rest = found.target.partition(".")
    if top != PACKAGE:
        return ""
    room = rest.partition(".")[0]
    if room not in TABLE["room"]:
        return f"from the package itself ({found.target})"
    if of.room == FRONT_DOOR:
        late = found.inside or found.typing
        return "" if late or room in TABLE["front_door"]["at_once"] else room
    if room in allowed(of.room):
        return ""
    late_rooms = TABLE["room"][of.room].get("inside", [])
    return "" if found.inside and room in late_rooms else room


def forbidden_packages(package: list[Module]) -> list[str]:
    """Say where a package from outside is imported that has no place there."""
    return [
        f"{m.path}:{found.line}: {top} has no place here"
        for m in package
        for found in imports(m)
        if (top := found.target.partition(".")[0]) not in {PACKAGE, "__future__"}
        and top not in sys.stdlib_module_names
        and not has_place(m, TABLE["outside"].get(top, []))
    ]


def has_place(of: Module, places: list[str]) -> bool:
    """Tell whether a module is one of the places, or lies in one."""
    return bool({"*", of.room, of.path} & set(places))


def forbidden_names(package: list[Module]) -> list[str]:
    """Say where a name is used that is kept for other rooms."""
    return [
        f"{m.path}:{line}: {name}: {rule['why']}"
        for m in package
        for name, line in sorted(names_used(m))
        for rule in TABLE["only"]
        if covers(rule, name) and m.room not in rooms_for(rule, name)
    ]


def covers(rule: Mapping[str, Any], name: str) -> bool:
    """Tell whether a rule speaks of a full name."""
    return any(
        name.startswith(kept) if kept.endswith(".") else name == kept
        for kept in rule["names"]
    )


def rooms_for(rule: Mapping[str, Any], name: str) -> set[str]:
    """Give the rooms that may use a name."""
    return {*rule["rooms"], *rule.get("but", {}).get(name, [])}


def names_used(of: Module) -> set[tuple[str, int]]:
    """Give the full dotted names a module uses, through whatever it calls them."""
    known = aliases(of)
    used = {
        (name, node.lineno)
        for node in ast.walk(of.tree)
        if isinstance(node, ast.Attribute | ast.Name)
        and (name := in_full(ast.unparse(node), known))
    }
    return used | {
        (target, node.lineno)
        for node in ast.walk(of.tree)
        if isinstance(node, ast.ImportFrom)
        for target in targets(node, of)
    }


def in_full(written: str, known: Mapping[str, str]) -> str:
    """Spell a dotted name out from the module it was imported from."""
    first, dot, rest = written.partition(".")
    return f"{known[first]}{dot}{rest}" if first in known else ""


def aliases(of: Module) -> dict[str, str]:
    """Give what each imported name stands for in full."""
    known: dict[str, str] = {}
    for node in ast.walk(of.tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                first = alias.name.partition(".")[0]
                known[alias.asname or first] = alias.name if alias.asname else first
        elif isinstance(node, ast.ImportFrom):
            base = origin(node, of)
            known |= {a.asname or a.name: f"{base}.{a.name}" for a in node.names}
    return known


def graph(package: list[Module]) -> dict[str, set[str]]:
    """Give the modules that each module imports."""
    known = {m.name for m in package}
    return {
        m.name: {target for found in imports(m) if (target := nearest(found, known))}
        - {m.name}
        for m in package
    }


def nearest(found: Import, known: set[str]) -> str:
    """Give the module an import reaches: the name itself or what it lies in."""
    name = found.target
    while name and name not in known:
        name = name.rpartition(".")[0]
    return name


def knots(edges: Mapping[str, set[str]]) -> list[list[str]]:
    """Give every set of modules that import one another in a circle."""
    reach = {name: reachable(name, edges) for name in edges}
    circles = {
        frozenset(other for other in reach[name] if name in reach[other])
        for name in edges
        if name in reach[name]
    }
    return sorted(sorted(circle) for circle in circles)


def reachable(start: str, edges: Mapping[str, set[str]]) -> set[str]:
    """Give everything that can be reached from a module along imports."""
    seen: set[str] = set()
    waiting = list(edges[start])
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += edges.get(name, ())
    return seen
