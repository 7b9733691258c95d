"""The plugin keeps what the library promises: each kit is adopted in a few lines."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

from earlyyears_exemplar import Exemplar, storing, writing

from earlyyears.disclosure import Writer
from earlyyears.kernel import Record
from earlyyears.ledger import StoreDriver
from earlyyears.places import Setting
from earlyyears.testing import (
    FormatKit,
    PackKit,
    PluginKit,
    RuleKit,
    StoreKit,
)

CASES = Path(__file__).parent / "cases"
#: Settings of an invented borough, which no table can hold.
SETTINGS = [
    Setting(
        id=f"setting/{name}", name=name, kind="full_day_care", borough="marlow-vale"
    )
    for name in ("alder", "birch", "cedar")
]


class TestRules(RuleKit):
    """The dated rules, against the cases that an officer signed."""

    plugin: ClassVar[Any] = Exemplar
    cases: ClassVar[Path | None] = CASES
    records: ClassVar[Sequence[Record]] = SETTINGS


class TestPlugin(PluginKit):
    """The plugin as a whole: its kinds, its neighbours, its removal."""

    plugin: ClassVar[Any] = Exemplar
    cases: ClassVar[Path | None] = CASES
    records: ClassVar[Sequence[Record]] = SETTINGS


class TestShelf(StoreKit):
    """The shelf of hubs."""

    driver: ClassVar[StoreDriver] = storing.driver

    def url(self, folder: Path) -> str:
        """A new name in the folder of the check."""
        return f"exemplar-shelf:{folder}/hub"


class TestText(FormatKit):
    """The writer of notices."""

    writer: ClassVar[Writer] = writing.writer


class TestPacks(PackKit):
    """The layout, the vocabulary and the scale."""

    plugin: ClassVar[Any] = Exemplar
