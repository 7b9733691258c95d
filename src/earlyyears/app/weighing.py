"""Presets held against one another, and the proof that the rules have no gap."""

from typing import Any

from earlyyears.kernel import Answer, Answered
from earlyyears.ledger import View
from earlyyears.places import Registration
from earlyyears.roles import Proof, compare, prove, support_lead

__all__ = ["compare_presets", "prove_leads"]


def compare_presets(view: View, one: str, two: str) -> list[dict[str, Any]]:
    """Each setting whose lead differs between two presets, and why, as plain data."""
    found = compare(view.with_rules(one), view.with_rules(two), support_lead)
    registrations = view.all(Registration)
    return [
        {
            "setting": held.identifier if held else each.setting.id,
            "name": each.setting.name,
            one: _said(each.first),
            two: _said(each.second),
        }
        for each in found
        for held in [registrations.where(setting=each.setting.id).first()]
    ]


def _said(answer: Answer[Any]) -> dict[str, Any]:
    """The answer in brief: who, which duty, and the grounds."""
    value = answer.value if isinstance(answer, Answered) else None
    return {
        "lead": value.body if value else None,
        "duty": value.duty if value else None,
        "reason": answer.why.reason,
        "steps": list(answer.why.steps),
    }


def prove_leads() -> Proof:
    """Show that every class of setting state has exactly one answer."""
    return prove()
