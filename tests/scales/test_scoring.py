"""Whole sheets: what is entered, what does not apply, what counts, what is doubtful."""

from fractions import Fraction
from typing import Any

import pytest

from earlyyears import scales
from earlyyears.kernel import ItemRef, evolve, fields_of, kind_of
from tests.scales.cases import DAY, ITERS, TOY, codes, iters_sheet, seen, with_levels


def test_item_scores_alone_make_a_sheet() -> None:
    """The promise of the design: scores in, an exact total out."""
    sheet = iters_sheet({1: 5, 2: 4, 3: 4})
    assert Fraction(13, 3) == sheet.total.mean
    assert (3, 30) == (sheet.total.n_scored, sheet.total.n_missing)
    assert "4.33" == sheet.total.display
    assert "3 of 33" == str(sheet.total.coverage)


def test_bounds_travel_to_every_mean() -> None:
    """While a blank matters, subscale and total have two bounds and no mean."""
    sheet = scales.score(seen(item_scores={"2": 5}, answers={"1": "NNN|YYY.|NNN|NN"}))
    total = sheet.total
    assert (None, Fraction(7, 2), Fraction(4)) == (total.mean, total.low, total.high)
    assert "3.50 to 4.00" == total.display
    assert (1, 1) == (total.n_scored, total.n_undetermined)
    assert sheet.subscales["place"].mean is None
    assert sheet.subscales["play"].mean is None
    assert "no_items" == sheet.subscales["play"].note


def test_na_leaves_and_missing_is_counted() -> None:
    """NA leaves the mean for good; missing leaves it and shows in the coverage."""
    total = scales.score(
        seen(item_scores={"1": 6, "4": "n/a"}, item_na={"5": "none"})
    ).total
    assert (Fraction(6), 2, 2) == (total.mean, total.n_na, total.n_missing)
    assert "1 of 3" == str(total.coverage)


def test_a_subscale_can_be_left_out_by_id_or_title() -> None:
    """The total says what it leaves out."""
    about = seen(item_scores={"1": 7, "2": 7, "3": 1})
    for name in ("play", "The play"):
        sheet = scales.score(about, exclude=[name])
        assert (Fraction(7), ("play",)) == (sheet.total.mean, sheet.total.excluded)
    assert Fraction(5) == scales.score(about).total.mean
    assert Fraction(1) == scales.score(about).mean(["play"]).mean
    with pytest.raises(scales.SheetError):
        scales.score(about, exclude=["games"])


def test_a_mean_may_ask_for_more_items() -> None:
    """With too few items there is no mean, and the result says why."""
    about = seen(item_scores={"1": 7, "2": 6})
    assert "too_few_items" == scales.score(about, min_items=3).total.note
    assert scales.score(about, min_items=3).total.mean is None
    half = scales.score(about, min_share=Fraction(1, 2))
    assert (None, Fraction(13, 2)) == (half.total.mean, half.subscales["place"].mean)


def test_every_fault_of_a_sheet_is_reported_at_once() -> None:
    """Five faults of five kinds come in one error."""
    bad = seen(
        item_scores={"1": 9, "77": 3},
        item_na={"2": "broken"},
        answers={"5": "NNN|YAY|NNN|NN", "3": "NN|YY|YYYY", "4": "N|YYQ|YY|YY"},
        overrides={"5": scales.Override(8, " ")},
    )
    with pytest.raises(scales.SheetError) as caught:
        scales.score(bad)
    assert {
        "bad_score",
        "unknown_item",
        "item_na_not_permitted",
        "na_not_permitted",
        "wrong_shape",
        "bad_answer",
        "bad_override",
    } == set(codes(caught.value))
    assert "does not fit Toy Room" in str(caught.value)


def test_answers_alone_are_checked_too() -> None:
    """The quick way through a sheet of answers finds the same faults."""
    with pytest.raises(scales.SheetError) as caught:
        scales.score(seen(answers={"1": "NNN|YYYY|YYN|N", "2": "NN|AAA|YY|YYY"}))
    assert ["wrong_shape", *["na_not_permitted"] * 3] == codes(caught.value)


def test_answers_need_a_layer() -> None:
    """A scale that ships without indicators says what to load."""
    with pytest.raises(scales.SheetError, match="Load your licensed layer"):
        scales.score(seen(scale="iters-3", answers={"1": "NNN|YYYY|YYY|YY"}))


def test_another_edition_is_refused_at_once() -> None:
    """A sheet of another scale is not picked apart item by item."""
    with pytest.raises(scales.SheetError) as caught:
        scales.score(seen(scale="fccers-3", item_scores={"99": 9}), ITERS)
    assert ["spec_mismatch"] == codes(caught.value)
    with pytest.raises(scales.SheetError):
        scales.score(seen(edition="2", item_scores={"1": 5}), TOY)


