"""Listings as records: what a register knows, with the dates it would be known by."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from earlyyears.inspection import Inspection, inspection_id
from earlyyears.kernel import DateRange, Record
from earlyyears.places import Departure, Provider, Registration, Setting

from .model import Listing, Visit
from .plan import editions

__all__ = ["inspection_of", "register_records", "registration_of", "setting_records"]


def setting_records(listings: Iterable[Listing], borough: str) -> Iterator[Setting]:
    """One setting a place, from its first registration to the end of its last."""
    places: dict[str, list[Listing]] = {}
    for listing in listings:
        places.setdefault(listing.place, []).append(listing)
    for place, held in places.items():
        starts = min(one.registered_on for one in held)
        ends = [one.left_on for one in held]
        yield Setting(
            id=f"setting/{place}",
            name=held[0].name,
            kind=held[0].kind,
            borough=borough,
            valid=DateRange(starts, None if None in ends else max(filter(None, ends))),
        )


def register_records(listing: Listing, setting: str) -> Iterator[Record]:
    """The registration of a listing, who runs it, its inspections and its leaving."""
    if listing.person:
        yield Provider(
            id=f"provider/{listing.person}",
            identifier=listing.person,
            name=listing.person_name,
            valid=DateRange(listing.registered_on, listing.left_on),
        )
    yield registration_of(listing, setting)
    for visit in listing.visits:
        yield inspection_of(visit, listing, setting)
    yield from _departures(listing, setting)


def _departures(listing: Listing, setting: str) -> Iterator[Departure]:
    """That a registration left between two editions, once an edition shows it."""
    if not listing.on_ofsteds_register:
        return
    days = [one.on for one in editions()]
    for seen, absent in pairwise(days):
        if listing.active(seen) and not listing.active(absent):
            yield Departure(
                id=f"departure/{listing.identifier}/{absent}",
                valid=DateRange(absent),
                registration=f"registration/{listing.identifier}",
                setting=setting,
                last_seen=seen,
                absent_from=absent,
            )


def registration_of(listing: Listing, setting: str) -> Registration:
    """The registration of a listing."""
    last = editions()[-1].on
    known = [one.on for one in editions() if listing.active(one.on)]
    return Registration(
        id=f"registration/{listing.identifier}",
        valid=DateRange(listing.registered_on, listing.left_on),
        setting=setting,
        identifier=listing.identifier,
        registered_on=listing.registered_on,
        type=listing.type,
        subtype=listing.subtype,
        registers=listing.registers,
        provider=f"provider/{listing.person}" if listing.person else None,
        places=listing.places,
        postcode=listing.postcode,
        deprivation=listing.deprivation,
        # Ofsted's file is the only register that has editions here.
        first_seen=known[0] if known and listing.on_ofsteds_register else None,
        history=((listing.registered_on, last),)
        if listing.registered_on < last
        else (),
    )


def inspection_of(visit: Visit, listing: Listing, setting: str) -> Inspection:
    """One visit as an inspection, with the day on which its report appeared."""
    framework = visit.outcome.framework
    return Inspection(
        id=inspection_id(listing.identifier, framework, visit.on),
        valid=DateRange(visit.on),
        setting=setting,
        registration=f"registration/{listing.identifier}",
        inspected_on=visit.on,
        outcome=visit.outcome,
        published_on=visit.published_on,
        number=visit.number,
    )
