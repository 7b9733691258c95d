"""Dated tables: rules, rates and choices that change on a day, read from TOML.

Each row carries the days on which it holds and its source.  A table refuses rows
without a citation, rows of one key that overlap, and, where it must be complete,
days that no row covers.
"""

import datetime as dt
import tomllib
from collections.abc import Iterable, Mapping
from importlib.resources.abc import Traversable
from typing import Any, Generic, TypeVar, cast

from .citations import Citation
from .dates import ALWAYS, DateRange, gaps, overlaps
from .errors import EarlyYearsError, Faults, Finding, Place
from .values import frozen

__all__ = [
    "BadDayError",
    "DatedTable",
    "NoRowError",
    "Row",
    "citation_from",
    "during_from",
    "read_toml",
]

Value = TypeVar("Value")


class NoRowError(EarlyYearsError, LookupError):
    """No row of a dated table covers the day."""

    code = "EY014"


class BadDayError(EarlyYearsError, TypeError):
    """Something in a data file that should be a date and is not."""

    code = "EY016"


@frozen
class Row(Generic[Value]):
    """One value with the days on which it holds and its source."""

    key: str
    value: Value
    during: DateRange
    source: Citation


@frozen
class DatedTable(Generic[Value]):
    """Rows by key and day; at most one row holds for a key on a day.

    >>> source = Citation("a decision", confirmed=True)
    >>> table = DatedTable.checked(
    ...     "interval",
    ...     [
    ...         Row("ri", 12, DateRange(None, dt.date(2021, 5, 4)), source),
    ...         Row("ri", 6, DateRange(dt.date(2021, 5, 4)), source),
    ...     ],
    ... )
    >>> table.on("ri", dt.date(2021, 5, 4)).value
    6
    """

    name: str
    rows: tuple[Row[Value], ...]

    @classmethod
    def checked(
        cls, name: str, rows: Iterable[Row[Value]], *, complete: bool = True
    ) -> "DatedTable[Value]":
        """Build a table, refusing overlaps and, if `complete`, gaps, all at once."""
        table = cls(name, tuple(rows))
        findings = [*table.overlapping(), *(table.gaps() if complete else ())]
        if findings:
            message = f"the table “{name}” cannot be used"
            raise Faults(message, findings)
        return table

    def keys(self) -> tuple[str, ...]:
        """The keys in the order in which they first stand in the table."""
        return tuple(dict.fromkeys(row.key for row in self.rows))

    def of(self, key: str) -> tuple[Row[Value], ...]:
        """All rows of a key."""
        return tuple(row for row in self.rows if row.key == key)

    def on(self, key: str, day: dt.date) -> Row[Value]:
        """The row that holds for a key on a day; none is an error that says so."""
        for row in self.of(key):
            if row.during.covers(day):
                return row
        message = f"the table “{self.name}” has no row “{key}” for {day}"
        raise NoRowError(
            message,
            advice="Add a row with its source, or ask for a day that is covered.",
            table=self.name,
            key=key,
            day=day,
        )

    def overlapping(self) -> list[Finding]:
        """A finding for every pair of rows of one key that share a day."""
        return [
            Finding("overlap", f"“{key}” has two rows between {one} and {two}")
            for key in self.keys()
            for one, two in overlaps(row.during for row in self.of(key))
        ]

    def gaps(self) -> list[Finding]:
        """A finding for every stretch between rows of a key that none covers."""
        return [
            Finding("gap", f"“{key}” has no row for {gap}")
            for key in self.keys()
            for gap in gaps(row.during for row in self.of(key))
        ]


def read_toml(file: Traversable) -> dict[str, Any]:
    """Read a TOML data file, or say where it is broken."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as cause:
        finding = Finding("bad_toml", str(cause), Place(file.name))
        message = f"{file.name} cannot be read"
        raise Faults(message, [finding]) from cause


def during_from(row: Mapping[str, Any]) -> DateRange:
    """The days of a row that may say `from`, its first day, and `before`."""
    start, end = row.get("from"), row.get("before")
    if start is None and end is None:
        return ALWAYS
    if any(day is not None and type(day) is not dt.date for day in (start, end)):
        message = "“from” and “before” must be dates"
        raise BadDayError(
            message, advice="Write 2026-01-31, without quotes or time.", row=dict(row)
        )
    return DateRange(start, end)


def citation_from(row: Mapping[str, Any], *, place: Place | None = None) -> Citation:
    """The citation of a row, from its `source` table; a row without one is refused."""
    source = _table(row.get("source"))
    if not source.get("instrument"):
        finding = Finding(
            "no_citation",
            "this row has no source",
            place or Place(),
            "Add source = { instrument = “…”, clause = “…”, confirmed = false }.",
        )
        message = "a rule without a source cannot be used"
        raise Faults(message, [finding])
    return Citation(
        instrument=source["instrument"],
        clause=source.get("clause", ""),
        edition=source.get("edition", ""),
        during=during_from(source),
        confirmed=source.get("confirmed") is True,
        note=source.get("note", ""),
    )


def _table(given: object) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", given) if isinstance(given, Mapping) else {}