def test_an_entered_score_settles_blanks_it_fits() -> None:
    """Where blanks leave a range and the assessor's score lies in it, it stands."""
    about: dict[str, Any] = {"answers": {"1": "NNN|YYY.|NNN|NN"}}
    fits = scales.score(seen(item_scores={"1": 3}, **about)).items["1"]
    assert (3, "entered", "scored") == (fits.score, fits.source, fits.status)
    strays = scales.score(seen(item_scores={"1": 6}, **about)).items["1"]
    assert (None, (2, 3)) == (strays.score, strays.possible_range)
    assert "discrepancy" in strays.flags


def test_consensus_is_a_source_of_its_own() -> None:
    """Scores agreed on afterwards are marked as such."""
    found = scales.score(seen(role="consensus", item_scores={"1": 4})).items["1"]
    assert "consensus" == found.source


def test_an_override_may_settle_an_item_that_has_nothing() -> None:
    """A person's score with a reason counts, and the reason stays with it."""
    sheet = scales.score(seen(overrides={"2": scales.Override(4, "film checked")}))
    found = sheet.items["2"]
    assert (4, "override", "film checked") == (found.score, found.source, found.reason)
    assert Fraction(4) == sheet.total.mean


def test_a_wholly_blank_line_is_missing() -> None:
    """An item whose indicators are all blank was not scored."""
    found = scales.score(seen(answers={"2": "..|...|..|..."})).items["2"]
    assert ("missing", None) == (found.status, found.possible_range)


def test_either_or_groups_count_once() -> None:
    """Of two items of which one counts, the assessor scores one; two is a fault."""
    both = {"9": 3, "10": 5}
    with pytest.raises(scales.SheetError) as caught:
        scales.score(seen(scale="ecers-e", item_scores=both))
    assert ["two_of_a_group"] == codes(caught.value)
    whole = {str(n): 4 for n in range(1, 19)} | {"10": "NA", "13": "NA", "14": "NA"}
    sheet = scales.score(seen(scale="ecers-e", item_scores=whole))
    assert (15, 0, 0) == (sheet.total.n_scored, sheet.total.n_missing, sheet.total.n_na)
    assert "not_chosen" == sheet.items["10"].status


@pytest.mark.parametrize(
    ("choose", "score"), [(scales.Choice.MAX, 5), (scales.Choice.MIN, 3)]
)
def test_a_group_may_choose_by_itself(choose: scales.Choice, score: int) -> None:
    """Where the scale says the highest or the lowest counts, only that one does."""
    scale = scales.get("ecers-e")
    groups = tuple(evolve(group, choose=choose) for group in scale.groups)
    sheet = scales.score(
        seen(scale="ecers-e", item_scores={"9": 3, "10": 5}),
        evolve(scale, groups=groups),
    )
    assert Fraction(score) == sheet.total.mean
    assert 14 == sheet.total.n_missing


def test_a_group_with_blanks_keeps_its_bounds() -> None:
    """The highest of two ranges is a range of highest ends."""
    group = scales.Group("one-of", ("1", "2"), scales.Choice.MAX)
    sheet = scales.score(
        seen(answers={"1": "NNN|YYY.|NNN|NN", "2": "NN|Y..|NN|NNN"}),
        evolve(TOY, groups=(group,)),
    )
    assert (Fraction(2), Fraction(3)) == (sheet.total.low, sheet.total.high)


def test_cycles_are_averaged_and_turned() -> None:
    """A dimension is the mean of its cycles; a negative one counts backwards."""
    sheet = scales.score(
        seen(
            scale="class-pre-k",
            cycles={"positive-climate": (5, 6, 6, 6), "negative-climate": [1, 1, 2, 1]},
        )
    )
    assert Fraction(23, 4) == sheet.items["positive-climate"].score
    assert Fraction(27, 4) == sheet.items["negative-climate"].score
    assert Fraction(25, 4) == sheet.subscales["emotional-support"].mean
    assert ("no_total", None) == (sheet.total.note, sheet.total.mean)
    assert "cycles" == sheet.items["positive-climate"].source


def test_cycles_and_ladders_do_not_mix() -> None:
    """Cycles on a ladder, and answers or wild scores on cycles, are faults."""
    with pytest.raises(scales.SheetError) as caught:
        scales.score(seen(cycles={"1": (3, 4)}))
    assert ["wrong_model"] == codes(caught.value)
    about = {"answers": {"productivity": "N|Y|Y|Y"}, "cycles": {"productivity": (0, 9)}}
    with pytest.raises(scales.SheetError) as caught:
        scales.score(seen(scale="class-pre-k", **about))
    assert {"wrong_model", "bad_score"} == set(codes(caught.value))


def test_uneven_cycles_are_doubtful() -> None:
    """Dimensions judged in different numbers of cycles are pointed out."""
    about = {"productivity": (3, 4), "positive-climate": (5,)}
    sheet = scales.score(seen(scale="class-pre-k", cycles=about))
    assert ["uneven_cycles"] == [finding.code for finding in sheet.findings]


