"""The kit for rules."""

from .casing import RuleCases
from .grounds import RuleGrounds
from .purity import RulePurity

__all__ = ["RuleKit"]


class RuleKit(RuleCases, RuleGrounds, RulePurity):
    """Signed cases, exact arithmetic, grounds, dates and purity of a plugin's rules."""
