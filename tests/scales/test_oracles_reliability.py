"""The published rater tables, each through the public functions, as printed."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from earlyyears import scales
from earlyyears.kernel import Answer, CannotTell
from tests.scales.numbers import number

CLOSE = 1e-8


@pytest.fixture(scope="module")
def oracles(shared: Path) -> dict[str, Any]:
    """The entries by id."""
    text = (shared / "oracles" / "reliability.json").read_text(encoding="utf-8")
    return {one["id"]: one for one in json.loads(text)["oracles"]}


def places(printed: float) -> float:
    """Half of the last digit that a value is printed with."""
    text = repr(float(printed))
    digits = len(text.partition(".")[2]) if "e" not in text else 5
    return max(0.5000001 * 10**-digits, 1e-14)


def check(
    answer: Answer[Any], published: float | None, recomputed: float | None
) -> None:
    """Compare with the printed value at its precision and with the recomputed one."""
    found = number(answer)
    if published is not None:
        assert published == pytest.approx(found, abs=places(published))
    if recomputed is not None:
        assert recomputed == pytest.approx(found, abs=CLOSE)


def test_the_six_forms_of_shrout_and_fleiss(oracles: dict[str, Any]) -> None:
    """Points, F, degrees of freedom, p and intervals are those of the paper."""
    pytest.importorskip("scipy", reason="the extra stats is not installed")
    one = oracles["icc-shrout-fleiss-1979"]
    for form, answer in scales.icc_table(one["data"]["ratings"]).items():
        check(answer, one["published"][form], one["recomputed"][form])
        found = answer.value
        assert one["mcgraw_wong_names"][form] == found.also
        way = "one_way" if form.startswith("ICC(1") else "two_way"
        assert one["published"]["F"][way] == pytest.approx(float(found.f), abs=0.05)
        assert tuple(one["published"]["df"][way]) == found.df
        p = number(found.p_value())
        assert one["published"]["p"][way] == pytest.approx(p, rel=0.05)
        interval = found.interval().value
        low, high = one["published"]["ci95"][form]
        assert low == pytest.approx(interval.low, abs=0.0051)
        assert high == pytest.approx(interval.high, abs=0.0051)
    squares = found.mean_squares
    for name, value in zip(
        ("BMS", "WMS", "JMS", "EMS"),
        (squares.between, squares.within, squares.judges, squares.error),
        strict=True,
    ):
        assert one["recomputed"]["mean_squares"][name] == pytest.approx(float(value))


def test_alpha_over_judges_is_icc_3_k(oracles: dict[str, Any]) -> None:
    """Cronbach's alpha with judges as items is ICC(3,k), exactly."""
    ratings = oracles["icc-shrout-fleiss-1979"]["data"]["ratings"]
    alpha, icc = scales.cronbach_alpha(ratings), scales.icc(ratings, "ICC(3,k)")
    assert alpha.value.value == icc.value.value


def test_icc_of_three_raters(oracles: dict[str, Any]) -> None:
    """The anxiety table has its printed and its recomputed forms."""
    one = oracles["icc-anxiety-3-raters"]
    for form, answer in scales.icc_table(one["data"]["ratings"]).items():
        check(answer, one["published"].get(form), one["recomputed"][form])


def test_kappa_of_two_raters(oracles: dict[str, Any]) -> None:
    """Plain, linear and quadratic kappa on the fixed set of categories."""
    one = oracles["kappa-anxiety-raters-1-2"]
    data = one["data"]
    for weights in ("unweighted", "linear", "quadratic"):
        answer = scales.kappa(
            data["rater1"],
            data["rater2"],
            weights=weights,
            categories=data["categories"],
        )
        check(answer, one["published"][weights], one["recomputed"][weights])


def test_kappa_from_proportions_with_weights_of_disagreement(
    oracles: dict[str, Any],
) -> None:
    """Cohen's own example, with his weights, symmetric and not."""
    one = oracles["cohen-1968-weighted"]
    table, data = one["data"]["proportions"], one["data"]
    weights = {
        "kappa": None,
        "weighted": data["disagreement_weights"],
        "weighted_asymmetric": data["asymmetric_disagreement_weights"],
    }
    for name, matrix in weights.items():
        answer = scales.kappa(table=table, n=data["n"], disagreement_weights=matrix)
        check(answer, one["published"][name], one["recomputed"][name])


