"""The support report: who leads on which setting, by what duty, and why."""

from collections.abc import Iterable, Iterator, Sequence

from earlyyears.disclosure import (
    Audience,
    Block,
    CellOf,
    Document,
    Heading,
    Highlights,
    Population,
    Prose,
)
from earlyyears.kernel import Facts, Sensitivity, frozen
from earlyyears.roles import LeadRow

from .ageing import age_blocks
from .counting import Key, Tally
from .labels import label
from .provenance import basis_of, choices, rules_in_words, sources_of
from .rows import UNANSWERED, bound_by, groups, led_by
from .seeing import fit_for
from .undetermined import undetermined
from .worklist import worklist_table

__all__ = ["EVERY", "GROUP", "LEAD", "REASON", "support"]

#: Populations of the report.
EVERY = Population("settings of every kind on the list")
GROUP = Population("group settings on the Early Years Register", within=EVERY.name)

_TITLE = "Who supports which setting"
_OPENING = "This page shows who leads on supporting each setting on "
_NO_NETWORK = "no_network"

#: By who leads.
LEAD = Key[LeadRow](
    "lead",
    "Who leads",
    led_by,
    lambda code: label("lead", code),
    first=("authority", "mentors"),
    last=UNANSWERED,
)
_DUTY = Key[LeadRow](
    "duty",
    "Duty of the local authority",
    bound_by,
    lambda code: label("duty", code),
    first=("statutory",),
    last=("none_decided", "not_applicable"),
)
#: By the reason of the answer.
REASON = Key[LeadRow](
    "reason", "Reason", lambda row: row.reason, lambda code: label("reason", code)
)
_KIND = Key[LeadRow](
    "kind", "Kind of setting", lambda row: row.kind, lambda code: label("kind", code)
)
_NETWORK = Key[LeadRow](
    "network",
    "Network",
    lambda row: row.network or _NO_NETWORK,
    lambda code: "No network" if code == _NO_NETWORK else code,
    last=(_NO_NETWORK,),
)

_WHAT_IS_COUNTED = {
    Audience.PUBLIC: "Counted are what registers and inspections say, inspections"
    " typed in by an officer included, the borough's networks and their anchor schools,"
    " and the rules it has chosen. Not counted are concerns, decisions that another"
    " body leads, agreements to lead together, and notes.",
    Audience.STEERING: "Concerns that only the advisory team may see, and notes that"
    " people keep to themselves, are not counted on this page.",
    Audience.INTERNAL: "This page counts whatever the officer who made it may see,"
    " confidential concerns included. It is not to be passed on.",
}


def support(
    view: Facts,
    rows: Iterable[LeadRow],
    *,
    audience: Audience,
    borough: str,
    fictional: bool = False,
) -> Document:
    """Who leads on every setting of a borough on the view's day, as a document.

    `rows` is the worklist of the same view, in the order in which it is to be printed.
    A report for everybody or for the steering group is refused from a view that shows
    more than they may know.
    """
    fit_for(view, audience)
    listed = tuple(rows)
    made = _Maker(view, listed, audience)
    return Document(
        name="support",
        title=_TITLE,
        subtitle="Which body leads on supporting each early years setting, by which"
        " rule, and what cannot be told yet",
        borough=borough,
        on=view.on,
        as_at=made.as_at,
        head=getattr(view, "digest", ""),
        audience=audience,
        blocks=(*age_blocks(view), *made.blocks()),
        sources=sources_of(view),
        notes=tuple(_notes(listed, audience)),
        basis=basis_of(listed),
        fictional=fictional,
    )


def _notes(rows: Sequence[LeadRow], audience: Audience) -> Iterator[str]:
    yield _WHAT_IS_COUNTED[audience]
    if any(row.name is None for row in rows):
        yield (
            "Ofsted withholds the names of childminders; this page does not know them."
        )
    if any("assumed" in step for row in rows for step in row.answer.why.steps):
        yield (
            "Some answers rest on an assumed day, such as the day on which a report was"
            " published; the answer to each such setting says so in its working."
        )
    yield (
        "The sector of a setting is in no register and is never worked out from its"
        " kind."
    )


@frozen
class _Maker:
    view: Facts
    rows: tuple[LeadRow, ...]
    audience: Audience

    @property
    def as_at(self) -> int | None:
        """Last commit taken into account, None for facts in memory."""
        found = getattr(self.view, "as_at", None)
        return found if isinstance(found, int) else None

    @property
    def sensitivity(self) -> Sensitivity:
        """Public only where nothing but published facts was seen."""
        public = self.audience is Audience.PUBLIC
        return Sensitivity.PUBLIC if public else Sensitivity.SETTING

    def tally(self, rows: Sequence[LeadRow], population: Population) -> Tally[LeadRow]:
        """Some rows, ready to be counted."""
        on = self.view.on
        return Tally(rows, population, on, self.as_at, self.sensitivity)

    def blocks(self) -> Iterator[Block]:
        """The report from top to bottom."""
        yield from self._summary()
        yield from self._groups()
        yield from self._every_kind()
        yield from undetermined(self.rows, self.tally)
        yield Heading("Worklist")
        yield worklist_table(self.rows, EVERY, self.view, self.audience)
        yield Heading("Rules and choices")
        yield from rules_in_words(self.rows)
        yield choices(self.view)

    def _summary(self) -> Iterator[Block]:
        said = f". {_WHAT_IS_COUNTED[self.audience]}"
        yield Prose((_OPENING, self.view.on, said))
        yield Highlights(
            (
                (GROUP.name[:1].upper() + GROUP.name[1:], CellOf("lead-group")),
                (
                    "of them led by the local authority",
                    CellOf("lead-group", "authority"),
                ),
                ("of them led by hub mentors", CellOf("lead-group", "mentors")),
                (
                    "statutory duties over every kind of setting",
                    CellOf("duty-every", "statutory"),
                ),
            )
        )

    def _groups(self) -> Iterator[Block]:
        yield Heading("Group settings on the Early Years Register")
        tally = self.tally(groups(self.rows), GROUP)
        yield tally.table("lead-group", "Who leads", LEAD)
        yield tally.table("reason-group", "Why, by who leads", REASON, LEAD)

    def _every_kind(self) -> Iterator[Block]:
        yield Heading("Settings of every kind")
        tally = self.tally(self.rows, EVERY)
        yield tally.table("kind-every", "Kind of setting, by who leads", _KIND, LEAD)
        yield tally.table(
            "duty-every",
            "Duty, by who leads",
            _DUTY,
            LEAD,
            "Who does the work and what the law requires are two facts.",
        )
        yield tally.table("reason-every", "Reason", REASON)
        yield tally.table("network-every", "Network, by who leads", _NETWORK, LEAD)
