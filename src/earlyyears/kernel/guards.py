"""Guards: what must hold before a change is written, declared beside a record kind.

A guard is a pure function of the changes that are about to be written and the facts
as they stand.  Whoever writes runs it again on the newest facts, so that two officers
cannot spend the same balance.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol

from .errors import Finding
from .questions import Facts
from .records import Record, kind_of
from .values import field, frozen

__all__ = ["Guard", "Timeline"]


class Timeline(Facts, Protocol):
    """Facts on a day that can be turned to another day, with the same knowledge."""

    def at(self, on: dt.date) -> "Timeline":
        """The facts on another day."""
        ...

    def turns(self, kind: type[Record]) -> tuple[dt.date, ...]:
        """The days on which what is known of a kind begins or ends, in order.

        Between two of them nothing of the kind changes.
        """
        ...


def _names(kinds: Iterable[str | type[Record]]) -> frozenset[str]:
    return frozenset(
        one if isinstance(one, str) else kind_of(one).name for one in kinds
    )


@frozen
class Guard:
    """A named check of changes against the facts they would be written on.

    `check` gets the changes that concern its `kinds`, in the order in which they were
    handed in, and the facts today without them.  What it finds refuses the whole
    commit; nothing found lets it pass.  Whether a change adds a record or ends one is
    seen from its type.  A commit that is taken back is handed in as what it would make
    known: endings, and the records that hold instead.

    >>> def no_blank_names(changes, facts):
    ...     return [
    ...         Finding("blank", "a name is blank") for one in changes if not one.name
    ...     ]
    >>> guard = Guard("no blank names", ["example.place"], no_blank_names)
    >>> guard.name
    'no blank names'
    """

    name: str
    #: Names of the kinds of record whose changes it looks at; classes may be given.
    kinds: frozenset[str] = field(converter=_names)
    check: Callable[[Sequence[Any], Timeline], Sequence[Finding]] = field(repr=False)
