"""Mentors, visits, audits, action plans, and what passes on when the lead changes."""

from .audits import AUDIT_STEPS, Audit, Dispute, Moderation
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
    "MENTOR_LED",
    "PLAN_STEPS",
    "VISIT_STEPS",
    "ActionPlan",
    "Allocation",
    "Audit",
    "Candidate",
    "Dispute",
    "Engagement",
    "Mentor",
    "Moderation",
    "PeerLink",
    "PlanAction",
    "PlanReview",
    "PrivateNote",
    "Release",
    "ReleasePause",
    "SupportPlanned",
    "Visit",
    "Waiver",
    "Watched",
    "candidate",
    "caps_of",
    "guards",
    "handed_over",
    "is_supported",
    "item_from",
    "live",
    "mentor_eligible",
    "overtaken",
    "permits_rating",
    "rules",
    "served_by",
    "waived",
    "watch",
]
