"""Tracing: who answered what, around every rule of a catalogue and in one place."""

from collections.abc import Callable
from typing import Any

from earlyyears.kernel import Answer, Facts, Rule, evolve, frozen

__all__ = ["Traced", "Tracer", "traced"]


@frozen
class Traced:
    """One rule that was asked: who answered, about what, and how it ended."""

    question: str
    plugin: str
    version: str
    rule: str
    #: The id of the subject, which says nothing of a person.
    subject: str
    #: `Answered`, `NotApplicable`, `Unsupported` or `CannotTell`.
    outcome: str
    reason: str
    #: Thousand-millionths of a second, what it asked in turn included.
    nanoseconds: int
    #: How many rules were waiting for it.
    depth: int

    def __str__(self) -> str:
        return (
            f"{'  ' * self.depth}{self.question} of {self.subject}: {self.outcome}"
            f" ({self.reason}) by {self.plugin} {self.version} {self.rule},"
            f" {self.nanoseconds / 1000:,.0f} µs"
        )


class Tracer:
    """Tells somebody of every rule that was asked, with the time it took.

    `timer` gives thousand-millionths of a second, as `time.perf_counter_ns` does.
    """

    def __init__(
        self, tell: Callable[[Traced], object], timer: Callable[[], int]
    ) -> None:
        self._tell = tell
        self._timer = timer
        self._depth = 0

    def around(self, rule: Rule[Any, Any], subject: Any, facts: Facts) -> Answer[Any]:
        """Ask a rule, and tell of it once it has answered."""
        depth, self._depth = self._depth, self._depth + 1
        begun = self._timer()
        try:
            answer: Answer[Any] = rule.work(subject, facts)
        finally:
            self._depth = depth
        ended = self._timer()
        self._tell(
            Traced(
                question=rule.question.name,
                plugin=rule.plugin,
                version=rule.version,
                rule=rule.name,
                subject=str(getattr(subject, "id", type(subject).__name__)),
                outcome=type(answer).__name__,
                reason=answer.why.reason,
                nanoseconds=ended - begun,
                depth=depth,
            )
        )
        return answer


def traced(rule: Rule[Any, Any], tracer: Tracer) -> Rule[Any, Any]:
    """The same rule, of which a tracer tells each time that it is asked."""

    def work(subject: Any, facts: Facts) -> Answer[Any]:
        return tracer.around(rule, subject, facts)

    return evolve(rule, work=work)
