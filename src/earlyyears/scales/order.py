"""Do higher categories go with better rooms?  The check that ladders often fail.

For each item the mean of all other items is worked out by category.  Where it falls
from one category to the next above, the two are out of order.  The ladder itself makes
in-between categories rare and mixed, so a subscale or an item that fails here should
carry no decision alone.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from earlyyears.kernel import Answer, frozen

from .estimates import cannot_tell, given
from .ratings import numbers, rows_of

__all__ = ["CategoryOrder", "category_order"]


@frozen
class CategoryOrder:
    """One item's categories with the mean rest score of each."""

    item: str
    #: Category, mean of the other items, rooms.
    categories: tuple[tuple[Fraction, Fraction, int], ...]

    @property
    def inversions(self) -> tuple[tuple[int, int], ...]:
        """Neighbouring categories of which the higher goes with poorer rooms."""
        pairs = zip(self.categories, self.categories[1:], strict=False)
        return tuple((int(a[0]), int(b[0])) for a, b in pairs if b[1] < a[1])

    @property
    def in_order(self) -> bool:
        """Say whether quality never falls as the category rises."""
        return not self.inversions


def category_order(
    scores: Any, *, items: Sequence[str] | None = None, least: int = 1
) -> Answer[Mapping[str, CategoryOrder]]:
    """Check the order of categories, item by item, over rooms that have every score.

    `scores` has a row for each room; a data frame brings its own item names.
    Categories with fewer than `least` rooms are passed over.

    >>> found = category_order([[1, 1, 2], [2, 5, 5], [3, 3, 3]], items=["a", "b", "c"])
    >>> found.value["a"].inversions
    ((2, 3),)
    """
    names = items or [str(one) for one in getattr(scores, "columns", ())]
    rows = [
        [one for one in row if one is not None]
        for row in numbers(rows_of(scores))
        if None not in row
    ]
    if not rows or len(rows[0]) < 2:  # noqa: PLR2004  a rest needs another item
        return cannot_tell("too_few", "no room has scores on two items")
    names = names or [str(place + 1) for place in range(len(rows[0]))]
    totals = [sum(row, Fraction(0)) for row in rows]
    others = len(rows[0]) - 1
    return given(
        "category_order",
        {
            name: CategoryOrder(name, _by_category(rows, totals, place, others, least))
            for place, name in enumerate(names)
        },
    )


def _by_category(
    rows: list[list[Fraction]],
    totals: list[Fraction],
    place: int,
    others: int,
    least: int,
) -> tuple[tuple[Fraction, Fraction, int], ...]:
    sums: dict[Fraction, list[Fraction]] = {}
    for row, total in zip(rows, totals, strict=True):
        sums.setdefault(row[place], []).append(total - row[place])
    return tuple(
        (category, sum(rest, Fraction(0)) / (len(rest) * others), len(rest))
        for category, rest in sorted(sums.items())
        if len(rest) >= least
    )
