"""The worklist holds every setting once, the most pressing first, with its grounds."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from earlyyears import registers, roles
from earlyyears.inspection import EducationInspection, Inspection
from earlyyears.kernel import DateRange, Record, RuleBook, Snapshot
from earlyyears.places import (
    Network,
    NetworkMember,
    Registration,
    SectorStatement,
    Setting,
)

ON = dt.date(2021, 9, 1)
BOOK = RuleBook(roles.rules())
KEYS = {
    "setting",
    "name",
    "kind",
    "sector",
    "registers",
    "group_setting",
    "network",
    "registered_on",
    "last_inspection",
    "status",
    "lead",
    "duty",
    "reason",
    "rule",
    "because",
    "basis",
    "steps",
    "questions",
}


def place(number: int, name: str | None, **more: Any) -> list[Record]:
    """A setting with one registration, and an inspection if a grade is given."""
    setting, identifier = f"setting/{number}", f"ofsted:EY{number:06}"
    grade = more.pop("grade", None)
    since = more.pop("since", dt.date(2015, 1, 1))
    made: list[Record] = [
        Setting(
            id=setting,
            name=name,
            kind=more.pop("kind", "full_day_care"),
            borough="newham",
        ),
        Registration(
            id=f"registration/{identifier}",
            valid=DateRange(since),
            setting=setting,
            identifier=identifier,
            registered_on=since,
            type=more.pop("type", "non_domestic"),
            subtype=more.pop("subtype", ""),
            registers=more.pop("registers", ("eyr",)),
        ),
    ]
    if grade:
        made.append(
            Inspection(
                id=f"inspection/{identifier}",
                setting=setting,
                registration=f"registration/{identifier}",
                inspected_on=dt.date(2020, 1, 14),
                published_on=dt.date(2020, 2, 10),
                outcome=EducationInspection(grade=grade),
            )
        )
    return made


def snapshot(*places: list[Record]) -> Snapshot:
    """Facts of these places on the day."""
    return Snapshot(*(one for place in places for one in place), on=ON, rules=BOOK)


def test_statutory_duties_come_first_then_need_then_name() -> None:
    """Inadequate, requires improvement, new, good, and nannies last."""
    facts = snapshot(
        place(1, "Ash", grade=2),
        place(2, "Birch"),
        place(3, "Cedar", grade=3),
        place(
            4, None, kind="home_childcarer", type="home_childcarer", registers=("vcr",)
        ),
        place(5, "Elder", grade=4),
        place(6, "Alder"),
        place(7, None),
    )
    names = [row.name or row.setting for row in roles.worklist(facts)]
    assert [
        "Elder",
        "Cedar",
        "Alder",
        "Birch",
        "ofsted:EY000007",
        "Ash",
        "ofsted:EY000004",
    ] == names


def test_what_cannot_be_told_stands_between_duties_and_none() -> None:
    """An undetermined setting comes after local duties and before no duty."""
    blank = place(2, "Blank")
    blank.append(
        Inspection(
            id="inspection/blank",
            setting="setting/2",
            registration="registration/ofsted:EY000002",
            inspected_on=dt.date(2020, 1, 14),
            published_on=dt.date(2020, 2, 10),
            outcome=EducationInspection(grade=None),
        )
    )
    local = place(3, "Local", grade=1)
    local.append(roles.Concern(id="concern/1", setting="setting/3", kind="quality"))
    facts = snapshot(place(1, "Good", grade=2), blank, local, place(4, "New"))
    rows = roles.worklist(facts)
    assert ["New", "Local", "Blank", "Good"] == [row.name for row in rows]
    assert ["statutory", "local", None, "none"] == [row.duty for row in rows]


def test_a_row_gives_all_that_its_answer_rests_on() -> None:
    """The row has every field that is promised, and JSON can hold it."""
    given = place(1, "Ash", grade=3, registers=("eyr", "ccr"))
    given += [
        Network(id="network/1", name="East", borough="newham"),
        NetworkMember(id="network-member/1", network="network/1", setting="setting/1"),
        SectorStatement(id="sector/1", setting="setting/1", sector="voluntary"),
    ]
    (row,) = roles.worklist(snapshot(given))
    told = json.loads(json.dumps(row.as_data()))
    assert set(told) == KEYS
    assert "ofsted:EY000001" == told["setting"]
    assert ["eyr", "ccr"] == told["registers"]
    assert ("East", "voluntary") == (told["network"], told["sector"])
    assert "2015-01-01" == told["registered_on"]
    assert "requires improvement" == told["last_inspection"]["outcome"]
    assert "2020-02-10" == told["last_inspection"]["published_on"]
    assert "earlyyears/less_than_good_2014" == told["rule"]
    assert told["basis"]["instrument"] == "SI 2014/2319"
    assert told["basis"]["confirmed"] is False
    assert [
        "registration/ofsted:EY000001@0",
        "inspection/ofsted:EY000001@0",
    ] == told["because"]


def test_a_setting_is_not_in_the_list_before_it_is_registered() -> None:
    """A registration that begins tomorrow is not in today's list."""
    tomorrow = ON + dt.timedelta(days=1)
    facts = snapshot(place(1, "Ash", since=tomorrow), place(2, "Birch", since=ON))
    assert ["Birch"] == [row.name for row in roles.worklist(facts)]


