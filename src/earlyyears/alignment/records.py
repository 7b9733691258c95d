"""Editions of frameworks, their statements, and agreed links between two of them."""

import datetime as dt

from earlyyears.kernel import ItemRef, Record, fact, record, ref

__all__ = ["Alignment", "FrameworkEdition", "Statement"]


@record("framework-edition", purpose="aligning frameworks", visible="public")
class FrameworkEdition(Record):
    """One edition of what others are aligned to: aims, a plan, duties, a scheme."""

    #: Key of the framework, the same in every edition: `needs-assessment`.
    framework: str = fact(label="Framework")
    #: Which edition, as items name it: `2024`.
    edition: str = fact(label="Edition")
    name: str = fact(label="Title")
    kind: str = fact(label="Kind", codes="framework-kind")
    owner: str = fact(default="", label="Owner")
    issued_on: dt.date | None = fact(default=None, label="Issued on")


@record("statement", purpose="aligning frameworks", visible="public")
class Statement(Record):
    """One statement of an edition: an aim, a priority, an action, a duty, a criterion.

    Its words are the owner's; where a publisher's wording may not be copied, `text` is
    the borough's own short name for it.
    """

    framework: str = fact(label="Framework")
    edition: str = fact(label="Edition")
    #: Number or letter by which the edition names it.
    item: str = fact(label="Item")
    text: str = fact(label="Words")
    owner: str = fact(default="", label="Owner")

    @property
    def points_at(self) -> ItemRef:
        """The item that this is.

        >>> Statement(
        ...     id="s", framework="aims", edition="2022", item="A1", text="Settle"
        ... ).points_at.item
        'A1'
        """
        return ItemRef(self.framework, self.edition, self.item)


@record("alignment", purpose="aligning frameworks", visible="hub")
class Alignment(Record):
    """An agreed link: one item serves another, for the days it is valid.

    Links are apart from both frameworks, so one may be added later without a new
    edition of either.
    """

    #: The item that serves, as `framework/edition/item`.
    item: str = fact(label="Item")
    #: The item that is served, as `framework/edition/item`.
    serves: str = fact(label="Serves")
    relation: str = fact(
        default="supports", label="How it serves", codes="alignment-relation"
    )
    rationale: str = fact(default="", label="Why")
    agreed_on: dt.date | None = fact(default=None, label="Agreed on")
    agreed_at: str | None = ref("meeting", default=None, label="Agreed at meeting")
