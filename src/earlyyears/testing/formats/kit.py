"""The kit for report formats."""

from .hiding import FormatHiding
from .reading import FormatReading
from .writing import FormatWriting

__all__ = ["FormatKit"]


class FormatKit(FormatWriting, FormatHiding, FormatReading):
    """Every block written, nothing leaked, hostile text tamed, pages for everybody."""
