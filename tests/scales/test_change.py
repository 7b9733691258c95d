"""Whether rooms changed: matching, one room, all rooms, and when nobody can tell."""

import datetime as dt
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earlyyears import scales
from earlyyears.kernel import Answered, CannotTell
from earlyyears.scales.group_change import group_change
from tests.scales.cases import DAY, LATER, iters_sheet, seen
from tests.scales.rounds import rounds

HARD = {"on": LATER}


def toy(room: str, score: int | str, on: dt.date = DAY, **about: Any) -> scales.Sheet:
    """A room of the invented scale with one score on every item."""
    scores = dict.fromkeys(("1", "2", "3"), score)
    return scales.score(seen(room=room, on=on, item_scores=scores, **about))


def test_rooms_are_matched_and_the_rest_has_its_reason() -> None:
    """Every room is either compared or counted under one reason."""
    before = [
        toy("a", 3), toy("b", 3), toy("c", 3), toy("c", 4), toy("d", 3), toy("e", 3),
        toy("f", 3, LATER), toy("g", 3), scales.score(seen(room="h")),
    ]  # fmt: skip
    after = [
        toy("a", 5, LATER), toy("c", 5, LATER), toy("d", 5, LATER, notes="toy-town"),
        toy("e", 5, LATER, provision="home"), toy("f", 5, DAY), toy("i", 5, LATER),
        toy("g", 4, LATER), toy("h", 4, LATER),
    ]  # fmt: skip
    found = scales.change(before, after)
    assert 2 == found.n
    assert {
        "not_seen_again": 1, "seen_twice": 1, "other_notes": 1, "other_provision": 1,
        "out_of_order": 1, "no_settled_score": 1, "not_seen_before": 1,
    } == found.unmatched  # fmt: skip
    assert Fraction(3, 2) == found.mean
    assert set(found.unmatched) <= set(scales.UNMATCHED)


def test_rooms_of_one_name_in_two_settings_are_two_rooms() -> None:
    """A room's key is its own setting's."""
    before = [toy("a", 3, setting="s1"), toy("a", 4, setting="s2")]
    after = [toy("a", 5, LATER, setting="s1"), toy("a", 5, LATER, setting="s2")]
    assert Fraction(3, 2) == scales.change(before, after).mean


def test_scales_are_not_compared_though_numbers_match() -> None:
    """From ITERS-3 to FCCERS-3, or to other notes, there is no change to speak of."""
    other = scales.score(
        seen(scale="fccers-3", on=LATER, item_scores={str(n): 5 for n in range(1, 34)})
    )
    with pytest.raises(scales.MixedScalesError):
        scales.change(iters_sheet(4), other)
    with pytest.raises(scales.MixedScalesError):
        scales.change([iters_sheet(4)], [iters_sheet(5, notes="nc", **HARD)])


def test_scales_are_not_averaged_together() -> None:
    """Rooms that were each matched within their own scale still make no common mean."""
    before = [iters_sheet(4, room="a"), toy("b", 4)]
    after = [iters_sheet(5, room="a", **HARD), toy("b", 5, LATER)]
    with pytest.raises(scales.MixedScalesError, match="iters-3 2017, toy 1"):
        scales.change(before, after)


def test_mixing_editions_is_possible_and_named() -> None:
    """Whoever forces it says why, and the result prints it."""
    other = toy("room/a", 6, LATER, notes="toy-town")
    found = scales.change(
        toy("room/a", 4), other, mix_editions="notes differ in wording only"
    )
    assert (Fraction(2), "notes differ in wording only") == (found.mean, found.mixed)
    assert "mixed_editions" in [finding.code for finding in found.findings]


def test_a_subscale_or_an_item_can_be_compared() -> None:
    """Change may be of the total, a subscale or an item."""
    one = scales.score(seen(item_scores={"1": 3, "2": 5, "3": 2}))
    other = scales.score(seen(on=LATER, item_scores={"1": 4, "2": 5, "3": 6}))
    changes = {
        of: scales.change(one, other, of=of).mean for of in ("total", "place", "3")
    }
    assert {
        "total": Fraction(5, 3),
        "place": Fraction(1, 2),
        "3": Fraction(4),
    } == changes
    with pytest.raises(scales.RatingsError):
        scales.change(one, other, of="garden")


def test_one_room_has_a_change_and_no_group() -> None:
    """One matched room has no interval, but may have a reliable change."""
    found = scales.change(
        toy("a", 3),
        toy("a", 6, LATER),
        reliability="0.8",
        reliability_kind="test and retest",
        sd=1,
    )
    assert isinstance(found.verdict, CannotTell)
    assert "too_few" == found.verdict.why.reason
    room = found.rooms["a"]
    assert isinstance(room, Answered)
    assert "clear rise" == room.value.verdict
    assert str(room.value).endswith("test and retest")


def test_the_kind_of_reliability_must_be_named() -> None:
    """Agreement between raters and stability over time give other errors."""
    with pytest.raises(scales.RatingsError, match="kind of reliability"):
        scales.change([3, 4], [4, 5], reliability="0.8")
    unnamed = scales.change([3, 4], [4, 5]).rooms["1"]
    assert isinstance(unnamed, CannotTell)


