"""The fictional borough: its register, its records, and what its people would add."""

import datetime as dt
from collections.abc import Mapping
from functools import cached_property
from random import Random

from earlyyears.kernel import EarlyYearsError, Facts, Record, frozen
from earlyyears.places import Area

from .facts import register_records, setting_records
from .layouts import LAYOUTS, write_file
from .lives import listings_of
from .local import local_facts
from .mentoring import mentoring
from .model import Listing
from .naming import Namer
from .plan import Edition, edition_on, editions, plan
from .telling import Telling
from .visits import Inspectorate

__all__ = ["WATERMARK", "SyntheticBorough", "UnknownLayoutError", "borough"]

#: What stands on everything that is made from a fictional borough.
WATERMARK = "Fictional data"


class UnknownLayoutError(EarlyYearsError, LookupError):
    """A layout in which no edition of the register can be written."""

    code = "EY490"


@frozen(slots=False)
class SyntheticBorough:
    """A fictional borough from a seed: the same seed gives the same borough.

    Nobody and nothing in it exists; `watermark` says so and goes on all that is shown.
    """

    seed: int
    name: str
    #: Slug by which its settings name it.
    key: str
    listings: tuple[Listing, ...]
    watermark: str = WATERMARK

    @property
    def area(self) -> Area:
        """The borough as an area of one authority."""
        return Area(self.key, self.name, frozenset({self.key}))

    @property
    def first_day(self) -> dt.date:
        """The day on which the hub begins."""
        return _day("first_day")

    @property
    def last_day(self) -> dt.date:
        """The last day of which anything is told."""
        return _day("last_day")

    @property
    def editions(self) -> tuple[Edition, ...]:
        """The editions of the register that there are, the oldest first."""
        return editions()

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """Everything there is to know, as records: the register and the local facts."""
        own = {one.identifier: f"setting/{one.place}" for one in self.listings}
        listed = [one for one in self.listings if one.on_ofsteds_register]
        held = (
            record
            for one in listed
            for record in register_records(one, own[one.identifier])
        )
        told = (
            *setting_records(_not_schools(self.listings), self.key),
            *held,
            *self.local_facts(own),
        )
        return tuple(dict.fromkeys(told))

    def local_facts(self, settings: Mapping[str, str]) -> tuple[Record, ...]:
        """What people would type in, about the settings with these numbers.

        `settings` gives the id of the setting with a registration number, such as
        `ofsted:EY900001`, in the hub that read the register.  Settings that stand in
        no provider file keep their own id.
        """
        own = {
            one.identifier: f"setting/{one.place}"
            for one in self.listings
            if not one.on_ofsteds_register
        }
        shared = self._shared_places(settings)
        known = {**own, **shared, **settings}
        telling = Telling(self.seed, self.key, self.name, self.listings, known.get)
        return tuple(local_facts(telling))

    def mentoring(self, facts: Facts) -> tuple[tuple[Record, ...], ...]:
        """What mentors did in the months before the last day, batch by batch.

        `facts` are those of the hub on that day, with the local facts in it.
        """
        return mentoring(facts, self.seed)

    def _shared_places(self, settings: Mapping[str, str]) -> dict[str, str]:
        """Schools that also stand in the provider file, by their school number."""
        listed = {
            one.place: settings[one.identifier]
            for one in self.listings
            if one.identifier in settings
        }
        return {
            one.identifier: listed[one.place]
            for one in self.listings
            if one.identifier.startswith("school:") and one.place in listed
        }

    def register_file(self, edition: dt.date, *, layout: str) -> bytes:
        """The register as at a day, as the CSV file of that day would have been.

        `layout` is `2021` or `2026`.  Shown are inspections whose report had appeared.
        """
        if layout not in LAYOUTS:
            message = f"“{layout}” is not a layout of the register"
            raise UnknownLayoutError(
                message, advice=f"Use one of: {', '.join(LAYOUTS)}.", layout=layout
            )
        listed = [one for one in self.listings if one.on_ofsteds_register]
        listed.sort(key=lambda one: one.identifier)
        shown = edition_on(edition, layout)
        return write_file(listed, shown, self.name, self.watermark)


def _not_schools(listings: tuple[Listing, ...]) -> list[Listing]:
    """The listings of places that stand in the provider file and are no school."""
    schools = {one.place for one in listings if one.identifier.startswith("school:")}
    return [
        one for one in listings if one.on_ofsteds_register and one.place not in schools
    ]


def _day(name: str) -> dt.date:
    found: dt.date = plan()[name]
    return found


def borough(
    *, seed: int = 7, name: str = "Marlow Vale (fictional)"
) -> SyntheticBorough:
    """Make a fictional borough from a seed.

    >>> marlow_vale = borough(seed=7)
    >>> marlow_vale.key, marlow_vale.watermark
    ('marlow-vale', 'Fictional data')
    >>> marlow_vale.records == borough(seed=7).records
    True
    """
    chance = Random(seed)  # noqa: S311  the same borough for the same seed
    listings = listings_of(chance, Namer(chance), Inspectorate(chance))
    plain = name.partition("(")[0].casefold().split()
    return SyntheticBorough(seed, name, "-".join(plain), listings)
