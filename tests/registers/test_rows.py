"""What a row says, typed; and why a row is set aside."""

import datetime as dt
from decimal import Decimal

import pytest

from earlyyears import registers
from earlyyears.inspection import (
    ChildcareRegisterInspection,
    CommonInspection,
    EducationInspection,
    EyfsInspection,
    NoChildrenOnRoll,
    OutOfSchoolInspection,
    SettingReportCard,
)
from earlyyears.registers import Empty, Found, empty_of
from tests.registers.files import (
    EDITION_2021,
    NCOR,
    NEWHAM,
    OOSC,
    REIF,
    ROW_2021,
    ROW_2026,
    codes,
    one,
    read,
    refused,
    sheet,
)

DATE = "Most recent full: Inspection date"
GRADE = "Most recent full: Overall effectiveness"


def test_a_row_of_2021_is_typed() -> None:
    """Every cell that the library keeps arrives with its type."""
    entry = one({})
    assert ("ofsted:EY100001", "ofsted-person:RP500001") == (
        entry.identifier,
        entry.provider,
    )
    assert ("non_domestic", "full_day_care", "active") == (
        entry.type,
        entry.subtype,
        entry.status,
    )
    assert ("Sample Nursery", "newham", "London", "E6 1AA") == (
        entry.name,
        entry.borough,
        entry.region,
        entry.postcode,
    )
    assert (48, Decimal(48), "most_deprived") == (
        entry.places,
        entry.places_with_estimates,
        entry.deprivation,
    )
    assert dt.date(2010, 9, 1) == entry.registered_on
    assert 2 == entry.row


@pytest.mark.parametrize(
    ("written", "held"),
    [
        ("ALL", ("eyr", "ccr", "vcr")),
        ("EYR Only", ("eyr",)),
        ("CCR-VCR", ("ccr", "vcr")),
        ("EYR, CCR, VCR", ("eyr", "ccr", "vcr")),
    ],
)
def test_a_register_combination_is_its_parts(
    written: str, held: tuple[str, ...]
) -> None:
    """Spellings of every vintage give the parts of the register."""
    flags = {
        f"Provider {name} Flag": "Y" if part in held else "N"
        for name, part in (
            ("Early Years Register", "eyr"),
            ("Compulsory Childcare Register", "ccr"),
            ("Voluntary Childcare Register", "vcr"),
        )
    }
    assert held == one({"Individual Register combinations": written, **flags}).registers


@pytest.mark.parametrize(
    ("day", "framework"),
    [
        ("03/09/2008", EyfsInspection),
        ("31/08/2015", EyfsInspection),
        ("01/09/2015", CommonInspection),
        ("30/08/2019", CommonInspection),
        ("02/09/2019", EducationInspection),
    ],
)
def test_the_framework_of_a_grade_follows_from_the_day(
    day: str, framework: type
) -> None:
    """One column holds grades of three frameworks; the day tells which."""
    (found,) = one({DATE: day}).inspections
    assert framework is type(found.outcome)


def test_a_graded_inspection_keeps_its_judgements_and_suitability() -> None:
    """Judgements that the framework did not have are not there."""
    (found,) = one({}).inspections
    assert (
        Found(
            dt.date(2018, 9, 12),
            CommonInspection(
                2,
                {"leadership_and_management": "2"},
                ccr="met",
                vcr="not_met_actions",
            ),
            "10069514",
        )
        == found
    )


def test_a_visit_without_children_and_a_childcare_register_visit_are_no_grades() -> (
    None
):
    """Each is an outcome of its own, beside the grade."""
    entry = one(
        {
            "NCOR: Inspection date": "01/02/2020",
            "NCOR: Overall effectiveness": "Not Met (enforcement)",
            "CR: Inspection date": "2020-03-04",
            "CR: Overall effectiveness": "Met",
        }
    )
    outcomes = [found.outcome for found in entry.inspections]
    assert NoChildrenOnRoll("not_met_enforcement") == outcomes[1]
    assert ChildcareRegisterInspection("met") == outcomes[2]


def test_a_report_card_keeps_each_area_and_no_grade() -> None:
    """Five points by area; NULL is None; the old grade stays beside the card."""
    card, graded = one({}, ROW_2026).inspections
    assert (
        SettingReportCard(
            safeguarding="met",
            inclusion="strong",
            curriculum_and_teaching="expected",
            achievement="needs_attention",
            behaviour_and_routines="exceptional",
            welfare_and_wellbeing="urgent_improvement",
            leadership_and_governance=None,
        )
        == card.outcome
    )
    assert isinstance(graded.outcome, EducationInspection)
    assert (3, "yes") == (graded.outcome.grade, graded.outcome.safeguarding_effective)


