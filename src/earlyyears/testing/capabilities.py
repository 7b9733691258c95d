"""What a plugin says it can do, in more than yes and no.

A check that needs a capability is left out only where the plugin declares that it has
it not, and why.  What is not built yet could be; what is impossible never will be.
"""

from enum import StrEnum

from earlyyears.kernel import frozen

from .errors import NoReasonError

__all__ = ["FULL", "IMPOSSIBLE", "NOT_BUILT", "PARTIAL", "Capability", "Level"]


class Level(StrEnum):
    """How far a capability goes."""

    FULL = "full"
    PARTIAL = "partial"
    NOT_BUILT = "not_built"
    IMPOSSIBLE = "impossible"


@frozen
class Capability:
    """How far a plugin has a capability, with the reason where it is not full."""

    level: Level
    reason: str = ""
    #: Names of the checks that do not hold, where it is partial.
    but: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        if self.level is not Level.FULL and not self.reason.strip():
            raise NoReasonError(
                f"a capability is declared as {self.level} without a reason",
                advice="Say why in one sentence: whoever reads the result needs it.",
            )

    def leaves_out(self, name: str) -> bool:
        """Say whether a check of this name that needs the capability is left out.

        >>> PARTIAL("one disk", but=["test_a"]).leaves_out("test_b")
        False
        """
        if self.level is Level.PARTIAL:
            return name in self.but
        return self.level is not Level.FULL

    def __str__(self) -> str:
        return f"{self.level}: {self.reason}" if self.reason else str(self.level)


#: All of it: every check runs.
FULL = Capability(Level.FULL)


def PARTIAL(reason: str, *, but: tuple[str, ...] | list[str]) -> Capability:  # noqa: N802  reads as the level does
    """All of it but for the named checks, for this reason."""
    return Capability(Level.PARTIAL, reason, tuple(but))


def NOT_BUILT(reason: str) -> Capability:  # noqa: N802  as above
    """Possible and not there yet; a plugin that says so may pass and is not proven."""
    return Capability(Level.NOT_BUILT, reason)


def IMPOSSIBLE(reason: str) -> Capability:  # noqa: N802  as above
    """Impossible by the nature of the thing, such as keeping what lies in memory."""
    return Capability(Level.IMPOSSIBLE, reason)
