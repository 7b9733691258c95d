"""Statistics where they cannot be worked out, and how their results read."""

from collections.abc import Callable
from fractions import Fraction
from random import Random
from typing import Any

import pytest

from earlyyears import scales
from earlyyears.kernel import Answer, Answered, CannotTell
from tests.scales.numbers import number

ALIKE = [[4, 4], [4, 4], [4, 4]]
LONE = [[4, None], [None, 5], [3, None]]


NONE: list[tuple[Callable[[], Answer[Any]], str]] = [
    (lambda: scales.kappa([], []), "no_pairs"),
    (lambda: scales.kappa([1, None], [None, 2]), "no_pairs"),
    (lambda: scales.kappa([7, 7, 7], [7, 7, 7], weights="linear"), "one_category"),
    (lambda: scales.kappa(table=[[0, 0], [0, 0]]), "no_pairs"),
    (lambda: scales.fleiss_kappa(ALIKE), "one_category"),
    (lambda: scales.conger_kappa(ALIKE), "one_category"),
    (lambda: scales.gwet_ac(ALIKE), "one_category"),
    (lambda: scales.brennan_prediger(ALIKE), "one_category"),
    (lambda: scales.light_kappa(ALIKE), "one_category"),
    (lambda: scales.light_kappa([[4], [3]]), "one_rater"),
    (lambda: scales.percent_agreement(LONE), "no_pairs"),
    (lambda: scales.fleiss_kappa(LONE), "no_pairs"),
    (lambda: scales.conger_kappa(LONE), "no_pairs"),
    (lambda: scales.gwet_ac(LONE), "no_pairs"),
    (lambda: scales.brennan_prediger(LONE), "no_pairs"),
    (lambda: scales.krippendorff_alpha(LONE, rows="units"), "no_pairs"),
    (lambda: scales.krippendorff_alpha(ALIKE), "one_category"),
    (lambda: scales.icc(ALIKE), "no_variance"),
    (lambda: scales.icc([[1, 2]]), "too_few"),
    (lambda: scales.icc([[1], [2]]), "too_few"),
    (lambda: scales.cronbach_alpha([[1], [2], [3]]), "one_item"),
    (lambda: scales.cronbach_alpha(ALIKE), "no_variance"),
    (lambda: scales.cronbach_alpha([[1, 2]]), "too_few"),
    (lambda: scales.standardised_alpha([[1, 2], [1, 3], [1, 4]]), "no_variance"),
    (lambda: scales.omega([[1, 2], [2, 3]]), "too_few"),
    (lambda: scales.omega([[1, 2, 3], [1, 3, 2], [1, 5, 4]]), "no_variance"),
    (lambda: scales.pearson([1, 2], [3, 3]), "no_variance"),
    (lambda: scales.pearson([1], [3]), "too_few"),
    (lambda: scales.category_order([[1], [2]]), "too_few"),
    (lambda: scales.reliable_change(3, 4, 1, 1), "no_error"),
    (lambda: scales.reliable_change(3, 4, 1, "1.2"), "bad_reliability"),
    (lambda: scales.score_interval(4, 1, 2), "bad_reliability"),
    (lambda: scales.certification([]), "too_few"),
    (lambda: scales.severity([]), "too_few"),
    (lambda: scales.agreement(["NA"], ["NA"], na="scored_only").exact, "no_pairs"),
]


@pytest.mark.parametrize(
    ("ask", "reason"), NONE, ids=[f"{n}-{reason}" for n, (_, reason) in enumerate(NONE)]
)
def test_what_does_not_exist_is_not_given(
    ask: Callable[[], Answer[Any]], reason: str
) -> None:
    """A statistic without a value says why, and is neither 0 nor NaN."""
    answer = ask()
    assert isinstance(answer, CannotTell), answer
    assert reason == answer.why.reason


SENSELESS: list[Callable[[], object]] = [
    lambda: scales.kappa([1, 2], [1]),
    lambda: scales.kappa([1, 9], [1, 2], categories=range(1, 8)),
    lambda: scales.kappa([1, 2], [1, 2], weights="cubic"),
    lambda: scales.kappa(["a", 2], ["a", 2], weights="linear"),
    lambda: scales.kappa(table=[[1, 2]]),
    scales.kappa,
    lambda: scales.fleiss_kappa([[1, 2], [1]]),
    scales.fleiss_kappa,
    lambda: scales.scott_pi([[1, 2, 3]]),
    lambda: scales.krippendorff_alpha([[1, 2]], "cardinal"),
    lambda: scales.krippendorff_alpha([[-1, 2], [1, 2]], "ratio"),
    scales.krippendorff_alpha,
    lambda: scales.icc([[1, 2], [2, 3]], "ICC(4,1)"),
    lambda: scales.icc([["one", 2], [2, 3]]),
    scales.cronbach_alpha,
    lambda: scales.cronbach_alpha([[1, 2]], missing="guess"),
    lambda: scales.reliable_change(3, 4, 1, "0.8", direction="up"),
    lambda: scales.agreement([1], [1, 2]),
    lambda: scales.agreement([1], [1], na="somehow"),
]