def test_the_layout_of_2026_tells_out_of_school_and_no_children_visits() -> None:
    """The columns that the old layout lacked are read."""
    entry = one(
        {
            f"{OOSC}Inspection date": "01/02/2024",
            f"{OOSC}Overall effectiveness": "Not met (with actions)",
            f"{OOSC}Safeguarding is effective?": "No",
            f"{NCOR}Inspection date": "01/02/2023 00:00",
            f"{NCOR}Overall effectiveness": "Met",
        },
        ROW_2026,
    )
    outcomes = {found.outcome for found in entry.inspections}
    assert OutOfSchoolInspection("not_met_actions", "no") in outcomes
    assert NoChildrenOnRoll("met") in outcomes


def test_the_five_ways_of_saying_nothing_are_five_facts() -> None:
    """Absent, not applicable, withheld, unknown and not judged are never mixed up."""
    assert [
        Empty.ABSENT,
        Empty.ABSENT,
        Empty.NOT_APPLICABLE,
        Empty.WITHHELD,
        Empty.WITHHELD,
        Empty.UNKNOWN,
        Empty.UNKNOWN,
        Empty.NOT_JUDGED,
        None,
    ] == [
        empty_of(text)
        for text in (
            "",
            "NULL",
            "-",
            "REDACTED",
            "Redacted",
            "Not Recorded",
            "Unknown",
            "Not judged",
            "Unknown Pleasures Nursery",
        )
    ]


def test_a_withheld_name_is_none_and_known_to_be_withheld() -> None:
    """REDACTED is never taken for a name."""
    entry = one(
        {
            "Provider name": "REDACTED",
            "Postcode": "Redacted",
            "Registered person URN": "",
        }
    )
    assert (None, None, None) == (entry.name, entry.postcode, entry.provider)
    assert {"name": Empty.WITHHELD, "postcode": Empty.WITHHELD} == dict(entry.empties)


def test_places_with_estimates_need_not_be_whole() -> None:
    """Ofsted fills gaps with means, which are kept exactly."""
    entry = one({"Places": "0", "Places including estimates": "46.35"})
    assert (0, Decimal("46.35")) == (entry.places, entry.places_with_estimates)


def test_an_inspection_number_is_text() -> None:
    """Numbers of six, seven and eight digits keep their digits."""
    (found,) = one({"Most recent full: Inspection number": "0963121"}).inspections
    assert "0963121" == found.number


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"Provider URN": "100001/1"}, "bad_identifier", "Provider URN"),
        ({"Provider URN": "=EY100001"}, "bad_identifier", "Provider URN"),
        ({"Provider URN": ""}, "no_value", "Provider URN"),
        ({"Registration date": "31/02/2010"}, "bad_date", "Registration date"),
        ({"Registration date": "09/2010"}, "bad_date", "Registration date"),
        ({"Registration date": ""}, "no_value", "Registration date"),
        ({"Provider type": "Crèche"}, "unknown_type", "Provider type"),
        ({"Provider type": "REDACTED"}, "no_value", "Provider type"),
        ({"Provider subtype": "Crèche"}, "unknown_subtype", "Provider subtype"),
        ({"Provider status": "Paused"}, "unknown_status", "Provider status"),
        (
            {"Individual Register combinations": "EYR and CCR"},
            "unknown_registers",
            "Individual Register combinations",
        ),
        (
            {"Provider Compulsory Childcare Register Flag": "N"},
            "registers_disagree",
            "Provider Compulsory Childcare Register Flag",
        ),
        ({"Places": "many"}, "bad_number", "Places"),
        ({"Places": "-4"}, "bad_number", "Places"),
        (
            {"Places including estimates": "NaN"},
            "bad_number",
            "Places including estimates",
        ),
        ({"Deprivation Band": "Rich"}, "unknown_deprivation", "Deprivation Band"),
        ({"Local authority": "Newhma"}, "unknown_authority", "Local authority"),
        ({DATE: "12.09.2018"}, "bad_date", DATE),
        ({DATE: ""}, "outcome_without_date", DATE),
        ({DATE: "31/08/2008"}, "before_frameworks", DATE),
        ({GRADE: "5"}, "unknown_word", GRADE),
        ({"Provider name": "x" * 501}, "too_long", "Provider name"),
        ({"Provider name": "Sam\x07ple"}, "control_characters", "Provider name"),
        ({"Provider name": "Sam\x00ple"}, "control_characters", "Provider name"),
    ],
)
def test_a_row_that_cannot_be_read_is_set_aside_with_its_reason(
    changed: dict[str, str], code: str, field: str
) -> None:
    """The finding names the field and the code, and nothing else is wrong."""
    assert [(code, field)] == refused(changed)


def test_every_fault_of_a_row_is_told_at_once() -> None:
    """Nobody corrects a file one cell at a time."""
    found = refused({"Provider URN": "?", "Registration date": "?", "Places": "?"})
    assert {"bad_identifier", "bad_date", "bad_number"} == {code for code, _ in found}