@pytest.mark.parametrize(
    ("about", "code"),
    [
        ({"ages": (12, 70)}, "outside_ages"),
        ({"provision": "childminder"}, "other_provision"),
        ({"started": "09:30", "ended": "09:50"}, "short_observation"),
        ({"notes": "elsewhere"}, "unknown_notes"),
    ],
)
def test_a_mismatch_is_a_finding_and_no_error(about: dict[str, Any], code: str) -> None:
    """Ages, kind of provision, time and notes make a sheet doubtful, never invalid."""
    sheet = scales.score(seen(item_scores={"1": 5}, **about))
    assert [code] == [finding.code for finding in sheet.findings]
    assert Fraction(5) == sheet.total.mean


def test_a_fitting_sheet_has_no_findings() -> None:
    """Nothing is said of a sheet that fits."""
    about = {"ages": (12, 60), "provision": "centre-room", "notes": "toy-town"}
    times = {"started": "09:30", "ended": "10:00"}
    assert () == scales.score(seen(item_scores={"1": 5}, **about, **times)).findings
    assert () == scales.score(seen(item_scores={"1": 5}, started="09:30")).findings


def test_the_policy_on_all_na_can_be_named_for_one_sheet() -> None:
    """Naming what a level of NA means settles an ambiguous item and nothing else."""
    about = seen(answers={"4": "N|YYY|AA|YN"})
    scored = {
        policy: scales.score(about, all_na_policy=policy).items["4"].score
        for policy in ("ambiguous", "pass", "stop")
    }
    assert {"ambiguous": None, "pass": 6, "stop": 3} == scored
    assert "ambiguous_all_na" == scales.score(about).items["4"].status
    assert (Fraction(3), Fraction(6)) == (
        scales.score(about).total.low,
        scales.score(about).total.high,
    )


def test_items_are_addressed_by_scale_edition_and_number() -> None:
    """The same number of two scales is two items."""
    assert ItemRef("iters-3", "2017", "27") == ITERS.ref("27")
    assert ITERS.ref("27") != scales.get("fccers-3").ref("27")


def test_an_observation_is_a_record() -> None:
    """It knows its kind, what it points at, and which field is about a person."""
    assert "observation" == kind_of(scales.Observation).name
    fields = {field.name: field for field in fields_of(scales.Observation)}
    assert "setting" == fields["setting"].ref
    assert fields["observer"].personal
    assert {"scale", "room", "on"} == {f.name for f in fields.values() if f.required}


def test_an_observation_has_a_natural_id() -> None:
    """The same visit has the same id, another role or assessor another one."""
    one = seen(observer="k1", role="joint")
    assert "observation/toy:room/a:2026-03-02:joint:k1" == one.id
    assert one.id == seen(observer="k1", role="joint", item_scores={"1": 3}).id
    assert one.id != seen(observer="k2", role="joint").id
    assert "observation/x" == seen(id="observation/x").id


def test_rooms_of_two_settings_with_one_key_are_two_observations() -> None:
    """A room's key is the setting's own: two nurseries may both have `babies`."""
    elm, oak = (seen(room="babies", setting=f"setting/{key}") for key in ("elm", "oak"))
    assert "observation/toy:elm:babies:2026-03-02" == elm.id
    assert elm.id != oak.id


def test_an_observation_is_a_value() -> None:
    """It can be compared and hashed, and its mappings cannot be changed."""
    one, other = seen(item_scores={"1": 5}), seen(item_scores={"1": 5})
    assert one == other
    assert hash(one) == hash(other)
    with pytest.raises(TypeError):
        one.item_scores["1"] = 6  # type: ignore[index]
    assert DAY == evolve(one, observer="k").on


def test_a_lost_cache_changes_nothing() -> None:
    """A scale scores the same after more different lines than it remembers."""
    scale = with_levels(ITERS)
    about = seen(scale="iters-3", answers={"1": "NNN|YYYY|YYNN|NNN"})
    before = scales.score(about, scale).items["1"]
    for n in range(1100):
        line = f"{n:014b}".replace("0", "N").replace("1", "Y")
        scales.score(seen(scale="iters-3", answers={"1": line}), scale)
    assert before == scales.score(about, scale).items["1"]


@pytest.mark.parametrize("age", ["young", (1, 2, 3), None, ""])
def test_an_age_is_in_months_and_days(age: object) -> None:
    """What cannot be read as an age is refused when it is written down."""
    with pytest.raises(scales.BadObservationError):
        seen(ages=(age,))


def test_a_score_of_none_was_not_given() -> None:
    """Data with holes may say None; the item is missing and not NA."""
    one = seen(item_scores={"1": 5, "2": None, "4": "NA"})
    assert ({"1": 5}, {"4": ""}) == (one.item_scores, one.item_na)
    assert "missing" == scales.score(one).items["2"].status
