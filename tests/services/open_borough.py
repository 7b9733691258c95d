"""A borough of report cards in which much is still open."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from earlyyears.app import MACHINE, Hub, open_hub
from earlyyears.inspection import (
    EducationInspection,
    Inspection,
    NoChildrenOnRoll,
    Outcome,
    SettingReportCard,
    areas,
    inspection_id,
)
from earlyyears.kernel import DateRange, Record, evolve
from earlyyears.places import Registration, Setting

#: The day that most tests ask about.
DAY = dt.date(2026, 3, 1)
#: The day on which the tests are played.
TODAY = dt.date(2026, 11, 25)
WINTER = dt.date(2025, 12, 1)
SPRING = dt.date(2026, 2, 20)
_BEGAN = DateRange(dt.date(2019, 9, 1))


def card(**judged: str | None) -> SettingReportCard:
    """A report card on which everything is as expected, unless told otherwise."""
    usual: dict[str, Any] = dict.fromkeys(areas(), "expected")
    return SettingReportCard(**{"safeguarding": "met", **usual, **judged})


def setting(number: int, *, borough: str = "newham") -> list[Record]:
    """A setting on the Early Years Register, with its registration."""
    where = Setting(
        id=f"setting/{number}",
        valid=_BEGAN,
        name=f"Nursery {number}",
        kind="full_day_care",
        borough=borough,
    )
    held = Registration(
        id=f"registration/ofsted:EY90000{number}",
        valid=_BEGAN,
        setting=where.id,
        identifier=f"ofsted:EY90000{number}",
        registered_on=_BEGAN.start,
        type="non_domestic",
        subtype="full_day_care",
        registers=("eyr",),
    )
    return [where, held]


def visit(
    number: int, on: dt.date, outcome: Outcome, published: dt.date | None
) -> Inspection:
    """An inspection of a setting as somebody typed it in."""
    return Inspection(
        id=inspection_id(f"ofsted:EY90000{number}", outcome.framework, on),
        valid=DateRange(on),
        setting=f"setting/{number}",
        registration=f"registration/ofsted:EY90000{number}",
        inspected_on=on,
        published_on=published,
        outcome=outcome,
    )


def good(number: int) -> Inspection:
    """An old inspection that found a setting good."""
    on = dt.date(2022, 5, 10)
    return visit(number, on, EducationInspection(grade=2), dt.date(2022, 6, 10))


_PUBLISHED = dt.date(2026, 2, 25)

#: Settings on which the presets differ: two under one preset, one more under another.
PRESETS: tuple[Record, ...] = (
    *(one for number in (1, 2, 3) for one in setting(number)),
    visit(1, SPRING, card(inclusion="needs_attention"), _PUBLISHED),
    visit(2, SPRING, card(inclusion="needs_attention"), _PUBLISHED),
    visit(3, SPRING, card(inclusion="urgent_improvement"), _PUBLISHED),
)
#: Good settings with a card of December 2025, one of them with weak leadership.
RULINGS: tuple[Record, ...] = (
    *(one for number in (4, 5) for one in (*setting(number), good(number))),
    visit(4, WINTER, card(leadership_and_governance="needs_attention"), _PUBLISHED),
    visit(5, WINTER, card(), _PUBLISHED),
)
#: A good setting with a bad card of which nobody knows when it was published.
PUBLICATION: tuple[Record, ...] = (
    *(*setting(6), good(6)),
    visit(6, SPRING, card(leadership_and_governance="needs_attention"), None),
)
#: A setting in which there were no children, and one with a blank judgement.
OTHERS: tuple[Record, ...] = (
    *(*setting(7), *setting(8)),
    visit(7, SPRING, NoChildrenOnRoll(outcome="met"), _PUBLISHED),
    visit(8, SPRING, card(leadership_and_governance=None), _PUBLISHED),
)
EVERYTHING = (*PRESETS, *RULINGS, *PUBLICATION, *OTHERS)


def opened(records: Iterable[Record], url: str = "memory:", **options: Any) -> Hub:
    """A hub that knows these records, on the day the tests are played."""
    noon = dt.datetime.combine(TODAY, dt.time(12), dt.UTC)
    options = {"actor": "head-of-early-years", "plugins": (), **options}
    hub = open_hub(url, edge=evolve(MACHINE, clock=lambda: noon), **options)
    hub.record(*records, reason="what was known")
    return hub


def lead(hub: Hub, number: int, on: dt.date = DAY) -> str | None:
    """Who leads on a setting."""
    wanted = f"ofsted:EY90000{number}"
    (row,) = hub.worklist(hub.at(on), setting=wanted)
    return row.lead
