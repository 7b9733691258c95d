"""Score an observation: every item with its bounds, every mean exact.

One engine serves sheets that answer everything and sheets that stop where the score is
settled: blanks are bounded, and an item whose bounds meet is scored.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import lru_cache
from importlib.resources.abc import Traversable
from os import PathLike
from typing import overload

from earlyyears.kernel import Finding, evolve

from .checks import sheet_faults
from .errors import SheetError, refuse
from .explaining import explained
from .ladder import ItemPlan, bounds, compile_item, parts
from .layers import with_layer
from .library import get
from .marks import marks_of
from .observations import Observation
from .packing import as_text, line_faults, parse
from .plans import Plan, plan_of
from .results import ItemResult, Least
from .scored import Sheet
from .structure import Indicator, Item, Ladder, Scale

__all__ = ["score", "score_item"]


@overload
def score(
    observation: Observation,
    scale: Scale | str | None = None,
    *,
    layer: str | PathLike[str] | Traversable | None = None,
    exclude: Iterable[str] | None = None,
    min_items: int = 1,
    min_share: Fraction | None = None,
    all_na_policy: str | None = None,
) -> Sheet: ...


@overload
def score(
    observation: Mapping[str, Iterable[str] | str],
    scale: None = None,
    *,
    all_na_policy: str | None = None,
) -> ItemResult: ...


def score(
    observation: Observation | Mapping[str, Iterable[str] | str],
    scale: Scale | str | None = None,
    *,
    layer: str | PathLike[str] | Traversable | None = None,
    exclude: Iterable[str] | None = None,
    min_items: int = 1,
    min_share: Fraction | None = None,
    all_na_policy: str | None = None,
) -> Sheet | ItemResult:
    """Score an observation, or the answers of a single item level by level.

    `scale` is needed only for one that does not ship; `layer` is the path of a licensed
    layer.  `exclude` names subscales that the total leaves out, `min_items` and
    `min_share` say how many items a mean needs, and `all_na_policy` (`ambiguous`,
    `pass` or `stop`) replaces what the scale says of a level that is NA as a whole.
    A sheet that does not fit its scale is refused with all its faults.

    >>> import datetime as dt
    >>> seen = Observation(
    ...     scale="toy",
    ...     room="room/a",
    ...     on=dt.date(2026, 3, 2),
    ...     answers={"1": "NNN|YYYY|YYN|.."},
    ...     item_scores={"2": 5},
    ... )
    >>> sheet = score(seen)
    >>> sheet.items["1"].score, sheet.items["1"].blocking, sheet.total.mean
    (4, ('5.3',), Fraction(9, 2))
    >>> score({"1": "NNN", "3": "YYNN", "5": "NNN", "7": "NN"}).score
    2
    """
    if not isinstance(observation, Observation):
        return score_item(observation, all_na_policy=all_na_policy)
    spec = _scale(observation, scale)
    if layer is not None:
        spec = with_layer(spec, layer)
    if all_na_policy is not None and isinstance(spec.rule, Ladder):
        spec = evolve(spec, rule=evolve(spec.rule, all_na=all_na_policy))
    left_out = spec.left_out if exclude is None else _known(spec, tuple(exclude))
    least = _least(min_items, min_share)
    return _sheet(observation, spec, left_out, least)


def _least(items: int, share: Fraction | None) -> Least | None:
    """What a mean needs, None for the ordinary one item."""
    plain = items <= 1 and not share
    return None if plain else Least(items, share or Fraction(0))


def _scale(seen: Observation, scale: Scale | str | None) -> Scale:
    if isinstance(scale, Scale):
        return scale
    if isinstance(scale, str) and scale != seen.scale:
        return get(scale)
    return get(seen.scale, seen.edition)


def _known(scale: Scale, names: tuple[str, ...]) -> tuple[str, ...]:
    """Subscales by id, whether they were named by id or by title."""
    ids = {part.id: part.id for part in scale.subscales}
    ids |= {part.title: part.id for part in scale.subscales}
    refuse(
        SheetError,
        "the total cannot be worked out",
        [
            Finding("unknown_subscale", f"{scale} has no subscale “{name}”")
            for name in names
            if name not in ids
        ],
    )
    return tuple(ids[name] for name in names)


def _sheet(
    seen: Observation, scale: Scale, exclude: tuple[str, ...], least: Least | None
) -> Sheet:
    plan = plan_of(scale)
    try:
        if not _plain(seen, scale, plan):
            _refuse_faults(seen, scale, plan)
        marks = marks_of(seen, scale, plan)
    except SheetError:
        # The first bad line stops the quick way; the slow way names them all.
        _refuse_faults(seen, scale, plan)
        raise
    return Sheet(seen, scale, marks, exclude, least)


def _plain(seen: Observation, scale: Scale, plan: Plan) -> bool:
    """Say whether the sheet holds answers to known items and nothing else."""
    return (
        seen.scale == scale.id
        and seen.edition in {"", scale.edition}
        and not (seen.item_scores or seen.item_na or seen.overrides or seen.cycles)
        and seen.answers.keys() <= plan.by_item.keys()
        and not scale.groups
        and isinstance(scale.rule, Ladder)
    )


def _refuse_faults(seen: Observation, scale: Scale, plan: Plan) -> None:
    message = f"the sheet of {seen.room} on {seen.on} does not fit {scale}"
    refuse(SheetError, message, sheet_faults(seen, scale, plan))


def score_item(
    levels: Mapping[str, Iterable[str] | str], *, all_na_policy: str | None = None
) -> ItemResult:
    """The score of one item of the 1, 3, 5, 7 kind from the answers of its levels.

    NA may stand anywhere, since no printed sheet is at hand to say where it may.

    >>> score_item({"1": "NNN", "3": "YY.", "5": "NNN", "7": "NN"}).possible_range
    (2, 3)
    """
    text = as_text({str(level): list(ones) for level, ones in levels.items()})
    anchors = tuple(sorted(int(level) for level in levels))
    sizes = tuple(len(level) for level in text.split("|"))
    plan = _lone_plan(anchors, sizes, all_na_policy or Ladder().all_na)
    refuse(SheetError, "the answers cannot be read", line_faults(plan, text))
    answers = parse(text, plan.size)
    low, high = bounds(plan, *parts(plan, answers))
    return explained(plan, low, high, answers)


@lru_cache(maxsize=256)
def _lone_plan(
    anchors: tuple[int, ...], sizes: tuple[int, ...], all_na: str
) -> ItemPlan:
    levels = tuple(
        tuple(Indicator(f"{anchor}.{n}", na=True) for n in range(1, size + 1))
        for anchor, size in zip(anchors, sizes, strict=True)
    )
    return compile_item(
        Item("1", levels=levels), Ladder(anchors=anchors, all_na=all_na)
    )
