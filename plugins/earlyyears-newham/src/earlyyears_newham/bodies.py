"""The two groups of the case study, from their packs into a hub, without a person."""

import datetime as dt
from collections.abc import Iterator, Sequence
from importlib.resources import files

from earlyyears.governance import BodyPack, body_pack
from earlyyears.kernel import DateRange, read_toml
from earlyyears.people import Body
from earlyyears.places import Network
from earlyyears.plugins import Command, Desk

__all__ = ["body_packs", "record_bodies"]

_NAMES = ("newham-steering-group", "newham-strategic-group")


def body_packs() -> tuple[BodyPack, ...]:
    """The steering group, then the strategic group to which it sends members."""
    folder = files(__package__ or "earlyyears_newham") / "packs"
    return tuple(body_pack(read_toml(folder / f"{name}.toml"), name) for name in _NAMES)


def _record(hub: Desk, words: Sequence[str]) -> Iterator[str]:
    """Record the groups that the hub does not hold, with vacant seats, from a day."""
    start = dt.date.fromisoformat(words[0]) if words else hub.today
    view = hub.at(start)
    for pack in body_packs():
        name = pack.body.name
        if view.all(Body).where(id=pack.body.id):
            yield f"{name}: is there already"
            continue
        networks = view.all(Network).where(borough="newham")
        records = pack.records(networks, during=DateRange(start))
        hub.record(*records, reason="the groups of the case study")
        yield f"{name}: {len(pack.seats(networks))} vacant seats from {start}"


record_bodies = Command(
    "newham-bodies",
    "Record the groups of the case study with vacant seats, from a day on.",
    _record,
)
