"""Write a page for each hook, and the pages that follow from the tables on plugins.

Each page has its purpose, when it is called, what it is given and gives, what happens
when it fails, a tested example, a plugin that uses it, since when it is there, and the
checks that hold it. A hook that lacks any of these fails the build.
"""

import importlib
import inspect
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]

FAILURE = {
    "backend": (
        "What needs the value stops, in one sentence that names the plugin, its version"
        " and the next step. Nothing stands in for it; all else goes on."
    ),
    "rule": (
        "A rule that fails answers ``CannotTell``. Where the hook itself fails, the"
        " questions that the manifest ``provides`` become ``CannotTell`` in the"
        " plugin's boroughs, the run goes on, and reports show it."
    ),
    "extension": "It is left out and named, and all else goes on.",
}

PAGE = """\
.. _hook-{name}:

{title}
{line}

*For plugin authors.*

{purpose}

When it is called
   Once, when a hub is opened that uses the plugin. {used}

Arguments
   None. What is set for the plugin is in its ``settings``.

Result
   A list of ``{value}``: {each}.

When it fails
   {failure} Strict, it stops the hub. Codes: :ref:`error-eyp102`, :ref:`error-eyp103`,
   :ref:`error-eyp107`, :ref:`error-eyp108`.

Since
   Contract {since}, release {release}.

Plugins that use it
   {users}

Example
-------

It runs with the tests.

.. code-block:: pycon

{example}

What holds it
-------------

``{kit}`` puts it to these checks.

{checks}
"""

INDEX = """\
Hooks
=====

*For plugin authors.*

Every hook takes nothing and returns a list of named values. Pluggy calls each once,
when a hub is opened; what they give is filed under its name, and at run time nothing is
dispatched. Leave out the hooks that you do not need.

.. list-table::
   :header-rows: 1

   * - Hook
     - What it offers
     - Kind
{rows}

A *backend* answers alone for its key, a *rule* alone for its question, borough and day,
and of *extensions* there may be many.

.. toctree::
   :hidden:

{names}

Contracts
---------

The contract between the library and its plugins has a number, which a manifest gives.
A plugin built for an older one runs unless something that broke was changed or removed
since; then it is told in words what that was.

{contracts}
"""

DOCTOR = """\
What the doctor finds
=====================

*For plugin authors.*

``earlyyears plugins doctor`` reads a plugin's files and imports none of them. These are
the kinds of things that it finds, each with file and line where there is one, and with
what was meant where something was misspelt. Each kind is planted and found by a test.

.. list-table::
   :header-rows: 1

   * - Kind
     -
     - More
{rows}
"""


def setup(app: Any) -> dict[str, bool]:
    """Have Sphinx write the pages before it reads any."""
    app.connect("builder-inited", lambda app: write(Path(app.srcdir) / "reference"))
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def write(folder: Path) -> None:
    """Write every page whose text has changed."""
    target = folder / "hooks"
    target.mkdir(parents=True, exist_ok=True)
    wanted = {f"hooks/{name}.rst": page(name) for name in hooks()}
    wanted["hooks/index.rst"] = index()
    wanted["plugin-doctor.rst"] = doctor()
    for name, text in wanted.items():
        file = folder / name
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")


def room() -> Any:
    """The room of plugins."""
    return importlib.import_module("earlyyears.plugins")


def hooks() -> tuple[str, ...]:
    """The names of the hooks."""
    found: tuple[str, ...] = room().HOOKS
    return found


def parts(name: str) -> dict[str, str]:
    """Everything that the page of a hook says, by the name of the part."""
    info = room().hook_info()[name]
    purpose, example = docstring(name)
    return {
        "name": name,
        "title": f"``{name}``",
        "line": "=" * (len(name) + 4),
        "purpose": purpose,
        "used": info.used,
        "value": info.value,
        "each": info.each,
        "failure": FAILURE.get(info.kind, ""),
        "since": str(info.since),
        "release": release(info.since),
        "users": ", ".join(f"``{user}``" for user in users(name)),
        "example": "\n".join(f"   {line}".rstrip() for line in example.splitlines()),
        "kit": info.kit,
        "checks": "\n".join(checks(info.kit)),
    }


def page(name: str) -> str:
    """The page of a hook; one that lacks a part fails the build."""
    found = parts(name)
    if lacking := [part for part, text in found.items() if not text.strip()]:
        message = f"the page of the hook {name} lacks {', '.join(lacking)}"
        raise ValueError(message)
    return PAGE.format(**found)


def docstring(name: str) -> tuple[str, str]:
    """The purpose of a hook and its example, from its specification."""
    spec = getattr(room().BoroughPlugin, name)
    text = inspect.getdoc(spec) or ""
    purpose, _, example = text.partition("\n>>> ")
    return purpose.strip(), f">>> {example.strip()}" if example else ""


def release(number: int) -> str:
    """The first release that speaks a contract."""
    found = [one.since for one in room().contracts() if one.number == number]
    return found[0] if found else ""


def users(name: str) -> list[str]:
    """The packages in `plugins/` whose source implements a hook, the one to copy first.

    The one to copy must be among them: no hook without a plugin that uses it.
    """
    copied = room().hook_info()[name].copy
    found = [package for package, used in used_hooks().items() if name in used]
    if copied not in found:
        message = f"{copied} does not use the hook {name}"
        raise ValueError(message)
    return [copied, *(package for package in found if package != copied)]


def used_hooks() -> Mapping[str, tuple[str, ...]]:
    """The hooks that each package in `plugins/` implements, read without import."""
    return {
        file.parent.name: tuple(hooks_of(file.parent))
        for file in sorted(ROOT.glob("plugins/*/pyproject.toml"))
    }


def hooks_of(package: Path) -> Iterator[str]:
    """The hooks of the plugins of one package."""
    for one in diagnoses_of(package):
        yield from one.hooks


def diagnoses_of(package: Path) -> Iterator[Any]:
    """What the doctor says of the plugins of one package, which is not imported."""
    for found in room().project_plugins(package):
        yield room().examine(found)


def checks(kit: str) -> Iterator[str]:
    """The checks of a kit, each with what must hold."""
    where, _, name = kit.rpartition(".")
    testing = importlib.import_module(where)
    for check in testing.checks_of(getattr(testing, name)).values():
        yield f"* ``{check.name}``: {check.holds.rstrip('.')}."


def index() -> str:
    """The page that lists the hooks and the contracts."""
    info = room().hook_info()
    rows = "\n".join(
        f"   * - :ref:`{name} <hook-{name}>`\n"
        f"     - {docstring(name)[0].partition('. ')[0].rstrip('.')}\n"
        f"     - {info[name].kind}"
        for name in hooks()
    )
    names = "\n".join(f"   {name}" for name in hooks())
    contracts = "\n\n".join(contract(one) for one in room().contracts())
    return INDEX.format(rows=rows, names=names, contracts=contracts)


def contract(one: Any) -> str:
    """What the page says of one contract."""
    head = f"Contract {one.number}, since release {one.since}. {one.about}"
    changes = "\n".join(f"* {change}" for change in one.changes)
    return f"{head}\n\n{changes}" if changes else head


def doctor() -> str:
    """The page of what the doctor finds."""
    kinds = importlib.import_module("earlyyears.plugins.doctor").KINDS
    rows = "\n".join(
        f"   * - ``{kind}``\n     - {weight}\n     - "
        + (f":ref:`error-{code.lower()}`" if code else "")
        for kind, (weight, code) in kinds.items()
    )
    return DOCTOR.format(rows=rows)
