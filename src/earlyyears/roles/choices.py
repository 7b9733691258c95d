"""What a borough may choose, policy by policy."""

from functools import cache

from earlyyears.kernel import frozen

from .policies import (
    MENTOR_ELIGIBILITY,
    NEW_ENDS,
    OUT_OF_SCHOOL,
    PUBLICATION,
    SAME_RULE,
    SUPPORT_LEAD,
)
from .presets import presets

__all__ = ["Choosable", "choosable"]

_DIGITS = 3
_MOST_MONTHS = 10**_DIGITS - 1


@frozen
class Choosable:
    """A policy on which a borough decides, and the values that it may choose.

    >>> months = choosable()["publication-months"]
    >>> months.allows("2"), months.allows("soon")
    (True, False)
    """

    policy: str
    #: What is decided, in words.
    label: str
    #: The values there are; none where any whole number of months will do.
    values: tuple[str, ...] = ()

    @property
    def says(self) -> str:
        """What may be chosen, in words."""
        if self.values:
            return f"one of: {', '.join(self.values)}"
        return f"a whole number of months, from 1 to {_MOST_MONTHS}"

    def allows(self, value: str) -> bool:
        """Say whether the value may be chosen."""
        if self.values:
            return value in self.values
        # The length comes first: a very long row of digits is no number to Python.
        digits = len(value) <= _DIGITS and value.isascii() and value.isdecimal()
        return digits and int(value) > 0


@cache
def choosable() -> dict[str, Choosable]:
    """The policies of which the rules know, by key.

    >>> sorted(choosable())[:3]
    ['mentor-eligibility', 'new-ends-after-months', 'out-of-school']
    """
    every = (
        Choosable(
            SUPPORT_LEAD,
            "the preset that decides who leads on settings with a report card",
            tuple(sorted(presets())),
        ),
        Choosable(
            PUBLICATION,
            "the months after which a report is taken as published",
        ),
        Choosable(
            NEW_ENDS,
            "the months after which a setting is no longer new",
        ),
        Choosable(
            OUT_OF_SCHOOL,
            "whether the same rule holds for out-of-school care",
            ("no_grade", SAME_RULE),
        ),
        Choosable(
            MENTOR_ELIGIBILITY,
            "the posts from which hub mentors may come",
            ("leaders_of_any_setting", "nursery_school_leaders"),
        ),
    )
    return {one.policy: one for one in every}
