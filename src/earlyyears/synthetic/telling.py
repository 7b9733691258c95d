"""What local facts are told of: the borough, its listings and their settings."""

from collections.abc import Callable

from earlyyears.kernel import frozen

from .model import Listing
from .naming import token_for

__all__ = ["Telling"]


@frozen
class Telling:
    """A borough, and the settings that a hub holds of it.

    `setting_of` gives the id of the setting with a registration number, or nothing
    where it is not known; facts about such a setting are left out.
    """

    seed: int
    #: Slug of the borough.
    key: str
    name: str
    listings: tuple[Listing, ...]
    setting_of: Callable[[str], str | None]

    def id(self, kind: str, *parts: object) -> str:
        """An id that means nothing and is the same whenever the parts are."""
        return f"{kind}/{token_for(self.seed, kind, *parts)}"

    @property
    def anchors(self) -> list[Listing]:
        """The nursery schools, in the order of their networks."""
        kind = "maintained_nursery_school"
        return [one for one in self.listings if one.kind == kind]

    def known(self) -> list[tuple[Listing, str]]:
        """The listings whose setting is known, each with its id."""
        found = ((one, self.setting_of(one.identifier)) for one in self.listings)
        return [(one, setting) for one, setting in found if setting is not None]
