"""Two sheets of one joint observation, certificates, and assessors who drift."""

import datetime as dt
from fractions import Fraction
from typing import Any

import pytest

from earlyyears import scales
from earlyyears.kernel import Answered, CannotTell, DateRange, Share, evolve
from tests.scales.cases import DAY, ITERS, iters_sheet, seen
from tests.scales.numbers import number


def pair(**about: Any) -> tuple[scales.Sheet, scales.Sheet]:
    """Thirty items scored by both, 26 of them within one; three NA for the second."""
    first = dict.fromkeys(range(1, 34), 4)
    second = first | dict.fromkeys(range(1, 5), 7) | dict.fromkeys(range(31, 34), "NA")
    return (
        iters_sheet(first, observer="k1", role="joint", **about),
        iters_sheet(second, observer="k2", role="joint", **about),
    )


def test_the_policy_on_na_decides_the_share() -> None:
    """The same two sheets give 26 of 30 or 26 of 33, never a number without a name."""
    found = scales.agreement(*pair())
    assert (30, 26, 3) == (
        found.n_both_scored,
        found.within_one_count,
        found.n_na_mismatch,
    )
    shares = {
        policy: found.under(policy).within_one.value  # type: ignore[union-attr]
        for policy in scales.NA_POLICIES
    }
    assert {
        "scored_only": Share(26, 30),
        "mismatch_disagrees": Share(26, 33),
        "na_na_agrees_mismatch_disagrees": Share(26, 33),
    } == shares
    assert isinstance(found.within_one, CannotTell)
    assert isinstance(found.exact, CannotTell)
    assert "na_policy" == found.within_one.questions[0].code
    assert "agreement not given: na_policy" == str(found)


def test_na_by_both_needs_a_policy_too() -> None:
    """Where both found an item not applicable, it may agree or leave."""
    found = scales.agreement([5, 4, "NA"], [5, 6, "NA"])
    assert isinstance(found.exact, CannotTell)
    named = found.under("na_na_agrees_mismatch_disagrees").exact
    assert isinstance(named, Answered)
    assert Share(2, 3) == named.value
    apart = found.under("mismatch_disagrees").exact
    assert isinstance(apart, Answered)
    assert Share(1, 2) == apart.value


def test_without_na_no_policy_is_asked_for() -> None:
    """Where nothing was NA every policy gives one number."""
    found = scales.agreement(iters_sheet(4), iters_sheet(4))
    assert isinstance(found.exact, Answered)
    assert Share(33, 33) == found.exact.value
    assert "within one point on 33 of 33 items (no NA)" == str(found)


def test_missing_items_are_counted_apart() -> None:
    """An item that one did not enter is in no share and is counted."""
    found = scales.agreement({"1": 5, "2": 4, "3": None}, {"1": 5, "3": 6})
    assert (1, 2, 3) == (found.n_both_scored, found.n_missing, found.n_items)


def test_bias_and_gaps_have_a_direction() -> None:
    """It is seen who scored higher, and by how much on which item."""
    found = scales.agreement({"1": 6, "2": 4}, {"1": 3, "2": 5})
    assert Fraction(1) == found.bias
    assert (("1", Fraction(3)),) == found.apart
    assert scales.agreement(["NA"], [4]).bias is None


def test_scales_of_one_shape_are_not_one_scale() -> None:
    """ITERS-3 and FCCERS-3 have the same numbers and other meanings."""
    other = scales.score(
        seen(scale="fccers-3", item_scores={str(n): 4 for n in range(1, 34)})
    )
    with pytest.raises(scales.MixedScalesError, match="iters-3 2017 and fccers-3 2019"):
        scales.agreement(iters_sheet(4), other)


def test_notes_are_part_of_the_instrument() -> None:
    """Sheets scored by other local notes are not compared."""
    with pytest.raises(scales.MixedScalesError, match="with notes nc"):
        scales.agreement(iters_sheet(4), iters_sheet(4, notes="nc"))


@pytest.mark.parametrize("about", [{"room": "room/b"}, {"on": dt.date(2026, 3, 3)}])
def test_a_joint_observation_is_of_one_room_on_one_day(about: dict[str, Any]) -> None:
    """Two rooms, or two days, are no joint observation."""
    with pytest.raises(scales.RatingsError, match="different rooms or days"):
        scales.agreement(iters_sheet(4), iters_sheet(4, **about))


def test_observations_are_scored_on_the_way() -> None:
    """Observations of a scale that ships can be compared as they are."""
    one = seen(scale="iters-3", item_scores={"1": 5, "2": 3})
    found = scales.agreement(one, evolve(one, id="", item_scores={"1": 5, "2": 6}))
    assert (1, 1) == (found.exact_count, found.within_one_count)


def day(share: int, month: int, **about: Any) -> scales.Agreement:
    """A joint observation with so many of 33 items within one."""
    first = dict.fromkeys(range(1, 34), 4)
    second = first | dict.fromkeys(range(share + 1, 34), 7)
    on = dt.date(2026, month, 1)
    return scales.agreement(
        iters_sheet(first, observer="k1", on=on, **about),
        iters_sheet(second, on=on, **about),
    )


def test_the_last_three_are_averaged() -> None:
    """An early failure is forgotten; the mean of three shares decides."""
    good = [day(33, 3), day(33, 4), day(25, 5)]
    passed = scales.certification([day(0, 1), *good])
    assert isinstance(passed, Answered)
    assert (True, Fraction(91, 99)) == (passed.value.passed, passed.value.average)
    assert passed == scales.certification([*reversed(good), day(0, 1)])
    failed = scales.certification([day(0, 1), *good, day(20, 6)])
    assert isinstance(failed, Answered)
    assert not failed.value.passed
    assert str(failed.value).startswith("not reliable")


