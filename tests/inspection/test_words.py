"""Outcomes speak in the publisher's words of their day."""

import datetime as dt

import pytest

from earlyyears.inspection import (
    AgencyInspection,
    ChildcareRegisterInspection,
    CommonInspection,
    EducationInspection,
    EyfsInspection,
    IndependentInspection,
    InterimVisit,
    NoChildrenOnRoll,
    NotInspected,
    Outcome,
    OutOfSchoolInspection,
    SchoolGraded,
    SchoolReportCard,
    SchoolUngraded,
    SettingReportCard,
    UnknownFrameworkError,
    areas,
    framework,
    frameworks,
    in_words,
)

DAY = dt.date(2021, 9, 1)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (dt.date(2008, 9, 1), "satisfactory"),
        (dt.date(2013, 11, 3), "satisfactory"),
        (dt.date(2013, 11, 4), "requires improvement"),
        (dt.date(2015, 8, 31), "requires improvement"),
    ],
)
def test_a_3_is_satisfactory_until_requires_improvement_began(
    day: dt.date, words: str
) -> None:
    """The word for a 3 goes by the day of the inspection."""
    assert words == in_words(EyfsInspection(grade=3), day)


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (EyfsInspection(grade=1), "outstanding"),
        (CommonInspection(grade=2), "good"),
        (EducationInspection(grade=4), "inadequate"),
        (EducationInspection(grade=None), "no overall grade given"),
        (InterimVisit(outcome="actions"), "not meeting requirements (actions)"),
        (NoChildrenOnRoll(outcome="met"), "no children on roll; requirements met"),
        (OutOfSchoolInspection(outcome="not_met"), "requirements not met"),
        (
            ChildcareRegisterInspection(outcome="not_met_actions"),
            "requirements not met (with actions)",
        ),
        (AgencyInspection(outcome="effective"), "effective"),
        (SchoolUngraded(outcome="standards_maintained"), "standards maintained"),
        (IndependentInspection(inspectorate="x", outcome="sound"), "sound"),
        (NotInspected(), "not inspected"),
        (
            SchoolGraded(grade=None, early_years=2, concern="special_measures"),
            "no overall grade given; early years good; special measures",
        ),
    ],
)
def test_each_outcome_has_its_words(outcome: Outcome, words: str) -> None:
    """Every type of outcome can be read."""
    assert words == in_words(outcome, DAY)


@pytest.mark.parametrize(
    ("card", "words"),
    [
        (
            SettingReportCard(safeguarding="met", inclusion="strong"),
            (
                "safeguarding standards met; inclusion strong standard;"
                " every other area not given"
            ),
        ),
        (
            SettingReportCard(safeguarding=None),
            "safeguarding standards not given; every area not given",
        ),
        (
            SettingReportCard(
                safeguarding="not_met",
                inclusion="strong",
                curriculum_and_teaching="strong",
                achievement="strong",
                behaviour_and_routines="expected",
                welfare_and_wellbeing="expected",
                leadership_and_governance="needs_attention",
            ),
            (
                "safeguarding standards not met; inclusion strong standard;"
                " curriculum and teaching strong standard; achievement strong standard;"
                " behaviour, attitudes and establishing routines expected standard;"
                " children's welfare and wellbeing expected standard;"
                " leadership and governance needs attention"
            ),
        ),
    ],
)
def test_a_report_card_says_what_most_areas_share_once(
    card: SettingReportCard, words: str
) -> None:
    """Areas that differ from most are named, in the order of the report."""
    assert words == in_words(card, dt.date(2026, 1, 20))


def test_a_schools_report_card_has_its_own_areas() -> None:
    """A school is judged on attendance, which a nursery is not."""
    told = in_words(
        SchoolReportCard(safeguarding=None, attendance_and_behaviour="expected"), DAY
    ).split("; ")
    assert "attendance and behaviour expected standard" in told
    assert "safeguarding standards not given" == told[0]
    assert "attendance_and_behaviour" not in areas()


def test_graded_frameworks_follow_one_another_without_a_gap() -> None:
    """Each day since September 2008 has one framework for registered settings."""
    chain = [frameworks()[key].during for key in ("eyfs", "cif", "eif", "report_card")]
    assert [one.end for one in chain[:-1]] == [one.start for one in chain[1:]]
    assert chain[-1].end is None


def test_every_framework_has_its_source() -> None:
    """No framework stands in the table without where it is known from."""
    assert all(one.source.instrument for one in frameworks().values())


def test_an_unknown_framework_is_refused_with_those_there_are() -> None:
    """A key that nobody has described is an error that lists the known ones."""
    with pytest.raises(UnknownFrameworkError, match="eif"):
        framework("oeif")
