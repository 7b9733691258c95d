"""Every report that the library makes, by the name under which people ask for it."""

from collections.abc import Callable

from earlyyears.disclosure import Audience, Document
from earlyyears.ledger import View

from . import reporting
from .mentoring_pages import PAGES
from .partnership_pages import PARTNERSHIP_PAGES

__all__ = ["REPORTS"]

#: Reports that the library makes, by name.
REPORTS: dict[str, Callable[[View, Audience], Document]] = {
    **reporting.REPORTS,
    **PAGES,
    **PARTNERSHIP_PAGES,
}
