"""Who sees what: a record that is not for a viewer shows nowhere."""

from typing import Any

import pytest

from earlyyears.kernel import DateRange, kind_of
from earlyyears.ledger import Ended, Ledger, UnknownAudienceError, View, sight_of
from tests.ledger.books import DAY, Concern, Diary, Fund, Room, book, room, write

NOTE = Diary(id="example.diary/1", text="between me and me")
WORRY = Concern(id="example.concern/1", text="worrying")


def seen(view: View) -> set[str]:
    """The kinds of which the view shows a record."""
    kinds = (Room, Fund, Diary, Concern)
    return {kind_of(kind).name.partition(".")[2] for kind in kinds if view.all(kind)}


@pytest.fixture
def full() -> Ledger:
    """A ledger with one record of each visibility, all written by the mentor."""
    ledger = book()
    everything = (room("Elm"), Fund(id="example.fund/1", balance=1), NOTE, WORRY)
    write(ledger, *everything, actor="mentor")
    return ledger


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ({}, {"room", "fund"}),
        ({"actor": "officer"}, {"room", "fund"}),
        ({"actor": "mentor"}, {"room", "fund", "diary"}),
        ({"teams": ["advisory-team"]}, {"room", "fund", "concern"}),
        ({"actor": "mentor", "audience": "public"}, {"room"}),
        ({"actor": "mentor", "audience": "steering"}, {"room", "fund"}),
        ({"actor": "mentor", "audience": "internal"}, {"room", "fund", "diary"}),
        ({"actor": "author"}, {"room", "fund"}),
        ({"actor": "officer", "teams": ["author"]}, {"room", "fund"}),
        (
            {"actor": "mentor", "teams": ["advisory-team"], "audience": "public"},
            {"room"},
        ),
        ({"unfiltered": True}, {"room", "fund", "diary", "concern"}),
    ],
)
def test_a_viewer_sees_what_is_for_them(
    full: Ledger, how: dict[str, Any], expected: set[str]
) -> None:
    """Public, hub, team and author: each kind shows to those it names and no others."""
    assert expected == seen(full.view(DAY, **how))


def test_an_unknown_audience_sees_nothing_at_all(full: Ledger) -> None:
    """A misspelt audience is refused, not shown everything."""
    with pytest.raises(UnknownAudienceError, match="steerng"):
        full.view(DAY, audience="steerng")


def test_what_is_hidden_from_a_view_is_hidden_from_its_look_ups(full: Ledger) -> None:
    """Neither by id, nor on another day, nor with other records laid over."""
    view = full.view(DAY, actor="officer")
    assert view.get(NOTE.id) is None
    assert view.get(WORRY.id) is None
    assert [] == [*view.at(DAY.replace(year=2030)).all(Diary)]
    assert [] == [*view.with_records(room("Oak")).all(Diary)]
    assert full.view(DAY, actor="mentor").get(NOTE.id) == NOTE


def test_what_is_hidden_from_a_view_is_hidden_from_history(full: Ledger) -> None:
    """No version, no ending, no withdrawal and no count of a hidden record is told."""
    write(full, Ended(Diary, NOTE.id, DateRange()), actor="mentor")
    full.withdraw(2, actor="mentor", reason="not ended after all")
    officer, mentor = (full.view(DAY, actor=who) for who in ("officer", "mentor"))
    assert [] == full.history(NOTE.id, officer)
    assert [] == full.history(WORRY.id, officer)
    assert ["asserted", "withdrawn"] == [
        one.state for one in full.history(NOTE.id, mentor)
    ]


def test_an_erased_note_shows_to_nobody_else_that_it_was_there(full: Ledger) -> None:
    """Even the place where an erased record stood is hidden from other actors."""
    full.erase([NOTE.id], actor="privacy-officer", reason="asked")
    assert [] == full.history(NOTE.id, full.view(DAY, actor="officer"))
    mentor = full.view(DAY, actor="mentor")
    assert ["erased"] == [one.state for one in full.history(NOTE.id, mentor)]


def test_a_commit_of_hidden_records_does_not_tell_why() -> None:
    """The reason of a commit shows only to those who see a part of it."""
    ledger = book()
    ledger.commit([NOTE], actor="mentor", reason="a thought on Elm")
    ledger.commit([room("Elm")], actor="mentor", reason="a room")
    ledger.commit([NOTE, room("Oak")], actor="mentor", reason="both")

    def reasons(who: str) -> list[str]:
        view = ledger.view(DAY, actor=who)
        return [one.reason for one in ledger.commits(view)]

    assert ["", "a room", "both"] == reasons("officer")
    assert ["a thought on Elm", "a room", "both"] == reasons("mentor")
    kinds = [one.kinds for one in ledger.commits(ledger.view(DAY, actor="officer"))]
    assert frozenset() == kinds[0]


def test_two_authors_keep_their_own_notes_under_one_id() -> None:
    """Whoever reuses another's id neither sees nor hides the other's note."""
    ledger = book()
    mine = Diary(id=NOTE.id, text="mine")
    write(ledger, NOTE, actor="mentor")
    write(ledger, mine, actor="officer")
    write(ledger, Ended(Diary, NOTE.id, DateRange()), actor="officer")
    assert [NOTE] == [*ledger.view(DAY, actor="mentor").all(Diary)]
    assert [] == [*ledger.view(DAY, actor="officer").all(Diary)]


def test_a_sight_says_what_is_open() -> None:
    """An audience opens no more than is written for it."""
    assert {"public", "hub", "advisory-team"} == sight_of("a", ["advisory-team"]).open
    assert {"public"} == sight_of("a", ["advisory-team"], "public").open
