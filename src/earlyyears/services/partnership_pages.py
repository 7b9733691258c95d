"""The partnership's own reports: outcomes, voices, evidence, the term, the handbook."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from earlyyears.disclosure import Audience, Block, Document, Heading
from earlyyears.ledger import View
from earlyyears.mentoring import names_of
from earlyyears.places import Organisation
from earlyyears.reports import (
    Term,
    activity_blocks,
    alignment_blocks,
    evidence_blocks,
    funding_blocks,
    handbook_blocks,
    listing,
    loose_end_blocks,
    period_on,
    termly_blocks,
    vision_blocks,
    voice_blocks,
)
from earlyyears.roles import worklist

from .reporting import own_report

__all__ = ["PARTNERSHIP_PAGES"]

Blocks = Callable[[View, Mapping[str, str]], Iterable[Block]]


def _names(view: View) -> dict[str, str]:
    """What people, settings, networks and organisations are called, by id."""
    return dict(names_of(view)) | {one.id: one.name for one in view.all(Organisation)}


def _term(view: View, names: Mapping[str, str]) -> Iterator[Block]:
    period = period_on(view)
    if period is None:
        yield Heading("No report is under way")
        yield listing(
            "What to do", [("Open a period", "earlyyears template report-period")]
        )
        return
    yield from termly_blocks(view, Term(period, names, tuple(worklist(view))))


def _partnership(view: View, names: Mapping[str, str]) -> Iterator[Block]:
    yield from voice_blocks(view, names)
    yield Heading("Who had a part")
    yield from evidence_blocks(view, names)
    yield from activity_blocks(view, names)
    yield Heading("Funding")
    yield from funding_blocks(view, names)
    yield Heading("Loose ends")
    yield from loose_end_blocks(view, names)


def _outcomes(view: View, _: Mapping[str, str]) -> Iterator[Block]:
    yield Heading("Outcomes beside their sources")
    yield from alignment_blocks(view)
    yield Heading("From the vision to figures")
    yield from vision_blocks(view)


_PAGES: tuple[tuple[str, str, Blocks], ...] = (
    ("termly", "The term's report", _term),
    ("partnership", "The partnership", _partnership),
    ("outcomes", "Shared outcomes and where they come from", _outcomes),
    ("handbook", "What a new lead must know", handbook_blocks),
)


def _page(name: str, title: str, blocks: Blocks) -> Callable[..., Document]:
    def page(view: View, audience: Audience) -> Document:
        return own_report(name, title, blocks(view, _names(view)), view, audience)

    return page


#: Reports about the partnership itself, by name.
PARTNERSHIP_PAGES: dict[str, Callable[[View, Audience], Document]] = {
    name: _page(name, title, blocks) for name, title, blocks in _PAGES
}
