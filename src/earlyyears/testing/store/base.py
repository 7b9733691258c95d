"""What the checks of stores share: opening the store under test, again and again."""

from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar

import pytest

from earlyyears.ledger import Store, StoreDriver
from earlyyears.testing.kits import Kit

from .rows import whole

__all__ = ["StoreBase"]


class StoreBase(Kit):
    """How a store is opened for the checks; `driver` and `url` are the author's."""

    KNOWN: ClassVar[Mapping[str, str]] = {
        "durable": "what was written is there when the store is opened again",
        "shared": "several openings, in threads and processes, use one store at once",
        "crash_safe": "a process killed at any moment leaves every commit whole",
        "erases_on_disk": "what was forgotten is nowhere in the folder of the store",
    }
    #: The driver of the store, as the plugin offers it.
    driver: ClassVar[StoreDriver]
    #: How many examples each state machine tries, and how many steps each has.
    examples: ClassVar[int] = 30
    steps: ClassVar[int] = 20
    #: Whether a failing example is made as short as it can be, which takes a while.
    shorten: ClassVar[bool] = True
    #: How often two writing processes are killed.
    kills: ClassVar[int] = 3

    def url(self, folder: Path) -> str:
        """A URL at which nothing is kept yet; the folder is new and empty each time."""
        raise NotImplementedError

    def clear(self, url: str) -> None:
        """Take away what a check has kept; the folder goes by itself."""

    def open(self, url: str) -> Store:
        """Open the store of a URL, as the ledger would."""
        driver: StoreDriver = self.needed("driver")
        return driver.open(url)

    @contextmanager
    def new_url(self) -> Generator[str]:
        """A fresh URL, cleared afterwards."""
        with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            url = self.url(Path(folder))
            try:
                yield url
            finally:
                self.clear(url)

    @pytest.fixture
    def place(self) -> Iterator[str]:
        """The URL of the check."""
        with self.new_url() as url:
            yield url

    @pytest.fixture
    def store(self, place: str) -> Iterator[Store]:
        """An empty store."""
        made = self.open(place)
        yield made
        made.close()

    @pytest.fixture
    def filled(self, store: Store) -> Store:
        """A store with three commits."""
        store.append(whole(1))
        store.append(whole(2, ["a", "c"], "fund"))
        store.append(whole(3, ["c"]))
        return store
