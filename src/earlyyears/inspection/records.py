"""Inspections as records: what was found, and the three dates that must stay apart."""

import datetime as dt

from earlyyears.kernel import Record, fact, record, ref

from .outcomes import Outcome

__all__ = ["Inspection", "inspection_id"]


@record(
    "inspection", purpose="knowing the quality that inspectors found", visible="public"
)
class Inspection(Record):
    """One inspection of one registration under one framework on one day.

    It was made on `inspected_on`, its report appeared on `published_on` (None while
    nobody has said), and the hub's files show it since `known_on`.  The id is made from
    registration, framework and date, so that an outcome typed in on publication day and
    the same outcome in a later file are one inspection.
    """

    setting: str = ref("setting", label="Setting")
    registration: str = ref("registration", label="Registration")
    inspected_on: dt.date = fact(label="Inspection date")
    outcome: Outcome = fact(label="Outcome")
    published_on: dt.date | None = fact(default=None, label="Published on")
    #: Edition date of the earliest file that shows it, None where it was typed in.
    known_on: dt.date | None = fact(default=None, label="Known since")
    #: The inspectorate's number, as text: it has 6, 7 or 8 digits.
    number: str = fact(default="", label="Inspection number")


def inspection_id(identifier: str, framework: str, inspected_on: dt.date) -> str:
    """The id of an inspection, from what makes it the same inspection everywhere.

    >>> inspection_id("ofsted:EY123456", "eif", dt.date(2021, 11, 15))
    'inspection/ofsted:EY123456/eif/2021-11-15'
    """
    return f"inspection/{identifier}/{framework}/{inspected_on.isoformat()}"
