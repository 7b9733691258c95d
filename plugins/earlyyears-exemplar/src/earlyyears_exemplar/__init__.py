"""What is Marlow Vale's own in an early years hub; Marlow Vale is invented.

Each module holds what one hook offers, so that each can be copied by itself.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

from earlyyears.disclosure import Writer
from earlyyears.kernel import Guard, Record, Rule
from earlyyears.ledger import StoreDriver
from earlyyears.plugins import (
    BoroughPlugin,
    Command,
    Directory,
    Measure,
    Reader,
    Section,
)

from . import commands, guards, measures, money, people, reading, sections, visits
from .records import LevelAward, TrainingDay
from .storing import driver
from .writing import writer

__all__ = ["Exemplar"]


class Exemplar(BoroughPlugin):
    """What is Marlow Vale's own (fictional)."""

    name: ClassVar[str] = "exemplar"
    version: ClassVar[str] = "1.0.0"
    boroughs: ClassVar[tuple[str, ...]] = ("marlow-vale",)
    #: Where the packs lie, for whoever derives a plugin from this one too.
    folder: ClassVar[Path | None] = Path(__file__).parent

    def records(self) -> Sequence[type[Record]]:
        """Levels that the borough gives, and days of training."""
        return [LevelAward, TrainingDay]

    def rules(self) -> Sequence[Rule[Any, Any] | Guard]:
        """Visits before and after 2026, two kinds of money, and what guards levels."""
        return [
            visits.three_visits,
            visits.visits_by_level,
            money.hourly_rate,
            money.training_cover,
            guards.one_level_at_a_time,
        ]

    def stores(self) -> Sequence[StoreDriver]:
        """A shelf of hubs in one folder."""
        return [driver]

    def people_directories(self) -> Sequence[Directory]:
        """The council's list of staff."""
        return [people.staff]

    def readers(self) -> Sequence[Reader]:
        """Files with tabs between their cells."""
        return [reading.tabs]

    def formats(self) -> Sequence[Writer]:
        """Plain text for a notice board."""
        return [writer]

    def measures(self) -> Sequence[Measure]:
        """Settings by level, in the support report."""
        return [measures.levels]

    def sections(self) -> Sequence[Section]:
        """A report about money, and a note at the end of the support report."""
        return [sections.money_report, sections.how_to_ask]

    def packs(self) -> Sequence[str]:
        """A layout, a vocabulary and a scale."""
        return ["packs"]

    def commands(self) -> Sequence[Command]:
        """Levels, on the command line."""
        return [commands.levels]
