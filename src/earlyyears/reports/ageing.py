"""How old the registers are that a report rests on, said before any figure."""

import datetime as dt
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from earlyyears.disclosure import Block, Prose, Source
from earlyyears.kernel import Facts, add_months, read_toml
from earlyyears.places import RegisterEdition

from .words import day

__all__ = ["age_blocks", "newest_of", "register_age"]

_NOT_KNOWN = (
    ". Which settings were registered, inspected or closed in between is not known"
    " from it."
)


@cache
def _months() -> int:
    """Months after which an edition is old: assumed, its source is in the data."""
    content: Any = read_toml(files("earlyyears.reports") / "data" / "age.toml")
    return int(content["old_after"]["months"])


def newest_of(sources: Iterable[Source]) -> dt.date | None:
    """The day of the newest edition among some sources, None where none has a day."""
    return max((one.edition for one in sources if one.edition), default=None)


def register_age(view: Facts) -> str:
    """A sentence where the newest edition read is old on the view's day, else nothing.

    Old is an edition of more than six months before; one of a later day never is.
    """
    return "".join(
        day(part) if isinstance(part, dt.date) else part for part in _said(view)
    )


def age_blocks(view: Facts) -> tuple[Block, ...]:
    """The sentence on an old register as the first block of a report, or none."""
    said = _said(view)
    return (Prose(said),) if said else ()


def _said(view: Facts) -> tuple[str | dt.date, ...]:
    newest = max((one.edition for one in view.all(RegisterEdition)), default=None)
    if newest is None or add_months(newest, _months()) >= view.on:
        return ()
    return (
        "The register is old: the newest edition read is as at ",
        newest,
        ", and this is about ",
        view.on,
        _NOT_KNOWN,
    )
