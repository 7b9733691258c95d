"""A small made-up borough for the tests of reports: rows and facts, no store."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from earlyyears.disclosure import (
    Audience,
    Document,
    SafeDocument,
    make_safe,
    policy,
)
from earlyyears.kernel import (
    Answered,
    Ask,
    CannotTell,
    Citation,
    NotApplicable,
    Record,
    Snapshot,
    Why,
)
from earlyyears.ledger import sight_of
from earlyyears.places import RegisterEdition
from earlyyears.reports import support
from earlyyears.roles import LastInspection, Lead, LeadRow

DAY = dt.date(2021, 9, 1)
LAW = Citation("SI 2014/2319", "regulation 4", "as made", note="known from a summary")

GOOD = LastInspection("eif", dt.date(2019, 5, 12), None, "good")
NEW = {
    "lead": "authority",
    "duty": "statutory",
    "reason": "not_yet_inspected",
    "last_inspection": None,
}


class Seen(Snapshot):
    """Facts in memory that say what their viewer may see, as a ledger's view does."""

    as_at = 7
    digest = "ab" * 32

    def __init__(self, *records: Record, audience: str, on: dt.date = DAY) -> None:
        """Keep the facts of a day, as an audience may see them."""
        self.sight = sight_of(audience=audience)
        super().__init__(*records, on=on)


def row(number: int, **changes: Any) -> LeadRow:
    """One setting of the made-up borough; a group setting led by mentors by default."""
    given: dict[str, Any] = {
        "setting": f"ofsted:EY{number:06d}",
        "id": f"setting/{number:04d}",
        "name": f"Elm House {number}",
        "kind": "full_day_care",
        "sector": "unknown",
        "registers": ("eyr",),
        "group_setting": True,
        "network": f"Network {'ABCDEFG'[number % 7]}",
        "registered_on": dt.date(2015, 3, 2),
        "last_inspection": GOOD,
        "lead": "mentors",
        "duty": "none",
        "reason": "good_or_better",
        "need": 9,
    } | changes
    why = Why(given["reason"], basis=LAW)
    given.setdefault("answer", Answered(Lead(given["lead"], given["duty"]), why))
    return LeadRow(**{"status": "answered", **given})


def new(number: int) -> LeadRow:
    """A group setting that nobody has inspected yet."""
    return row(number, **NEW)


def below(number: int) -> LeadRow:
    """A group setting judged below good."""
    changes = {**NEW, "reason": "below_good", "kind": "sessional_day_care"}
    last = LastInspection("eif", dt.date(2021, 6, 3), None, "requires improvement")
    return row(number, **{**changes, "last_inspection": last})


def minder(number: int, **changes: Any) -> LeadRow:
    """A childminder, whose name the register withholds."""
    given: dict[str, Any] = {
        "name": None,
        "kind": "childminder",
        "group_setting": False,
        "network": None,
        "lead": "childminder_team",
    }
    return row(number, **(given | changes))


def unsettled(number: int) -> LeadRow:
    """A setting on which nobody can tell who leads."""
    ask = Ask("ncor_only", "Has it been inspected since?", f"setting/{number:04d}")
    return row(
        number,
        status="cannot_tell",
        lead=None,
        duty=None,
        reason="ncor_only",
        answer=CannotTell(Why("ncor_only"), (ask,)),
    )


def nanny(number: int) -> LeadRow:
    """A home childcarer, on whom the question does not bear."""
    return minder(
        number,
        status="not_applicable",
        lead=None,
        duty=None,
        reason="nanny",
        kind="home_childcarer",
        answer=NotApplicable(Why("nanny")),
    )


def borough() -> list[LeadRow]:
    """31 group settings led by the authority, 56 by mentors, and childminders."""
    return [
        *map(below, range(3)),
        *map(new, range(3, 31)),
        *[
            minder(n, duty="statutory", reason="not_yet_inspected")
            for n in range(100, 139)
        ],
        *map(row, range(31, 87)),
        *map(minder, range(139, 226)),
        *map(unsettled, range(90, 93)),
        *map(nanny, range(300, 309)),
    ]


def edition() -> RegisterEdition:
    """The edition that the made-up borough was read from."""
    return RegisterEdition(
        id="edition/x",
        register="ofsted-childcare-providers",
        edition=dt.date(2021, 8, 31),
        area="newham",
        layout="ofsted-childcare-providers-2021",
        sha256="cd" * 32,
        rows=300,
        loaded=238,
        out_of_area=62,
    )


def document(
    audience: Audience = Audience.PUBLIC,
    rows: Iterable[LeadRow] | None = None,
    *records: Record,
    **changes: Any,
) -> Document:
    """The support report of the made-up borough."""
    view = Seen(edition(), *records, audience=audience.value)
    given = {"borough": "Newham", **changes}
    listed = borough() if rows is None else rows
    return support(view, listed, audience=audience, **given)


def safe(
    audience: Audience = Audience.PUBLIC,
    rows: Iterable[LeadRow] | None = None,
    *records: Record,
    **changes: Any,
) -> SafeDocument:
    """The same, made safe under the shipped policy."""
    made = document(audience, rows, *records, **changes)
    return make_safe(made, policy(audience, DAY))
