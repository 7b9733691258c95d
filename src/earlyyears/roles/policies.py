"""What a borough has chosen, where the rules leave it a choice."""

from collections.abc import Sequence
from functools import lru_cache

from earlyyears.kernel import Facts, Record, frozen

from .records import PolicyChoice, Ruling
from .wordings import parameters, transition

__all__ = [
    "MENTOR_ELIGIBILITY",
    "NEW_ENDS",
    "OUT_OF_SCHOOL",
    "PUBLICATION",
    "SAME_RULE",
    "SUPPORT_LEAD",
    "Policy",
    "policy_of",
]

#: Policy by which a borough chooses its preset for report cards.
SUPPORT_LEAD = "support-lead"
#: Policy for the months after which a report is taken as published.
PUBLICATION = "publication-months"
#: Policy that lets the same rule hold for out-of-school care.
OUT_OF_SCHOOL = "out-of-school"
#: The choice under `OUT_OF_SCHOOL` that does so.
SAME_RULE = "same_rule"
#: Policy by which a borough chooses the posts from which mentors come.
MENTOR_ELIGIBILITY = "mentor-eligibility"
#: Policy that ends the time as a new setting after so many months.
NEW_ENDS = "new-ends-after-months"


@frozen
class Policy:
    """A borough's choices on a day; what it has not chosen is as the law leaves it."""

    #: Key of the preset, or nothing.
    preset: str = ""
    #: Months after which a report is taken as published.
    months: int = 0
    same_rule: bool = False
    #: Months after which a setting is not new, None where only a report ends it.
    new_ends: int | None = None
    #: The borough's reading of report cards between the two rules, or nothing.
    reading: str = ""
    #: The records that the choices stand in, by policy or matter.
    records: tuple[tuple[str, Record], ...] = ()

    def record(self, policy: str) -> tuple[Record, ...]:
        """The record of a choice, to be cited; empty where there is none."""
        if not self.records:
            return ()
        return tuple(one for name, one in self.records if name == policy)


def policy_of(borough: str, facts: Facts) -> Policy:
    """What a borough has chosen on the day of the facts."""
    choices: Sequence[PolicyChoice] = facts.all(PolicyChoice)
    rulings: Sequence[Ruling] = facts.all(Ruling)
    if not choices and not rulings:
        return _NOTHING_CHOSEN
    return _policy(
        tuple(one for one in choices if one.borough == borough),
        tuple(one for one in rulings if one.borough == borough),
    )


@lru_cache(maxsize=512)
def _policy(choices: tuple[PolicyChoice, ...], rulings: tuple[Ruling, ...]) -> Policy:
    chosen = {one.policy: one for one in choices}
    ruled = {one.matter: one for one in rulings}
    value = {name: one.value for name, one in chosen.items()}
    matter = transition().matter
    reading = ruled[matter].reading if matter in ruled else ""
    return Policy(
        preset=value.get(SUPPORT_LEAD, ""),
        months=_whole(value.get(PUBLICATION)) or default_months(),
        same_rule=value.get(OUT_OF_SCHOOL) == SAME_RULE,
        new_ends=_whole(value.get(NEW_ENDS)),
        reading=reading if reading in transition().readings else "",
        records=(*chosen.items(), *ruled.items()),
    )


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and int(text) else None


def default_months() -> int:
    """The months that the library assumes between inspection and publication."""
    rows = parameters()["parameter"]
    return int(next(row["value"] for row in rows if row["key"] == PUBLICATION))


_NOTHING_CHOSEN = Policy(months=default_months())
