"""Days, half-open ranges, months, ages, and the London day of a moment."""

import datetime as dt
from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from earlyyears.kernel import (
    ALWAYS,
    Age,
    BackwardsRangeError,
    DateRange,
    NaiveMomentError,
    academic_year,
    add_months,
    age_on,
    end_of_day,
    gaps,
    london_day,
    overlaps,
    since,
    until,
)

FIRST, LAST = dt.date(2020, 1, 1), dt.date(2020, 3, 31)
WINDOW = [FIRST + dt.timedelta(days=n) for n in range((LAST - FIRST).days)]
days = st.dates(FIRST, LAST)
any_day = st.dates(dt.date(1900, 1, 1), dt.date(2200, 1, 1))


@st.composite
def ranges(draw: st.DrawFn) -> DateRange:
    """A range of days, open at either end now and then."""
    start = draw(st.none() | days)
    end = draw(st.none() | days.filter(lambda day: start is None or start < day))
    return DateRange(start, end)


ranges_list = st.lists(ranges(), max_size=6)


def by_name(found: list[tuple[DateRange, DateRange]]) -> set[frozenset[str]]:
    """Pairs of ranges without an order."""
    return {frozenset({str(one), str(two)}) for one, two in found}


@given(ranges(), days)
def test_a_range_holds_its_first_day_and_not_its_end(
    during: DateRange, day: dt.date
) -> None:
    """A day is covered when it is not before the start and is before the end."""
    starts = during.start is None or day >= during.start
    ends = during.end is not None and day >= during.end
    assert (starts and not ends) == during.covers(day)


def test_neighbouring_ranges_share_no_day() -> None:
    """The last day of the one and the first of the next follow one another."""
    day = dt.date(2026, 1, 1)
    assert (False, True) == (until(2026).covers(day), since(2026).covers(day))
    assert not until(2026).meets(since(2026))
    assert not since(2026).meets(until(2026))


@given(ranges(), ranges())
def test_ranges_meet_where_they_share_a_day(one: DateRange, two: DateRange) -> None:
    """Two ranges meet exactly when some day lies in both."""
    around = [FIRST - dt.timedelta(days=1), *WINDOW, LAST, LAST + dt.timedelta(days=1)]
    shared = any(one.covers(day) and two.covers(day) for day in around)
    assert shared == one.meets(two) == two.meets(one)


@pytest.mark.parametrize("length", [0, -1])
def test_a_range_without_a_day_is_refused(length: int) -> None:
    """An end on or before the start is an error that holds both days."""
    end = FIRST + dt.timedelta(days=length)
    with pytest.raises(BackwardsRangeError) as refused:
        DateRange(FIRST, end)
    assert {"start": FIRST, "end": end} == refused.value.data


def test_a_range_says_its_last_day() -> None:
    """In words a range ends on its last day, or is open."""
    assert "the beginning to further notice" == str(ALWAYS)
    assert "2020-01-01 to 2020-03-30" == str(DateRange(FIRST, LAST))


@given(ranges_list)
@example([since(2020), DateRange(FIRST, LAST), DateRange(dt.date(2020, 2, 1), LAST)])
def test_every_overlap_is_found(given_ranges: list[DateRange]) -> None:
    """All pairs that share a day are reported, and no other pair."""
    expected = [
        pair for pair in combinations(given_ranges, 2) if pair[0].meets(pair[1])
    ]
    assert len(expected) == len(overlaps(given_ranges))
    assert by_name(expected) == by_name(overlaps(given_ranges))


@given(ranges_list)
def test_every_gap_is_found(given_ranges: list[DateRange]) -> None:
    """A day lies in a gap when no range covers it and ranges lie on both sides."""
    found = gaps(given_ranges)
    for day in WINDOW:
        before = any(one.end is not None and one.end <= day for one in given_ranges)
        after = any(one.start is not None and day < one.start for one in given_ranges)
        covered = any(one.covers(day) for one in given_ranges)
        expected = before and after and not covered
        assert expected == any(gap.covers(day) for gap in found)


@given(ranges_list)
def test_gaps_lie_apart_and_in_order(given_ranges: list[DateRange]) -> None:
    """Gaps do not overlap one another and come in order of their start."""
    found = gaps(given_ranges)
    assert [] == overlaps(found)
    assert sorted(found, key=str) == found


def test_no_ranges_have_no_gap() -> None:
    """Nothing given, nothing missing."""
    assert [] == gaps([])


@given(any_day, st.integers(-600, 600))
def test_months_later_stay_in_the_month(day: dt.date, months: int) -> None:
    """So many months later lies so many calendar months later, never in the next."""
    later = add_months(day, months)
    apart = (later.year - day.year) * 12 + later.month - day.month
    assert months == apart
    assert later.day <= day.day


@given(any_day, st.integers(0, 40_000))
def test_an_age_counts_completed_years_and_months(born: dt.date, later: int) -> None:
    """The months of an age are completed, and one more would not be."""
    day = born + dt.timedelta(days=later)
    age = age_on(born, day)
    months = age.years * 12 + age.months
    assert 0 <= age.months < 12
    assert add_months(born, months) <= day < add_months(born, months + 1)


def test_a_birthday_counts_from_the_day() -> None:
    """A child is three on the third birthday and two on the day before."""
    born = dt.date(2019, 9, 1)
    assert Age(3, 0) == age_on(born, dt.date(2022, 9, 1))
    assert Age(2, 11) == age_on(born, dt.date(2022, 8, 31))


def test_nobody_has_an_age_before_birth() -> None:
    """A day before the date of birth is refused, and the date of birth is not told."""
    with pytest.raises(BackwardsRangeError) as refused:
        age_on(dt.date(2022, 5, 5), dt.date(2022, 5, 4))
    assert "2022-05-05" not in str(refused.value)
    assert {"day": dt.date(2022, 5, 4)} == refused.value.data


@given(any_day)
def test_a_day_lies_in_its_academic_year(day: dt.date) -> None:
    """The academic year of a day covers it and runs from September to August."""
    year = academic_year(day)
    assert year.covers(day)
    assert year.start is not None
    assert (9, 1) == (year.start.month, year.start.day)
    assert add_months(year.start, 12) == year.end


@given(any_day)
def test_a_london_day_ends_at_london_midnight(day: dt.date) -> None:
    """The last moment before the end of a day is that day, and the end is the next."""
    end = end_of_day(day)
    assert day == london_day(end - dt.timedelta(microseconds=1))
    assert day + dt.timedelta(days=1) == london_day(end)


def test_a_moment_without_a_zone_is_refused() -> None:
    """What day it is depends on the zone, so a time must have one."""
    with pytest.raises(NaiveMomentError, match="time zone"):
        london_day(dt.datetime(2021, 6, 30, 23, 30))  # noqa: DTZ001  on purpose
