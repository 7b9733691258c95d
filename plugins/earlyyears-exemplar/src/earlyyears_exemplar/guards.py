"""What must hold before an award is written."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from earlyyears.kernel import Finding, Guard, Timeline

from .records import LevelAward

__all__ = ["one_level_at_a_time"]


def _doubled(changes: Sequence[Any], facts: Timeline) -> list[Finding]:
    """An award for days on which the setting holds another, or is given another."""
    awards = [one for one in changes if isinstance(one, LevelAward)]
    return [
        Finding(
            "two_levels",
            "the setting holds another level on these days",
            advice="End the award that it has, then give the new one.",
        )
        for award in awards
        for other in (*_held(award, facts), *_given(award, awards))
        if other.id != award.id
    ]


def _held(award: LevelAward, facts: Timeline) -> Iterator[LevelAward]:
    """Awards of the setting on the days of this one: between turns nothing changes."""
    first = award.valid.start or dt.date.min
    days = {day for day in facts.turns(LevelAward) if award.valid.covers(day)}
    for day in {first} | days:
        yield from facts.at(day).all(LevelAward).where(setting=award.setting)


def _given(award: LevelAward, awards: Sequence[LevelAward]) -> Iterator[LevelAward]:
    """Awards to the setting in the same commit, for some of the same days."""
    for other in awards:
        if other.setting == award.setting and other.valid.meets(award.valid):
            yield other


one_level_at_a_time = Guard("one level at a time", [LevelAward], _doubled)
