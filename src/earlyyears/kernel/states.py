"""A declarative state machine: what may follow what, and a refusal that helps.

The state of a record is a fact with a date like any other; the machine only says
which step is allowed.
"""

from collections.abc import Mapping

from .errors import EarlyYearsError
from .values import frozen

__all__ = ["IllegalStepError", "Lifecycle", "Step"]


class IllegalStepError(EarlyYearsError, ValueError):
    """A step that the present state does not allow."""

    code = "EY013"


@frozen
class Step:
    """One allowed step: from any of these states to that one."""

    sources: tuple[str, ...]
    target: str


@frozen
class Lifecycle:
    """The states a kind of record may be in and the steps between them.

    >>> handover = Lifecycle(
    ...     "opened",
    ...     {
    ...         "accept": Step(("opened",), "accepted"),
    ...         "close": Step(("accepted",), "closed"),
    ...     },
    ... )
    >>> handover.after("opened", "accept")
    'accepted'
    >>> handover.allowed("closed")
    ()
    """

    initial: str
    steps: Mapping[str, Step]

    @property
    def states(self) -> tuple[str, ...]:
        """Every state, the initial one first."""
        named = dict.fromkeys([self.initial])
        for step in self.steps.values():
            named.update(dict.fromkeys([*step.sources, step.target]))
        return tuple(named)

    def allowed(self, state: str) -> tuple[str, ...]:
        """The steps that a state allows, in the order they were declared."""
        return tuple(
            event for event, step in self.steps.items() if state in step.sources
        )

    def after(self, state: str, event: str) -> str:
        """The state after a step; an illegal step is refused with what is allowed."""
        step = self.steps.get(event)
        if step is None or state not in step.sources:
            allowed = self.allowed(state)
            raise IllegalStepError(
                f"“{event}” cannot follow the state “{state}”",
                advice=f"Allowed now: {', '.join(allowed) or 'nothing'}.",
                state=state,
                event=event,
                allowed=allowed,
            )
        return step.target

    def may_follow(self, before: str, after: str) -> bool:
        """Say whether some row of steps leads from one state to another.

        Several steps may be told at once, as when a visit is typed in after the event.

        >>> visit = Lifecycle(
        ...     "planned",
        ...     {"do": Step(("planned",), "done"), "follow": Step(("done",), "over")},
        ... )
        >>> visit.may_follow("planned", "over")
        True
        >>> visit.may_follow("over", "planned")
        False
        """
        reached: set[str] = set()
        ahead = [before]
        while ahead:
            state = ahead.pop()
            if state not in reached:
                reached.add(state)
                ahead += [self.after(state, event) for event in self.allowed(state)]
        return after in reached
