"""Tables of the HTML page: captions, scopes, totals, and marks explained in words."""

from collections.abc import Iterable, Iterator

from earlyyears.disclosure import (
    Mark,
    SafeBlock,
    SafeCell,
    SafeHighlights,
    SafeProse,
    SafeRecords,
    SafeTable,
)

from .markup import element, text

__all__ = ["cell_text", "counts", "marks_used", "records"]


def cell_text(cell: SafeCell) -> str:
    """What a cell prints: a number with separators, or a mark in brackets."""
    return str(cell)


def marks_used(blocks: Iterable[SafeBlock]) -> list[Mark]:
    """The marks that stand anywhere in some blocks, each once."""
    return sorted({cell.mark for cell in _cells(blocks) if cell.mark})


def _cells(blocks: Iterable[SafeBlock]) -> Iterator[SafeCell]:
    for block in blocks:
        if isinstance(block, SafeTable):
            yield from (cell for _, cell in block.cells)
        elif isinstance(block, SafeHighlights):
            yield from (cell for _, cell in block.items)
        elif isinstance(block, SafeProse):
            yield from (part for part in block.parts if isinstance(part, SafeCell))


def counts(block: SafeTable) -> str:
    """A table of counts; it scrolls sideways by itself on a narrow screen."""
    inner = _two_keys(block) if block.columns else _one_key(block)
    kind = "many" if block.columns else "one"
    return _framed(block.code, element("table", _caption(block), inner, class_=kind))


def _framed(code: str, table: str) -> str:
    name = f"caption-{code}"
    return element(
        "div", table, class_="scroll", role="region", aria_labelledby=name, tabindex="0"
    )


def _caption(block: SafeTable | SafeRecords) -> str:
    about = f"Counted over: {block.population.name}."
    words = f"{about} {block.note}" if block.note else about
    title = f"{block.title}. "
    return element(
        "caption", text(title), element("span", text(words)), id=f"caption-{block.code}"
    )


def _heading(words: str, *, number: bool = False, total: bool = False) -> str:
    kinds = " ".join([*(["n"] if number else []), *(["total"] if total else [])])
    named = {"class_": kinds} if kinds else {}
    return element("th", text(words), scope="col", **named)


def _one_key(block: SafeTable) -> str:
    cells = block.by_key
    widest = max(
        (_size(cells[row.code, ""]) for row in block.rows.categories), default=0
    )
    body = [
        element(
            "tr",
            element("th", text(row.label), scope="row"),
            _number(cells[row.code, ""], widest),
        )
        for row in block.rows.categories
    ]
    head = _heading(block.rows.label) + _heading(_unit(block), number=True)
    return _parts(head, body, _foot(block))


def _unit(block: SafeTable) -> str:
    return f"{block.unit[:1].upper()}{block.unit[1:]}"


def _size(cell: SafeCell) -> int:
    value = cell.figure.value if cell.figure else 0
    return value if isinstance(value, int) else 0


def _number(cell: SafeCell, widest: int = 0, kind: str = "n") -> str:
    shown = element("b", text(cell_text(cell))) if widest else text(cell_text(cell))
    share = 100 * _size(cell) // widest if widest else 0
    part = f"--part:{share / 100}"
    bar = element("i", aria_hidden="true", style=part) if share else ""
    return element("td", bar, shown, class_=kind)


def _foot(block: SafeTable) -> str:
    total = block.by_key.get(("", ""))
    if total is None:
        return ""
    across = block.columns.categories if block.columns else ()
    sums = [_number(block.by_key["", one.code]) for one in across]
    last = _number(total, kind="n total")
    return element("tr", element("th", "Total", scope="row"), *sums, last)


def _two_keys(block: SafeTable) -> str:
    across = block.columns.categories if block.columns else ()
    cells = block.by_key
    summed = ("", "") in cells
    body = [
        element(
            "tr",
            element("th", text(row.label), scope="row"),
            *(_number(cells[row.code, one.code]) for one in across),
            _number(cells[row.code, ""], kind="n total") if summed else "",
        )
        for row in block.rows.categories
    ]
    head = "".join(
        [
            _heading(block.rows.label),
            *(_heading(one.label, number=True) for one in across),
            _heading("Total", number=True, total=True) if summed else "",
        ]
    )
    return _parts(head, body, _foot(block))


def _parts(head: str, body: Iterable[str], foot: str = "") -> str:
    return "".join(
        [
            element("thead", element("tr", head)),
            element("tbody", *body),
            element("tfoot", foot) if foot else "",
        ]
    )


def records(block: SafeRecords) -> str:
    """A table of named things; its first column names the row."""
    head = "".join(_heading(label) for _, label in block.columns)
    body = [
        element(
            "tr",
            element("th", text(row[0]), scope="row"),
            *(element("td", text(value)) for value in row[1:]),
        )
        for row in block.rows
        if row
    ]
    table = element("table", _caption(block), _parts(head, body), class_="list")
    return _framed(block.code, table)
