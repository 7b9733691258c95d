"""The house decorator for values: frozen, slotted, compared by content.

Every value of the library is made here, so that nobody has to wonder whether an
object may change under their feet.  A changed value is a new value: `evolve`.
"""

from typing import Any, TypeVar

import attrs
from attrs import field, frozen

__all__ = ["evolve", "field", "frozen"]

T = TypeVar("T")


def evolve(value: T, /, **changes: Any) -> T:
    """Copy a frozen value with some fields changed.

    >>> @frozen
    ... class Point:
    ...     x: int
    ...     y: int
    >>> evolve(Point(1, 2), y=5)
    Point(x=1, y=5)
    """
    # attrs types this for its own classes; records are made by our decorator.
    changed: T = attrs.evolve(value, **changes)  # type: ignore[misc]
    return changed
