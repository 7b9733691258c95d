"""How pressing a setting's need is, for the order of the worklist."""

from functools import cache

from earlyyears.inspection import Condition, Outcome, all_hold, conditions_from
from earlyyears.kernel import frozen

from .wordings import table

__all__ = ["need_of"]


@frozen
class Need:
    """One step in the order of need."""

    reasons: frozenset[str]
    when: tuple[Condition, ...]


def need_of(reason: str, outcome: Outcome | None) -> int:
    """The rank of a need, 0 for the most pressing.

    >>> from earlyyears.inspection import EducationInspection
    >>> worse, bad = (EducationInspection(grade=grade) for grade in (4, 3))
    >>> need_of("below_good", worse) < need_of("below_good", bad)
    True
    >>> need_of("below_good", bad) < need_of("not_yet_inspected", None)
    True
    """
    for rank, need in enumerate(_needs()):
        if reason in need.reasons and _fits(need, outcome):
            return rank
    return len(_needs())


def _fits(need: Need, outcome: Outcome | None) -> bool:
    if not need.when:
        return True
    return outcome is not None and all_hold(need.when, outcome) is True


@cache
def _needs() -> tuple[Need, ...]:
    return tuple(
        Need(frozenset(row["reasons"]), conditions_from(row.get("when", ())))
        for row in table("need")["need"]
    )
