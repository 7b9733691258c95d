"""How fast a sheet is scored, beside the obvious scorer, in one run.

The obvious scorer holds an object for each indicator with an enum for its answer and
walks the levels. Both sides score the same invented answers to an invented layout of
33 items with 3, 4, 4 and 3 indicators; what differs is the shape of the data.

    python benchmarks/scales.py
"""
# ruff: noqa: INP001, S101, S311, T201  a script that measures and prints

import datetime as dt
import json
import random
import time
from collections.abc import Callable
from enum import Enum
from fractions import Fraction

import attrs
from cattrs.preconf.json import make_converter

from earlyyears import scales
from earlyyears.kernel import evolve
from earlyyears.scales.explaining import explained
from earlyyears.scales.ladder import bounds, climb
from earlyyears.scales.ladder import parts as parts_of
from earlyyears.scales.plans import Plan, plan_of

SHAPE = {1: 3, 3: 4, 5: 4, 7: 3}
SHEETS, ROUNDS, NA_SHARE = 200, 7, 0.02


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


def obvious_sums(sheet: Obvious, parts: list[list[str]]) -> list[tuple[int, int]]:
    """Score a sheet: the sum and number of items of each subscale and of all."""
    scores = {item.id: obvious_item(item) for item in sheet.items}
    sums = [(sum(scores[n] for n in part), len(part)) for part in parts]
    return [*sums, (sum(scores.values()), len(scores))]


def obvious_means(sheet: Obvious, parts: list[list[str]]) -> list[Fraction]:
    """The same with exact means made of them."""
    return [Fraction(total, n) for total, n in obvious_sums(sheet, parts)]


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
        if level > 1 and chance.random() < NA_SHARE:
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


def means(sheet: scales.Sheet) -> list[Fraction | None]:
    """The same means from a scored sheet."""
    return [*(part.mean for part in sheet.subscales.values()), sheet.total.mean]


def sums_of_bits(
    plan: Plan, sheet: list[tuple[int, int]], cuts: list[slice]
) -> list[tuple[int, int]]:
    """Score a sheet from the bits of its answers alone, remembering nothing."""
    pairs = zip(plan.by_item.values(), sheet, strict=True)
    got = [climb(item, yes, na, all_na_passes=True) for item, (yes, na) in pairs]
    return [*((sum(got[c]), c.stop - c.start) for c in cuts), (sum(got), len(got))]


def traced(plan: Plan, sheet: list[int]) -> list[scales.ItemResult]:
    """Bounds, blockers and credit from packed answers alone, remembering nothing."""
    found = []
    for item, answers in zip(plan.by_item.values(), sheet, strict=True):
        low, high = bounds(item, *parts_of(item, answers))
        found.append(explained(item, low, high, answers))
    return found


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
    print(f"{what:58}{seconds / SHEETS * 1e6:10.1f} µs{beside / seconds:9.1f} times")


def main() -> None:
    """Measure and print; all comparisons are in one process and one run."""
    scale = layout()
    rule = scale.rule
    assert isinstance(rule, scales.Ladder)
    scale = evolve(scale, rule=evolve(rule, all_na="pass"))
    seen = observations(scale)
    objects = [unpacked(one) for one in seen]
    scoring(scale, seen, objects)
    loading(seen, objects)


def scoring(
    scale: scales.Scale, seen: list[scales.Observation], objects: list[Obvious]
) -> None:
    """Scoring, from the bare bits to the full trace."""
    parts = [list(part.items) for part in scale.subscales]
    cuts = [scale.places[part.id] for part in scale.subscales]
    plan = plan_of(scale)
    full = plan.by_item["1"].full
    lines = [[plan.line(n, t).answers for n, t in one.answers.items()] for one in seen]
    bits = [[(b & full, b >> 14 & full) for b in sheet] for sheet in lines]
    expected = [obvious_means(one, parts) for one in objects]
    assert expected == [means(scales.score(one, scale)) for one in seen]
    assert [obvious_sums(one, parts) for one in objects] == [
        sums_of_bits(plan, one, cuts) for one in bits
    ]

    def forget() -> None:
        for known in (*plan.lines.values(), *plan.results.values()):
            known.clear()

    def new(work: Callable[[scales.Sheet], object]) -> Callable[[], object]:
        def run() -> None:
            forget()
            for one in seen:
                work(scales.score(one, scale))

        return run

    def again(
        work: Callable[[scales.Sheet], object], many: int = SHEETS
    ) -> Callable[[], object]:
        return lambda: [work(scales.score(one, scale)) for one in seen[:many]]

    print(f"{SHEETS} sheets, best of {ROUNDS}; per sheet, and times faster\n")
    obvious = best(lambda: [obvious_sums(one, parts) for one in objects])
    report("an object for each indicator: scores and sums", obvious, obvious)
    report(
        "packed answers as numbers: scores and sums",
        best(lambda: [sums_of_bits(plan, one, cuts) for one in bits]),
        obvious,
    )
    report(
        "scales.score and the total, lines seen before",
        best(again(lambda s: s.total.mean)),
        obvious,
    )
    report(
        "scales.score and the total, every line new",
        best(new(lambda s: s.total.mean)),
        obvious,
    )
    report(
        "packed answers as numbers: full trace of every item",
        best(lambda: [traced(plan, one) for one in lines]),
        obvious,
    )
    exact = best(lambda: [obvious_means(one, parts) for one in objects])
    report("an object for each indicator: seven exact means", exact, exact)
    report(
        "scales.score and seven exact means, lines seen before",
        best(again(means)),
        exact,
    )
    report(
        "… with the full trace, lines seen before",
        best(again(lambda s: (s.items, means(s)))),
        exact,
    )
    report(
        "… with the full trace, every line new",
        best(new(lambda s: (s.items, means(s)))),
        exact,
    )
    ninety = best(again(lambda s: s.total.mean, 90))
    print(f"\na borough's 90 sheets: {ninety * 1e3:.2f} ms\n")


def loading(seen: list[scales.Observation], objects: list[Obvious]) -> None:
    """Reading the stored text back into objects, packed and not."""
    codec = make_converter()
    packed = [json.dumps(codec.unstructure(one)) for one in seen]
    loose = [json.dumps(codec.unstructure(one)) for one in objects]
    assert seen == [
        codec.structure(json.loads(one), scales.Observation) for one in packed
    ]
    slow = best(lambda: [codec.structure(json.loads(one), Obvious) for one in loose])
    quick = best(
        lambda: [codec.structure(json.loads(one), scales.Observation) for one in packed]
    )
    report("load an object for each indicator", slow, slow)
    report("load packed answers", quick, slow)
    size = sum(map(len, loose)) / sum(map(len, packed))
    print(f"text is {size:.1f} times shorter when packed")


if __name__ == "__main__":
    main()