def test_withheld_names_stand_after_names_of_the_same_need() -> None:
    """A childminder without a name comes after a name with a late letter."""
    facts = snapshot(place(1, None), place(2, "Zelkova"), place(3, None))
    rows = roles.worklist(facts)
    assert ["Zelkova", None, None] == [row.name for row in rows]
    assert ["ofsted:EY000001", "ofsted:EY000003"] == [row.setting for row in rows[1:]]


def test_a_report_that_is_not_published_is_not_the_last_inspection() -> None:
    """A setting that counts as not yet inspected shows no inspection."""
    ahead = place(1, "Ash")
    ahead.append(
        Inspection(
            id="inspection/ahead",
            setting="setting/1",
            registration="registration/ofsted:EY000001",
            inspected_on=dt.date(2021, 8, 20),
            published_on=dt.date(2021, 9, 20),
            outcome=EducationInspection(grade=2),
        )
    )
    (row,) = roles.worklist(snapshot(ahead))
    assert "not_yet_inspected" == row.reason
    assert row.last_inspection is None


def test_group_settings_are_neither_childminders_nor_out_of_school() -> None:
    """On the Early Years Register, on premises, and not out-of-school care."""
    facts = snapshot(
        place(1, "a group"),
        place(2, "b domestic", type="domestic"),
        place(3, "c childminder", type="childminder", kind="childminder"),
        place(4, "d club", subtype="out_of_school_day_care"),
        place(5, "e later years", registers=("ccr",)),
        place(6, "f not stated", registers=None),
    )
    found = sorted(row.name or "" for row in roles.worklist(facts) if row.group_setting)
    assert ["a group", "b domestic", "f not stated"] == found


def test_the_list_can_be_narrowed_and_asked_under_a_preset() -> None:
    """Chosen settings only; a preset nobody has is refused with those there are."""
    facts = snapshot(place(1, "Ash"), place(2, "Birch"))
    chosen = [one for one in facts.all(Setting) if one.name == "Birch"]
    assert ["Birch"] == [row.name for row in roles.worklist(facts, chosen)]
    with pytest.raises(roles.UnknownPresetError, match="any_area_urgent"):
        roles.worklist(facts, preset="worst_of_six")


def newham(shared: Path) -> Snapshot:
    """The real settings of Newham in August 2021."""
    file = shared / "data/ofsted/childcare-providers_2021-08-31_newham_slice.csv"
    edition = dt.date(2021, 8, 31)
    entries = registers.read(file, edition=edition).rows
    records = [
        one
        for number, entry in enumerate(entries)
        for one in registers.records_from(entry, edition, f"setting/{number}")
    ]
    return Snapshot(*records, on=ON, rules=BOOK)


def test_newhams_group_settings_come_out_as_counted(shared: Path) -> None:
    """Of 87 group settings 31 are the authority's, 28 of them new."""
    rows = [row for row in roles.worklist(newham(shared)) if row.group_setting]
    led = [(row.lead, row.reason) for row in rows]
    assert 87 == len(led)
    assert 28 == led.count(("authority", "not_yet_inspected"))
    assert 3 == led.count(("authority", "below_good"))
    assert 56 == led.count(("mentors", "good_or_better"))


def test_newhams_statutory_duties_stand_before_good_settings(shared: Path) -> None:
    """On the Early Years Register 70 duties stand before 143 good settings."""
    rows = roles.worklist(newham(shared))
    early = [row for row in rows if "eyr" in (row.registers or ())]
    duties = [at for at, row in enumerate(early) if row.duty == "statutory"]
    good = [at for at, row in enumerate(early) if row.reason == "good_or_better"]
    assert (70, 143) == (len(duties), len(good))
    assert max(duties) < min(good)
    assert 2 == sum(row.reason == "childcare_register_not_met" for row in rows)
