"""Every fact has two dates: when it holds, and since when it is known."""

import datetime as dt

import pytest

from earlyyears.kernel import DateRange, since, until
from earlyyears.ledger import (
    Ended,
    NaiveClockError,
    RefusedError,
    UnknownCommitError,
    Withdraw,
)
from tests.ledger.books import DAY, LATER, Clock, Room, book, names, room, write


def test_a_record_holds_on_its_days_only() -> None:
    """A record is shown from its first day up to, not including, its end."""
    ledger = book()
    write(ledger, room("Elm", valid=DateRange(DAY, LATER)))
    eve = DAY - dt.timedelta(days=1)
    assert [[], ["Elm"], []] == [names(ledger, on) for on in (eve, DAY, LATER)]


def test_the_latest_known_assertion_wins() -> None:
    """What was said last about a day counts for it."""
    ledger = book()
    write(ledger, room("Elm"))
    write(ledger, room("Oak"))
    assert ["Oak"] == names(ledger)


def test_a_late_correction_of_the_past_leaves_today_alone() -> None:
    """An assertion about earlier days does not reach beyond them."""
    ledger = book()
    write(ledger, room("Elm", valid=since(2021, 9, 1)))
    write(ledger, room("Old Elm", valid=until(2021, 9, 1)))
    assert ["Elm"] == names(ledger, DAY)
    assert ["Old Elm"] == names(ledger, DAY - dt.timedelta(days=1))


def test_a_fact_dated_ahead_does_not_hide_todays() -> None:
    """What will hold next month leaves what holds now in sight."""
    ledger = book()
    write(ledger, room("Elm"))
    write(ledger, room("Oak", valid=DateRange(LATER)))
    assert ["Elm"] == names(ledger, DAY)
    assert ["Oak"] == names(ledger, LATER)


def test_of_two_assertions_in_one_commit_the_later_counts() -> None:
    """Within a commit the order in which changes were handed in decides."""
    ledger = book()
    write(ledger, room("Elm"), room("Oak"))
    assert ["Oak"] == names(ledger)


def test_an_ending_is_an_assertion_of_nothing() -> None:
    """From the day of an ending on a record is gone, and before it it stays."""
    ledger = book()
    write(ledger, room("Elm"))
    write(ledger, Ended(Room, "example.room/a", DateRange(LATER)))
    assert ["Elm"] == names(ledger, DAY)
    assert [] == names(ledger, LATER)


def test_an_ended_record_can_be_asserted_again() -> None:
    """A later assertion wins over an ending like over any other."""
    ledger = book()
    write(ledger, room("Elm"))
    write(ledger, Ended("example.room", "example.room/a", DateRange()))
    write(ledger, room("Elm again"))
    assert ["Elm again"] == names(ledger)


def test_as_at_a_commit_shows_what_was_known_then() -> None:
    """A commit number cuts the log off after that commit."""
    ledger = book()
    write(ledger, room("Elm"))
    write(ledger, room("Oak"))
    assert [[], ["Elm"], ["Oak"]] == [names(ledger, as_at=n) for n in range(3)]


def test_as_at_a_day_means_the_end_of_that_day_in_london() -> None:
    """In summer the day ends at 23:00 UTC: a commit at that moment is tomorrow's."""
    clock = Clock(dt.datetime(2021, 7, 1, 22, 58, tzinfo=dt.UTC))
    ledger = book(clock=clock)
    write(ledger, room("Elm"))  # 22:59 UTC, 23:59 in London
    write(ledger, room("Oak"))  # 23:00 UTC, midnight in London
    assert ["Elm"] == names(ledger, as_at=dt.date(2021, 7, 1))
    assert ["Oak"] == names(ledger, as_at=dt.date(2021, 7, 2))
    assert [] == names(ledger, as_at=dt.date(2021, 6, 30))


