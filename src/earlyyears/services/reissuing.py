"""A report given out again after a correction: what differs, and by which commits.

Whatever is printed is compared, cell by cell, as the same audience saw it: so a
corrected figure is named with those that follow from it, and with nothing else.
"""

from collections.abc import Iterable, Iterator

from earlyyears.disclosure import (
    Document,
    Listing,
    SafeBlock,
    SafeDocument,
    SafeHighlights,
    SafeListing,
    SafeRecords,
    SafeTable,
    SafeText,
)
from earlyyears.kernel import Sensitivity, evolve, frozen
from earlyyears.ledger import Commit

__all__ = ["Change", "changes_between", "reissued"]

_NOTHING = "(nothing)"
#: A commit that only notes a report as given out changes nothing that a report says.
_NOTES = frozenset({"issued-report"})


@frozen
class Change:
    """One thing that a page says otherwise: where, what it said, what it says."""

    where: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.before} is now {self.after}"


def changes_between(old: SafeDocument, new: SafeDocument) -> tuple[Change, ...]:
    """Everything that is printed otherwise, in the order of the new page.

    What was on the old page only stands last.
    """
    before, after = dict(_printed(old.blocks)), dict(_printed(new.blocks))
    return tuple(
        Change(where, before.get(where, _NOTHING), after.get(where, _NOTHING))
        for where in dict.fromkeys([*after, *before])
        if before.get(where, _NOTHING) != after.get(where, _NOTHING)
    )


def _printed(blocks: Iterable[SafeBlock]) -> Iterator[tuple[str, str]]:
    """Each cell of a page with a name for its place."""
    for block in blocks:
        match block:
            case SafeTable():
                yield from _cells(block)
            case SafeRecords():
                yield from _rows(block)
            case SafeListing(title=title, items=items):
                yield from ((f"{title}: {term}", said) for term, said in items)
            case SafeHighlights(items=figures):
                yield from ((words, str(cell)) for words, cell in figures)
            case SafeText(title=title, text=text):
                yield f"Text of {title}", text
            case _:
                pass


def _cells(block: SafeTable) -> Iterator[tuple[str, str]]:
    for (row, column), cell in block.cells:
        across = f", {block.columns.label_of(column)}" if block.columns else ""
        yield f"{block.title}: {block.rows.label_of(row)}{across}", str(cell)


def _rows(block: SafeRecords) -> Iterator[tuple[str, str]]:
    for row in block.rows:
        for (_, label), cell in zip(block.columns[1:], row[1:], strict=True):
            yield f"{block.title}: {row[0]}, {label}", cell


def reissued(
    document: Document, changes: Iterable[Change], since: Iterable[Commit]
) -> Document:
    """The document with a list of what has changed since it was given out, and why."""
    said = tuple((one.where, str(one)) for one in changes)
    causes = tuple(
        (f"Commit {one.number} by {one.actor}", one.reason)
        for one in since
        if not one.kinds <= _NOTES
    )
    head = (
        Listing(
            "Changed since it was given out",
            said or (("Nothing", "every figure is as it was"),),
            Sensitivity.SETTING,
        ),
        Listing("What was recorded since", causes, Sensitivity.SETTING),
    )
    return evolve(document, blocks=(*head, *document.blocks))
