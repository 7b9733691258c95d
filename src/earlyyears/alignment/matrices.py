"""Which items serve which, and what is left out on either side."""

from collections.abc import Iterable, Mapping

from earlyyears.kernel import Facts, ItemRef, field, frozen

from .records import Alignment, Statement

__all__ = ["Matrix", "items_of", "matrix", "matrix_of"]


@frozen
class Matrix:
    """Items that serve beside the items they may serve, with the links between them."""

    rows: tuple[ItemRef, ...]
    columns: tuple[ItemRef, ...]
    links: Mapping[tuple[ItemRef, ItemRef], Alignment] = field(
        factory=dict[tuple[ItemRef, ItemRef], Alignment]
    )

    def link(self, row: ItemRef, column: ItemRef) -> Alignment | None:
        """The agreed link of a cell, None where there is none."""
        return self.links.get((row, column))

    @property
    def unasked(self) -> tuple[ItemRef, ...]:
        """Items that serve nothing: no source asks for them."""
        serving = {row for row, _ in self.links}
        return tuple(row for row in self.rows if row not in serving)

    @property
    def unserved(self) -> tuple[ItemRef, ...]:
        """Items that nothing serves."""
        served = {column for _, column in self.links}
        return tuple(column for column in self.columns if column not in served)


def matrix(
    rows: Iterable[ItemRef], columns: Iterable[ItemRef], links: Iterable[Alignment]
) -> Matrix:
    """Lay links out between items; a link to an item on neither side is left out.

    >>> aim, need = ItemRef("aims", "2022", "A1"), ItemRef("needs", "2021", "N4")
    >>> link = Alignment(id="x", item=str(aim), serves=str(need))
    >>> matrix([aim], [need], [link]).unserved
    ()
    >>> matrix([aim], [need], []).unasked == (aim,)
    True
    """
    across, down = tuple(rows), tuple(columns)
    cells = {
        (row, column): link
        for link in links
        if (row := ItemRef.parse(link.item)) in across
        and (column := ItemRef.parse(link.serves)) in down
    }
    return Matrix(across, down, cells)


def items_of(facts: Facts, framework: str, edition: str = "") -> tuple[ItemRef, ...]:
    """The items of a framework on the day, of one edition or of every one in force."""
    return tuple(
        one.points_at
        for one in facts.all(Statement).where(framework=framework)
        if edition in {"", one.edition}
    )


def matrix_of(
    facts: Facts, rows: Iterable[ItemRef], frameworks: Iterable[str]
) -> Matrix:
    """The links of the day from some items to every statement of some frameworks."""
    columns = [item for name in frameworks for item in items_of(facts, name)]
    return matrix(rows, columns, facts.all(Alignment))
