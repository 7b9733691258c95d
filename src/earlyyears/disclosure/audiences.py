"""Who a document is for, and what a reader of one may also have read."""

from enum import StrEnum

from earlyyears.kernel import EarlyYearsError

__all__ = ["Audience", "UnknownAudienceError", "audience_from"]


class UnknownAudienceError(EarlyYearsError, ValueError):
    """A word that names no audience."""

    code = "EY500"


class Audience(StrEnum):
    """Who a document is for, the widest circle first."""

    #: Everybody: the document may be published.
    PUBLIC = "public"
    #: The partners who steer the hub.
    STEERING = "steering"
    #: The officers at work, each with what their own post lets them see.
    INTERNAL = "internal"

    @property
    def rank(self) -> int:
        """How narrow the circle is, 0 for everybody."""
        return list(Audience).index(self)

    def may_read(self, other: "Audience") -> bool:
        """Say whether these readers may also read what was made for another circle.

        >>> Audience.STEERING.may_read(Audience.PUBLIC)
        True
        >>> Audience.PUBLIC.may_read(Audience.STEERING)
        False
        """
        return other.rank <= self.rank


def audience_from(text: str) -> Audience:
    """The audience that a word names, whatever its case; another word is refused.

    >>> audience_from(" Public ")
    <Audience.PUBLIC: 'public'>
    """
    try:
        return Audience(text.strip().lower())
    except ValueError:
        known = ", ".join(Audience)
        message = f"“{text.strip()[:40]}” is not an audience"
        raise UnknownAudienceError(
            message, advice=f"Use one of: {known}.", known=known
        ) from None
