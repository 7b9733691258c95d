"""Inspection frameworks as dated data, and the words of their judgements."""

import datetime as dt
from functools import cache
from importlib.resources import files
from typing import Any

from attrs import fields

from earlyyears.kernel import (
    Citation,
    DateRange,
    EarlyYearsError,
    citation_from,
    during_from,
    frozen,
    read_toml,
)
from earlyyears.places import Vocabulary, vocabulary, vocabulary_from

from .outcomes import SettingReportCard

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
    return {
        row["key"]: _framework(row) for row in _read("frameworks.toml")["framework"]
    }


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


def said(vocabulary_name: str, code: object, on: dt.date) -> str:
    """The publisher's word for a code on a day, in lower case.

    >>> [said("overall-effectiveness", 3, dt.date(2013, 11, day)) for day in (3, 4)]
    ['satisfactory', 'requires improvement']
    """
    words = _words(vocabulary_name)
    text = str(code)
    known = text in words.codes()
    return words.label(text, on).lower() if known else text.replace("_", " ")


@cache
def areas() -> dict[str, str]:
    """What the areas of a setting's report card are called, by key, in their order.

    Safeguarding is not among them: it is met or not met, and at no point of the scale.

    >>> areas()["behaviour_and_routines"]
    'behaviour, attitudes and establishing routines'
    """
    rows = vocabulary("report-card-area").rows
    points = {one.name for one in fields(SettingReportCard)} - {"safeguarding"}
    return {row.code: row.labels[-1].text.lower() for row in rows if row.code in points}


@cache
def _words(name: str) -> Vocabulary:
    if name == "interim-outcome":
        return vocabulary_from(_read(f"{name}.toml"), f"{name}.toml")
    return vocabulary(name)


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
