"""User journeys, one file each: they know rules and facts, and no store or plugin."""

from .import_reports import Difference, ImportReport
from .leading import open_handovers, review
from .looking_up import counts_of, histories_of, subject_ids
from .onboarding import onboard
from .reporting import REPORTS, IssuedReport, issue_of, make_report, support_report

__all__ = [
    "REPORTS",
    "Difference",
    "ImportReport",
    "IssuedReport",
    "counts_of",
    "histories_of",
    "issue_of",
    "make_report",
    "onboard",
    "open_handovers",
    "review",
    "subject_ids",
    "support_report",
]
