"""The council, the schools and the hub they form, and the people in its posts."""

from collections.abc import Iterator, Mapping
from typing import Any

from earlyyears.kernel import DateRange, Record
from earlyyears.people import Body, Interest, Person, Post, Qualification, Seat
from earlyyears.places import Organisation, Partnership

from .plan import plan
from .telling import Telling

__all__ = ["partners", "people", "seats"]


def partners(telling: Telling) -> Iterator[Record]:
    """The organisations of the hub and the hub itself."""
    council = telling.id("organisation", "council")
    yield Organisation(
        id=council,
        name=f"{telling.name} council",
        kind="local_authority",
        boroughs=(telling.key,),
    )
    for school in telling.anchors:
        yield Organisation(
            id=telling.id("organisation", school.identifier),
            name=school.name or "",
            kind="nursery_school",
            boroughs=(telling.key,),
        )
    schools = [telling.id("organisation", one.identifier) for one in telling.anchors]
    yield Partnership(
        id=telling.id("partnership"),
        name=f"{telling.name} early years hub",
        kind="hub",
        partners=(council, *schools),
        lead=council,
        boroughs=(telling.key,),
        aims=plan()["partnership"]["aims"],
        valid=DateRange(plan()["partnership"]["formed"]),
    )


def people(telling: Telling) -> Iterator[Record]:
    """Everybody in a post, under the name of the post."""
    schools = [one.identifier for one in telling.anchors]
    for row in plan()["post"]:
        for number in range(1, row.get("holders", 1) + 1):
            at_school = row["employer"] == "nursery_school"
            employer = schools[number % len(schools)] if at_school else "council"
            yield from _holder(telling, row, number, employer)


def seats(telling: Telling) -> Iterator[Record]:
    """Who sits on the steering group, whom they speak for, and what they declare."""
    steering = telling.id("body", "steering-group")
    formed = DateRange(plan()["partnership"]["formed"])
    yield Body(id=steering, name="Steering group", kind="steering", valid=formed)
    for row in plan()["seat"]:
        person = telling.id("person", row["who"])
        if row["who"] not in _posts():
            said = row["who"].replace("-", " ").capitalize()
            yield Person(id=person, name=f"{said} (fictional)")
        yield Seat(
            id=telling.id("seat", row["who"]),
            body=steering,
            holder=person,
            sector=row.get("sector", ""),
            role=row["role"],
            valid=formed,
        )
    for row in plan()["qualification"]:
        yield Qualification(
            id=telling.id("qualification", row["who"], row["subject"]),
            holder=telling.id("person", row["who"]),
            subject=row["subject"],
            awarded_on=row["awarded_on"],
            valid=DateRange(row["awarded_on"]),
        )
    for row in plan()["interest"]:
        yield Interest(
            id=telling.id("interest", row["who"]),
            holder=telling.id("person", row["who"]),
            about=telling.id("organisation", telling.anchors[0].identifier),
            nature=row["nature"],
            valid=DateRange(row["from"]),
        )


def _posts() -> set[str]:
    rows = plan()["post"]
    several = {
        f"{row['post']}-{number}"
        for row in rows
        for number in range(1, row.get("holders", 1) + 1)
    }
    return several | {row["post"] for row in rows}


def _holder(
    telling: Telling, row: Mapping[str, Any], number: int, employer: str
) -> Iterator[Record]:
    several = row.get("holders", 1) > 1
    key = f"{row['post']}-{number}" if several else row["post"]
    person = telling.id("person", key)
    said = key.replace("-", " ").capitalize()
    yield Person(
        id=person, name=f"{said} (fictional)", email=f"{key}@{telling.key}.example"
    )
    yield Post(
        id=telling.id("post", key),
        post=key,
        holder=person,
        organisation=telling.id("organisation", employer),
        teams=tuple(row["teams"]),
        title=row["title"],
        valid=DateRange(plan()["partnership"]["formed"]),
    )