@pytest.mark.parametrize("ask", SENSELESS, ids=map(str, range(len(SENSELESS))))
def test_what_makes_no_sense_is_refused(ask: Callable[[], object]) -> None:
    """Ratings or options that cannot be meant raise one kind of error, with advice."""
    with pytest.raises(scales.RatingsError) as caught:
        ask()
    assert caught.value.advice


def test_an_unused_score_does_not_shift_the_others() -> None:
    """Distances stay true when nobody gave a 4; whoever drops it gets another kappa."""
    a, b = [1, 2, 3, 5, 5, 2], [1, 3, 3, 5, 2, 2]
    whole = scales.kappa(a, b, weights="quadratic", categories=range(1, 8))
    bare = scales.kappa(a, b, weights="quadratic")
    squeezed = scales.kappa(a, b, weights="quadratic", categories=[1, 2, 3, 5])
    assert number(whole) == number(bare)
    assert number(whole) != number(squeezed)


def test_missing_is_written_in_many_ways() -> None:
    """None, NaN and the text NA are missing, and the answer says how many left."""
    answer = scales.kappa([1, None, 2, "NA", 3], [1, 2, 2, 3, float("nan")])
    assert isinstance(answer, Answered)
    assert 2 == answer.value.n
    assert ("3 units were not rated by both and were left out",) == answer.why.steps


def test_ratings_by_unit_are_paired_by_unit() -> None:
    """Two mappings are paired by key, whatever their order."""
    answer = scales.kappa({"a": 1, "b": 2, "c": 3}, {"c": 3, "a": 1, "d": 5, "b": 2})
    assert isinstance(answer, Answered)
    assert (3, Fraction(1)) == (answer.value.n, answer.value.value)


def test_krippendorff_reads_units_by_name_and_by_counts() -> None:
    """A mapping of units, rows of units and counts by category agree."""
    units = {"a": [1, 1, 2], "b": [2, 2], "c": [3, 3, 3]}
    counts = [[2, 1, 0], [0, 2, 0], [0, 0, 3]]
    rows = [[1, 1, 2], [2, 2, None], [3, 3, 3]]
    found = {
        number(scales.krippendorff_alpha(units, "interval")),
        number(scales.krippendorff_alpha(counts=counts, level="interval")),
        number(scales.krippendorff_alpha(rows, "interval", rows="units")),
    }
    assert 1 == len(found)


def test_one_item_dropped() -> None:
    """Alpha of the others stands in the order of the items."""
    scores = [[1, 2, 7], [2, 3, 1], [3, 4, 5], [5, 6, 2]]
    found = scales.alpha_if_dropped(scores)
    assert number(scales.cronbach_alpha([row[:2] for row in scores])) == number(
        found[2]
    )
    assert number(found[2]) > number(scales.cronbach_alpha(scores))


def test_rare_categories_can_be_passed_over() -> None:
    """With a least number of rooms, a category of one room makes no inversion."""
    scores = [[1, 2], [1, 3], [2, 1], [3, 5], [3, 4]]
    once = scales.category_order(scores)
    twice = scales.category_order(scores, least=2)
    assert isinstance(once, Answered)
    assert isinstance(twice, Answered)
    assert ((1, 2),) == once.value["1"].inversions
    assert twice.value["1"].in_order


def test_results_read_as_sentences() -> None:
    """Each result says what it is, with its number and how many it rests on."""
    rows = [[1, 2], [3, 3], [5, 4], [6, 7]]
    assert "Cohen's kappa, linear, 0.789 (n = 4)" == str(
        scales.kappa(
            [1, 3, 5, 6], [1, 3, 4, 7], weights="linear", categories=range(1, 8)
        ).value
    )
    assert str(scales.icc(rows).value).startswith("ICC(2,1) = ICC(A,1): raters are a")
    assert str(scales.cronbach_alpha(rows).value).endswith("(n = 4)")
    assert "0.95" == f"{scales.cronbach_alpha(rows).value:.2f}"


def test_every_answer_says_where_its_rule_is_from() -> None:
    """A statistic cites its paper, and that nobody has confirmed it yet."""
    answer = scales.kappa([1, 2], [1, 2])
    assert answer.why.basis is not None
    assert "Cohen" in answer.why.basis.instrument
    assert not answer.why.basis.confirmed


