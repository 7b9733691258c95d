"""Reasons in officers' words, and the small tables that the rules lean on."""

import datetime as dt
from functools import cache
from importlib.resources import files
from typing import Any

from earlyyears.kernel import (
    Ask,
    Citation,
    DateRange,
    citation_from,
    during_from,
    frozen,
    read_toml,
)

__all__ = [
    "Ground",
    "Reason",
    "Transition",
    "asked",
    "codes",
    "family",
    "ground",
    "parameters",
    "reason",
    "rule_dates",
    "table",
    "transition",
]


@frozen
class Reason:
    """A reason that is no clause of a preset, with the question to settle it."""

    code: str
    #: `not_applicable`, `unsupported` or `cannot_tell`.
    status: str
    #: The reason in a sentence.
    says: str
    #: The question that would settle it, with gaps in braces; nothing where none would.
    asks: str = ""
    #: Who can answer it.
    who: str = ""


@frozen
class Ground:
    """A ground that is no clause of a preset, with its source."""

    key: str
    source: Citation


def table(name: str) -> dict[str, Any]:
    """Read one of this room's data files."""
    return read_toml(files("earlyyears.roles") / "data" / f"{name}.toml")


@cache
def reason(code: str) -> Reason:
    """The reason of that code.

    >>> reason("ncor_only").status
    'cannot_tell'
    """
    return next(
        Reason(**row) for row in table("reasons")["reason"] if row["code"] == code
    )


def asked(code: str, about: str = "", **gaps: object) -> Ask:
    """The question that would settle a reason, about a record or about the borough."""
    found = reason(code)
    return Ask(code, found.asks.format(**gaps), about, found.who)


@cache
def parameters() -> dict[str, Any]:
    """The parameters of the rules, as the data file holds them."""
    return table("parameters")


@frozen
class Transition:
    """Outcomes of a framework that were given while an earlier rule was in force."""

    framework: str
    #: Stable code of the question that a ruling answers.
    matter: str
    #: First day of inspection from which there is no doubt.
    before: dt.date
    #: The readings that a ruling may choose.
    readings: tuple[str, ...]


@cache
def transition() -> Transition:
    """The outcomes between two rules, on which the law has not been read."""
    row = parameters()["transition"]
    return Transition(
        row["framework"], row["matter"], row["before"], tuple(row["readings"])
    )


@cache
def ground(key: str) -> Ground:
    """The ground of that key."""
    rows = parameters()["ground"]
    return next(Ground(key, citation_from(row)) for row in rows if row["key"] == key)


@cache
def rule_dates() -> dict[str, tuple[DateRange, Citation]]:
    """The days of each shipped rule, and where it comes from."""
    rows = parameters()["rule"]
    return {row["key"]: (during_from(row), citation_from(row)) for row in rows}


@cache
def family(provider_type: str, kind: str) -> str:
    """What a provider type, or failing that a kind of setting, means for who leads.

    >>> family("domestic", "full_day_care")
    'group'
    """
    known = table("kinds")
    found = known["provider_type"].get(provider_type) or known["setting_kind"].get(kind)
    return str(found or "group")


@cache
def codes(section: str, key: str) -> frozenset[str]:
    """A set of codes from the file of kinds."""
    return frozenset(table("kinds")[section][key])
