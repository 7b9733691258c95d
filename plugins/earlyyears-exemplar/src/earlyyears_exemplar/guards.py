"""What must hold before an award is written."""

from collections.abc import Sequence
from typing import Any

from earlyyears.kernel import Finding, Guard, Timeline

from .records import LevelAward

__all__ = ["one_level_at_a_time"]


def _doubled(changes: Sequence[Any], facts: Timeline) -> list[Finding]:
    """An award for days on which the setting holds another."""
    awards = [one for one in changes if isinstance(one, LevelAward)]
    return [
        Finding(
            "two_levels",
            "the setting holds another level on these days",
            advice="End the award that it has, then give the new one.",
        )
        for award in awards
        for other in (*facts.all(LevelAward).where(setting=award.setting), *awards)
        if other.id != award.id
        and other.setting == award.setting
        and other.valid.overlaps(award.valid)
    ]


one_level_at_a_time = Guard("one level at a time", [LevelAward], _doubled)
