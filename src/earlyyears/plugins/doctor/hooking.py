"""What is wrong with a plugin's hooks, as far as their source says."""

import ast
import difflib
from collections.abc import Iterator

from earlyyears.kernel import Finding
from earlyyears.plugins.hooks import HOOKS, PROJECT, hook_info

from .reading import Function, Module, Offering, place

__all__ = ["hook_findings", "hooks_in"]

_MARKER = "hookimpl"
_MARKERS = "HookimplMarker"


def hooks_in(offering: Offering) -> tuple[str, ...]:
    """The hooks that a plugin implements, in the order in which they are called."""
    named = {
        one.name
        for one in offering.functions()
        if offering.cls is not None or _mark(one, offering.module)
    }
    return tuple(hook for hook in HOOKS if hook in named)


def hook_findings(offering: Offering) -> Iterator[Finding]:
    """Everything that is wrong with the hooks of a plugin."""
    seen: dict[str, Function] = {}
    for function in offering.functions():
        yield from _about(function, offering)
        if function.name in HOOKS and function.name in seen:
            yield _finding(
                "hook_twice",
                f"{function.name} is defined twice, and the first is lost",
                offering,
                function,
                "Make one list of both.",
            )
        seen[function.name] = function
    for name, value in offering.values():
        if name in HOOKS and offering.cls is not None:
            yield _finding(
                "hook_is_value",
                f"{name} is a value and not a function",
                offering,
                value,
                f"Write def {name}(self): return [...].",
            )


def _about(function: Function, offering: Offering) -> Iterator[Finding]:
    marked = _mark(function, offering.module)
    if function.name not in HOOKS:
        if not function.name.startswith("_"):
            yield from _misspelt(function, offering, marked=bool(marked))
        return
    if marked == "foreign":
        yield _finding(
            "foreign_marker",
            f"the marker above {function.name} belongs to another project",
            offering,
            function,
            "Write from earlyyears.plugins import hookimpl.",
        )
    elif offering.cls is None and not marked:
        yield _finding(
            "no_marker",
            f"{function.name} looks like a hook and has no marker",
            offering,
            function,
            "Write @hookimpl above it.",
        )
    yield from _shape(function, offering)
    yield from _result(function, offering)


def _misspelt(
    function: Function, offering: Offering, *, marked: bool
) -> Iterator[Finding]:
    if offering.cls is None and not marked:
        return
    near = difflib.get_close_matches(function.name, HOOKS, 1, 0.75)
    if near or marked:
        hint = f"Did you mean {near[0]}? " if near else ""
        yield _finding(
            "unknown_hook",
            f"{function.name} is no hook",
            offering,
            function,
            f"{hint}Hooks are {', '.join(HOOKS)}.",
        )


def _shape(function: Function, offering: Offering) -> Iterator[Finding]:
    name, said = function.name, function.args
    if isinstance(function, ast.AsyncFunctionDef):
        yield _finding(
            "async_hook",
            f"{name} is async, and nobody would wait for it",
            offering,
            function,
            "Write def and not async def.",
        )
    kinds = {ast.unparse(one).rpartition(".")[2] for one in function.decorator_list}
    if kinds & {"property", "cached_property"}:
        yield _finding(
            "hook_is_property",
            f"{name} is a property, which is never called",
            offering,
            function,
            "Take @property away.",
        )
    own = int(offering.cls is not None and "staticmethod" not in kinds)
    more = [one.arg for one in (*said.posonlyargs, *said.args)][own:]
    star = [f"*{said.vararg.arg}"] if said.vararg else []
    star += [f"**{said.kwarg.arg}"] if said.kwarg else []
    if more or star:
        wanted = f"def {name}({'self' if own else ''})"
        yield _finding(
            "hook_argument",
            f"{name} takes {', '.join((*more, *star))}, and hooks take nothing",
            offering,
            function,
            f"Write {wanted}; what is set for the plugin is in self.settings.",
        )
    if said.kwonlyargs:
        names = ", ".join(one.arg for one in said.kwonlyargs)
        yield _finding(
            "keyword_only",
            f"{name} takes {names} by name only, which nobody gives",
            offering,
            function,
            "Hooks take nothing.",
        )


def _result(function: Function, offering: Offering) -> Iterator[Finding]:
    returns = [node for node in _own_nodes(function) if isinstance(node, ast.Return)]
    yields = any(
        isinstance(one, ast.Yield | ast.YieldFrom) for one in _own_nodes(function)
    )
    wanted = f"Return a list of {hook_info()[function.name].value}."
    if not returns and not yields and not _only_raises(function):
        yield _finding(
            "wrong_result",
            f"{function.name} returns nothing",
            offering,
            function,
            wanted,
        )
    for node in returns:
        if node.value is None or isinstance(node.value, ast.Constant | ast.Dict):
            found = "nothing" if node.value is None else ast.unparse(node.value)[:40]
            yield _finding(
                "wrong_result",
                f"{function.name} returns {found} and no list",
                offering,
                node,
                wanted,
            )


def _own_nodes(function: Function) -> Iterator[ast.AST]:
    """The nodes of a function, those of functions inside it left out."""
    waiting: list[ast.AST] = [*function.body]
    while waiting:
        node = waiting.pop(0)
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            waiting.extend(ast.iter_child_nodes(node))


def _only_raises(function: Function) -> bool:
    return isinstance(function.body[-1], ast.Raise)


def _mark(function: Function, module: Module) -> str:
    """How a function is marked: `own`, `foreign`, or nothing."""
    for mark in function.decorator_list:
        target = mark.func if isinstance(mark, ast.Call) else mark
        name = ast.unparse(target)
        made = module.values.get(name)
        if isinstance(made, ast.Call) and ast.unparse(made.func).endswith(_MARKERS):
            project = made.args[0] if made.args else None
            own = isinstance(project, ast.Constant) and project.value == PROJECT
            return "own" if own else "foreign"
        full = module.imports.get(name.partition(".")[0], "")
        if name.rpartition(".")[2] == _MARKER:
            return "own" if full.startswith(PROJECT) else "foreign"
    return ""


def _finding(
    code: str, message: str, offering: Offering, node: ast.AST, advice: str
) -> Finding:
    return Finding(code, message, place(offering.module, node), advice)
