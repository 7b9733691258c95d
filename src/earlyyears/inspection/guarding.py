"""What must hold of an inspection before it is written down, from whichever road."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from earlyyears.kernel import Facts, Finding, Guard, Place, kind_of

from .records import Inspection

__all__ = ["guards"]


def guards() -> tuple[Guard, ...]:
    """The guards on inspections: none is in the future, or published before it is made.

    >>> [one.name for one in guards()]
    ['inspection has possible days']
    """
    kinds = frozenset({kind_of(Inspection).name})
    return (Guard("inspection has possible days", kinds, _possible),)


def _possible(changes: Sequence[Any], facts: Facts) -> list[Finding]:
    bare = (getattr(change, "record", change) for change in changes)
    told = (one for one in bare if isinstance(one, Inspection))
    return [each for one in told for each in _faults(one, facts.on)]


def _faults(one: Inspection, today: dt.date) -> Iterator[Finding]:
    if one.inspected_on > today:
        yield Finding(
            "inspected_in_future",
            f"“{one.id}” would be made on {one.inspected_on}, after today, {today}",
            Place(field="Inspection date"),
            "Correct the day; an inspection is recorded once it was made.",
        )
    published = one.published_on
    if published is not None and published < one.inspected_on:
        yield Finding(
            "published_before_inspected",
            f"“{one.id}” was published on {published}, before it was made",
            Place(field="Published on"),
            "Correct one of the two days.",
        )
