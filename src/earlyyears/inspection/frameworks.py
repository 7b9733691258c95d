"""Inspection frameworks as dated data, and the words of their judgements."""

import datetime as dt
from functools import cache
from importlib.resources import files
from typing import Any

from earlyyears.kernel import (
    Citation,
    DatedTable,
    DateRange,
    EarlyYearsError,
    Row,
    citation_from,
    during_from,
    frozen,
    read_toml,
)

__all__ = [
    "Framework",
    "UnknownFrameworkError",
    "areas",
    "framework",
    "frameworks",
    "said",
]


class UnknownFrameworkError(EarlyYearsError, LookupError):
    """The key of an inspection framework that nobody has described."""

    code = "EY150"


@frozen
class Framework:
    """One inspection framework, with the days on which it was used."""

    key: str
    #: What officers call it.
    label: str
    during: DateRange
    #: Whether its outcome may stand as the latest inspection of a registration.
    counts: bool
    source: Citation


@cache
def frameworks() -> dict[str, Framework]:
    """Every inspection framework that the library knows, by key.

    >>> print(frameworks()["eif"].during)
    2019-09-01 to 2025-11-09
    """
    return {row["key"]: _framework(row) for row in _read("frameworks.toml")["framework"]}


def framework(key: str) -> Framework:
    """The framework of that key; an unknown key is an error that names the known ones.

    >>> framework("interim").counts
    False
    """
    found = frameworks().get(key)
    if found is None:
        message = f"“{key}” is not an inspection framework"
        known = ", ".join(sorted(frameworks()))
        raise UnknownFrameworkError(message, advice=f"Use one of: {known}.", key=key)
    return found


def said(scale: str, value: object, on: dt.date) -> str:
    """The word for a value of a scale on a day; a value without a word stands as it is.

    >>> said("grade", 3, dt.date(2013, 11, 3)), said("grade", 3, dt.date(2013, 11, 4))
    ('satisfactory', 'requires improvement')
    """
    key = f"{scale}/{value}"
    for row in _words().of(key):
        if row.during.covers(on):
            return row.value
    return str(value).replace("_", " ")


@cache
def areas() -> dict[str, str]:
    """What the areas of report cards are called, by key, in their order."""
    return {row["key"]: row["says"] for row in _read("words.toml")["area"]}


@cache
def _words() -> DatedTable[str]:
    rows = [
        Row(
            f"{row['scale']}/{row['value']}",
            row["says"],
            during_from(row),
            citation_from(row),
        )
        for row in _read("words.toml")["word"]
    ]
    return DatedTable.checked("words of judgements", rows)


def _framework(row: dict[str, Any]) -> Framework:
    return Framework(
        row["key"],
        row["label"],
        during_from(row),
        bool(row["counts"]),
        citation_from(row),
    )


def _read(name: str) -> dict[str, Any]:
    return read_toml(files("earlyyears.inspection") / "data" / name)
