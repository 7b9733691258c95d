"""Journey J4's beginning: handovers that become due as days pass and facts arrive.

A handover and all that passes on with it go into one commit, so that there is no day on
which a setting is between two bodies.
"""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from earlyyears.kernel import DateRange, Facts, Record, evolve
from earlyyears.ledger import Ledger, View
from earlyyears.mentoring import handed_over, overtaken
from earlyyears.roles import Handover, handovers_due

from .choosing import taken_over

__all__ = ["open_handovers", "passed_on", "review"]

R = TypeVar("R", bound=Record)


def open_handovers(facts: Facts, left: frozenset[str] = frozenset()) -> list[Handover]:
    """The handovers due, except on settings that have left."""
    return [due for due in handovers_due(facts) if due.setting not in left]


def passed_on(ledger: Ledger, facts: View, due: Iterable[Handover]) -> list[Record]:
    """What changes together with these handovers, on the day of the facts."""
    given = list(due)
    passed = handed_over(facts, given)
    then = facts.with_records(*given, *passed)
    found = [*passed, *overtaken(then, passed)]
    return list(_until_next(ledger, facts, found))


def _until_next(ledger: Ledger, facts: View, records: Iterable[R]) -> Iterator[R]:
    """The records until what was told of a later day takes over."""
    for one in records:
        until = taken_over(ledger, facts, one.id, facts.on)
        last = one.valid.end
        ends = [day for day in (until, last) if day is not None]
        days = DateRange(one.valid.start, min(ends, default=None))
        yield one if days == one.valid else evolve(one, valid=days)


def review(ledger: Ledger, facts: View, actor: str) -> tuple[Handover, ...]:
    """Record the handovers due on the day of the facts, and give them back.

    In the same commit the allocations of the body that gave are suspended, open plans
    go over, both bodies are told, and whatever the day has overtaken is put to rest.
    """
    due = open_handovers(facts)
    changes = [*due, *passed_on(ledger, facts, due)]
    if changes:
        ledger.commit(changes, actor=actor, reason=f"review of leads on {facts.on}")
    return tuple(due)