def test_a_score_has_an_interval() -> None:
    """The true score lies within two standard errors of the observed one."""
    found = scales.score_interval(4, 1, "0.75")
    assert isinstance(found, Answered)
    assert (3.02, 4.98) == (round(found.value.low, 2), round(found.value.high, 2))


def test_kappa_has_a_normal_interval() -> None:
    """The interval of kappa is cut off at 1; without a spread there is none."""
    found = scales.kappa([1, 1, 2, 2, 2, 1], [1, 1, 2, 2, 2, 2]).value.interval()
    assert isinstance(found, Answered)
    assert 1.0 == found.value.high
    single = scales.percent_agreement([[1, 1]])
    assert isinstance(single, Answered)
    assert isinstance(single.value.interval(), CannotTell)


def test_what_a_heywood_case_is_answered() -> None:
    """Where one factor would explain more than all of an item, omega is not given."""
    table = [[1, 0.9, 0.9], [0.9, 1, 0.3], [0.9, 0.3, 1]]
    answer = scales.omega(correlation=table)
    assert isinstance(answer, CannotTell)
    assert "heywood" == answer.why.reason


def test_omega_from_scores() -> None:
    """Omega of rooms by items exceeds alpha where items load differently."""
    chance = Random(3)
    quality = [chance.gauss(4, 1) for _ in range(60)]
    scores = [
        [round(one + chance.gauss(0, spread), 2) for spread in (0.4, 0.8, 1.0, 1.6)]
        for one in quality
    ]
    assert number(scales.omega(scores)) > number(scales.standardised_alpha(scores))


def test_results_say_how_many_they_rest_on() -> None:
    """Rooms are counted, also where only sums or a covariance matrix were given."""
    covariance = [[2, 1], [1, 2]]
    assert 40 == scales.cronbach_alpha(covariance=covariance, n=40).value.n
    sums = {"k": 2, "sum_item_variances": 4, "total_variance": 6}
    assert 249 == scales.cronbach_alpha(**sums, n=249).value.n
    assert 0 == scales.cronbach_alpha(**sums).value.n
    unknown = scales.cronbach_alpha(**sums).value.interval()
    assert isinstance(unknown, CannotTell)
    assert 3 == scales.light_kappa([[1, 1], [2, 2], [3, 1]]).value.n
    assert [] == scales.alpha_if_dropped([])


def test_two_rooms_are_enough_for_a_point() -> None:
    """The least table that varies has its ICC."""
    assert 1 == number(scales.icc([[1, 1], [3, 3]]))


def test_rows_left_out_are_said() -> None:
    """ICC leaves rooms with a hole out, and the answer says how many."""
    answer = scales.icc([[1, 2], [3, None], [5, 5]])
    assert isinstance(answer, Answered)
    assert 2 == answer.value.n
    assert answer.why.steps[0].startswith("1 targets")


def test_error_free_tables_have_no_test() -> None:
    """Where raters never differ there is no error to test against."""
    found = scales.icc([[1, 1], [3, 3], [4, 4]])
    assert isinstance(found, Answered)
    assert isinstance(found.value.p_value(), CannotTell)
    assert isinstance(found.value.interval(), CannotTell)
    assert str(found.value).endswith("1.000 (n = 3)")


def test_means_of_bare_scores_are_whole_numbers() -> None:
    """A half is no score, and an unknown subscale no reason to leave one out."""
    with pytest.raises(scales.RatingsError):
        scales.subscale_mean([3, 3.5])
    with pytest.raises(scales.SheetError):
        scales.total_mean({"A": [1]}, exclude=["B"])
    found = scales.subscale_mean([3, None, "NA"])
    assert (1, 1, 1) == (found.n_scored, found.n_missing, found.n_na)


def test_own_weights_and_frames_are_taken() -> None:
    """A matrix of weights and a table as libraries hold it are as good as lists."""
    array = pytest.importorskip("numpy", reason="NumPy is not installed").array
    frame = pytest.importorskip("pandas", reason="pandas is not installed").DataFrame
    rows = [[1, 2], [2, 2], [3, 3], [3, 1]]
    linear = [[1, 0.5, 0], [0.5, 1, 0.5], [0, 0.5, 1]]
    plain = number(scales.fleiss_kappa(rows, weights="linear"))
    assert plain == number(scales.fleiss_kappa(array(rows), weights=linear))
    assert plain == number(scales.fleiss_kappa(frame(rows), weights="linear"))
    with pytest.raises(scales.RatingsError):
        scales.fleiss_kappa(rows, weights=[[1, 0], [0, 1]])