def test_many_raters_of_fleiss_1971(oracles: dict[str, Any]) -> None:
    """Fleiss with his z, Conger, Light and the pairs of raters."""
    one = oracles["fleiss-1971-diagnoses"]
    six, printed, again = one["data"]["ratings"], one["published"], one["recomputed"]
    three = [row[:3] for row in six]
    first, second = scales.fleiss_kappa(six), scales.fleiss_kappa(three)
    check(first, printed["fleiss_6_raters"], again["fleiss_6_raters"])
    check(second, printed["fleiss_first_3_raters"], again["fleiss_first_3_raters"])
    assert printed["z"] == pytest.approx(first.value.z, abs=5e-6)
    assert printed["z_first_3"] == pytest.approx(second.value.z, abs=5e-3)
    check(scales.conger_kappa(three), printed["conger_exact_first_3"], None)
    check(scales.light_kappa(three), None, again["light_first_3"])
    for a, b in ((1, 2), (1, 3), (2, 3)):
        pair = ([row[n - 1] for row in six] for n in (a, b))
        name = f"cohen_{a}_{b}"
        check(scales.kappa(*pair), printed[name], again[name])


def test_fleiss_from_counts(oracles: dict[str, Any]) -> None:
    """Counts of raters by category give the same kappas."""
    one = oracles["fleiss-wikipedia"]
    answer = scales.fleiss_kappa(counts=one["data"]["counts"])
    check(answer, one["published"]["kappa"], one["recomputed"]["kappa"])
    two = oracles["fleiss-randolph-a"]
    fixed = scales.fleiss_kappa(counts=two["data"]["counts"])
    free = scales.brennan_prediger(counts=two["data"]["counts"])
    check(fixed, two["published"]["fixed"], two["recomputed"]["fixed"])
    check(free, two["published"]["free"], two["recomputed"]["free"])


@pytest.mark.parametrize("name", ["krippendorff-A", "krippendorff-C"])
def test_krippendorffs_alpha(oracles: dict[str, Any], name: str) -> None:
    """Every level of his examples, missing ratings included."""
    one = oracles[name]
    for level, printed in one["published"].items():
        answer = scales.krippendorff_alpha(one["data"]["ratings"], level)
        check(answer, printed, one["recomputed"][level])


COEFFICIENTS = {
    "percent": scales.percent_agreement,
    "cohen": scales.kappa,
    "scott": scales.scott_pi,
    "fleiss": scales.fleiss_kappa,
    "conger": scales.conger_kappa,
    "gwet_ac1": scales.gwet_ac,
    "gwet_ac2": scales.gwet_ac,
    "brennan_prediger": scales.brennan_prediger,
}


@pytest.mark.parametrize("weights", ["unweighted", "quadratic"])
def test_coefficients_of_a_contingency_table(
    oracles: dict[str, Any], weights: str
) -> None:
    """Two abstractors: every coefficient and standard error, as Gwet prints them."""
    one = oracles["irrcac-3x3-abstractors"]
    printed, again = one["published"][weights], one["recomputed"][weights]
    for name in printed.keys() - {"se", "krippendorff"}:
        answer = COEFFICIENTS[name](table=one["data"]["counts"], weights=weights)
        check(answer, printed[name], again[name])
        if error := printed["se"].get(name):
            assert error == pytest.approx(answer.value.standard_error, abs=5.1e-9)
    level = "interval" if weights == "quadratic" else "nominal"
    rows = [
        [i, j]
        for i, row in enumerate(one["data"]["counts"], start=1)
        for j, count in enumerate(row, start=1)
        for _ in range(count)
    ]
    answer = scales.krippendorff_alpha(rows, level, rows="units")
    check(answer, printed["krippendorff"], again["krippendorff"])


