"""What was issued before: numbers that readers hold already.

A table that is safe alone may not be safe beside last term's.  What an earlier document
showed, and what it hid, is kept in a few plain values and looked at whenever another
document is made safe for readers who may have seen it.
"""

import datetime as dt
import json
from typing import Any

from earlyyears.kernel import EarlyYearsError, frozen

from .audiences import Audience
from .statistics import Statistic

__all__ = ["Issued", "UnreadableIssueError", "issued_from_json"]


class UnreadableIssueError(EarlyYearsError, ValueError):
    """A note of what was issued that cannot be read back."""

    code = "EY504"


@frozen
class Issued:
    """What one safe document showed and hid."""

    name: str
    audience: Audience
    on: dt.date
    as_at: int | None
    #: Shown statistics with the number shown.
    shown: tuple[tuple[Statistic, int], ...]
    #: Statistics that it hid.
    hidden: tuple[Statistic, ...] = ()
    #: Shown statistics whose number was rounded.
    rounded: tuple[Statistic, ...] = ()

    def to_json(self) -> str:
        """The note as JSON text, for keeping."""
        body = {
            "name": self.name,
            "audience": self.audience.value,
            "on": self.on.isoformat(),
            "as_at": self.as_at,
            "shown": [[*_plain(what), value] for what, value in self.shown],
            "hidden": [_plain(what) for what in self.hidden],
            "rounded": [_plain(what) for what in self.rounded],
        }
        return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def _plain(what: Statistic) -> list[Any]:
    return [what.measure, what.population, [list(pair) for pair in what.where]]


def issued_from_json(text: str) -> Issued:
    """Read a note of what was issued back from its JSON text.

    >>> note = Issued("support", Audience.PUBLIC, dt.date(2021, 9, 1), 4, ())
    >>> issued_from_json(note.to_json()) == note
    True
    """
    try:
        body = json.loads(text)
        return Issued(
            name=body["name"],
            audience=Audience(body["audience"]),
            on=dt.date.fromisoformat(body["on"]),
            as_at=body["as_at"],
            shown=tuple((_read(*row[:3]), int(row[3])) for row in body["shown"]),
            hidden=tuple(_read(*row) for row in body["hidden"]),
            rounded=tuple(_read(*row) for row in body["rounded"]),
        )
    except (ValueError, KeyError, TypeError, IndexError) as cause:
        message = "the note of what was issued cannot be read"
        raise UnreadableIssueError(
            message, advice="Keep these notes as `to_json` wrote them."
        ) from cause


def _read(measure: str, population: str, where: list[list[str]]) -> Statistic:
    return Statistic(measure, population, tuple((key, code) for key, code in where))
