"""Reports as documents, and the writers that turn safe ones into files."""

from .ageing import age_blocks, register_age
from .counting import Key, Tally
from .formats import (
    CSV,
    HTML,
    JSON,
    UnknownEndingError,
    csv,
    html,
    json,
    write,
    writer_for,
    writers,
)
from .partnership import (
    activity_blocks,
    alignment_blocks,
    evidence_blocks,
    funding_blocks,
    handbook_blocks,
    loose_end_blocks,
    vision_blocks,
    voice_blocks,
)
from .plainly import listing
from .planning import (
    allocation_blocks,
    capacity_blocks,
    half_days,
    in_order,
    verdict,
)
from .provenance import sources_of
from .seeing import UnfitViewError, fit_for
from .support import EVERY, support
from .termly import Term, period_on, termly_blocks

__all__ = [
    "CSV",
    "EVERY",
    "HTML",
    "JSON",
    "Key",
    "Tally",
    "Term",
    "UnfitViewError",
    "UnknownEndingError",
    "activity_blocks",
    "age_blocks",
    "alignment_blocks",
    "allocation_blocks",
    "capacity_blocks",
    "csv",
    "evidence_blocks",
    "fit_for",
    "funding_blocks",
    "half_days",
    "handbook_blocks",
    "html",
    "in_order",
    "json",
    "listing",
    "loose_end_blocks",
    "period_on",
    "register_age",
    "sources_of",
    "support",
    "termly_blocks",
    "verdict",
    "vision_blocks",
    "voice_blocks",
    "write",
    "writer_for",
    "writers",
]
