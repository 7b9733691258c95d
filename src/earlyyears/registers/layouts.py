"""Layouts of registers, as data: which headings hold what, and how to know a layout.

A layout is a TOML file that says `pack = "layout"`; those that ship stand in `data/`,
plugins offer more.  Headings are compared without case, spaces and punctuation.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from earlyyears.kernel import (
    Citation,
    Finding,
    Place,
    citation_from,
    frozen,
    read_toml,
    schemes,
)
from earlyyears.places import plain_words, vocabularies

from .errors import LayoutFileError

__all__ = ["Column", "InspectionColumns", "Layout", "layout_from", "layouts"]

#: Fields of a row that a column may fill.
FIELDS = frozenset(
    {
        "authority",
        "ccr",
        "deprivation",
        "estimates",
        "eyr",
        "identifier",
        "name",
        "person",
        "person_name",
        "places",
        "postcode",
        "region",
        "registered_on",
        "registers",
        "status",
        "subtype",
        "type",
        "vcr",
    }
)
#: Kinds of inspection that columns may list.
OUTCOMES = frozenset(
    {
        "agency",
        "childcare_register",
        "graded",
        "no_children_on_roll",
        "out_of_school",
        "report_card",
    }
)
_NEEDED = frozenset({"", "always", "whole"})


@frozen
class Column:
    """One fact of a row and the headings under which it has been published."""

    field: str
    headings: tuple[str, ...]
    #: `always`: no file can be read without it.  `whole`: no published file lacks it,
    #: only an extract that is loaded with all its rows.  Nothing: may be missing.
    needed: str = ""
    #: Whether every row must hold it.
    filled: bool = False
    #: Vocabulary of its words, or nothing.
    words: str = ""
    #: `headings` as they are compared.
    plain: tuple[str, ...] = ()


@frozen
class InspectionColumns:
    """The columns that list one inspection of a row."""

    #: `graded`, whose framework follows from the day, or the key of a framework.
    outcome: str
    columns: tuple[Column, ...]


@frozen
class Layout:
    """How one register was laid out for some of its editions."""

    name: str
    #: Key of the register, the same for all its layouts.
    register: str
    title: str
    source: Citation
    #: Headings of which one must be there.
    recognised_by: tuple[str, ...]
    #: Headings of which none may be there.
    not_with: tuple[str, ...]
    #: Identifier schemes of its rows, tried in order.
    schemes: tuple[str, ...]
    columns: tuple[Column, ...]
    inspections: tuple[InspectionColumns, ...]
    #: Headings that are known and not read.
    unread: tuple[str, ...] = ()
    #: How many graded inspections or report cards a row can list; a full list may
    #: have lost earlier ones, a shorter one has not.
    graded_listed: int = 0
    #: How long before the edition the newest inspection may lie, in days.
    stale_after_days: int | None = None
    #: Further spellings of coded words: (vocabulary, text, code).
    spellings: tuple[tuple[str, str, str], ...] = ()

    def every_column(self) -> Iterator[Column]:
        """All columns, those of inspections too."""
        yield from self.columns
        for inspection in self.inspections:
            yield from inspection.columns

    def column(self, name: str) -> Column | None:
        """The column that fills a field of the row, or None."""
        return next((one for one in self.columns if one.field == name), None)


@cache
def layouts() -> tuple[Layout, ...]:
    """The layouts that ship with the library, by name of file.

    >>> [layout.name for layout in layouts()][-1]
    'ofsted-childminders-2025'
    """
    folder = files("earlyyears.registers") / "data"
    tables = sorted(folder.iterdir(), key=lambda file: file.name)
    contents = [(read_toml(f), f.name) for f in tables if f.name.endswith(".toml")]
    return tuple(
        layout_from(content, name)
        for content, name in contents
        if content.get("pack") == "layout"
    )


def layout_from(content: Mapping[str, Any], file: str = "") -> Layout:
    """Make a layout of a TOML file, or report all that is wrong with it at once."""
    findings = list(_faults(content, file))
    if findings:
        message = f"the layout “{content.get('name', file)}” cannot be used"
        raise LayoutFileError(message, findings)
    return Layout(
        name=content["name"],
        register=content["register"],
        title=content["title"],
        source=citation_from(content, place=Place(file)),
        recognised_by=tuple(content["recognised_by"]),
        not_with=tuple(content.get("not_with", ())),
        schemes=tuple(content["schemes"]),
        columns=_columns(content["column"]),
        inspections=tuple(
            InspectionColumns(one["outcome"], _columns(one["column"]))
            for one in content.get("inspection", ())
        ),
        unread=tuple(content.get("unread", ())),
        graded_listed=content.get("graded_listed", 0),
        stale_after_days=content.get("stale_after_days"),
        spellings=tuple(_spellings(content)),
    )


def _columns(given: Iterable[Mapping[str, Any]]) -> tuple[Column, ...]:
    return tuple(
        Column(
            one["field"],
            tuple(one["headings"]),
            one.get("needed", ""),
            one.get("filled", False),
            one.get("words", ""),
            tuple(map(plain_words, one["headings"])),
        )
        for one in given
    )


def _spellings(content: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for name, table in content.get("spellings", {}).items():
        for text, code in table.items():
            yield name, text, code


def _faults(content: Mapping[str, Any], file: str) -> Iterator[Finding]:
    for key in ("name", "register", "title", "recognised_by", "schemes", "column"):
        if not content.get(key):
            yield Finding("no_value", f"“{key}” is missing", Place(file, None, key))
    for scheme in content.get("schemes", ()):
        if scheme not in schemes():
            advice = f"Use one of: {', '.join(sorted(schemes()))}."
            place = Place(file, None, "schemes")
            yield Finding("unknown_scheme", f"“{scheme}” is unknown", place, advice)
    yield from _column_faults(content.get("column", ()), FIELDS, file)
    for one in content.get("inspection", ()):
        if one.get("outcome") not in OUTCOMES:
            advice = f"Use one of: {', '.join(sorted(OUTCOMES))}."
            place = Place(file, None, "outcome")
            yield Finding("unknown_outcome", "this is no outcome", place, advice)
        yield from _column_faults(one.get("column", ()), None, file)


def _column_faults(
    given: Iterable[Mapping[str, Any]], known: frozenset[str] | None, file: str
) -> Iterator[Finding]:
    for one in given:
        name = str(one.get("field", ""))
        place = Place(file, None, name)
        if not one.get("headings") or not name:
            yield Finding("no_headings", "a column needs field and headings", place)
        if known is not None and name not in known:
            advice = f"Use one of: {', '.join(sorted(known))}."
            yield Finding("unknown_field", "no such field of a row", place, advice)
        if one.get("needed", "") not in _NEEDED:
            advice = "Write “always”, “whole”, or leave it out."
            yield Finding("unknown_need", "“needed” is not understood", place, advice)
        if one.get("words", "") and one["words"] not in vocabularies():
            advice = f"Use one of: {', '.join(sorted(vocabularies()))}."
            yield Finding("unknown_words", "no such vocabulary", place, advice)
