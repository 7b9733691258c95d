"""Errors carry codes, data and the next step; figures and states say what they are."""

import datetime as dt
import pickle
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earlyyears.kernel import (
    EarlyYearsError,
    Faults,
    Figure,
    Finding,
    IllegalStepError,
    Lifecycle,
    Mean,
    Place,
    Sensitivity,
    Share,
    Step,
    all_codes,
)

FINDINGS = (
    Finding("bad_date", "this is not a date", Place("a.csv", 7, "Date"), "Write it."),
    Finding("no_name", "the name is missing"),
)
HANDOVER = Lifecycle(
    "opened",
    {
        "accept": Step(("opened",), "accepted"),
        "refuse": Step(("opened", "accepted"), "refused"),
        "close": Step(("accepted",), "closed"),
    },
)


def test_an_error_says_what_is_wrong_and_what_to_do() -> None:
    """Message and advice read as two sentences; data is kept for programs."""
    error = EarlyYearsError("the file is empty.", advice="Export it again.", rows=0)
    assert "the file is empty. Export it again." == str(error)
    assert {"rows": 0} == error.data
    assert "the file is empty" == str(EarlyYearsError("the file is empty"))


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (Place(), ""),
        (Place("a.csv"), "a.csv"),
        (Place(row=7), "row 7"),
        (Place("a.csv", 7, "Date"), "a.csv, row 7, “Date”"),
    ],
)
def test_a_place_names_what_is_known_of_it(place: Place, expected: str) -> None:
    """File, row and field stand in that order, and what is unknown is left out."""
    assert expected == str(place)


def test_findings_are_told_together() -> None:
    """Each finding has its line, and the advice comes last."""
    faults = Faults("nothing was read", FINDINGS, advice="Correct the file.")
    assert [
        "nothing was read: 2 faults",
        "  a.csv, row 7, “Date”: this is not a date. Write it.",
        "  the name is missing",
        "Correct the file.",
    ] == str(faults).splitlines()
    assert "nothing was read: 1 fault" in str(Faults("nothing was read", FINDINGS[:1]))


@pytest.mark.parametrize(
    "error",
    [
        EarlyYearsError("one", advice="Do it.", rows=3),
        Faults("several", FINDINGS, advice="Do it."),
        IllegalStepError("no", advice="Wait.", state="closed"),
    ],
)
def test_an_error_reaches_another_process_whole(error: EarlyYearsError) -> None:
    """An error that is sent to another process keeps its words and its data."""
    sent = pickle.loads(pickle.dumps(error))  # noqa: S301  our own bytes
    assert (type(error), str(error), error.data) == (type(sent), str(sent), sent.data)


def test_codes_find_their_errors() -> None:
    """Every loaded error is listed under its own code."""
    found = all_codes()
    assert (Faults, IllegalStepError) == (found["EY001"], found["EY013"])
    assert [] == [code for code, kind in found.items() if code != kind.code]


def test_a_lifecycle_lists_its_states_and_steps() -> None:
    """States come with the initial one first, steps in the order declared."""
    assert ("opened", "accepted", "refused", "closed") == HANDOVER.states
    assert ("accept", "refuse") == HANDOVER.allowed("opened")
    assert () == HANDOVER.allowed("closed")


@given(st.lists(st.sampled_from(["accept", "refuse", "close", "vanish"]), max_size=5))
def test_only_allowed_steps_change_the_state(events: list[str]) -> None:
    """Each step is taken if it is allowed, and otherwise refused with what is."""
    state = HANDOVER.initial
    for event in events:
        if event in HANDOVER.allowed(state):
            state = HANDOVER.after(state, event)
            continue
        with pytest.raises(IllegalStepError) as refused:
            HANDOVER.after(state, event)
        assert HANDOVER.allowed(state) == refused.value.data["allowed"]
        assert "Allowed now: " in str(refused.value)
    assert state in HANDOVER.states


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (12345, "12,345"),
        (Share(31, 87), "31 of 87"),
        (Mean(Fraction(7, 2), Fraction(7, 2)), "7/2"),
        (Mean(Fraction(3), Fraction(4)), "3 to 4"),
    ],
)
def test_a_figure_prints_its_value(value: int | Share | Mean, expected: str) -> None:
    """Counts have thousands, shares both numbers, and means their bounds."""
    figure = Figure("led", value, "settings", "all", dt.date(2021, 9, 1))
    assert expected == str(figure)
    assert (Sensitivity.PUBLIC, None) == (figure.sensitivity, figure.as_at)


def test_sensitivities_have_an_order() -> None:
    """What concerns a person is more sensitive than a setting, and that than public."""
    ranked = sorted(Sensitivity, key=lambda one: one.rank)
    assert [Sensitivity.PUBLIC, Sensitivity.SETTING, Sensitivity.PERSONAL] == ranked
