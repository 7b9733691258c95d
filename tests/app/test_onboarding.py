"""One edition after another: who joined, who left, what changed, and nothing lost."""

import csv
import datetime as dt
import io
from collections.abc import Mapping
from typing import Any

import pytest

from earlyyears.app import Hub
from earlyyears.inspection import EducationInspection, Inspection, inspection_id
from earlyyears.kernel import DateRange, evolve
from earlyyears.ledger import SeenChangedError
from earlyyears.places import Departure, Registration, Setting
from earlyyears.roles import Handover
from earlyyears.synthetic.layouts import LAYOUTS
from tests.app.conftest import Opener

FIRST, SECOND, THIRD = (
    dt.date(2021, 8, 31),
    dt.date(2021, 12, 31),
    dt.date(2022, 3, 31),
)

#: The headings of the real file of August 2021.
HEADINGS = tuple(LAYOUTS["2021"])


def row(number: str, name: str, **cells: str) -> dict[str, str]:
    """A row of the register, good unless it is told otherwise."""
    usual = {
        "Provider URN": number,
        "Registration date": "01/09/2015",
        "Provider type": "Childcare on non-domestic premises",
        "Provider subtype": "Full day care",
        "Provider status": "Active",
        "Individual Register combinations": "EYR only",
        "Provider Early Years Register Flag": "Y",
        "Provider Compulsory Childcare Register Flag": "N",
        "Provider Voluntary Childcare Register Flag": "N",
        "Provider name": name,
        "Postcode": "ZZ1 1ZZ",
        "Local authority": "Newham",
        "Region": "London",
        "Deprivation Band": "Average",
        "Places": "30",
        "Places including estimates": "30",
        "Most recent full: Inspection date": "12/03/2019",
        "Most recent full: Overall effectiveness": "2",
        "Most recent full: Inspection number": "10000001",
    }
    named = {
        "date": "Most recent full: Inspection date",
        "grade": "Most recent full: Overall effectiveness",
        "postcode": "Postcode",
        "registered": "Registration date",
        "area": "Local authority",
        "places": "Places",
    }
    return usual | {named[key]: value for key, value in cells.items()}


