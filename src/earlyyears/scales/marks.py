"""The scores of a sheet before anyone asks why: bounds item by item, and exceptions."""

from collections.abc import Mapping, MutableSequence, Sequence
from fractions import Fraction
from typing import NamedTuple

from .observations import Observation, Role
from .plans import NOTHING, Line, Plan
from .results import Number, Source, Status
from .structure import Choice, Cycles, Group, Scale

__all__ = ["Marks", "marks_of"]


class Marks(NamedTuple):
    """Bounds in the order of the scale's items, and what is out of the ordinary."""

    lows: Sequence[Number | None]
    highs: Sequence[Number | None]
    #: Items that have no bounds for another reason than that nothing was entered.
    status: dict[str, Status]
    #: Items that are not scored from their indicators.
    source: dict[str, Source]
    #: Items whose entered score is not the one their indicators give.
    discrepant: set[str]


def marks_of(seen: Observation, scale: Scale, plan: Plan) -> Marks:
    """The marks of an observation that fits its scale."""
    if isinstance(scale.rule, Cycles):
        marks = cycle_marks(seen, scale, scale.rule)
    else:
        marks = ladder_marks(seen, plan)
    if not (seen.item_scores or seen.overrides or seen.item_na or scale.groups):
        return marks
    work = _Work(list(marks.lows), list(marks.highs), *marks[2:])
    _adjust(work, seen, scale)
    for group in scale.groups:
        _choose(work, group, list(scale.items))
    return Marks(*work)


class _Work(NamedTuple):
    """Marks that are still being written."""

    lows: MutableSequence[Number | None]
    highs: MutableSequence[Number | None]
    status: dict[str, Status]
    source: dict[str, Source]
    discrepant: set[str]


def ladder_marks(seen: Observation, plan: Plan) -> Marks:
    """Bounds from the answers to indicators alone."""
    texts = list(map(seen.answers.get, plan.numbers))
    # A line that was read before is one look-up; `zip` trips over one that was not.
    try:
        lows, highs, _ = zip(*map(_GET, plan.memos, texts), strict=True)
    except TypeError:
        pairs = zip(plan.numbers, texts, strict=True)
        lines = [NOTHING if t is None else plan.line(n, t) for n, t in pairs]
        lows, highs, _ = zip(*lines, strict=True)
    return Marks(lows, lows if lows == highs else highs, {}, {}, set())


_GET = dict[str | None, Line].get


def cycle_marks(seen: Observation, scale: Scale, rule: Cycles) -> Marks:
    """The mean over cycles of each dimension, turned where it counts backwards."""
    means: list[Number | None] = []
    for number, item in scale.items.items():
        scores = seen.cycles.get(number, ())
        mean = Fraction(sum(scores), len(scores)) if scores else None
        turn = mean is not None and item.reverse
        means.append(rule.low + rule.high - mean if turn and mean is not None else mean)
    source = dict.fromkeys(seen.cycles, Source.CYCLES)
    return Marks(means, list(means), {}, source, set())


def _adjust(marks: _Work, seen: Observation, scale: Scale) -> None:
    """Bring in what was entered beside the indicators: scores, NA, overrides."""
    places = {number: place for place, number in enumerate(scale.items)}
    for number, value in seen.item_scores.items():
        _enter(marks, places[number], number, _turned(scale, number, value), seen.role)
    for number in seen.item_na:
        marks.lows[places[number]] = marks.highs[places[number]] = None
        marks.status[number] = Status.NA
    for number, override in seen.overrides.items():
        _set(marks, places[number], override.score)
        marks.source[number] = Source.OVERRIDE
        marks.status.pop(number, None)


def _turned(scale: Scale, number: str, value: int) -> int:
    reverse = scale.items[number].reverse
    return scale.low + scale.high - value if reverse else value


def _enter(marks: _Work, place: int, number: str, value: int, role: Role) -> None:
    low, high = marks.lows[place], marks.highs[place]
    if low is not None and high is not None and not (low <= value <= high):
        marks.discrepant.add(number)
        return
    if low is None or low != high:
        consensus = role is Role.CONSENSUS
        marks.source[number] = Source.CONSENSUS if consensus else Source.ENTERED
        _set(marks, place, value)


def _set(marks: _Work, place: int, value: Number | None) -> None:
    marks.lows[place] = marks.highs[place] = value


def _choose(marks: _Work, group: Group, numbers: list[str]) -> None:
    """Let one item of an either/or group count."""
    places = {number: numbers.index(number) for number in group.members}
    known = [n for n in group.members if marks.lows[places[n]] is not None]
    if known:
        chosen = _pick(marks, group.choose, known, places)
    else:
        chosen = next((n for n in group.members if n in marks.status), group.members[0])
    for number in group.members:
        if number != chosen:
            _set(marks, places[number], None)
            marks.status[number] = Status.NOT_CHOSEN


def _pick(
    marks: _Work, choose: Choice, known: list[str], places: Mapping[str, int]
) -> str:
    """The item that counts; its bounds become those of the highest or the lowest."""
    if choose is Choice.ASSESSOR:
        return known[0]
    best = max if choose is Choice.MAX else min
    lows = {n: _number(marks.lows[places[n]]) for n in known}
    highs = {n: _number(marks.highs[places[n]]) for n in known}
    chosen = best(known, key=lambda n: (lows[n], highs[n]))
    marks.lows[places[chosen]] = best(lows.values())
    marks.highs[places[chosen]] = best(highs.values())
    return chosen


def _number(value: Number | None) -> Number:
    return 0 if value is None else value
