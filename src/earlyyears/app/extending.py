"""What plugins add to reports: measures as tables, sections, reports of their own.

A measure or section that fails is left out, and a note on the report names it.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import get_args

from earlyyears.disclosure import Audience, Block, Document, Heading
from earlyyears.kernel import Sensitivity, evolve, frozen
from earlyyears.ledger import View
from earlyyears.places import Setting
from earlyyears.plugins import Catalogue, Measure, Section
from earlyyears.reports import EVERY, Key, Tally
from earlyyears.roles import worklist
from earlyyears.services import own_report

__all__ = ["extended", "made_of", "own_reports"]

_MEASURES = "Further counts"


@frozen
class _Part:
    """What one measure or section gave, or the note that stands in its place."""

    blocks: tuple[Block, ...] = ()
    note: str = ""


def own_reports(catalogue: Catalogue) -> dict[str, Section]:
    """The sections that are reports of their own, by name."""
    return {name: one for name, one in catalogue.sections.items() if not one.report}


def extended(
    document: Document, view: View, audience: Audience, catalogue: Catalogue
) -> Document:
    """The document with what plugins add to the report of its name."""
    return _with(document, _parts(document.name, view, audience, catalogue))


def made_of(
    section: Section, view: View, audience: Audience, catalogue: Catalogue
) -> Document:
    """The report that one section is, with what other sections add to it."""
    own = _section(section, view, audience, catalogue)
    document = own_report(section.name, section.title, own.blocks, view, audience)
    more = _parts(section.name, view, audience, catalogue)
    return _with(document, [_Part(note=own.note), *more])


def _with(document: Document, parts: Iterable[_Part]) -> Document:
    held = [*parts]
    return evolve(
        document,
        blocks=(*document.blocks, *(block for part in held for block in part.blocks)),
        notes=(*document.notes, *(part.note for part in held if part.note)),
    )


def _parts(
    report: str, view: View, audience: Audience, catalogue: Catalogue
) -> Iterator[_Part]:
    measures = [one for one in catalogue.measures.values() if one.report == report]
    if measures:
        yield _Part((Heading(_MEASURES),))
        # The settings of the list itself, so that every table counts the same ones.
        listed = {row.id for row in worklist(view)}
        settings = [one for one in view.all(Setting) if one.id in listed]
        for measure in measures:
            yield _measure(measure, settings, view, audience, catalogue)
    for section in catalogue.sections.values():
        if section.report == report:
            part = _section(section, view, audience, catalogue)
            heading = (Heading(section.title),) if part.blocks else ()
            yield evolve(part, blocks=(*heading, *part.blocks))


def _measure(
    measure: Measure,
    settings: list[Setting],
    view: View,
    audience: Audience,
    catalogue: Catalogue,
) -> _Part:
    def count() -> tuple[Block, ...]:
        codes = {one.id: measure.code_of(one, view) for one in settings}
        key = Key[Setting](
            measure.name,
            measure.title,
            lambda one: codes[one.id],
            lambda code: measure.labels.get(code, code),
            first=tuple(measure.labels),
        )
        sensitivity = _sensitivity(measure, audience)
        tally = Tally(settings, EVERY, view.on, view.as_at, sensitivity)
        return (tally.table(measure.name, measure.title, key),)

    return _safely(count, "measures", measure.name, measure.title, catalogue)


def _sensitivity(measure: Measure, audience: Audience) -> Sensitivity:
    """What the measure declares, and more where the view shows more than is public."""
    seen = Sensitivity.PUBLIC if audience is Audience.PUBLIC else Sensitivity.SETTING
    return max(measure.sensitivity, seen, key=lambda one: one.rank)


def _section(
    section: Section, view: View, audience: Audience, catalogue: Catalogue
) -> _Part:
    def make() -> tuple[Block, ...]:
        blocks = section.blocks(view, audience)
        for block in blocks:
            if not isinstance(block, get_args(Block)):
                message = f"{type(block).__name__} is no block of a document"
                raise TypeError(message)
        return blocks

    return _safely(make, "sections", section.name, section.title, catalogue)


def _safely(
    make: Callable[[], tuple[Block, ...]],
    hook: str,
    name: str,
    title: str,
    catalogue: Catalogue,
) -> _Part:
    try:
        return _Part(make())
    except Exception as fault:  # noqa: BLE001  whatever a plugin does, the report goes on
        owner = catalogue.owners[hook, name]
        told = f"the plugin {owner.name} {owner.version} failed: {type(fault).__name__}"
        return _Part(note=f"“{title}” is missing, because {told} in {name}.")
