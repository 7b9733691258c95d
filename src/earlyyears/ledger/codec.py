"""Records to the bodies of rows and back, with the schema number of each kind.

A body is JSON: the schema number first, then the fields that differ from their
defaults; id and days stand in the row itself.  A kind's schema is 1 and rises by one
for each upcaster in the class attribute `upcasters`: functions that turn the fields of
one schema into those of the next, so that what was written years ago is read today.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from cattrs import Converter
from cattrs.errors import ForbiddenExtraKeysError
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from earlyyears.kernel import (
    DateRange,
    Faults,
    Finding,
    Kind,
    Record,
    fields_of,
    kind_of,
)

from .errors import (
    NewerSchemaError,
    UnknownKindError,
    UnreadableRowError,
    UnstorableError,
)
from .hooks import install
from .rows import RESERVED, Row, span_of, valid_of
from .shapes import enums_in, misfits

__all__ = ["Codec"]

_dump = json.JSONEncoder(separators=(",", ":")).encode
#: What reading a row that does not fit may raise.
_MISFIT = (
    TypeError,
    ValueError,
    LookupError,
    AttributeError,
    ArithmeticError,
    ForbiddenExtraKeysError,
)


class _Shelf(NamedTuple):
    """How one kind of record is written and read."""

    cls: type[Record]
    kind: Kind
    #: Beginning of every body, with the schema number.
    opening: str
    schema: int
    write: Callable[[Any], dict[str, Any]]
    read: Callable[[Any, Any], Record]
    upcasters: tuple[Callable[[dict[str, Any]], dict[str, Any]], ...]


class Codec:
    """Writes and reads the kinds of record that a hub keeps.

    A kind with a field that could not be read back exactly is refused at once.
    """

    def __init__(self, kinds: Iterable[type[Record]]) -> None:
        given = tuple(dict.fromkeys(kinds))
        _refuse_misfits(given)
        classes = {kind_of(cls).name: cls for cls in given}
        converter = Converter(
            omit_if_default=True, forbid_extra_keys=True, detailed_validation=False
        )
        install(converter, (each for cls in classes.values() for each in enums_in(cls)))
        self._converter = converter
        self._shelves = {name: _shelf(converter, cls) for name, cls in classes.items()}
        self._ranges: dict[tuple[str, str], DateRange] = {}

    @property
    def classes(self) -> Mapping[str, type[Record]]:
        """The classes of the kinds, by name."""
        return {name: shelf.cls for name, shelf in self._shelves.items()}

    def kind(self, name: str) -> Kind:
        """What is known of a kind; one that nobody described is refused."""
        return self._shelf(name).kind

    def _shelf(self, name: str) -> _Shelf:
        shelf = self._shelves.get(name)
        if shelf is None:
            raise UnknownKindError(
                f"“{name}” is not a kind of record that is known here",
                advice="Install the plugin that describes it, or name the class to the"
                " hub.",
                kind=name,
            )
        return shelf

    def encode(self, record: Record) -> str:
        """The body of a record; a value of another type than its field is refused."""
        shelf = self._shelf(kind_of(record).name)
        try:
            if record.__class__ is not shelf.cls:
                raise self._unstorable(record, shelf)
            text = _dump(shelf.write(record))
        except _MISFIT as cause:
            if isinstance(cause, UnstorableError):
                raise
            raise self._unstorable(record, shelf) from cause
        return shelf.opening + ("}" if text == "{}" else "," + text[1:])

    def _unstorable(self, record: Record, shelf: _Shelf) -> UnstorableError:
        faults = [f"{name} ({why})" for name, why in self._faults(record)]
        return UnstorableError(
            f"a record of the kind “{shelf.kind.name}” cannot be kept:"
            f" {', '.join(faults) or 'its class is another one than the hub knows'}",
            advice="Give each field a value of the type that its class says.",
            kind=shelf.kind.name,
            id=record.id,
        )

    def _faults(self, record: Record) -> Iterable[tuple[str, str]]:
        for info in fields_of(record.__class__):
            try:
                hook = self._converter.get_unstructure_hook(info.type)
                hook(getattr(record, info.name))
            except _MISFIT as fault:
                yield info.name, str(fault)

    def body(self, record: Record) -> dict[str, Any]:
        """The fields of a record that differ from their defaults, as JSON data."""
        found: dict[str, Any] = json.loads(self.encode(record))
        del found["schema"]
        return found

    def record(
        self, kind: str, id_: str, valid: DateRange, body: Mapping[str, Any]
    ) -> Record:
        """The record of a kind that such fields make; what does not fit is refused."""
        text = _dump({"schema": self._shelf(kind).schema, **body})
        start, end = span_of(valid)
        return self.decode(Row(0, 0, id_, kind, start, end, text, None, "", ""))

    def decode(self, row: Row) -> Record:
        """The record of a row that has a body; an unreadable row is named."""
        shelf = self._shelf(row.kind)
        try:
            found = json.loads(row.body or "")
            schema = found.pop("schema")
            if schema != shelf.schema:
                found = _lifted(found, schema, shelf)
            found["id"] = row.id
            found["valid"] = self._range(row.start, row.end)
            return shelf.read(found, shelf.cls)
        except _MISFIT as cause:
            if isinstance(cause, NewerSchemaError):
                raise
            raise UnreadableRowError(
                f"row {row.n} of commit {row.commit} is no “{row.kind}” that fits",
                advice="Verify the store, and use the version that wrote it.",
                kind=row.kind,
                commit=row.commit,
                n=row.n,
            ) from cause

    def _range(self, start: str, end: str) -> DateRange:
        found = self._ranges.get((start, end))
        if found is None:
            found = self._ranges[start, end] = valid_of(start, end)
        return found

    def same(self, name: str, one: str | None, other: str | None) -> bool:
        """Whether two bodies of a kind say the same, whichever schema they are in."""
        if one == other or one is None or other is None:
            return one == other
        shelf = self._shelf(name)
        if one.startswith(shelf.opening) and other.startswith(shelf.opening):
            return False
        return self._bare(name, one) == self._bare(name, other)

    def _bare(self, name: str, body: str) -> Record | None:
        if body == "null":
            return None
        row = Row(0, 0, "", name, "0001-01-01", "9999-12-31", body, None, "", "")
        return self.decode(row)


def _refuse_misfits(classes: Sequence[type[Record]]) -> None:
    found = [Finding("unstorable", each) for cls in classes for each in misfits(cls)]
    named = Counter(kind_of(cls).name for cls in classes)
    found += [
        Finding("kind_taken", f"{name}: this name is taken")
        for name, times in named.items()
        if times > 1 or name in RESERVED
    ]
    if found:
        raise UnstorableError(
            str(Faults("some kinds of record cannot be kept", found)),
            advice="Use a name for each kind, and exact types: int, str, date,"
            " Decimal, Fraction, tuples, frozen values.",
            findings=tuple(found),
        )


def _as_it_is(value: Any, _: Any) -> Any:
    return value


def _shelf(converter: Converter, cls: type[Record]) -> _Shelf:
    # Types that are written as text must be known before functions are made of them.
    fields_of(cls)
    upcasters = tuple(getattr(cls, "upcasters", ()))
    schema = 1 + len(upcasters)
    left_out, given = override(omit=True), override(struct_hook=_as_it_is)
    write: Any = make_dict_unstructure_fn(
        cls, converter, _cattrs_omit_if_default=True, id=left_out, valid=left_out
    )
    read: Any = make_dict_structure_fn(cls, converter, id=given, valid=given)
    opening = f'{{"schema":{schema}'
    return _Shelf(cls, kind_of(cls), opening, schema, write, read, upcasters)


def _lifted(found: dict[str, Any], schema: Any, shelf: _Shelf) -> dict[str, Any]:
    if type(schema) is not int or schema < 1:
        raise ValueError("no schema number")
    if schema > shelf.schema:
        raise NewerSchemaError(
            f"a record of the kind “{shelf.kind.name}” has schema {schema}, and only"
            f" schemas up to {shelf.schema} are known here",
            advice="Update the library, or the plugin that describes the kind.",
            kind=shelf.kind.name,
            schema=schema,
            known=shelf.schema,
        )
    for lift in shelf.upcasters[schema - 1 :]:
        found = lift(found)
    return found
