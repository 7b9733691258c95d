"""Whether a view shows no more than an audience may know."""

from earlyyears.disclosure import Audience
from earlyyears.kernel import EarlyYearsError, Facts
from earlyyears.ledger import Sight, sight_of

__all__ = ["UnfitViewError", "fit_for"]


class UnfitViewError(EarlyYearsError, PermissionError):
    """A view that shows more than the audience of a report may know."""

    code = "EY551"


def fit_for(view: Facts, audience: Audience) -> None:
    """Refuse a view from which the report would count what its readers may not know.

    Facts in memory say nothing of what was left out of them, so only a view of a ledger
    will do for readers outside.
    """
    if audience is Audience.INTERNAL:
        return
    sight = getattr(view, "sight", None)
    if isinstance(sight, Sight) and _within(sight, sight_of(audience=audience.value)):
        return
    message = f"this view may show more than the {audience} audience may know"
    raise UnfitViewError(
        message,
        advice=f"Take ledger.view(..., audience=“{audience}”) for this report.",
        audience=audience.value,
    )


def _within(sight: Sight, allowed: Sight) -> bool:
    more = sight.everything or sight.inside
    return not more and sight.open <= allowed.open
