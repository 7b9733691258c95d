"""Documents as data: what a report says before anybody decides who may read it.

A table counts by one or two keys over a named population; its totals are never stored,
so that none can survive the hiding of what it contains.  Prose holds figures, cells and
days as nodes and no digits of its own.  Rows about named settings, and what a partner
wrote freely, say how far they may travel.
"""

import datetime as dt
import re
from typing import TypeAlias

from earlyyears.kernel import (
    Citation,
    EarlyYearsError,
    Faults,
    Figure,
    Finding,
    Sensitivity,
    frozen,
)

from .audiences import Audience
from .marks import Mark

__all__ = [
    "Axis",
    "Block",
    "Category",
    "CellOf",
    "Clearance",
    "CountTable",
    "DigitsInProseError",
    "Document",
    "Heading",
    "Highlights",
    "Listing",
    "Narrative",
    "Population",
    "Prose",
    "RecordColumn",
    "RecordRow",
    "RecordTable",
    "Source",
]

_DIGIT = re.compile(r"\d")


class DigitsInProseError(EarlyYearsError, ValueError):
    """A number typed into prose, where nothing could hide it."""

    code = "EY501"


@frozen
class Population:
    """The things that a table counts, by name; `within` names a wider population."""

    name: str
    within: str = ""


@frozen
class Category:
    """One value of a key: its stable code and the officers' words for it."""

    code: str
    label: str


@frozen
class Axis:
    """A key that a table counts by, with all its categories in printing order."""

    code: str
    label: str
    categories: tuple[Category, ...]

    def label_of(self, code: str) -> str:
        """The words for a category; no category at all is the total."""
        return next((one.label for one in self.categories if one.code == code), "Total")


@frozen
class Heading:
    """The heading of a section; the document's title is not one of them."""

    text: str


@frozen
class CellOf:
    """A place in a table, to be quoted in prose; no key at all is the grand total."""

    table: str
    row: str = ""
    column: str = ""


@frozen
class Prose:
    """A paragraph of text, figures, cells of tables and days.

    >>> Prose(("There are 31 of them.",))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    earlyyears.disclosure.documents.DigitsInProseError: “There are 31 of them.” ...
    """

    parts: tuple[str | Figure | CellOf | dt.date, ...]
    sensitivity: Sensitivity = Sensitivity.PUBLIC

    def __attrs_post_init__(self) -> None:
        for part in self.parts:
            if isinstance(part, str) and _DIGIT.search(part):
                message = f"“{part.strip()[:60]}” holds a number"
                raise DigitsInProseError(
                    message, advice="Give it as a Figure, a CellOf or a date."
                )


@frozen
class Highlights:
    """The few figures that a reader came for, each with its words."""

    items: tuple[tuple[str, Figure | CellOf], ...]


@frozen
class CountTable:
    """Counts or sums by one or two keys over a named population.

    `cells` holds a figure, or a mark that says why there is none, for every
    combination of categories.  Where the categories share out the population, each
    thing counted once, totals are derived when the document is made safe; where they
    do not (`shares_out=False`) there are none.
    """

    code: str
    title: str
    measure: str
    unit: str
    population: Population
    rows: Axis
    cells: tuple[tuple[tuple[str, str], Figure | Mark], ...]
    columns: Axis | None = None
    sensitivity: Sensitivity = Sensitivity.PUBLIC
    shares_out: bool = True
    note: str = ""

    def __attrs_post_init__(self) -> None:
        findings = [*_keys_amiss(self), *_figures_amiss(self)]
        if findings:
            message = f"the table “{self.code}” cannot be used"
            raise Faults(message, findings)

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """Every combination of row and column; the column is blank where none is."""
        across = self.columns.categories if self.columns else (Category("", ""),)
        return tuple((r.code, c.code) for r in self.rows.categories for c in across)


def _keys_amiss(table: CountTable) -> list[Finding]:
    given = [key for key, _ in table.cells]
    wanted = list(table.keys)
    if sorted(given) == sorted(wanted):
        return []
    text = f"its cells are {len(given)} and its combinations {len(wanted)}"
    return [Finding("cells", text, advice="Give each combination once.")]


def _figures_amiss(table: CountTable) -> list[Finding]:
    about = (table.measure, table.population.name)
    return [
        Finding("figure", f"the cell {key} is no whole number of {about}")
        for key, cell in table.cells
        if isinstance(cell, Figure)
        and not (type(cell.value) is int and (cell.measure, cell.population) == about)
    ]


@frozen
class RecordColumn:
    """A column of a table of records, with how far what stands in it may travel."""

    code: str
    label: str
    sensitivity: Sensitivity = Sensitivity.SETTING


@frozen
class RecordRow:
    """One named thing: a cell for each column, and whether its name is withheld."""

    cells: tuple[str, ...]
    withheld: bool = False
    sensitivity: Sensitivity = Sensitivity.SETTING


@frozen
class RecordTable:
    """Rows about named things, such as the worklist."""

    code: str
    title: str
    unit: str
    population: Population
    columns: tuple[RecordColumn, ...]
    rows: tuple[RecordRow, ...]
    note: str = ""

    def __attrs_post_init__(self) -> None:
        uneven = [at for at, row in enumerate(self.rows, 1) if not self._fits(row)]
        if uneven:
            message = f"the table “{self.code}” cannot be used"
            findings = [
                Finding("row", f"row {at} has not {len(self.columns)} cells")
                for at in uneven
            ]
            raise Faults(message, findings)

    def _fits(self, row: RecordRow) -> bool:
        return len(row.cells) == len(self.columns)


@frozen
class Listing:
    """Terms and what is said of each: rules in use, files read."""

    title: str
    items: tuple[tuple[str, str], ...]
    sensitivity: Sensitivity = Sensitivity.PUBLIC


@frozen
class Clearance:
    """A named person's word that a text may go to an audience."""

    by: str
    on: dt.date
    audience: Audience


@frozen
class Narrative:
    """What a partner wrote freely; a public audience sees it only when cleared."""

    title: str
    author: str
    text: str
    clearance: Clearance | None = None


#: What a document is made of.
Block: TypeAlias = (
    Heading | Highlights | Prose | CountTable | RecordTable | Listing | Narrative
)


@frozen
class Source:
    """A file or record that the document was counted from, in words and by digest."""

    name: str
    edition: dt.date | None = None
    sha256: str = ""
    note: str = ""


@frozen
class Document:
    """A report as data, before it is made safe for its audience."""

    #: Stable code of the report, such as `support`.
    name: str
    title: str
    borough: str
    on: dt.date
    audience: Audience
    blocks: tuple[Block, ...]
    subtitle: str = ""
    #: Last commit taken into account, None for facts in memory.
    as_at: int | None = None
    #: Digest of the ledger's head, by which the figures can be checked.
    head: str = ""
    sources: tuple[Source, ...] = ()
    notes: tuple[str, ...] = ()
    #: The rules that the answers rest on.
    basis: tuple[Citation, ...] = ()
    #: Whether the borough is made up; every page then says so.
    fictional: bool = False
