"""Columns of a table, made from the fields of a record type, so they cannot drift.

A field is one column.  An outcome, which is one of several frozen values, is the
column that says which, and one column for each part that any of them has.
"""

import datetime as dt
import types
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from enum import Enum
from functools import cache
from importlib.resources import files
from typing import Any, Literal, TypeAlias, Union, cast, get_args, get_origin

import attrs

from earlyyears.inspection import frameworks
from earlyyears.kernel import (
    FieldInfo,
    Record,
    evolve,
    fields_of,
    frozen,
    kind_of,
    read_toml,
)
from earlyyears.places import plain_words

from .kinds import DATED, ENDING

__all__ = ["FROM", "ID", "REGISTRATION", "UNTIL", "Column", "Shape", "columns_of"]

#: Name of the column of record ids.
ID = "id"
#: Name of the column of first days.
FROM = "from"
#: Name of the column of last days.
UNTIL = "until"
#: Name of the column by which a setting gets a registration of its own.
REGISTRATION = "registration number"

#: What a cell of a column holds.
Shape: TypeAlias = Literal[
    "text",
    "code",
    "authority",
    "day",
    "whole",
    "exact",
    "yesno",
    "choice",
    "ref",
    "refs",
    "list",
    "pairs",
    "data",
    "framework",
]

_PLAIN: Mapping[Any, Shape] = {
    str: "text",
    int: "whole",
    bool: "yesno",
    dt.date: "day",
    Decimal: "exact",
}
_DATES = ("From", "Until (last day)")


@frozen
class Column:
    """One column of a table: its heading, and what its cells may hold."""

    #: Name of the field; a part of an outcome is `outcome.grade`.
    name: str
    heading: str
    shape: Shape
    help: str = ""
    #: Vocabulary of coded cells.
    codes: str = ""
    #: Kind of record that the cells point at.
    ref: str = ""
    #: The only words allowed, where there are such.
    choices: tuple[str, ...] = ()
    #: Whether the coded value is kept as a whole number.
    number: bool = False
    personal: bool = False
    required: bool = False
    #: Whether a rule of the kind refuses a blank cell.
    ruled: bool = False
    #: Whether a blank cell is nothing rather than an empty text.
    optional: bool = False
    #: For a part of an outcome, the frameworks that have it.
    parts: tuple["Part", ...] = ()

    @property
    def spellings(self) -> frozenset[str]:
        """The plain words by which the column is known."""
        return frozenset({plain_words(self.heading), plain_words(self.name)})


@frozen
class Part:
    """How one framework keeps a part of an outcome."""

    framework: str
    column: Column


def columns_of(cls: type[Record]) -> tuple[Column, ...]:
    """The columns of a kind of record, in the order people fill them in."""
    return _columns_of(cast("Any", cls))


@cache
def _columns_of(cls: Any) -> tuple[Column, ...]:
    made = [each for info in fields_of(cls) for each in _columns(info)]
    taken = {plain_words(one.heading) for one in made}
    clash = any(plain_words(each) in taken for each in ("From", "Until", "To"))
    first, last = (f"Valid {each.lower()}" for each in _DATES) if clash else _DATES
    if {"setting", "registration"} <= {one.name for one in made}:
        # Each follows from the other.
        either = {"setting", "registration"}
        made = [
            evolve(one, required=one.required and one.name not in either)
            for one in made
        ]
    extra = [_SCHOOL] if kind_of(cls).name == "setting" else []
    dated, ending = (kind_of(cls).name in one for one in (DATED, ENDING))
    return (
        *made,
        *extra,
        Column(
            FROM,
            first,
            "day",
            help="first day" if dated else "first day; blank is since always",
            required=dated,
        ),
        Column(
            UNTIL,
            last,
            "day",
            help=f"last day; {'needed' if ending else 'blank is until further notice'}",
            ruled=ending,
        ),
        Column(ID, "Record id", "text", help="leave blank for what is new"),
    )


