"""Conflicts of interest: whom a person may neither support nor audit for the hub.

A person's stakes are their home setting and whoever runs it, their employers, and what
they have declared an interest in, such as a competitor.  A setting that is one of
these, or is run by one of them, is out of bounds.
"""

from earlyyears.kernel import Facts, Record
from earlyyears.people import Interest, Post
from earlyyears.places import Organisation, Registration
from earlyyears.roles import owners_of

from .records import Mentor

__all__ = ["CONFLICT_READS", "conflict", "owners_of", "stakes_of"]

#: Kinds of record that decide about conflicts; a rule that asks names them as read.
CONFLICT_READS: tuple[type[Record], ...] = (
    Interest,
    Mentor,
    Organisation,
    Post,
    Registration,
)


def stakes_of(facts: Facts, person: str) -> frozenset[str]:
    """Settings, registered persons and organisations in which a person has a stake."""
    homes = {one.home for one in facts.all(Mentor).where(person=person)}
    posts = facts.all(Post).where(holder=person)
    declared = facts.all(Interest).where(holder=person)
    return frozenset(
        {
            *(each for home in homes for each in owners_of(facts, home)),
            *(one.organisation for one in posts if one.organisation),
            *(one.about for one in declared),
        }
    )


def conflict(facts: Facts, person: str, setting: str) -> frozenset[str]:
    """What puts a setting out of bounds for a person; nothing where nothing does."""
    return owners_of(facts, setting) & stakes_of(facts, person)
