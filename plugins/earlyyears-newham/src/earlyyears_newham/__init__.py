"""What is Newham's own in an early years hub, as far as it is publicly known.

It holds the two groups and the titles that a public case study names, and a report of
them.  It names no person, chooses no preset and knows no rate: what only the borough
knows is a blank, listed in `facts_needed.csv`.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

from earlyyears.kernel import Guard, Rule
from earlyyears.plugins import BoroughPlugin, Command, Section

from . import blanks, bodies, sections

__all__ = ["Newham"]


class Newham(BoroughPlugin):
    """What is Newham's own, with blanks that the borough fills."""

    name: ClassVar[str] = "newham"
    version: ClassVar[str] = "1.0.0"
    boroughs: ClassVar[tuple[str, ...]] = ("newham",)
    folder: ClassVar[Path | None] = Path(__file__).parent

    def rules(self) -> Sequence[Rule[Any, Any] | Guard]:
        """Blanks for what Newham pays, which ask the borough."""
        return [blanks.payment_blank, blanks.cover_blank]

    def sections(self) -> Sequence[Section]:
        """A report of the bodies with their seats, and of what is still blank."""
        return [sections.bodies_report]

    def packs(self) -> Sequence[str]:
        """The two groups of the case study, and titles of posts."""
        return ["packs"]

    def commands(self) -> Sequence[Command]:
        """Recording the two groups with vacant seats."""
        return [bodies.record_bodies]
