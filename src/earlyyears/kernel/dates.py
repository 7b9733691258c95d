"""Days, half-open ranges of days, months, ages and the London day of a moment.

A range holds its first day and not its last: `[start, end)`.  That way two ranges
that follow one another share a boundary and never a day.  Nothing here knows what
day it is today.
"""

import datetime as dt
from collections.abc import Iterable
from itertools import takewhile
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from .errors import EarlyYearsError
from .values import frozen

__all__ = [
    "ALWAYS",
    "Age",
    "BackwardsRangeError",
    "DateRange",
    "NaiveMomentError",
    "academic_year",
    "add_months",
    "age_on",
    "end_of_day",
    "gaps",
    "london_day",
    "overlaps",
    "since",
    "until",
]

_LONDON = ZoneInfo("Europe/London")
_ONE_DAY = dt.timedelta(days=1)
_FIRST_MONTH_OF_ACADEMIC_YEAR = 9


class BackwardsRangeError(EarlyYearsError, ValueError):
    """A range of days that ends before it starts, or on the day it starts."""

    code = "EY010"


class NaiveMomentError(EarlyYearsError, ValueError):
    """A time that does not say in which time zone it is."""

    code = "EY018"


@frozen
class DateRange:
    """The days from `start` up to, not including, `end`; None means open.

    >>> autumn = DateRange(dt.date(2021, 9, 1), dt.date(2022, 1, 1))
    >>> autumn.covers(dt.date(2021, 12, 31)), autumn.covers(dt.date(2022, 1, 1))
    (True, False)
    >>> print(autumn)
    2021-09-01 to 2021-12-31
    """

    start: dt.date | None = None
    end: dt.date | None = None

    def __attrs_post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.end <= self.start:
            message = f"the range from {self.start} has no day before {self.end}"
            raise BackwardsRangeError(
                message,
                advice="Give an end after the start; the end itself is not included.",
                start=self.start,
                end=self.end,
            )

    def covers(self, day: dt.date) -> bool:
        """Say whether the day lies in the range."""
        return (self.start is None or self.start <= day) and (
            self.end is None or day < self.end
        )

    def meets(self, other: "DateRange") -> bool:
        """Say whether the two ranges share at least one day."""
        return _before(self.start, other.end) and _before(other.start, self.end)

    def __str__(self) -> str:
        first = str(self.start) if self.start else "the beginning"
        last = str(self.end - _ONE_DAY) if self.end else "further notice"
        return f"{first} to {last}"


#: All days there are.
ALWAYS = DateRange()


def _before(start: dt.date | None, end: dt.date | None) -> bool:
    return start is None or end is None or start < end


def since(year: int, month: int = 1, day: int = 1) -> DateRange:
    """The range from that day on.

    >>> print(since(2026, 1, 1))
    2026-01-01 to further notice
    """
    return DateRange(dt.date(year, month, day), None)


def until(year: int, month: int = 1, day: int = 1) -> DateRange:
    """The range that ends before that day.

    >>> print(until(2026, 1, 1))
    the beginning to 2025-12-31
    """
    return DateRange(None, dt.date(year, month, day))


def overlaps(ranges: Iterable[DateRange]) -> list[tuple[DateRange, DateRange]]:
    """Every pair of ranges that share a day, in order of their start.

    >>> overlaps([until(2026), since(2026)])
    []
    """
    ordered = _in_order(ranges)
    return [
        (one, two)
        for number, one in enumerate(ordered)
        for two in takewhile(one.meets, ordered[number + 1 :])
    ]


def gaps(ranges: Iterable[DateRange]) -> list[DateRange]:
    """The stretches of days between the first and the last range that none covers.

    >>> [str(gap) for gap in gaps([until(2026), since(2026, 1, 8)])]
    ['2026-01-01 to 2026-01-07']
    """
    ordered = _in_order(ranges)
    found: list[DateRange] = []
    reached = ordered[0].end if ordered else None
    for during in ordered[1:]:
        if reached is None:
            break
        if during.start is not None and reached < during.start:
            found.append(DateRange(reached, during.start))
        reached = None if during.end is None else max(reached, during.end)
    return found


def _in_order(ranges: Iterable[DateRange]) -> list[DateRange]:
    return sorted(ranges, key=lambda during: during.start or dt.date.min)


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day so many calendar months later, or the last day of a short month.

    >>> add_months(dt.date(2021, 11, 30), 3)
    datetime.date(2022, 2, 28)
    """
    return day + relativedelta(months=months)


@frozen
class Age:
    """A child's age in completed years and months."""

    years: int
    months: int


def age_on(born: dt.date, day: dt.date) -> Age:
    """The age on a day; a birthday counts from its first minute.

    >>> age_on(dt.date(2019, 9, 1), dt.date(2022, 8, 31))
    Age(years=2, months=11)
    """
    if day < born:
        message = f"{day} lies before the date of birth"
        raise BackwardsRangeError(message, advice="Check both dates.", day=day)
    apart = relativedelta(day, born)
    return Age(apart.years, apart.months)


def academic_year(day: dt.date) -> DateRange:
    """The academic year of a day, from 1 September to 31 August.

    >>> print(academic_year(dt.date(2021, 8, 31)))
    2020-09-01 to 2021-08-31
    """
    year = day.year if day.month >= _FIRST_MONTH_OF_ACADEMIC_YEAR else day.year - 1
    return DateRange(
        dt.date(year, _FIRST_MONTH_OF_ACADEMIC_YEAR, 1),
        dt.date(year + 1, _FIRST_MONTH_OF_ACADEMIC_YEAR, 1),
    )


def london_day(moment: dt.datetime) -> dt.date:
    """The calendar day in London at a moment, which must know its time zone.

    >>> london_day(dt.datetime(2021, 6, 30, 23, 30, tzinfo=dt.timezone.utc))
    datetime.date(2021, 7, 1)
    """
    if moment.tzinfo is None:
        message = "a moment without a time zone could be any day"
        raise NaiveMomentError(message, advice="Give it one, such as dt.UTC.")
    return moment.astimezone(_LONDON).date()


def end_of_day(day: dt.date) -> dt.datetime:
    """The first moment after a London day, as a UTC time.

    >>> end_of_day(dt.date(2021, 7, 1)).isoformat()
    '2021-07-01T23:00:00+00:00'
    """
    midnight = dt.datetime.combine(day + _ONE_DAY, dt.time(), tzinfo=_LONDON)
    return midnight.astimezone(dt.UTC)
