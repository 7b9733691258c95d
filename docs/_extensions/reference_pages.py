"""Write the reference pages that follow from the code and its tables.

A page that people had to remember would fall behind. These are written at the start of
each build: one for each room that is there, one of the errors, one of the case study.
"""

import csv
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

PACKAGE = "earlyyears"

ROOM = """\
{title}
{line}

.. automodule:: {name}
   :members:
   :member-order: groupwise
"""

ERRORS = """\
Errors
======

*For developers and plugin authors.*

Every refusal carries a code, the data a program needs and the next step. The code is
stable; the wording of a message is not. Each code has its section here.

{sections}
"""

ERROR = """\
.. _error-{anchor}:

{title}
{line}

Raised as ``{module}.{name}``.

{text}
"""


CASE_STUDY = """\
Rows of the case study
======================

*For officers and developers.*

The account of Newham's hub was taken apart into 131 numbered rows. These are the ones
that the library supports today, each with the public name that meets the requirement
and a test that proves it. Another test checks that all those names and tests exist.

Rows supported: {count}.

{rows}
"""

CASE_STUDY_ROW = """\
**{row}** {requirement}
   :Public name: {public name}
   :Test: {test}
"""


def setup(app: Any) -> dict[str, bool]:
    """Have Sphinx write the pages before it reads any."""
    app.setup_extension("sphinx.ext.autodoc")
    app.connect("builder-inited", lambda app: write(Path(app.srcdir) / "reference"))
    app.connect("autodoc-skip-member", skip_what_is_not_ours)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def skip_what_is_not_ours(app: Any, what: str, *event: Any) -> bool | None:
    """Leave out what a room hands on from another room or from another package."""
    _, value, *_ = event
    room = app.env.docname.rpartition("/")[2]
    elsewhere = what == "module" and lent(value, f"{PACKAGE}.{room}")
    # None leaves the decision to Sphinx.
    return None if ours(value) and not elsewhere else True


def lent(value: object, room: str) -> bool:
    """Tell whether a room's value is made in another room, whose page has it."""
    made_in = getattr(value, "__module__", None) or room
    here = f"{made_in}.".startswith(f"{room}.")
    return made_in.startswith(f"{PACKAGE}.") and not here


def ours(value: object) -> bool:
    """Tell whether a value is made in this package; plain data count as ours."""
    made_in = getattr(getattr(value, "func", value), "__module__", None) or PACKAGE
    return made_in.partition(".")[0] in {PACKAGE, "builtins", "typing", "types"}


def write(folder: Path) -> None:
    """Write every page whose text has changed, and remove those of vanished rooms."""
    pages = {
        f"rooms/{room.rpartition('.')[2]}.rst": room_page(room) for room in rooms()
    }
    pages["errors.rst"] = error_page()
    pages["case-study.rst"] = case_study_page(folder / "case-study-rows.csv")
    (folder / "rooms").mkdir(parents=True, exist_ok=True)
    for old in (folder / "rooms").glob("*.rst"):
        if f"rooms/{old.name}" not in pages:
            old.unlink()
    for name, text in pages.items():
        page = folder / name
        if not page.exists() or page.read_text(encoding="utf-8") != text:
            page.write_text(text, encoding="utf-8")


def rooms() -> list[str]:
    """The rooms of the package, by full name."""
    package = importlib.import_module(PACKAGE)
    return [item.name for item in pkgutil.iter_modules(package.__path__, f"{PACKAGE}.")]


def room_page(room: str) -> str:
    """The reference page of one room."""
    title = f"``{room}``"
    return ROOM.format(title=title, line="=" * len(title), name=room)


def error_page() -> str:
    """The page with a section for each error code, in the order of the codes."""
    found = sorted(errors(), key=lambda kind: str(vars(kind).get("code", "")))
    return ERRORS.format(sections="\n".join(error_section(kind) for kind in found))


def error_section(kind: type) -> str:
    """The section of one error class."""
    code = str(vars(kind).get("code", ""))
    title = f"{code} {kind.__name__}"
    return ERROR.format(
        anchor=code.lower(),
        title=title,
        line="-" * len(title),
        module=kind.__module__,
        name=kind.__name__,
        text=inspect.cleandoc(kind.__doc__ or ""),
    )


def case_study_page(table: Path) -> str:
    """The page of the case study's rows, in the order of the table."""
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    code = {"public name", "test"}
    lines = [
        {key: as_code(cell) if key in code else cell for key, cell in row.items()}
        for row in rows
    ]
    written = "\n".join(CASE_STUDY_ROW.format(**line) for line in lines)
    return CASE_STUDY.format(count=len(rows), rows=written)


def as_code(cell: str) -> str:
    """Names separated by semicolons, each set as code."""
    return ", ".join(f"``{name.strip()}``" for name in cell.split(";"))


def errors() -> set[type]:
    """Every error class of the package, once every module of it is loaded."""
    for room in rooms():
        for _ in modules(importlib.import_module(room)):
            pass
    base = importlib.import_module(f"{PACKAGE}.kernel").EarlyYearsError
    return {kind for kind in family(base) if kind.__module__.startswith(f"{PACKAGE}.")}


def modules(package: ModuleType) -> Iterator[ModuleType]:
    """A package and every module in it, imported."""
    yield package
    path = getattr(package, "__path__", ())
    for item in pkgutil.walk_packages(path, f"{package.__name__}."):
        yield importlib.import_module(item.name)


def family(kind: type) -> Iterator[type]:
    """A class and all that inherit from it."""
    yield kind
    for child in kind.__subclasses__():
        yield from family(child)
