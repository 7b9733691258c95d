"""The scoring cases that were worked out independently of this library."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from earlyyears import scales
from earlyyears.kernel import evolve, half_up
from tests.scales.cases import DAY, TOY, codes, seen


@pytest.fixture(scope="module")
def cases(shared: Path) -> dict[str, Any]:
    """The file of cases."""
    text = (shared / "oracles" / "scoring_cases.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def named(cases: dict[str, Any], kind: str, name: str) -> dict[str, Any]:
    """One case by its id."""
    return next(case for case in cases[kind] if case["id"] == name)


def test_every_item_case_has_its_score(cases: dict[str, Any]) -> None:
    """Score, status, bounds and flags of each item are those of the file."""
    for case in cases["item_cases"]:
        policy = case.get("all_na_policy")
        found = scales.score(case["levels"], all_na_policy=policy)
        said = f"{case['id']}: {case['why']}"
        assert case["expected"] == found.score, said
        assert case.get("status", "scored") == found.status, said
        assert case.get("flags", list(found.flags)) == list(found.flags), said
        bounds = tuple(case.get("possible_range", found.possible_range or ()))
        assert bounds == found.possible_range, said


def test_na_items_leave_the_mean(cases: dict[str, Any]) -> None:
    """An item that is NA leaves both sum and number."""
    case = named(cases, "aggregation_cases", "A01")
    found = scales.subscale_mean(case["scores"])
    assert Fraction(case["expected"]) == found.mean
    assert case["items_scored"] == found.n_scored


def test_the_total_is_the_mean_of_items(cases: dict[str, Any]) -> None:
    """The total is never the mean of subscale means."""
    case = named(cases, "aggregation_cases", "A03")
    assert Fraction(case["expected"]) == scales.total_mean(case["subscales"]).mean


def test_a_left_out_subscale_is_named(cases: dict[str, Any]) -> None:
    """A total without a subscale says which it leaves out."""
    case = named(cases, "aggregation_cases", "A05")
    found = scales.total_mean(case["subscales"], exclude=case["exclude"])
    assert Fraction(case["expected"]) == found.mean
    assert tuple(case["exclude"]) == found.excluded
    assert Fraction(case["full"]) == scales.total_mean(case["subscales"]).mean


def test_rounding_is_half_up(cases: dict[str, Any]) -> None:
    """A mean is shown as people round on paper."""
    case = named(cases, "aggregation_cases", "A06")
    assert case["expected"] == scales.display(Fraction(case["value"]))
    assert case["expected"] == str(half_up(Fraction(case["value"]), 2))


def test_a_threshold_is_met_exactly(cases: dict[str, Any]) -> None:
    """Three rooms whose mean is 4 meet a threshold of 4."""
    case = named(cases, "aggregation_cases", "A07")
    found = scales.setting_score(case["room_totals"], threshold=case["threshold"])
    assert Fraction(4) == found.mean
    assert case["expected"] is found.meets


def test_bands_with_gaps_are_refused(cases: dict[str, Any]) -> None:
    """Printed bands leave 3.995 without a place; half-open ones do not."""
    case = named(cases, "aggregation_cases", "A08")
    with pytest.raises(scales.BandGapError):
        scales.setting_score([case["value"]], bands=case["bands"])
    floors = {name: low for name, (low, _) in case["bands"].items()}
    assert "3" == scales.setting_score([case["value"]], bands=floors).band


def test_the_weakest_room_counts(cases: dict[str, Any]) -> None:
    """A mean that passes does not make up for a room that does not."""
    case = named(cases, "aggregation_cases", "A09")
    found = scales.setting_score(
        case["room_totals"], min_mean=case["min_mean"], min_room=case["min_room"]
    )
    assert case["expected"] is found.meets


BAD = {
    "V03": seen(item_na={"5": "none"}, answers={"5": "NNN|YYY|NNN|NN"}),
    "V06": seen(scale="iters-r", item_scores={"1": 4}),
    "V15": seen(
        item_na={"3": "babies"}, ages=(6, "12m 20d", "12m 3d"), notes="toy-town"
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_sheet_that_contradicts_its_scale_is_refused(
    cases: dict[str, Any], name: str
) -> None:
    """Each contradiction has the code that the file names."""
    case = named(cases, "validation_cases", name)
    with pytest.raises(scales.SheetError) as caught:
        scales.score(BAD[name], TOY)
    assert case["expected"].split()[1].lower() in codes(caught.value)


@pytest.mark.parametrize(
    ("name", "pairs"),
    [("V04", [("5/3.9", "Y")]), ("V05", [("5/3.1", "Y"), ("5/3.1", "N")])],
)
def test_indicators_are_checked(
    cases: dict[str, Any], name: str, pairs: list[tuple[str, str]]
) -> None:
    """An unknown indicator and one given twice have the codes of the file."""
    case = named(cases, "validation_cases", name)
    with pytest.raises(scales.SheetError) as caught:
        scales.pack(TOY, pairs)
    assert [case["expected"].split()[1].lower()] == codes(caught.value)


@pytest.mark.parametrize("value", [0, 8, 3.5, True, "5"])
def test_only_whole_numbers_of_the_scale_are_scores(
    cases: dict[str, Any], value: object
) -> None:
    """Zero, eight, a half, True and a text are no scores."""
    assert "BAD_SCORE" in named(cases, "validation_cases", "V07")["expected"]
    with pytest.raises(scales.SheetError) as caught:
        scales.score(seen(item_scores={"1": value}))
    assert ["bad_score"] == codes(caught.value)


def test_an_entered_score_stands_alone(cases: dict[str, Any]) -> None:
    """A score without indicators is accepted and says where it is from."""
    assert "source = entered" in named(cases, "validation_cases", "V08")["expected"]
    found = scales.score(seen(item_scores={"1": 4})).items["1"]
    assert (4, "entered") == (found.score, found.source)


def test_an_entered_score_never_wins_silently(cases: dict[str, Any]) -> None:
    """Where indicators give another score they win and the sheet says so."""
    assert (
        "4 with flag DISCREPANCY" in named(cases, "validation_cases", "V09")["expected"]
    )
    about = {"item_scores": {"1": 5}, "answers": {"1": "NNN|YYYY|YYN|NN"}}
    sheet = scales.score(seen(**about))
    assert (4, "indicators") == (sheet.items["1"].score, sheet.items["1"].source)
    assert "discrepancy" in sheet.items["1"].flags
    assert "discrepancy" in [finding.code for finding in sheet.findings]
    reason = scales.Override(5, "seen again in the afternoon")
    found = scales.score(seen(overrides={"1": reason}, **about)).items["1"]
    assert (5, "override", reason.reason) == (found.score, found.source, found.reason)


@pytest.mark.parametrize(
    ("name", "line", "flag", "score"),
    [
        ("V11", "YNN|YYY|NNN|NN", "contradiction", 1),
        ("V12", "NNN|NYY|YNN|NN", "implication", 2),
    ],
)
def test_contradictions_warn_and_change_nothing(
    cases: dict[str, Any], name: str, line: str, flag: str, score: int
) -> None:
    """Related indicators that contradict each other are flagged; the score stays."""
    assert flag.upper() in named(cases, "validation_cases", name)["expected"]
    sheet = scales.score(seen(answers={"5": line}))
    assert score == sheet.items["5"].score
    assert [flag] == [f.code for f in sheet.findings]


def test_a_level_that_may_be_na_is_found_on_loading(cases: dict[str, Any]) -> None:
    """The scale warns of a level that could be NA as a whole, before it is used."""
    assert "ALL_NA_POSSIBLE" in named(cases, "validation_cases", "V13")["expected"]
    found = scales.spec_warnings(TOY)
    assert ["all_na_possible"] == [finding.code for finding in found]
    rule = TOY.rule
    assert isinstance(rule, scales.Ladder)
    assert () == scales.spec_warnings(evolve(TOY, rule=evolve(rule, all_na="stop")))


def test_one_child_just_over_the_age_is_tolerated_by_some_notes() -> None:
    """One child under a month over lets NA stand, but only where the notes say so."""
    about = {"item_na": {"3": "babies"}, "ages": (6, "12m 20d"), "on": DAY}
    assert "na" == scales.score(seen(notes="toy-town", **about)).items["3"].status
    with pytest.raises(scales.SheetError):
        scales.score(seen(**about))
    month_over = {**about, "ages": (6, 13)}
    with pytest.raises(scales.SheetError):
        scales.score(seen(notes="toy-town", **month_over))