def test_exactly_the_share_asked_for_passes() -> None:
    """Seventeen of twenty is 85 % and passes; floats are not asked."""
    exactly = scales.agreement([1] * 20, [1] * 17 + [7] * 3)
    found = scales.certification([exactly] * 3)
    assert isinstance(found, Answered)
    assert found.value.passed


def test_the_mean_of_shares_is_not_the_pooled_share() -> None:
    """Both are given, since sheets may have different numbers of items."""
    short = scales.agreement([1] * 4, [7] * 4)
    long = scales.agreement([1] * 33, [1] * 33)
    found = scales.certification([short, long, long])
    assert isinstance(found, Answered)
    assert (Fraction(2, 3), Share(66, 70)) == (found.value.average, found.value.pooled)
    assert "scored_only" not in found.value.na


def test_a_certificate_is_for_one_scale() -> None:
    """Joint observations of two scales do not add up."""
    other = evolve(day(33, 2), key=("ecers-3", "2015"))
    with pytest.raises(scales.MixedScalesError):
        scales.certification([day(33, 1), other, day(33, 3)])
    somebody = evolve(day(33, 2), observer="k9")
    with pytest.raises(scales.MixedScalesError):
        scales.certification([day(33, 1), somebody, day(33, 3)])


def test_na_needs_a_policy_before_a_certificate() -> None:
    """A certificate cannot rest on an unnamed policy, and the policy can flip it."""
    found = [scales.agreement(*pair())] * 3
    assert isinstance(scales.certification(found), CannotTell)
    results = {}
    for policy in scales.NA_POLICIES:
        answer = scales.certification(found, na=policy)
        assert isinstance(answer, Answered)
        results[policy] = answer.value.passed
    assert {True, False} == set(results.values())


def test_rules_are_data() -> None:
    """CLASS asks for another share of one observation, and holds for a year."""
    rule = scales.certification_rules()["class"]
    assert (Fraction(4, 5), 1, 12) == (rule.share, rule.last, rule.valid_months)
    found = scales.certification([day(27, 1)], rule="class")
    assert isinstance(found, Answered)
    assert found.value.passed
    assert not rule.source.confirmed


def test_a_certificate_ends() -> None:
    """On the day it ends, or for another edition or person, it does not hold."""
    held = scales.Certificate("k1", *ITERS.key, DateRange(None, DAY))
    before = DAY - dt.timedelta(days=1)
    assert scales.is_certified([held], "k1", ITERS.key, before)
    assert not scales.is_certified([held], "k1", ITERS.key, DAY)
    assert not scales.is_certified([held], "k2", ITERS.key, before)
    assert not scales.is_certified([held], "k1", ("iters-r", "revised"), before)


def leaning(observer: str, by: int, month: int) -> scales.Agreement:
    """A joint observation in which the assessor scored so much higher."""
    on = dt.date(2026, month, 1)
    return scales.agreement(
        iters_sheet(4 + by, observer=observer, on=on), iters_sheet(4, on=on)
    )


def test_drift_is_seen_against_the_anchor() -> None:
    """Later joint observations are set against earlier ones, in order of time."""
    days = [leaning("k1", by, month) for month, by in enumerate((0, 0, 0, 1, 2, 2), 1)]
    found = scales.drift(reversed(days))["k1"]
    assert isinstance(found, Answered)
    assert (6, Fraction(5, 3)) == (found.value.n, found.value.shift)
    assert Fraction(5, 6) == found.value.bias


def test_drift_needs_enough_days() -> None:
    """With fewer joint observations than asked for nothing is said."""
    found = scales.drift([leaning("k1", 1, month) for month in range(1, 6)])["k1"]
    assert isinstance(found, CannotTell)
    with pytest.raises(scales.RatingsError):
        scales.drift([scales.agreement([1], [1])])


def test_severity_is_the_spread_of_leanings() -> None:
    """Three assessors who lean by 0, 1 and 2 spread by one point."""
    days = [leaning(f"k{by}", by, month) for by in (0, 1, 2) for month in (1, 2)]
    assert 1.0 == number(scales.severity(days))
    assert isinstance(scales.severity(days[:4]), CannotTell)


def test_research_kappa_runs_over_rooms() -> None:
    """Item by item over rooms: perfect on one item, undefined on another."""
    sheets = [
        (
            iters_sheet({1: n, 2: 7, 3: n}, room=f"room/{n}"),
            iters_sheet({1: n, 2: 7, 3: 8 - n}, room=f"room/{n}"),
        )
        for n in range(1, 8)
    ]
    found = scales.item_kappas(sheets)
    assert 1 == number(found["1"])
    assert "one_category" == found["2"].why.reason
    assert number(found["3"]) < 0
    assert "no_pairs" == found["4"].why.reason
    assert {} == scales.item_kappas([])


def test_lists_are_compared_in_one_order() -> None:
    """A mapping and a list of another length are not compared by luck."""
    with pytest.raises(scales.RatingsError):
        scales.agreement({"1": 5}, [5, 4])


def test_research_kappa_stays_within_one_scale() -> None:
    """Pairs of two scales are refused even if each pair is of one."""
    other = scales.score(seen(scale="fccers-3", item_scores={"1": 4}))
    with pytest.raises(scales.MixedScalesError):
        scales.item_kappas([(iters_sheet(4), iters_sheet(4)), (other, other)])
