"""A small invented borough with a network, mentors and advisers, and a clock."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from earlyyears.app import MACHINE, Hub, open_hub
from earlyyears.inspection import EducationInspection, Inspection, inspection_id
from earlyyears.kernel import DateRange, EarlyYearsError, Record, evolve
from earlyyears.ledger import RefusedError
from earlyyears.mentoring import ActionPlan, Allocation, Audit, Mentor, Release, Visit
from earlyyears.people import Person, Post, Qualification
from earlyyears.places import Network, NetworkMember, Provider, Registration, Setting

BEGAN = DateRange(dt.date(2019, 9, 1))
#: The day on which most tests are played.
DAY = dt.date(2026, 3, 2)
GOOD, POOR = 2, 3

NURSERY = "setting/nursery"
ELM, ASH, OAK, FAR = (f"setting/{name}" for name in ("elm", "ash", "oak", "far"))
MENTOR, OTHER, ADVISER = "person/mentor", "person/other", "person/adviser"
NORTH = "network/north"


def day(text: str) -> dt.date:
    """A day as ISO text."""
    return dt.date.fromisoformat(text)


def setting(id_: str, number: int, kind: str = "full_day_care") -> list[Record]:
    """A setting on the Early Years Register, run by a person of its own."""
    where = Setting(
        id=id_, valid=BEGAN, name=f"Nursery {number}", kind=kind, borough="newham"
    )
    owner = Provider(
        id=f"provider/ofsted:RP90000{number}", identifier=f"RP90000{number}"
    )
    held = Registration(
        id=f"registration/ofsted:EY90000{number}",
        valid=BEGAN,
        setting=id_,
        identifier=f"ofsted:EY90000{number}",
        registered_on=BEGAN.start,
        type="non_domestic",
        subtype="full_day_care",
        registers=("eyr",),
        provider=owner.id,
    )
    return [where, owner, held]


def inspected(
    id_: str, number: int, on: dt.date, grade: int, published: dt.date | None = None
) -> Inspection:
    """An inspection as an officer types it in."""
    return Inspection(
        id=inspection_id(f"ofsted:EY90000{number}", "eif", on),
        valid=DateRange(on),
        setting=id_,
        registration=f"registration/ofsted:EY90000{number}",
        inspected_on=on,
        published_on=published or on + dt.timedelta(days=21),
        outcome=EducationInspection(grade=grade),
    )


def member(id_: str, network: str = NORTH) -> NetworkMember:
    """A setting's membership of the network."""
    return NetworkMember(
        id=f"network-member/{id_}", network=network, setting=id_, valid=BEGAN
    )


def people() -> Iterator[Record]:
    """Two mentors and an adviser in their posts."""
    posts = (
        (MENTOR, "mentor-1", "hub_mentor", ()),
        (OTHER, "mentor-2", "hub_mentor", ()),
        (ADVISER, "adviser-1", "early_years_advisor", ("advisory-team",)),
        ("person/lead", "hub-lead", "hub_lead", ()),
    )
    for person, post, title, teams in posts:
        yield Person(id=person, name=f"Invented {post}")
        yield Post(
            id=f"post/{post}",
            post=post,
            holder=person,
            title=title,
            teams=teams,
            valid=BEGAN,
        )


def mentor(person: str = MENTOR, home: str = NURSERY, **fields: Any) -> Mentor:
    """An appointment since September 2023."""
    usual: dict[str, Any] = {
        "post": "nursery_deputy",
        "funding": "hub_grant",
        "network": NORTH,
        "valid": DateRange(dt.date(2023, 9, 1)),
    }
    id_ = f"mentor/{person.partition('/')[2]}"
    return Mentor(person=person, home=home, **{"id": id_, **usual, **fields})


def release(of: str = "mentor/mentor", school: str = NURSERY, **fields: Any) -> Release:
    """A release of half a day a week."""
    usual: dict[str, Any] = {
        "agreed_by": "head-1",
        "valid": DateRange(dt.date(2023, 9, 1)),
    }
    id_ = f"release/{of.partition('/')[2]}"
    return Release(mentor=of, school=school, **{"id": id_, **usual, **fields})


def certificate(person: str = MENTOR, **fields: Any) -> Qualification:
    """A certificate for ITERS-3 that began in 2024."""
    usual: dict[str, Any] = {
        "subject": "iters-3/2017",
        "awarded_on": dt.date(2024, 9, 1),
        "awarded_by": "a trainer",
    }
    id_ = f"qualification/{person.partition('/')[2]}"
    return Qualification(holder=person, **{"id": id_, **usual, **fields})


