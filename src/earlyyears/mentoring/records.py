"""Mentors, the release that lends them to the hub, and the settings they work with.

Every change of state is a new assertion from the day of the step; the commit holds who
took it and why.
"""

from decimal import Decimal

from earlyyears.kernel import Lifecycle, Record, Step, fact, record, ref

__all__ = [
    "ALLOCATION_STEPS",
    "Allocation",
    "Mentor",
    "Release",
    "ReleasePause",
    "Waiver",
]

#: The steps of an allocation: while the lead is another's it is suspended, not lost.
ALLOCATION_STEPS = Lifecycle(
    "proposed",
    {
        "begin": Step(("proposed",), "active"),
        "suspend": Step(("active",), "suspended"),
        "resume": Step(("suspended",), "active"),
        "end": Step(("proposed", "active", "suspended"), "ended"),
    },
)


@record("mentor", purpose="supporting settings", keep="role-holder")
class Mentor(Record):
    """A person appointed to support other settings, based in a setting of their own.

    The days are those of the appointment.
    """

    person: str = ref("person", label="Mentor")
    home: str = ref("setting", label="Home setting")
    #: Post that the person holds in the home setting.
    post: str = fact(label="Post in the home setting", codes="mentor-post")
    #: The one source that pays for the appointment.
    funding: str = fact(label="Funded by", codes="mentor-funding")
    #: Network whose settings the mentor serves, None where it is not bound to one.
    network: str | None = ref("network", default=None, label="Network")
    #: How the home setting stood when the mentor was appointed, in an officer's words.
    home_outcome: str = fact(
        default="", label="Outcome of the home setting at the appointment"
    )


@record("release", purpose="planning what mentors have time for", keep="role-holder")
class Release(Record):
    """A school's agreement to release a mentor, for the days it is valid.

    `half_days` are those of each term week; one is a tenth of a full-time post.
    """

    mentor: str = ref("mentor", label="Mentor")
    #: The setting that releases the mentor, whose head may pause the release.
    school: str = ref("setting", label="Releasing setting")
    half_days: Decimal = fact(
        default=Decimal(1), label="Half-days each term week", help="one is usual"
    )
    #: Most settings that the mentor supports at one time, None where none is agreed.
    cap: int | None = fact(
        default=None, label="Most settings", help="most settings at one time"
    )
    agreed_by: str = fact(default="", label="Agreed by (post)")


@record("release-pause", purpose="planning what mentors have time for")
class ReleasePause(Record):
    """Days on which the head of the releasing setting holds a release back."""

    release: str = ref("release", label="Release")
    reason: str = fact(label="Reason")
    paused_by: str = fact(label="Paused by (post)")


@record("waiver", purpose="recording exceptions with their reason")
class Waiver(Record):
    """A recorded exception from one rule of allocation, for days that must end.

    It is for a mentor, a setting, or both; what it leaves open it does not limit.  The
    authority's request that a mentor works with a setting that it leads is one too.
    """

    rule: str = fact(label="Rule", codes="waiver-rule")
    person: str | None = ref("person", default=None, label="Mentor")
    setting: str | None = ref("setting", default=None, label="Setting")
    reason: str = fact(label="Reason")
    approver: str = fact(label="Approved by (post)")


@record("allocation", purpose="supporting settings", keep="six-years")
class Allocation(Record):
    """A person's work with one setting, for the days it is valid.

    It is a mentor's for the hub, or an adviser's in the caseload of a team of the
    authority; `body` says for whom the person works.
    """

    setting: str = ref("setting", label="Setting")
    person: str = ref("person", label="Who supports it")
    body: str = fact(default="mentors", label="Works for", codes="lead-body")
    state: str = fact(default="active", label="State", codes="allocation-state")
    reason: str = fact(default="", label="Reason")
    #: Handover that suspended it, None where none did.
    handover: str | None = ref("handover", default=None, label="Handover")
