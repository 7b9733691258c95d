"""The registrations of the borough: each story's, and those that live by chance."""

import datetime as dt
from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

from earlyyears.kernel import DateRange, evolve

from .model import Listing
from .naming import Namer
from .plan import KindPlan, kinds, plan
from .visits import Inspectorate

__all__ = ["listings_of"]

_BANDS = ("most_deprived", "deprived", "average", "less_deprived", "least_deprived")
_BAND_WEIGHTS = (34, 36, 18, 8, 4)
_OLDEST = dt.date(1998, 1, 5)
_SHORTLY_BEFORE = (dt.date(2018, 9, 3), dt.date(2020, 8, 28))
_BACK_TO_WORK = dt.date(2021, 1, 4)
_NURSERY_SCHOOL = "maintained_nursery_school"
_INDEPENDENT = "independent_school"


def listings_of(
    chance: Random, namer: Namer, inspectorate: Inspectorate
) -> tuple[Listing, ...]:
    """Every registration during the six years, those of other registers last."""
    registrar = _Registrar(chance, namer, inspectorate)
    stories = [registrar.told(row) for row in plan()["story"]]
    by_chance = [one for kind in kinds().values() for one in registrar.of_kind(kind)]
    return (*stories, *by_chance, *registrar.elsewhere())


class _Registrar:
    def __init__(
        self, chance: Random, namer: Namer, inspectorate: Inspectorate
    ) -> None:
        self._chance = chance
        self._namer = namer
        self._inspectorate = inspectorate
        self._first: dt.date = plan()["first_day"]
        self._last: dt.date = plan()["last_day"]

    def told(self, row: Mapping[str, Any]) -> Listing:
        """The registration that a story tells of."""
        kind = kinds()[row["kind"]]
        made = self._new(kind, DateRange(row["registered"]))
        visits = self._inspectorate.told(row["visits"], kind.registers)
        return evolve(made, visits=visits, story=row["says"])

    def of_kind(self, kind: KindPlan) -> Iterator[Listing]:
        """The registrations of a kind that no story tells of."""
        before = (_OLDEST, dt.date(2019, 6, 28))
        within = (self._first + dt.timedelta(days=90), self._last)
        for _ in range(kind.stay):
            yield self._living(kind, DateRange(self._day(*before)))
        for _ in range(kind.waiting):
            yield self._waiting(kind)
        for _ in range(kind.leave):
            yield self._living(kind, DateRange(self._day(*before), self._day(*within)))
        for _ in range(kind.join):
            yield self._living(kind, DateRange(self._day(*within)))
        for _ in range(kind.again):
            sold = self._day(*within)
            earlier = self._living(kind, DateRange(self._day(*before), sold))
            yield earlier
            yield self._sold(kind, earlier, sold)

    def elsewhere(self) -> Iterator[Listing]:
        """Schools, an agency and its childminders, and a school's other entry."""
        for number, row in enumerate(plan()["network"], start=1):
            name = f"{row['name']} Nursery School"
            school = self._school(f"school:99{number:04d}", name, _NURSERY_SCHOOL, row)
            yield school
            if also := row.get("under_threes"):
                entry = self.told({"kind": "full_day_care", "says": "", **also})
                yield evolve(entry, planned="", **_kept(school))
        row = plan()["independent"]
        yield self._school("school:999001", row["name"], _INDEPENDENT, row)
        yield from self._agency(plan()["agency"])

    def _school(
        self, identifier: str, name: str, kind: str, row: Mapping[str, Any]
    ) -> Listing:
        made = self._new(_no_register(kind), DateRange(row.get("opened", _OLDEST)))
        visits = self._inspectorate.told(row["visits"])
        return evolve(
            made,
            identifier=identifier,
            name=name,
            postcode=self._namer.postcode(),
            visits=visits,
        )

    def _agency(self, row: Mapping[str, Any]) -> Iterator[Listing]:
        opened = DateRange(row["opened"])
        kind = _no_register("childminder_agency", "childminder_agency")
        visits = self._inspectorate.told(row["visits"])
        agency = evolve(self._new(kind, opened), identifier="agency:CA990001")
        postcode = self._namer.postcode()
        yield evolve(agency, name=row["name"], postcode=postcode, visits=visits)
        kind = _no_register("agency_childminder", "agency_childminder")
        for number in range(1, row["childminders"] + 1):
            joined = self._day(row["opened"], self._last)
            made = self._new(kind, DateRange(joined))
            yield evolve(made, identifier=f"local:LOCAL-AGENCY-{number:03d}")

    def _waiting(self, kind: KindPlan) -> Listing:
        """Registered shortly before the pandemic, so first seen long after it."""
        made = self._new(kind, DateRange(self._day(*_SHORTLY_BEFORE)))
        seen = DateRange(_BACK_TO_WORK)
        visits = self._inspectorate.by_chance(kind.visits, seen, kind.registers)
        return evolve(made, visits=visits)

    def _sold(self, kind: KindPlan, earlier: Listing, day: dt.date) -> Listing:
        later = self._living(kind, DateRange(day))
        return evolve(later, **_kept(earlier))

    def _living(self, kind: KindPlan, during: DateRange) -> Listing:
        made = self._new(kind, during)
        visits = self._inspectorate.by_chance(kind.visits, during, kind.registers)
        return evolve(made, visits=visits)

    def _new(self, kind: KindPlan, during: DateRange) -> Listing:
        named = bool(kind.words)
        person, person_name = self._namer.person() if named else ("", "")
        return Listing(
            place=self._namer.token(),
            identifier=self._namer.registration(),
            kind=kind.code,
            planned=kind.key,
            name=self._namer.setting(kind.words),
            registered_on=during.start or _OLDEST,
            left_on=during.end,
            type=kind.type,
            subtype=kind.subtype,
            registers=kind.registers,
            person=person,
            person_name=person_name,
            places=self._chance.randint(*kind.places),
            postcode=self._namer.postcode() if named else None,
            deprivation=self._chance.choices(_BANDS, weights=_BAND_WEIGHTS)[0],
            visits=(),
        )

    def _day(self, first: dt.date, last: dt.date) -> dt.date:
        return first + dt.timedelta(days=self._chance.randrange((last - first).days))


def _kept(listing: Listing) -> dict[str, Any]:
    """What two registrations of one place have in common."""
    names = ("place", "name", "postcode", "places", "deprivation")
    return {name: getattr(listing, name) for name in names}


def _no_register(kind: str, provider_type: str = "") -> KindPlan:
    return KindPlan(
        key="",
        code=kind,
        type=provider_type,
        subtype="",
        registers=(),
        places=(24, 90),
        words=(),
        visits="",
        stay=0,
        leave=0,
        join=0,
        again=0,
        waiting=0,
    )
