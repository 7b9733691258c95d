"""The ladder, compiled: from an item's packed answers to its score.

An item's answers are three sets of bits, the first indicator being the highest bit:
those answered Yes, those NA, those left blank; what is in none of them is a No.
They travel as one whole number.  Each edition is compiled once into masks, and the
climb is a handful of operations on whole numbers.
"""

import re

from earlyyears.kernel import field, frozen

from .structure import Indicator, Item, Ladder

__all__ = [
    "ItemPlan",
    "Step",
    "bounds",
    "climb",
    "compile_item",
    "met",
    "parts",
]


@frozen
class Step:
    """One level above the lowest: its indicators, its score and the score below it."""

    mask: int
    value: int
    #: Score when the share that is asked for, but not all, is met.
    between: int


@frozen
class ItemPlan:
    """One item as masks; the first indicator is the highest bit."""

    item: str
    #: How many indicators it has.
    size: int
    #: Indicators of the lowest level, where a Yes is a fault.
    faults: int
    steps: tuple[Step, ...]
    #: Indicators that have an NA box.
    boxes: int
    #: Ids in the order of the sheet.
    ids: tuple[str, ...]
    #: How many indicators each level has.
    sizes: tuple[int, ...]
    lowest: int
    #: The share that earns a score between, as two whole numbers.
    num: int
    den: int
    all_na: str
    #: All indicators.
    full: int = field(repr=False)
    #: What a line of answers must look like: letters, levels, NA boxes.
    form: re.Pattern[str] = field(repr=False)

    def names(self, bits: int) -> tuple[str, ...]:
        """The ids of a set of indicators, in the order of the sheet."""
        found: list[str] = []
        while bits:
            top = bits.bit_length()
            found.append(self.ids[self.size - top])
            bits ^= 1 << (top - 1)
        return tuple(found)


def compile_item(item: Item, rule: Ladder) -> ItemPlan:
    """Compile one item; an item without indicators has no levels to climb."""
    size = len(item.indicators)
    left, masks = size, list[int]()
    for level in item.levels:
        left -= len(level)
        masks.append(((1 << len(level)) - 1) << left)
    pairs = zip(masks[1:], rule.anchors, rule.anchors[1:], strict=False)
    boxes = sum(1 << (size - 1 - n) for n, one in enumerate(item.indicators) if one.na)
    return ItemPlan(
        item=item.id,
        size=size,
        faults=masks[0] if masks else 0,
        steps=tuple(Step(mask, up, (below + up) // 2) for mask, below, up in pairs),
        boxes=boxes,
        ids=tuple(one.id for one in item.indicators),
        sizes=tuple(len(level) for level in item.levels),
        lowest=rule.low,
        num=rule.partial.numerator,
        den=rule.partial.denominator,
        all_na=rule.all_na,
        full=(1 << size) - 1,
        form=re.compile(r"\|?".join(_form(level) for level in item.levels)),
    )


def _form(level: tuple[Indicator, ...]) -> str:
    return "".join("[YNA.]" if one.na else "[YN.]" for one in level)


def parts(plan: ItemPlan, answers: int) -> tuple[int, int, int]:
    """The Yes, the NA and the blank of packed answers.

    >>> from earlyyears.scales import get
    >>> plan = compile_item(get("toy").item("3"), get("toy").rule)
    >>> parts(plan, 0b001100000 | 0b000010000 << 9 | 0b1 << 18)
    (96, 16, 1)
    """
    size, full = plan.size, plan.full
    return answers & full, answers >> size & full, answers >> 2 * size


def climb(plan: ItemPlan, yes: int, na: int, *, all_na_passes: bool) -> int:
    """The score of an item without blanks, once it is said what a level of NA means."""
    reached = plan.lowest
    if yes & plan.faults:
        return reached
    for step in plan.steps:
        applicable = step.mask & ~na
        met = yes & applicable
        if met == applicable:
            if not met and not all_na_passes:
                return reached
            reached = step.value
        elif met.bit_count() * plan.den >= applicable.bit_count() * plan.num:
            return step.between
        else:
            return reached
    return reached


def bounds(plan: ItemPlan, yes: int, na: int, blank: int) -> tuple[int, int]:
    """The lowest and the highest score that any completion of the blanks can have.

    The ladder never falls when an answer improves, and an NA lies between No and Yes,
    so the worst and the best completion bound them all.
    """
    if not blank and not (na and plan.all_na == "ambiguous"):
        one = climb(plan, yes, na, all_na_passes=plan.all_na == "pass")
        return one, one
    worst = yes | blank & plan.faults
    best = yes | blank & ~plan.faults
    low = climb(plan, worst, na, all_na_passes=plan.all_na == "pass")
    high = climb(plan, best, na, all_na_passes=plan.all_na != "stop")
    return low, high


def met(plan: ItemPlan, yes: int, na: int, blank: int) -> tuple[int, int]:
    """How many applicable, answered indicators are met, and of how many.

    A fault is met by a No, a strength by a Yes.  This is no official score.
    """
    counted = plan.full & ~na & ~blank
    return ((yes ^ plan.faults) & counted).bit_count(), counted.bit_count()
