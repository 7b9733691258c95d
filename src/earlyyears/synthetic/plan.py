"""The plan of the fictional borough, read from its data file."""

import datetime as dt
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from earlyyears.kernel import frozen, read_toml

__all__ = ["Edition", "KindPlan", "edition_on", "editions", "kinds", "plan"]

_GROUP_TYPES = frozenset({"non_domestic", "domestic"})


@frozen
class KindPlan:
    """How settings of one kind are listed and how many live which life."""

    key: str
    #: Code of the kind of setting.
    code: str
    type: str
    subtype: str
    registers: tuple[str, ...]
    places: tuple[int, int]
    #: What follows the name; without words the register withholds the name.
    words: tuple[str, ...]
    #: Which inspections it gets: `graded`, `out_of_school`, `childcare_register`.
    visits: str
    stay: int
    leave: int
    join: int
    again: int
    waiting: int

    @property
    def is_group(self) -> bool:
        """Whether it is group care on the Early Years Register, not out of school."""
        return (
            self.type in _GROUP_TYPES
            and "eyr" in self.registers
            and self.code != "out_of_school_care"
        )


@frozen
class Edition:
    """One edition of the register: its day, its layout, the last visit it shows."""

    on: dt.date
    layout: str
    shows_until: dt.date


@cache
def plan() -> Mapping[str, Any]:
    """The plan as plain data."""
    return read_toml(files("earlyyears.synthetic") / "data" / "borough.toml")


@cache
def kinds() -> Mapping[str, KindPlan]:
    """The kinds of setting in the plan, by key."""
    return {key: _kind(key, row) for key, row in plan()["kind"].items()}


def _kind(key: str, row: Mapping[str, Any]) -> KindPlan:
    low, high = row["places"]
    return KindPlan(
        key=key,
        code=row.get("code", key),
        type=row["type"],
        subtype=row["subtype"],
        registers=tuple(row["registers"]),
        places=(low, high),
        words=tuple(row["words"]),
        visits=row["visits"],
        stay=row["stay"],
        leave=row["leave"],
        join=row["join"],
        again=row["again"],
        waiting=row.get("waiting", 0),
    )


@cache
def editions() -> tuple[Edition, ...]:
    """The editions of the register that a demonstration reads, the oldest first."""
    return tuple(
        Edition(row["date"], row["layout"], row.get("shows_until", row["date"]))
        for row in plan()["edition"]
    )


def edition_on(day: dt.date, layout: str) -> Edition:
    """The planned edition of a day, or one that shows everything published by it."""
    planned = (one for one in editions() if (one.on, one.layout) == (day, layout))
    return next(planned, Edition(day, layout, day))
