"""What a score sheet comes to: item by item, subscale by subscale, in total.

Everything is exact.  Rounding happens only where a person reads a number, half up, to
two decimals, as the printed sheets do.
"""

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction
from operator import ne
from typing import TypeAlias, cast

from earlyyears.kernel import Share, frozen, half_up

__all__ = ["ItemResult", "Least", "MeanResult", "Number", "Source", "Status", "display"]

#: A score: whole on a ladder, a fraction where cycles were averaged.
Number: TypeAlias = int | Fraction


class Status(StrEnum):
    """How an item stands."""

    SCORED = "scored"
    #: Not applicable: it leaves every mean.
    NA = "na"
    #: Blanks could still change the score; see `low` and `high`.
    UNDETERMINED = "undetermined"
    #: A whole level is NA and the scale does not say what that means.
    AMBIGUOUS = "ambiguous_all_na"
    #: Nothing was entered.
    MISSING = "missing"
    #: Another item of its either/or group counts.
    NOT_CHOSEN = "not_chosen"


class Source(StrEnum):
    """Where a score comes from."""

    INDICATORS = "indicators"
    ENTERED = "entered"
    OVERRIDE = "override"
    CONSENSUS = "consensus"
    CYCLES = "cycles"
    NONE = "none"


@frozen
class ItemResult:
    """One item: its score or the bounds of it, and what would change it."""

    item: str
    status: Status
    low: Number | None = None
    high: Number | None = None
    source: Source = Source.NONE
    #: Indicators that stop the next step: a No above, or a fault that is there.
    blocking: tuple[str, ...] = ()
    #: Blank indicators that could still change the score.
    undecided: tuple[str, ...] = ()
    #: Indicators met above the level at which the climb stopped; they earn nothing.
    credit_beyond: tuple[str, ...] = ()
    #: Such as `gated_at_1`, `credit_beyond_stop`, `discrepancy`, `contradiction`.
    flags: tuple[str, ...] = ()
    #: Applicable, answered indicators that are met, and how many there are.
    n_met: int = 0
    n_answered: int = 0
    #: The score that was entered, where it is not the score.
    entered: int | None = None
    #: Why the item is NA or was overridden.
    reason: str = ""

    @property
    def score(self) -> Number | None:
        """The score, or None while it is not settled or does not apply."""
        return self.low if self.low == self.high else None

    @property
    def share_met(self) -> Fraction | None:
        """Share of applicable, answered indicators that are met: no official score."""
        return Fraction(self.n_met, self.n_answered) if self.n_answered else None

    @property
    def possible_range(self) -> tuple[Number, Number] | None:
        """The lowest and the highest score still possible."""
        if self.low is None or self.high is None:
            return None
        return self.low, self.high


_NONE = "\N{EN DASH}"


def display(number: Fraction | None, places: int = 2) -> str:
    """A number as it is printed: half up, or a dash for none.

    >>> display(Fraction(29, 8))
    '3.63'
    """
    return _NONE if number is None else str(half_up(number, places))


@frozen
class MeanResult:
    """The mean of items, with its bounds and with what it leaves out.

    The sums travel whole; a fraction is made when someone asks.
    """

    #: Sum of the lowest scores possible, and of the highest.
    low_sum: Number
    high_sum: Number
    #: Items with a settled score.
    n_scored: int
    n_na: int = 0
    n_missing: int = 0
    #: Items whose score lies between bounds; they are in both sums.
    n_undetermined: int = 0
    #: What the mean leaves out by the user's wish or the scale's rule.
    excluded: tuple[str, ...] = ()
    #: `too_few_items`, `no_items`, `no_total`, or nothing.
    note: str = ""

    @property
    def low(self) -> Fraction | None:
        """The lowest that the mean can be, or None when there is none."""
        return self._over(self.low_sum)

    @property
    def high(self) -> Fraction | None:
        """The highest that the mean can be, or None when there is none."""
        return self._over(self.high_sum)

    def _over(self, total: Number) -> Fraction | None:
        return (
            None if self.note else Fraction(total, self.n_scored + self.n_undetermined)
        )

    @property
    def mean(self) -> Fraction | None:
        """The exact mean, or None while the bounds differ or nothing was scored."""
        return self.low if self.low_sum == self.high_sum else None

    @property
    def n_applicable(self) -> int:
        """Items that should have a score."""
        return self.n_scored + self.n_undetermined + self.n_missing

    @property
    def coverage(self) -> Share:
        """Settled items among those that should have a score."""
        return Share(self.n_scored, self.n_applicable)

    @property
    def display(self) -> str:
        """The mean to two decimals, half up, or its bounds."""
        if self.low is None or self.low == self.high:
            return display(self.low)
        return f"{display(self.low)} to {display(self.high)}"

    def __str__(self) -> str:
        return f"{self.display} ({self.coverage} items)"


@frozen
class Least:
    """How many items a mean needs; nothing public says that it needs more than one."""

    items: int = 1
    share: Fraction = Fraction(0)

    def verdict(self, known: int, applicable: int) -> str:
        """Why there is no mean, or nothing when there is one."""
        if not known:
            return "no_items"
        if known >= self.items and (not self.share or known >= self.share * applicable):
            return ""
        return "too_few_items"


def mean_from(
    lows: Sequence[Number | None],
    highs: Sequence[Number | None],
    odd: Sequence[Status] = (),
    excluded: tuple[str, ...] = (),
    least: Least | None = None,
) -> MeanResult:
    """The mean of items from their bounds: the sum of scores over their number.

    An item without bounds leaves both; `odd` says why, and those it does not mention
    are missing.
    """
    settled = lows == highs
    if settled and least is None and None not in lows:
        total = sum(cast("Sequence[Number]", lows))
        return MeanResult(total, total, len(lows), 0, 0, 0, excluded)
    known_low = [one for one in lows if one is not None]
    low = high = sum(known_low)
    known, undecided = len(known_low), 0
    if not settled:
        known_high = [one for one in highs if one is not None]
        high, undecided = sum(known_high), sum(map(ne, known_low, known_high))
    missing = len(lows) - known - len(odd)
    note = (least or _ONE).verdict(known, known + missing)
    n_na = odd.count(Status.NA) if odd else 0
    return MeanResult(
        low, high, known - undecided, n_na, missing, undecided, excluded, note
    )


_ONE = Least()