@pytest.mark.parametrize(
    ("post", "verdict"),
    [("5.4", "clear rise"), ("4.2", "no clear change"), ("2.5", "clear fall")],
)
def test_a_small_change_of_one_room_is_none(post: str, verdict: str) -> None:
    """Only a change beyond its own error is called one."""
    found = scales.reliable_change("4.0", post, "0.8", "0.8")
    assert isinstance(found, Answered)
    assert verdict == found.value.verdict


def test_the_mean_change_has_an_interval() -> None:
    """The t interval of four changes, checked by hand."""
    pytest.importorskip("scipy", reason="the extra stats is not installed")
    found = scales.change([3, 4, 5, 4], [4, 6, 6, 4])
    assert isinstance(found.interval, Answered)
    # Changes 1, 2, 1, 0: mean 1, sd 0.8165, error 0.40825, t(3) 3.18245.
    bounds = found.interval.value
    assert (-0.2992, 2.2992) == (round(bounds.low, 4), round(bounds.high, 4))
    assert isinstance(found.verdict, Answered)
    assert "no clear change" == found.verdict.value
    assert "few_rooms" in [finding.code for finding in found.findings]


def audit(room: str, value: int | str, who: str, setting: str = "") -> scales.Audit:
    """One audit of a room by somebody."""
    return scales.Audit(setting, room, Fraction(value), observer=who)


def test_assessors_who_all_changed_cannot_be_told_from_change() -> None:
    """If a second person audits every room again, a rise may be their mildness."""
    before = [audit(f"r{n}", 3 + n % 2, "k1") for n in range(6)]
    after = [audit(f"r{n}", 5 + n % 3, "k2") for n in range(6)]
    found = scales.change(before, after)
    assert isinstance(found.verdict, CannotTell)
    assert "assessors_confounded" == found.verdict.why.reason
    assert (0, 6) == (found.same_assessor, found.other_assessor)


def test_known_severity_widens_the_interval() -> None:
    """With the spread of leanings known, the verdict is possible and more careful."""
    pytest.importorskip("scipy", reason="the extra stats is not installed")
    before = [audit(f"r{n}", 3 + n % 2, "k1") for n in range(6)]
    after = [audit(f"r{n}", 5 + n % 3, "k2") for n in range(6)]
    mild = scales.change(before, after, severity_sd=0.1)
    harsh = scales.change(before, after, severity_sd=1.0)
    assert isinstance(mild.verdict, Answered)
    assert isinstance(harsh.verdict, Answered)
    assert ("clear rise", "no clear change") == (
        mild.verdict.value,
        harsh.verdict.value,
    )


def test_severity_is_taken_out_where_assessors_overlap() -> None:
    """A difference of two points between assessors leaves no trace in the change."""
    milder = {"k1": 0, "k2": 2}
    plan = [
        ("k1", "k1"),
        ("k1", "k2"),
        ("k2", "k1"),
        ("k1", "k2"),
        ("k2", "k2"),
        ("k1", "k2"),
    ]
    noise = [0, 1, 0, -1, 1, -1]
    before = [audit(f"r{n}", 3 + milder[a], a) for n, (a, _) in enumerate(plan)]
    after = [
        audit(f"r{n}", str(Fraction(3 + milder[b]) + Fraction(noise[n], 10)), b)
        for n, (_, b) in enumerate(plan)
    ]
    found = scales.change(before, after).group
    assert isinstance(found, Answered)
    assert abs(found.value.adjusted) < Fraction(1, 10)
    assert found.value.mean > Fraction(1, 2)
    assert (4, "t, adjusted for assessors") == (found.value.df, found.value.method)


def test_the_adjustment_agrees_with_least_squares() -> None:
    """Adjusted change and its error are those of a regression by statsmodels."""
    reason = "the extra stats is not installed"
    models = pytest.importorskip("statsmodels.api", reason=reason)
    array = pytest.importorskip("numpy", reason=reason).array
    chance = Random(8)
    for _ in range(50):
        before, after = rounds(chance, 20)
        pairs = scales.change(before, after).matched.pairs
        contrast = [
            (p.after.observer == "k2") - (p.before.observer == "k2") for p in pairs
        ]
        design = array([[1.0, one] for one in contrast])
        fit = models.OLS(array([float(p.change) for p in pairs]), design).fit()
        found = group_change(pairs)
        assert isinstance(found, Answered)
        assert fit.params[0] == pytest.approx(float(found.value.adjusted), abs=1e-9)
        assert fit.bse[0] == pytest.approx(found.value.standard_error, abs=1e-9)
        low, high = fit.conf_int()[0]
        interval = found.value.interval()
        assert isinstance(interval, Answered)
        bounds = interval.value
        assert (low, high) == pytest.approx((bounds.low, bounds.high), abs=1e-9)


