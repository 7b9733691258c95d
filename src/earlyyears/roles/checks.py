"""What must hold before a decision about a lead is written down."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from earlyyears.kernel import Facts, Finding, Guard, Place, Record, kind_of

from .choices import choosable
from .records import JointAgreement, Override, PolicyChoice, Ruling
from .wordings import transition

__all__ = ["guards"]

R = TypeVar("R", bound=Record)


def guards() -> tuple[Guard, ...]:
    """The guards on overrides, agreements, choices and rulings."""
    return (
        _guard("override is complete", Override, _override),
        _guard("agreement is complete", JointAgreement, _grounds),
        _guard("choice can be made", PolicyChoice, _choice),
        _guard("ruling answers its question", Ruling, _ruling),
    )


def _guard(name: str, kind: type[R], find: Callable[[R], Iterator[Finding]]) -> Guard:
    def check(changes: Sequence[Any], facts: Facts) -> Sequence[Finding]:  # noqa: ARG001
        told = [getattr(change, "record", change) for change in changes]
        return [each for one in told if isinstance(one, kind) for each in find(one)]

    return Guard(name, frozenset({kind_of(kind).name}), check)


def _override(one: Override) -> Iterator[Finding]:
    yield from _grounds(one)
    if one.valid.end is None:
        yield _missing(one, "Until (last day)", "has no end", "Give its last day.")


def _grounds(one: Override | JointAgreement) -> Iterator[Finding]:
    if not one.reason.strip():
        yield _missing(one, "Reason", "gives no reason", "Say why it was decided.")
    if not one.approver.strip():
        advice = "Name the post that decided it."
        yield _missing(
            one, "Approved by (post)", "names nobody who approved it", advice
        )


def _missing(one: Record, field: str, what: str, advice: str) -> Finding:
    kind = kind_of(one).name
    code = f"{kind}_incomplete"
    return Finding(code, f"the {kind} {one.id} {what}", Place(field=field), advice)


def _choice(one: PolicyChoice) -> Iterator[Finding]:
    policy = choosable().get(one.policy)
    if policy is not None and not policy.allows(one.value):
        message = f"“{one.value[:60]}” is no choice for “{one.policy}”"
        yield Finding(
            "bad_choice", message, Place(field="Choice"), f"Use {policy.says}."
        )


def _ruling(one: Ruling) -> Iterator[Finding]:
    between = transition()
    if one.matter == between.matter and one.reading not in between.readings:
        message = f"“{one.reading[:60]}” does not answer “{one.matter}”"
        advice = f"Use {' or '.join(between.readings)}."
        yield Finding("bad_ruling", message, Place(field="Answer"), advice)
