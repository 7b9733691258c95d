"""Goals by template, and suggestions that people may take up or leave.

A suggestion is no action: nothing here writes, and nothing is proposed for a plan that
the setting and its supporter have not looked at.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from earlyyears.kernel import EarlyYearsError, Facts, ItemRef, frozen, read_toml

from .plans import ActionPlan, PlanAction

__all__ = [
    "Goal",
    "NoSuchGoalError",
    "Suggestion",
    "action_from",
    "goal",
    "goals",
    "suggested",
]


class NoSuchGoalError(EarlyYearsError, LookupError):
    """A goal without a template."""

    code = "EY959"


@frozen
class Goal:
    """A template of an action."""

    code: str
    #: What actions of this goal come from.
    source: str
    words: str
    measure: str
    #: Who acts: `setting`, `supporter` or `both`.
    lead: str


@frozen
class Suggestion:
    """Something that might go into a plan, if both sides want it."""

    goal: Goal
    #: Item, inspection or need.
    about: str
    #: What it is about in words, such as an item's title.
    named: str = ""

    @property
    def words(self) -> str:
        """The template filled in."""
        return self.goal.words.format(about=self.named or self.about)

    @property
    def measure(self) -> str:
        """How one will see it worked."""
        return self.goal.measure.format(about=self.named or self.about)


@cache
def goals() -> Mapping[str, Goal]:
    """The templates that ship, by code.

    >>> goals()["raise_item"].source
    'audit_item'
    """
    table = read_toml(files("earlyyears.mentoring") / "data" / "goals.toml")["goal"]
    return {code: Goal(code=code, **row) for code, row in table.items()}


def goal(code: str) -> Goal:
    """The template of a code; raises `NoSuchGoalError` for another."""
    if code not in goals():
        message = f"there is no template of a goal “{code[:40]}”"
        raise NoSuchGoalError(
            message, advice=f"Use one of: {', '.join(goals())}.", goal=code[:40]
        )
    return goals()[code]


def suggested(
    items: Iterable[ItemRef],
    facts: Facts,
    *,
    setting: str,
    titles: Mapping[str, str] | None = None,
) -> tuple[Suggestion, ...]:
    """What a plan might say of items that an audit found low, the given order kept.

    An item for which the setting has an open action already is left out.  `titles` are
    words for items by number, for who may print them.
    """
    taken = _under_way(facts, setting)
    named = titles or {}
    template = goal("raise_item")
    return tuple(
        Suggestion(template, str(one), named.get(one.item, ""))
        for one in dict.fromkeys(items)
        if str(one) not in taken
    )


def _under_way(facts: Facts, setting: str) -> set[str]:
    plans = facts.all(ActionPlan).where(setting=setting)
    ids = {one.id for one in plans if one.open}
    return {
        one.about
        for one in facts.all(PlanAction)
        if one.plan in ids and one.state not in {"done", "dropped"}
    }


def action_from(taken: Suggestion, plan: str, id_: str) -> PlanAction:
    """The action of a suggestion that both sides took up, to be recorded by them."""
    return PlanAction(
        id=id_,
        plan=plan,
        goal=taken.goal.code,
        words=taken.words,
        source=taken.goal.source,
        about=taken.about,
        measure=taken.measure,
        lead=taken.goal.lead,
    )
