"""A fictional borough of ten mentors and ninety settings, in a hub in memory."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

import earlyyears as ey
from earlyyears.inspection import EducationInspection, Inspection, inspection_id
from earlyyears.kernel import DateRange, Record
from earlyyears.mentoring import Allocation, Mentor, PlanningParameter, Release
from earlyyears.people import Person, Qualification
from earlyyears.places import Network, NetworkMember, Registration, Setting
from earlyyears.roles import Override

ON = dt.date(2026, 11, 25)
YEAR = DateRange(dt.date(2026, 9, 1), dt.date(2027, 9, 1))
BOROUGH = "marlow-vale"
MENTORS, SETTINGS = 10, 90


def setting(key: str, number: int, body: str = "mentors") -> Iterator[Record]:
    """A group setting that a body leads on for the year."""
    place = f"setting/{key}"
    yield Setting(id=place, name=key.title(), kind="full_day_care", borough=BOROUGH)
    yield Registration(
        id=f"registration/ofsted:EY{number}",
        setting=place,
        identifier=f"ofsted:EY{number}",
        registered_on=dt.date(2015, 9, 1),
        type="non_domestic",
        subtype="full_day_care",
        registers=("eyr",),
        postcode="ZZ1 1AA",
        provider=f"provider/ofsted:RP{number}",
    )
    yield Override(
        id=f"override/{key}",
        valid=YEAR,
        setting=place,
        body=body,
        reason="as the test needs it",
        approver="head of service",
    )


def judged_good(key: str, number: int) -> Inspection:
    """A good inspection of a setting, published before the year."""
    day = dt.date(2024, 3, 5)
    return Inspection(
        id=inspection_id(f"ofsted:EY{number}", "eif", day),
        setting=f"setting/{key}",
        registration=f"registration/ofsted:EY{number}",
        inspected_on=day,
        published_on=dt.date(2024, 4, 5),
        outcome=EducationInspection(grade=2),
    )


def mentor(
    key: str, home: str, *, network: str | None = None, cap: int | None = 9
) -> Iterator[Record]:
    """A mentor released for half a day a week, with a certificate."""
    person = f"person/{key}"
    yield Person(id=person, name=f"Mentor {key}")
    yield Mentor(
        id=f"mentor/{key}",
        valid=YEAR,
        person=person,
        home=f"setting/{home}",
        post="nursery_head",
        funding="hub_grant",
        network=network,
    )
    yield Release(
        id=f"release/{key}",
        valid=YEAR,
        mentor=f"mentor/{key}",
        school=f"setting/{home}",
        half_days=Decimal(1),
        cap=cap,
        agreed_by="head",
    )
    yield Qualification(
        id=f"qualification/{key}",
        holder=person,
        subject="iters-3/2017",
        awarded_on=dt.date(2025, 9, 1),
    )


def network(key: str, *settings: str) -> Iterator[Record]:
    """A network with its members."""
    yield Network(id=f"network/{key}", name=key.title(), borough=BOROUGH)
    for one in settings:
        yield NetworkMember(
            id=f"network-member/{key}-{one}",
            network=f"network/{key}",
            setting=f"setting/{one}",
        )


def parameter(key: str, value: str) -> PlanningParameter:
    """A figure by which the borough plans."""
    return PlanningParameter(
        id=f"planning-parameter/{BOROUGH}/{key}",
        borough=BOROUGH,
        parameter=key,
        value=Decimal(value),
        reason="agreed in the test",
    )


def allocation(key: str, who: str, state: str = "active") -> Allocation:
    """A setting's work with a mentor since the start of the year."""
    return Allocation(
        id=f"allocation/{key}",
        valid=DateRange(YEAR.start),
        setting=f"setting/{key}",
        person=f"person/{who}",
        state=state,
    )


def hub(*records: Record) -> ey.Hub:
    """A hub in memory that holds some records."""
    made = ey.open_hub("memory:", borough="newham", actor="hub-lead", plugins=())
    later = [one for one in records if isinstance(one, Allocation)]
    first = [one for one in records if not isinstance(one, Allocation)]
    made.record(*first, reason="a borough for tests")
    if later:
        made.record(*later, reason="who supports whom so far")
    return made


def newham() -> list[Record]:
    """Ten mentors and ninety settings that they lead on; homes are settings apart."""
    homes = [
        Setting(
            id=f"setting/home-{at}",
            name=f"Home {at}",
            kind="maintained_nursery_school",
            borough=BOROUGH,
        )
        for at in range(MENTORS)
    ]
    mentors = [one for at in range(MENTORS) for one in mentor(f"m{at}", f"home-{at}")]
    settings = [
        one for at in range(SETTINGS) for one in setting(f"place-{at:02}", 900_000 + at)
    ]
    return [*homes, *mentors, *settings]