def allocated(
    where: str = ELM, person: str = MENTOR, since: dt.date = DAY, **fields: Any
) -> Allocation:
    """Somebody's work with a setting from a day on."""
    token = f"{where.partition('/')[2]}-{person.partition('/')[2]}"
    usual: dict[str, Any] = {"valid": DateRange(since)}
    id_ = f"allocation/{token}"
    return Allocation(setting=where, person=person, **{"id": id_, **usual, **fields})


def visit(where: str = ELM, on: dt.date = DAY, **fields: Any) -> Visit:
    """A support visit to a setting that is planned."""
    usual: dict[str, Any] = {
        "direction": "to_setting",
        "kind": "support",
        "person": MENTOR,
        "valid": DateRange(on - dt.timedelta(days=30)),
    }
    id_ = f"visit/{where.partition('/')[2]}/{on}"
    return Visit(setting=where, on=on, **{"id": id_, **usual, **fields})


def audit(where: str = ELM, on: dt.date = DAY, **fields: Any) -> Audit:
    """An audit of the babies' room that was scored, with consent."""
    usual: dict[str, Any] = {
        "room": "babies",
        "scale": "iters-3",
        "edition": "2017",
        "assessor": MENTOR,
        "consent_on": on - dt.timedelta(days=10),
        "consent_by": "manager",
        "observation": f"observation/{where}/{on}",
        "state": "scored",
        "valid": DateRange(on),
    }
    id_ = f"audit/{where.partition('/')[2]}/{on}"
    return Audit(setting=where, on=on, **{"id": id_, **usual, **fields})


def plan(where: str = ELM, since: dt.date = DAY, **fields: Any) -> ActionPlan:
    """A plan that both sides have signed."""
    usual: dict[str, Any] = {
        "body": "mentors",
        "person": MENTOR,
        "setting_signed_on": since,
        "setting_signed_by": "manager",
        "supporter_signed_on": since,
        "state": "agreed",
        "valid": DateRange(since),
    }
    id_ = f"action-plan/{where.partition('/')[2]}"
    return ActionPlan(setting=where, **{"id": id_, **usual, **fields})


def borough() -> list[Record]:
    """A nursery school, four settings found good, a network of three, and people."""
    made: list[Record] = [
        Setting(
            id=NURSERY,
            valid=BEGAN,
            name="Nursery school",
            kind="maintained_nursery_school",
            borough="newham",
        ),
        Network(id=NORTH, name="North", borough="newham", anchor=NURSERY, valid=BEGAN),
    ]
    for number, id_ in enumerate((ELM, ASH, OAK, FAR), 1):
        made += setting(id_, number)
        made.append(inspected(id_, number, dt.date(2022, 5, 10), GOOD))
    made += [member(id_) for id_ in (ELM, ASH, OAK)]
    return [*made, *people(), certificate()]


class Days:
    """A clock that a test can turn."""

    def __init__(self, today: dt.date) -> None:
        self.today = today

    def __call__(self) -> dt.datetime:
        """Noon of the day."""
        return dt.datetime.combine(self.today, dt.time(12), dt.UTC)


@contextmanager
def hub_with(
    *records: Record,
    today: dt.date = DAY,
    actor: str = "hub-lead",
    url: str = "memory:",
    clock: Callable[[], dt.datetime] | None = None,
) -> Iterator[Hub]:
    """A hub with the borough and more records in it, in two commits."""
    edge = evolve(MACHINE, clock=clock or Days(today))
    with open_hub(url, edge=edge, actor=actor, plugins=()) as hub:
        hub.record(*borough(), reason="what was known")
        if records:
            hub.record(*records, reason="what else was known")
        yield hub


def refused(hub: Hub, *records: Any) -> list[str]:
    """The codes with which a change is refused, nothing where it is written."""
    try:
        hub.record(*records, reason="a try")
    except RefusedError as error:
        return sorted(finding.code for finding in error.findings)
    return []


def codes(findings: Iterable[Any]) -> list[str]:
    """The codes of findings, in order."""
    return sorted(one.code for one in findings)


def refusal(work: Callable[[], object]) -> str:
    """The code with which something is refused, or nothing."""
    try:
        work()
    except EarlyYearsError as error:
        return error.code
    return ""
