"""How fast a sheet is scored, beside the obvious scorer, in one run.

The obvious scorer holds an object for each indicator with an enum for its answer and
walks the levels. Both sides score the same invented answers to an invented layout of
33 items with 3, 4, 4 and 3 indicators; what differs is the shape of the data.

    python benchmarks/scales.py
"""

import datetime as dt
import random
import statistics
import time
from collections.abc import Callable
from enum import Enum
from fractions import Fraction
from typing import Any

import attrs

from earlyyears import scales
from earlyyears.kernel import evolve
from earlyyears.scales.ladder import climb
from earlyyears.scales.plans import Plan, plan_of

SHAPE = {1: 3, 3: 4, 5: 4, 7: 3}
SHEETS, ROUNDS = 200, 7


class Said(Enum):
    """An answer, as the obvious scorer holds it."""

    YES = "Y"
    NO = "N"
    NA = "A"


@attrs.frozen
class Indicator:
    """One answered indicator, as the obvious scorer holds it."""

    id: str
    level: int
    answer: Said


@attrs.frozen
class ItemAnswers:
    """One item as a list of indicators."""

    id: str
    indicators: list[Indicator]


@attrs.frozen
class Obvious:
    """A sheet as a list of items."""

    scale: str
    room: str
    on: dt.date
    items: list[ItemAnswers]


def obvious_item(item: ItemAnswers) -> int:
    """Climb the levels of one item, indicator by indicator."""
    if any(i.answer is Said.YES for i in item.indicators if i.level == 1):
        return 1
    reached = 1
    for level in (3, 5, 7):
        ones = [i for i in item.indicators if i.level == level]
        yes = sum(i.answer is Said.YES for i in ones)
        no = sum(i.answer is Said.NO for i in ones)
        if not no:
            reached = level
        elif 2 * yes >= yes + no:
            return reached + 1
        else:
            return reached
    return reached


def obvious_sheet(sheet: Obvious, parts: list[list[str]]) -> tuple[Any, ...]:
    """Score a sheet: its subscale means and its total."""
    scores = {item.id: obvious_item(item) for item in sheet.items}
    means = [Fraction(sum(scores[n] for n in part), len(part)) for part in parts]
    return *means, Fraction(sum(scores.values()), len(scores))


def layout() -> scales.Scale:
    """ITERS-3's items with an invented layout of indicators."""
    iters = scales.get("iters-3")
    levels = tuple(
        tuple(scales.Indicator(f"{a}.{n + 1}", na=a > 1) for n in range(size))
        for a, size in SHAPE.items()
    )
    return evolve(
        iters, all_items=tuple(evolve(item, levels=levels) for item in iters.all_items)
    )


def answers(chance: random.Random, quality: float) -> str:
    """One item's line: good rooms have fewer faults, more strengths, a few NA."""

    def one(level: int) -> str:
        if level > 1 and chance.random() < 0.02:
            return "A"
        likely = 0.03 if level == 1 else quality - 0.08 * level
        return "Y" if chance.random() < likely else "N"

    return "|".join(
        "".join(one(level) for _ in range(size)) for level, size in SHAPE.items()
    )


def observations(scale: scales.Scale) -> list[scales.Observation]:
    """Sheets of many rooms, the same on every run."""
    chance = random.Random(5)
    return [
        scales.Observation(
            scale=scale.id,
            room=f"room/{n}",
            on=dt.date(2026, 3, 2),
            answers={
                number: answers(chance, chance.uniform(0.9, 1.4))
                for number in scale.items
            },
        )
        for n in range(SHEETS)
    ]


def unpacked(seen: scales.Observation) -> Obvious:
    """The same sheet as objects."""
    return Obvious(
        seen.scale,
        seen.room,
        seen.on,
        [
            ItemAnswers(
                number,
                [
                    Indicator(f"{level}.{n + 1}", level, Said(answer))
                    for level, line in zip(SHAPE, text.split("|"), strict=True)
                    for n, answer in enumerate(line)
                ],
            )
            for number, text in seen.answers.items()
        ],
    )


def means(sheet: scales.Sheet) -> tuple[Any, ...]:
    """The same numbers from a scored sheet."""
    return *(part.mean for part in sheet.subscales.values()), sheet.total.mean


def from_numbers(
    plan: Plan, numbers: list[list[tuple[int, int]]], cuts: list[slice]
) -> list[Any]:
    """Score sheets from bits alone, remembering nothing."""
    items = list(plan.by_item.values())
    out = []
    for sheet in numbers:
        got = [
            climb(item, yes, na, all_na_passes=True)
            for item, (yes, na) in zip(items, sheet, strict=True)
        ]
        out.append(
            (
                *(Fraction(sum(got[c]), c.stop - c.start) for c in cuts),
                Fraction(sum(got), len(got)),
            )
        )
    return out


def best(work: Callable[[], object]) -> float:
    """Seconds of the best of several rounds."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def report(what: str, seconds: float, beside: float) -> None:
    """One line of the table."""
    print(f"{what:58}{seconds / SHEETS * 1e6:10.1f} µs{beside / seconds:9.1f} ×")


def main() -> None:
    """Measure and print; the comparison is in one process and one run."""
    scale = evolve(layout(), rule=evolve(layout().rule, all_na="pass"))
    seen = observations(scale)
    objects = [unpacked(one) for one in seen]
    parts = [list(part.items) for part in scale.subscales]
    plan = plan_of(scale)
    bits = [
        [plan.line(n, text).answers for n, text in one.answers.items()] for one in seen
    ]
    pairs = [[(b & 0x3FFF, b >> 14 & 0x3FFF) for b in sheet] for sheet in bits]
    cuts = [scale.places[part.id] for part in scale.subscales]
    expected = [obvious_sheet(one, parts) for one in objects]
    assert expected == [means(scales.score(one, scale)) for one in seen]
    assert expected == from_numbers(plan, pairs, cuts)

    obvious = best(lambda: [obvious_sheet(one, parts) for one in objects])
    print(f"{SHEETS} sheets, best of {ROUNDS}; per sheet, and times faster\n")
    report("obvious: object per indicator, enum per answer", obvious, obvious)
    report(
        "packed numbers to means",
        best(lambda: from_numbers(plan, pairs, cuts)),
        obvious,
    )

    def cold() -> None:
        for lines in plan.lines.values():
            lines.clear()
        for one in seen:
            means(scales.score(one, scale))

    report("packed lines to means, every line new", best(cold), obvious)
    warm = best(lambda: [means(scales.score(one, scale)) for one in seen])
    report("packed lines to means, lines seen before", warm, obvious)
    report(
        "packed lines to total only",
        best(lambda: [scales.score(one, scale).total.mean for one in seen]),
        obvious,
    )
    full = best(
        lambda: [
            (s.items, means(s)) for s in (scales.score(one, scale) for one in seen)
        ]
    )
    report("with the full trace", full, obvious)
    ninety = statistics.median(
        best(lambda: [scales.score(one, scale).total.mean for one in seen[:90]])
        for _ in range(3)
    )
    print(f"\na borough's 90 sheets: {ninety * 1e3:.2f} ms")


if __name__ == "__main__":
    main()
