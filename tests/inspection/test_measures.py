"""No percentage mixes frameworks unnoticed."""

import datetime as dt

import pytest

from earlyyears.inspection import (
    EducationInspection,
    GradeIn,
    JudgementMissingError,
    MixedFrameworksError,
    NamedMapping,
    NotInspected,
    Outcome,
    RequirementIn,
    SettingReportCard,
    count_by_framework,
    share,
)
from earlyyears.kernel import Citation, Figure, Share

DAY = dt.date(2026, 3, 1)
GRADED: list[Outcome] = [EducationInspection(grade=grade) for grade in (1, 2, 4)]
CARDS: list[Outcome] = [SettingReportCard(safeguarding="met")]
LOCAL = NamedMapping(
    "a borough's own reading",
    Citation("a decision"),
    {
        "eif": GradeIn(("1", "2")),
        "report_card": RequirementIn("safeguarding", ("met",)),
    },
)


def figure(outcomes: list[Outcome], counted: GradeIn | NamedMapping) -> Figure:
    """The share of outcomes of which something holds."""
    return share(outcomes, counted, measure="m", population="inspected", on=DAY)


def test_outcomes_are_counted_by_framework() -> None:
    """Every framework has its own count."""
    assert {"eif": 3, "none": 1} == count_by_framework([*GRADED, NotInspected()])


def test_a_share_within_one_framework_needs_no_mapping() -> None:
    """Two of three are good or better, and the figure names no mapping."""
    found = figure(GRADED, GradeIn(("1", "2")))
    assert Share(2, 3) == found.value
    assert "" == found.mapping


def test_mixing_frameworks_without_a_mapping_is_refused() -> None:
    """A grade and a report card have no common percentage."""
    with pytest.raises(MixedFrameworksError, match="eif, report_card"):
        figure([*GRADED, *CARDS], GradeIn(("1", "2")))


def test_a_named_mapping_is_printed_with_the_figure() -> None:
    """Who mixes frameworks must say by which mapping."""
    found = figure([*GRADED, *CARDS], LOCAL)
    assert Share(3, 4) == found.value
    assert "a borough's own reading" == found.mapping


def test_a_mapping_must_cover_every_framework() -> None:
    """An outcome that the mapping leaves out is refused, not left out."""
    with pytest.raises(MixedFrameworksError, match="does not cover none"):
        figure([*GRADED, NotInspected()], LOCAL)


def test_a_blank_judgement_stops_a_share() -> None:
    """A share with an unknown part is no share."""
    with pytest.raises(JudgementMissingError, match="1 outcomes"):
        figure([*GRADED, EducationInspection(grade=None)], GradeIn(("1", "2")))
