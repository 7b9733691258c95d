"""Documents as data, and the policies that make them safe for an audience.

A report is made as a `Document`; `make_safe` turns it, as a whole and beside what was
issued before, into a `SafeDocument`, the only thing that a writer accepts.
"""

from .audiences import Audience, UnknownAudienceError, audience_from
from .documents import (
    Axis,
    Block,
    Category,
    CellOf,
    Clearance,
    CountTable,
    DigitsInProseError,
    Document,
    Heading,
    Highlights,
    Listing,
    Narrative,
    Population,
    Prose,
    RecordColumn,
    RecordRow,
    RecordTable,
    Source,
)
from .making import WrongAudienceError, make_safe
from .marks import Mark, marks_source
from .memory import Issued, UnreadableIssueError, issued_from_json
from .policies import (
    DEFAULT_POLICY,
    Policy,
    UnknownPolicyError,
    policies,
    policies_from,
    policy,
)
from .safe import (
    Certificate,
    Hidden,
    Omitted,
    SafeBlock,
    SafeCell,
    SafeDocument,
    SafeHighlights,
    SafeListing,
    SafeProse,
    SafeRecords,
    SafeTable,
    SafeText,
    UnsafeDocumentError,
)
from .statistics import Statistic, UnevenTotalsError
from .writers import Writer

__all__ = [
    "DEFAULT_POLICY",
    "Audience",
    "Axis",
    "Block",
    "Category",
    "CellOf",
    "Certificate",
    "Clearance",
    "CountTable",
    "DigitsInProseError",
    "Document",
    "Heading",
    "Hidden",
    "Highlights",
    "Issued",
    "Listing",
    "Mark",
    "Narrative",
    "Omitted",
    "Policy",
    "Population",
    "Prose",
    "RecordColumn",
    "RecordRow",
    "RecordTable",
    "SafeBlock",
    "SafeCell",
    "SafeDocument",
    "SafeHighlights",
    "SafeListing",
    "SafeProse",
    "SafeRecords",
    "SafeTable",
    "SafeText",
    "Source",
    "Statistic",
    "UnevenTotalsError",
    "UnknownAudienceError",
    "UnknownPolicyError",
    "UnreadableIssueError",
    "UnsafeDocumentError",
    "Writer",
    "WrongAudienceError",
    "audience_from",
    "issued_from_json",
    "make_safe",
    "marks_source",
    "policies",
    "policies_from",
    "policy",
]