def test_a_finding_says_row_and_advice_and_no_personal_data() -> None:
    """Row numbers are those of a spreadsheet; names of people stay out."""
    person = {"Registered_Person_Name": "Sample, Person", "Places": "?"}
    (finding,) = read({}, {**person, "Provider URN": "EY100002"}).quarantine
    assert ("sample.csv", 3, "Places") == (
        finding.place.file,
        finding.place.row,
        finding.place.field,
    )
    assert finding.advice
    assert "Sample" not in finding.message + finding.advice


def test_a_misspelt_authority_is_set_aside_with_a_suggestion() -> None:
    """The row may be the borough's own, so it does not count as out of area."""
    (finding,) = read({"Local authority": "Newhma"}).quarantine
    assert "Newham" in finding.advice


def test_text_like_a_formula_is_kept_and_said() -> None:
    """The name stays what it is; writers defuse it."""
    found = read({"Provider name": '=HYPERLINK("x")'})
    assert '=HYPERLINK("x")' == found.rows[0].name
    assert ["formula_text"] == codes(found)


def test_a_bad_number_of_the_registered_person_costs_only_that_number() -> None:
    """The setting is kept without its registered person."""
    found = read({"Registered person URN": "X"})
    assert None is found.rows[0].provider
    assert ["bad_person_number"] == codes(found)


def test_history_begins_at_the_first_of_three_listed_inspections() -> None:
    """With a full list earlier ones may be lost; with a shorter one none is."""
    two = {
        "Second most recent full: Overall effectiveness": "3",
        "Second most recent full: Inspection date": "05/08/2014",
    }
    three = {
        "Third most recent full: Overall effectiveness": "4",
        "Third most recent full: Inspection date": "29/08/2013",
    }
    assert dt.date(2010, 9, 1) == one(two).history_from
    assert dt.date(2013, 8, 29) == one({**two, **three}).history_from


def test_history_of_2026_begins_at_the_earliest_listed() -> None:
    """That layout lists only the latest of each kind."""
    assert dt.date(2024, 3, 1) == one({}, ROW_2026).history_from
    nothing = dict.fromkeys((h for h in ROW_2026 if "Most recent" in h), "")
    assert dt.date(2024, 9, 1) == one(nothing, ROW_2026).history_from


def test_an_unknown_word_on_a_report_card_sets_the_row_aside() -> None:
    """A grade of another scale is never squeezed into the five points."""
    found = read({f"{REIF}Inclusion": "Good"}, base=ROW_2026)
    assert [("unknown_word", f"{REIF}Inclusion")] == [
        (each.code, each.place.field) for each in found.quarantine
    ]


def test_suitability_of_2026_stands_beside_the_newest_full_inspection() -> None:
    """The file has the columns once, and a row may list a card and an old grade."""
    base = {
        **ROW_2026,
        "CCR requirements suitability": "Met",
        "VCR requirements suitability": "-",
    }
    card, graded = one({}, base).inspections
    assert isinstance(card.outcome, SettingReportCard)
    assert isinstance(graded.outcome, EducationInspection)
    assert ("met", "") == (card.outcome.ccr, graded.outcome.ccr)
    nothing = dict.fromkeys((h for h in ROW_2026 if h.startswith(REIF)), "")
    (only,) = one(nothing, base).inspections
    assert isinstance(only.outcome, EducationInspection)
    assert "met" == only.outcome.ccr


def test_suitability_without_any_full_inspection_is_no_inspection() -> None:
    """Such a cell alone tells of no visit, and is no fault."""
    base = {**ROW_2026, "CCR requirements suitability": "Met"}
    dates = [h for h in ROW_2026 if h.startswith((REIF, "EYR OEIF"))]
    assert () == one(dict.fromkeys(dates, ""), base).inspections


def test_history_is_short_where_columns_of_earlier_inspections_are_missing() -> None:
    """A file that lists one inspection may have lost all earlier ones."""
    earlier = ("Second most recent", "Third most recent")
    base = {key: text for key, text in ROW_2021.items() if not key.startswith(earlier)}
    found = registers.read(sheet({}, base=base), edition=EDITION_2021, area=NEWHAM)
    assert dt.date(2018, 9, 12) == found.rows[0].history_from


def test_what_was_not_judged_is_neither_a_grade_nor_missing() -> None:
    """A judgement says so; a grade and an area of a card are None."""
    (found,) = one(
        {GRADE: "Not judged", "Personal development": "Not judged"}
    ).inspections
    assert isinstance(found.outcome, CommonInspection)
    assert None is found.outcome.grade
    assert "not_judged" == dict(found.outcome.judgements)["personal_development"]
    card, _ = one({f"{REIF}Inclusion": "Not judged"}, ROW_2026).inspections
    assert isinstance(card.outcome, SettingReportCard)
    assert None is card.outcome.inclusion
