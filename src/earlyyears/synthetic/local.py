"""What no register holds: people, partners, networks, choices, concerns and the like.

Who is meant is looked up by registration number, so that the same facts can be told of
the settings that a hub made when it read the register.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from random import Random
from typing import Any

from earlyyears.inspection import InterimVisit
from earlyyears.kernel import DateRange, Record, during_from, frozen
from earlyyears.people import Person, Post
from earlyyears.places import (
    Network,
    NetworkMember,
    Organisation,
    Partnership,
    SectorStatement,
    Setting,
    Succession,
)
from earlyyears.roles.records import (
    Concern,
    JointAgreement,
    Override,
    PolicyChoice,
    Ruling,
)

from .facts import inspection_of, register_records
from .model import Listing
from .naming import token_for
from .plan import editions, kinds, plan

__all__ = ["LocalFacts"]

_SECTORS = ("private", "voluntary", "governor_run")
_SECTOR_WEIGHTS = (70, 24, 6)
_MOVED = dt.date(2023, 9, 1)


@frozen
class LocalFacts:
    """The facts that people of the borough would type in.

    `setting_of` gives the id of the setting with a registration number, or nothing
    where it is not known; facts about such settings are left out.
    """

    seed: int
    key: str
    name: str
    listings: tuple[Listing, ...]
    setting_of: Callable[[str], str | None]

    def __iter__(self) -> Iterator[Record]:
        yield from self._organisations()
        yield from self._people()
        yield from self._elsewhere()
        yield from self._networks()
        yield from self._typed_in()
        yield from self._successions()
        yield from self._decisions()

    def _id(self, kind: str, *parts: object) -> str:
        return f"{kind}/{token_for(self.seed, kind, *parts)}"

    # ----------------------------------------------------------------- organisations

    def _organisations(self) -> Iterator[Record]:
        formed = DateRange(plan()["partnership"]["formed"])
        council = self._id("organisation", "council")
        yield Organisation(
            id=council,
            name=f"{self.name} council",
            kind="local_authority",
            boroughs=(self.key,),
        )
        schools = [one for one in self.listings if _is_anchor(one)]
        for school in schools:
            yield Organisation(
                id=self._id("organisation", school.identifier),
                name=school.name or "",
                kind="nursery_school",
                boroughs=(self.key,),
            )
        partners = [self._id("organisation", one.identifier) for one in schools]
        yield Partnership(
            id=self._id("partnership"),
            name=f"{self.name} early years hub",
            kind="hub",
            partners=(council, *partners),
            lead=council,
            boroughs=(self.key,),
            aims=plan()["partnership"]["aims"],
            valid=formed,
        )

    def _people(self) -> Iterator[Record]:
        schools = [one.identifier for one in self.listings if _is_anchor(one)]
        for row in plan()["post"]:
            for number in range(1, row.get("holders", 1) + 1):
                employer = (
                    schools[number % len(schools)]
                    if row["employer"] == "nursery_school"
                    else "council"
                )
                yield from self._holder(row, number, employer)

    def _holder(
        self, row: Mapping[str, Any], number: int, employer: str
    ) -> Iterator[Record]:
        several = row.get("holders", 1) > 1
        key = f"{row['post']}-{number}" if several else row["post"]
        person = self._id("person", key)
        said = key.replace("-", " ").capitalize()
        yield Person(
            id=person, name=f"{said} (fictional)", email=f"{key}@{self.key}.example"
        )
        yield Post(
            id=self._id("post", key),
            post=key,
            holder=person,
            organisation=self._id("organisation", employer),
            teams=tuple(row["teams"]),
            title=row["title"],
            valid=DateRange(plan()["partnership"]["formed"]),
        )

    # --------------------------------------------------------- settings and networks

    def _elsewhere(self) -> Iterator[Record]:
        for listing in self.listings:
            setting = self.setting_of(listing.identifier)
            if _on_ofsteds_register(listing) or setting is None:
                continue
            yield Setting(
                id=setting,
                name=listing.name,
                kind=listing.kind,
                borough=self.key,
                valid=DateRange(listing.registered_on, listing.left_on),
            )
            yield from register_records(listing, setting)

    def _networks(self) -> Iterator[Record]:
        anchors = [one for one in self.listings if _is_anchor(one)]
        formed: dt.date = plan()["partnership"]["formed"]
        for row, anchor in zip(plan()["network"], anchors, strict=True):
            yield Network(
                id=self._id("network", row["name"]),
                name=f"{row['name']} network",
                borough=self.key,
                anchor=self.setting_of(anchor.identifier),
                valid=DateRange(formed),
            )
        for listing in self.listings:
            setting = self.setting_of(listing.identifier)
            if setting is not None and _joins_networks(listing):
                yield from self._memberships(listing, setting, formed)

    def _memberships(
        self, listing: Listing, setting: str, formed: dt.date
    ) -> Iterator[Record]:
        chance = Random(f"{self.seed}/{listing.identifier}")  # noqa: S311  repeatable
        names = [row["name"] for row in plan()["network"]]
        first, second = chance.sample(names, 2)
        start = max(formed, listing.registered_on)
        yield from self._sector(listing, setting, chance, start)
        end = listing.left_on
        moves = chance.randrange(10) == 0 and start < _MOVED < (end or dt.date.max)
        steps = [(first, start), (second, _MOVED)] if moves else [(first, start)]
        for (name, since), until in zip(
            steps, [*(day for _, day in steps[1:]), end], strict=True
        ):
            yield NetworkMember(
                id=self._id("network-member", listing.identifier, name),
                network=self._id("network", name),
                setting=setting,
                valid=DateRange(since, until),
            )

    def _sector(
        self, listing: Listing, setting: str, chance: Random, start: dt.date
    ) -> Iterator[Record]:
        sector = chance.choices(_SECTORS, weights=_SECTOR_WEIGHTS)[0]
        if listing.kind != "childminder" and chance.randrange(3):
            yield SectorStatement(
                id=self._id("sector", listing.identifier),
                setting=setting,
                sector=sector,
                valid=DateRange(start, listing.left_on),
            )

    def _typed_in(self) -> Iterator[Record]:
        last = editions()[-1].on
        for listing in self.listings:
            setting = self.setting_of(listing.identifier)
            if setting is None or not _on_ofsteds_register(listing):
                continue
            for visit in listing.visits:
                if isinstance(visit.outcome, InterimVisit) or last < visit.published_on:
                    yield inspection_of(visit, listing, setting)

    def _successions(self) -> Iterator[Record]:
        places: dict[str, list[Listing]] = {}
        for listing in filter(_on_ofsteds_register, self.listings):
            places.setdefault(listing.place, []).append(listing)
        for held in places.values():
            for earlier, later in pairwise(held):
                if self.setting_of(later.identifier) is not None:
                    yield Succession(
                        id=self._id("succession", later.identifier),
                        predecessor=f"registration/{earlier.identifier}",
                        successor=f"registration/{later.identifier}",
                        reason="sale",
                        valid=DateRange(later.registered_on),
                    )

    # --------------------------------------------------------------------- decisions

    def _decisions(self) -> Iterator[Record]:
        told = {one.story: one.identifier for one in self.listings if one.story}
        for row in plan()["concern"]:
            if setting := self.setting_of(told[row["story"]]):
                yield Concern(
                    id=self._id("concern", row["story"]),
                    setting=setting,
                    kind=row["kind"],
                    valid=during_from(row),
                )
        for row in plan()["override"]:
            if setting := self.setting_of(told[row["story"]]):
                yield Override(
                    id=self._id("override", row["story"]),
                    setting=setting,
                    body=row["body"],
                    reason=row["reason"],
                    approver=row["approver"],
                    valid=during_from(row),
                )
        for row in plan()["joint_agreement"]:
            if setting := self.setting_of(told[row["story"]]):
                yield JointAgreement(
                    id=self._id("joint-agreement", row["story"]),
                    setting=setting,
                    reason=row["reason"],
                    approver=row["approver"],
                    valid=during_from(row),
                )
        yield from self._choices()

    def _choices(self) -> Iterator[Record]:
        for row in plan()["choice"]:
            yield PolicyChoice(
                id=f"policy-choice/{self.key}/{row['policy']}",
                borough=self.key,
                policy=row["policy"],
                value=row["value"],
                reason=row["reason"],
                valid=during_from(row),
            )
        for row in plan()["ruling"]:
            yield Ruling(
                id=f"ruling/{self.key}/{row['matter']}",
                borough=self.key,
                matter=row["matter"],
                reading=row["reading"],
                reason=row["reason"],
                valid=during_from(row),
            )


def _on_ofsteds_register(listing: Listing) -> bool:
    return listing.identifier.startswith("ofsted:")


def _is_anchor(listing: Listing) -> bool:
    return listing.kind == "maintained_nursery_school"


def _joins_networks(listing: Listing) -> bool:
    kind = kinds().get(listing.planned)
    return kind is not None and (kind.is_group or kind.code == "childminder")
