"""Local authorities: found however people write them, and never guessed."""

import csv
import datetime as dt
from pathlib import Path

import pytest

from earlyyears.places import (
    UnknownAuthorityError,
    area,
    authorities,
    authority,
)

SPELLINGS = [
    ("newham", "newham"),
    ("NEWHAM", "newham"),
    (" Newham ", "newham"),
    ("London Borough of Newham", "newham"),
    ("Newham London Borough Council", "newham"),
    ("LB Newham", "newham"),
    ("316", "newham"),
    ("E09000025", "newham"),
    ("e09000025", "newham"),
    ("Royal Borough of Greenwich", "greenwich"),
    ("Royal Borough of Kensington & Chelsea", "kensington-and-chelsea"),
    ("City of London", "city-of-london"),
    ("City of London Corporation", "city-of-london"),
    ("City of Westminster", "westminster"),
    ("Westminster City Council", "westminster"),
    ("County Durham", "durham"),
    ("Durham County Council", "durham"),
    ("St. Helens", "st-helens"),
    ("St Helens", "st-helens"),
    ("Bristol", "bristol"),
    ("Bristol, City of", "bristol"),
    ("Bristol City of", "bristol"),
    ("Kingston upon Hull, City of", "kingston-upon-hull"),
    ("Kingston upon Hull City of", "kingston-upon-hull"),
    ("Southend on Sea", "southend-on-sea"),
    ("Southend-on-Sea", "southend-on-sea"),
    ("Herefordshire, County of", "herefordshire"),
    ("Bedford Borough", "bedford"),
    ("Bournemouth, Christchurch & Poole", "bournemouth-christchurch-and-poole"),
    (
        "Bournemouth, Christchurch and Poole Council",
        "bournemouth-christchurch-and-poole",
    ),
    ("City of Bradford Metropolitan District Council", "bradford"),
    ("Council of the Isles of Scilly", "isles-of-scilly"),
    ("Islington\N{NO-BREAK SPACE}", "islington"),
]


@pytest.mark.parametrize(("written", "key"), SPELLINGS)
def test_a_usual_spelling_finds_the_authority(written: str, key: str) -> None:
    """Names, numbers and codes as publishers and councils write them are understood."""
    assert key == authority(written).key


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Newhma", "Newham"),
        ("Tower Hamlet", "Tower Hamlets"),
        ("LB of Hakney", "Hackney"),
    ],
)
def test_a_misspelt_name_is_refused_with_a_suggestion(written: str, meant: str) -> None:
    """Nothing is guessed, and the likely name is offered."""
    with pytest.raises(UnknownAuthorityError) as refused:
        authority(written)
    assert meant in refused.value.data["suggestions"]
    assert meant in str(refused.value)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Londn", ("london", "Luton")),
        ("Kingston", ("Kingston upon Hull", "Kingston upon Thames")),
        ("Richmond", ("Richmond upon Thames",)),
    ],
)
def test_a_short_or_misspelt_area_is_refused_with_all_it_may_be(
    written: str, meant: tuple[str, ...]
) -> None:
    """Half a name may belong to several, so a person chooses."""
    with pytest.raises(UnknownAuthorityError) as refused:
        area(written)
    assert set(meant) <= set(refused.value.data["suggestions"])


@pytest.mark.parametrize("written", ["", "Not Recorded", "Middlesex", "999", "Cardiff"])
def test_what_is_no_authority_is_refused(written: str) -> None:
    """A county of old, a Welsh city, a blank and a number of nobody find nothing."""
    with pytest.raises(UnknownAuthorityError):
        authority(written)


def test_london_has_its_thirty_three_authorities() -> None:
    """The City and the thirty-two boroughs, and no other."""
    london = area("london")
    assert (33, "london") == (len(london.boroughs), london.key)
    assert "newham" in london
    assert "leeds" not in london


def test_england_has_every_authority_former_ones_too() -> None:
    """A file of 2021 names Cumbria, so England holds it."""
    england = area("England")
    assert {one.key for one in authorities()} == england.boroughs
    assert "cumbria" in england
    assert "cumberland" in england


def test_an_area_of_one_authority_holds_that_one() -> None:
    """Any spelling of an authority is an area."""
    assert frozenset({"newham"}) == area("Newham Council").boroughs


def test_a_row_without_an_authority_is_in_no_area() -> None:
    """None is not a borough of anywhere."""
    assert None not in area("england")


def test_no_two_authorities_share_a_way_to_be_written() -> None:
    """Keys, names, numbers, codes and aliases each belong to one authority."""
    for one in authorities():
        codes = [code.value for code in one.codes]
        for text in (one.key, one.name, one.dfe, *codes, *one.aliases):
            assert one is authority(text)


def test_successors_exist_and_begin_on_the_day_the_old_authority_ends() -> None:
    """Cumbria, Northamptonshire, Dorset, Bournemouth and Poole hand over in a day."""
    ended = [one for one in authorities() if one.successors]
    assert 5 == len(ended)
    for one in ended:
        assert [one.during.end] * len(one.successors) == [
            authority(key).during.start for key in one.successors
        ]


def test_codes_of_one_authority_follow_one_another() -> None:
    """Where an area got a new code, the old one stops as the new one starts."""
    recoded = [one for one in authorities() if len(one.codes) > 1]
    assert "buckinghamshire" in {one.key for one in recoded}
    for one in recoded:
        old, new = one.codes
        assert old.during.end == new.during.start
    assert dt.date(2020, 4, 1) == authority("E06000060").codes[-1].during.start


def test_every_name_in_the_real_files_is_known(shared: Path) -> None:
    """Ofsted's names of 2021, DfE's of 2019 and ONS's all resolve."""
    names = {
        ("ofsted/childcare-providers_2021-08-31_england_raw.csv", "Local authority"),
        ("dfe/la-codes_152_2019_slice.csv", "LA_Name"),
        ("ofsted/childcare-accessibility_utla_2020-2024_raw.csv", "AREANM"),
    }
    for file, column in names:
        with (shared / "data" / file).open(encoding="utf-8-sig", newline="") as stream:
            found = {row[column] for row in csv.DictReader(stream)} - {"Not Recorded"}
        assert 149 < len(found)
        assert all(authority(name) for name in found)


def test_numbers_and_codes_are_those_of_the_real_list(shared: Path) -> None:
    """Each of the 152 authorities of 2019 has its DfE number and its ONS code."""
    file = shared / "data" / "dfe" / "la-codes_152_2019_slice.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert 152 == len(rows)
    for row in rows:
        found = authority(row["LA_Number"])
        assert found is authority(row["LA_Code"])
        assert row["LA_Code"] in {code.value for code in found.codes}
