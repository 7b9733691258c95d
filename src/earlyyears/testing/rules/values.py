"""What an officer types in a case table, and the values that it stands for."""

import datetime as dt
import enum
import types
import typing
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, get_args, get_origin, get_type_hints

import attrs

from earlyyears.kernel import Hours, Pence, Record

__all__ = ["agrees", "fields_in", "subject_from"]

_YES = {"yes": True, "true": True, "no": False, "false": False}


def fields_in(cells: Mapping[str, str], prefix: str) -> dict[str, str]:
    """The cells of the columns `prefix.field`, by field, blank ones left out.

    >>> fields_in({"subject.hours": "15", "subject.age": ""}, "subject")
    {'hours': '15'}
    """
    start = f"{prefix}."
    return {
        name.removeprefix(start): text
        for name, text in cells.items()
        if name.startswith(start) and text
    }


def subject_from(
    kind: Any,
    text: str,
    fields: Mapping[str, str],
    find: Callable[[str], Record | None] = lambda _: None,
) -> Any:
    """The subject of a rule: a value with fields, or a single one.

    A field that is a record is found by its id.  Raises `ValueError` or `TypeError`
    where the texts do not fit.
    """
    if not fields:
        return _typed(kind, text)
    if not (isinstance(kind, type) and attrs.has(kind)):
        name = getattr(kind, "__name__", str(kind))
        message = f"a {name} has no fields, and the table has columns for some"
        raise TypeError(message)
    hints = get_type_hints(kind)
    return kind(
        **{name: _field(hints[name], said, find) for name, said in fields.items()}
    )


def _field(kind: Any, text: str, find: Callable[[str], Record | None]) -> Any:
    if not (isinstance(kind, type) and issubclass(kind, Record)):
        return _typed(kind, text)
    found = find(text)
    if found is None:
        message = f"the facts hold no record “{text}”"
        raise ValueError(message)
    return found


def _typed(kind: Any, text: str) -> Any:
    origin: Any = get_origin(kind)
    if origin in {typing.Union, types.UnionType}:
        inner = [one for one in get_args(kind) if one is not type(None)]
        return _typed(inner[0], text)
    if origin in _SEVERAL:
        parts = [part.strip() for part in text.split(";") if part.strip()]
        return _SEVERAL[origin](_typed(get_args(kind)[0], part) for part in parts)
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return kind(text)
    read = _PLAIN.get(kind, str)
    return read(text)


_SEVERAL: Mapping[Any, Callable[[Iterable[Any]], Any]] = {
    tuple: tuple,
    frozenset: frozenset,
    list: list,
}


def _day(text: str) -> dt.date:
    if "/" in text:
        day, month, year = map(int, text.split("/"))
        return dt.date(year, month, day)
    return dt.date.fromisoformat(text)


def _pounds(text: str) -> Pence:
    return Pence.from_pounds(text.replace("£", "").replace(",", ""))


_PLAIN: Mapping[Any, Callable[[str], Any]] = {
    int: int,
    Fraction: Fraction,
    Decimal: Decimal,
    bool: lambda text: _YES[text.lower()],
    dt.date: _day,
    Pence: _pounds,
    Hours: lambda text: Hours(Fraction(text)),
}


def agrees(text: str, value: Any) -> bool:
    """Say whether what an officer typed is this value.

    >>> agrees("£1,250.40", Pence(125040)), agrees("1250.4", Pence(125041))
    (True, False)
    """
    if str(value) == text or str(getattr(value, "value", "")) == text:
        return True
    read = _PLAIN.get(type(value))
    try:
        return read is not None and bool(read(text) == value)
    except (ValueError, KeyError, ArithmeticError):
        return False
