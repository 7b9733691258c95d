"""Co-production as evidence: who wrote, who was consulted, who agreed, and when."""

import datetime as dt

from earlyyears.kernel import Record, fact, record, ref

__all__ = ["CoProduction"]


@record("co-production", purpose="showing who had a part", keep="six-years")
class CoProduction(Record):
    """One party's part in one jointly made thing.

    The thing may be of any kind: a vision, a paper, a plan, a programme.
    """

    #: Id of what was made together.
    made: str = fact(label="What was made", help="the id of a record")
    part: str = fact(label="Part", codes="co-production-part")
    #: One party: an organisation, a body, a seat, or a post.
    organisation: str | None = ref("organisation", default=None, label="Organisation")
    body: str | None = ref("body", default=None, label="Body")
    seat: str | None = ref("seat", default=None, label="Seat")
    post: str = fact(default="", label="Post")
    on: dt.date = fact(label="Day")
    meeting: str | None = ref("meeting", default=None, label="At the meeting")
    note: str = fact(default="", label="Note")

    @property
    def party(self) -> str:
        """Whoever had the part: the most exact of what is given."""
        return self.seat or self.body or self.organisation or self.post