@pytest.mark.parametrize("weights", ["unweighted", "quadratic"])
def test_coefficients_with_ratings_missing(
    oracles: dict[str, Any], weights: str
) -> None:
    """Four raters with holes: every coefficient and the standard errors."""
    one = oracles["irrcac-raw4raters"]
    printed, again = one["published"][weights], one["recomputed"][weights]
    for name in printed.keys() - {"se", "krippendorff"}:
        answer = COEFFICIENTS[name](one["data"]["ratings"], weights=weights)
        check(answer, printed[name], again.get(name))
        if error := printed.get("se", {}).get(name):
            assert error == pytest.approx(answer.value.standard_error, abs=5.1e-6)
    level = "interval" if weights == "quadratic" else "nominal"
    answer = scales.krippendorff_alpha(one["data"]["ratings"], level, rows="units")
    check(answer, printed["krippendorff"], again["krippendorff"])


@pytest.mark.parametrize(
    ("name", "missing", "rooms"),
    [
        ("pairwise", "pairwise", 12),
        ("listwise", "listwise", 12),
        ("median_imputed", "median_imputed", 12),
    ],
)
def test_alpha_with_scores_missing(
    oracles: dict[str, Any], name: str, missing: str, rooms: int
) -> None:
    """Three ways with missing scores, and Feldt's interval as it was printed.

    The printed listwise interval counts the three rows that were left out; ours counts
    nine rows unless told otherwise.
    """
    pytest.importorskip("scipy", reason="the extra stats is not installed")
    one = oracles["alpha-binary-12x11-missing"]
    answer = scales.cronbach_alpha(one["data"]["ratings"], missing=missing)
    check(answer, one["published"][name], one["recomputed"][name])
    interval = answer.value.interval(n=rooms).value
    low, high = one["published"][f"{name}_ci95"]
    assert low == pytest.approx(interval.low, abs=5.1e-4)
    assert high == pytest.approx(interval.high, abs=5.1e-4)


def test_alpha_from_printed_sums(oracles: dict[str, Any]) -> None:
    """The sums of a paper are enough."""
    one = oracles["alpha-bland-altman-1997"]
    answer = scales.cronbach_alpha(**one["data"])
    check(answer, one["published"]["alpha"], one["recomputed"]["alpha"])


def test_omega_of_an_exact_factor(oracles: dict[str, Any]) -> None:
    """Omega and standardised alpha of a table that is one factor by construction."""
    pytest.importorskip("statsmodels", reason="the extra stats is not installed")
    one = oracles["omega-one-factor-exact"]
    table = one["data"]["correlation_matrix"]
    check(scales.omega(correlation=table), None, one["recomputed"]["omega"])
    alpha = scales.standardised_alpha(correlation=table)
    check(alpha, None, one["recomputed"]["alpha_std"])


def test_reliable_change_of_jacobson_and_truax(oracles: dict[str, Any]) -> None:
    """Standard errors, index and criterion of the paper's couple."""
    one = oracles["rci-jacobson-truax-1991"]
    found = scales.reliable_change(**one["data"]).value
    for name, value in (
        ("SE", found.standard_error),
        ("Sdiff", found.standard_error_of_difference),
        ("RC", found.index),
    ):
        assert one["published"][name] == pytest.approx(value, abs=0.0051)
        assert one["recomputed"][name] == pytest.approx(value, abs=CLOSE)
    assert one["published"]["criterion"] == found.criterion
    assert found.reliable


def test_spearman_brown(oracles: dict[str, Any]) -> None:
    """One judge's reliability, times four."""
    one = oracles["spearman-brown"]
    found = scales.spearman_brown(one["data"]["single"], one["data"]["k"])
    assert one["recomputed"]["ICC(3,4)"] == pytest.approx(float(found), abs=CLOSE)


def test_kappa_of_one_category_does_not_exist(oracles: dict[str, Any]) -> None:
    """Where both always say the same, kappa is neither 0 nor 1 nor NaN."""
    data = oracles["kappa-degenerate-single-category"]["data"]
    answer = scales.kappa(data["rater1"], data["rater2"])
    assert isinstance(answer, CannotTell)
    assert "one_category" == answer.why.reason
    assert 1 == number(
        scales.percent_agreement(list(zip(data["rater1"], data["rater2"], strict=True)))
    )


