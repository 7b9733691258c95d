"""What must hold before a statement or a link is written down."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from earlyyears.kernel import Facts, Finding, Guard, ItemRef, Place

from .records import Alignment, Statement

__all__ = ["guards"]


def guards() -> tuple[Guard, ...]:
    """Links point at items, of two frameworks; a statement is in an edition once."""
    return (
        Guard("alignments join two frameworks", (Alignment,), _links),
        Guard("a statement is in an edition once", (Statement,), _doubles),
    )


def _links(changes: Sequence[Any], facts: Facts) -> list[Finding]:  # noqa: ARG001
    return [
        finding
        for one in changes
        if isinstance(one, Alignment)
        for finding in _link(one)
    ]


def _link(link: Alignment) -> Iterator[Finding]:
    ends = {name: ItemRef.parse(getattr(link, name)) for name in ("item", "serves")}
    for name, end in ends.items():
        if end is None:
            yield Finding(
                "not_an_item",
                "this does not point at an item of a framework",
                Place(field=name),
                "Write framework/edition/item, such as needs-assessment/2024/P1.",
            )
    first, second = ends.values()
    if first and second and first.framework == second.framework:
        yield Finding(
            "one_framework",
            "both ends are items of the same framework",
            Place(field="serves"),
            "Link items of two frameworks.",
        )


def _doubles(changes: Sequence[Any], facts: Facts) -> list[Finding]:
    new = [one for one in changes if isinstance(one, Statement)]
    ids = {one.id for one in new}
    held = [one for one in facts.all(Statement) if one.id not in ids]
    times = Counter(one.points_at for one in (*held, *new))
    return [
        Finding(
            "statement_twice",
            f"{one.points_at} is there already",
            Place(field="item"),
            "Change that record, or give the statement a number of its own.",
        )
        for one in new
        if times[one.points_at] > 1
    ]
