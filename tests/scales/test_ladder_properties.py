"""What holds for every item and every answer, by search and by exhaustion."""

from itertools import pairwise, product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earlyyears import scales
from tests.scales.cases import ITERS, lone, seen, with_levels

LETTERS = "YNA."
POLICIES = ("ambiguous", "pass", "stop")
ORDER = {"fault": "YAN", "strength": "NAY"}
levels = st.lists(st.text(LETTERS, min_size=1, max_size=4), min_size=4, max_size=4)


def bounds(answers: list[str], policy: str) -> tuple[int, int]:
    """The bounds of an item, which always exist."""
    found = scales.score(
        dict(zip(("1", "3", "5", "7"), answers, strict=True)), all_na_policy=policy
    )
    assert found.low is not None
    assert found.high is not None
    return int(found.low), int(found.high)


def replaced(answers: list[str], level: int, place: int, letter: str) -> list[str]:
    """The same answers with one changed."""
    line = answers[level]
    return [
        line[:place] + letter + line[place + 1 :] if n == level else one
        for n, one in enumerate(answers)
    ]


@given(levels, st.sampled_from(POLICIES), st.data())
def test_a_better_answer_never_lowers_a_score(
    answers: list[str], policy: str, data: st.DataObject
) -> None:
    """From fault to NA to none, or from No to NA to Yes, neither bound falls."""
    level = data.draw(st.integers(0, 3))
    place = data.draw(st.integers(0, len(answers[level]) - 1))
    steps = ORDER["strength" if level else "fault"]
    found = [bounds(replaced(answers, level, place, one), policy) for one in steps]
    lows, highs = [low for low, _ in found], [high for _, high in found]
    assert sorted(lows) == lows
    assert sorted(highs) == highs


@given(levels, st.sampled_from(POLICIES), st.data())
def test_bounds_hold_every_completion(
    answers: list[str], policy: str, data: st.DataObject
) -> None:
    """However the blanks are filled, NA included, the score lies within the bounds."""
    low, high = bounds(answers, policy)
    filled = [
        "".join(
            data.draw(st.sampled_from("YNA")) if one == "." else one for one in line
        )
        for line in answers
    ]
    least, most = bounds(filled, policy)
    assert low <= least <= most <= high


@given(levels, st.sampled_from(POLICIES))
def test_bounds_are_reached(answers: list[str], policy: str) -> None:
    """The bounds are no wider than they must be: the worst and the best touch them."""

    def completed(fault: str, strength: str) -> list[str]:
        first, *rest = answers
        return [
            first.replace(".", fault),
            *(one.replace(".", strength) for one in rest),
        ]

    worst, best = (bounds(completed(*one), policy) for one in (("Y", "N"), ("N", "Y")))
    assert bounds(answers, policy) == (worst[0], best[1])


@given(levels, st.sampled_from(POLICIES), st.randoms())
def test_the_order_of_answers_is_irrelevant(
    answers: list[str], policy: str, chance: Random
) -> None:
    """Within a level only how many are Yes, No, NA and blank counts."""
    mixed = ["".join(chance.sample(line, len(line))) for line in answers]
    assert bounds(answers, policy) == bounds(mixed, policy)


@given(levels)
def test_a_blank_that_is_not_named_does_not_matter(answers: list[str]) -> None:
    """Filling only blanks that are not among the undecided changes no bound."""
    found = lone("|".join(answers), all_na="pass")
    ids = [
        f"{a}.{n + 1}"
        for a, line in zip((1, 3, 5, 7), answers, strict=True)
        for n in range(len(line))
    ]
    flat = "".join(answers)
    for letter in "YN":
        filled = "".join(
            letter if one == "." and name not in found.undecided else one
            for one, name in zip(flat, ids, strict=True)
        )
        cut = [0]
        for line in answers:
            cut.append(cut[-1] + len(line))
        again = [filled[a:b] for a, b in pairwise(cut)]
        assert bounds(answers, "pass") == bounds(again, "pass")


@given(levels)
def test_removing_what_blocks_moves_an_item_up(answers: list[str]) -> None:
    """When every blocking indicator is put right, a settled item can be higher."""
    found = lone("|".join(answers), all_na="pass")
    if found.score is None or not found.blocking:
        return
    better = list(answers)
    for one in found.blocking:
        anchor, _, n = one.partition(".")
        level = (int(anchor) - 1) // 2
        letter = "Y" if level else "N"
        better = replaced(better, level, int(n) - 1, letter)
    assert bounds(better, "pass")[1] > found.score or "gated_at_1" in found.flags


def reference(answers: list[str], policy: str) -> int | None:
    """The rule of the domain page, written as it is told there."""
    if "Y" in answers[0]:
        return 1
    reached = 1
    for value, line in zip((3, 5, 7), answers[1:], strict=True):
        yes, no = line.count("Y"), line.count("N")
        if yes + no == 0:
            if policy == "ambiguous":
                return None
            if policy == "stop":
                return reached
            reached = value
        elif no == 0:
            reached = value
        elif 2 * yes >= yes + no:
            return (reached + value) // 2
        else:
            return reached
    return reached


@given(
    st.lists(st.text("YNA", min_size=1, max_size=5), min_size=4, max_size=4),
    st.sampled_from(POLICIES),
)
def test_the_engine_agrees_with_the_rule_as_it_is_told(
    answers: list[str], policy: str
) -> None:
    """Masks and words give the same score on sheets without blanks."""
    assert reference(answers, policy) == lone("|".join(answers), all_na=policy).score


@pytest.mark.slow
def test_the_engine_agrees_with_the_rule_on_every_small_item() -> None:
    """All 26,244 answers to an item of 2, 2, 3 and 1 indicators, under all policies."""
    lines = [
        ["".join(one) for one in product("YNA", repeat=size)] for size in (2, 2, 3, 1)
    ]
    checked = 0
    for answers in product(*lines):
        for policy in POLICIES:
            found = scales.score(
                dict(zip(("1", "3", "5", "7"), answers, strict=True)),
                all_na_policy=policy,
            )
            assert reference(list(answers), policy) == found.score
            checked += 1
    assert 3 * 3**8 == checked


@given(st.lists(st.integers(1, 7), min_size=33, max_size=33))
def test_the_total_is_the_mean_of_items_never_of_means(scores: list[int]) -> None:
    """Whatever the scores, the total is their sum over their number."""
    given_ = {str(n + 1): score for n, score in enumerate(scores)}
    sheet = scales.score(seen(scale="iters-3", item_scores=given_))
    assert sheet.total.mean is not None
    assert sum(scores) == 33 * sheet.total.mean


@given(st.permutations(list(ITERS.items)), st.data())
def test_the_order_of_items_is_irrelevant(
    numbers: list[str], data: st.DataObject
) -> None:
    """A sheet written in another order is the same sheet."""
    scale = with_levels(ITERS)
    lines = {
        n: data.draw(st.sampled_from(["NNN|YYYY|YNNN|NNN", "NNN|YYNN|YYYY|YYY"]))
        for n in numbers
    }
    one = scales.score(seen(scale="iters-3", answers=lines), scale)
    other = scales.score(
        seen(scale="iters-3", answers=dict(sorted(lines.items()))), scale
    )
    assert one.total == other.total
    assert one.items == other.items
