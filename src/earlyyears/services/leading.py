"""Journey J4's beginning: handovers that become due as days pass and facts arrive."""

from earlyyears.kernel import Facts
from earlyyears.ledger import Ledger, View
from earlyyears.roles import Handover, handovers_due

__all__ = ["open_handovers", "review"]


def open_handovers(facts: Facts, left: frozenset[str] = frozenset()) -> list[Handover]:
    """The handovers due, except on settings that have left."""
    return [due for due in handovers_due(facts) if due.setting not in left]


def review(ledger: Ledger, facts: View, actor: str) -> tuple[Handover, ...]:
    """Record the handovers due on the day of the facts, and give them back."""
    due = open_handovers(facts)
    if due:
        ledger.commit(due, actor=actor, reason=f"review of leads on {facts.on}")
    return tuple(due)
