"""Capacity in half-days: what the work takes against what schools release.

Only the arithmetic is here, over plain values: pieces of work, each with those who may
do it, and the release of each mentor in each term.  It says whether everything fits,
for whom it is tight, and the smallest set of work to drop where it does not.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import Any

from earlyyears.kernel import field, frozen

from .capacity_dropping import Lot, smallest
from .capacity_flow import Flow, flow

__all__ = ["Line", "Reckoning", "Supply", "Work", "reckon"]


@frozen
class Work:
    """A piece of work that a plan promises, and who may do it."""

    #: Stable key, such as `paired-check/setting/elm/2`.
    key: str
    #: `audit`, `second_assessor`, `visit`, `meeting`, `statutory` or `other`.
    kind: str
    #: In an officer's words, such as “Audit 2 of 2, Elm Nursery”.
    label: str
    half_days: Fraction
    #: Keys of those who may do it.
    by: frozenset[str]
    #: Name of the term in which it must be done; nothing where any term will do.
    term: str = ""
    setting: str = ""
    network: str = ""
    #: How much it matters; what matters least is dropped first.
    matters: int = 0
    #: Rank of the setting's need, 0 for the most pressing, whose work goes last.
    need: int = 0
    #: Whether it may be dropped at all; a statutory duty may not.
    droppable: bool = True


@frozen
class Supply:
    """The half-days of one person in one term."""

    who: str
    half_days: Fraction
    term: str = ""
    #: Weeks of the term in which the person is released.
    weeks: int = 0
    #: The school that releases the person, or the team that employs them.
    school: str = ""
    network: str = ""


@frozen
class Line:
    """Needed and released half-days of one mentor, network, term, school or kind."""

    key: str
    needed: Fraction
    released: Fraction
    #: How many people or pieces of work stand behind it.
    number: int = 0

    @property
    def spare(self) -> Fraction:
        """Half-days left; below nothing where more is needed than there is."""
        return self.released - self.needed


@frozen
class Reckoning:
    """Whether the work fits, and what would have to go if it does not."""

    needed: Fraction
    released: Fraction
    #: Half-days that find nobody to do them.
    over: Fraction
    #: The smallest set of work to drop so that the rest fits.
    drop: tuple[Work, ...]
    #: Whether no smaller set would do.
    proven: bool
    #: Whether dropping them is enough; statutory duties may be too much by themselves.
    enough: bool
    by_kind: tuple[Line, ...] = field(repr=False)
    by_person: tuple[Line, ...] = field(repr=False)
    by_network: tuple[Line, ...] = field(repr=False)
    by_term: tuple[Line, ...] = field(repr=False)
    by_school: tuple[Line, ...] = field(repr=False)
    #: Who is too few for what they alone may do; empty where everything fits.
    tight: tuple[str, ...] = ()

    @property
    def feasible(self) -> bool:
        """Whether everything fits."""
        return self.over == 0

    @property
    def spare(self) -> Fraction:
        """Half-days released that nothing needs."""
        return self.released - self.needed + self.over

    @property
    def dropped(self) -> Fraction:
        """Half-days of the work to drop."""
        return sum((one.half_days for one in self.drop), Fraction(0))


_Group = tuple[frozenset[str], str]
_Cell = tuple[str, str]


def reckon(work: Iterable[Work], supply: Iterable[Supply]) -> Reckoning:
    """Set work against release and say whether it fits.

    Ten mentors with 38 half-days each, and 396 half-days of work:

    >>> mentors = [f"mentor {number}" for number in range(10)]
    >>> everybody = frozenset(mentors)
    >>> audits = [
    ...     Work(f"audit/{number:03}", "audit", "Audit", Fraction(2), everybody)
    ...     for number in range(198)
    ... ]
    >>> found = reckon(audits, [Supply(who, Fraction(38)) for who in mentors])
    >>> found.feasible, int(found.over), len(found.drop), int(found.dropped)
    (False, 16, 8, 16)
    """
    pieces = sorted(work, key=lambda one: (one.need, one.label, one.key))
    given = sorted(supply, key=lambda one: (one.who, one.term))
    return _Books(pieces, given).reckoning()


class _Books:
    """Work and release while they are set against one another, in whole units."""

    def __init__(self, work: Sequence[Work], supply: Sequence[Supply]) -> None:
        self._work, self._supply = work, supply
        halves = [*(one.half_days for one in work), *(one.half_days for one in supply)]
        self._unit = lcm(*(half.denominator for half in halves))
        self._lots: dict[Lot[_Group], list[Work]] = {}
        self._fixed: dict[_Group, int] = defaultdict(int)
        self._sort()
        self._room: dict[_Cell, int] = defaultdict(int)
        for one in supply:
            self._room[one.who, one.term] += self._units(one.half_days)
        groups = {lot.group for lot in self._lots} | self._fixed.keys()
        self._may = {group: self._cells(group) for group in groups}

    def _units(self, half_days: Fraction) -> int:
        return int(half_days * self._unit)

    def _sort(self) -> None:
        piles: dict[tuple[_Group, int, int], list[Work]] = defaultdict(list)
        for one in self._work:
            group, size = (one.by, one.term), self._units(one.half_days)
            if one.droppable:
                piles[group, size, one.matters].append(one)
            else:
                self._fixed[group] += size
        self._lots = {
            Lot(group, size, matters, len(pile)): pile
            for (group, size, matters), pile in piles.items()
            if size
        }

    def _cells(self, group: _Group) -> list[_Cell]:
        who, term = group
        return [cell for cell in self._room if cell[0] in who and term in {"", cell[1]}]

    def _flow(self, dropped: Sequence[int]) -> Flow[_Group, _Cell]:
        demand = dict(self._fixed)
        for lot, gone in zip(self._lots, dropped, strict=True):
            left = lot.size * (lot.number - gone)
            demand[lot.group] = demand.get(lot.group, 0) + left
        return flow(demand, self._room, self._may)

    def reckoning(self) -> Reckoning:
        """Whether everything fits, with the lines that show where it is tight."""
        lots = tuple(self._lots)
        whole = self._flow((0,) * len(lots))
        gone = smallest(lots, lambda dropped: self._flow(dropped).cut)
        needed = sum((one.half_days for one in self._work), Fraction(0))
        tight = whole.cut.cells if whole.cut else ()
        return Reckoning(
            needed=needed,
            released=sum((one.half_days for one in self._supply), Fraction(0)),
            over=Fraction(whole.cut.short if whole.cut else 0, self._unit),
            drop=tuple(
                piece
                for lot, number in zip(lots, gone.counts, strict=True)
                for piece in self._lots[lot][lot.number - number :]
            ),
            proven=gone.proven,
            enough=gone.enough,
            tight=tuple(sorted({who for who, _ in tight})),
            **self._lines(),
        )

    def _lines(self) -> dict[str, Any]:
        school = {one.who: one.school for one in self._supply}
        network = {one.who: one.network for one in self._supply}
        return {
            "by_kind": self._grouped(lambda one: one.kind, lambda _: None),
            "by_person": self._grouped(_only_one, lambda one: one.who),
            "by_network": self._grouped(
                lambda one: one.network or network.get(_only_one(one) or "", ""),
                lambda one: one.network,
            ),
            "by_term": self._grouped(lambda one: one.term, lambda one: one.term),
            "by_school": self._grouped(
                lambda one: school.get(_only_one(one) or ""), lambda one: one.school
            ),
        }

    def _grouped(
        self,
        needed_by: Callable[[Work], str | None],
        released_by: Callable[[Supply], str | None],
    ) -> tuple[Line, ...]:
        needed = _summed((needed_by(one), one.half_days) for one in self._work)
        given = _summed((released_by(one), one.half_days) for one in self._supply)
        pieces = _summed((needed_by(one), Fraction(1)) for one in self._work)
        people: dict[str, set[str]] = defaultdict(set)
        for one in self._supply:
            people[released_by(one) or ""].add(one.who)
        return tuple(
            Line(
                key,
                needed.get(key, Fraction(0)),
                given.get(key, Fraction(0)),
                len(people[key]) if key in people else int(pieces[key]),
            )
            for key in sorted(needed.keys() | given.keys())
        )


def _only_one(work: Work) -> str | None:
    """Who alone may do a piece of work, None where several may."""
    return next(iter(work.by)) if len(work.by) == 1 else None


def _summed(pairs: Iterable[tuple[str | None, Fraction]]) -> Mapping[str, Fraction]:
    sums: dict[str, Fraction] = defaultdict(Fraction)
    for key, amount in pairs:
        if key is not None:
            sums[key] += amount
    return dict(sums)
