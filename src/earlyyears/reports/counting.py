"""Tables made by counting rows by one or two keys over a named population."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

from earlyyears.disclosure import Axis, Category, CountTable, Population
from earlyyears.kernel import Figure, Sensitivity, frozen

__all__ = ["Key", "Tally"]

Row = TypeVar("Row")


@frozen
class Key(Generic[Row]):
    """Something to count rows by: its heading, a row's code, and the words for it."""

    code: str
    heading: str
    of: Callable[[Row], str]
    words: Callable[[str], str]
    #: Codes that come first, in this order, and are listed even where they count none.
    first: tuple[str, ...] = ()
    #: Codes that come last, in this order, where they count any.
    last: tuple[str, ...] = ()

    def axis(self, rows: Iterable[Row]) -> Axis:
        """The categories in printing order: first ones, the rest by size, last ones."""
        found = Counter(map(self.of, rows))
        rest = sorted(
            set(found) - {*self.first, *self.last},
            key=lambda code: (-found[code], self.words(code)),
        )
        tail = [code for code in self.last if found[code]]
        codes = [*self.first, *rest, *tail]
        named = tuple(Category(code, self.words(code)) for code in codes)
        return Axis(self.code, self.heading, named)


@frozen
class Tally(Generic[Row]):
    """Rows of one population, to be counted for one day as known at one commit."""

    rows: Sequence[Row]
    population: Population
    on: dt.date
    as_at: int | None
    sensitivity: Sensitivity
    measure: str = "settings"
    unit: str = "settings"

    def table(
        self,
        code: str,
        title: str,
        rows: Key[Row],
        columns: Key[Row] | None = None,
        note: str = "",
    ) -> CountTable:
        """Count the rows by one key or by two."""
        down = rows.axis(self.rows)
        across = columns.axis(self.rows) if columns else None
        found = Counter(
            (rows.of(one), columns.of(one) if columns else "") for one in self.rows
        )
        codes = [one.code for one in across.categories] if across else [""]
        cells = tuple(
            ((row.code, column), self.figure(found[row.code, column]))
            for row in down.categories
            for column in codes
        )
        return CountTable(
            code=code,
            title=title,
            measure=self.measure,
            unit=self.unit,
            population=self.population,
            rows=down,
            columns=across,
            cells=cells,
            sensitivity=self.sensitivity,
            note=note,
        )

    def figure(self, number: int, measure: str = "") -> Figure:
        """A count over the population."""
        return Figure(
            measure=measure or self.measure,
            value=number,
            unit=self.unit,
            population=self.population.name,
            on=self.on,
            as_at=self.as_at,
            sensitivity=self.sensitivity,
        )
