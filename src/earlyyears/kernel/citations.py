"""Where a rule comes from, and how to point at one item of a framework."""

import datetime as dt

from attrs import fields

from .dates import ALWAYS, DateRange
from .values import frozen

__all__ = ["Citation", "ItemRef"]


@frozen
class Citation:
    """The source of a rule: instrument, clause, edition, dates, and who confirmed it.

    `confirmed` says whether a person has read the rule in its source.  A rule that is
    not confirmed still answers, and its answer says so.

    >>> print(Citation("SI 2014/2319", "reg 4", "as made"))
    SI 2014/2319, reg 4 (as made; not confirmed by a person)
    """

    #: The act, regulation, guidance, scheme or borough decision.
    instrument: str
    #: Section, regulation or page within it.
    clause: str = ""
    #: Which edition or amendment was used.
    edition: str = ""
    #: The days on which the cited text is in force.
    during: DateRange = ALWAYS
    #: Whether a person has checked the rule against the source.
    confirmed: bool = False
    #: What the source is known from, where it was not read itself.
    note: str = ""

    def __str__(self) -> str:
        named = ", ".join(part for part in (self.instrument, self.clause) if part)
        checked = "" if self.confirmed else "not confirmed by a person"
        details = "; ".join(part for part in (self.edition, checked) if part)
        return f"{named} ({details})" if details else named

    def in_force(self, day: dt.date) -> bool:
        """Say whether the cited text is in force on a day."""
        return self.during.covers(day)


@frozen(order=True)
class ItemRef:
    """One item of a scale, a scheme, an outcomes framework or a statute.

    >>> print(ItemRef("iters-3", "2017", "5"))
    iters-3/2017/5
    """

    framework: str
    edition: str
    item: str

    def __str__(self) -> str:
        return f"{self.framework}/{self.edition}/{self.item}"

    @classmethod
    def parse(cls, text: str) -> "ItemRef | None":
        """The item that a text such as `iters-3/2017/5` points at, else None.

        >>> ItemRef.parse("iters-3/2017/5").item
        '5'
        >>> ItemRef.parse("item five") is None
        True
        """
        parts = [part.strip() for part in text.split("/")]
        return cls(*parts) if len(parts) == len(fields(cls)) and all(parts) else None
