"""The result of a run in lines that a developer can act upon."""

from collections.abc import Iterator

from .results import Outcome, Result

__all__ = ["lines_of"]


def lines_of(result: Result) -> Iterator[str]:
    """What the run came to, what failed and its cure, and the honest totals."""
    yield f"{result.plugin} {result.version}: {result.verdict}"
    for one in result.outcomes:
        if one.became in {"failed", "missing"}:
            yield from _failed(one)
    yield from (f"  wrong with the run: {text}" for text in result.faults)
    yield from (f"  {text}" for text in result.unchecked)
    machines = sum(one.machine and one.became == "passed" for one in result.outcomes)
    yield (
        f"{result.eligible} checks apply: {result.number('passed')} passed"
        f" ({machines} of them state machines), {result.number('failed')} failed,"
        f" {result.number('missing')} missing"
    )
    yield from (
        f"  left out {number}: {reason}" for reason, number in result.left_out.items()
    )
    yield from (
        f"  overridden {name}: {why}" for name, why in result.overridden.items()
    )
    if result.blanks:
        yield f"{len(result.blanks)} facts for the borough to fill in:"
        yield from (f"  {text}" for text in result.blanks)


def _failed(one: Outcome) -> Iterator[str]:
    yield f"  {one.became} {one}"
    yield f"    {one.reason}"
    if one.cure:
        yield f"    What to do: {one.cure}"
