"""Who had a part in what was made together, and who had none."""

from collections.abc import Iterable

from earlyyears.kernel import Facts, frozen
from earlyyears.people import Post

from .authorship import CoProduction
from .papers import JobDescription

__all__ = ["Parts", "parts_of", "unconsulted"]


@frozen
class Parts:
    """Everybody with a part in one thing, in the order of the days."""

    authored: tuple[str, ...] = ()
    consulted: tuple[str, ...] = ()
    agreed: tuple[str, ...] = ()
    declined: tuple[str, ...] = ()
    #: Meetings at which it happened.
    meetings: tuple[str, ...] = ()

    def lacks(self, parties: Iterable[str]) -> tuple[str, ...]:
        """Those of some parties that did not agree, or took it back afterwards."""
        return tuple(one for one in parties if one not in self.agreed)


def parts_of(facts: Facts, made: str) -> Parts:
    """Who wrote a thing, who was consulted and who agreed, by the day of the facts.

    Whoever agreed and later declined has declined, and the other way round.
    """
    held = (one for one in facts.all(CoProduction).where(made=made))
    told = sorted((one for one in held if one.on <= facts.on), key=_order)
    last = {one.party: one.part for one in told if one.part in {"agreed", "declined"}}
    return Parts(
        authored=_parties(told, "authored"),
        consulted=_parties(told, "consulted"),
        agreed=tuple(party for party, part in last.items() if part == "agreed"),
        declined=tuple(party for party, part in last.items() if part == "declined"),
        meetings=tuple(dict.fromkeys(one.meeting for one in told if one.meeting)),
    )


def _order(one: CoProduction) -> tuple[object, str]:
    return one.on, one.id


def _parties(told: Iterable[CoProduction], part: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.party for one in told if one.part == part))


def unconsulted(facts: Facts, paper: JobDescription) -> bool:
    """Say whether those whose work a job description is about were not consulted.

    They were when a post with the title, or somebody's seat or body, is on record as
    consulted; nobody has to be asked where the paper names no title.
    """
    if not paper.consults:
        return False
    posts = {one.post for one in facts.all(Post).where(title=paper.consults)}
    asked = set(parts_of(facts, paper.id).consulted)
    return posts.isdisjoint(asked)
