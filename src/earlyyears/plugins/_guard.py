"""The one place that catches everything: a plugin's rule that fails stops no run.

What a question forbids is guarded here as well, whoever wrote the rule: an answer in
whose making somebody reached for a forbidden kind of record is no answer.  And
entitlement money is the answer only of a question that forbids local quality.
"""

from collections.abc import Callable
from typing import Any

from earlyyears.funding import EntitlementMoney, statutory_bar
from earlyyears.kernel import (
    LOCAL_QUALITY,
    Answer,
    Answered,
    Ask,
    Breach,
    CannotTell,
    Facts,
    ForbiddenReadError,
    Kind,
    Rule,
    Scope,
    Why,
    evolve,
)

from .errors import StatutoryGuardError
from .refusing import Refusals

__all__ = ["guarded"]

_DEVELOPER = "the developer of the borough's plugin"


def guarded(rule: Rule[Any, Any], refusals: Refusals | None = None) -> Rule[Any, Any]:
    """The same rule, whose failure is an answer that says so instead of the end.

    What the rule reached for and may not see is told apart from a mistake in it.
    `refusals` hears of each answer that the statutory guard refuses.
    """
    told = refusals or Refusals()
    around = _watched if rule.question.forbids else _unbarred
    return evolve(rule, work=around(rule, _safely(rule), told))


_Work = Callable[[Any, Facts], Answer[Any]]


def _safely(rule: Rule[Any, Any]) -> _Work:
    def safe(subject: Any, facts: Facts) -> Answer[Any]:
        try:
            return rule.signed(rule.work(subject, facts))
        except ForbiddenReadError as fault:
            return _failed("forbidden_fact", str(rule.ref), fault)
        except Exception as fault:  # noqa: BLE001  whatever a plugin does, the run goes on
            return _failed("rule_failed", str(rule.ref), fault)

    return safe


def _watched(rule: Rule[Any, Any], work: _Work, refusals: Refusals) -> _Work:
    """Refuse every answer in whose making something forbidden was reached for."""

    def watched(subject: Any, facts: Facts) -> Answer[Any]:
        scope = facts if isinstance(facts, Scope) else _scope(rule, facts)
        told: list[Breach] = []
        answer = work(subject, scope.overheard(told))
        found = next((one for one in told if scope.forbids(one.kind)), None)
        if found is None:
            return answer
        fault = _fault(rule, found)
        refusals.hear(fault)
        return _refused(rule, fault)

    return watched


def _unbarred(rule: Rule[Any, Any], work: _Work, refusals: Refusals) -> _Work:
    """Refuse entitlement money from a question that nothing bars from local quality.

    Asked on behalf of a question that does, it is only a part of the working.
    """

    def unbarred(subject: Any, facts: Facts) -> Answer[Any]:
        answer = work(subject, facts)
        if not (
            isinstance(answer, Answered) and isinstance(answer.value, EntitlementMoney)
        ):
            return answer
        if isinstance(facts, Scope) and facts.forbids(_LOCAL):
            return answer
        fault = _unbarred_fault(rule)
        refusals.hear(fault)
        return _refused(rule, fault)

    return unbarred


#: A kind that stands for every local judgement of quality.
_LOCAL = Kind(LOCAL_QUALITY)


def _unbarred_fault(rule: Rule[Any, Any]) -> StatutoryGuardError:
    name = rule.question.name
    return StatutoryGuardError(
        f"the rule “{rule.name}” answers “{name}” with entitlement money, and nothing"
        f" keeps “{LOCAL_QUALITY}” out of that question",
        advice="Answer “entitlement_payment” with it. It is refused, the run goes on.",
        plugin=rule.plugin,
        version=rule.version,
        hook="rules",
        cause=str(statutory_bar().basis),
        rule=rule.name,
        kind=LOCAL_QUALITY,
        question=name,
        by="",
    )


def _scope(rule: Rule[Any, Any], facts: Facts) -> Scope:
    return Scope(facts, rule.kinds, rule.question.forbids)


def _fault(rule: Rule[Any, Any], breach: Breach) -> StatutoryGuardError:
    kind, question = breach.kind.name, rule.question
    by = "" if breach.by in {"", str(rule.ref)} else breach.by
    through = f" through the rule {by}" if by else ""
    law = question.forbidden_by
    return StatutoryGuardError(
        f"the rule “{rule.name}” reached for “{kind}”{through}, which may not decide"
        f" “{question.name}”",
        advice="Answer from other facts. The answer is refused, the run goes on.",
        plugin=rule.plugin,
        version=rule.version,
        hook="rules",
        cause=str(law) if law else "the question forbids it",
        rule=rule.name,
        kind=kind,
        question=question.name,
        by=by,
    )


def _refused(rule: Rule[Any, Any], fault: StatutoryGuardError) -> CannotTell:
    text = f"Can the rule {rule.ref} answer without “{fault.data['kind']}”?"
    why = Why(
        "statutory_guard",
        steps=tuple(fault.lines()),
        basis=rule.question.forbidden_by or statutory_bar().basis,
        rule=rule.ref,
    )
    return CannotTell(why, (Ask(fault.code, text, who=_DEVELOPER),))


def _failed(reason: str, name: str, fault: Exception) -> CannotTell:
    # The message of a foreign exception may quote a person; its type does not.
    steps = (f"The rule {name} stopped with {type(fault).__name__}.",)
    text = f"Can the rule {name} be mended?"
    asked = Ask(reason, text, who=_DEVELOPER)
    return CannotTell(Why(reason, steps=steps), (asked,))
