"""What a scale is made of: levels, items, subscales, ages, and where each is from.

Names, numbers and the arithmetic of a scale are facts and ship as data.  The wording
of indicators is the publisher's; it comes, if at all, from the user's own licensed
file, and is never shown unless asked for.
"""

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import TypeAlias

from earlyyears.kernel import Citation, ItemRef, field, frozen

from .fixed import FixedDict

__all__ = [
    "Ages",
    "Basis",
    "Choice",
    "Cycles",
    "Group",
    "Indicator",
    "Item",
    "Ladder",
    "Layer",
    "NaRule",
    "NotesProfile",
    "Relation",
    "Scale",
    "ScoringRule",
    "Subscale",
]


def _labels(given: Mapping[int, str]) -> FixedDict[int, str]:
    return FixedDict(given)


class Basis(StrEnum):
    """How a row of structure came to be known."""

    #: Seen in a source.
    READ = "read"
    #: Seen in a source that reports another.
    SECONDARY = "secondary"
    #: Recalled and not seen; check it against the book before relying on it.
    RECALLED = "recalled"
    #: Made up for tests and examples.
    INVENTED = "invented"

    @property
    def mark(self) -> str:
        """What is printed behind such a row; nothing for one that was read."""
        return "" if self is Basis.READ else f" [{self.value}]"


class Choice(StrEnum):
    """Which item of an either/or group counts."""

    #: The one that the assessor scored; scoring two is a fault.
    ASSESSOR = "assessor"
    MAX = "max"
    MIN = "min"


@frozen
class Indicator:
    """One numbered statement under a level of an item, answered Yes, No or NA."""

    #: Number within the item, such as `3.2`.
    id: str
    #: Whether the score sheet prints an NA box for it.
    na: bool = False
    #: The publisher's wording, only from a licensed layer and never shown by itself.
    text: str = field(default="", repr=False)


@frozen
class NaRule:
    """Whether an item may be not applicable, and the ages on which that turns."""

    permitted: bool
    #: The item may be NA only if every child is younger than so many months.
    under_months: int | None = None


@frozen
class Item:
    """One item; its title is its number where the title is not held."""

    id: str
    title: str = ""
    #: Indicators level by level, lowest first; empty while no layer is loaded.
    levels: tuple[tuple[Indicator, ...], ...] = ()
    #: Whether the item may be NA; None where the list has not been seen.
    na: NaRule | None = None
    #: The score counts backwards, as for negative climate.
    reverse: bool = False
    basis: Basis = Basis.READ

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators, lowest level first."""
        return tuple(one for level in self.levels for one in level)

    def __str__(self) -> str:
        named = f"{self.id} {self.title}" if self.title else f"item {self.id}"
        return f"{named}{self.basis.mark}"


@frozen
class Subscale:
    """Items that are reported together."""

    id: str
    title: str
    items: tuple[str, ...]
    basis: Basis = Basis.READ

    def __str__(self) -> str:
        return f"{self.title}{self.basis.mark}"


@frozen
class Ages:
    """The ages a scale is for, in months, the last one included."""

    from_months: int
    to_months: int
    basis: Basis = Basis.READ

    def holds(self, months: int) -> bool:
        """Say whether a child of so many completed months is of the scale's ages."""
        return self.from_months <= months <= self.to_months

    def __str__(self) -> str:
        return f"{self.from_months} to {self.to_months} months{self.basis.mark}"


@frozen
class Ladder:
    """The rule that climbs from level to level of an item's indicators.

    A Yes at the lowest level is a fault and ends the climb.  Above it a level is
    passed when every applicable indicator is Yes; when at least `partial` of them are,
    the score lies between the two levels.
    """

    anchors: tuple[int, ...] = (1, 3, 5, 7)
    #: The share of applicable indicators that earns the score between two levels.
    partial: Fraction = Fraction(1, 2)
    #: What a level means whose indicators are all NA: `ambiguous`, `pass` or `stop`.
    all_na: str = "ambiguous"
    labels: Mapping[int, str] = field(factory=FixedDict[int, str], converter=_labels)
    basis: Basis = Basis.READ

    @property
    def low(self) -> int:
        """The lowest score."""
        return self.anchors[0]

    @property
    def high(self) -> int:
        """The highest score."""
        return self.anchors[-1]


@frozen
class Cycles:
    """The rule of scales that judge each dimension in several cycles of watching."""

    low: int = 1
    high: int = 7
    #: How many cycles are usual.
    usual: int = 4
    #: Minutes of watching in each.
    minutes: int = 20
    labels: Mapping[int, str] = field(factory=FixedDict[int, str], converter=_labels)
    basis: Basis = Basis.READ


@frozen
class Group:
    """Items of which only one counts."""

    id: str
    members: tuple[str, ...]
    choose: Choice = Choice.ASSESSOR
    basis: Basis = Basis.READ


