"""Brackwater, a fictional borough whose plugin the tests of the kits put on the bench.

It has two rules for one question, before and after 1 January 2026, and one kind.
"""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, ClassVar

from earlyyears.kernel import (
    Answer,
    Answered,
    Ask,
    CannotTell,
    Citation,
    Facts,
    NotApplicable,
    Pence,
    Question,
    Record,
    Rule,
    Why,
    fact,
    record,
    ref,
    since,
    until,
)
from earlyyears.places import Setting
from earlyyears.plugins import BoroughPlugin

POLICY = Citation("Brackwater scheme (fictional)", "rule 3", "2025", confirmed=True)
COVER: Question[Setting, Pence] = Question(
    "brackwater.cover", "What does the hub pay for cover on training days?"
)


@record("brackwater.training-day", purpose="paying for cover")
class TrainingDay(Record):
    """A day of training that somebody of a setting attended."""

    setting: str = ref("setting")
    hours: int = fact(label="Hours")


def _pay(setting: Setting, facts: Facts, rate: int) -> Answer[Pence]:
    attended = facts.all(TrainingDay).where(setting=setting.id)
    if setting.kind == "childminder":
        return NotApplicable(Why("no_cover_for_childminders"))
    if not attended:
        asked = Ask("attendance", "Who attended?", setting.id)
        return CannotTell(Why("no_attendance"), (asked,))
    hours = sum(one.hours for one in attended)
    paid = Pence(rate).times(Fraction(hours))
    steps = (f"{hours} hours x {Pence(rate)} = {paid}",)
    return Answered(paid, Why("hours_paid", facts.cite(*attended), steps))


@COVER.rule(reads=[Setting, TrainingDay], during=until(2026, 1, 1), basis=POLICY)
def cover_2025(setting: Setting, facts: Facts) -> Answer[Pence]:
    """The rate of the first year."""
    return _pay(setting, facts, 1150)


@COVER.rule(reads=[Setting, TrainingDay], during=since(2026, 1, 1), basis=POLICY)
def cover_2026(setting: Setting, facts: Facts) -> Answer[Pence]:
    """The rate from the new year on."""
    return _pay(setting, facts, 1240)


class Brackwater(BoroughPlugin):
    """A fictional borough."""

    name: ClassVar[str] = "brackwater"
    version: ClassVar[str] = "1.0.0"
    boroughs: ClassVar[tuple[str, ...]] = ("newham",)
    folder: ClassVar[Path | None] = Path(__file__).parent

    def records(self) -> Sequence[type[Record]]:
        """Training days."""
        return [TrainingDay]

    def rules(self) -> Sequence[Rule[Any, Any]]:
        """What cover costs."""
        return [cover_2025, cover_2026]
