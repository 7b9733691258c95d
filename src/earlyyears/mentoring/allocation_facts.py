"""Who is to be placed and who can take them, from the facts of a day."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from earlyyears.kernel import (
    Answered,
    Facts,
    Record,
    Ref,
    fact,
    frozen,
    record,
    ref,
)
from earlyyears.people import Interest, Person, Post, Qualification
from earlyyears.places import Network, NetworkMember, Registration, Setting
from earlyyears.roles import LeadRow, worklist

from .allocation_rules import MentorOffer, SettingToPlace, Weights
from .capacity_parameters import Parameters, PlanningParameter, parameters_of
from .conflicts import owners_of, stakes_of
from .kinds import is_supported
from .limits import MENTOR_LED, caps_of, live, waived
from .records import Allocation, Mentor, Release, Waiver

__all__ = [
    "ALLOCATION_READS",
    "AllocationPin",
    "Field",
    "LeftOut",
    "field_of",
    "names_of",
]


@record("allocation-pin", purpose="planning who supports whom")
class AllocationPin(Record):
    """A wish that a setting keeps or gets a certain mentor, whatever a proposal says.

    It buys off no hard rule, and holds for the days for which it is valid.
    """

    setting: str = ref("setting", label="Setting")
    person: str = ref("person", label="Mentor")
    reason: str = fact(label="Reason")


#: Kinds of record on which a proposal may rest.
ALLOCATION_READS: Final[tuple[type[Record], ...]] = (
    Allocation,
    AllocationPin,
    Interest,
    Mentor,
    NetworkMember,
    PlanningParameter,
    Post,
    Qualification,
    Registration,
    Release,
    Setting,
    Waiver,
)

_POINTS = (
    "points_change",
    "points_out_of_network",
    "points_other_district",
    "points_other_area",
    "points_over_share",
)
_CERTIFICATE = "certificate_required"


@frozen
class LeftOut:
    """A setting or a mentor that a proposal does not place, and why."""

    key: str
    #: `not_mentor_led`, `lead_open` or `no_release`.
    reason: str
    #: The lead's reason code, or what is missing.
    detail: str = ""
    #: Key of the mentor that the setting has all the same, nothing where it has none.
    current: str = ""


@frozen
class Field:
    """All that a proposal for one borough is made from."""

    borough: str
    settings: tuple[SettingToPlace, ...]
    mentors: tuple[MentorOffer, ...]
    left_out: tuple[LeftOut, ...]
    weights: Weights
    #: What was taken for granted, a sentence each.
    assumed: tuple[str, ...]
    #: The records that decided, with their versions.
    because: tuple[Ref, ...]


def field_of(
    facts: Facts, borough: str, rows: Iterable[LeadRow] | None = None
) -> Field:
    """The settings to place and the mentors there are, in a borough on a day.

    To be placed is each group setting that the mentors lead on, and each other one for
    which a waiver asks.  `rows` is the worklist of the same facts, if it is at hand.
    """
    desk = _Desk(facts, borough)
    listed = worklist(facts) if rows is None else rows
    mentors = tuple(desk.mentors())
    settings, left = desk.settings(listed, len(mentors))
    given = parameters_of(facts, borough)
    held = Counter(one.current for one in left)
    offers = tuple(desk.offer(one, len(settings), held[one], given) for one in mentors)
    return Field(
        borough=borough,
        settings=settings,
        mentors=tuple(one for one in offers if one.key not in desk.unreleased),
        left_out=(
            *left,
            *(LeftOut(key, "no_release") for key in sorted(desk.unreleased)),
        ),
        weights=_weights(given),
        assumed=(
            *(given.said(key) for key in (*_POINTS, _CERTIFICATE)),
            *desk.assumed(),
        ),
        because=facts.cite(*desk.cited(), *given.records((*_POINTS, _CERTIFICATE))),
    )


def _weights(given: Parameters) -> Weights:
    return Weights(*(given.whole(key) for key in _POINTS))


class _Desk:
    """The records that settings and mentors are made of, looked up once."""

    def __init__(self, facts: Facts, borough: str) -> None:
        self._facts, self._borough = facts, borough
        self._by_id = {one.id: one for one in facts.all(Setting)}
        self._caps = caps_of(facts)
        self._current = {one.setting: one.person for one in live(facts, body="mentors")}
        self._pins = {one.setting: one for one in facts.all(AllocationPin)}
        released = {one.mentor for one in facts.all(Release)}
        people: dict[str, list[Mentor]] = {}
        for one in facts.all(Mentor):
            home = self._by_id.get(one.home)
            if home is not None and home.borough == borough:
                people.setdefault(one.person, []).append(one)
        self._people = people
        #: People whom no school has released.
        self.unreleased = {
            person
            for person, held in people.items()
            if not any(one.id in released for one in held)
        }

    def mentors(self) -> Iterator[str]:
        """The people appointed in the borough."""
        yield from sorted(self._people)

    def offer(
        self, person: str, settings: int, elsewhere: int, given: Parameters
    ) -> MentorOffer:
        """What a mentor can take on, beside settings that nobody is placing now."""
        facts, held = self._facts, self._people[person]
        networks = [one.network for one in held]
        bound = None not in networks
        excused = waived(facts, "over_cap", person)
        cap = settings + elsewhere if excused else self._caps.get(person)
        places = settings if cap is None else max(0, cap - elsewhere)
        wanted = bool(given.whole(_CERTIFICATE))
        certificates = facts.all(Qualification).where(holder=person)
        return MentorOffer(
            key=person,
            name=names_of(facts).get(person, person),
            networks=frozenset(filter(None, networks)) if bound else frozenset(),
            places=places,
            stakes=stakes_of(facts, person),
            qualified=not wanted or any(one.holds(facts.on) for one in certificates),
            postcode=self._postcode(held[0].home),
        )

    def settings(
        self, rows: Iterable[LeadRow], mentors: int
    ) -> tuple[tuple[SettingToPlace, ...], tuple[LeftOut, ...]]:
        """The settings to place, and those that cannot be, with the reason."""
        placed: list[SettingToPlace] = []
        left: list[LeftOut] = []
        for row in rows:
            setting = self._by_id[row.id]
            if setting.borough != self._borough:
                continue
            asked = self._asked(setting, row)
            if asked is None:
                left += self._left_out(row, setting)
            else:
                only = asked if len(asked) < mentors else frozenset[str]()
                placed.append(self._to_place(row, only))
        return tuple(placed), tuple(left)

    def _asked(self, setting: Setting, row: LeadRow) -> frozenset[str] | None:
        """The mentors whom lead and kind allow; None where they allow nobody."""
        led = isinstance(row.answer, Answered) and row.lead in MENTOR_LED
        group = is_supported(setting.kind)
        found = frozenset(
            person
            for person in self._people
            if (led or self._waived("authority_request", person, setting))
            and (group or self._waived("other_kind", person, setting))
        )
        return found or (frozenset() if led and group else None)

    def _waived(self, rule: str, person: str, setting: Setting) -> bool:
        return waived(self._facts, rule, person, setting.id)

    def _left_out(self, row: LeadRow, setting: Setting) -> Iterator[LeftOut]:
        current = self._current.get(row.id, "")
        outside = row.status == "not_applicable" or not is_supported(setting.kind)
        if outside and not current:
            return
        told = "not_mentor_led" if isinstance(row.answer, Answered) else "lead_open"
        yield LeftOut(row.id, told, row.reason, current)

    def _to_place(self, row: LeadRow, only: frozenset[str]) -> SettingToPlace:
        pin = self._pins.get(row.id)
        members = self._facts.all(NetworkMember).where(setting=row.id)
        return SettingToPlace(
            key=row.id,
            name=row.name or row.setting,
            networks=frozenset(one.network for one in members),
            owners=owners_of(self._facts, row.id),
            postcode=self._postcode(row.id),
            need=row.need,
            current=self._current.get(row.id, ""),
            pinned=pin.person if pin else "",
            excused=self._excused(row.id),
            only=only,
        )

    def _excused(self, setting: str) -> frozenset[str]:
        """The mentors for whom leaving their network is excused."""
        held = self._facts.all(Waiver).where(rule="out_of_network")
        found = (one.person or "*" for one in held if one.setting in {None, setting})
        return frozenset(found)

    def _postcode(self, setting: str) -> str:
        held = self._facts.all(Registration).where(setting=setting)
        return next((one.postcode for one in held if one.postcode), "")

    def assumed(self) -> Iterator[str]:
        """What the records leave open and was taken for granted."""
        yield "Travel is judged by postcode districts, not by minutes"
        free = [
            person
            for person in sorted(self._people)
            if person not in self._caps and person not in self.unreleased
        ]
        if free:
            yield (
                f"For {len(free)} of {len(self._people)} mentors no most number of"
                " settings is agreed; only fairness holds their number down"
            )

    def cited(self) -> Iterator[Record]:
        """The records of mentors, releases, waivers and pins that decided."""
        yield from (one for held in self._people.values() for one in held)
        yield from self._facts.all(Release)
        yield from self._facts.all(Waiver)
        yield from self._facts.all(AllocationPin)


def names_of(facts: Facts) -> Mapping[str, str]:
    """What people, settings and networks are called, by id, as far as is known."""
    people = {one.id: one.name for one in facts.all(Person) if one.name}
    numbers = {one.setting: one.identifier for one in facts.all(Registration)}
    settings = {one.id: one.name for one in facts.all(Setting) if one.name}
    networks = {one.id: one.name for one in facts.all(Network)}
    return {**networks, **numbers, **settings, **people}
