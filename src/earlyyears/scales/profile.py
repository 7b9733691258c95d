"""A profile of a sheet, a setting or a round: strengths, growth, and the next steps."""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import cached_property

from earlyyears.kernel import frozen

from .agreement import same_scale
from .errors import RatingsError
from .pictures import Bar, picture
from .results import ItemResult, Number, display, mean_from
from .scored import Sheet
from .structure import Scale

__all__ = ["NextStep", "Profile", "profile"]


@frozen
class NextStep:
    """What keeps one item of one room from its next score."""

    room: str
    item: str
    #: The score the item has.
    score: int
    #: Indicators in the way, by number.
    blocking: tuple[str, ...]


@frozen(eq=False)
class Profile:
    """One or several rooms seen through one scale."""

    name: str
    sheets: tuple[Sheet, ...]
    #: Whether the wording of a licensed layer may be printed.
    with_text: bool = False

    @property
    def scale(self) -> Scale:
        """The scale of all sheets."""
        return self.sheets[0].scale

    @cached_property
    def items(self) -> Mapping[str, Fraction | None]:
        """The mean of each item over rooms that have a settled score of it."""
        return {
            number: mean_from(
                *_ends([sheet.items[number] for sheet in self.sheets])
            ).mean
            for number in self.scale.items
        }

    @cached_property
    def subscales(self) -> Mapping[str, Fraction | None]:
        """The mean of each subscale: all items of all rooms alike."""
        return {part.id: self._over(part.items) for part in self.scale.subscales}

    @cached_property
    def total(self) -> Fraction | None:
        """The mean of rooms' totals, None while one is open."""
        totals = [sheet.total.mean for sheet in self.sheets]
        known = [one for one in totals if one is not None]
        whole = len(known) == len(totals)
        return sum(known, Fraction(0)) / len(known) if known and whole else None

    def _over(self, numbers: Iterable[str]) -> Fraction | None:
        held = [sheet.items[n] for n in numbers for sheet in self.sheets]
        return mean_from(*_ends(held)).mean

    @cached_property
    def strengths(self) -> tuple[str, ...]:
        """Items at or above the scale's mark for a strength, best first."""
        least = self.scale.strength_from
        return self._sorted(lambda mean: mean >= least, best_first=True)

    @cached_property
    def growth(self) -> tuple[str, ...]:
        """Items at or below the scale's mark for growth, lowest first."""
        most = self.scale.growth_to
        return self._sorted(lambda mean: mean <= most, best_first=False)

    def _sorted(
        self, keep: Callable[[Fraction], bool], *, best_first: bool
    ) -> tuple[str, ...]:
        known = [(mean, n) for n, mean in self.items.items() if mean is not None]
        kept = [(mean, n) for mean, n in known if keep(mean)]
        kept.sort(key=lambda pair: -pair[0] if best_first else pair[0])
        return tuple(number for _, number in kept)

    @cached_property
    def next_steps(self) -> tuple[NextStep, ...]:
        """What blocks the next score, lowest items first; needs indicator answers."""
        steps = [
            NextStep(sheet.room, number, int(one.score), one.blocking)
            for sheet in self.sheets
            for number, one in sheet.items.items()
            if one.blocking and one.score is not None
        ]
        return tuple(sorted(steps, key=lambda step: step.score))

    def text(self) -> str:
        """The profile in words, with item numbers and titles."""
        scale = self.scale
        lines = [f"{self.name}: {scale}", f"total {display(self.total)}", ""]
        means = self.subscales
        lines += [f"{part}: {display(means[part.id])}" for part in scale.subscales]
        lines += _listed("Strengths", [str(scale.items[n]) for n in self.strengths])
        lines += _listed("To grow", [str(scale.items[n]) for n in self.growth])
        lines += _listed(
            "In the way of the next score", map(self._step, self.next_steps)
        )
        return "\n".join(lines)

    def _step(self, step: NextStep) -> str:
        item = self.scale.items[step.item]
        words = {one.id: one.text for one in item.indicators}
        named = [
            f"{one} {words[one]}".strip() if self.with_text else one
            for one in step.blocking
        ]
        where = f"{step.room}, " if len(self.sheets) > 1 else ""
        return f"{where}{item} at {step.score}: {', '.join(named)}"

    def svg(self) -> str:
        """The subscale means as a picture, with numbers and a description as text."""
        scale = self.scale
        bars = [Bar(str(p), self.subscales[p.id]) for p in scale.subscales]
        bars.append(Bar("Total", self.total))
        return picture(f"{self.name}, {scale}", bars, scale.low, scale.high)

    def __repr__(self) -> str:
        return f"<Profile {self.name}: {self.scale}, total {display(self.total)}>"

    def _repr_svg_(self) -> str:
        return self.svg()

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/plain": self.text(), "image/svg+xml": self.svg()}


def _ends(items: list[ItemResult]) -> tuple[list[Number | None], list[Number | None]]:
    return [one.low for one in items], [one.high for one in items]


def _listed(title: str, lines: Iterable[str]) -> list[str]:
    found = [f"  {line}" for line in lines]
    return ["", title, *found] if found else []


def profile(
    sheets: Sheet | Iterable[Sheet], *, name: str = "", with_text: bool = False
) -> Profile:
    """The profile of a room, or of all rooms of a setting seen through one scale.

    Sheets of different scales, editions or notes are refused.  `with_text` prints the
    wording of a licensed layer, for a holder's own use.

    >>> import datetime as dt
    >>> from earlyyears import scales
    >>> seen = scales.Observation(
    ...     scale="toy",
    ...     room="room/a",
    ...     on=dt.date(2026, 3, 2),
    ...     item_scores={"2": 6, "3": 2},
    ...     answers={"1": "NNN|YYYN|YNN|.."},
    ... )
    >>> found = profile(scales.score(seen))
    >>> found.strengths, found.growth, found.next_steps[0].blocking
    (('2',), ('1', '3'), ('3.4',))
    """
    held = (sheets,) if isinstance(sheets, Sheet) else tuple(sheets)
    if not held:
        message = "there is no sheet to draw a profile of"
        raise RatingsError(message, advice="Score at least one room.")
    for sheet in held[1:]:
        same_scale(held[0], sheet)
    return Profile(name or held[0].room, held, with_text)
