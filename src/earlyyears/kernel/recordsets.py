"""Records of one kind that can be narrowed by field values."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Generic, TypeVar, overload

from .errors import EarlyYearsError
from .records import Record, kind_of

__all__ = ["NotOneRecordError", "Records", "shelve"]

R = TypeVar("R", bound=Record)
_FEW = 8


class NotOneRecordError(EarlyYearsError, LookupError):
    """A look-up that should have found exactly one record."""

    code = "EY031"


class Records(Sequence[R], Generic[R]):
    """Records of one kind, in a stable order, that can be narrowed by field values.

    >>> from earlyyears.kernel import record, Record
    >>> @record("example.room")
    ... class Room(Record):
    ...     setting: str
    >>> rooms = Records(
    ...     [Room(id="room/1", setting="a"), Room(id="room/2", setting="b")]
    ... )
    >>> [room.id for room in rooms.where(setting="b")]
    ['room/2']
    """

    __slots__ = ("_indexes", "_items")

    def __init__(self, items: Sequence[R] = ()) -> None:
        self._items = items
        self._indexes: dict[str, dict[Any, list[R]]] | None = None

    def where(self, **equal: Any) -> "Records[R]":
        """The records whose fields have these values."""
        found = self
        for name, value in equal.items():
            found = found._narrowed(name, value)
        return found

    def _narrowed(self, name: str, value: Any) -> "Records[R]":
        items = self._items
        if len(items) <= _FEW:
            return Records([one for one in items if getattr(one, name) == value])
        return Records(self._index(name).get(value, ()))

    def _index(self, name: str) -> dict[Any, list[R]]:
        indexes = self._indexes
        if indexes is None:
            indexes = self._indexes = {}
        if name not in indexes:
            made: dict[Any, list[R]] = {}
            for one in self._items:
                made.setdefault(getattr(one, name), []).append(one)
            indexes[name] = made
        return indexes[name]

    def one(self) -> R:
        """The only record there is; none or several is an error."""
        if len(self._items) != 1:
            message = f"expected one record and found {len(self._items)}"
            raise NotOneRecordError(message, advice="Narrow the look-up further.")
        return self._items[0]

    def first(self) -> R | None:
        """The first record, or None where there is none."""
        return self._items[0] if self._items else None

    def __iter__(self) -> Iterator[R]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    @overload
    def __getitem__(self, at: int) -> R: ...
    @overload
    def __getitem__(self, at: slice) -> "Records[R]": ...
    def __getitem__(self, at: int | slice) -> "R | Records[R]":
        if isinstance(at, slice):
            return Records(self._items[at])
        return self._items[at]

    def __repr__(self) -> str:
        return f"<{len(self._items)} records>"


def shelve(records: Iterable[Record]) -> dict[str, Records[Any]]:
    """Sort records into one `Records` a kind, in the order given."""
    piles: dict[str, list[Record]] = {}
    for one in records:
        piles.setdefault(kind_of(one).name, []).append(one)
    return {name: Records(pile) for name, pile in piles.items()}
