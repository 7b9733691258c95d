"""Papers that make joint working clear: terms of reference, job descriptions, roles.

Who wrote a paper, who was consulted and who agreed are its parts in co-production.
"""

import datetime as dt

from earlyyears.kernel import Lifecycle, Record, Step, fact, record, ref, refs

__all__ = [
    "PAPER_STEPS",
    "CompositionRule",
    "JobDescription",
    "RoleCharter",
    "TermsOfReference",
]

#: The steps of terms of reference and of a job description.
PAPER_STEPS = Lifecycle(
    "draft",
    {
        "consult": Step(("draft",), "consulted"),
        "redraft": Step(("consulted",), "draft"),
        "approve": Step(("consulted",), "approved"),
        "supersede": Step(("approved",), "superseded"),
    },
)


@record("terms-of-reference", purpose="knowing who decides what", visible="hub")
class TermsOfReference(Record):
    """What a body is for and how it works, in one edition.

    Whatever its own papers do not say is left blank: no quorum, no term of office.
    """

    body: str = ref("body", label="Body")
    edition: str = fact(label="Edition")
    purpose: str = fact(default="", label="Purpose")
    #: Matters that the body decides; a decision on another is outside its remit.
    remit: tuple[str, ...] = fact(default=(), converter=tuple, label="Decides on")
    #: Fewest seats that must be represented for a decision, None where none is set.
    quorum: int | None = fact(default=None, label="Quorum")
    substitutes: bool = fact(default=True, label="Substitutes may come")
    #: How many months a holder may sit without a break, None where it is not limited.
    term_months: int | None = fact(default=None, label="Term of office (months)")
    #: Whether the chair must hold no seat.
    independent_chair: bool = fact(default=False, label="Independent chair")
    meetings_a_year: int | None = fact(default=None, label="Meetings a year")
    review_by: dt.date | None = fact(default=None, label="Review by")
    approved_on: dt.date | None = fact(default=None, label="Approved on")
    state: str = fact(default="draft", label="State", codes="paper-state")


@record("composition-rule", purpose="knowing who should be there", visible="hub")
class CompositionRule(Record):
    """How many seats of a sector a body has, or that every network has a voice.

    `each` is blank for a plain count; `network` asks for `least` in every network.
    """

    body: str = ref("body", label="Body")
    sector: str = fact(label="Sector", codes="seat-sector")
    least: int = fact(default=1, label="At least")
    #: None where the number is not fixed.
    most: int | None = fact(default=None, label="At most")
    each: str = fact(default="", label="In every", codes="composition-each")
    #: Level that the seat must have, blank where any will do.
    level: str = fact(default="", label="Level", codes="seat-level")


@record("job-description", purpose="knowing who does what")
class JobDescription(Record):
    """What a role is for and does, written together by the bodies that share it."""

    title: str = fact(label="Role", codes="role-title")
    edition: str = fact(label="Edition")
    purpose: str = fact(default="", label="Purpose")
    duties: tuple[str, ...] = fact(default=(), converter=tuple, label="Duties")
    #: Bodies that write it and must both agree.
    authors: tuple[str, ...] = refs("organisation", default=(), label="Written by")
    #: Title of the posts that must be consulted: the people whose work it describes.
    consults: str = fact(default="", label="To be consulted", codes="role-title")
    host: str | None = ref("organisation", default=None, label="Employed by")
    line_manager: str = fact(default="", label="Line manager (post)")
    review_by: dt.date | None = fact(default=None, label="Review by")
    approved_on: dt.date | None = fact(default=None, label="Approved on")
    state: str = fact(default="draft", label="State", codes="paper-state")


@record("role-charter", purpose="knowing who does what", visible="hub")
class RoleCharter(Record):
    """What one partner does and does not do, as agreed at a meeting."""

    #: Partner: the id of an organisation or a body, or the title of a role.
    who: str = fact(label="Who", help="an organisation, a body or a role")
    responsibilities: tuple[str, ...] = fact(
        default=(), converter=tuple, label="Responsibilities"
    )
    exclusions: tuple[str, ...] = fact(
        default=(), converter=tuple, label="What it does not do"
    )
    agreed_at: str | None = ref("meeting", default=None, label="Agreed at")
