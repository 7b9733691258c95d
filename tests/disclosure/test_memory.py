"""What was issued before is remembered, and later documents keep to it."""

import datetime as dt

import pytest

from earlyyears.disclosure import (
    Audience,
    Issued,
    SafeDocument,
    UnreadableIssueError,
    issued_from_json,
    make_safe,
)
from tests.disclosure.samples import DAY, document, rows, shown, strict, table

LATER = dt.date(2026, 6, 1)


def termly(
    on: dt.date, as_at: int, *issued: SafeDocument, **counts: int
) -> SafeDocument:
    """The counts of a term, made safe beside earlier ones."""
    counted = document(table("t", rows(**counts), "kind"), on=on, as_at=as_at)
    return make_safe(counted, strict(), issued)


def test_a_count_that_moved_by_a_few_is_hidden() -> None:
    """Twenty-two after twenty tells of two settings, and is hidden."""
    spring = termly(DAY, 3, a=20, b=30)
    summer = termly(LATER, 9, spring, a=22, b=30)
    assert {("a", ""): "[c]", ("b", ""): "30", ("", ""): "[c]"} == shown(summer)
    assert ["differs", "differs"] == sorted(
        one.why for one in summer.certificate.hidden
    )


def test_a_count_that_moved_far_or_not_at_all_is_shown() -> None:
    """A difference of the threshold or more, or of nothing, tells of nobody."""
    spring = termly(DAY, 3, a=20, b=30)
    summer = termly(LATER, 9, spring, a=25, b=30)
    assert {("a", ""): "25", ("b", ""): "30", ("", ""): "55"} == shown(summer)


@pytest.mark.parametrize("as_at", [3, 4])
def test_what_was_hidden_stays_hidden_for_the_same_day(as_at: int) -> None:
    """A laxer policy does not print later what an earlier document hid."""
    first = termly(DAY, 3, a=3, b=30)
    counted = document(table("t", rows(a=3, b=30), "kind"), as_at=as_at)
    again = make_safe(counted, strict(0), [first])
    assert {("a", ""): "[c]", ("b", ""): "30", ("", ""): "[c]"} == shown(again)


@pytest.mark.parametrize("as_at", [3, 4])
def test_a_total_that_is_out_already_costs_another_part(as_at: int) -> None:
    """Where readers hold the total, one hidden part alone would be worked out."""
    kinds = [{"kind": "a", "area": "n"} for _ in range(40)]
    total = make_safe(document(table("u", kinds, "kind")), strict())
    split = [{"area": "n"}] * 3 + [{"area": "s"}] * 17 + [{"area": "w"}] * 20
    counted = document(table("t", split, "area"), as_at=as_at)
    later = make_safe(counted, strict(), [total])
    assert {("n", ""): "[c]", ("s", ""): "[c]", ("w", ""): "20", ("", ""): "40"} == (
        shown(later)
    )


def test_a_late_correction_by_a_few_is_hidden() -> None:
    """The same day counted again with one more setting tells of that setting."""
    first = termly(DAY, 3, a=20, b=30)
    again = termly(DAY, 9, first, a=21, b=30)
    assert {("a", ""): "[c]", ("b", ""): "30", ("", ""): "[c]"} == shown(again)


def test_readers_are_not_held_to_what_they_cannot_have_seen() -> None:
    """A public document is compared with public ones only."""
    steering = termly(DAY, 3, a=20, b=30)
    counted = document(
        table("t", rows(a=22, b=30), "kind"),
        audience=Audience.PUBLIC,
        on=LATER,
        as_at=9,
    )
    public = make_safe(counted, strict(audience=Audience.PUBLIC), [steering])
    assert "22" == shown(public)["a", ""]
    assert 0 == public.certificate.compared_with


def test_a_rounded_count_is_compared_as_it_was_shown() -> None:
    """Counts that round to the same number do not differ for a reader."""
    policy = strict(5, 5)
    first = make_safe(document(table("t", rows(a=21, b=30), "kind")), policy)
    counted = document(table("t", rows(a=22, b=30), "kind"), on=LATER, as_at=9)
    second = make_safe(counted, policy, [first])
    assert {("a", ""): "20", ("b", ""): "30", ("", ""): "50"} == shown(second)


def test_notes_come_back_from_json_as_they_were() -> None:
    """What is kept between terms loses nothing."""
    note = termly(DAY, 3, a=3, b=30, c=40).issued
    assert note == issued_from_json(note.to_json())
    assert note.hidden


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"name": 1, "audience": "press"}'])
def test_a_note_that_cannot_be_read_is_refused(text: str) -> None:
    """A damaged note stops the report, for nothing may be forgotten."""
    with pytest.raises(UnreadableIssueError):
        issued_from_json(text)


def test_a_note_is_taken_as_readily_as_a_document() -> None:
    """What was kept serves like the document it came from."""
    spring = termly(DAY, 3, a=20, b=30)
    kept: Issued = issued_from_json(spring.issued.to_json())
    counted = document(table("t", rows(a=22, b=30), "kind"), on=LATER, as_at=9)
    assert shown(make_safe(counted, strict(), [spring])) == shown(
        make_safe(counted, strict(), [kept])
    )
