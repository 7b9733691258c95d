"""When a report counts as published: typed in, taken as, or not known.

The provider file holds no publication dates.  A date typed in by an officer wins and
the report decides from the day after it.  Without one, the report is taken as published
on the edition date of the first file that shows it or some months after the
inspection, whichever is earlier; before that day nobody can tell.
"""

import datetime as dt
from functools import cache

from earlyyears.kernel import add_months

from .records import Inspection

__all__ = ["deemed_on", "is_published"]


@cache
def _months_later(day: dt.date, months: int) -> dt.date:
    return add_months(day, months)


def deemed_on(inspection: Inspection, months: int) -> dt.date:
    """The day from which a report without a publication date counts as published.

    >>> from earlyyears.inspection import EducationInspection
    >>> visit = Inspection(
    ...     id="inspection/a",
    ...     setting="setting/a",
    ...     registration="registration/a",
    ...     inspected_on=dt.date(2021, 6, 30),
    ...     known_on=dt.date(2021, 8, 31),
    ...     outcome=EducationInspection(grade=2),
    ... )
    >>> deemed_on(visit, 3), deemed_on(visit, 1)
    (datetime.date(2021, 8, 31), datetime.date(2021, 7, 30))
    """
    later = _months_later(inspection.inspected_on, months)
    known = inspection.known_on
    return later if known is None or later < known else known


def is_published(inspection: Inspection, on: dt.date, months: int) -> bool | None:
    """Say whether the report decides anything on a day; None where nobody can tell."""
    published = inspection.published_on
    if published is not None:
        return published < on
    known = inspection.known_on
    if known is not None and known <= on:
        return True
    return True if _months_later(inspection.inspected_on, months) <= on else None
