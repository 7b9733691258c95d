"""Settings, the registrations they hold, and who runs them.

A setting is the place families know; a registration is its entry on somebody's
register.  One setting may hold several registrations at once (a nursery school with an
Early Years Register entry for its under-threes), and a registration may succeed another
after a sale.  Facts of a register live on the registration; what people call the place
lives on the setting.
"""

import datetime as dt
from decimal import Decimal

from earlyyears.kernel import Record, fact, personal, record, ref

__all__ = [
    "UNKNOWN_SECTOR",
    "Departure",
    "Merge",
    "Provider",
    "Registration",
    "SectorStatement",
    "Setting",
    "Succession",
]

#: What a sector is until someone states it; it is never derived from the type.
UNKNOWN_SECTOR = "unknown"


@record("setting", purpose="knowing the settings of the borough", visible="public")
class Setting(Record):
    """A place that offers early years or later years care, or a school."""

    #: None where the register withholds it, as for every childminder.
    name: str | None = fact(default=None, label="Name")
    kind: str = fact(label="Kind of setting", codes="setting-kind")
    #: Key of the local authority, such as `newham`.
    borough: str = fact(label="Local authority", codes="local-authority")

    @property
    def withheld(self) -> bool:
        """Whether the register withholds the name."""
        return self.name is None


@record("registration", purpose="knowing who is registered for what", visible="public")
class Registration(Record):
    """One entry on a register; its id is made from the number, so it is never doubled.

    Its days run from the registration date to the edition that no longer lists it.
    """

    setting: str = ref("setting", label="Setting")
    #: Identifier as scheme:value.
    identifier: str = fact(label="Registration number")
    registered_on: dt.date | None = fact(default=None, label="Registered on")
    type: str = fact(label="Provider type", codes="provider-type")
    subtype: str = fact(default="", label="Provider subtype", codes="provider-subtype")
    status: str = fact(default="active", label="Status", codes="registration-status")
    #: Parts of the register held: `eyr`, `ccr`, `vcr`; None where the file lacks them.
    registers: tuple[str, ...] | None = fact(default=(), label="Registers")
    provider: str | None = ref("provider", default=None, label="Registered person")
    places: int | None = fact(default=None, label="Places")
    #: Ofsted fills some gaps with group means, so this is not always whole.
    places_with_estimates: Decimal | None = fact(
        default=None, label="Places with estimates"
    )
    postcode: str | None = fact(default=None, label="Postcode")
    #: Deprivation band of the area, a label and not a decile.
    deprivation: str = fact(
        default="", label="Deprivation band", codes="deprivation-band"
    )
    #: Edition that first showed the register content; before it the content is assumed.
    first_seen: dt.date | None = fact(
        default=None, label="First seen in the edition of"
    )
    #: Days of which every graded inspection is known, as (first day, edition) pairs.
    history: tuple[tuple[dt.date, dt.date], ...] = fact(
        default=(), label="Known history"
    )


@record("provider", purpose="seeing several settings of one owner together")
class Provider(Record):
    """The registered person: the company, committee or person that runs settings."""

    identifier: str = fact(label="Registered person number")
    name: str = personal("knowing who is responsible", default="", label="Name")


@record("departure", purpose="knowing who left a register and when", visible="public")
class Departure(Record):
    """A registration that an edition no longer lists: it left between two editions."""

    registration: str = ref("registration", label="Registration")
    setting: str = ref("setting", label="Setting")
    #: Last edition that listed it.
    last_seen: dt.date = fact(label="Last seen in the edition of")
    #: First edition that did not.
    absent_from: dt.date = fact(label="Absent from the edition of")
    #: `absent` from the file, or `out_of_area` where the file puts it elsewhere.
    reason: str = fact(default="absent", label="Reason", codes="departure-reason")


@record("succession", purpose="keeping the history of a place across registrations")
class Succession(Record):
    """One registration follows another after a sale, a move or a new legal entity."""

    predecessor: str = ref("registration", label="Earlier registration")
    successor: str = ref("registration", label="Later registration")
    reason: str = fact(default="", label="Reason")


@record("sector", purpose="reporting by sector")
class SectorStatement(Record):
    """Somebody's statement of a setting's sector; no register holds it."""

    setting: str = ref("setting", label="Setting")
    sector: str = fact(label="Sector", codes="sector")


@record("merge", purpose="repairing a wrong match", visible="public")
class Merge(Record):
    """Two records are the same thing: every look-up of the one finds the other."""

    of: str = fact(label="Record that was doubled")
    into: str = fact(label="Record that stays")
