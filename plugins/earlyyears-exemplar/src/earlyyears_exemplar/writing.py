"""Reports as plain text, for a notice board or an e-mail."""

from collections.abc import Iterator

from earlyyears.disclosure import (
    Heading,
    Omitted,
    SafeBlock,
    SafeDocument,
    SafeHighlights,
    SafeListing,
    SafeProse,
    SafeRecords,
    SafeTable,
    SafeText,
    Writer,
)

__all__ = ["writer"]


def as_text(safe: SafeDocument) -> bytes:
    """A safe document as lines of text in UTF-8."""
    lines = (_plain(line) for line in _lines(safe))
    return ("\n".join(lines) + "\n").encode()


def _lines(safe: SafeDocument) -> Iterator[str]:
    document = safe.document
    if document.fictional:
        yield "This borough is made up."
    yield document.title
    yield f"{document.borough}, {document.on}. For: {safe.audience.value}."
    for block in safe.blocks:
        yield ""
        yield from _block(block)
    yield from document.notes
    yield f"As known at commit {document.as_at}; digest {document.head}."


def _block(block: SafeBlock) -> Iterator[str]:
    match block:
        case Heading(text=text):
            yield f"== {text} =="
        case SafeHighlights(items=items):
            yield from (f"{cell} {label}" for label, cell in items)
        case SafeProse(parts=parts):
            yield "".join(map(str, parts))
        case SafeTable():
            yield from _table(block)
        case SafeRecords():
            yield f"{block.title} ({block.unit}, {block.population.name})"
            yield " | ".join(label for _, label in block.columns)
            yield from (" | ".join(row) for row in block.rows)
            yield from [block.note] if block.note else []
        case SafeListing(title=title, items=items):
            yield title
            yield from (f"{term}: {said}" for term, said in items)
        case SafeText():
            yield f"{block.title} ({block.author}; cleared by {block.cleared_by})"
            yield block.text
        case Omitted(title=title, why=why):
            yield f"{title}: {why}"


def _table(table: SafeTable) -> Iterator[str]:
    axes = [one.label for one in (table.rows, table.columns) if one]
    about = f"{table.unit}, {table.population.name}"
    yield f"{table.title} by {', '.join(axes)} ({about})"
    for (row, column), cell in table.cells:
        across = table.columns.label_of(column) if table.columns else ""
        named = ", ".join(part for part in (table.rows.label_of(row), across) if part)
        yield f"{named}: {cell}"
    yield from [table.note] if table.note else []


def _plain(text: str) -> str:
    """One line without the characters that steer a terminal or turn the text."""
    return "".join(one for one in " ".join(text.split()) if one.isprintable())


writer = Writer("Marlow Vale: plain text", ".notice", "text/plain", as_text)
