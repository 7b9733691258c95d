"""Dated tables, rows from TOML, and calendars of terms."""

import datetime as dt
import itertools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earlyyears.kernel import (
    ALWAYS,
    BadDayError,
    Calendar,
    Citation,
    DatedTable,
    DateRange,
    Faults,
    NoRowError,
    NoTermError,
    Place,
    Row,
    Term,
    calendar_from,
    citation_from,
    during_from,
    funding_calendar,
    read_toml,
    since,
    until,
)
from tests.kernel.kinds import SOURCE

CUTS = [dt.date(2020, month, 1) for month in range(1, 13)]
MAY = dt.date(2021, 5, 4)


@given(st.sets(st.sampled_from(CUTS)), st.dates(dt.date(2019, 1, 1)))
def test_a_complete_table_answers_every_day(cuts: set[dt.date], day: dt.date) -> None:
    """Rows that follow one another without a gap give the row the day lies in."""
    edges = [None, *sorted(cuts), None]
    rows = [
        Row("rate", number, DateRange(*edge), SOURCE)
        for number, edge in enumerate(itertools.pairwise(edges))
    ]
    table = DatedTable[int].checked("rates", rows)
    assert sum(cut <= day for cut in cuts) == table.on("rate", day).value


def test_overlaps_and_gaps_of_every_key_are_told_at_once() -> None:
    """One error lists all that is wrong with a table, key by key."""
    rows = [
        Row("a", 1, until(2021), SOURCE),
        Row("a", 2, since(2020), SOURCE),
        Row("b", 3, until(2020), SOURCE),
        Row("b", 4, since(2021), SOURCE),
    ]
    with pytest.raises(Faults) as refused:
        DatedTable[int].checked("rates", rows)
    assert [("overlap", True), ("gap", False)] == [
        (each.code, "“a”" in each.message) for each in refused.value.findings
    ]
    assert "the table “rates” cannot be used: 2 faults" in str(refused.value)


def test_a_table_may_have_gaps_where_it_says_so() -> None:
    """A table that need not be complete is built, and a day in a gap has no row."""
    rows = [Row("b", 3, until(2020), SOURCE), Row("b", 4, since(2021), SOURCE)]
    table = DatedTable[int].checked("rates", rows, complete=False)
    with pytest.raises(NoRowError, match=r"“rates” has no row “b” for 2020-06-01"):
        table.on("b", dt.date(2020, 6, 1))


def test_a_table_keeps_the_order_of_its_keys() -> None:
    """Keys come in the order in which they first stand in the table."""
    rows = [Row(key, 0, ALWAYS, SOURCE) for key in ("late", "early")]
    assert ("late", "early") == DatedTable("order", tuple(rows)).keys()


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({}, ALWAYS),
        ({"from": MAY}, DateRange(MAY)),
        ({"before": MAY}, DateRange(None, MAY)),
        (
            {"from": MAY, "before": dt.date(2022, 1, 1)},
            DateRange(MAY, CUTS[0].replace(2022)),
        ),
    ],
)
def test_rows_say_from_and_before(row: Mapping[str, Any], expected: DateRange) -> None:
    """`from` is the first day and `before` the day after the last."""
    assert expected == during_from(row)


@pytest.mark.parametrize(
    "day", ["2021-05-04", 2021, dt.datetime(2021, 5, 4, tzinfo=dt.UTC)]
)
@pytest.mark.parametrize("key", ["from", "before"])
def test_a_day_must_be_a_date(key: str, day: object) -> None:
    """A day in quotes, a number or a time of day is refused, wherever it stands."""
    with pytest.raises(BadDayError, match="without quotes"):
        during_from({key: day})


def test_a_row_without_a_source_is_refused_with_its_place() -> None:
    """A rule that cites nothing cannot be used, and the error says where it is."""
    for row in ({}, {"source": "the law"}, {"source": {"clause": "4"}}):
        with pytest.raises(Faults) as refused:
            citation_from(row, place=Place("rates.toml", 3))
        assert ["no_citation"] == [each.code for each in refused.value.findings]
        assert "rates.toml, row 3" in str(refused.value)


@pytest.mark.parametrize(
    ("said", "expected"),
    [(True, True), (False, False), (None, False), ("false", False)],
)
def test_a_source_is_confirmed_only_by_a_plain_true(
    said: object, *, expected: bool
) -> None:
    """Words in the place of true never confirm anything."""
    row = {"source": {"instrument": "SI 2014/2319", "confirmed": said, "from": MAY}}
    found = citation_from(row)
    assert expected is found.confirmed
    assert found.in_force(MAY)
    assert not found.in_force(MAY - dt.timedelta(days=1))


def test_a_citation_says_what_it_lacks() -> None:
    """In words a citation names its clause and whether somebody confirmed it."""
    assert "Act, s 5 (2016)" == str(Citation("Act", "s 5", "2016", confirmed=True))
    assert "Act (not confirmed by a person)" == str(Citation("Act"))
    assert "Act" == str(Citation("Act", confirmed=True))


