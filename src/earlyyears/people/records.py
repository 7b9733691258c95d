"""People as role-holders: a meaningless key, a post, a seat, their qualifications.

A person's name lives in one directory record that can be erased; everything else points
at a key that says nothing.
"""

import datetime as dt

from earlyyears.kernel import Record, fact, personal, record, ref

__all__ = ["Interest", "Person", "Post", "Qualification", "Seat"]


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


@record(
    "seat", purpose="knowing who speaks for whom", keep="role-holder", visible="hub"
)
class Seat(Record):
    """A person's seat on a body, and the sector or network they speak for."""

    body: str = fact(label="Body")
    holder: str = ref("person", label="Holder")
    sector: str = fact(default="", label="Speaks for", codes="sector")
    network: str | None = ref("network", default=None, label="Network")
    role: str = fact(default="member", label="Role", codes="seat-role")


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
