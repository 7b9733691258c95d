"""What no register holds, as people of the borough would type it in.

Who is meant is looked up by registration number, so that the same facts can be told of
the settings that a hub made when it read the register.
"""

from collections.abc import Iterator
from itertools import pairwise

from earlyyears.inspection import InterimVisit
from earlyyears.kernel import DateRange, Record
from earlyyears.places import Setting, Succession

from .decisions import choices, decisions
from .facts import inspection_of, register_records
from .model import Listing
from .networks import networks
from .partners import partners, people, seats
from .plan import editions
from .telling import Telling

__all__ = ["local_facts"]


def local_facts(telling: Telling) -> Iterator[Record]:
    """Every local fact, partners first and decisions last."""
    yield from partners(telling)
    yield from people(telling)
    yield from seats(telling)
    yield from _elsewhere(telling)
    yield from networks(telling)
    yield from _typed_in(telling)
    yield from _successions(telling)
    yield from decisions(telling)
    yield from choices(telling)


def _elsewhere(telling: Telling) -> Iterator[Record]:
    """Settings on other registers than Ofsted's, with what was found there."""
    for listing, setting in telling.known():
        if not listing.on_ofsteds_register:
            yield Setting(
                id=setting,
                name=listing.name,
                kind=listing.kind,
                borough=telling.key,
                valid=DateRange(listing.registered_on, listing.left_on),
            )
            yield from register_records(listing, setting)


def _typed_in(telling: Telling) -> Iterator[Record]:
    """Inspections that no edition shows: interim visits, and those since the last."""
    last = editions()[-1].on
    for listing, setting in telling.known():
        for visit in listing.visits if listing.on_ofsteds_register else ():
            if isinstance(visit.outcome, InterimVisit) or last < visit.published_on:
                yield inspection_of(visit, listing, setting)


def _successions(telling: Telling) -> Iterator[Record]:
    places: dict[str, list[Listing]] = {}
    for listing, _ in telling.known():
        if listing.on_ofsteds_register:
            places.setdefault(listing.place, []).append(listing)
    for held in places.values():
        for earlier, later in pairwise(held):
            yield Succession(
                id=telling.id("succession", later.identifier),
                predecessor=f"registration/{earlier.identifier}",
                successor=f"registration/{later.identifier}",
                reason="sale",
                valid=DateRange(later.registered_on),
            )