@frozen
class Relation:
    """Two indicators of one strand that should not contradict each other.

    `excludes`: both Yes is a contradiction.  `implies`: the first Yes with the second
    No is suspicious.  Neither changes a score.
    """

    kind: str
    #: Indicators as item/indicator, such as `5/3.2`.
    first: str
    second: str


@frozen
class NotesProfile:
    """Local notes beside the book; another set of notes gives other scores."""

    id: str
    title: str
    issuer: str = ""
    #: Date of the notes as issued, in ISO form, or empty.
    date: str = ""
    #: How many children over an age limit let an NA stand, each by under a month.
    tolerated: int = 0
    basis: Basis = Basis.READ


@frozen
class Layer:
    """Whose licensed indicators are loaded, and for which edition."""

    holder: str
    licence: str
    scale: str
    edition: str


ScoringRule: TypeAlias = Ladder | Cycles


@frozen(cache_hash=True)
class Scale:
    """One edition of one scale: its structure, its rule and its source.

    >>> from earlyyears import scales
    >>> iters = scales.get("iters-3")
    >>> print(iters, len(iters.items), iters.item("5"))
    ITERS-3 (2017) 33 5 Meals/snacks
    """

    id: str
    edition: str
    title: str
    rule: ScoringRule
    subscales: tuple[Subscale, ...]
    all_items: tuple[Item, ...]
    source: Citation
    short: str = ""
    publisher: str = ""
    #: Kinds of provision it is for, as coded; empty where it does not say.
    provision: tuple[str, ...] = ()
    ages: Ages | None = None
    #: Least minutes of observation, None where the scale does not say.
    minutes: int | None = None
    #: Whether staff are interviewed.
    interview: bool = False
    groups: tuple[Group, ...] = ()
    relations: tuple[Relation, ...] = ()
    notes: tuple[NotesProfile, ...] = ()
    #: Subscales that the total leaves out unless asked otherwise.
    left_out: tuple[str, ...] = ()
    #: Whether the scale has a total at all.
    has_total: bool = True
    #: From this score up an item is a strength.
    strength_from: int = 5
    #: Up to this score an item is an area for growth.
    growth_to: int = 3
    #: Something to know about the structure, such as how items were numbered.
    remark: str = ""
    basis: Basis = Basis.READ
    layer: Layer | None = None

    @cached_property
    def items(self) -> dict[str, Item]:
        """The items by number, in the order of the scale."""
        return {item.id: item for item in self.all_items}

    @cached_property
    def places(self) -> dict[str, slice]:
        """Where the items of each subscale stand among all; subscales follow on."""
        found, start = dict[str, slice](), 0
        for part in self.subscales:
            found[part.id] = slice(start, start + len(part.items))
            start += len(part.items)
        return found

    @cached_property
    def subscale_of(self) -> dict[str, str]:
        """The subscale of each item."""
        return {item: part.id for part in self.subscales for item in part.items}

    @property
    def low(self) -> int:
        """The lowest score."""
        return self.rule.low

    @property
    def high(self) -> int:
        """The highest score."""
        return self.rule.high

    @property
    def categories(self) -> tuple[int, ...]:
        """Every score that an item can have."""
        return tuple(range(self.low, self.high + 1))

    @property
    def key(self) -> tuple[str, str]:
        """Scale and edition, which together say what an item number means."""
        return self.id, self.edition

    def item(self, number: str) -> Item:
        """The item with that number."""
        return self.items[number]

    def ref(self, number: str) -> ItemRef:
        """The one way to point at an item."""
        return ItemRef(self.id, self.edition, self.items[number].id)

    @property
    def recalled(self) -> tuple[str, ...]:
        """The rows of structure that were recalled and not read, in words."""
        rows: list[tuple[Basis, str]] = [
            (self.basis, f"{self.title}"),
            (self.rule.basis, "the scoring rule"),
            *((self.ages.basis, f"ages {self.ages}") for _ in [1] if self.ages),
            *((part.basis, str(part)) for part in self.subscales),
            *((item.basis, str(item)) for item in self.all_items),
            *((group.basis, f"group {group.id}") for group in self.groups),
        ]
        return tuple(words for basis, words in rows if basis is Basis.RECALLED)

    def __str__(self) -> str:
        return f"{self.short or self.title} ({self.edition}){self.basis.mark}"

    def outline(self) -> str:
        """The structure as text, one line an item, with every mark."""
        ages = f"ages {self.ages}" if self.ages else "ages not held"
        rule = f"scores {self.low} to {self.high}{self.rule.basis.mark}"
        lines = [f"{self.title}, {self.edition}{self.basis.mark}", f"{rule}; {ages}"]
        for part in self.subscales:
            lines.append(str(part))
            lines += [f"  {self.items[number]}" for number in part.items]
        lines += [
            f"one of {', '.join(group.members)} counts{group.basis.mark}"
            for group in self.groups
        ]
        return "\n".join([*lines, self.remark] if self.remark else lines)
