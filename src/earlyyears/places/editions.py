"""Editions of registers that a hub has read."""

import datetime as dt

from earlyyears.kernel import Record, fact, record

__all__ = ["RegisterEdition"]


@record("edition", purpose="knowing what a figure was counted from", visible="public")
class RegisterEdition(Record):
    """One reading of one edition of a register, with what became of its rows."""

    #: Which register, such as `ofsted-childcare-providers`.
    register: str = fact(label="Register")
    edition: dt.date = fact(label="Edition")
    #: The borough, `london` or `england` that was loaded.
    area: str = fact(label="Area")
    layout: str = fact(label="Layout")
    sha256: str = fact(label="SHA-256 of the file")
    rows: int = fact(label="Rows")
    loaded: int = fact(label="Loaded")
    out_of_area: int = fact(default=0, label="Out of area")
    duplicates: int = fact(default=0, label="Duplicates")
    quarantined: int = fact(default=0, label="Set aside")
    erased: int = fact(default=0, label="Erased earlier and left out")
    #: Counts of the rows whose local authority is not recorded, as (key, value) pairs.
    not_recorded: tuple[tuple[str, str], ...] = fact(default=(), label="Not recorded")
