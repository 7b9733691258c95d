"""Tables and lists of words: what a report says that is not counted."""

from collections.abc import Collection, Iterable

from earlyyears.disclosure import (
    Listing,
    Population,
    RecordColumn,
    RecordRow,
    RecordTable,
)
from earlyyears.kernel import Sensitivity

__all__ = ["listing", "table"]


def listing(
    title: str,
    items: Iterable[tuple[str, str]],
    sensitivity: Sensitivity = Sensitivity.SETTING,
) -> Listing:
    """Terms and what is said of each; only the borough knows them unless said."""
    return Listing(title, tuple(items), sensitivity)


def table(
    code: str,
    title: str,
    headings: tuple[str, ...],
    rows: Iterable[tuple[str, ...]],
    unit: str,
    *,
    level: Sensitivity = Sensitivity.SETTING,
    of_people: Collection[str] = (),
    note: str = "",
) -> RecordTable:
    """Rows of words; columns in which people are named travel no further than inside.

    `level` says how far everything else may travel.
    """
    columns = (
        RecordColumn(
            f"c{at}", text, Sensitivity.PERSONAL if text in of_people else level
        )
        for at, text in enumerate(headings)
    )
    return RecordTable(
        code=code,
        title=title,
        unit=unit,
        population=Population(unit),
        columns=tuple(columns),
        rows=tuple(RecordRow(row, sensitivity=level) for row in rows),
        note=note,
    )
