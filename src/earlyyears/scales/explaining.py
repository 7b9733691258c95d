"""One item with its score and everything its indicators say about it."""

from .ladder import ItemPlan, met, parts
from .results import ItemResult, Source, Status
from .traces import ambiguous, trace

__all__ = ["explained"]


def explained(
    plan: ItemPlan, low: int | None, high: int | None, answers: int
) -> ItemResult:
    """The result of an item from its packed answers and the bounds of its score."""
    if low is None:
        return ItemResult(plan.item, Status.MISSING)
    yes, na, blank = parts(plan, answers)
    blocking, undecided, credit, gated = trace(plan, yes, na, blank)
    n_met, n_answered = met(plan, yes, na, blank)
    return ItemResult(
        plan.item,
        Status.SCORED if low == high else _open(plan, answers),
        low,
        high,
        Source.INDICATORS,
        plan.names(blocking) if blocking else (),
        plan.names(undecided) if undecided else (),
        plan.names(credit) if credit else (),
        _FLAGS[gated, credit > 0],
        n_met,
        n_answered,
    )


_FLAGS = {
    (False, False): (),
    (True, False): ("gated_at_1",),
    (False, True): ("credit_beyond_stop",),
    (True, True): ("gated_at_1", "credit_beyond_stop"),
}


def _open(plan: ItemPlan, answers: int) -> Status:
    return Status.AMBIGUOUS if ambiguous(plan, answers) else Status.UNDETERMINED
