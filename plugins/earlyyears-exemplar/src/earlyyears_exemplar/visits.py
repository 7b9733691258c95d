"""One question of Marlow Vale's own, answered by two rules: until 2025 and from 2026.

A rule is a pure function of its subject and the facts of a day.  It sees the kinds that
it names in `reads`, and no others.
"""

from earlyyears.kernel import (
    Answer,
    Answered,
    Citation,
    Facts,
    Question,
    Why,
    since,
    until,
)
from earlyyears.places import Setting

from .records import LevelAward

__all__ = ["three_visits", "visits_a_year", "visits_by_level"]

OLD_POLICY = Citation("Marlow Vale support policy (fictional)", "rule 1", "2023")
NEW_POLICY = Citation("Marlow Vale support policy (fictional)", "rule 1", "2026")

#: From 2026 a setting gets fewer visits the higher its level is.
A_YEAR = {"bronze": 4, "silver": 3, "gold": 2}

visits_a_year: Question[Setting, int] = Question(
    "exemplar.visits_a_year", "How many visits a year does the setting get?"
)


@visits_a_year.rule(reads=[Setting], during=until(2026, 1, 1), basis=OLD_POLICY)
def three_visits(setting: Setting, facts: Facts) -> Answer[int]:
    """Every setting got three."""
    return Answered(3, Why("everybody", facts.cite(setting)))


@visits_a_year.rule(
    reads=[Setting, LevelAward], during=since(2026, 1, 1), basis=NEW_POLICY
)
def visits_by_level(setting: Setting, facts: Facts) -> Answer[int]:
    """A setting without a level gets four, and the others as their level says."""
    award = facts.all(LevelAward).where(setting=setting.id).first()
    if award is None:
        return Answered(4, Why("no_level", facts.cite(setting)))
    return Answered(A_YEAR[award.level], Why("level", facts.cite(setting, award)))
