"""The store keeps what every store promises; `TestPostgres` is the whole adoption."""

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar
from uuid import uuid4

import pytest
from earlyyears_postgres import DRIVER
from earlyyears_postgres.private_server import PrivateServer

from earlyyears.ledger import StoreDriver
from earlyyears.testing import IMPOSSIBLE, Capability, StoreKit


class TestPostgres(StoreKit):
    """A hub on a server."""

    driver: ClassVar[StoreDriver] = DRIVER
    capabilities: ClassVar[Mapping[str, Capability]] = {
        "erases_on_disk": IMPOSSIBLE("a server keeps its files and its log elsewhere")
    }

    examples: ClassVar[int] = 10

    @pytest.fixture(autouse=True)
    def _on(self, server: PrivateServer) -> None:
        self.server = server

    def url(self, folder: Path) -> str:  # noqa: ARG002  it is kept on the server
        """A schema of its own."""
        return f"{self.server.url('hub')}?schema=kit_{uuid4().hex}"


@pytest.mark.slow
class TestPostgresAtLength(TestPostgres):
    """The same with many more examples, and sixty kills of two writers each."""

    examples: ClassVar[int] = 200
    kills: ClassVar[int] = 60
