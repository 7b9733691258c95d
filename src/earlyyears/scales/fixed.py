"""A mapping that cannot be changed, so that a record made of it stays a value."""

from typing import Any, Never, TypeVar

__all__ = ["FixedDict"]

K = TypeVar("K")
V = TypeVar("V")


class FixedDict(dict[K, V]):
    """A dictionary that can be hashed and not changed; otherwise an ordinary one.

    >>> fixed = FixedDict({"1": 5})
    >>> fixed["1"], fixed == {"1": 5}
    (5, True)
    >>> fixed["1"] = 6
    Traceback (most recent call last):
    ...
    TypeError: this mapping is part of a record; make a changed copy of the record
    """

    __slots__ = ()

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))

    def _refuse(self, *_: Any, **__: Any) -> Never:
        message = "this mapping is part of a record; make a changed copy of the record"
        raise TypeError(message)

    # A dictionary promises to take changes; this one keeps the promise of a record.
    __setitem__ = __delitem__ = __ior__ = clear = pop = popitem = _refuse
    setdefault: Any = _refuse
    update: Any = _refuse

    def __reduce__(self) -> tuple[type["FixedDict[K, V]"], tuple[dict[K, V]]]:
        return type(self), (dict(self),)
