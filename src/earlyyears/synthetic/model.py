"""What happens in the fictional borough: registrations and the visits they had."""

import datetime as dt

from earlyyears.inspection import Outcome
from earlyyears.kernel import frozen

__all__ = ["Listing", "Visit"]


@frozen
class Visit:
    """One inspection as it happened, with the day on which its report appeared."""

    on: dt.date
    outcome: Outcome
    published_on: dt.date
    number: str


@frozen
class Listing:
    """One registration from its first to its last day, and what inspectors found.

    Two listings of one `place` are one setting that was registered again.
    """

    #: Token of the setting.
    place: str
    #: Identifier as scheme:value.
    identifier: str
    kind: str
    #: Key of the plan's row that it follows.
    planned: str
    #: None where the register withholds it.
    name: str | None
    registered_on: dt.date
    #: First day on which it is no longer registered.
    left_on: dt.date | None
    type: str
    subtype: str
    registers: tuple[str, ...]
    #: Number of the registered person, or nothing.
    person: str
    person_name: str
    places: int
    postcode: str | None
    deprivation: str
    visits: tuple[Visit, ...]
    #: The sentence of the story that it tells, or nothing.
    story: str = ""

    @property
    def on_ofsteds_register(self) -> bool:
        """Whether Ofsted's provider file would list it."""
        return self.identifier.startswith("ofsted:")

    def active(self, day: dt.date) -> bool:
        """Say whether it is registered on a day."""
        return self.registered_on <= day and (
            self.left_on is None or day < self.left_on
        )
