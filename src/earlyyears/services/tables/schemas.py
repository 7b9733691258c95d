"""JSON Schema of every kind of record, made from its fields."""

import datetime as dt
import types
from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any, Literal, Union, get_args, get_origin

import attrs

from earlyyears.kernel import FieldInfo, Record, fields_of, kind_of
from earlyyears.places import Vocabulary

__all__ = ["schema_of"]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_DAY = {"type": ["string", "null"], "format": "date"}
_SCALARS: Mapping[Any, Mapping[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    dt.date: {"type": "string", "format": "date"},
    dt.datetime: {"type": "string", "format": "date-time"},
    Decimal: {"type": "string", "pattern": r"^-?\d+(\.\d+)?(E[+-]?\d+)?$"},
    Fraction: {"type": "string", "pattern": r"^-?\d+(/\d+)?$"},
}


def schema_of(
    cls: type[Record], vocabularies: Mapping[str, Vocabulary]
) -> dict[str, Any]:
    """The JSON Schema of the JSON lines of a kind."""
    kind = kind_of(cls)
    infos = fields_of(cls)
    return {
        "$schema": _DIALECT,
        "$id": f"urn:earlyyears:{kind.name}",
        "title": kind.name,
        "description": (cls.__doc__ or "").strip().partition("\n\n")[0],
        "type": "object",
        "properties": {
            "record": {"const": kind.name},
            "id": {"type": "string"},
            "from": {**_DAY, "description": "first day, null for always"},
            "before": {**_DAY, "description": "first day no longer, null for none"},
            **{one.name: _field(one, vocabularies) for one in infos},
        },
        "required": ["record", "id", "from", "before", *(one.name for one in infos)],
        "additionalProperties": False,
        "x-visible": kind.visible,
        "x-purpose": kind.purpose,
        "x-keep": kind.keep,
    }


def _field(info: FieldInfo, vocabularies: Mapping[str, Vocabulary]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "title": info.label,
        "description": info.help,
        "x-ref": info.ref,
        "x-personal": info.personal,
        "x-codes": info.codes,
    }
    known = vocabularies.get(info.codes)
    if known:
        # Packs extend vocabularies, so the codes are shown and not enforced.
        told["examples"] = list(known.codes())
    kept = {key: one for key, one in told.items() if one}
    return {**_type(info.type), **kept}


def _type(kind: Any) -> dict[str, Any]:
    if kind in _SCALARS:
        return dict(_SCALARS[kind])
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is not None:
        return _made_of(origin, arguments)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"enum": [one.value for one in kind]}
    return _value(kind)


def _made_of(origin: Any, arguments: tuple[Any, ...]) -> dict[str, Any]:
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in {Union, types.UnionType}:
        return _union(arguments)
    if origin in {tuple, frozenset}:
        return _items(origin, arguments)
    return {"type": "object", "additionalProperties": _type(arguments[1])}


def _union(arguments: tuple[Any, ...]) -> dict[str, Any]:
    members = [one for one in arguments if one is not types.NoneType]
    tagged = len(members) > 1
    found = [_value(one, tagged=True) if tagged else _type(one) for one in members]
    if len(members) < len(arguments):
        found.append({"type": "null"})
    return {"anyOf": found}


def _items(origin: Any, arguments: tuple[Any, ...]) -> dict[str, Any]:
    if origin is frozenset or arguments[-1] is Ellipsis:
        return {"type": "array", "items": _type(arguments[0])}
    parts = [_type(one) for one in arguments]
    size = len(parts)
    return {"type": "array", "prefixItems": parts, "minItems": size, "maxItems": size}


def _value(kind: Any, *, tagged: bool = False) -> dict[str, Any]:
    made = attrs.fields(attrs.resolve_types(kind))
    tag: dict[str, Any] = {}
    if tagged:
        framework = getattr(kind, "framework", None)
        key, name = ("framework", framework) if framework else ("is", kind.__name__)
        tag = {key: {"const": name}}
    needed = [one.name for one in made if one.default is attrs.NOTHING]
    return {
        "type": "object",
        "properties": {**tag, **{one.name: _type(one.type) for one in made}},
        "required": [*tag, *needed],
        "additionalProperties": False,
    }
