"""What the tests of scales share: invented layers, sheets and rooms."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from earlyyears import scales
from earlyyears.kernel import evolve

DAY = dt.date(2026, 3, 2)
LATER = dt.date(2026, 11, 9)
TOY = scales.get("toy")
ITERS = scales.get("iters-3")


def seen(**about: Any) -> scales.Observation:
    """An observation of the invented scale; anything may be given."""
    return scales.Observation(**{"scale": "toy", "room": "room/a", "on": DAY, **about})


def lone(line: str, *, all_na: str = "ambiguous") -> scales.ItemResult:
    """The result of one item whose answers stand in a line of levels."""
    levels = dict(zip(("1", "3", "5", "7"), line.split("|"), strict=True))
    return scales.score(levels, all_na_policy=all_na)


def iters_sheet(scores: Mapping[int, Any] | int, **about: Any) -> scales.Sheet:
    """An ITERS-3 sheet from item scores, or with one score throughout."""
    if isinstance(scores, int):
        scores = dict.fromkeys(range(1, 34), scores)
    given = {str(item): score for item, score in scores.items()}
    return scales.score(seen(scale="iters-3", item_scores=given, **about))


def with_levels(
    scale: scales.Scale, sizes: tuple[int, ...] = (3, 4, 4, 3)
) -> scales.Scale:
    """A scale whose items have an invented layout, NA boxes everywhere."""
    levels = tuple(
        tuple(scales.Indicator(f"{anchor}.{n + 1}", na=True) for n in range(size))
        for anchor, size in zip((1, 3, 5, 7), sizes, strict=True)
    )
    items = tuple(evolve(item, levels=levels) for item in scale.all_items)
    return evolve(scale, all_items=items)


def codes(
    faults: scales.SheetError | scales.ScaleFileError | scales.SheetFileError,
) -> list[str]:
    """The codes of all findings of an error."""
    return [finding.code for finding in faults.findings]
