"""What an inspection may say of its days, and what is refused."""

import datetime as dt

import pytest

from earlyyears.inspection import EducationInspection, Inspection, guards
from earlyyears.kernel import Record, Snapshot

TODAY = dt.date(2026, 11, 25)
DAY = dt.timedelta(days=1)


class Today(Snapshot):
    """No facts but the day, which is all that the guard asks for."""

    def at(self, on: dt.date) -> "Today":
        """The same on another day."""
        return Today(on=on)

    def turns(self, kind: type[Record]) -> tuple[dt.date, ...]:  # noqa: ARG002
        """Nothing begins or ends."""
        return ()


def found(inspected: dt.date, published: dt.date | None = None) -> list[str]:
    """The codes of what the guard finds in one inspection."""
    one = Inspection(
        id=f"inspection/ofsted:EY900001/eif/{inspected}",
        setting="setting/1",
        registration="registration/ofsted:EY900001",
        inspected_on=inspected,
        published_on=published,
        outcome=EducationInspection(grade=2),
    )
    (guard,) = guards()
    return [each.code for each in guard.check([one, "an ending"], Today(on=TODAY))]


@pytest.mark.parametrize("published", [None, TODAY, TODAY + DAY])
def test_an_inspection_of_today_may_be_written_down(published: dt.date | None) -> None:
    """The day itself counts, and publication may be still to come."""
    assert [] == found(TODAY, published)


def test_an_inspection_of_tomorrow_is_refused() -> None:
    """Nobody knows what inspectors will find."""
    assert ["inspected_in_future"] == found(TODAY + DAY)


def test_a_report_is_not_published_before_the_visit() -> None:
    """One of the two days is a slip."""
    assert ["published_before_inspected"] == found(TODAY, TODAY - DAY)
