"""The two groups of the case study with somebody invented in every seat."""

import datetime as dt
from functools import cache

from earlyyears.governance import BodyPack, body_pack
from earlyyears.kernel import DateRange, Record, evolve, read_toml, since
from earlyyears.people import Chair, Seat
from earlyyears.places import Network
from tests.conftest import ROOT

PACKS = ROOT / "plugins/earlyyears-newham/src/earlyyears_newham/packs"
START = dt.date(2018, 4, 1)
NETWORKS = tuple(
    Network(id=f"network/n{at}", name=f"Network {at} (fictional)", borough="newham")
    for at in range(1, 8)
)


@cache
def pack(name: str) -> BodyPack:
    """One of the two packs of the Newham plugin."""
    file = PACKS / f"newham-{name}-group.toml"
    return body_pack(read_toml(file), file.name)


def seated(name: str) -> list[Seat]:
    """Every seat of a group, with somebody in it."""
    return [
        evolve(
            seat,
            holder=f"person/{seat.id.partition('/')[2].replace('/', '-')}",
            state="confirmed",
            valid=since(2018, 4, 1),
        )
        for seat in pack(name).seats(NETWORKS)
    ]


def group(name: str, *, seats: list[Seat] | None = None) -> list[Record]:
    """A group as it stands: body, approved terms, rules, seats and networks."""
    made = pack(name)
    found: list[Record] = [
        made.body,
        evolve(made.terms, state="approved", approved_on=START),
        *made.rules,
        *NETWORKS,
        *(seated(name) if seats is None else seats),
    ]
    if name == "strategic":
        chair = Chair(
            id="chair/1",
            body=made.body.id,
            holder="person/chair",
            independent=True,
            valid=DateRange(START),
        )
        found.append(chair)
    return found
