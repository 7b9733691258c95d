"""Who leads on a setting, and apart from that what the law requires."""

from typing import Final

from earlyyears.kernel import Question, frozen
from earlyyears.places import Setting

__all__ = ["AUTHORITY", "MENTORS", "Lead", "support_lead"]


@frozen
class Lead:
    """The body that does the work, and the duty of the authority behind it.

    They are two facts: a childminder judged below good is the childminder team's work
    and the authority's duty.
    """

    #: `authority`, `mentors`, `childminder_team`, `childminder_agency` or `joint`.
    body: str
    #: `statutory`, `local`, `none`, or `unconfirmed` where nobody has read the law.
    duty: str


#: The authority's own team leads because the borough decided so, not the law.
AUTHORITY: Final = Lead("authority", "local")

#: The hub mentors lead, and no duty stands behind it.
MENTORS: Final = Lead("mentors", "none")

#: Who leads on supporting a setting, and which duty stands behind it.
support_lead: Final[Question[Setting, Lead]] = Question(
    "support_lead", "Who leads on supporting this setting?"
)
