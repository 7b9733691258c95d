"""Legal holds: what a court, an inquiry or an audit needs must not be erased."""

from earlyyears.kernel import Record, fact, record

__all__ = ["LegalHold"]


@record("legal-hold", purpose="keeping what a court or an inquiry needs")
class LegalHold(Record):
    """An order to keep a record, for the days it is valid; erasing it is refused."""

    target: str = fact(label="Record that must be kept")
    reason: str = fact(default="", label="Reason")
    approver: str = fact(default="", label="Ordered by (post)")
