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
    NoAuthorError,
    NotAllowedError,
    UnknownPolicyError,
    boroughs_of,
    choose,
)
from .import_reports import Difference, ImportReport
from .leading import open_handovers, review
from .looking_up import counts_of, histories_of, subject_ids
from .onboarding import onboard
from .reporting import (
    REPORTS,
    IssuedReport,
    issue_of,
    make_report,
    own_report,
    support_report,
)
from .tables import TableReport

__all__ = [
    "REPORTS",
    "Consequence",
    "Decision",
    "Difference",
    "ImportReport",
    "IssuedReport",
    "NoAuthorError",
    "NoRecordAnswersError",
    "NoSuchQuestionError",
    "NotAllowedError",
    "OpenQuestion",
    "Option",
    "TableReport",
    "UnknownPolicyError",
    "allocation_data",
    "allocations_of",
    "answer_question",
    "boroughs_of",
    "capacities_of",
    "capacity_data",
    "choose",
    "counts_of",
    "found_question",
    "histories_of",
    "issue_of",
    "make_report",
    "onboard",
    "open_handovers",
    "open_questions",
    "own_report",
    "records_to_accept",
    "review",
    "subject_ids",
    "support_report",
]
