"""The vision: themes and statements with ids of their own, and its yearly review."""

import datetime as dt

from earlyyears.kernel import Lifecycle, Record, Step, fact, record, ref, refs

__all__ = ["VISION_STEPS", "Vision", "VisionItem", "VisionReview", "VisionTheme"]

#: The steps of a vision; an amended one is a new vision that supersedes it.
VISION_STEPS = Lifecycle(
    "draft",
    {
        "agree": Step(("draft",), "agreed"),
        "open review": Step(("agreed", "reaffirmed"), "in_review"),
        "reaffirm": Step(("in_review",), "reaffirmed"),
        "amend": Step(("in_review",), "amended"),
        "supersede": Step(("agreed", "reaffirmed", "amended"), "superseded"),
    },
)


@record("vision", purpose="working to the same aims", visible="public")
class Vision(Record):
    """A partnership's shared vision; its words are its themes and statements.

    `review_body` alone may mark it reviewed; `review_months` is how long it may go
    without a review.
    """

    name: str = fact(label="Name")
    partnership: str = ref("partnership", label="Partnership")
    #: Meeting at which it was written.
    workshop: str | None = ref("meeting", default=None, label="Written at")
    agreed_on: dt.date | None = fact(default=None, label="Agreed on")
    #: Partners that consented.
    consented: tuple[str, ...] = refs("organisation", default=(), label="Consented")
    review_body: str | None = ref("body", default=None, label="Reviewed by")
    review_months: int = fact(default=12, label="Months between reviews")
    #: Vision that it took the place of.
    follows: str | None = ref("vision", default=None, label="Followed on from")
    state: str = fact(default="draft", label="State", codes="vision-state")


@record("vision-theme", purpose="working to the same aims", visible="public")
class VisionTheme(Record):
    """A headed theme of a vision, in its place."""

    vision: str = ref("vision", label="Vision")
    place: int = fact(label="Place", help="1 is the first")
    name: str = fact(label="Heading")


@record("vision-item", purpose="working to the same aims", visible="public")
class VisionItem(Record):
    """One statement of a vision, with an id that plans can point at."""

    theme: str = ref("vision-theme", label="Theme")
    place: int = fact(label="Place", help="1 is the first")
    statement: str = fact(label="Statement")


@record("vision-review", purpose="working to the same aims")
class VisionReview(Record):
    """A body's review of a vision, at one of its meetings, and what came of it."""

    vision: str = ref("vision", label="Vision")
    on: dt.date = fact(label="Reviewed on")
    body: str = ref("body", label="Reviewed by")
    meeting: str | None = ref("meeting", default=None, label="At the meeting")
    outcome: str = fact(label="Outcome", codes="review-outcome")
    note: str = fact(default="", label="What was said")
