"""Every guard of the room, in one list."""

from earlyyears.kernel import Guard

from . import checks, limits
from .capacity_parameters import parameter_guards

__all__ = ["guards"]


def guards() -> tuple[Guard, ...]:
    """The guards on what may be recorded of mentors and their work."""
    return (*checks.guards(), *limits.guards(), *parameter_guards())
