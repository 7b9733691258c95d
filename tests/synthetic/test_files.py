"""The fictional register as files: Ofsted's headings, and what is read from them."""

import csv
import datetime as dt
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from earlyyears import registers, synthetic

MARLOW_VALE = synthetic.borough(seed=7)


def rows(edition: dt.date, layout: str) -> list[dict[str, str]]:
    """The rows of a file under its headings."""
    text = MARLOW_VALE.register_file(edition, layout=layout).decode()
    return list(csv.DictReader(io.StringIO(text.partition("\n")[2])))


def headings_of(path: Path) -> list[str]:
    """The first row of a real file."""
    with path.open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))


def test_headings_of_2021_are_ofsteds(shared: Path) -> None:
    """All 48 headings stand in the order of the real file, letter by letter."""
    real = shared / "data/ofsted/childcare-providers_2021-08-31_newham_slice.csv"
    found = rows(dt.date(2021, 8, 31), "2021")
    assert headings_of(real) == list(found[0])


def test_headings_of_2026_hold_those_that_are_known(shared: Path) -> None:
    """Every heading transcribed from the real edition of June 2026 is there."""
    real = shared / "data/ofsted/report-cards_2026-06-30_cheltenham_transcribed.csv"
    found = rows(dt.date(2026, 6, 30), "2026")
    assert [] == [name for name in headings_of(real) if name not in found[0]]


@hypothesis_settings(max_examples=8)
@given(st.integers(0, 10**6))
def test_the_reader_loads_every_row_of_every_edition(seed: int) -> None:
    """Whatever the seed, no row is set aside, doubled or out of area."""
    made = synthetic.borough(seed=seed)
    for edition in made.editions:
        content = made.register_file(edition.on, layout=edition.layout)
        read = registers.read(content, area=made.area, name="marlow-vale.csv")
        listed = [
            one
            for one in made.listings
            if one.identifier.startswith("ofsted:") and one.active(edition.on)
        ]
        assert edition.on == read.edition
        assert {one.identifier for one in listed} == {
            one.identifier for one in read.rows
        }
        assert len(listed) == read.tally.rows == read.tally.loaded


@pytest.mark.parametrize("edition", MARLOW_VALE.editions, ids=str)
def test_the_reader_finds_what_happened(edition: synthetic.Edition) -> None:
    """Kinds of register, outcomes and days come back as they were made."""
    content = MARLOW_VALE.register_file(edition.on, layout=edition.layout)
    read = registers.read(content, area=MARLOW_VALE.area, name="marlow-vale.csv")
    made = {one.identifier: one for one in MARLOW_VALE.listings}
    for entry in read.rows:
        listing = made[entry.identifier]
        assert listing.registered_on == entry.registered_on
        assert (listing.type, listing.subtype) == (entry.type, entry.subtype)
        assert listing.registers == entry.registers
        assert listing.name == entry.name
        assert MARLOW_VALE.key == entry.borough
        visits = {(visit.on, visit.outcome.framework) for visit in listing.visits}
        found = {
            (each.inspected_on, each.outcome.framework) for each in entry.inspections
        }
        assert found <= visits


def test_a_file_shows_only_what_was_published() -> None:
    """A report that appears after the edition is not in it, and the next has it."""
    story = next(
        one for one in MARLOW_VALE.listings if "nothing below strong" in one.story
    )
    card = story.visits[-1]
    heading = "EYR REIF: Most recent: Inspection date"
    number = story.identifier.partition(":")[2]
    for day, expected in ((card.published_on, f"{card.on:%d/%m/%Y}"), (card.on, "")):
        found = [row for row in rows(day, "2026") if row["Provider URN"] == number]
        assert [expected] == [row[heading] for row in found]


def test_the_edition_of_december_2025_stops_at_september() -> None:
    """Ofsted's last edition in the old layout showed no inspection after September."""
    heading = "Most recent full: Inspection date"
    found = [
        dt.datetime.strptime(row[heading], "%d/%m/%Y").date()  # noqa: DTZ007  a day
        for row in rows(dt.date(2025, 12, 31), "2021")
        if row[heading]
    ]
    assert max(found) <= dt.date(2025, 9, 30)


def test_the_old_layout_holds_the_last_three_graded_inspections() -> None:
    """A setting that was inspected three times shows all three, latest first."""
    story = next(one for one in MARLOW_VALE.listings if "nothing since" in one.story)
    number = story.identifier.partition(":")[2]
    (row,) = [
        each
        for each in rows(dt.date(2023, 3, 31), "2021")
        if each["Provider URN"] == number
    ]
    shown = [
        row[f"{which} recent full: Inspection date"]
        for which in ("Most", "Second most", "Third most")
    ]
    assert shown == [f"{visit.on:%d/%m/%Y}" for visit in reversed(story.visits)]


def test_leavers_are_not_in_the_next_file() -> None:
    """A registration is listed until the day it ends, and not on that day."""
    left = next(one for one in MARLOW_VALE.listings if one.left_on)
    assert left.left_on is not None
    number = left.identifier.partition(":")[2]
    for day, expected in ((left.left_on - dt.timedelta(days=1), 1), (left.left_on, 0)):
        numbers = [row["Provider URN"] for row in rows(day, "2021")]
        assert expected == numbers.count(number)


def test_an_unknown_layout_is_refused_with_the_known_ones() -> None:
    """No file is made in a layout that nobody has described."""
    with pytest.raises(synthetic.UnknownLayoutError, match="2021, 2026"):
        MARLOW_VALE.register_file(MARLOW_VALE.first_day, layout="2018")
