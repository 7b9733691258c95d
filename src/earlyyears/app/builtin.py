"""The built-in plugin: what ships with the library, offered through the same hooks.

Nothing is possible here that is impossible for a borough's plugin.
"""

import inspect
from collections.abc import Iterator, Sequence
from types import ModuleType
from typing import Any, ClassVar

from earlyyears import (
    alignment,
    funding,
    governance,
    inspection,
    mentoring,
    outcomes,
    people,
    places,
    roles,
    scales,
    services,
)
from earlyyears.disclosure import Writer
from earlyyears.kernel import Guard, NotARecordError, Record, Rule, kind_of
from earlyyears.ledger import StoreDriver
from earlyyears.plugins import BUILT_IN, BoroughPlugin
from earlyyears.reports import writers
from earlyyears.stores import drivers

__all__ = ["BuiltIn", "kinds_in"]

_ROOMS = (
    places,
    people,
    inspection,
    scales,
    alignment,
    roles,
    governance,
    funding,
    mentoring,
    outcomes,
    services,
)


class BuiltIn(BoroughPlugin):
    """What ships with the library."""

    name: ClassVar[str] = BUILT_IN

    def records(self) -> Sequence[type[Record]]:
        """The kinds of record of every concept."""
        return [kind for room in _ROOMS for kind in kinds_in(room)]

    def rules(self) -> Sequence[Rule[Any, Any] | Guard]:
        """The rules on who leads, and the guards on what may be recorded."""
        rules = [*roles.rules(), *mentoring.rules()]
        guarded = (
            places,
            inspection,
            alignment,
            roles,
            governance,
            mentoring,
            outcomes,
            services,
        )
        return [*rules, *(guard for room in guarded for guard in room.guards())]

    def stores(self) -> Sequence[StoreDriver]:
        """Memory and SQLite."""
        return drivers()

    def formats(self) -> Sequence[Writer]:
        """HTML, CSV and JSON."""
        return writers()


def kinds_in(room: ModuleType) -> Iterator[type[Record]]:
    """The kinds of record that a room makes public."""
    for name in room.__all__:
        found = getattr(room, name)
        if inspect.isclass(found) and issubclass(found, Record) and found is not Record:
            try:
                kind_of(found)
            except NotARecordError:
                continue
            yield found
