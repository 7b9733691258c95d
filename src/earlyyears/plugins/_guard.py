"""The one place that catches everything: a plugin's rule that fails stops no run."""

from collections.abc import Callable
from typing import Any

from earlyyears.kernel import (
    Answer,
    Ask,
    CannotTell,
    Facts,
    ForbiddenReadError,
    Rule,
    Why,
    evolve,
)

__all__ = ["guarded"]


def guarded(rule: Rule[Any, Any]) -> Rule[Any, Any]:
    """The same rule, whose failure is an answer that says so instead of the end.

    What the rule reached for and may not see is told apart from a mistake in it.
    """
    return evolve(rule, work=_safely(rule))


def _safely(rule: Rule[Any, Any]) -> Callable[[Any, Facts], Answer[Any]]:
    def safe(subject: Any, facts: Facts) -> Answer[Any]:
        try:
            return rule.signed(rule.work(subject, facts))
        except ForbiddenReadError as fault:
            return _failed("forbidden_fact", str(rule.ref), fault)
        except Exception as fault:  # noqa: BLE001  whatever a plugin does, the run goes on
            return _failed("rule_failed", str(rule.ref), fault)

    return safe


def _failed(reason: str, name: str, fault: Exception) -> CannotTell:
    # The message of a foreign exception may quote a person; its type does not.
    steps = (f"The rule {name} stopped with {type(fault).__name__}.",)
    text = f"Can the rule {name} be mended?"
    asked = Ask(reason, text, who="the developer of the borough's plugin")
    return CannotTell(Why(reason, steps=steps), (asked,))
