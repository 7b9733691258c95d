"""Entries into the records that a hub keeps."""

import datetime as dt
from functools import cache, lru_cache
from importlib.resources import files

from earlyyears.inspection import Inspection, inspection_id
from earlyyears.kernel import ALWAYS, DateRange, Record, read_toml
from earlyyears.places import Provider, Registration, Setting

from .entries import Entry, Found

__all__ = ["records_from", "setting_kind"]


def records_from(entry: Entry, edition: dt.date, setting_id: str) -> list[Record]:
    """The setting, registration, registered person and inspections of an entry.

    What the register says holds from the registration date, because nothing in it says
    since when; `edition` is when it was first seen.  Where the register gives no date,
    it holds from the edition.
    """
    valid = _from(entry.registered_on or edition)
    registration = _registration(entry, edition, setting_id, valid)
    setting = Setting(
        id=setting_id,
        valid=valid,
        name=entry.name,
        kind=setting_kind(entry.type, entry.subtype),
        borough=entry.borough or "",
    )
    return [
        setting,
        registration,
        *_providers(entry),
        *(_inspection(found, registration, edition) for found in entry.inspections),
    ]


def _registration(
    entry: Entry, edition: dt.date, setting_id: str, valid: DateRange
) -> Registration:
    return Registration(
        id=f"registration/{entry.identifier}",
        valid=valid,
        setting=setting_id,
        identifier=entry.identifier,
        registered_on=entry.registered_on,
        type=entry.type,
        subtype=entry.subtype,
        status=entry.status or "active",
        registers=entry.registers,
        provider=f"provider/{entry.provider}" if entry.provider else None,
        places=entry.places,
        places_with_estimates=entry.places_with_estimates,
        postcode=entry.postcode,
        deprivation=entry.deprivation,
        first_seen=edition,
        history=_history(entry, edition),
    )


def _providers(entry: Entry) -> list[Provider]:
    """The registered person, whose entry holds always: several settings share it."""
    if entry.provider is None:
        return []
    return [
        Provider(
            id=f"provider/{entry.provider}",
            valid=ALWAYS,
            identifier=entry.provider,
            name=entry.provider_name or "",
        )
    ]


def _inspection(
    found: Found, registration: Registration, edition: dt.date
) -> Inspection:
    framework, day = found.outcome.framework, found.inspected_on
    return Inspection(
        id=inspection_id(registration.identifier, framework, day),
        valid=_from(day),
        setting=registration.setting,
        registration=registration.id,
        inspected_on=day,
        outcome=found.outcome,
        known_on=edition,
        number=found.number,
    )


def setting_kind(provider_type: str, subtype: str) -> str:
    """The kind of setting that a provider type and subtype make.

    >>> setting_kind("non_domestic", "full_day_care")
    'full_day_care'
    >>> setting_kind("childminder", "home_childcarer")
    'childminder'
    """
    kinds = _kinds()
    return kinds.get((provider_type, subtype)) or kinds[provider_type, ""]


@cache
def _kinds() -> dict[tuple[str, str], str]:
    rows = read_toml(files("earlyyears.registers") / "data" / "kinds.toml")["kind"]
    return {(row["type"], row.get("subtype", "")): row["kind"] for row in rows}


@lru_cache(maxsize=20_000)
def _from(day: dt.date) -> DateRange:
    return DateRange(day)


def _history(entry: Entry, edition: dt.date) -> tuple[tuple[dt.date, dt.date], ...]:
    start = entry.history_from
    return ((start, edition),) if start is not None and start <= edition else ()
