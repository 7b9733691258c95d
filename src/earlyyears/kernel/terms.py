"""School terms, from a borough's calendar, and the funding terms.

A calendar is data: each term has a name and its first and last day.  No date of any
term is written in code; the funding terms ship as data with their source.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any

from .citations import Citation
from .dates import DateRange, overlaps
from .errors import EarlyYearsError, Faults, Finding, Place
from .tables import citation_from, read_toml
from .values import frozen

__all__ = ["Calendar", "NoTermError", "Term", "calendar_from", "funding_calendar"]

_ONE_DAY, _WEEK = dt.timedelta(days=1), dt.timedelta(days=7)
#: From a Monday to the last of its working days.
_WORKING = dt.timedelta(days=4)


class NoTermError(EarlyYearsError, LookupError):
    """A day on which the calendar has no term."""

    code = "EY015"


@frozen
class Term:
    """One term: its name, such as “autumn 2021”, its days, and its half term."""

    name: str
    during: DateRange
    #: Holiday within the term, if there is one.
    half_term: DateRange | None = None

    @property
    def mondays(self) -> tuple[dt.date, ...]:
        """The Monday of each week, Monday to Sunday, that the term touches.

        A week of which Monday to Friday lie in the half term is left out.
        """
        start, end = self.during.start, self.during.end
        if start is None or end is None:
            return ()
        first = start - _ONE_DAY * start.weekday()
        weeks = -((first - end).days // 7)
        every = (first + _WEEK * number for number in range(weeks))
        return tuple(monday for monday in every if not self._is_holiday(monday))

    @property
    def weeks(self) -> int:
        """How many weeks the term has; see `mondays`."""
        return len(self.mondays)

    def _is_holiday(self, monday: dt.date) -> bool:
        free = self.half_term
        if free is None:
            return False
        return free.covers(monday) and free.covers(monday + _WORKING)


@frozen
class Calendar:
    """The terms of one kind, such as school or funding terms, in order.

    >>> source = Citation("term dates agreed by the council", confirmed=True)
    >>> calendar = Calendar.checked(
    ...     "school",
    ...     [
    ...         Term(
    ...             "autumn 2021", DateRange(dt.date(2021, 9, 1), dt.date(2021, 12, 18))
    ...         ),
    ...         Term(
    ...             "spring 2022", DateRange(dt.date(2022, 1, 4), dt.date(2022, 4, 2))
    ...         ),
    ...     ],
    ...     source,
    ... )
    >>> calendar.on(dt.date(2021, 10, 1)).name
    'autumn 2021'
    >>> calendar.after(dt.date(2021, 12, 25)).name
    'spring 2022'
    """

    kind: str
    terms: tuple[Term, ...]
    source: Citation

    @classmethod
    def checked(cls, kind: str, terms: Iterable[Term], source: Citation) -> "Calendar":
        """Build a calendar; terms that overlap or have no bounds are refused."""
        ordered = sorted(terms, key=lambda term: term.during.start or dt.date.min)
        findings = [
            Finding("open_term", f"the term “{term.name}” needs a first and a last day")
            for term in ordered
            if term.during.start is None or term.during.end is None
        ]
        findings += [
            Finding("overlap", f"terms overlap: {one} and {two}")
            for one, two in overlaps(term.during for term in ordered)
        ]
        if findings:
            message = f"the {kind} calendar cannot be used"
            raise Faults(message, findings)
        return cls(kind, tuple(ordered), source)

    def on(self, day: dt.date) -> Term:
        """The term of a day; a day between terms is refused."""
        for term in self.terms:
            if term.during.covers(day):
                return term
        message = f"{day} lies in no {self.kind} term of the calendar"
        raise NoTermError(
            message,
            advice="Ask for the next term, or add the term to the calendar.",
            day=day,
            kind=self.kind,
        )

    def after(self, day: dt.date) -> Term:
        """The first term that starts after a day."""
        for term in self.terms:
            if term.during.start is not None and day < term.during.start:
                return term
        message = f"the {self.kind} calendar has no term after {day}"
        raise NoTermError(
            message,
            advice="Add the next terms to the calendar.",
            day=day,
            kind=self.kind,
        )


def calendar_from(
    kind: str, rows: Iterable[Mapping[str, Any]], source: Citation
) -> Calendar:
    """Build a calendar from rows with `name`, `first` and `last` day.

    Rows that lack one of them, or whose last day lies before the first, are all
    reported at once.
    """
    given = list(rows)
    findings = [
        Finding("bad_term", wrong, Place(row=number))
        for number, row in enumerate(given, start=1)
        if (wrong := _wrong_with(row))
    ]
    if findings:
        message = f"the {kind} calendar cannot be used"
        raise Faults(message, findings)
    terms = [
        Term(row["name"], DateRange(row["first"], row["last"] + _ONE_DAY))
        for row in given
    ]
    return Calendar.checked(kind, terms, source)


def _wrong_with(row: Mapping[str, Any]) -> str:
    if not row.get("name"):
        return "the term has no name"
    first, last = row.get("first"), row.get("last")
    if type(first) is not dt.date or type(last) is not dt.date:
        return "the first and the last day must be dates"
    return "the last day lies before the first" if last < first else ""


def funding_calendar(first_year: int, last_year: int) -> Calendar:
    """The terms by which early education is funded, in the years asked for.

    >>> calendar = funding_calendar(2026, 2027)
    >>> print(calendar.after(dt.date(2026, 9, 1)).during)
    2027-01-01 to 2027-03-31
    """
    content = read_toml(files("earlyyears.kernel") / "data" / "funding-terms.toml")
    rows = [
        {
            "name": f"{row['name']} {year}",
            "first": dt.date(year, *row["first"]),
            "last": dt.date(year, *row["last"]),
        }
        for year in range(first_year, last_year + 1)
        for row in content["term"]
    ]
    return calendar_from("funding", rows, citation_from(content))
