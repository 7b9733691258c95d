"""Mentors, visits, audits, action plans, and what passes on when the lead changes."""

from .allocation_answers import Allocated, allocation, changes_of
from .allocation_facts import AllocationPin, Field, LeftOut, field_of, names_of
from .allocation_greedy import greedy
from .allocation_optimal import NoSolverError, optimal
from .allocation_problem import Outcome, Problem, outcome_of
from .allocation_proposals import (
    Assignment,
    Conflict,
    Load,
    Proposal,
    RunnerUp,
    propose,
)
from .allocation_rules import (
    HARD_RULES,
    HardRule,
    MentorOffer,
    SettingToPlace,
    Weights,
)
from .audits import AUDIT_STEPS, Audit, Dispute, Moderation
from .capacity_answers import BODIES, Capacity, capacity
from .capacity_parameters import (
    Parameter,
    Parameters,
    PlanningParameter,
    parameters,
    parameters_of,
)
from .capacity_reckoning import Line, Reckoning, Supply, Work, reckon
from .conflicts import conflict, owners_of, stakes_of
from .due import (
    REAUDIT_MONTHS,
    Reaudit,
    actions_overdue,
    follow_ups_due,
    plans_to_review,
    plans_to_sign_again,
    reaudits_due,
    stalled,
    visits_due,
)
from .eligibility import (
    Candidate,
    Watched,
    candidate,
    mentor_eligible,
    rules,
    watch,
)
from .goals import Goal, NoSuchGoalError, Suggestion, action_from, goals, suggested
from .guarding import guards
from .items import item_from
from .kinds import is_supported, permits_rating
from .limits import MENTOR_LED, caps_of, live, waived
from .measures import (
    NO_NETWORK,
    SettingRow,
    Support,
    coverage,
    mentor_count,
    mentors_by_funding,
    setting_rows,
    support_given,
)
from .passing_on import handed_over, overtaken, served_by
from .peers import Engagement, PeerLink
from .plans import ACTION_STEPS, PLAN_STEPS, ActionPlan, PlanAction, PlanReview
from .records import (
    ALLOCATION_STEPS,
    Allocation,
    Mentor,
    Release,
    ReleasePause,
    Waiver,
)
from .standing import (
    LEFT_OUT,
    Standing,
    before_audit,
    certified,
    headline,
    paired_check_due,
    standing,
)
from .steps import may_follow
from .visits import VISIT_STEPS, PrivateNote, SupportPlanned, Visit

__all__ = [
    "ACTION_STEPS",
    "ALLOCATION_STEPS",
    "AUDIT_STEPS",
    "BODIES",
    "HARD_RULES",
    "LEFT_OUT",
    "MENTOR_LED",
    "NO_NETWORK",
    "PLAN_STEPS",
    "REAUDIT_MONTHS",
    "VISIT_STEPS",
    "ActionPlan",
    "Allocated",
    "Allocation",
    "AllocationPin",
    "Assignment",
    "Audit",
    "Candidate",
    "Capacity",
    "Conflict",
    "Dispute",
    "Engagement",
    "Field",
    "Goal",
    "HardRule",
    "LeftOut",
    "Line",
    "Load",
    "Mentor",
    "MentorOffer",
    "Moderation",
    "NoSolverError",
    "NoSuchGoalError",
    "Outcome",
    "Parameter",
    "Parameters",
    "PeerLink",
    "PlanAction",
    "PlanReview",
    "PlanningParameter",
    "PrivateNote",
    "Problem",
    "Proposal",
    "Reaudit",
    "Reckoning",
    "Release",
    "ReleasePause",
    "RunnerUp",
    "SettingRow",
    "SettingToPlace",
    "Standing",
    "Suggestion",
    "Supply",
    "Support",
    "SupportPlanned",
    "Visit",
    "Waiver",
    "Watched",
    "Weights",
    "Work",
    "action_from",
    "actions_overdue",
    "allocation",
    "before_audit",
    "candidate",
    "capacity",
    "caps_of",
    "certified",
    "changes_of",
    "conflict",
    "coverage",
    "field_of",
    "follow_ups_due",
    "goals",
    "greedy",
    "guards",
    "handed_over",
    "headline",
    "is_supported",
    "item_from",
    "live",
    "may_follow",
    "mentor_count",
    "mentor_eligible",
    "mentors_by_funding",
    "names_of",
    "optimal",
    "outcome_of",
    "overtaken",
    "owners_of",
    "paired_check_due",
    "parameters",
    "parameters_of",
    "permits_rating",
    "plans_to_review",
    "plans_to_sign_again",
    "propose",
    "reaudits_due",
    "reckon",
    "rules",
    "served_by",
    "setting_rows",
    "stakes_of",
    "stalled",
    "standing",
    "suggested",
    "support_given",
    "visits_due",
    "waived",
    "watch",
]
