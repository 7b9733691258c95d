"""Newham's own report: its bodies, who has a seat on them, and what is still blank."""

from collections.abc import Iterator

from earlyyears.disclosure import (
    Audience,
    Block,
    Heading,
    Listing,
    Population,
    Prose,
    RecordColumn,
    RecordRow,
    RecordTable,
)
from earlyyears.kernel import Facts, Sensitivity
from earlyyears.people import Body, Seat
from earlyyears.places import vocabulary
from earlyyears.plugins import Section

from .blanks import needed

__all__ = ["bodies_report"]

_COLUMNS = tuple(
    RecordColumn(code, label, Sensitivity.PUBLIC)
    for code, label in (
        ("sector", "Speaks for"),
        ("seats", "Seats"),
        ("kept", "Filled"),
    )
)


def _report(facts: Facts, audience: Audience) -> Iterator[Block]:
    bodies = facts.all(Body)
    if not bodies:
        yield Prose(("No body is recorded on ", facts.on, "."))
    for body in bodies:
        yield _body(body, facts)
    if audience is not Audience.PUBLIC:
        yield Heading("What only the borough knows")
        blank = [one for one in needed() if not one.value]
        told = tuple((one.fact, f"{one.who_knows}; {one.why}") for one in blank)
        yield Listing("Still blank", told)


def _body(body: Body, facts: Facts) -> RecordTable:
    """How many seats each sector has on a body, and how many are filled."""
    seats = facts.all(Seat).where(body=body.id)
    sectors = dict.fromkeys(seat.sector for seat in seats)
    return RecordTable(
        code=f"newham.{body.id.partition('/')[2]}",
        title=body.name,
        unit="seats",
        population=Population("seats of the body"),
        columns=_COLUMNS,
        rows=tuple(_row(sector, [*seats.where(sector=sector)]) for sector in sectors),
    )


def _row(sector: str, seats: list[Seat]) -> RecordRow:
    label = (
        vocabulary("seat-sector").label(sector) if sector else "nobody in particular"
    )
    filled = sum(seat.filled for seat in seats)
    cells = (label, str(len(seats)), str(filled))
    return RecordRow(cells, sensitivity=Sensitivity.PUBLIC)


#: A report under its own name: `earlyyears report newham.bodies`.
bodies_report = Section(
    "newham.bodies", "Bodies and seats", _report, reads=[Body, Seat]
)
