"""An example of any kind of record, made from the types of its fields."""

import datetime as dt
import types
import typing
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import EnumType
from fractions import Fraction
from typing import Any, get_args, get_origin

import attrs

from earlyyears.kernel import FieldInfo, Hours, Pence, Record, fields_of, kind_of
from earlyyears.places import vocabularies
from earlyyears.testing.errors import BadKitError

__all__ = ["example_of"]

_DAY = dt.date(2021, 9, 1)


def example_of(cls: type[Record], number: int = 1) -> Record:
    """A record of a kind with something in every field; `number` tells two apart.

    Raises `BadKitError` where the kind refuses what the types allow.
    """
    kind = kind_of(cls).name
    told: dict[str, Any] = {
        info.name: f"{info.ref}/kit{number}"
        if info.ref and not info.many
        else (f"{info.ref}/kit{number}",)
        if info.many
        else _coded(info, number)
        for info in fields_of(cls)
    }
    try:
        return cls(id=f"{kind}/kit{number}", **told)
    except Exception as cause:
        raise BadKitError(
            f"no example of the kind “{kind}” can be made from its types ({cause})",
            advice="Give `records` to the kit: a few records of each kind.",
            kind=kind,
        ) from cause


def _coded(info: FieldInfo, number: int) -> Any:
    if info.name == "borough":
        return "newham"
    known = vocabularies().get(info.codes)
    if known is not None and _value(info.type, number) == f"text {number}":
        return next(iter(known.codes()))
    return _value(info.type, number)


def _value(hint: Any, number: int) -> Any:
    origin: Any = get_origin(hint)
    inner = [one for one in get_args(hint) if one is not types.NoneType]
    if origin in {typing.Union, types.UnionType}:
        return _value(inner[0], number)
    if origin is typing.Literal:
        return inner[0]
    if origin in {tuple, frozenset}:
        kinds = [one for one in inner if one is not Ellipsis]
        items = [_value(one, number) for one in kinds]
        return tuple(items) if origin is tuple else frozenset(items)
    if origin is not None:
        return {_value(inner[0], number): _value(inner[-1], number)}
    return _single(hint, number)


def _single(hint: Any, number: int) -> Any:
    if isinstance(hint, EnumType):
        members: list[Any] = [*hint]
        return members[0]
    made = _PLAIN.get(hint)
    return _inner(hint, number) if made is None else made(number)


def _inner(cls: Any, number: int) -> Any:
    """A frozen value within a record."""
    hints = typing.get_type_hints(cls)
    fields = [one.name for one in attrs.fields(cls) if one.init]
    return cls(**{name: _value(hints[name], number) for name in fields})


_PLAIN: Mapping[Any, Callable[[int], Any]] = {
    str: lambda number: f"text {number}",
    int: int,
    bool: lambda number: number % 2 == 1,
    Fraction: lambda number: Fraction(number, 3),
    Decimal: lambda number: Decimal(number) / 4,
    Pence: Pence,
    Hours: Hours.of,
    dt.date: lambda number: _DAY + dt.timedelta(days=number),
    dt.datetime: lambda number: dt.datetime(2021, 9, number, tzinfo=dt.UTC),
}
