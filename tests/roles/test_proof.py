"""The proof counts every class of setting state, and it can fail."""

import datetime as dt

import pytest

from earlyyears import roles
from earlyyears.inspection import (
    AreaIn,
    NotInspected,
    Outcome,
    SettingReportCard,
)
from earlyyears.kernel import DateRange, RuleBook, evolve
from earlyyears.roles import proof
from earlyyears.roles.classes import boundaries, outcome_classes, register_classes

TABLES = {key: each.table for key, each in roles.presets().items()}
BEFORE = roles.shipped_table("less_than_good_2014")
CANNOT_TELL = {
    "ncor_only",
    "history_starts_later",
    "publication_unknown",
    "no_preset_chosen",
    "between_two_rules",
    "judgement_missing",
}


@pytest.fixture(scope="module")
def proved() -> roles.Proof:
    """The whole proof, made once."""
    return roles.prove()


@pytest.mark.slow
def test_every_class_of_setting_state_has_exactly_one_answer(
    proved: roles.Proof,
) -> None:
    """Of several hundred thousand classes none is without an answer."""
    assert 100_000 < proved.classes
    assert proved.holds
    assert () == proved.examples


@pytest.mark.slow
def test_what_cannot_be_told_has_a_named_reason(proved: roles.Proof) -> None:
    """Each reason for not telling is one of six, and every one of them is reached."""
    seen = {reason for status, reason in proved.by_reason if status == "cannot_tell"}
    assert CANNOT_TELL == seen


@pytest.mark.slow
def test_the_counts_add_up(proved: roles.Proof) -> None:
    """Classes by status and by reason both sum to the number of classes."""
    assert proved.classes == sum(proved.by_status.values())
    assert proved.classes == sum(proved.by_reason.values())
    told = proved.as_data()
    assert told["classes"] == sum(row["classes"] for row in told["by_reason"])


def planted(tables: dict[str, roles.Table], preset: str) -> roles.Proof:
    """The part of the proof that turns on outcomes, under one choice."""
    rules = roles.rules_for(BEFORE, tables)
    every = [BEFORE, *tables.values()]
    states = proof._every_outcome(
        outcome_classes(every), proof._days(every, rules), [preset]
    )
    return proof._proved(states, RuleBook(rules))


def changed(key: str, clause: str, *when: AreaIn) -> dict[str, roles.Table]:
    """The tables with the conditions of one clause replaced."""
    table = TABLES[key]
    clauses = tuple(
        evolve(one, when=when) if one.id == clause else one for one in table.clauses
    )
    return {**TABLES, key: evolve(table, clauses=clauses)}


LEADERSHIP = "leadership_and_governance"
PRESET = "leadership_and_safeguarding"


def test_a_planted_gap_is_shown_as_an_example_setting() -> None:
    """A value that no clause names any more is told in words, with its day."""
    gap = planted(changed(PRESET, "leadership_urgent", AreaIn(LEADERSHIP, ())), PRESET)
    assert not gap.holds
    (first, *_) = gap.examples
    assert "no_rule" == first.reason
    assert "no clause covers" in first.in_words()
    assert "leadership and governance urgent improvement" in first.in_words()


def test_a_planted_overlap_is_shown_as_an_example_setting() -> None:
    """A value that two clauses claim for different bodies is told in words."""
    both = AreaIn(LEADERSHIP, ("urgent_improvement", "expected"))
    overlap = planted(changed(PRESET, "leadership_urgent", both), PRESET)
    assert not overlap.holds
    assert {"two_rules"} == {each.reason for each in overlap.examples}
    assert all("two clauses differ on" in each.in_words() for each in overlap.examples)


@pytest.mark.parametrize(
    ("before", "reason"),
    [(dt.date(2025, 12, 25), "no_rule"), (dt.date(2026, 1, 8), "two_rules")],
)
def test_days_without_a_rule_or_with_two_are_found(
    before: dt.date, reason: str
) -> None:
    """If the first rule ends a week early or a week late, the proof says so."""
    first, second = roles.rules()
    moved = (evolve(first, during=DateRange(None, before)), second)
    every = [BEFORE, *TABLES.values()]
    outcomes: list[Outcome] = [NotInspected()]
    states = proof._every_outcome(outcomes, proof._days(every, moved), [""])
    found = proof._proved(states, RuleBook(moved))
    assert reason in {each.reason for each in found.examples}


def test_values_that_no_condition_tells_apart_are_one_class() -> None:
    """Grades 1 and 2 are one class, 3 and 4 another, blank a third."""
    kinds = [one for one in outcome_classes([BEFORE]) if one.framework == "eif"]
    assert [1, 3, None] == [getattr(one, "grade", 0) for one in kinds]


def test_a_condition_that_tells_values_apart_makes_more_classes() -> None:
    """What a preset looks at decides how many classes of report card there are."""

    def cards(tables: list[roles.Table]) -> int:
        return sum(
            isinstance(one, SettingReportCard) for one in outcome_classes(tables)
        )

    leadership = cards([TABLES[PRESET]])
    assert 3 * 4 == leadership
    assert 3 * 4 * 56 == cards(list(TABLES.values()))


def test_register_classes_are_every_combination_and_not_known() -> None:
    """Three parts give eight combinations; the ninth is a file that does not say."""
    found = register_classes()
    assert 9 == len(found) == len(set(found))
    assert None in found


def test_boundaries_are_the_days_on_and_before_a_change() -> None:
    """A range gives the days around its ends, in order."""
    during = DateRange(dt.date(2026, 1, 1), dt.date(2026, 2, 1))
    assert [
        dt.date(2025, 12, 31),
        dt.date(2026, 1, 1),
        dt.date(2026, 1, 31),
        dt.date(2026, 2, 1),
    ] == boundaries([during])


def test_the_proof_reads_as_lines() -> None:
    """The lines give the number of classes, counts by status and by reason."""
    lines = planted(TABLES, PRESET).lines()
    assert "exactly one answer for each" in lines[0]
    assert any("answered" in line for line in lines)
    broken = planted(
        changed(PRESET, "leadership_urgent", AreaIn(LEADERSHIP, ())), PRESET
    )
    assert any(line.startswith("  ! no clause covers") for line in broken.lines())
