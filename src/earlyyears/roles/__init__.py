"""Who leads on a setting, by which rule, and why."""

from .changes import After, told
from .checks import guards
from .choices import Choosable, choosable
from .guarding import complete, fault, needed, step_by_step
from .handovers import (
    HANDOVER_STEPS,
    handovers_due,
    notices_of,
    superseded,
    waiting,
)
from .leads import AUTHORITY, MENTORS, Lead, support_lead
from .policies import MENTOR_ELIGIBILITY
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
from .proof import Example, Proof, prove
from .records import (
    Concern,
    Handover,
    HandoverNotice,
    JointAgreement,
    Override,
    PolicyChoice,
    Ruling,
)
from .states import State
from .supposing import (
    Difference,
    Supposed,
    UnknownPresetError,
    choices_of,
    compare,
    with_preset,
)
from .tables import Clause, Table, Verdict, table_from
from .wordings import Transition, transition
from .worklist import LastInspection, LeadRow, worklist

__all__ = [
    "AUTHORITY",
    "HANDOVER_STEPS",
    "MENTORS",
    "MENTOR_ELIGIBILITY",
    "After",
    "Choosable",
    "Clause",
    "Concern",
    "Difference",
    "Example",
    "Handover",
    "HandoverNotice",
    "JointAgreement",
    "LastInspection",
    "Lead",
    "LeadRow",
    "Override",
    "PolicyChoice",
    "Preset",
    "Proof",
    "Ruling",
    "State",
    "Supposed",
    "Table",
    "Transition",
    "UnknownPresetError",
    "Verdict",
    "any_area_below_expected",
    "any_area_urgent",
    "choices_of",
    "choosable",
    "compare",
    "complete",
    "fault",
    "guards",
    "handovers_due",
    "leadership_and_safeguarding",
    "less_than_good_2014",
    "needed",
    "notices_of",
    "presets",
    "prove",
    "report_cards_2026",
    "rules",
    "rules_for",
    "shipped_table",
    "step_by_step",
    "superseded",
    "support_lead",
    "table_from",
    "told",
    "transition",
    "waiting",
    "with_preset",
    "worklist",
]
