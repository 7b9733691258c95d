"""Which types a record's fields may have, so that what is written can be read back.

Whole numbers, text, yes or no, dates, exact numbers, enums, frozen values, tuples and
sets of those, mappings by text, unions of frozen values, and any of them or nothing.  A
float is refused: it does not survive a change of engine.
"""

import datetime as dt
import types
from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any, Literal, Union, get_args, get_origin

import attrs

from earlyyears.kernel import Record, fields_of, kind_of

__all__ = [
    "SCALARS",
    "enums_in",
    "is_choice",
    "is_enum",
    "is_frozenset",
    "is_mapping",
    "is_optional",
    "is_pair",
    "is_union",
    "is_value",
    "is_vector",
    "members",
    "misfits",
]

#: Types that are written as one JSON value.
SCALARS: frozenset[Any] = frozenset(
    {str, int, bool, dt.date, dt.datetime, Decimal, Fraction}
)


_CONTAINERS = (tuple, frozenset, dict, Mapping)


def members(kind: Any) -> tuple[Any, ...]:
    """The members of a union but for None."""
    return tuple(one for one in get_args(kind) if one is not types.NoneType)


def _is_any_union(kind: Any) -> bool:
    return get_origin(kind) in {Union, types.UnionType}


def is_optional(kind: Any) -> bool:
    """Whether a type is some other type or nothing."""
    return _is_any_union(kind) and types.NoneType in get_args(kind)


def is_union(kind: Any) -> bool:
    """Whether a type is one of several frozen values, without nothing."""
    return _is_any_union(kind) and not is_optional(kind)


def is_vector(kind: Any) -> bool:
    """Whether a type is a tuple of any length."""
    return get_origin(kind) is tuple and get_args(kind)[-1:] == (Ellipsis,)


def is_pair(kind: Any) -> bool:
    """Whether a type is a tuple of a fixed length."""
    return get_origin(kind) is tuple and not is_vector(kind)


def is_frozenset(kind: Any) -> bool:
    """Whether a type is a frozen set."""
    return get_origin(kind) is frozenset


def is_mapping(kind: Any) -> bool:
    """Whether a type is a mapping."""
    return get_origin(kind) in {dict, Mapping}


def is_enum(kind: Any) -> bool:
    """Whether a type is an enum."""
    return isinstance(kind, type) and issubclass(kind, Enum)


def is_choice(kind: Any) -> bool:
    """Whether a type is a choice of written-out texts or numbers."""
    return get_origin(kind) is Literal


def is_value(kind: Any) -> bool:
    """Whether a type is a class of frozen values."""
    return isinstance(kind, type) and attrs.has(kind)


def misfits(cls: type[Record]) -> Iterator[str]:
    """Say which fields of a kind of record could not be kept, and why."""
    for info in fields_of(cls):
        for kind in _within(info.type, frozenset({cls})):
            if reason := _why_not(kind):
                yield f"{kind_of(cls).name}.{info.name}: {reason}"


def enums_in(cls: type[Record]) -> Iterator[type[Enum]]:
    """The enums that occur anywhere in a kind of record."""
    for info in fields_of(cls):
        for kind in _within(info.type, frozenset({cls})):
            if is_enum(kind):
                yield kind


def _within(kind: Any, seen: frozenset[Any]) -> Iterator[Any]:
    """A type and every type in it."""
    if kind in seen:
        return
    yield kind
    for part in _parts(kind):
        yield from _within(part, seen | {kind})


def _parts(kind: Any) -> tuple[Any, ...]:
    if is_value(kind):
        return tuple(part.type for part in attrs.fields(attrs.resolve_types(kind)))
    if _is_any_union(kind) or get_origin(kind) in _CONTAINERS:
        return tuple(one for one in members(kind) if one is not Ellipsis)
    return ()


def _why_not(kind: Any) -> str:
    several = _is_any_union(kind) and len(members(kind)) > 1
    if several and not all(map(is_value, members(kind))):
        return f"{kind} mixes types that could not be told apart"
    if is_mapping(kind) and get_args(kind)[0] is not str:
        return f"{kind} has keys other than text"
    if _parts(kind) or is_value(kind) or is_enum(kind) or is_choice(kind):
        return ""
    return "" if kind in SCALARS else f"{_name(kind)} cannot be kept exactly"


def _name(kind: Any) -> str:
    return str(getattr(kind, "__name__", kind))
