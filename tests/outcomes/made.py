"""Small partnerships for the tests of this room; everything in them is invented."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from earlyyears.alignment import Alignment, Statement
from earlyyears.app import Hub, open_hub
from earlyyears.kernel import ItemRef, Record, evolve, since
from earlyyears.outcomes import (
    DeliveryPlan,
    Indicator,
    IndicatorValue,
    Outcome,
    PlanItem,
    ReportPeriod,
)
from earlyyears.people import Body, Chair, Person, Seat
from earlyyears.places import Organisation

DAY = dt.date(2024, 7, 1)
BODY = Body(id="body/strategic", name="An invented group", kind="strategic")
CHAIR = Chair(id="chair/1", body=BODY.id, holder="person/chair", independent=True)


@contextmanager
def opened() -> Iterator[Hub]:
    """An empty hub in memory, for the hub's co-ordinator."""
    with open_hub("memory:", borough="newham", actor="co-ordinator", plugins=()) as hub:
        yield hub


def partners(number: int) -> tuple[Organisation, ...]:
    """Some organisations that take part."""
    return tuple(
        Organisation(
            id=f"organisation/{place}", name=f"Invented partner {place}", kind="charity"
        )
        for place in range(1, number + 1)
    )


def seat(place: int, **given: Any) -> Seat:
    """A filled seat on the body."""
    told: dict[str, Any] = {"holder": f"person/{place}", "sector": "maintained"}
    return Seat(id=f"seat/{place}", body=BODY.id, **{**told, **given})


def person(place: int) -> Person:
    """A role-holder without a real name."""
    return Person(id=f"person/{place}", name=f"Role-holder {place}")


def outcome(item: str, owner: str | None = "organisation/1", **given: Any) -> Outcome:
    """An outcome of the shared framework."""
    return Outcome(
        id=f"outcome/{item}",
        framework="shared",
        edition="2024",
        item=item,
        text=f"Outcome {item}",
        owner=owner,
        **given,
    )


def indicator(key: str, outcome: str, **given: Any) -> Indicator:
    """A share that is wanted to go up."""
    told: dict[str, Any] = {
        "name": f"Indicator {key}",
        "definition": "children who take up a place, of those who may",
        "numerator": "children with a place",
        "denominator": "children who may have one",
        "source": "headcount",
        "unit": "share",
        "counting_unit": "children",
        "frequency": "term",
        "direction": "up",
        "level": "performance",
        "baseline": Decimal("0.5"),
        "baseline_on": dt.date(2022, 7, 1),
    }
    return Indicator(id=f"indicator/{key}", outcome=outcome, **{**told, **given})


def measured(
    key: str, indicator: str, about: dt.date, of: tuple[int, int], **given: Any
) -> IndicatorValue:
    """Two counts that a source gave."""
    told: dict[str, Any] = {"source": "headcount", "vintage": about + dt.timedelta(60)}
    return IndicatorValue(
        id=f"indicator-value/{key}",
        indicator=indicator,
        about=about,
        numerator=Decimal(of[0]),
        denominator=Decimal(of[1]),
        **{**told, **given},
    )


def statement(framework: str, item: str, edition: str = "2021") -> Statement:
    """A statement of another framework."""
    return Statement(
        id=f"statement/{framework}-{edition}-{item}",
        framework=framework,
        edition=edition,
        item=item,
        text=f"Statement {item}",
    )


def serves(outcome: Outcome, framework: str, item: str) -> Alignment:
    """An outcome serves a statement of another framework."""
    far = ItemRef(framework, "2021", item)
    return Alignment(
        id=f"alignment/{outcome.item}-{framework}-{item}",
        item=str(outcome.points_at),
        serves=str(far),
    )


def plan(state: str = "draft", **given: Any) -> DeliveryPlan:
    """The body's plan."""
    return DeliveryPlan(
        id="delivery-plan/1", name="The shared plan", body=BODY.id, state=state, **given
    )


def item(number: str, **given: Any) -> PlanItem:
    """An item of the plan."""
    told: dict[str, Any] = {"owner": "organisation/1", "action": f"Action {number}"}
    return PlanItem(
        id=f"plan-item/{number}",
        plan="delivery-plan/1",
        item=number,
        **{**told, **given},
    )


def period(expected: tuple[Organisation, ...], **given: Any) -> ReportPeriod:
    """The summer term's report, from some partners."""
    told: dict[str, Any] = {
        "name": "Report of the summer term",
        "body": BODY.id,
        "term": "summer 2024",
        "first": dt.date(2024, 4, 15),
        "last": dt.date(2024, 7, 23),
        "due": dt.date(2024, 7, 5),
        "expected": tuple(one.id for one in expected),
    }
    return ReportPeriod(id="report-period/1", **{**told, **given})


def later(record: Record, day: dt.date, **changed: Any) -> Any:
    """The same record from a later day on, with something changed."""
    return evolve(record, valid=since(day.year, day.month, day.day), **changed)
