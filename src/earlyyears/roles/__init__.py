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
from .notes import Note, PurposeMove, SafeguardingAccess
from .permission_standing import Standing, standing_of
from .permission_tests import GIVEN
from .permissions import (
    LoosenedError,
    PermissionRole,
    PermissionRow,
    Policy,
    policy_from,
    shipped_policy,
)
from .permitting import (
    NotPermittedError,
    UnknownSituationError,
    may,
    require,
    roles_of,
)
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
from .stakes import owners_of
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
    "GIVEN",
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
    "LoosenedError",
    "NotPermittedError",
    "Note",
    "Override",
    "PermissionRole",
    "PermissionRow",
    "Policy",
    "PolicyChoice",
    "Preset",
    "Proof",
    "PurposeMove",
    "Ruling",
    "SafeguardingAccess",
    "Standing",
    "State",
    "Supposed",
    "Table",
    "Transition",
    "UnknownPresetError",
    "UnknownSituationError",
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
    "may",
    "needed",
    "notices_of",
    "owners_of",
    "policy_from",
    "presets",
    "prove",
    "report_cards_2026",
    "require",
    "roles_of",
    "rules",
    "rules_for",
    "shipped_policy",
    "shipped_table",
    "standing_of",
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
