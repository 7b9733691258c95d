"""Who somebody is: the people in a post, and the bodies for which they work."""

from functools import cache
from importlib.resources import files

from earlyyears.kernel import Facts, frozen, read_toml
from earlyyears.people import Post

from .limits import live
from .passing_on import served_by
from .records import Mentor

__all__ = ["Desk", "desk_of"]


@frozen
class Desk:
    """A post with its holders, the bodies they work for, and the settings they have."""

    post: str
    people: frozenset[str]
    bodies: frozenset[str]
    #: Settings with which they work on the day.
    settings: frozenset[str]

    def takes(self, body: str) -> bool:
        """Say whether what is for a body is for them; joint work is for both sides."""
        return not self.bodies.isdisjoint(served_by(body))


@cache
def _titles() -> dict[str, str]:
    table = read_toml(files("earlyyears.mentoring") / "data" / "bodies.toml")
    return {str(title): str(body) for title, body in table["title"].items()}


def desk_of(facts: Facts, post: str) -> Desk:
    """The desk of a post on the day; nobody in it makes an empty one."""
    held = facts.all(Post).where(post=post)
    people = frozenset(one.holder for one in held)
    bodies = {_titles()[one.title] for one in held if one.title in _titles()}
    if any(one.person in people for one in facts.all(Mentor)):
        bodies.add("mentors")
    mine = frozenset(one.setting for one in live(facts) if one.person in people)
    return Desk(post, people, frozenset(bodies), mine)
