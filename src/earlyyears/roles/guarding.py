"""Guards that many kinds share: nothing needed is blank, no step is skipped."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from earlyyears.kernel import (
    Facts,
    Finding,
    Guard,
    Lifecycle,
    Place,
    Record,
    Timeline,
    kind_of,
)

from .changes import After, told

__all__ = ["complete", "fault", "needed", "step_by_step"]

R = TypeVar("R", bound=Record)


def complete(kind: type[R], find: Callable[[R], Iterator[Finding]]) -> Guard:
    """A guard on what each record of a kind says by itself."""

    def check(changes: Sequence[Any], facts: Facts) -> Sequence[Finding]:  # noqa: ARG001
        return [each for one in told(changes, kind) for each in find(one)]

    return Guard(f"{kind_of(kind).name} is complete", (kind,), check)


def step_by_step(kind: type[R], life: Lifecycle) -> Guard:
    """A guard that lets a record's `state` go only where its lifecycle leads.

    Several steps may be told at once, and what was said of the same first day may be
    put right.
    """

    def check(changes: Sequence[Any], facts: Timeline) -> Sequence[Finding]:
        after = After(changes, facts)
        return [
            each
            for one in told(changes, kind)
            for each in _step(one, kind, life, after)
        ]

    return Guard(f"{kind_of(kind).name} goes step by step", (kind,), check)


def _step(
    one: Any, kind: type[Record], life: Lifecycle, after: After
) -> Iterator[Finding]:
    known: Any = after.before(after.day(one)).all(kind).where(id=one.id).first()
    if known is None or known.valid.start == one.valid.start:
        return
    if not life.may_follow(known.state, one.state):
        allowed = ", ".join(
            life.after(known.state, event) for event in life.allowed(known.state)
        )
        what = f"is “{known.state}” and cannot become “{one.state}”"
        advice = f"It may become: {allowed or 'nothing else'}."
        yield fault(one, "step", "State", what, advice)


def fault(one: Record, code: str, field: str, what: str, advice: str) -> Finding:
    """A finding about one record: its kind and id, what is wrong, what to do."""
    kind = kind_of(one).name
    message = f"the {kind.replace('-', ' ')} {one.id} {what}"
    return Finding(
        f"{kind.replace('-', '_')}_{code}", message, Place(field=field), advice
    )


def needed(one: Record, **fields: str) -> Iterator[Finding]:
    """A finding for each field, given with its heading, that says nothing."""
    for name, heading in fields.items():
        value = getattr(one, name)
        if value is None or not str(value).strip():
            what = f"does not say “{heading}”"
            yield fault(one, "incomplete", heading, what, "Fill it in.")
