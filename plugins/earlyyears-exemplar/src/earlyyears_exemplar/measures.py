"""A count of settings that the support report shows."""

from earlyyears.kernel import Facts, Sensitivity
from earlyyears.places import Setting
from earlyyears.plugins import Measure

from .records import LevelAward

__all__ = ["levels"]


def _level(setting: Setting, facts: Facts) -> str:
    award = facts.all(LevelAward).where(setting=setting.id).first()
    return award.level if award else "none"


levels = Measure(
    "exemplar.levels",
    "Level given by Marlow Vale",
    _level,
    reads=[LevelAward],
    labels={"none": "None yet", "bronze": "Bronze", "silver": "Silver", "gold": "Gold"},
    # Who holds which level is not public, so neither is how many do.
    sensitivity=Sensitivity.SETTING,
)
