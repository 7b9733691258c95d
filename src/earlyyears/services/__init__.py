"""User journeys, one file each: they know rules and facts, and no store or plugin."""

from .allocating import (
    allocation_data,
    allocations_of,
    capacities_of,
    capacity_data,
    records_to_accept,
)
from .answering import NoRecordAnswersError
from .asking import (
    Consequence,
    NoSuchQuestionError,
    OpenQuestion,
    Option,
    answer_question,
    found_question,
    open_questions,
)
from .choosing import (
    Decision,
    ForeignBoroughError,
    NoAuthorError,
    NotAllowedError,
    UnknownPolicyError,
    boroughs_of,
    choose,
    deciding,
)
from .committed import CommitRow, TakenBack, commit_rows, taking_back
from .governance import (
    BodyRow,
    MeetingRow,
    NoSuchMeetingError,
    adopted,
    body_rows,
    meeting_row,
    permission_data,
)
from .import_reports import Difference, ImportReport
from .leading import open_handovers, review
from .looking_up import counts_of, histories_of, subject_ids
from .mentoring import (
    AuditChange,
    NoObservationError,
    Scoring,
    audit_profile,
    audit_sheet,
    leaving,
    matched_change,
    paired_agreement,
    suggestions_for,
)
from .mentoring_rows import (
    HandoverRow,
    PlanRow,
    VisitRow,
    handover_rows,
    plan_rows,
    visit_rows,
)
from .mentoring_tasks import TaskRow, UnknownPostError, tasks_of
from .named_reports import REPORTS
from .onboarding import onboard
from .reissuing import Change, changes_between, reissued
from .remembering import guards, refuse_forgetting
from .reporting import (
    IssuedReport,
    issue_of,
    make_report,
    own_report,
    support_report,
)
from .tables import TableReport

__all__ = [
    "REPORTS",
    "AuditChange",
    "BodyRow",
    "Change",
    "CommitRow",
    "Consequence",
    "Decision",
    "Difference",
    "ForeignBoroughError",
    "HandoverRow",
    "ImportReport",
    "IssuedReport",
    "MeetingRow",
    "NoAuthorError",
    "NoObservationError",
    "NoRecordAnswersError",
    "NoSuchMeetingError",
    "NoSuchQuestionError",
    "NotAllowedError",
    "OpenQuestion",
    "Option",
    "PlanRow",
    "Scoring",
    "TableReport",
    "TakenBack",
    "TaskRow",
    "UnknownPolicyError",
    "UnknownPostError",
    "VisitRow",
    "adopted",
    "allocation_data",
    "allocations_of",
    "answer_question",
    "audit_profile",
    "audit_sheet",
    "body_rows",
    "boroughs_of",
    "capacities_of",
    "capacity_data",
    "changes_between",
    "choose",
    "commit_rows",
    "counts_of",
    "deciding",
    "found_question",
    "guards",
    "handover_rows",
    "histories_of",
    "issue_of",
    "leaving",
    "make_report",
    "matched_change",
    "meeting_row",
    "onboard",
    "open_handovers",
    "open_questions",
    "own_report",
    "paired_agreement",
    "permission_data",
    "plan_rows",
    "records_to_accept",
    "refuse_forgetting",
    "reissued",
    "review",
    "subject_ids",
    "suggestions_for",
    "support_report",
    "taking_back",
    "tasks_of",
    "visit_rows",
]
