"""Conditions hold, do not hold, or say that they cannot tell."""

from typing import Any

import pytest

from earlyyears.inspection import (
    AnyAreaIn,
    AreaIn,
    Condition,
    EducationInspection,
    EveryAreaIn,
    FrameworkIn,
    GradeIn,
    NotInspected,
    Outcome,
    RequirementIn,
    SettingReportCard,
    all_hold,
    condition_from,
    conditions_from,
    missing_from,
)
from earlyyears.kernel import Faults, Place

TWO = ("inclusion", "achievement")


def card(inclusion: str | None, achievement: str | None) -> SettingReportCard:
    """A report card of which two areas matter."""
    return SettingReportCard(
        safeguarding="met", inclusion=inclusion, achievement=achievement
    )


@pytest.mark.parametrize(
    ("condition", "outcome", "holds"),
    [
        (GradeIn(("3", "4")), EducationInspection(grade=3), True),
        (GradeIn(("3", "4")), EducationInspection(grade=2), False),
        (GradeIn(("3", "4")), EducationInspection(grade=None), None),
        (GradeIn(("3", "4")), card("strong", "strong"), False),
        (AreaIn("inclusion", ("strong",)), card("strong", None), True),
        (AreaIn("inclusion", ("strong",)), card(None, "strong"), None),
        (AreaIn("inclusion", ("strong",)), EducationInspection(grade=1), False),
        (FrameworkIn(("none",)), NotInspected(), True),
        (FrameworkIn(("none",)), card("strong", "strong"), False),
        (RequirementIn("safeguarding", ("not_met",)), card(None, None), False),
        (
            RequirementIn("safeguarding", ("not_met",)),
            SettingReportCard(safeguarding=None),
            None,
        ),
        (
            RequirementIn("safeguarding_effective", ("no",)),
            EducationInspection(grade=2, safeguarding_effective=""),
            None,
        ),
    ],
)
def test_a_condition_holds_or_not_or_cannot_tell(
    condition: Condition, outcome: Outcome, *, holds: bool | None
) -> None:
    """A blank judgement is not known; a judgement that is not made does not hold."""
    assert condition.holds(outcome) is holds


@pytest.mark.parametrize(
    ("inclusion", "achievement", "some", "every"),
    [
        ("strong", "strong", True, True),
        ("strong", "expected", True, False),
        ("strong", None, True, None),
        ("expected", None, None, False),
        ("expected", "expected", False, False),
        (None, None, None, None),
    ],
)
def test_one_area_can_settle_what_others_leave_blank(
    inclusion: str | None,
    achievement: str | None,
    *,
    some: bool | None,
    every: bool | None,
) -> None:
    """One that is settles “any”, one that is not settles “every”."""
    judged = card(inclusion, achievement)
    assert AnyAreaIn(TWO, ("strong",)).holds(judged) is some
    assert EveryAreaIn(TWO, ("strong",)).holds(judged) is every


def test_several_conditions_hold_together() -> None:
    """One that fails settles it; one that is not known leaves it open."""
    known, blank = GradeIn(("1",)), AreaIn("inclusion", ("strong",))
    assert all_hold([], NotInspected()) is True
    assert all_hold([known, blank], EducationInspection(grade=2)) is False
    assert all_hold([blank], card(None, "strong")) is None
    assert all_hold([blank, known], card(None, "strong")) is False


def test_missing_judgements_are_named() -> None:
    """What is blank among what is looked at is told, once and in order."""
    looked_at = [AnyAreaIn(TWO, ("strong",)), AreaIn("inclusion", ("expected",))]
    assert ("inclusion",) == missing_from(looked_at, card(None, "strong"))
    assert () == missing_from(looked_at, EducationInspection(grade=None))


def test_conditions_are_read_from_tables() -> None:
    """Each kind of condition can be written in TOML."""
    rows: list[dict[str, Any]] = [
        {"framework_in": ["eif"]},
        {"grade_in": ["3", "4"]},
        {"requirement_in": {"requirement": "safeguarding", "values": ["met"]}},
        {"area_in": {"area": "inclusion", "values": ["strong"]}},
        {"any_area_in": {"areas": list(TWO), "values": ["strong"]}},
        {"every_area_in": {"areas": list(TWO), "values": ["strong"]}},
    ]
    assert [
        FrameworkIn(("eif",)),
        GradeIn(("3", "4")),
        RequirementIn("safeguarding", ("met",)),
        AreaIn("inclusion", ("strong",)),
        AnyAreaIn(TWO, ("strong",)),
        EveryAreaIn(TWO, ("strong",)),
    ] == list(conditions_from(rows))


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"grade_above": 2},
        {"grade_in": ["1"], "framework_in": ["eif"]},
        {"area_in": {"area": "inclusion"}},
        {"framework_in": ["oeif"]},
    ],
)
def test_a_condition_that_cannot_be_read_is_refused_with_its_place(
    given: dict[str, Any],
) -> None:
    """An unknown name, a missing part or an unknown framework stops the table."""
    with pytest.raises(Faults, match=r"preset\.toml"):
        condition_from(given, place=Place("preset.toml"))