def test_rooms_of_one_setting_resemble_each_other() -> None:
    """Where settings changed as wholes, the error is that of settings, not of rooms."""
    rises = {"s1": 0, "s2": 2, "s3": 1, "s4": 3}
    before, after = [], []
    for setting, rise in rises.items():
        for n in range(5):
            before.append(audit(f"r{n}", 3, "k1", setting))
            after.append(
                audit(f"r{n}", str(Fraction(30 + 10 * rise + n % 2, 10)), "k1", setting)
            )
    alone = [
        scales.Audit("", f"{a.setting}{a.room}", a.value, observer="k1") for a in before
    ]
    again = [
        scales.Audit("", f"{a.setting}{a.room}", a.value, observer="k1") for a in after
    ]
    nested, flat = scales.change(before, after).group, scales.change(alone, again).group
    assert isinstance(nested, Answered)
    assert isinstance(flat, Answered)
    assert nested.value.standard_error > 1.5 * flat.value.standard_error
    assert (3, 19) == (nested.value.df, flat.value.df)
    single = scales.change(before[:5], after[:5]).group
    assert isinstance(single, CannotTell)


def test_identical_changes_have_no_error() -> None:
    """Where every room rises alike the error is not known, and not nil."""
    found = scales.change([3, 4, 5], [4, 5, 6]).group
    assert isinstance(found, CannotTell)
    assert "no_variance" == found.why.reason
    moved = scales.change(
        [audit("a", 3, "k1"), audit("b", 4, "k1")],
        [audit("a", 4, "k1"), audit("b", 5, "k2")],
        severity_sd=0.0,
    ).group
    assert isinstance(moved, CannotTell)


def test_unknown_assessors_are_pointed_out() -> None:
    """Without keys nobody can say whether severity changed."""
    found = scales.change([3, 4, 5], [4, 6, 6])
    assert "assessors_unknown" in [finding.code for finding in found.findings]


def codes_of(found: scales.Change) -> list[str]:
    """The codes of a change's findings."""
    return [finding.code for finding in found.findings]


def test_low_rooms_seen_again_rise_by_themselves() -> None:
    """When the rooms seen again stood low at first, part of a rise is regression."""
    before = [audit(f"r{n}", n % 7 + 1, "k1") for n in range(21)]
    low = [one.room for one in before if one.value is not None and one.value <= 3]
    after = [audit(room, 4, "k1") for room in low]
    found = scales.change(
        before, after, reliability="0.75", reliability_kind="between raters"
    )
    assert "regression_to_the_mean" in codes_of(found)
    advice = next(
        f.advice for f in found.findings if f.code == "regression_to_the_mean"
    )
    # All rooms stand at 4, those seen again at 2: a quarter of two points.
    assert "+0.50" in advice
    everyone = scales.change(before, [audit(one.room, 5, "k1") for one in before])
    assert "regression_to_the_mean" not in codes_of(everyone)


def test_rooms_chosen_by_their_score_are_warned_of() -> None:
    """Whoever says that rooms were chosen by score is warned whatever the figures."""
    found = scales.change([3, 4], [4, 6], selected_on_score=True)
    assert "regression_to_the_mean" in codes_of(found)


@given(
    st.lists(
        st.tuples(st.integers(33, 231), st.integers(33, 231)), min_size=1, max_size=12
    )
)
def test_the_mean_change_is_exact_and_order_is_irrelevant(
    scores: list[tuple[int, int]],
) -> None:
    """The mean of differences is the difference of means, to the last bit."""
    before, after = ([Fraction(pair[n], 33) for pair in scores] for n in (0, 1))
    found = scales.change(before, after)
    n = len(scores)
    assert sum(after, Fraction(0)) / n - sum(before, Fraction(0)) / n == found.mean
    assert scales.change(before[::-1], after[::-1]).mean == found.mean


def test_a_change_reads_as_a_sentence() -> None:
    """The verdict, the mean and the rooms stand in one line."""
    pytest.importorskip("scipy", reason="the extra stats is not installed")
    found = scales.change([3, 4, 5, 4], [4, 6, 6, 4])
    assert "no clear change: mean change 1.00 over 4 matched rooms" == str(found)
    assert str(scales.change([3], [4])).startswith("too_few: mean change 1.00")


def test_a_room_seen_twice_in_either_round_is_left_out() -> None:
    """Nobody picks the better of two audits."""
    found = scales.change([toy("a", 3)], [toy("a", 4, LATER), toy("a", 6, LATER)])
    assert (0, {"seen_twice": 1}) == (found.n, found.unmatched)


def test_the_error_of_settings_by_hand() -> None:
    """Two settings of two rooms that changed by 0 and by 2: the error is 1, df is 1."""
    before = [audit(f"r{n}", 3, "k1", f"s{n // 2}") for n in range(4)]
    after = [audit(f"r{n}", 3 + 2 * (n // 2), "k1", f"s{n // 2}") for n in range(4)]
    found = scales.change(before, after).group
    assert isinstance(found, Answered)
    # Each setting's residuals sum to 2: sqrt(2 / 1 * (4 + 4)) / 4 = 1.
    assert (1.0, 1) == (round(found.value.standard_error, 12), found.value.df)
