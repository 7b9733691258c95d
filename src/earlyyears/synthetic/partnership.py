"""Two years of a fictional partnership, as its people recorded them, step by step."""

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from types import ModuleType
from typing import Any

from earlyyears import alignment, governance, outcomes, people, places
from earlyyears.kernel import (
    DateRange,
    Pence,
    Record,
    evolve,
    fields_of,
    frozen,
    kind_of,
    read_toml,
)

__all__ = ["Ending", "Step", "partnership_steps"]

_ROOMS: tuple[ModuleType, ...] = (places, people, alignment, governance, outcomes)
_DAY = dt.timedelta(days=1)


@frozen
class Ending:
    """A record that is not there any more from a day on."""

    kind: str
    id: str
    valid: DateRange


@frozen
class Step:
    """What was recorded on one day: by which post, why, and the records."""

    on: dt.date
    by: str
    reason: str
    records: tuple[Record | Ending, ...]


def partnership_steps() -> tuple[Step, ...]:
    """Everything that the fictional partnership recorded, in the order of the days.

    Each of the six termly reports is opened, gets its contributions and a waiver for
    the partner who never sends anything, is consolidated and approved.

    >>> steps = partnership_steps()
    >>> steps[0].reason, steps[0].by
    ('founding of the hub', 'hub-lead')
    """
    plan = _plan()
    told = [_step(row) for row in plan["step"]]
    terms = [step for row in plan["report"] for step in _report(row)]
    return tuple(sorted([*told, *terms], key=lambda step: step.on))


@cache
def _plan() -> Mapping[str, Any]:
    return read_toml(files("earlyyears.synthetic") / "data" / "partnership.toml")


@cache
def _classes() -> Mapping[str, type[Record]]:
    named = (getattr(room, name) for room in _ROOMS for name in room.__all__)
    found = (one for one in named if isinstance(one, type) and issubclass(one, Record))
    return {kind_of(one).name: one for one in found if one is not Record}


def _step(row: Mapping[str, Any]) -> Step:
    records = tuple(_made(each) for each in row["records"])
    return Step(row["on"], row["by"], row["reason"], records)


def _made(row: Mapping[str, Any]) -> Record | Ending:
    days = DateRange(row.get("from"), row.get("before"))
    if "ended" in row:
        return Ending(row["ended"], f"{row['ended']}/{row['id']}", days)
    cls = _classes()[row["kind"]]
    types = {one.name: one.type for one in fields_of(cls)}
    # A record's own field `kind` is written `type`, since `kind` names its class.
    given = {
        "kind" if key == "type" else key: value
        for key, value in row.items()
        if key not in {"kind", "id", "from", "before"}
    }
    told = {key: _value(types[key], value) for key, value in given.items()}
    return cls(id=f"{row['kind']}/{row['id']}", valid=days, **told)


def _value(type_: Any, value: Any) -> Any:
    if isinstance(value, str) and "Decimal" in str(type_):
        return Decimal(value)
    if isinstance(value, int) and "Pence" in str(type_):
        return Pence(value)
    return _several(value) if isinstance(value, list) else value


def _several(values: Any) -> tuple[Any, ...]:
    return tuple(values)


# -------------------------------------------------------------------- termly reports


def _report(row: Mapping[str, Any]) -> Iterator[Step]:
    term = str(row["term"])
    key = term.replace(" ", "-")
    expected = ("council", "nursery-school", "playgroups", "health")
    period = outcomes.ReportPeriod(
        id=f"report-period/{key}",
        name=f"{term.capitalize()} term report",
        body="body/group",
        term=term,
        first=row["first"],
        last=row["last"],
        due=row["due"],
        expected=tuple(f"organisation/{one}" for one in expected),
        plan="delivery-plan/1",
        valid=DateRange(row["opened"]),
    )
    sent = tuple(
        outcomes.Contribution(
            id=f"contribution/{key}-{one}",
            period=period.id,
            contributor=f"organisation/{one}",
            received_on=row["due"] - _DAY,
            values=(),
            narrative=f"What we did in the {term} term.",
        )
        for one in expected[:-1]
    )
    waiver = outcomes.ContributionWaiver(
        id=f"contribution-waiver/{key}-health",
        period=period.id,
        contributor="organisation/health",
        chair="chair/1",
        reason="nothing came, as before",
        on=row["due"],
    )
    yield Step(row["opened"], "co-ordinator", f"report of {term}", (period,))
    yield Step(row["due"], "co-ordinator", f"contributions of {term}", sent)
    together = evolve(period, state="consolidated", valid=DateRange(row["due"] + _DAY))
    yield Step(
        row["due"] + _DAY, "hub-lead", f"{term} without health", (waiver, together)
    )
    approved = evolve(period, state="approved", valid=DateRange(row["approved"]))
    yield Step(row["approved"], "hub-lead", f"report of {term} approved", (approved,))