_SCHOOL = Column(
    REGISTRATION,
    "Registration number",
    "text",
    help="number in another list, such as school:123456; needed for no setting",
)


def _columns(info: FieldInfo) -> Iterator[Column]:
    bare, optional = _without_none(info.type)
    members = get_args(bare) if _is_union(bare) else ()
    if members:
        yield from _outcome(info, members)
        return
    shape = _shape(info, bare)
    yield Column(
        info.name,
        info.label or info.name.replace("_", " ").capitalize(),
        shape,
        help=info.help,
        codes=info.codes,
        ref=info.ref,
        choices=_choices(bare),
        personal=bool(info.personal),
        required=info.required,
        optional=optional,
    )


def _shape(info: FieldInfo, bare: Any) -> Shape:
    if info.ref:
        return "refs" if info.many else "ref"
    if info.codes:
        return "authority" if info.codes == "local-authority" else "code"
    return _shape_of(bare)


def _shape_of(bare: Any) -> Shape:
    if _choices(bare):
        return "choice"
    if bare == tuple[str, ...]:
        return "list"
    if bare == tuple[tuple[str, str], ...]:
        return "pairs"
    return _PLAIN.get(bare, "data")


def _choices(bare: Any) -> tuple[str, ...]:
    if get_origin(bare) is Literal and all(type(one) is str for one in get_args(bare)):
        return get_args(bare)
    if isinstance(bare, type) and issubclass(bare, Enum):
        values = tuple(one.value for one in bare)
        return values if all(type(one) is str for one in values) else ()
    return ()


def _is_union(kind: Any) -> bool:
    return get_origin(kind) in {Union, types.UnionType}


def _without_none(kind: Any) -> tuple[Any, bool]:
    if not (_is_union(kind) and types.NoneType in get_args(kind)):
        return kind, False
    first, *others = (one for one in get_args(kind) if one is not types.NoneType)
    for other in others:
        first = first | other
    return first, True


# ------------------------------------------------------------------------- outcomes


def _outcome(info: FieldInfo, members: Iterable[type[Any]]) -> Iterator[Column]:
    tagged = {str(getattr(one, "framework", "")): one for one in members}
    if "" in tagged:
        yield Column(info.name, info.label or info.name, "data", required=info.required)
        return
    known = frameworks()
    said = ", ".join(f"{key} ({known[key].label})" for key in tagged if key in known)
    yield Column(
        info.name,
        "Framework",
        "framework",
        help=f"the inspection framework: {said}",
        choices=tuple(tagged),
        required=info.required,
    )
    parts: dict[str, list[Part]] = {}
    for framework, member in tagged.items():
        for each in attrs.fields(attrs.resolve_types(member)):
            made = _part(info.name, each, framework)
            parts.setdefault(each.name, []).append(Part(framework, made))
    for found in parts.values():
        yield evolve(found[0].column, parts=tuple(found), required=False)


def _part(field: str, each: Any, framework: str) -> Column:
    told = _told(each.name, framework)
    bare, optional = _without_none(each.type)
    shape = _shape_of(bare)
    if told.get("choices") and shape == "text":
        shape = "choice"
    elif told.get("codes"):
        shape = "code"
    return Column(
        f"{field}.{each.name}",
        told.get("label") or each.name.replace("_", " ").capitalize(),
        shape,
        help=told.get("help", ""),
        codes=told.get("codes", ""),
        choices=tuple(told.get("choices", ())),
        number=bare is int and shape == "code",
        required=each.default is attrs.NOTHING and not optional,
        optional=optional,
    )


def _told(name: str, framework: str) -> Mapping[str, Any]:
    for row in _parts():
        if row["name"] == name and row.get("framework", framework) == framework:
            return row
    return {}


@cache
def _parts() -> tuple[Mapping[str, Any], ...]:
    place = files("earlyyears.services.tables") / "data" / "outcomes.toml"
    return tuple(read_toml(place)["part"])
