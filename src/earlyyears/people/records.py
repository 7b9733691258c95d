"""People as role-holders: a meaningless key, a post, a seat, their qualifications.

A person's name lives in one directory record that can be erased; everything else points
at a key that says nothing.
"""

import datetime as dt

from earlyyears.kernel import Record, fact, personal, record, ref, refs

__all__ = [
    "Background",
    "Body",
    "Chair",
    "Interest",
    "Person",
    "Post",
    "Qualification",
    "Seat",
]


@record("person", purpose="contacting role-holders", keep="role-holder", visible="hub")
class Person(Record):
    """A role-holder's entry in the directory; the only place with a name."""

    name: str = personal("addressing the person", label="Name")
    email: str = personal("contacting the person", default="", label="E-mail")


@record("post", purpose="knowing who may act", keep="role-holder", visible="hub")
class Post(Record):
    """A person holding a post for a time; a post may have several holders."""

    #: Key of the post, which is also what an actor is called: `data-officer`.
    post: str = fact(label="Post")
    holder: str = ref("person", label="Holder")
    organisation: str | None = ref("organisation", default=None, label="Organisation")
    #: Keys of the teams whose records the holder sees.
    teams: tuple[str, ...] = fact(default=(), converter=tuple, label="Teams")
    title: str = fact(default="", label="Title", codes="role-title")
    interim: bool = fact(default=False, label="Interim")


@record("body", purpose="knowing who decides", visible="public")
class Body(Record):
    """A group that meets and decides: a steering group, a strategic group, a team."""

    name: str = fact(label="Name")
    kind: str = fact(label="Kind", codes="body-kind")
    partnership: str | None = ref("partnership", default=None, label="Partnership")
    #: Body to which it reports, None where it reports to nobody.
    parent: str | None = ref("body", default=None, label="Reports to")


@record(
    "seat", purpose="knowing who speaks for whom", keep="role-holder", visible="hub"
)
class Seat(Record):
    """A person's seat on a body, and the sector or network they speak for.

    The days are those of the holder's term.  A seat may be vacant; only a confirmed one
    counts.
    """

    body: str = ref("body", label="Body")
    #: Person in the seat, None while it is vacant.
    holder: str | None = ref("person", default=None, label="Holder")
    sector: str = fact(default="", label="Speaks for", codes="seat-sector")
    network: str | None = ref("network", default=None, label="Network")
    role: str = fact(default="member", label="Role", codes="seat-role")
    organisation: str | None = ref("organisation", default=None, label="Comes from")
    #: Whom the holder reports back to, in the sector's own words.
    constituency: str = fact(default="", label="Reports back to")
    level: str = fact(default="", label="Level", codes="seat-level")
    #: Body that sent the holder, None where the sector itself did.
    nominated_by: str | None = ref("body", default=None, label="Nominated by")
    #: Who may come instead.
    substitutes: tuple[str, ...] = refs("person", default=(), label="Substitutes")
    #: Day from which the holder has sat there, where it is before this term.
    since: dt.date | None = fact(default=None, label="In the seat since")
    state: str = fact(default="confirmed", label="State", codes="seat-state")

    @property
    def filled(self) -> bool:
        """Whether somebody sits there and was confirmed."""
        return self.holder is not None and self.state == "confirmed"


@record("chair", purpose="knowing who chairs", keep="role-holder", visible="hub")
class Chair(Record):
    """Who chairs a body for a time.

    An independent chair holds no seat and speaks for no sector.
    """

    body: str = ref("body", label="Body")
    holder: str = ref("person", label="Chair")
    independent: bool = fact(default=False, label="Independent")
    #: What was declared on being asked to chair; blank is nothing.
    declared: str = personal("judging conflicts", default="", label="Declared")


@record("background", purpose="knowing what role-holders bring", keep="role-holder")
class Background(Record):
    """What a role-holder has done professionally, told freely; nothing rests on it.

    It is never asked for, and no permission and no rule reads it.
    """

    holder: str = ref("person", label="Holder")
    background: str = personal(
        "knowing what role-holders bring", label="Professional background"
    )


@record("qualification", purpose="knowing who may assess", keep="role-holder")
class Qualification(Record):
    """What a person is qualified in, such as assessing with one scale edition.

    It stays on record after it has run out, so that older work can still be judged;
    `expires_on` is the first day on which it no longer holds.

    >>> held = Qualification(
    ...     id="qualification/1",
    ...     holder="person/1",
    ...     subject="iters-3/2017",
    ...     awarded_on=dt.date(2025, 9, 1),
    ...     expires_on=dt.date(2026, 9, 1),
    ... )
    >>> held.holds(dt.date(2026, 8, 31)), held.holds(dt.date(2026, 9, 1))
    (True, False)
    """

    holder: str = ref("person", label="Holder")
    subject: str = fact(
        label="Qualified in", help="for a scale its key and edition: iters-3/2017"
    )
    awarded_on: dt.date = fact(label="Awarded on")
    awarded_by: str = fact(default="", label="Awarded by")
    expires_on: dt.date | None = fact(
        default=None, label="Expires on", help="first day on which it holds no more"
    )
    #: Partnership through which the person was trained, None where it was elsewhere.
    through: str | None = ref("partnership", default=None, label="Trained through")

    def holds(self, day: dt.date) -> bool:
        """Say whether the qualification holds on a day."""
        over = self.expires_on is not None and self.expires_on <= day
        return self.awarded_on <= day and not over and self.valid.covers(day)


@record("interest", purpose="avoiding conflicts of interest", keep="role-holder")
class Interest(Record):
    """An interest that a person declares in an organisation or a setting."""

    holder: str = ref("person", label="Holder")
    about: str = fact(label="Organisation or setting")
    nature: str = personal(
        "judging conflicts", default="", label="Nature of the interest"
    )
