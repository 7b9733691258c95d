"""What one row of a register says, typed, before it becomes records."""

import datetime as dt
from decimal import Decimal

from earlyyears.inspection import Outcome
from earlyyears.kernel import field, frozen

from .empties import Empty

__all__ = ["Entry", "Found"]


@frozen
class Found:
    """An inspection that a row lists."""

    inspected_on: dt.date
    outcome: Outcome
    #: The inspectorate's number, as text; nothing where the layout has none.
    number: str = ""


@frozen
class Entry:
    """One row of a register, every cell read and checked."""

    #: Row as a spreadsheet counts it; not part of what the row says.
    row: int = field(eq=False)
    #: Scheme and value, such as `ofsted:EY123456`.
    identifier: str
    registered_on: dt.date | None
    type: str
    subtype: str
    status: str
    #: Parts of the register held; None where the file lacks them.
    registers: tuple[str, ...] | None
    #: Scheme and value of the registered person, None where withheld or absent.
    provider: str | None
    provider_name: str | None
    #: None where withheld or absent; `empties` says which.
    name: str | None
    #: Key of the local authority, None where it is not recorded.
    borough: str | None
    region: str
    places: int | None
    places_with_estimates: Decimal | None
    postcode: str | None
    deprivation: str
    inspections: tuple[Found, ...]
    #: Fields that tell nothing, each with the reason.
    empties: tuple[tuple[str, Empty], ...] = ()
    #: Days of which every graded inspection is known begin here; None: not known.
    history_from: dt.date | None = None
