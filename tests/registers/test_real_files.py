"""The real files: every published figure is reproduced."""

import collections
import csv
import datetime as dt
import json
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from earlyyears import registers
from earlyyears.inspection import SettingReportCard
from earlyyears.places import area, authority

NATIONAL = "data/ofsted/childcare-providers_2021-08-31_england_raw.csv"


def counted(file: Path, place: str) -> dict[str, Any]:
    """The counts of an area of the file, as a JSON reader sees them."""
    found = registers.read(file, area=area(place))
    with registers.collector_paused():
        records = chain.from_iterable(
            registers.records_from(entry, found.edition, f"setting/{entry.row}")
            for entry in found.rows
        )
        counts = registers.register_counts(records, found.edition)
    if place == "england":
        nowhere = registers.unflatten_counts(found.not_recorded)
        counts = registers.add_counts(counts, nowhere)
    plain: dict[str, Any] = json.loads(json.dumps(counts, default=float))
    return plain


@pytest.fixture(scope="module")
def oracle(shared: Path) -> dict[str, Any]:
    """Figures counted by somebody else with another tool."""
    text = (shared / "oracles" / "ofsted-counts.json").read_text(encoding="utf-8")
    figures: dict[str, Any] = json.loads(text)
    return figures


def test_every_figure_of_newham_and_london_is_reproduced(
    shared: Path, oracle: dict[str, Any]
) -> None:
    """All keys of the oracle, none more and none less."""
    figures = oracle["childcare_providers_2021_08_31"]
    assert figures["boroughs"]["Newham"] == counted(shared / NATIONAL, "newham")
    assert figures["london"] == counted(shared / NATIONAL, "london")


@pytest.mark.slow
def test_every_figure_of_england_is_reproduced(
    shared: Path, oracle: dict[str, Any]
) -> None:
    """The 36 rows of no recorded authority belong to England and to no borough."""
    figures = oracle["childcare_providers_2021_08_31"]
    assert figures["england"] == counted(shared / NATIONAL, "england")


def test_every_row_of_the_national_file_is_accounted_for(
    shared: Path, oracle: dict[str, Any]
) -> None:
    """Nothing is set aside in a file without faults."""
    found = registers.read(shared / NATIONAL, area=area("newham"))
    figures = oracle["childcare_providers_2021_08_31"]
    assert registers.Tally(70_980, 452, 70_528, 0, 0) == found.tally
    assert (figures["sha256"], "UTF-8", dt.date(2021, 8, 31)) == (
        found.sha256,
        found.encoding,
        found.edition,
    )
    assert () == found.findings
    assert "36" == dict(found.not_recorded)["rows"]


def test_every_region_in_the_file_is_that_of_its_authority(shared: Path) -> None:
    """The table of authorities agrees with Ofsted about regions."""
    with (shared / NATIONAL).open(encoding="utf-8", newline="") as stream:
        pairs = {(r["Local authority"], r["Region"]) for r in csv.DictReader(stream)}
    for name, region in pairs - {("Not Recorded", "Not Recorded")}:
        assert region == authority(name).region


def test_the_eight_transcribed_settings_load_as_an_extract(shared: Path) -> None:
    """Four cards, two grades, two not inspected; the file lacks what it lacks."""
    file = shared / "data/ofsted/report-cards_2026-06-30_cheltenham_transcribed.csv"
    with pytest.raises(registers.MissingColumnsError):
        registers.read(file, area=area("gloucestershire"))
    found = registers.read(file, area=area("gloucestershire"), all_rows=True)
    assert registers.Tally(8, 8, 0, 0, 0) == found.tally
    assert "extract" in {each.code for each in found.warnings}
    assert {None} == {entry.registers for entry in found.rows}
    kinds = collections.Counter(
        type(entry.inspections[0].outcome) if entry.inspections else None
        for entry in found.rows
    )
    assert (4, 2) == (kinds[SettingReportCard], kinds[None])


def test_the_childminders_of_2025_are_all_read(
    shared: Path, oracle: dict[str, Any]
) -> None:
    """Two stacked sheets in Windows-1252, with hard spaces and seven agencies."""
    file = shared / "data/ofsted/childminders-and-agencies_2025-03-31_england_raw.csv"
    found = registers.read(file)
    figures = oracle["childminders_2025_03_31"]
    assert ("Windows-1252", 25_300, 25_300) == (
        found.encoding,
        found.tally.rows,
        found.tally.loaded,
    )
    newham = [one for one in found.rows if one.borough == "newham"]
    minders = [one for one in newham if one.type == "childminder"]
    assert figures["newham"] == {
        "childminders": len(minders),
        "on_eyr": sum("eyr" in (one.registers or ()) for one in minders),
    }


def test_all_eight_agency_files_are_read(shared: Path) -> None:
    """Ranges of days, capitals, byte order marks and 39 unnamed columns."""
    files = sorted((shared / "data" / "ofsted").glob("childminder-agencies_*.csv"))
    assert 8 == len(files)
    for file in files:
        found = registers.read(file)
        assert "ofsted-childminder-agencies" == found.layout.name
        assert found.tally.rows == found.tally.loaded
        assert not found.quarantine
