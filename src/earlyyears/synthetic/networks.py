"""Networks around the nursery schools, who belongs to them, and their sectors."""

import datetime as dt
from collections.abc import Iterator
from random import Random
from typing import TypeAlias

from earlyyears.kernel import DateRange, Record
from earlyyears.places import Network, NetworkMember, SectorStatement

from .model import Listing
from .plan import kinds, plan
from .telling import Telling

__all__ = ["networks"]

#: A network, the first day in it, and the first day no longer.
Stay: TypeAlias = tuple[str, dt.date, dt.date | None]

_SECTORS = ("private", "voluntary", "governor_run")
_SECTOR_WEIGHTS = (70, 24, 6)
_MOVED = dt.date(2023, 9, 1)
_ONE_IN = 10


def networks(telling: Telling) -> Iterator[Record]:
    """The networks, their members over time, and the sectors that members stated."""
    for row, anchor in zip(plan()["network"], telling.anchors, strict=True):
        setting = telling.setting_of(anchor.identifier)
        yield Network(
            id=telling.id("network", row["name"]),
            name=f"{row['name']} network",
            borough=telling.key,
            anchor=setting,
            valid=DateRange(_formed()),
        )
        if setting is not None:
            stay = (row["name"], _formed(), None)
            yield _membership(telling, anchor, setting, stay)
    for listing, setting in telling.known():
        if _joins(listing):
            chance = Random(f"{telling.seed}/{listing.identifier}")  # noqa: S311  repeatable
            yield from _memberships(telling, listing, setting, chance)
            yield from _sector(telling, listing, setting, chance)


def _formed() -> dt.date:
    day: dt.date = plan()["partnership"]["formed"]
    return day


def _joins(listing: Listing) -> bool:
    kind = kinds().get(listing.planned)
    return kind is not None and (kind.is_group or kind.code == "childminder")


def _memberships(
    telling: Telling, listing: Listing, setting: str, chance: Random
) -> Iterator[Record]:
    names = [row["name"] for row in plan()["network"]]
    first, second = chance.sample(names, 2)
    start, end = max(_formed(), listing.registered_on), listing.left_on
    stays: list[Stay] = [(first, start, end)]
    if chance.randrange(_ONE_IN) == 0 and start < _MOVED < (end or dt.date.max):
        stays = [(first, start, _MOVED), (second, _MOVED, end)]
    for stay in stays:
        yield _membership(telling, listing, setting, stay)


def _membership(
    telling: Telling, listing: Listing, setting: str, stay: Stay
) -> NetworkMember:
    name, since, until = stay
    return NetworkMember(
        id=telling.id("network-member", listing.identifier, name),
        network=telling.id("network", name),
        setting=setting,
        valid=DateRange(since, until),
    )


def _sector(
    telling: Telling, listing: Listing, setting: str, chance: Random
) -> Iterator[Record]:
    sector = chance.choices(_SECTORS, weights=_SECTOR_WEIGHTS)[0]
    if listing.kind != "childminder" and chance.randrange(3):
        yield SectorStatement(
            id=telling.id("sector", listing.identifier),
            setting=setting,
            sector=sector,
            valid=DateRange(max(_formed(), listing.registered_on), listing.left_on),
        )
