"""Every guard and every lifecycle of the room, in two lists."""

from earlyyears.kernel import Guard, Lifecycle, Record
from earlyyears.people import SEAT_STEPS, Seat
from earlyyears.roles import step_by_step

from . import checks, joining
from .feedback import (
    FEEDBACK_STEPS,
    ISSUE_STEPS,
    PARTNER_CONCERN_STEPS,
    PartnerConcern,
    SectorFeedback,
    SectorIssue,
)
from .meetings import (
    DECISION_STEPS,
    MEETING_ACTION_STEPS,
    MEETING_STEPS,
    Decision,
    Meeting,
    MeetingAction,
)
from .origins import APPLICATION_STEPS, RISK_STEPS, FundingApplication, Risk
from .papers import PAPER_STEPS, JobDescription, TermsOfReference
from .positions import (
    CONFLICT_STEPS,
    NON_NEGOTIABLE_STEPS,
    NonNegotiable,
    NonNegotiableConflict,
)
from .projects import INTERVENTION_STEPS, Intervention
from .visions import VISION_STEPS, Vision

__all__ = ["guards", "lifecycles"]


def lifecycles() -> tuple[tuple[type[Record], Lifecycle], ...]:
    """Each kind of the room that goes through steps, with its steps."""
    return (
        (FundingApplication, APPLICATION_STEPS),
        (Risk, RISK_STEPS),
        (Vision, VISION_STEPS),
        (TermsOfReference, PAPER_STEPS),
        (JobDescription, PAPER_STEPS),
        (Seat, SEAT_STEPS),
        (Meeting, MEETING_STEPS),
        (Decision, DECISION_STEPS),
        (MeetingAction, MEETING_ACTION_STEPS),
        (SectorFeedback, FEEDBACK_STEPS),
        (SectorIssue, ISSUE_STEPS),
        (PartnerConcern, PARTNER_CONCERN_STEPS),
        (NonNegotiable, NON_NEGOTIABLE_STEPS),
        (NonNegotiableConflict, CONFLICT_STEPS),
        (Intervention, INTERVENTION_STEPS),
    )


def guards() -> tuple[Guard, ...]:
    """The guards on what may be recorded of a partnership."""
    steps = (step_by_step(kind, life) for kind, life in lifecycles())
    return (*checks.guards(), *joining.guards(), *steps)
