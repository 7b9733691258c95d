"""Why an item has its score: what blocks the next step, which blanks matter, credit."""

from typing import TypeAlias

from .ladder import ItemPlan, Step, bounds, climb, parts

__all__ = ["Trace", "ambiguous", "trace"]


#: Sets of indicators, as bits: what blocks, which blanks matter, what is met beyond
#: the stop; and whether a fault gates the item.
Trace: TypeAlias = tuple[int, int, int, bool]


def trace(plan: ItemPlan, yes: int, na: int, blank: int) -> Trace:
    """Explain the score, or the bounds, of an item's answers."""
    if faults := yes & plan.faults:
        return faults, 0, yes & ~plan.faults, True
    if blank:
        return _with_blanks(plan, yes, na, blank)
    stop = _stop(plan, yes, na)
    if stop is None:
        return 0, 0, 0, False
    return stop.mask & ~(yes | na), 0, _above(stop) & yes, False


def _with_blanks(plan: ItemPlan, yes: int, na: int, blank: int) -> Trace:
    best = yes | blank & ~plan.faults
    low, high = bounds(plan, yes, na, blank)
    highest = _stop(plan, best, na)
    credit = _above(highest) & yes
    if low == high:
        return _no(highest, best | na), 0, credit, False
    # While it is open whether there is a fault at all, nothing else is the next step.
    stop = None if blank & plan.faults else _stop(plan, yes, na)
    undecided = _undecided(plan, yes, na, blank)
    return _no(stop, yes | na | blank), undecided, credit, False


def _no(stop: Step | None, other: int) -> int:
    return stop.mask & ~other if stop else 0


def _stop(plan: ItemPlan, yes: int, na: int) -> Step | None:
    """The level at which the climb ends; None when it reaches the top.

    A level of all NA is where the climb ends unless the scale lets it pass.
    """
    for step in plan.steps:
        applicable = step.mask & ~na
        if yes & applicable != applicable or not (applicable or plan.all_na == "pass"):
            return step
    return None


def _above(stop: Step | None) -> int:
    if stop is None:
        return 0
    # The levels of a line follow on, so what lies above is what lies to the right.
    return (stop.mask & -stop.mask) - 1


def _undecided(plan: ItemPlan, yes: int, na: int, blank: int) -> int:
    """The blanks that matter, as far up as the best completion climbs."""
    matters = blank & plan.faults
    for step in plan.steps:
        applicable, open_ = step.mask & ~na, blank & step.mask
        worst = _verdict(plan, yes & applicable, applicable)
        best = _verdict(plan, (yes | open_) & applicable, applicable)
        if worst != best:
            matters |= open_
        if best != "full":
            break
    return matters


def _verdict(plan: ItemPlan, met: int, applicable: int) -> str:
    if met == applicable:
        return "full"
    enough = met.bit_count() * plan.den >= applicable.bit_count() * plan.num
    return "between" if enough else "less"


def ambiguous(plan: ItemPlan, answers: int) -> bool:
    """Say whether a level of all NA, and not a blank, keeps the score open."""
    if plan.all_na != "ambiguous":
        return False
    yes, na, blank = parts(plan, answers)
    cases = (yes | blank & plan.faults, yes | blank & ~plan.faults)
    return all(
        climb(plan, case, na, all_na_passes=True)
        != climb(plan, case, na, all_na_passes=False)
        for case in cases
    )
