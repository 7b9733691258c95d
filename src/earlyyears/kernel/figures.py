"""Figures: numbers that keep where they came from.

A figure says what it counts, over which population, on which day and as known when,
how sensitive it is, and by which mapping, if any, unlike things were counted together.
"""

import datetime as dt
from enum import StrEnum

from .numbers import Mean, Share
from .records import Ref
from .values import frozen

__all__ = ["Figure", "Sensitivity"]


class Sensitivity(StrEnum):
    """How far the facts behind a figure may be shown, the least sensitive first."""

    #: Published data alone determine it.
    PUBLIC = "public"
    #: A fact about a setting that only the borough knows could change it.
    SETTING = "setting"
    #: A fact about a person could change it.
    PERSONAL = "personal"

    @property
    def rank(self) -> int:
        """The order of sensitivity, 0 for public."""
        return list(Sensitivity).index(self)


@frozen
class Figure:
    """A number with its meaning and its provenance.

    >>> figure = Figure(
    ...     "led_by_authority", 31, "settings", "group settings", dt.date(2021, 9, 1)
    ... )
    >>> print(figure)
    31
    """

    #: Stable code of the measure.
    measure: str
    value: int | Share | Mean
    #: What is counted.
    unit: str
    #: Over which population.
    population: str
    #: The day that the figure is about.
    on: dt.date
    #: The last commit that was taken into account, None for facts in memory.
    as_at: int | None = None
    sensitivity: Sensitivity = Sensitivity.PUBLIC
    #: The named mapping by which unlike frameworks were counted together, if any.
    mapping: str = ""
    #: Records or files that it was counted from, where they are few enough to list.
    sources: tuple[Ref, ...] = ()

    def __str__(self) -> str:
        if isinstance(self.value, int):
            return f"{self.value:,}"
        if isinstance(self.value, Mean):
            mean = self.value.mean
            return (
                str(mean)
                if mean is not None
                else f"{self.value.low} to {self.value.high}"
            )
        return str(self.value)
