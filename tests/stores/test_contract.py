"""What every store promises; the memory store and SQLite keep to it alike."""

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

import pytest

from earlyyears.ledger import StoreDriver
from earlyyears.stores import drivers
from earlyyears.testing import IMPOSSIBLE, Capability, StoreKit

MEMORY, SQLITE = drivers()
GONE = IMPOSSIBLE("what lies in memory is gone with the process")


class TestMemory(StoreKit):
    """The memory store, which is the model of the others."""

    driver: ClassVar[StoreDriver] = MEMORY
    capabilities: ClassVar[Mapping[str, Capability]] = dict.fromkeys(
        ["durable", "shared", "crash_safe", "erases_on_disk"], GONE
    )

    def url(self, folder: Path) -> str:  # noqa: ARG002  it needs no place
        """A new store each time."""
        return "memory:"


class TestSqlite(StoreKit):
    """The SQLite store."""

    driver: ClassVar[StoreDriver] = SQLITE

    def url(self, folder: Path) -> str:
        """A file in the folder."""
        return f"sqlite:///{folder / 'hub.db'}"


@pytest.mark.slow
class TestSqliteAtLength(TestSqlite):
    """The same with many more examples, and two hundred kills."""

    examples: ClassVar[int] = 400
    kills: ClassVar[int] = 200
