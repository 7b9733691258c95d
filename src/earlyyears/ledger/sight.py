"""Who sees what: one place to filter, so that there is one place to get it right."""

from collections.abc import Iterable

from earlyyears.kernel import Kind, frozen

from .errors import UnknownAudienceError

__all__ = ["EVERYTHING", "Sight", "sight_of"]

#: What may be shown to people outside, by audience.
_AUDIENCES = {
    "public": frozenset({"public"}),
    "steering": frozenset({"public", "hub"}),
}


@frozen
class Sight:
    """What a viewer may see of the hub's records.

    A kind that is kept to its author is seen only by the actor who committed it; one
    that belongs to a team, only with that team.
    """

    #: Whether nothing is hidden, for rules and guards, never for print.
    everything: bool = False
    actor: str | None = None
    #: Whether the viewer works inside the hub, and so sees what they wrote themselves.
    inside: bool = False
    #: Visibilities that are open to the viewer: `public`, `hub`, keys of teams.
    open: frozenset[str] = frozenset()

    def own_only(self, kind: Kind) -> bool:
        """Whether only what the viewer committed is to be seen of a kind."""
        return kind.visible == "author" and not self.everything

    def sees(self, kind: Kind) -> bool:
        """Whether anything at all is to be seen of a kind."""
        if self.everything or kind.visible in self.open:
            return True
        return kind.visible == "author" and self.inside and self.actor is not None

    def sees_of(self, kind: Kind, actor: str) -> bool:
        """Whether a record of a kind is to be seen that this actor committed."""
        return self.sees(kind) and (not self.own_only(kind) or actor == self.actor)


#: Nothing hidden: for rules that write, guards and the ledger itself.
EVERYTHING = Sight(everything=True)


def sight_of(
    actor: str | None = None, teams: Iterable[str] = (), audience: str | None = None
) -> Sight:
    """What an actor with some teams sees, or what may be shown to an audience.

    >>> sight_of("data-officer", audience="public").open
    frozenset({'public'})
    """
    if audience in {None, "internal"}:
        # A post called `public` or a team called `author` opens nothing by its name.
        own = frozenset(teams) - {"author"}
        return Sight(actor=actor or None, inside=True, open=own | {"public", "hub"})
    if audience not in _AUDIENCES:
        raise UnknownAudienceError(
            f"“{audience}” is not an audience",
            advice="Use public, steering or internal.",
            audience=audience,
        )
    return Sight(actor=actor or None, open=_AUDIENCES[audience])