def file(*rows: Mapping[str, str]) -> bytes:
    """A register file of these rows."""
    text = io.StringIO()
    writer = csv.DictWriter(text, HEADINGS, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


ELM = row("EY900001", "Elm Nursery")
ASH = row("EY900002", "Ash Nursery", grade="3")
OAK = row("EY900003", "Oak Nursery", grade="", date="")
AWAY = row("EY900004", "Beech Nursery", area="Barnet")


@pytest.fixture
def hub(opened: Opener) -> Hub:
    """A hub that has read a first edition of three settings."""
    made = opened(borough="Newham")
    made.import_register(file(ELM, ASH, OAK, AWAY), edition=FIRST)
    return made


def leads(hub: Hub, on: dt.date) -> dict[str, str | None]:
    """Who leads on each setting, by number."""
    return {one.setting: one.lead for one in hub.worklist(hub.at(on))}


def test_every_row_is_counted_once(opened: Opener) -> None:
    """Loaded, out of area, doubled and set aside add up to the rows of the file."""
    hub = opened(borough="newham")
    broken = row("EY900009", "Yew", registered="31/02/2020")
    report = hub.import_register(file(ELM, ASH, AWAY, ELM, broken), edition=FIRST)
    assert (5, 2, 1, 1, 1) == (
        report.rows,
        report.loaded,
        report.out_of_area,
        report.duplicates,
        report.quarantined,
    )
    (finding,) = [one for one in report.findings if one.place.row == 6]
    assert "Registration date" == finding.place.field
    assert finding.advice


def test_the_same_file_twice_changes_nothing(hub: Hub) -> None:
    """The second reading writes nothing and names the commit of the first."""
    again = hub.import_register(file(ELM, ASH, OAK, AWAY), edition=FIRST)
    assert (False, 1) == (again.wrote, again.commit)
    assert 1 == hub.verify().commits


def test_a_dry_run_tells_the_same_and_writes_nothing(opened: Opener) -> None:
    """What a dry run reports is what the import then does."""
    hub = opened(borough="newham")
    tried = hub.import_register(file(ELM, ASH), edition=FIRST, dry_run=True)
    assert 0 == hub.verify().commits
    done = hub.import_register(file(ELM, ASH), edition=FIRST)
    assert evolve(tried, commit=1, wrote=True) == done


def test_a_later_edition_says_who_joined_left_and_changed(hub: Hub) -> None:
    """One joins, one leaves, one has a new report, and each is named."""
    worse = row("EY900001", "Elm Nursery", grade="4", date="01/11/2021")
    new = row("EY900005", "Yew Nursery", registered="01/10/2021", grade="", date="")
    report = hub.import_register(file(worse, ASH, new), edition=SECOND)
    assert ("ofsted:EY900005",) == report.joined
    assert ("ofsted:EY900003",) == report.left
    assert ("ofsted:EY900001",) == report.changed


def test_a_leaver_is_known_to_have_left_between_two_editions(hub: Hub) -> None:
    """Both ends are kept, and the setting is in the list until the second."""
    hub.import_register(file(ELM, ASH), edition=SECOND)
    (left,) = hub.at(SECOND).all(Departure)
    assert (FIRST, SECOND) == (left.last_seen, left.absent_from)
    assert "ofsted:EY900003" in leads(hub, dt.date(2021, 12, 30))
    assert "ofsted:EY900003" not in leads(hub, SECOND)
    assert 3 == len(hub.at(FIRST).all(Setting))


def test_who_leaves_and_joins_at_one_place_is_proposed_as_one(hub: Hub) -> None:
    """The same name at one postcode under a new number is for a person to judge."""
    again = row("EY900006", "OAK NURSERY", registered="01/11/2021", grade="", date="")
    report = hub.import_register(file(ELM, ASH, again), edition=SECOND)
    assert (("ofsted:EY900003", "ofsted:EY900006"),) == report.re_registered


def test_who_comes_back_is_there_again_with_the_old_history(hub: Hub) -> None:
    """A setting that an edition missed keeps its id when a later one lists it."""
    before = hub.at(FIRST).setting("ofsted:EY900001")
    hub.import_register(file(ASH, OAK), edition=SECOND)
    hub.import_register(file(ELM, ASH, OAK), edition=THIRD)
    assert "ofsted:EY900001" not in leads(hub, dt.date(2022, 3, 30))
    assert before.id == hub.at(THIRD).setting("ofsted:EY900001").id
    answer = hub.at(THIRD).support_lead("ofsted:EY900001")
    assert "good_or_better" == answer.why.reason


def test_an_older_edition_read_late_changes_only_its_own_days(hub: Hub) -> None:
    """What the older file says holds until the edition that was read before it."""
    earlier = dt.date(2021, 3, 31)
    small = row("EY900001", "Elm Nursery", places="20")
    hub.import_register(file(small, ASH, OAK), edition=earlier)

    def places(on: dt.date) -> int | None:
        found = hub.at(on).all(Registration).where(identifier="ofsted:EY900001")
        return found.one().places

    assert (20, 20, 30) == (
        places(earlier),
        places(dt.date(2021, 8, 30)),
        places(FIRST),
    )


def test_a_wrong_file_is_withdrawn_and_every_answer_is_as_before(hub: Hub) -> None:
    """After the withdrawal no answer differs, and the right file finds the same ids."""
    before = leads(hub, SECOND)
    ids = {one.id for one in hub.at(SECOND).all(Setting)}
    wrong = [
        row(f"EY90000{at}", "Wrong", grade="4", date="01/10/2021") for at in (1, 2, 7)
    ]
    commit = hub.import_register(file(*wrong), edition=SECOND).commit
    assert before != leads(hub, SECOND)
    seven = hub.at(SECOND).setting("ofsted:EY900007").id
    assert commit is not None
    hub.withdraw(commit, reason="the file was another council's")
    assert before == leads(hub, SECOND)
    assert ids == {one.id for one in hub.at(SECOND).all(Setting)}
    hub.import_register(file(ELM, ASH, OAK, row("EY900007", "Fir")), edition=SECOND)
    assert seven == hub.at(SECOND).setting("ofsted:EY900007").id


def test_who_was_erased_stays_erased_after_the_next_file(hub: Hub) -> None:
    """The importer meets the tombstone, leaves the row out and counts it."""
    hub.erase("ofsted:EY900002", reason="asked for")
    report = hub.import_register(file(ELM, ASH, OAK), edition=SECOND)
    assert (3, 2, 1) == (report.rows, report.loaded, report.erased)
    assert "ofsted:EY900002" not in leads(hub, SECOND)
    assert hub.verify().ok


def test_a_typed_outcome_and_the_files_are_one_inspection(hub: Hub) -> None:
    """The typed publication date is kept, the number comes from the file."""
    setting = hub.at(FIRST).setting("ofsted:EY900001")
    typed = inspected(hub, setting, grade=4, on=dt.date(2021, 11, 15))
    published = evolve(typed, published_on=dt.date(2021, 12, 10))
    hub.record(published, reason="report of the day")
    assert "mentors" == leads(hub, dt.date(2021, 12, 10))["ofsted:EY900001"]
    assert "authority" == leads(hub, dt.date(2021, 12, 11))["ofsted:EY900001"]
    told = row("EY900001", "Elm Nursery", grade="4", date="15/11/2021")
    report = hub.import_register(file(told, ASH, OAK), edition=SECOND)
    (one,) = [
        each
        for each in hub.at(SECOND).all(Inspection).where(setting=setting.id)
        if each.inspected_on == dt.date(2021, 11, 15)
    ]
    assert (dt.date(2021, 12, 10), "10000001") == (one.published_on, one.number)
    assert () == report.differences


def test_a_file_that_contradicts_a_typed_outcome_is_reported(hub: Hub) -> None:
    """The file's outcome is taken, and the difference is named."""
    setting = hub.at(FIRST).setting("ofsted:EY900001")
    hub.record(
        inspected(hub, setting, grade=3, on=dt.date(2021, 11, 15)), reason="typed"
    )
    told = row("EY900001", "Elm Nursery", grade="4", date="15/11/2021")
    report = hub.import_register(file(told, ASH, OAK), edition=SECOND)
    assert ["inspection/ofsted:EY900001/eif/2021-11-15"] == [
        one.id for one in report.differences
    ]


def inspected(hub: Hub, setting: Setting, *, grade: int, on: dt.date) -> Inspection:
    """An education inspection as an officer would type it in."""
    registration = hub.at(FIRST).all(Registration).where(setting=setting.id).one()
    return Inspection(
        id=inspection_id(registration.identifier, "eif", on),
        valid=DateRange(on),
        setting=setting.id,
        registration=registration.id,
        inspected_on=on,
        outcome=EducationInspection(grade=grade),
    )


def test_onboarding_opens_handovers_and_a_review_doubles_none(hub: Hub) -> None:
    """A first lead is a handover from nobody; a fallen grade makes another."""
    first = hub.at(FIRST).all(Handover)
    assert {("", "mentors"), ("", "authority")} == {
        (one.giver, one.taker) for one in first
    }
    assert 3 == len(first)
    assert () == hub.review(FIRST)
    worse = row("EY900001", "Elm Nursery", grade="4", date="01/11/2021")
    report = hub.import_register(file(worse, ASH, OAK), edition=SECOND)
    assert 1 == report.handovers
    newest = [one for one in hub.at(SECOND).all(Handover) if one.valid.start == SECOND]
    assert [("mentors", "authority")] == [(one.giver, one.taker) for one in newest]
    assert () == hub.review(SECOND)


def test_two_people_who_read_a_file_at_once_make_each_setting_once(
    opened: Opener,
) -> None:
    """Who comes second is refused or finds everything done; no setting is doubled."""
    one, two = opened(borough="newham"), opened(borough="newham")
    one.import_register(file(ELM, ASH), edition=FIRST)
    again: Any = two.import_register(file(ELM, ASH), edition=FIRST)
    assert not again.wrote
    assert 2 == len(two.at(FIRST).all(Setting))
    stale = two.at(FIRST)
    one.import_register(file(row("EY900001", "Elm", places="9"), ASH), edition=SECOND)
    elm = stale.setting("ofsted:EY900001")
    with pytest.raises(SeenChangedError):
        two.record(evolve(elm, name="Elms"), reason="a new name", seen=stale)
