"""Reports from a view, made safe for their audience and remembered as issued."""

import hashlib
from collections.abc import Callable, Iterable

from earlyyears.disclosure import (
    Audience,
    Block,
    Document,
    Issued,
    SafeDocument,
    issued_from_json,
    make_safe,
    policy,
)
from earlyyears.kernel import Record, fact, frozen, record
from earlyyears.ledger import View
from earlyyears.mentoring import names_of
from earlyyears.places import (
    Partnership,
    RegisterEdition,
    Setting,
    UnknownAuthorityError,
    area,
)
from earlyyears.reports import (
    age_blocks,
    allocation_blocks,
    capacity_blocks,
    fit_for,
    sources_of,
    support,
)
from earlyyears.roles import worklist

from .allocating import allocations_of, capacities_of

__all__ = [
    "REPORTS",
    "IssuedReport",
    "issue_of",
    "make_report",
    "own_report",
    "support_report",
]


_DIGITS = 16


@record("issued-report", purpose="keeping what was published from being subtracted")
class IssuedReport(Record):
    """What a report showed and hid when it was given out."""

    report: str = fact(label="Report")
    audience: str = fact(label="Audience")
    #: The numbers, as `Issued.to_json` writes them.
    note: str = fact(label="Numbers")


@frozen
class Place:
    """The borough of a hub, as its reports name it."""

    name: str
    #: Whether no English local authority bears its key.
    fictional: bool


def support_report(view: View, audience: Audience) -> Document:
    """The support report of a hub, from a view that the audience may know."""
    where = _place(view)
    return support(
        view,
        worklist(view),
        audience=audience,
        borough=where.name,
        fictional=where.fictional,
    )


def own_report(
    name: str, title: str, blocks: Iterable[Block], view: View, audience: Audience
) -> Document:
    """A report of a plugin's own, from a view that the audience may know."""
    fit_for(view, audience)
    where = _place(view)
    return Document(
        name=name,
        title=title,
        borough=where.name,
        on=view.on,
        as_at=view.as_at,
        head=view.digest,
        audience=audience,
        blocks=(*age_blocks(view), *blocks),
        sources=sources_of(view),
        fictional=where.fictional,
    )


def capacity_report(view: View, audience: Audience) -> Document:
    """Whether there is time for the work of mentors and teams, as a page."""
    blocks = capacity_blocks(capacities_of(view), names_of(view))
    title = "Is there time for it?"
    return own_report("capacity", title, blocks, view, audience)


def allocation_report(view: View, audience: Audience) -> Document:
    """Who should support whom, as a page."""
    blocks = allocation_blocks(allocations_of(view), names_of(view))
    title = "Who should support whom"
    return own_report("allocation", title, blocks, view, audience)


#: Reports that the library makes, by name.
REPORTS: dict[str, Callable[[View, Audience], Document]] = {
    "support": support_report,
    "capacity": capacity_report,
    "allocation": allocation_report,
}


def make_report(
    document: Document, audience: Audience, issued: Iterable[IssuedReport]
) -> SafeDocument:
    """The document as its audience may see it, beside what was issued before."""
    before: list[Issued] = [issued_from_json(one.note) for one in issued]
    return make_safe(document, policy(audience, document.on), before)


def issue_of(safe: SafeDocument) -> IssuedReport:
    """The note of a report that is given out; the same report makes the same note."""
    issued = safe.issued
    note = issued.to_json()
    # The same page given out with other numbers is another memory beside the first.
    numbers = hashlib.sha256(note.encode()).hexdigest()[:_DIGITS]
    page = f"{issued.name}/{issued.audience}/{issued.on}/{issued.as_at}"
    return IssuedReport(
        id=f"issued-report/{page}/{numbers}",
        report=issued.name,
        audience=issued.audience.value,
        note=note,
    )


def _place(view: View) -> Place:
    keys = sorted({one.area for one in view.all(RegisterEdition)})
    keys = keys or sorted({one.borough for one in view.all(Setting)})
    keys = keys or sorted(
        {key for one in view.all(Partnership) for key in one.boroughs}
    )
    names: list[str] = []
    fictional = False
    for key in (part for each in keys for part in each.split("+")):
        try:
            names.append(area(key).name)
        except UnknownAuthorityError:
            fictional = True
            names.append(key.replace("-", " ").title())
    return Place(" and ".join(dict.fromkeys(names)) or "no borough yet", fictional)
