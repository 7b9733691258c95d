"""A hub in memory on a fixed day, and what it refuses."""

import datetime as dt
from collections.abc import Callable, Iterator

import pytest

from earlyyears.app import MACHINE, Hub, open_hub
from earlyyears.kernel import Record, evolve
from earlyyears.ledger import RefusedError

#: The day on which the tests are played.
TODAY = dt.date(2020, 3, 2)


def _clock() -> dt.datetime:
    return dt.datetime(2020, 3, 2, 9, tzinfo=dt.UTC)


@pytest.fixture
def hub() -> Iterator[Hub]:
    """An empty hub of Newham, acted in by its lead."""
    edge = evolve(MACHINE, clock=_clock)
    with open_hub(
        "memory:", borough="newham", actor="hub-lead", plugins=(), edge=edge
    ) as made:
        yield made


@pytest.fixture
def refused(hub: Hub) -> Callable[..., list[str]]:
    """The codes of what a hub finds wrong with records, which it then does not keep."""

    def told(*records: Record) -> list[str]:
        before = hub.verify()
        try:
            hub.record(*records, reason="a test")
        except RefusedError as fault:
            assert before == hub.verify()
            return [one.code for one in fault.findings]
        return []

    return told
