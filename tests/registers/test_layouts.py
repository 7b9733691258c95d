"""Layouts as data: those that ship can be relied on, others are checked."""

import datetime as dt
from typing import Any

import pytest

from earlyyears import registers
from earlyyears.inspection import AgencyInspection
from earlyyears.places import plain_words
from earlyyears.registers import Layout, LayoutFileError, layout_from, layouts
from tests.registers.files import EDITION_2021, NEWHAM, ROW_2021, sheet

OWN: dict[str, Any] = {
    "pack": "layout",
    "name": "sample-feed",
    "register": "sample-feed",
    "title": "The feed of a fictional council",
    "source": {"instrument": "the council's own description"},
    "recognised_by": ["Reference"],
    "schemes": ["local"],
    "column": [
        {"field": "identifier", "headings": ["Reference"], "needed": "always"},
        {"field": "type", "headings": ["Kind"], "words": "provider-type"},
        {"field": "status", "headings": ["State"], "words": "registration-status"},
        {"field": "authority", "headings": ["Council"], "needed": "whole"},
    ],
    "spellings": {"provider-type": {"Nursery": "non_domestic"}},
}


@pytest.mark.parametrize("layout", layouts(), ids=lambda layout: layout.name)
def test_a_layout_that_ships_gives_no_heading_two_meanings(layout: Layout) -> None:
    """Only suitability is shared by inspections; none is both read and left alone."""
    shared = {"CCR requirements suitability", "VCR requirements suitability"}
    read = [
        plain
        for column in layout.every_column()
        for plain in set(column.plain)
        if not shared & set(column.headings)
    ]
    assert sorted(set(read)) == sorted(read)
    assert set() == set(read) & set(map(plain_words, layout.unread))


@pytest.mark.parametrize("layout", layouts(), ids=lambda layout: layout.name)
def test_a_layout_that_ships_needs_the_number_and_names_its_source(
    layout: Layout,
) -> None:
    """No row can be kept without its number."""
    column = layout.column("identifier")
    assert column is not None
    assert "always" == column.needed
    assert layout.source.instrument


def test_headings_of_other_editions_are_read_by_the_same_layout() -> None:
    """2018 and 2022 named some columns otherwise."""
    renamed = {
        "Postcode": "Provider Postcode",
        "Places": "Registered places",
        "Places including estimates": "Registered places including estimates",
        "Registered_Person_Name": "Registered Person Name",
    }
    base = {renamed.get(key, key): value for key, value in ROW_2021.items()}
    found = registers.read(sheet({}, base=base), edition=EDITION_2021, area=NEWHAM)
    assert ("E6 1AA", 48, "Sample Nurseries Limited") == (
        found.rows[0].postcode,
        found.rows[0].places,
        found.rows[0].provider_name,
    )


def test_a_layout_of_ones_own_is_read_like_those_that_ship() -> None:
    """A plugin may be nothing but a layout, with spellings of its own."""
    data = b"Reference,Kind,State,Council\r\nlocal-7,Nursery,ACTV,Newham\r\n"
    found = registers.read(data, layouts=[layout_from(OWN)], edition=EDITION_2021)
    (entry,) = found.rows
    assert ("local:LOCAL-7", "non_domestic", "active", "newham") == (
        entry.identifier,
        entry.type,
        entry.status,
        entry.borough,
    )


def test_all_faults_of_a_layout_are_told_at_once() -> None:
    """The author of a pack sees every mistake in one go."""
    broken = {
        **OWN,
        "title": "",
        "schemes": ["urn"],
        "column": [
            {"field": "kind", "headings": ["Kind"]},
            {"field": "name", "headings": []},
            {"field": "type", "headings": ["T"], "words": "types", "needed": "maybe"},
        ],
        "inspection": [{"outcome": "stars", "column": []}],
    }
    with pytest.raises(LayoutFileError) as refused:
        layout_from(broken, "own.toml")
    assert {
        "no_value",
        "unknown_scheme",
        "unknown_field",
        "no_headings",
        "unknown_words",
        "unknown_need",
        "unknown_outcome",
    } == {each.code for each in refused.value.findings}


def test_agencies_are_read_with_their_outcome_on_the_last_day_of_the_visit() -> None:
    """Until 2022 two days stood in one cell."""
    data = (
        b"CA Reference,Provider Status,Provider Type,Individual Register Combinations,"
        b"Provider Name,Provider Postcode,Local Authority,"
        b"CA - Most recent inspection date,CA - Most recent inspection outcome\r\n"
        b'CA900001,Active,Childminder Agency,"EYR, CCR, VCR",Sample Agency,E6 1AA,'
        b"Newham,02/12/2019 - 05/12/2019,EFFECTIVE\r\n"
    )
    found = registers.read(data, edition=EDITION_2021, area=NEWHAM)
    (entry,) = found.rows
    assert "agency:CA900001" == entry.identifier
    assert [(dt.date(2019, 12, 5), AgencyInspection("effective"))] == [
        (each.inspected_on, each.outcome) for each in entry.inspections
    ]