@pytest.mark.parametrize("content", [b"key = ", b"key = '\xff'"])
def test_a_broken_data_file_is_named(tmp_path: Path, content: bytes) -> None:
    """A file that is no TOML, or no text, is an error with its name."""
    file = tmp_path / "broken.toml"
    file.write_bytes(content)
    with pytest.raises(Faults, match=r"broken\.toml cannot be read") as refused:
        read_toml(file)
    assert ["broken.toml"] == [each.place.file for each in refused.value.findings]


TERMS = [
    {"name": "spring 2022", "first": dt.date(2022, 1, 4), "last": dt.date(2022, 4, 1)},
    {
        "name": "autumn 2021",
        "first": dt.date(2021, 9, 1),
        "last": dt.date(2021, 12, 17),
    },
]


def test_a_term_holds_its_first_and_its_last_day() -> None:
    """Both days of a row are days of the term, and the day after is not."""
    calendar = calendar_from("school", TERMS, SOURCE)
    for row in TERMS:
        assert row["name"] == calendar.on(row["first"]).name
        assert row["name"] == calendar.on(row["last"]).name
    with pytest.raises(NoTermError, match="lies in no school term"):
        calendar.on(dt.date(2021, 12, 18))


def test_the_term_after_a_day_starts_strictly_later() -> None:
    """The first day of a term is followed by the next term, not by its own."""
    calendar = calendar_from("school", TERMS, SOURCE)
    assert "autumn 2021" == calendar.after(dt.date(2021, 8, 31)).name
    assert "spring 2022" == calendar.after(dt.date(2021, 9, 1)).name
    with pytest.raises(NoTermError, match="Add the next terms"):
        calendar.after(dt.date(2022, 1, 4))


def test_all_faults_of_a_calendar_are_told_at_once() -> None:
    """Every row that is wrong is numbered, and nothing is built."""
    day = dt.date(2022, 1, 4)
    rows = [
        {"first": day, "last": day},
        {"name": "spring", "first": "4 January", "last": day},
        {"name": "summer", "first": day, "last": day - dt.timedelta(days=1)},
        TERMS[0],
    ]
    with pytest.raises(Faults) as refused:
        calendar_from("school", rows, SOURCE)
    assert [1, 2, 3] == [each.place.row for each in refused.value.findings]


def test_terms_may_neither_overlap_nor_be_open() -> None:
    """A calendar refuses terms that share a day and terms without an end."""
    terms = [Term("one", since(2021)), Term("two", since(2022))]
    with pytest.raises(Faults) as refused:
        Calendar.checked("school", terms, SOURCE)
    assert ["open_term", "open_term", "overlap"] == [
        each.code for each in refused.value.findings
    ]


@given(st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)), st.integers(1, 200))
def test_the_weeks_of_a_term_are_those_it_touches(start: dt.date, length: int) -> None:
    """The weeks are counted from Monday to Sunday, and begun ones count."""
    during = DateRange(start, start + dt.timedelta(days=length))
    touched = {(start + dt.timedelta(days=n)).isocalendar()[:2] for n in range(length)}
    assert len(touched) == Term("term", during).weeks


def test_a_week_of_half_term_is_no_week_of_the_term() -> None:
    """Weeks whose working days are all holiday are left out; a part of one is not."""
    during = DateRange(dt.date(2026, 9, 1), dt.date(2026, 12, 19))
    whole = DateRange(dt.date(2026, 10, 26), dt.date(2026, 10, 31))
    part = DateRange(dt.date(2026, 10, 27), dt.date(2026, 10, 31))
    assert 16 == Term("autumn 2026", during, part).weeks
    assert 15 == Term("autumn 2026", during, whole).weeks
    assert dt.date(2026, 10, 26) not in Term("autumn 2026", during, whole).mondays


def test_an_open_term_has_no_weeks() -> None:
    """Weeks of a term without bounds are not guessed."""
    assert 0 == Term("open", since(2021)).weeks


@given(st.dates(dt.date(2015, 1, 1), dt.date(2029, 12, 31)))
def test_funding_terms_leave_no_day_out(day: dt.date) -> None:
    """Every day lies in one funding term, and the next one follows at once."""
    calendar = funding_calendar(2015, 2030)
    term = calendar.on(day)
    assert term.during.end == calendar.after(day).during.start


def test_the_funding_terms_are_those_of_the_guidance() -> None:
    """A birthday on 1 September waits until January."""
    calendar = funding_calendar(2026, 2027)
    assert "autumn 2026" == calendar.on(dt.date(2026, 9, 1)).name
    assert "spring 2027" == calendar.after(dt.date(2026, 9, 1)).name
    assert not calendar.source.confirmed
