"""Published numbers as a system: which totals contain which parts.

A statistic is known by its measure, its population and the categories it is limited to,
so the total of one table and a cell of another are the same statistic wherever they
are the same number.  What is hidden in one place is therefore hidden in all.
"""

from collections.abc import Iterable, Iterator, Mapping

from earlyyears.kernel import EarlyYearsError, Figure, frozen

from .documents import CountTable
from .marks import Mark

__all__ = ["Line", "Statistic", "UnevenTotalsError", "lines_of", "values_of"]


class UnevenTotalsError(EarlyYearsError, ValueError):
    """Two tables give different numbers for one and the same statistic."""

    code = "EY503"


@frozen(order=True, cache_hash=True)
class Statistic:
    """One number that a document may show.

    `where` holds the (key, category) pairs it is limited to, sorted; none is the total
    of the population.
    """

    measure: str
    population: str
    where: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        limits = ", ".join(f"{key} {code}" for key, code in self.where) or "total"
        return f"{self.measure} of {self.population}: {limits}"


@frozen
class Line:
    """A total and the parts that it is the sum of."""

    total: Statistic
    parts: tuple[Statistic, ...]


def statistic(table: CountTable, row: str = "", column: str = "") -> Statistic:
    """The statistic at a place of a table; a blank key means the total over it.

    A table whose categories do not share out the population counts something else
    for each category, so nothing in it is added to, or taken for, anything elsewhere.
    """
    pairs = [(table.rows.code, row)] if row else []
    if column and table.columns:
        pairs.append((table.columns.code, column))
    if not table.shares_out:
        pairs.append(("table", table.code))
    return Statistic(table.measure, table.population.name, tuple(sorted(pairs)))


def lines_of(table: CountTable) -> Iterator[Line]:
    """Every total of a table with its parts; a total with an unknown part has none."""
    if not table.shares_out:
        return
    unknown = {key for key, cell in table.cells if isinstance(cell, Mark)}
    for (row, column), keys in _sums(table).items():
        if not unknown.intersection(keys):
            parts = tuple(statistic(table, *key) for key in keys)
            yield Line(statistic(table, row, column), parts)
    if table.columns and not unknown:
        yield from _margins(table)


def _sums(table: CountTable) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """The cells that each total is the sum of, by the total's place."""
    if table.columns is None:
        return {("", ""): list(table.keys)}
    down, across = table.rows.categories, table.columns.categories
    rows = {(r.code, ""): [(r.code, c.code) for c in across] for r in down}
    columns = {("", c.code): [(r.code, c.code) for r in down] for c in across}
    return rows | columns


def _margins(table: CountTable) -> Iterator[Line]:
    rows = [statistic(table, row.code) for row in table.rows.categories]
    yield Line(statistic(table), tuple(rows))
    across = table.columns.categories if table.columns else ()
    yield Line(statistic(table), tuple(statistic(table, "", c.code) for c in across))


def values_of(tables: Iterable[CountTable]) -> dict[Statistic, int]:
    """The true value of every statistic of some tables, totals included."""
    values: dict[Statistic, int] = {}
    for table in tables:
        for key, cell in table.cells:
            if isinstance(cell, Figure) and isinstance(cell.value, int):
                enter(values, statistic(table, *key), cell.value)
        for line in lines_of(table):
            enter(values, line.total, sum(values[part] for part in line.parts))
    return values


def enter(values: dict[Statistic, int], what: Statistic, value: int) -> None:
    """Note a value; a second one that differs is refused."""
    if values.setdefault(what, value) != value:
        message = f"{what} is given as {values[what]} and as {value}"
        raise UnevenTotalsError(
            message,
            advice="Count both tables from the same rows, or name their populations"
            " apart.",
            statistic=str(what),
        )


def smallest(
    parts: Iterable[Statistic],
    values: Mapping[Statistic, int],
    but: Iterable[Statistic],
) -> Statistic | None:
    """The part with the smallest count, true zeros last; None where none is left."""
    out = set(but)
    left = [part for part in parts if part not in out]
    return min(
        left, key=lambda part: (not values[part], values[part], part), default=None
    )
