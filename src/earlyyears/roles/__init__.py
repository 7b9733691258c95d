"""Who leads on a setting, by which rule, and why."""

from .leads import Lead, support_lead
from .presets import (
    Preset,
    any_area_below_expected,
    any_area_urgent,
    leadership_and_safeguarding,
    less_than_good_2014,
    presets,
    report_cards_2026,
    rules,
    rules_for,
    shipped_table,
)
from .records import (
    Concern,
    Handover,
    JointAgreement,
    Override,
    PolicyChoice,
    Ruling,
)
from .tables import Clause, Table, Verdict, table_from

__all__ = [
    "Clause",
    "Concern",
    "Handover",
    "JointAgreement",
    "Lead",
    "Override",
    "PolicyChoice",
    "Preset",
    "Ruling",
    "Table",
    "Verdict",
    "any_area_below_expected",
    "any_area_urgent",
    "leadership_and_safeguarding",
    "less_than_good_2014",
    "presets",
    "report_cards_2026",
    "rules",
    "rules_for",
    "shipped_table",
    "support_lead",
    "table_from",
]
