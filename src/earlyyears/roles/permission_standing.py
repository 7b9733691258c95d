"""Who somebody is on a day: the post that acts, its holders, and where they sit."""

from earlyyears.kernel import Facts, Record, frozen
from earlyyears.people import Body, Chair, Post, Seat
from earlyyears.places import Organisation

__all__ = ["Standing", "standing_of"]


@frozen
class Standing:
    """A post as it acts on a day; an empty one has nobody in it and may do nothing.

    A seat and a chair belong to a person, so they count for a post with one holder.
    """

    actor: str
    posts: tuple[Post, ...] = ()
    seats: tuple[Seat, ...] = ()
    chairs: tuple[Chair, ...] = ()
    #: Kind of each body on which the holder sits, by its id.
    kinds: tuple[tuple[str, str], ...] = ()
    #: Settings that the post's organisations run.
    settings: frozenset[str] = frozenset()

    @property
    def holders(self) -> frozenset[str]:
        """The people in the post."""
        return frozenset(one.holder for one in self.posts)

    @property
    def titles(self) -> frozenset[str]:
        """The titles of the post."""
        return frozenset(one.title for one in self.posts if one.title)

    @property
    def organisations(self) -> frozenset[str]:
        """The organisations for which the post acts."""
        return frozenset(one.organisation for one in self.posts if one.organisation)

    @property
    def body_kinds(self) -> frozenset[str]:
        """The kinds of the bodies on which the holder has a seat."""
        return frozenset(kind for _, kind in self.kinds)

    @property
    def bodies(self) -> frozenset[str]:
        """The bodies on which the holder sits, or which they chair."""
        sitting = frozenset(one.body for one in self.seats)
        return sitting | {one.body for one in self.chairs}

    def records(self) -> tuple[Record, ...]:
        """The records that the standing rests on."""
        return (*self.posts, *self.seats, *self.chairs)


def standing_of(facts: Facts, actor: str) -> Standing:
    """How a post stands on the day of the facts."""
    posts = tuple(facts.all(Post).where(post=actor)) if actor else ()
    holders = {one.holder for one in posts}
    alone = next(iter(holders)) if len(holders) == 1 else None
    held = facts.all(Seat).where(holder=alone) if alone else ()
    seats = tuple(one for one in held if one.filled)
    chairs = tuple(facts.all(Chair).where(holder=alone)) if alone else ()
    sits_on = {one.body for one in seats}
    kinds = tuple((one.id, one.kind) for one in facts.all(Body) if one.id in sits_on)
    employers = {one.organisation for one in posts}
    run = (one.settings for one in facts.all(Organisation) if one.id in employers)
    return Standing(actor, posts, seats, chairs, kinds, frozenset[str]().union(*run))
