"""Who may do what in one hub, and the one path to what somebody keeps private."""

import datetime as dt
from collections.abc import Callable, Iterable

from earlyyears.kernel import Answered, DateRange, IdSource, Record, kind_of
from earlyyears.ledger import Ledger, View
from earlyyears.people import Post, Seat
from earlyyears.plugins import Catalogue
from earlyyears.roles import (
    Policy,
    SafeguardingAccess,
    may,
    require,
    shipped_policy,
)

from .errors import NoActorError, NoSuchRecordError

__all__ = ["Permissions", "permissions_of", "signature"]


def permissions_of(catalogue: Catalogue) -> Policy:
    """What ships, tightened by the packs in use; one that loosens stops the hub."""
    policy = shipped_policy()
    versions = {one.name: one.version for one in catalogue.plugins}
    for file in catalogue.packs:
        if file.kind == "permissions":
            version = versions.get(file.plugin, "")
            policy = policy.tightened(file.content, plugin=file.plugin, version=version)
    return policy


def signature(
    actor: str, ledger: Ledger, view: Callable[[], View], *, none: str
) -> str:
    """Who signs a commit: the actor; `none` only while nobody has a post or a seat.

    A hub that knows who holds which post takes nothing from nobody.
    """
    if actor:
        return actor
    everything = view()
    if any(
        True
        for kind in (Post, Seat)
        for _ in ledger.stretches(kind_of(kind).name, everything)
    ):
        raise NoActorError(
            "nobody says who acts, and this hub has posts or seats",
            advice="Open it with actor=, or give --as POST on the command line.",
        )
    return none


class Permissions:
    """What the actor of a hub may do, asked and told with reasons."""

    def __init__(
        self,
        policy: Policy,
        ledger: Ledger,
        *,
        actor: str,
        today: dt.date,
        everything: Callable[[dt.date], View],
        ids: IdSource,
    ) -> None:
        #: The rows in force, those of boroughs' packs included.
        self.policy = policy
        self._ledger = ledger
        self._actor = actor
        self._today = today
        self._everything = everything
        self._ids = ids

    def may(
        self,
        action: str,
        about: Record | None = None,
        *,
        on: dt.date | None = None,
        purpose: str = "",
        given: Iterable[str] = (),
    ) -> Answered[bool]:
        """Say whether the actor may do something to a record on a day, and why.

        Whoever committed a record first counts as its author.
        """
        return may(
            self._actor,
            action,
            about,
            self._everything(on or self._today),
            purpose=purpose,
            given=self._told(about, given),
            policy=self.policy,
        )

    def _told(self, about: Record | None, given: Iterable[str]) -> frozenset[str]:
        everything = self._everything(self._today)
        known = self._ledger.history(about.id, everything) if about is not None else []
        mine = bool(known) and known[0].actor == self._actor
        return frozenset(given) | ({"author"} if mine else set[str]())

    def open_private(self, id_: str, *, reason: str) -> Record:
        """Open what its author keeps private, for a child's safety, and record that.

        Only a safeguarding lead may.  The access is committed before anything is shown,
        with the reason, where the safeguarding team sees it; it cannot be undone.
        """
        facts = self._everything(self._today)
        found = facts.get(id_)
        if found is None:
            raise NoSuchRecordError(
                f"there is no record “{id_}” on {self._today}",
                advice="Check the id.",
                id=id_,
            )
        require(
            self._actor,
            "read_note",
            found,
            facts,
            purpose="safeguarding",
            policy=self.policy,
        )
        access = SafeguardingAccess(
            id=self._ids("safeguarding-access"),
            valid=DateRange(self._today),
            opened=id_,
            by=self._actor,
            on=self._today,
            reason=reason,
        )
        self._ledger.commit([access], actor=self._actor, reason=reason)
        return found
