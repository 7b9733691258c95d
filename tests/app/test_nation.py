"""The whole national file of August 2021, and the report cards of June 2026."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from earlyyears.app import Hub
from earlyyears.roles import presets
from tests.app import real
from tests.app.conftest import Opener


@pytest.mark.parametrize("area", ["newham", "london"])
def test_an_area_of_the_national_file_gives_the_oracles_counts(
    shared: Path, opened: Opener, oracle: dict[str, Any], area: str
) -> None:
    """From the file of all England each area takes its own rows and counts the rest."""
    hub = opened(borough=area)
    report = hub.import_register(shared / real.ENGLAND, edition=real.EDITION)
    expected = oracle["boroughs"]["Newham"] if area == "newham" else oracle["london"]
    assert expected == hub.summary()
    assert (70_980, expected["rows"], 36) == (
        report.rows,
        report.loaded,
        report.not_recorded,
    )
    assert report.rows == report.loaded + report.out_of_area


@pytest.mark.slow
def test_england_gives_the_oracles_counts_with_the_unrecorded_told_apart(
    shared: Path, opened: Opener, oracle: dict[str, Any]
) -> None:
    """36 rows are in no authority: they are never loaded, and counted all the same."""
    hub = opened(borough="england")
    report = hub.import_register(shared / real.ENGLAND, edition=real.EDITION)
    assert (70_944, 36) == (report.loaded, report.out_of_area)
    assert oracle["england"] == hub.summary()
    assert hub.verify().ok


@pytest.fixture
def cheltenham(shared: Path, opened: Opener) -> Hub:
    """A hub that has read eight settings typed over from the file of June 2026."""
    hub = opened(borough="Gloucestershire")
    report = hub.import_register(
        shared / real.CHELTENHAM, edition=dt.date(2026, 6, 30), all_rows=True
    )
    assert (8, 8) == (report.rows, report.loaded)
    warned = {one.code for one in report.findings}
    assert warned, "the file lacks authorities and register flags, and that is said"
    return hub


@pytest.mark.parametrize("preset", sorted(presets()))
def test_six_of_eight_are_the_mentors_under_every_preset(
    cheltenham: Hub, preset: str
) -> None:
    """Four strong report cards and two old grades; two are not yet inspected."""
    rows = cheltenham.worklist(cheltenham.at(dt.date(2026, 7, 1)), preset=preset)
    assert ["authority"] * 2 + ["mentors"] * 6 == [row.lead for row in rows]


def test_without_a_preset_settings_on_which_all_agree_are_answered(
    cheltenham: Hub,
) -> None:
    """With no choice recorded, eight of eight are answered: all presets agree."""
    rows = cheltenham.worklist(cheltenham.at(dt.date(2026, 7, 1)))
    assert {"answered"} == {row.status for row in rows}
