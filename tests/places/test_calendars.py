"""The borough's school terms, and what its calendar refuses."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earlyyears.kernel import DateRange, Finding, NoTermError, Snapshot, evolve
from earlyyears.places import SchoolTerm, calendar_of, guards

AUTUMN = SchoolTerm(
    id="calendar/1",
    borough="newham",
    term="autumn 2026",
    first=dt.date(2026, 9, 1),
    last=dt.date(2026, 12, 18),
    half_term_first=dt.date(2026, 10, 26),
    half_term_last=dt.date(2026, 10, 30),
)
SPRING = SchoolTerm(
    id="calendar/2",
    borough="newham",
    term="spring 2027",
    first=dt.date(2027, 1, 4),
    last=dt.date(2027, 3, 25),
)
TODAY = dt.date(2026, 11, 25)


def found(*changes: Any, held: Sequence[SchoolTerm] = ()) -> list[Finding]:
    """What the guards find in some changes."""
    facts: Any = Snapshot(*held, on=TODAY)
    return [each for guard in guards() for each in guard.check(changes, facts)]


def test_a_calendar_holds_the_terms_of_one_borough_past_and_coming() -> None:
    """Terms are told in order, and another borough's terms are not among them."""
    other = evolve(SPRING, id="calendar/3", borough="barnet")
    calendar = calendar_of(Snapshot(SPRING, other, AUTUMN, on=TODAY), "newham")
    assert ["autumn 2026", "spring 2027"] == [one.name for one in calendar.terms]
    assert "spring 2027" == calendar.after(TODAY).name


def test_the_first_and_the_last_day_of_a_term_count() -> None:
    """The day after the last is in no term."""
    calendar = calendar_of(Snapshot(AUTUMN, on=TODAY), "newham")
    assert "autumn 2026" == calendar.on(AUTUMN.first).name
    assert "autumn 2026" == calendar.on(AUTUMN.last).name
    with pytest.raises(NoTermError):
        calendar.on(AUTUMN.last + dt.timedelta(days=1))


def test_a_hub_without_terms_says_so_when_asked() -> None:
    """No term is guessed where the calendar is empty."""
    calendar = calendar_of(Snapshot(on=TODAY), "newham")
    assert () == calendar.terms
    with pytest.raises(NoTermError):
        calendar.on(TODAY)


def test_half_term_is_no_week_of_the_term() -> None:
    """Sixteen weeks are touched, of which one is the holiday."""
    calendar = calendar_of(Snapshot(AUTUMN, on=TODAY), "newham")
    assert 15 == calendar.on(TODAY).weeks


def test_a_later_agreement_changes_the_calendar_from_its_day() -> None:
    """What is agreed is dated: before the new agreement the old dates hold."""
    agreed = dt.date(2026, 11, 1)
    old = evolve(AUTUMN, valid=DateRange(None, agreed))
    new = evolve(AUTUMN, last=dt.date(2026, 12, 16), valid=DateRange(agreed))
    ends = [
        calendar_of(Snapshot(old, new, on=day), "newham").terms[0].during.end
        for day in (dt.date(2026, 10, 31), agreed)
    ]
    assert [dt.date(2026, 12, 19), dt.date(2026, 12, 17)] == ends


def test_a_calendar_is_confirmed_when_each_term_names_its_source() -> None:
    """Terms without a source leave the calendar unconfirmed."""
    named = evolve(AUTUMN, source="council, September 2025")
    for held, confirmed in (((named,), True), ((named, SPRING), False), ((), False)):
        assert (
            confirmed
            == calendar_of(Snapshot(*held, on=TODAY), "newham").source.confirmed
        )


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("term_backwards", {"last": dt.date(2026, 8, 31)}),
        ("half_term_open", {"half_term_last": None}),
        ("half_term_open", {"half_term_first": None}),
        ("half_term_outside", {"half_term_last": dt.date(2026, 12, 18)}),
        ("half_term_outside", {"half_term_first": dt.date(2026, 9, 1)}),
        ("half_term_outside", {"half_term_last": dt.date(2026, 10, 25)}),
    ],
)
def test_a_term_out_of_order_is_refused(code: str, wrong: dict[str, Any]) -> None:
    """Each way in which the days of a term contradict one another has its code."""
    assert [code] == [each.code for each in found(evolve(AUTUMN, **wrong))]


def test_terms_in_order_are_let_through() -> None:
    """A whole year of terms is no fault, nor are the same days in another borough."""
    other = evolve(AUTUMN, id="calendar/3", borough="barnet")
    assert [] == found(AUTUMN, SPRING, other)


@given(st.integers(0, 108))
def test_two_terms_of_a_borough_never_share_a_day(days: int) -> None:
    """A term that begins within another is refused, whichever was there before."""
    first = AUTUMN.first + dt.timedelta(days=days)
    second = evolve(SPRING, first=first)
    for changes, held in (((AUTUMN, second), ()), ((second,), (AUTUMN,))):
        assert ["terms_overlap"] == [each.code for each in found(*changes, held=held)]


def test_a_correction_is_not_held_against_what_it_corrects() -> None:
    """A term may be moved by a day although its old days overlap the new ones."""
    moved = evolve(AUTUMN, last=dt.date(2026, 12, 19))
    assert [] == found(moved, held=[AUTUMN])


def test_an_agreement_that_takes_over_does_not_overlap_itself() -> None:
    """Two stretches of one term, agreed one after the other, are no fault."""
    agreed = dt.date(2026, 11, 1)
    old = evolve(AUTUMN, valid=DateRange(None, agreed))
    new = evolve(AUTUMN, last=dt.date(2026, 12, 16), valid=DateRange(agreed))
    assert [] == found(old, new)
    other = evolve(SPRING, first=dt.date(2026, 12, 17))
    assert ["terms_overlap"] == [each.code for each in found(old, new, other)]
    assert [] == found(new, evolve(other, valid=DateRange(agreed)))
