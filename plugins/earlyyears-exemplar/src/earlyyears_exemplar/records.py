"""The kinds of record that are Marlow Vale's own.

A class is all there is to write: storage, history, tables in and out, JSON Schema,
erasure and a page of documentation follow from it.
"""

import datetime as dt

from earlyyears.kernel import Record, fact, personal, record, ref

__all__ = ["LevelAward", "TrainingDay"]


# `local_quality` keeps it out of entitlement money: see money.py.
@record(
    "exemplar.level-award",
    purpose="supporting settings",
    keep="six-years",
    local_quality=True,
)
class LevelAward(Record):
    """A level that Marlow Vale gave to a setting, for as long as it is valid."""

    setting: str = ref("setting", label="Setting")
    level: str = fact(label="Level", codes="exemplar-level")


@record("exemplar.training-day", purpose="paying for cover", keep="six-years")
class TrainingDay(Record):
    """Somebody of a setting went to a training day, and was covered for."""

    setting: str = ref("setting", label="Setting")
    held_on: dt.date = fact(label="Held on")
    #: Whole hours for which somebody stood in.
    hours: int = fact(label="Hours of cover")
    attended: str = personal("checking a claim", default="", label="Who went")
