"""How single values are written as JSON and read back, exactly or not at all.

cattrs by itself would turn 7.9 into 7 and None into the text “None”; here a value of
another type than the field says is refused, in both directions.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import partial
from typing import Any, TypeAlias, get_args

from cattrs import Converter

from . import shapes

__all__ = ["install"]

#: Turns a value into JSON data.
Writer: TypeAlias = Callable[[Any], Any]
#: Turns JSON data into a value of a type.
Reader: TypeAlias = Callable[[Any, Any], Any]

_TAG = "framework"


def _refused(value: object, wanted: str) -> TypeError:
    return TypeError(f"{type(value).__name__} where {wanted} belongs")


def install(converter: Converter, enums: Iterable[type[Enum]]) -> None:
    """Teach a converter to write and read the types that records may have."""
    for kind in (str, int, bool):
        converter.register_unstructure_hook(kind, partial(_same, kind))
        converter.register_structure_hook(kind, partial(_same_back, kind))
    for kind, (write, read) in _AS_TEXT.items():
        converter.register_unstructure_hook(kind, partial(_write, kind, write))
        converter.register_structure_hook(kind, partial(_read, read))
    # One by one: an enum of texts would otherwise be taken for a text.
    for one in enums:
        converter.register_unstructure_hook(one, partial(_write, one, _value))
        converter.register_structure_hook(one, partial(_read_enum, one))
    for fits, writer, reader in _SHAPED:
        converter.register_unstructure_hook_factory(fits, partial(writer, converter))
        converter.register_structure_hook_factory(fits, partial(reader, converter))


# --------------------------------------------------------------------------- scalars


def _same(kind: type, value: Any) -> Any:
    if value.__class__ is not kind:
        raise _refused(value, kind.__name__)
    return value


def _same_back(kind: type, value: Any, _: Any) -> Any:
    return _same(kind, value)


def _decimal(value: Decimal) -> str:
    if not value.is_finite():
        raise _refused(value, "a finite number")
    return str(value)


_AS_TEXT: dict[Any, tuple[Writer, Callable[[str], Any]]] = {
    dt.date: (dt.date.isoformat, dt.date.fromisoformat),
    dt.datetime: (dt.datetime.isoformat, dt.datetime.fromisoformat),
    Decimal: (_decimal, Decimal),
    Fraction: (str, Fraction),
}


def _write(kind: type, write: Writer, value: Any) -> Any:
    if value.__class__ is not kind:
        raise _refused(value, kind.__name__)
    return write(value)


def _read(read: Callable[[str], Any], value: Any, _: Any) -> Any:
    if value.__class__ is not str:
        raise _refused(value, "text")
    return read(value)


def _value(value: Enum) -> Any:
    return value.value


def _read_enum(kind: type[Enum], value: Any, _: Any) -> Enum:
    return kind(value)


# -------------------------------------------------------------------- shaped types


def _write_optional(converter: Converter, kind: Any) -> Writer:
    inner = converter.get_unstructure_hook(_without_none(kind))
    return lambda value: None if value is None else inner(value)


def _read_optional(converter: Converter, kind: Any) -> Reader:
    wanted = _without_none(kind)
    inner = converter.get_structure_hook(wanted)
    return lambda value, _: None if value is None else inner(value, wanted)


def _without_none(kind: Any) -> Any:
    first, *others = shapes.members(kind)
    for other in others:
        first = first | other
    return first


def _tags(kind: Any) -> tuple[str, dict[str, type]]:
    """The key by which members of a union are told apart, and the members by tag."""
    members = shapes.members(kind)
    if all(isinstance(getattr(one, _TAG, None), str) for one in members):
        return _TAG, {getattr(one, _TAG): one for one in members}
    return "is", {one.__name__: one for one in members}


def _write_union(converter: Converter, kind: Any) -> Writer:
    key, tags = _tags(kind)
    writers = {
        one: (tag, converter.get_unstructure_hook(one)) for tag, one in tags.items()
    }

    def write(value: Any) -> Any:
        found = writers.get(value.__class__)
        if found is None:
            raise _refused(value, "one of the union")
        return {key: found[0], **found[1](value)}

    return write


def _read_union(converter: Converter, kind: Any) -> Reader:
    key, tags = _tags(kind)
    readers = {
        tag: (one, converter.get_structure_hook(one)) for tag, one in tags.items()
    }

    def read(value: Any, _: Any) -> Any:
        rest = dict(value)
        one, reader = readers[rest.pop(key)]
        return reader(rest, one)

    return read


def _write_vector(converter: Converter, kind: Any) -> Writer:
    inner = converter.get_unstructure_hook(get_args(kind)[0])

    def write(value: Any) -> Any:
        return [inner(one) for one in _same(tuple, value)]

    return write


def _read_vector(converter: Converter, kind: Any) -> Reader:
    wanted = get_args(kind)[0]
    inner = converter.get_structure_hook(wanted)
    return lambda value, _: tuple([inner(one, wanted) for one in _same(list, value)])


def _write_pair(converter: Converter, kind: Any) -> Writer:
    inner = [converter.get_unstructure_hook(one) for one in get_args(kind)]

    def write(value: Any) -> Any:
        return [hook(one) for hook, one in zip(inner, _same(tuple, value), strict=True)]

    return write


def _read_pair(converter: Converter, kind: Any) -> Reader:
    wanted = get_args(kind)
    inner = [(converter.get_structure_hook(one), one) for one in wanted]

    def read(value: Any, _: Any) -> Any:
        pairs = zip(inner, _same(list, value), strict=True)
        return tuple([hook(one, part) for (hook, part), one in pairs])

    return read


def _write_frozenset(converter: Converter, kind: Any) -> Writer:
    inner = converter.get_unstructure_hook(get_args(kind)[0])
    return lambda value: sorted(inner(one) for one in _same(frozenset, value))


def _read_frozenset(converter: Converter, kind: Any) -> Reader:
    wanted = get_args(kind)[0]
    inner = converter.get_structure_hook(wanted)
    return lambda value, _: frozenset(inner(one, wanted) for one in _same(list, value))


def _write_mapping(converter: Converter, kind: Any) -> Writer:
    inner = converter.get_unstructure_hook(get_args(kind)[1])
    return lambda value: {
        _same(str, key): inner(one) for key, one in _mapping(value).items()
    }


def _mapping(value: Any) -> dict[Any, Any]:
    """A dictionary, or one that cannot be changed, as frozen values hold."""
    found: dict[Any, Any] = value
    if not isinstance(value, dict):
        raise _refused(value, "dict")
    return found


def _read_mapping(converter: Converter, kind: Any) -> Reader:
    wanted = get_args(kind)[1]
    inner = converter.get_structure_hook(wanted)
    return lambda value, _: {
        key: inner(one, wanted) for key, one in _same(dict, value).items()
    }


def _write_choice(_: Converter, kind: Any) -> Writer:
    allowed = get_args(kind)

    def write(value: Any) -> Any:
        if value not in allowed:
            raise _refused(value, "one of the choices")
        return value

    return write


def _read_choice(converter: Converter, kind: Any) -> Reader:
    write = _write_choice(converter, kind)
    return lambda value, _: write(value)


_SHAPED: tuple[tuple[Callable[[Any], bool], Any, Any], ...] = (
    (shapes.is_choice, _write_choice, _read_choice),
    (shapes.is_mapping, _write_mapping, _read_mapping),
    (shapes.is_frozenset, _write_frozenset, _read_frozenset),
    (shapes.is_pair, _write_pair, _read_pair),
    (shapes.is_vector, _write_vector, _read_vector),
    (shapes.is_union, _write_union, _read_union),
    (shapes.is_optional, _write_optional, _read_optional),
)
