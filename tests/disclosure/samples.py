"""Small documents for the tests of disclosure."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence

from earlyyears.disclosure import (
    Audience,
    Axis,
    Block,
    Category,
    CountTable,
    Document,
    Policy,
    Population,
    SafeDocument,
    SafeTable,
    make_safe,
)
from earlyyears.kernel import Citation, Figure, Sensitivity

DAY = dt.date(2026, 3, 1)
ALL = Population("settings")
SETTING = Sensitivity.SETTING
EVERY_LEVEL = frozenset(Sensitivity)
#: A row to be counted: a category for each key.
Row = dict[str, str]


def strict(
    threshold: int = 5, base: int = 1, audience: Audience = Audience.STEERING
) -> Policy:
    """A policy that lets everything pass but hides small counts."""
    return Policy(
        name="strict",
        label="Small counts hidden",
        audience=audience,
        source=Citation("a borough's decision", confirmed=True),
        passes=EVERY_LEVEL,
        records=True,
        withheld=True,
        narrative=True,
        threshold=((SETTING, threshold),) if threshold else (),
        rounding=((SETTING, base),) if base > 1 else (),
    )


def table(
    code: str,
    rows: Sequence[Row],
    down: str,
    across: str = "",
    population: Population = ALL,
    sensitivity: Sensitivity = SETTING,
) -> CountTable:
    """Count rows by one key, or by two."""
    found = Counter((row[down], row[across] if across else "") for row in rows)
    first = axis(down, (row[down] for row in rows))
    second = axis(across, (row[across] for row in rows)) if across else None
    columns = [one.code for one in second.categories] if second else [""]
    return CountTable(
        code=code,
        title=f"Settings by {down}",
        measure="settings",
        unit="settings",
        population=population,
        rows=first,
        columns=second,
        cells=tuple(
            ((one.code, column), figure(found[one.code, column], population))
            for one in first.categories
            for column in columns
        ),
        sensitivity=sensitivity,
    )


def axis(code: str, found: Iterable[str]) -> Axis:
    """A key with every category that occurs."""
    named = tuple(Category(one, one.upper()) for one in sorted(set(found)))
    return Axis(code, code.title(), named)


def figure(value: int, population: Population = ALL) -> Figure:
    """A count of settings."""
    return Figure(
        "settings", value, "settings", population.name, DAY, 3, sensitivity=SETTING
    )


def document(
    *blocks: Block,
    audience: Audience = Audience.STEERING,
    on: dt.date = DAY,
    as_at: int = 3,
) -> Document:
    """A document of some blocks."""
    return Document(
        name="sample",
        title="Sample",
        borough="Newham",
        on=on,
        as_at=as_at,
        audience=audience,
        blocks=blocks,
    )


def rows(**counts: int) -> list[Row]:
    """So many rows of each category of the key `kind`."""
    return [{"kind": code} for code, number in counts.items() for _ in range(number)]


def shown(safe: SafeDocument, number: int = 0) -> dict[tuple[str, str], str]:
    """What each place of a table prints."""
    block = safe.blocks[number]
    assert isinstance(block, SafeTable)
    return {key: str(cell) for key, cell in block.cells}


def made(*blocks: Block, policy: Policy | None = None) -> SafeDocument:
    """A document of some blocks, made safe."""
    return make_safe(document(*blocks), policy or strict())
