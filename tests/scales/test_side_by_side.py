"""The statistics beside the libraries that researchers use, on 500 random tables each.

Those libraries are never imported by the package. Where one differs, the test says why.
"""

import math
import warnings
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from earlyyears import scales
from earlyyears.kernel import Answer, Answered
from tests.scales.numbers import number

TABLES = 500
CLOSE = 1e-9
SCORES = range(1, 8)


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Let other libraries warn of what we answer with `CannotTell`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def library(name: str) -> Any:
    """A library of the tests group, or a skip that says which is missing."""
    reason = f"{name} is not installed; it comes with the dependency group tests"
    return pytest.importorskip(name, reason=reason)


def tables(
    seed: int, *, raters: int = 2, holes: float = 0.0
) -> Iterator[list[list[Any]]]:
    """Random rooms by raters who agree more or less, on a scale of 1 to 7."""
    chance = Random(seed)
    for _ in range(TABLES):
        rooms, lean = chance.randint(4, 25), chance.randint(0, 3)
        middle = [chance.choice(SCORES) for _ in range(rooms)]
        yield [
            [
                None
                if chance.random() < holes
                else min(7, max(1, one + chance.randint(-lean, lean)))
                for _ in range(raters)
            ]
            for one in middle
        ]


def close(answer: Answer[Any], theirs: float) -> None:
    """Equal to nine places; where we cannot tell, theirs is no number."""
    if isinstance(answer, Answered):
        assert theirs == pytest.approx(float(answer.value), abs=CLOSE)
    else:
        assert math.isnan(theirs), answer


@pytest.mark.parametrize("weights", [None, "linear", "quadratic"])
def test_kappa_beside_scikit_learn(weights: str | None) -> None:
    """Cohen's kappa, plain and weighted, on the fixed set of scores."""
    metrics = library("sklearn.metrics")
    for rows in tables(1):
        a, b = zip(*rows, strict=True)
        theirs = metrics.cohen_kappa_score(a, b, labels=list(SCORES), weights=weights)
        close(scales.kappa(a, b, weights=weights, categories=SCORES), float(theirs))


def test_kappa_and_its_errors_beside_statsmodels() -> None:
    """Kappa from a table of counts, with both standard errors."""
    rater = library("statsmodels.stats.inter_rater")
    array = library("numpy").array
    chance = Random(2)
    for _ in range(TABLES):
        counts = [[chance.randint(1, 20) for _ in range(4)] for _ in range(4)]
        theirs = rater.cohens_kappa(array(counts))
        ours = scales.kappa(table=counts).value
        assert theirs.kappa == pytest.approx(float(ours), abs=CLOSE)
        assert theirs.std_kappa == pytest.approx(ours.standard_error, abs=CLOSE)
        assert theirs.std_kappa0 == pytest.approx(ours.null_error, abs=CLOSE)


@pytest.mark.parametrize("method", ["fleiss", "randolph"])
def test_many_raters_beside_statsmodels(method: str) -> None:
    """Fleiss' kappa and the free-marginal one, from counts of raters by category."""
    rater = library("statsmodels.stats.inter_rater")
    array = library("numpy").array
    ours = {"fleiss": scales.fleiss_kappa, "randolph": scales.brennan_prediger}[method]
    for rows in tables(3, raters=4):
        counts = [[row.count(score) for score in SCORES] for row in rows]
        theirs = rater.fleiss_kappa(array(counts), method=method)
        close(ours(counts=counts), float(theirs))


def test_all_forms_of_icc_beside_pingouin() -> None:
    """The six forms with F, degrees of freedom and p.

    pingouin rounds its intervals to two places, so those are compared at that.
    """
    pingouin, pandas = library("pingouin"), library("pandas")
    compared = 0
    for rows in tables(4, raters=3):
        long = [(n, r, one) for n, row in enumerate(rows) for r, one in enumerate(row)]
        frame = pandas.DataFrame(long, columns=["room", "rater", "score"])
        theirs = pingouin.intraclass_corr(frame, "room", "rater", "score")
        for (form, answer), (_, row) in zip(
            in_their_order(scales.icc_table(rows)), theirs.iterrows(), strict=True
        ):
            if not isinstance(answer, Answered):
                continue
            compared += 1
            assert row["ICC"] == pytest.approx(float(answer.value), abs=CLOSE), form
            if answer.value.f is None:
                continue
            assert row["F"] == pytest.approx(float(answer.value.f), rel=1e-7), form
            assert (row["df1"], row["df2"]) == answer.value.df
            assert row["pval"] == pytest.approx(
                number(answer.value.p_value()), abs=CLOSE
            )
    assert compared > 6 * 0.95 * TABLES


def in_their_order(
    found: dict[str, Answer[scales.Icc]],
) -> list[tuple[str, Answer[scales.Icc]]]:
    """The forms in the order that pingouin lists them in."""
    forms = ("ICC(1,1)", "ICC(2,1)", "ICC(3,1)", "ICC(1,k)", "ICC(2,k)", "ICC(3,k)")
    return [(form, found[form]) for form in forms]


@pytest.mark.parametrize("policy", ["pairwise", "listwise"])
def test_alpha_beside_pingouin(policy: str) -> None:
    """Cronbach's alpha with scores missing, and Feldt's interval at three places.

    Under listwise pingouin counts rooms that it left out; told to, so do we.
    """
    pingouin, pandas = library("pingouin"), library("pandas")
    compared = 0
    for rows in tables(5, raters=4, holes=0.05):
        answer = scales.cronbach_alpha(rows, missing=policy)
        frame = pandas.DataFrame(rows, dtype=float)
        if not isinstance(answer, Answered):
            continue
        compared += 1
        theirs, bounds = pingouin.cronbach_alpha(frame, nan_policy=policy)
        assert theirs == pytest.approx(float(answer.value), abs=CLOSE)
        interval = answer.value.interval(n=len(rows)).value
        assert tuple(bounds) == pytest.approx((interval.low, interval.high), abs=6e-4)
    assert compared > 0.9 * TABLES


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval", "ratio"])
def test_alpha_beside_krippendorff(level: str) -> None:
    """Krippendorff's alpha with ratings missing, at every level."""
    krippendorff, array = library("krippendorff"), library("numpy").array
    compared = 0
    for rows in tables(6, raters=3, holes=0.2):
        by_rater = [list(column) for column in zip(*rows, strict=True)]
        answer = scales.krippendorff_alpha(by_rater, level)
        if not isinstance(answer, Answered):
            continue
        theirs = krippendorff.alpha(
            array(by_rater, dtype=float), level_of_measurement=level
        )
        compared += 1
        close(answer, float(theirs))
    assert compared > 0.95 * TABLES


def test_correlations_beside_numpy() -> None:
    """Pearson's r."""
    corrcoef = library("numpy").corrcoef
    for rows in tables(7):
        a, b = zip(*rows, strict=True)
        close(scales.pearson(a, b), float(corrcoef(a, b)[0, 1]))
