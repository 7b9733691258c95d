"""The partnership itself: vision, papers, meetings, voices, and what is tried."""

from .authorship import CoProduction
from .composition import findings, members, speaks_for, terms_of
from .evidence import Parts, parts_of, unconsulted
from .feedback import (
    FEEDBACK_STEPS,
    ISSUE_STEPS,
    PARTNER_CONCERN_STEPS,
    PartnerConcern,
    SectorFeedback,
    SectorIssue,
)
from .guarding import guards, lifecycles
from .meetings import (
    DECISION_STEPS,
    MEETING_ACTION_STEPS,
    MEETING_STEPS,
    Attendance,
    Decision,
    Meeting,
    MeetingAction,
    MeetingInterest,
    SeatContribution,
)
from .origins import (
    APPLICATION_STEPS,
    RISK_STEPS,
    FundingApplication,
    Lesson,
    Risk,
)
from .packs import BodyPack, body_pack
from .papers import (
    PAPER_STEPS,
    CompositionRule,
    JobDescription,
    RoleCharter,
    TermsOfReference,
)
from .positions import (
    CONFLICT_STEPS,
    NON_NEGOTIABLE_STEPS,
    NonNegotiable,
    NonNegotiableConflict,
)
from .presence import (
    entitled,
    feedback_due,
    is_quorate,
    meeting_findings,
    overdue_feedback,
    represented,
    silent_seats,
)
from .projects import (
    INTERVENTION_STEPS,
    Evaluation,
    Intervention,
    ParentActivity,
    WorkforceAim,
)
from .reviewing import items_of, next_review, review_findings, reviews_of
from .visions import VISION_STEPS, Vision, VisionItem, VisionReview, VisionTheme

__all__ = [
    "APPLICATION_STEPS",
    "CONFLICT_STEPS",
    "DECISION_STEPS",
    "FEEDBACK_STEPS",
    "INTERVENTION_STEPS",
    "ISSUE_STEPS",
    "MEETING_ACTION_STEPS",
    "MEETING_STEPS",
    "NON_NEGOTIABLE_STEPS",
    "PAPER_STEPS",
    "PARTNER_CONCERN_STEPS",
    "RISK_STEPS",
    "VISION_STEPS",
    "Attendance",
    "BodyPack",
    "CoProduction",
    "CompositionRule",
    "Decision",
    "Evaluation",
    "FundingApplication",
    "Intervention",
    "JobDescription",
    "Lesson",
    "Meeting",
    "MeetingAction",
    "MeetingInterest",
    "NonNegotiable",
    "NonNegotiableConflict",
    "ParentActivity",
    "PartnerConcern",
    "Parts",
    "Risk",
    "RoleCharter",
    "SeatContribution",
    "SectorFeedback",
    "SectorIssue",
    "TermsOfReference",
    "Vision",
    "VisionItem",
    "VisionReview",
    "VisionTheme",
    "WorkforceAim",
    "body_pack",
    "entitled",
    "feedback_due",
    "findings",
    "guards",
    "is_quorate",
    "items_of",
    "lifecycles",
    "meeting_findings",
    "members",
    "next_review",
    "overdue_feedback",
    "parts_of",
    "represented",
    "review_findings",
    "reviews_of",
    "silent_seats",
    "speaks_for",
    "terms_of",
    "unconsulted",
]