def test_agreement_over_33_items(oracles: dict[str, Any]) -> None:
    """Counts, both policies on NA, three kappas, and that the policy flips a pass."""
    one = oracles["ers-agreement-33-items-constructed"]
    data, again = one["data"], one["recomputed"]
    found = scales.agreement(
        data["observer"], data["anchor"], categories=data["categories"]
    )
    for name in (
        "n_items",
        "n_both_scored",
        "n_na_na",
        "n_na_mismatch",
        "exact_count",
        "within_one_count",
    ):
        assert again[name] == getattr(found, name)
    assert isinstance(found.within_one, CannotTell)
    for policy in ("scored_only", "na_na_agrees_mismatch_disagrees"):
        named = found.under(policy)
        assert again[f"policy_{policy}"]["exact"] == pytest.approx(
            float(named.exact.value.value)
        )
        within = float(named.within_one.value.value)
        assert again[f"policy_{policy}"]["within_one"] == pytest.approx(within)
    for name in ("kappa", "kappa_linear", "kappa_quadratic"):
        check(getattr(found, name), None, again[name])
    passes = again["passes_85_within_one"]
    for policy, passed in (
        ("scored_only", passes["scored_only"]),
        ("na_na_agrees_mismatch_disagrees", passes["na_counted"]),
    ):
        assert passed is scales.certification([found] * 3, na=policy).value.passed


def test_within_one_may_hide_that_nobody_agrees(oracles: dict[str, Any]) -> None:
    """All within one point, half alike, and kappa nil."""
    one = oracles["within-one-versus-kappa-paradox-constructed"]
    found = scales.agreement(one["data"]["observer"], one["data"]["anchor"])
    assert one["recomputed"]["within_one"] == found.within_one.value.value
    assert one["recomputed"]["exact"] == found.exact.value.value
    check(found.kappa, None, one["recomputed"]["kappa"])
    check(found.kappa_quadratic, None, one["recomputed"]["kappa_quadratic"])


@pytest.fixture
def rooms(oracles: dict[str, Any], shared: Path) -> list[dict[str, str]]:
    """Real ladder scores of 1,381 rooms, where the file is at hand."""
    file = shared / oracles["cecers-alphas"]["data"]["file"]
    if not file.is_file():
        pytest.skip(f"the file {file.name} is not among the shared data")
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def test_real_ladder_scores_are_out_of_order(
    oracles: dict[str, Any], rooms: list[dict[str, str]]
) -> None:
    """On 1,381 rooms, 89 of 95 sub-items have categories out of order; and alpha."""
    names = [name for name in rooms[0] if name[:1] in "ABCDEFG" and "." in name]
    table = [[row[name] for name in names] for row in rooms]
    found = scales.category_order(table, items=names).value
    inverted = {name: one.inversions for name, one in found.items() if one.inversions}
    order = oracles["cecers-category-order"]["recomputed"]
    assert order["sub_items_with_an_adjacent_inversion"] == len(inverted)
    for name, pairs in order["examples"].items():
        assert [tuple(pair) for pair in pairs] == list(inverted[name])
    again = oracles["cecers-alphas"]["recomputed"]
    check(scales.cronbach_alpha(table), None, again["alpha_all_95"])


def test_correlations_of_real_ladder_scores(
    oracles: dict[str, Any], rooms: list[dict[str, str]]
) -> None:
    """Five items correlate as an independent author printed, and their alpha."""
    one = oracles["cecers-5-items-pearson"]
    columns = {name: [row[name] for row in rooms] for name in one["data"]["columns"]}
    for pair, printed in one["published"]["lower_triangle"].items():
        a, b = pair.split("~")
        check(scales.pearson(columns[a], columns[b]), printed, None)
    table = list(zip(*columns.values(), strict=True))
    check(scales.cronbach_alpha(table), None, one["recomputed"]["alpha_5"])


def test_every_entry_is_tried(oracles: dict[str, Any]) -> None:
    """No entry of the file is left without a test here."""
    text = Path(__file__).read_text(encoding="utf-8")
    untested = [name for name in oracles if name not in text]
    assert [] == untested
