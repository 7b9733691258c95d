"""Write the page of the kinds of record, their blank tables and their JSON Schemas.

All follow from the record types, so a kind that a room adds is on the page at the next
build: what it is, who sees it, the columns of its table, and the schema of its lines.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from earlyyears.app import (
    blank_table,
    built_in_catalogue,
    kind_list,
    kind_schema,
)

FOLDER = "kinds"

PAGE = """\
Kinds of record
===============

*For officers, developers and plugin authors.*

Everything that a hub keeps is a record of one of these kinds. Each can be brought in
and out as a table (``earlyyears template``, ``import`` and ``export``) and as JSON
lines, which the schema describes. ``earlyyears kinds`` lists them with those that your
plugins add.

Kinds that ship: {count}.

{sections}
"""

SECTION = """\
.. _kind-{name}:

{name}
{line}

{says}

:Seen by: {visible}
:Kept for: {purpose}
:Files: :download:`blank table <{folder}/{name}.csv>`,
   :download:`JSON Schema <{folder}/{name}.schema.json>`

.. list-table::
   :header-rows: 1

   * - Column
     - What it says
     - What may be written
{rows}
"""

ROW = """\
   * - {}
     - {}
     - {}"""

_SEEN = {
    "public": "everybody",
    "hub": "everybody in the hub",
    "author": "whoever wrote it, and nobody else",
}


def setup(app: Any) -> dict[str, bool]:
    """Have Sphinx write the page before it reads any."""
    app.connect("builder-inited", lambda app: write(Path(app.srcdir) / "reference"))
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def write(folder: Path) -> None:
    """Write the page and the files it offers; leave alone what has not changed."""
    files = {f"{FOLDER}.rst": page().encode(), **dict(offered())}
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    for old in (folder / FOLDER).iterdir():
        if f"{FOLDER}/{old.name}" not in files:
            old.unlink()
    for name, content in files.items():
        file = folder / name
        if not file.exists() or file.read_bytes() != content:
            file.write_bytes(content)


def page() -> str:
    """The page with a section for each kind that ships."""
    sections = [section(info) for info in kind_list(built_in_catalogue())]
    return PAGE.format(count=len(sections), sections="\n".join(sections))


def offered() -> Iterator[tuple[str, bytes]]:
    """The blank table and the schema of each kind, with the name of their file."""
    held = built_in_catalogue()
    for info in kind_list(held):
        schema = json.dumps(kind_schema(held, info.name), indent=2, ensure_ascii=False)
        yield f"{FOLDER}/{info.name}.csv", blank_table(held, info.name)
        yield f"{FOLDER}/{info.name}.schema.json", f"{schema}\n".encode()


def section(info: Any) -> str:
    """What one kind is, who sees it, and the columns of its table."""
    return SECTION.format(
        name=info.name,
        line="-" * len(info.name),
        says=info.says,
        visible=_SEEN.get(info.visible, f"the team “{info.visible}”"),
        purpose=info.purpose,
        folder=FOLDER,
        rows="\n".join(ROW.format(*map(_safe, row)) for row in columns(info.name)),
    )


def columns(kind: str) -> Iterator[tuple[str, str, str]]:
    """Heading, explanation and allowed words of each column, as the blank table has."""
    text = blank_table(built_in_catalogue(), kind).decode("utf-8-sig")
    headings, says, may, *_ = csv.reader(io.StringIO(text))
    marks: Mapping[int, tuple[str, str]] = {
        0: ("# What it says: ", "# What may be written: ")
    }
    for place, row in enumerate(zip(headings, says, may, strict=True)):
        first, second = marks.get(place, ("", ""))
        heading, said, allowed = row
        yield heading, said.removeprefix(first), allowed.removeprefix(second)


def _safe(text: str) -> str:
    """A cell as plain text: nothing in it is markup, and an empty one stays one."""
    return text.replace("\\", "\\\\").replace("*", "\\*").replace("|", "\\|") or "\\ "
