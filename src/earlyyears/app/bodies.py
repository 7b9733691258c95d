"""Bodies that packs describe, by name, as a hub's plugins offer them."""

import datetime as dt

from earlyyears.governance import BodyPack, body_pack
from earlyyears.kernel import kind_of
from earlyyears.ledger import View
from earlyyears.plugins import Catalogue
from earlyyears.services import BodyRow, adopted, body_rows

from .errors import UnknownBodyPackError
from .hub import Hub
from .tables import words_of

__all__ = ["adopt_body", "bodies_of", "body_named", "body_packs"]


def body_packs(catalogue: Catalogue) -> dict[str, BodyPack]:
    """The bodies of the packs in use, by name."""
    return {
        file.name: body_pack(file.content, file.file.name)
        for file in catalogue.packs
        if file.kind == "bodies"
    }


def body_named(catalogue: Catalogue, name: str) -> BodyPack:
    """The body of a name; one that no pack in use describes is refused."""
    held = body_packs(catalogue)
    if name not in held:
        there = f"There are {', '.join(sorted(held))}." if held else ""
        raise UnknownBodyPackError(
            f"no plugin in use describes a body “{name[:60]}”",
            advice=there or "Name the plugin that does: --plugin NAME.",
            name=name[:60],
        )
    return held[name]


def adopt_body(hub: Hub, name: str, *, start: dt.date) -> tuple[str, ...]:
    """Record a body that a pack in use describes, from a day on; give what was new.

    Its terms of reference come as a draft and its seats vacant.  Asked twice, nothing
    is doubled and nothing that was filled in is undone.
    """
    pack = body_named(hub.catalogue, name)
    records = adopted(hub.at(start), pack, start=start)
    if not records:
        return ()
    source = f"{pack.source.instrument}, {pack.source.clause}"
    hub.record(*records, reason=f"{pack.body.name}, as in {source}")
    kinds = [kind_of(one).name for one in records]
    return tuple(f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds))


def bodies_of(hub: Hub, view: View) -> list[BodyRow]:
    """Every body of a hub with what it lacks, in the words of its packs."""
    return body_rows(view, sectors=words_of(hub.catalogue).get("seat-sector"))
