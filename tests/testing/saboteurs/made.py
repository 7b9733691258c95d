"""What a saboteur is: a kit adopted for something wrong, and the check it falls to."""

from collections.abc import Callable
from typing import Any, NamedTuple

from earlyyears.testing import Kit


class Saboteur(NamedTuple):
    """Something wrong, in words, and the name of the check that must catch it."""

    what: str
    caught_by: str
    kit: type[Kit]


def adopted(base: type[Kit], what: str, **given: Any) -> type[Kit]:
    """A kit adopted for a saboteur; its name is made of what is wrong."""
    name = "".join(word.capitalize() for word in what.split() if word.isalnum())
    return type(name, (base,), {**given, "__module__": __name__})


def sabotage(base: type[Kit]) -> Callable[..., Saboteur]:
    """Makes saboteurs of one kit."""

    def made(what: str, caught_by: str, **given: Any) -> Saboteur:
        return Saboteur(what, caught_by, adopted(base, what, **given))

    return made
