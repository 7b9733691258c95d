"""From entries to the records that a hub keeps."""

import datetime as dt

import pytest

from earlyyears.inspection import Inspection
from earlyyears.kernel import ALWAYS, DateRange, Record, evolve
from earlyyears.places import Provider, Registration, Setting
from earlyyears.registers import records_from
from tests.registers.files import (
    EDITION_2021,
    EDITION_2026,
    NOT_INSPECTED,
    ROW_2026,
    one,
)


def records(row: dict[str, str]) -> list[Record]:
    """The records of a row of August 2021."""
    return records_from(one(row), EDITION_2021, "setting/a")


def test_a_row_becomes_setting_registration_person_and_inspections() -> None:
    """Ids of what the register knows are made from its numbers."""
    assert [
        "setting/a",
        "registration/ofsted:EY100001",
        "provider/ofsted-person:RP500001",
        "inspection/ofsted:EY100001/cif/2018-09-12",
    ] == [each.id for each in records({})]


def test_what_the_register_says_holds_from_the_registration_date() -> None:
    """Only an inspection has a date of its own; a person holds always."""
    setting, registration, person, inspection = records({})
    since = DateRange(dt.date(2010, 9, 1))
    assert (since, since, ALWAYS) == (setting.valid, registration.valid, person.valid)
    assert DateRange(dt.date(2018, 9, 12)) == inspection.valid


def test_the_registration_knows_when_it_was_seen_and_how_far_history_goes() -> None:
    """Both dates are needed to say what can be told of a day in the past."""
    _, registration, *_ = records({})
    assert isinstance(registration, Registration)
    assert EDITION_2021 == registration.first_seen
    assert ((dt.date(2010, 9, 1), EDITION_2021),) == registration.history


def test_an_inspection_is_known_since_the_edition_and_its_publication_is_not() -> None:
    """The file holds no publication dates, so none is made up."""
    *_, inspection = records({})
    assert isinstance(inspection, Inspection)
    assert (EDITION_2021, None) == (inspection.known_on, inspection.published_on)
    assert "registration/ofsted:EY100001" == inspection.registration


def test_a_withheld_name_stays_withheld() -> None:
    """A childminder has no name here, nor a registered person."""
    setting, *others = records(
        {
            "Provider type": "Childminder",
            "Provider subtype": "",
            "Provider name": "REDACTED",
            "Registered person URN": "",
            "Registered_Person_Name": "REDACTED",
            "Postcode": "REDACTED",
        }
    )
    assert isinstance(setting, Setting)
    assert (None, True, "childminder") == (setting.name, setting.withheld, setting.kind)
    assert not any(isinstance(each, Provider) for each in others)
    assert not any("REDACTED" in repr(each) for each in (setting, *others))


@pytest.mark.parametrize(
    ("provider_type", "subtype", "kind"),
    [
        ("Childcare on non-domestic premises", "Full day care", "full_day_care"),
        ("Childcare on non-domestic premises", "", "non_domestic_care"),
        (
            "Childcare on non-domestic premises",
            "Out-of-school day care",
            "out_of_school_care",
        ),
        ("Childcare on domestic premises", "Full day care", "domestic_care"),
        ("Childminder", "Home childcarer", "childminder"),
        ("Childminder", "Out-of-school day care", "childminder"),
        ("Home childcarer", "", "home_childcarer"),
        ("Childminder without domestic premises", "", "childminder_without_premises"),
    ],
)
def test_the_kind_follows_from_type_and_subtype(
    provider_type: str, subtype: str, kind: str
) -> None:
    """A childminder's subtype does not refine what a childminder is."""
    row = {"Provider type": provider_type, "Provider subtype": subtype}
    setting, registration, *_ = records(row)
    assert isinstance(setting, Setting)
    assert kind == setting.kind
    assert isinstance(registration, Registration)


def test_a_card_and_a_grade_of_one_row_are_two_inspections() -> None:
    """Frameworks are part of an inspection's id."""
    found = records_from(one({}, ROW_2026), EDITION_2026, "setting/a")
    assert [
        "inspection/ofsted:2800001/report_card/2026-01-29",
        "inspection/ofsted:2800001/eif/2024-03-01",
    ] == [each.id for each in found if isinstance(each, Inspection)]


def test_the_same_row_gives_the_same_records() -> None:
    """Importing a file twice changes nothing."""
    assert records({}) == records({})


def test_what_has_no_registration_date_holds_from_the_edition() -> None:
    """Agencies have none in their file, and nothing says since when they are there."""
    entry = evolve(one({}), registered_on=None, history_from=None)
    setting, registration, *_ = records_from(entry, EDITION_2021, "setting/a")
    assert DateRange(EDITION_2021) == setting.valid
    assert isinstance(registration, Registration)
    assert (None, ()) == (registration.registered_on, registration.history)


def test_who_registered_on_the_day_of_the_edition_has_a_history_of_that_day() -> None:
    """A new setting is known completely from its first day."""
    _, registration, *_ = records({**NOT_INSPECTED, "Registration date": "31/08/2021"})
    assert isinstance(registration, Registration)
    assert ((EDITION_2021, EDITION_2021),) == registration.history
