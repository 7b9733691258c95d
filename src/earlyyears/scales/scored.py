"""A scored sheet: what a room got, why, and what is not known."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from earlyyears.kernel import Finding, Place, evolve, field, frozen

from .checks import sheet_warnings
from .marks import Marks
from .observations import Observation
from .packing import unpack
from .plans import plan_of
from .results import ItemResult, Least, MeanResult, Number, Status, mean_from
from .structure import Cycles, Relation, Scale, Subscale

__all__ = ["Sheet"]


@frozen(eq=False)
class Sheet:
    """An observation scored: items, subscale means, total, and what is doubtful.

    Nothing is worked out before it is asked for, so a borough's totals cost no traces.
    """

    observation: Observation
    scale: Scale
    _marks: Marks = field(repr=False)
    #: Subscales that the total leaves out.
    excluded: tuple[str, ...] = ()
    #: How many items a mean needs; None for one.
    least: Least | None = None

    @property
    def room(self) -> str:
        """The room that was observed."""
        return self.observation.room

    @property
    def key(self) -> tuple[str, str, str]:
        """Scale, edition and notes: what a score means depends on all three."""
        return self.scale.id, self.scale.edition, self.observation.notes

    @cached_property
    def items(self) -> Mapping[str, ItemResult]:
        """Every item with its score and the reasons of it."""
        flags, marks = _relation_flags(self.scale, self.observation), self._marks
        if flags or marks.status or marks.source or marks.discrepant:
            return {
                number: self._item(number, place, flags.get(number, ()))
                for place, number in enumerate(self.scale.items)
            }
        return {number: self._bare(number) for number in self.scale.items}

    @cached_property
    def scores(self) -> Mapping[str, int | None]:
        """The settled whole score of every item, None where there is none."""
        pairs = zip(self._marks.lows, self._marks.highs, strict=True)
        settled = (low if low == high else None for low, high in pairs)
        return {
            number: one if isinstance(one, int) else None
            for number, one in zip(self.scale.items, settled, strict=True)
        }

    @cached_property
    def subscales(self) -> Mapping[str, MeanResult]:
        """The mean of each subscale, by id."""
        return {part.id: self._mean([part]) for part in self.scale.subscales}

    @cached_property
    def total(self) -> MeanResult:
        """The mean of all items that are not left out; never the mean of means."""
        if not self.scale.has_total:
            return MeanResult(0, 0, 0, note="no_total")
        if not self.excluded:
            return self._mean(self.scale.subscales)
        kept = [part for part in self.scale.subscales if part.id not in self.excluded]
        return self._mean(kept, self.excluded)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Everything doubtful about the sheet; none of it changed a score."""
        said = [
            Finding(flag, f"item {one.item}: {_FLAGS[flag]}", Place(field=one.item))
            for one in self.items.values()
            for flag in one.flags
            if flag in _FLAGS
        ]
        return (*sheet_warnings(self.observation, self.scale), *said)

    def mean(self, subscales: Iterable[str]) -> MeanResult:
        """The mean of the items of some subscales, by id."""
        wanted = set(subscales)
        return self._mean([part for part in self.scale.subscales if part.id in wanted])

    def _mean(
        self, kept: Sequence[Subscale], excluded: tuple[str, ...] = ()
    ) -> MeanResult:
        marks, place = self._marks, self.scale.places
        lows = _cut(marks.lows, kept, place)
        highs = lows if marks.highs is marks.lows else _cut(marks.highs, kept, place)
        status = marks.status
        odd = (
            [status[n] for p in kept for n in p.items if n in status] if status else ()
        )
        return mean_from(lows, highs, odd, excluded, self.least)

    def _bare(self, number: str) -> ItemResult:
        """The item as its answers alone explain it."""
        text = self.observation.answers.get(number)
        if text is None or isinstance(self.scale.rule, Cycles):
            return ItemResult(number, Status.MISSING)
        return plan_of(self.scale).result(number, text)

    def _item(self, number: str, place: int, flags: tuple[str, ...]) -> ItemResult:
        seen, marks, bare = self.observation, self._marks, self._bare(number)
        if number in marks.discrepant:
            flags = ("discrepancy", *flags)
        elif not (flags or number in marks.source or number in marks.status):
            return bare
        low, high = marks.lows[place], marks.highs[place]
        override = seen.overrides.get(number)
        return evolve(
            bare,
            status=marks.status.get(number, _status(low, high, bare.status)),
            low=low,
            high=high,
            source=marks.source.get(number, bare.source),
            entered=seen.item_scores.get(number),
            reason=override.reason if override else seen.item_na.get(number, ""),
            flags=(*bare.flags, *flags),
        )


def _cut(
    numbers: Sequence[Number | None], kept: Sequence[Subscale], place: dict[str, slice]
) -> Sequence[Number | None]:
    if len(kept) == 1:
        return numbers[place[kept[0].id]]
    if sum(len(part.items) for part in kept) == len(numbers):
        return numbers
    return [one for part in kept for one in numbers[place[part.id]]]


_FLAGS = {
    "discrepancy": "the score that was entered is not the one the indicators give",
    "contradiction": "two indicators that exclude each other are both Yes",
    "implication": "an indicator is Yes and one that it rests on is No",
}


def _status(low: object, high: object, before: Status) -> Status:
    if low is None:
        return Status.MISSING
    return Status.SCORED if low == high else before


def _relation_flags(scale: Scale, seen: Observation) -> dict[str, tuple[str, ...]]:
    """Which items hold indicators that contradict each other."""
    flags: dict[str, tuple[str, ...]] = {}
    if not scale.relations:
        return flags
    said = unpack(scale, seen.answers)
    for relation in scale.relations:
        if flag := _flag(relation, said.get(relation.first), said.get(relation.second)):
            for end in (relation.first, relation.second):
                number = end.partition("/")[0]
                flags[number] = tuple(dict.fromkeys((*flags.get(number, ()), flag)))
    return flags


def _flag(relation: Relation, first: str | None, second: str | None) -> str:
    if relation.kind == "excludes":
        return "contradiction" if first == second == "Y" else ""
    return "implication" if (first, second) == ("Y", "N") else ""
