"""Who hears of it when the statutory guard refuses an answer."""

from collections.abc import Callable, Generator
from contextlib import contextmanager

from .errors import StatutoryGuardError

__all__ = ["Refusals"]

_Listener = Callable[[StatutoryGuardError], object]


class Refusals:
    """Tells whoever listens of each answer that the statutory guard refused.

    >>> refusals = Refusals()
    >>> with refusals.heard() as found:
    ...     refusals.hear(StatutoryGuardError("refused", advice="Mend the rule."))
    >>> len(found)
    1
    """

    def __init__(self) -> None:
        self._listeners: list[_Listener] = []

    def hear(self, fault: StatutoryGuardError) -> None:
        """Pass on that an answer was refused."""
        for tell in tuple(self._listeners):
            tell(fault)

    def listen(self, tell: _Listener) -> None:
        """Tell somebody of every refusal from now on."""
        self._listeners.append(tell)

    @contextmanager
    def heard(self) -> Generator[list[StatutoryGuardError]]:
        """Collect what is refused within a block, each rule and kind once."""
        found: dict[str, StatutoryGuardError] = {}

        def keep(fault: StatutoryGuardError) -> None:
            found.setdefault(str(fault), fault)

        held: list[StatutoryGuardError] = []
        self._listeners.append(keep)
        try:
            yield held
        finally:
            self._listeners.remove(keep)
            held += found.values()
