"""Mentors, visits, audits, action plans, and what passes on when the lead changes."""

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
from .eligibility import (
    Candidate,
    Watched,
    candidate,
    mentor_eligible,
    rules,
    watch,
)
from .guarding import guards
from .items import item_from
from .kinds import is_supported, permits_rating
from .limits import MENTOR_LED, caps_of, live, waived
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
from .visits import VISIT_STEPS, PrivateNote, SupportPlanned, Visit

__all__ = [
    "ACTION_STEPS",
    "ALLOCATION_STEPS",
    "AUDIT_STEPS",
    "BODIES",
    "HARD_RULES",
    "MENTOR_LED",
    "PLAN_STEPS",
    "VISIT_STEPS",
    "ActionPlan",
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
    "HardRule",
    "LeftOut",
    "Line",
    "Load",
    "Mentor",
    "MentorOffer",
    "Moderation",
    "NoSolverError",
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
    "Reckoning",
    "Release",
    "ReleasePause",
    "RunnerUp",
    "SettingToPlace",
    "Supply",
    "SupportPlanned",
    "Visit",
    "Waiver",
    "Watched",
    "Weights",
    "Work",
    "candidate",
    "capacity",
    "caps_of",
    "conflict",
    "field_of",
    "greedy",
    "guards",
    "handed_over",
    "is_supported",
    "item_from",
    "live",
    "mentor_eligible",
    "names_of",
    "optimal",
    "outcome_of",
    "overtaken",
    "owners_of",
    "parameters",
    "parameters_of",
    "permits_rating",
    "propose",
    "reckon",
    "rules",
    "served_by",
    "stakes_of",
    "waived",
    "watch",
]
