"""Settings out of rooms: weights, floors, shares and bands, all exact."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earlyyears import scales
from tests.scales.cases import iters_sheet, seen


def test_rooms_can_weigh_differently() -> None:
    """A room of twelve children may weigh twice a room of six."""
    assert Fraction(14, 3) == scales.setting_score(["4", "5"], weights=[6, 12]).mean


def test_a_named_policy_asks_for_mean_floor_and_share() -> None:
    """A policy that ships names what is not met, in words."""
    policy = scales.setting_policies()["nevada-4"]
    assert (Fraction(4), Fraction(7, 2)) == (policy.min_mean, policy.min_room)
    found = scales.setting_score(["4.6", "3.4"], "nevada-4", rooms_in_setting=6)
    assert found.meets is False
    assert (
        "2 of 6 rooms were scored, a share of 1/2 is asked for",
        "weakest room 3.40 is under 3.50",
    ) == found.unmet


def test_no_policy_is_the_default_but_the_plain_mean() -> None:
    """Without a policy nothing is asked for and everything is met."""
    found = scales.setting_score([4, 5])
    assert ("mean-of-rooms", True, "4.50") == (
        found.policy.name,
        found.meets,
        found.display,
    )


def test_an_unknown_policy_is_refused() -> None:
    """A policy that does not ship is not guessed."""
    with pytest.raises(scales.NoSuchScaleError, match="Held are mean-of-rooms"):
        scales.setting_score([4], "nevada-6")


def test_fewer_rooms_than_asked_for() -> None:
    """A least number of rooms is part of a policy."""
    assert scales.setting_score([4], min_rooms=2).unmet


def test_open_bounds_leave_the_verdict_open() -> None:
    """While a sheet has blanks that matter, a threshold between its bounds is open."""
    sheet = scales.score(seen(answers={"1": "NNN|YYY.|NNN|NN"}))
    assert scales.setting_score([sheet], threshold="2.5").meets is None
    assert scales.setting_score([sheet], threshold="2").meets is True
    assert scales.setting_score([sheet], threshold="4").meets is False
    found = scales.setting_score([sheet], threshold="2.5", bands={"low": 1})
    assert (None, "2.00 to 3.00") == (found.band, found.display)


def test_rooms_seen_through_two_scales_are_not_averaged() -> None:
    """A mean over scales needs a reason, which is then given by name."""
    other = scales.score(seen(scale="ecers-3", item_scores={"1": 6}))
    rooms = [iters_sheet(4), other]
    with pytest.raises(scales.MixedScalesError):
        scales.setting_score(rooms)
    assert (
        Fraction(5) == scales.setting_score(rooms, mix_scales="council decision").mean
    )


def test_rooms_without_a_total_do_not_count() -> None:
    """A room with nothing scored leaves, and a setting of such rooms has no score."""
    empty = scales.score(seen())
    found = scales.setting_score([empty, scales.score(seen(item_scores={"1": 6}))])
    assert (Fraction(6), "1 of 2") == (found.mean, str(found.rooms))
    with pytest.raises(scales.RatingsError):
        scales.setting_score([empty])
    with pytest.raises(scales.RatingsError):
        scales.setting_score([4, 5], weights=[1])


@pytest.mark.parametrize(
    ("bands", "code"),
    [
        ({"a": ("1", "2.99"), "b": ("3", "5")}, "band_gap"),
        ({"a": ("1", "3.5"), "b": ("3", "5")}, "band_overlap"),
    ],
)
def test_bands_meet(bands: dict[str, tuple[str, str]], code: str) -> None:
    """Neither a gap nor an overlap passes; bands that meet do."""
    with pytest.raises(scales.BandGapError) as caught:
        scales.Bands.of(bands)
    assert [code] == [finding.code for finding in caught.value.findings]
    met = scales.Bands.of({"a": ("1", "3"), "b": ("3", "5")})
    assert ("a", "b") == (met.band(Fraction(299, 100)), met.band(Fraction(3)))


@given(st.lists(st.integers(33, 231), min_size=1, max_size=9))
def test_a_setting_mean_is_exact(sums: list[int]) -> None:
    """The mean of totals over 33 items is the exact mean, whatever the order."""
    found = scales.setting_score([Fraction(one, 33) for one in sums])
    assert Fraction(sum(sums), 33 * len(sums)) == found.mean
    assert found.mean == scales.setting_score([f"{n}/33" for n in sorted(sums)]).mean
