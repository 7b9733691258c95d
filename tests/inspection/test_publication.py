"""When a report counts as published: typed in, taken as, or not known."""

import datetime as dt

import pytest

from earlyyears.inspection import (
    EducationInspection,
    Inspection,
    deemed_on,
    inspection_id,
    is_published,
)

MADE = dt.date(2021, 11, 30)


def made(published: dt.date | None = None, known: dt.date | None = None) -> Inspection:
    """An inspection of the last day of November."""
    return Inspection(
        id=inspection_id("ofsted:EY123456", "eif", MADE),
        setting="setting/elm",
        registration="registration/ofsted:EY123456",
        inspected_on=MADE,
        published_on=published,
        known_on=known,
        outcome=EducationInspection(grade=2),
    )


@pytest.mark.parametrize(
    ("published", "known", "on", "said"),
    [
        (dt.date(2021, 12, 10), None, dt.date(2021, 12, 10), False),
        (dt.date(2021, 12, 10), None, dt.date(2021, 12, 11), True),
        (dt.date(2022, 6, 1), dt.date(2021, 12, 31), dt.date(2022, 3, 1), False),
        (None, None, dt.date(2022, 2, 27), None),
        (None, None, dt.date(2022, 2, 28), True),
        (None, dt.date(2021, 12, 31), dt.date(2021, 12, 30), None),
        (None, dt.date(2021, 12, 31), dt.date(2021, 12, 31), True),
        (None, dt.date(2022, 8, 31), dt.date(2022, 2, 28), True),
    ],
)
def test_a_typed_date_wins_and_else_the_earlier_of_two_days_counts(
    published: dt.date | None, known: dt.date | None, on: dt.date, *, said: bool | None
) -> None:
    """The file's edition or three months after the inspection, the earlier."""
    assert is_published(made(published, known), on, 3) is said


def test_the_months_are_the_boroughs_to_choose() -> None:
    """One month after the last of November is the thirtieth of December."""
    assert dt.date(2021, 12, 30) == deemed_on(made(), 1)
    assert dt.date(2021, 12, 5) == deemed_on(made(known=dt.date(2021, 12, 5)), 1)
