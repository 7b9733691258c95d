"""Whether a record may be in a state, after the state that it was in before."""

from earlyyears.kernel import Lifecycle

__all__ = ["may_follow"]


def may_follow(life: Lifecycle, before: str, after: str) -> bool:
    """Say whether some row of steps leads from one state to another.

    Several steps may be told at once, as when a visit is typed in after the event.

    >>> from earlyyears.mentoring import VISIT_STEPS
    >>> may_follow(VISIT_STEPS, "planned", "followed_up")
    True
    >>> may_follow(VISIT_STEPS, "cancelled", "done")
    False
    """
    reached: set[str] = set()
    ahead = [before]
    while ahead:
        state = ahead.pop()
        if state not in reached:
            reached.add(state)
            ahead += [life.after(state, event) for event in life.allowed(state)]
    return after in reached