def test_a_commit_that_was_never_made_is_refused() -> None:
    """Asking for knowledge of the future says what the newest commit is."""
    ledger = book()
    write(ledger, room("Elm"))
    for as_at in (2, -1):
        with pytest.raises(UnknownCommitError, match="the newest is 1"):
            ledger.view(DAY, as_at=as_at)


def test_a_view_stays_as_it_was_made() -> None:
    """What is written after a view was made does not show in it."""
    ledger = book()
    write(ledger, room("Elm"))
    view = ledger.view(DAY)
    write(ledger, room("Oak"))
    assert (1, "Elm") == (view.as_at, view.all(Room).one().name)


def test_a_view_turns_to_another_day_with_the_same_knowledge() -> None:
    """`at` changes the day and nothing else."""
    ledger = book()
    write(ledger, room("Elm", valid=DateRange(DAY, LATER)))
    view = ledger.view(DAY)
    write(ledger, room("Oak"))
    assert [] == [*view.at(LATER).all(Room)]
    assert "Elm" == view.at(LATER).at(DAY).all(Room).one().name


def test_commits_never_go_back_in_time() -> None:
    """A clock that was put back does not put the log back."""
    clock = Clock()
    ledger = book(clock=clock)
    write(ledger, room("Elm"))
    first = ledger.commits()[0].at
    clock.now -= dt.timedelta(days=400)
    write(ledger, room("Oak"))
    assert [first, first] == [one.at for one in ledger.commits()]
    assert ledger.verify().ok


def test_a_clock_without_a_time_zone_is_refused() -> None:
    """A time that does not say where it holds is not a moment."""
    ledger = book(clock=Clock(dt.datetime(2021, 9, 1)))  # noqa: DTZ001
    with pytest.raises(NaiveClockError, match="time zone"):
        write(ledger, room("Elm"))


def test_a_withdrawn_commit_counts_no_more() -> None:
    """Every answer is as before the wrong file, also where it had corrected others."""
    ledger = book()
    write(ledger, room("Elm"), room("Ash", "b"))
    before = [*ledger.view(DAY).all(Room)]
    wrong = write(
        ledger,
        room("wrong"),
        Ended(Room, "example.room/b", DateRange()),
        room("too many", "c"),
    )
    ledger.withdraw(wrong, actor="officer", reason="the wrong file")
    assert before == [*ledger.view(DAY).all(Room)]
    assert (wrong,) == ledger.withdrawn()


def test_what_was_known_before_a_withdrawal_is_still_known_as_of_then() -> None:
    """A withdrawal counts from its own commit on."""
    ledger = book()
    write(ledger, room("Elm"))
    wrong = write(ledger, room("wrong"))
    ledger.withdraw(wrong, actor="officer", reason="the wrong file")
    assert ["wrong"] == names(ledger, as_at=wrong)
    assert ["Elm"] == names(ledger)


def test_a_withdrawal_can_itself_be_withdrawn() -> None:
    """Taking the withdrawal back brings the commit back."""
    ledger = book()
    write(ledger, room("Elm"))
    right = write(ledger, room("Oak"))
    back = ledger.withdraw(right, actor="officer", reason="thought it wrong")
    ledger.withdraw(back.number, actor="officer", reason="it was right")
    assert ["Oak"] == names(ledger)


@pytest.mark.parametrize(
    ("number", "words"), [(0, "not there"), (9, "not there"), (1, "withdrawn already")]
)
def test_only_a_commit_that_counts_can_be_withdrawn(number: int, words: str) -> None:
    """A commit that is not there, or was withdrawn, is refused."""
    ledger = book()
    write(ledger, room("Elm"))
    write(ledger, Withdraw(1))
    with pytest.raises(RefusedError, match=words):
        write(ledger, Withdraw(number))


def test_one_commit_may_not_withdraw_the_same_commit_twice() -> None:
    """The second withdrawal of a commit within a commit is refused."""
    ledger = book()
    write(ledger, room("Elm"))
    with pytest.raises(RefusedError, match="withdrawn already"):
        write(ledger, Withdraw(1), Withdraw(1))
