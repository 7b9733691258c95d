"""A scale compiled once: what scoring needs, without its words."""

from functools import lru_cache
from typing import Any, NamedTuple

from .errors import SheetError, refuse
from .explaining import explained
from .ladder import ItemPlan, bounds, compile_item
from .packing import line_faults, parse
from .results import ItemResult
from .structure import Cycles, Ladder, Scale

__all__ = ["NOTHING", "Line", "Plan", "plan_of"]

_REMEMBERED = 1024


class Line(NamedTuple):
    """What a line of answers comes to; the bounds are None when all of it is blank."""

    low: int | None
    high: int | None
    answers: int


#: The line of an item that the sheet says nothing about.
NOTHING = Line(None, None, 0)


class Plan:
    """The compiled items of a scale, which remembers the lines it has read.

    The same few lines come again and again in real sheets; a line that was read before
    costs one look-up, and so does the explanation of its score.
    """

    __slots__ = ("by_item", "lines", "memos", "numbers", "results")

    def __init__(self, items: tuple[ItemPlan, ...]) -> None:
        self.by_item = {item.item: item for item in items}
        #: Lines that were read, by item and text.
        self.lines: dict[str, dict[str | None, Line]] = {i.item: {} for i in items}
        #: The same in the order of the items, as scoring walks them.
        self.numbers = tuple(self.lines)
        self.memos = tuple(self.lines.values())
        #: What such lines explain, by item and text.
        self.results: dict[str, dict[str, ItemResult]] = {i.item: {} for i in items}

    def line(self, number: str, text: str) -> Line:
        """Read and score one item's line of answers; a wrong line is refused."""
        known = self.lines[number]
        found = known.get(text)
        if found is None:
            found = _read(self.by_item[number], text)
            _make_room(known)
            known[text] = found
        return found

    def result(self, number: str, text: str) -> ItemResult:
        """The item as its line alone explains it."""
        known = self.results[number]
        found = known.get(text)
        if found is None:
            line = self.line(number, text)
            found = explained(self.by_item[number], line.low, line.high, line.answers)
            _make_room(known)
            known[text] = found
        return found


def _make_room(known: dict[Any, Any]) -> None:
    if len(known) >= _REMEMBERED:
        known.clear()


def _read(plan: ItemPlan, text: str) -> Line:
    if not (plan.size and plan.form.fullmatch(text)):
        refuse(SheetError, "the answers cannot be read", line_faults(plan, text))
    answers = parse(text, plan.size)
    size, full = plan.size, plan.full
    if answers >> 2 * size == full:
        return Line(None, None, answers)
    low, high = bounds(
        plan, answers & full, answers >> size & full, answers >> 2 * size
    )
    return Line(low, high, answers)


@lru_cache(maxsize=128)
def plan_of(scale: Scale) -> Plan:
    """The plan of a scale; one that is judged in cycles has nothing to climb."""
    if isinstance(scale.rule, Cycles):
        return Plan(tuple(compile_item(item, Ladder()) for item in scale.all_items))
    rule = scale.rule
    return Plan(tuple(compile_item(item, rule) for item in scale.all_items))
