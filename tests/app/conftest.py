"""Hubs for the tests of the whole."""

import datetime as dt
import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from earlyyears.app import Hub, open_hub
from tests.app import real

Opener = Callable[..., Hub]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opener]:
    """Open a hub on a file of this test's own; all are closed at the end."""
    hubs: list[Hub] = []

    def open_one(name: str = "hub.db", **options: Any) -> Hub:
        options.setdefault("plugins", ())
        options.setdefault("actor", "data-officer")
        hub = open_hub(f"sqlite:///{tmp_path / name}", **options)
        hubs.append(hub)
        return hub

    yield open_one
    for hub in hubs:
        hub.close()


@pytest.fixture(scope="module")
def newham(shared: Path) -> Iterator[Hub]:
    """A hub that has read Newham's part of the real file; do not write to it."""
    with open_hub("memory:", borough="newham", actor="data-officer", plugins=()) as hub:
        hub.import_register(shared / real.NEWHAM, edition=real.EDITION)
        yield hub


@pytest.fixture(scope="session")
def oracle(shared: Path) -> dict[str, Any]:
    """Counts of the real file that were made without this library."""
    text = (shared / real.ORACLE).read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text, parse_float=Decimal)[
        "childcare_providers_2021_08_31"
    ]
    return found


#: The day that the issue and the case study ask about.
DAY = dt.date(2021, 9, 1)
