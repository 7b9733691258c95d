"""The smallest set of work to drop so that the rest fits.

Smallest means the fewest half-days; of those sets, one with the fewest pieces of work;
of those, the one that matters least.  Each cut that is found says how much must go from
which work; when what is left fits, no smaller set could have done.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Generic, TypeVar

from earlyyears.kernel import frozen

from .capacity_flow import Cut

__all__ = ["Dropped", "Lot", "smallest"]

G = TypeVar("G", bound=Hashable)
C = TypeVar("C", bound=Hashable)

#: States of the search beyond which the smallest set is not looked for any more.
_MOST_STATES = 20_000


@frozen
class Lot(Generic[G]):
    """Pieces of work that are alike: the same people, term, size and importance."""

    group: G
    size: int
    #: How much the work matters; the least is dropped first.
    matters: int
    number: int


@frozen
class Dropped:
    """How many pieces of each lot go."""

    counts: tuple[int, ...]
    #: Whether no smaller set would do.
    proven: bool = True
    #: Whether the rest fits; if not, what may not be dropped is too much by itself.
    enough: bool = True


def smallest(
    lots: Sequence[Lot[G]],
    cut_of: Callable[[Sequence[int]], Cut[G, C] | None],
) -> Dropped:
    """The smallest set to drop; `cut_of` says what is too tight when some are dropped.

    >>> from earlyyears.mentoring.capacity_flow import flow
    >>> lots = [Lot("checks", 2, 1, 18), Lot("audits", 2, 3, 180)]
    >>> def tight(dropped):
    ...     left = {
    ...         lot.group: lot.size * (lot.number - gone)
    ...         for lot, gone in zip(lots, dropped)
    ...     }
    ...     everybody = {"checks": ["mentors"], "audits": ["mentors"]}
    ...     return flow(left, {"mentors": 380}, everybody).cut
    >>> smallest(lots, tight).counts
    (8, 0)
    """
    counts = (0,) * len(lots)
    needs: list[tuple[frozenset[G], int]] = []
    while (cut := cut_of(counts)) is not None:
        gone = sum(
            lot.size * number
            for lot, number in zip(lots, counts, strict=True)
            if lot.group in cut.groups
        )
        needs.append((cut.groups, cut.short + gone))
        if not _possible(lots, needs[-1]):
            return Dropped(_all_of(lots, cut.groups), enough=False)
        found = _cover(lots, needs)
        if found is None:
            return Dropped(_one_by_one(lots, cut_of), proven=False)
        counts = found
    return Dropped(counts)


def _possible(lots: Sequence[Lot[G]], need: tuple[frozenset[G], int]) -> bool:
    groups, amount = need
    return sum(lot.size * lot.number for lot in lots if lot.group in groups) >= amount


def _all_of(lots: Sequence[Lot[G]], groups: frozenset[G]) -> tuple[int, ...]:
    return tuple(lot.number if lot.group in groups else 0 for lot in lots)


#: Half-days, pieces, and how much they matter; then how many of each lot.
_Best = tuple[int, int, int, tuple[int, ...]]


def _cover(
    lots: Sequence[Lot[G]], needs: Sequence[tuple[frozenset[G], int]]
) -> tuple[int, ...] | None:
    """The best way of meeting every need; None where the search would be too wide."""
    states: dict[tuple[int, ...], _Best] = {
        tuple(amount for _, amount in needs): (0, 0, 0, ())
    }
    for lot in lots:
        hits = [lot.group in groups for groups, _ in needs]
        states = _with(lot, hits, states)
        if len(states) > _MOST_STATES:
            return None
    return states[(0,) * len(needs)][3]


def _with(
    lot: Lot[G], hits: Sequence[bool], states: Mapping[tuple[int, ...], _Best]
) -> dict[tuple[int, ...], _Best]:
    """The states after some pieces of a lot may have gone."""
    after: dict[tuple[int, ...], _Best] = {}
    for left, (size, pieces, matters, counts) in states.items():
        wanted = max(
            (need for need, hit in zip(left, hits, strict=True) if hit), default=0
        )
        for number in range(min(lot.number, -(-wanted // lot.size)) + 1):
            rest = tuple(
                max(0, need - lot.size * number) if hit else need
                for need, hit in zip(left, hits, strict=True)
            )
            best = (
                size + lot.size * number,
                pieces + number,
                matters + lot.matters * number,
                (*counts, number),
            )
            if rest not in after or best < after[rest]:
                after[rest] = best
    return after


def _one_by_one(
    lots: Sequence[Lot[G]], cut_of: Callable[[Sequence[int]], Cut[G, C] | None]
) -> tuple[int, ...]:
    """Drop what matters least, piece by piece, until the rest fits."""
    counts = [0] * len(lots)
    order = sorted(range(len(lots)), key=lambda at: (lots[at].matters, at))
    while (cut := cut_of(counts)) is not None:
        at = next(
            at
            for at in order
            if lots[at].group in cut.groups and counts[at] < lots[at].number
        )
        counts[at] += 1
    return tuple(counts)
