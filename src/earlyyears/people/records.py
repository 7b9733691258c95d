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
    """What a person is qualified in, such as assessing with one scale edition."""

    holder: str = ref("person", label="Holder")
    subject: str = fact(label="Qualified in")
    awarded_on: dt.date = fact(label="Awarded on")
    awarded_by: str = fact(default="", label="Awarded by")


@record("interest", purpose="avoiding conflicts of interest", keep="role-holder")
class Interest(Record):
    """An interest that a person declares in an organisation or a setting."""

    holder: str = ref("person", label="Holder")
    about: str = fact(label="Organisation or setting")
    nature: str = personal(
        "judging conflicts", default="", label="Nature of the interest"
    )
