"""What each commit holds, and what taking one back would leave in the air."""

import pytest

from earlyyears.ledger import Ledger, RefusedError
from tests.ledger.books import DAY, Claim, Concern, Diary, Fund, Room, book, room, write

HOW = {"actor": "officer", "reason": "a test"}


@pytest.fixture
def ledger() -> Ledger:
    """A fund with commit 1; two claims on it, a diary and a concern with commit 2."""
    made = book()
    write(made, Fund(id="example.fund/1", balance=9))
    claims = [
        Claim(id=f"example.claim/{n}", fund="example.fund/1", amount=n) for n in (1, 2)
    ]
    note = Diary(id="example.diary/1", text="between me and me")
    worry = Concern(id="example.concern/1", text="worrying")
    write(made, *claims, note, worry, actor="mentor")
    return made


def test_a_commit_is_counted_only_as_far_as_it_is_seen(ledger: Ledger) -> None:
    """Notes of a team or an author are in nobody else's counts."""
    plain, mentor = ({"example.claim": 2}, {"example.claim": 2, "example.diary": 1})
    assert plain == ledger.contents(ledger.view(DAY, actor="officer"))[2]
    assert mentor == ledger.contents(ledger.view(DAY, actor="mentor"))[2]
    assert {} == ledger.contents(ledger.view(DAY, audience="public"))


def test_what_would_hang_is_counted_only_as_far_as_it_is_seen(ledger: Ledger) -> None:
    """Claims point at the fund; whoever may not see claims is told of none."""
    view = ledger.view(DAY)
    assert {"example.claim": 2} == ledger.withdrawal(1, view, **HOW)
    assert {} == ledger.withdrawal(1, ledger.view(DAY, audience="public"), **HOW)
    assert 2 == ledger.head().commit


def test_nothing_hangs_on_what_an_earlier_commit_holds() -> None:
    """Where only a correction goes, the record itself stays and is pointed at."""
    made = book()
    write(made, room("Elm"))
    write(made, room("Ash"), Room(id="example.room/b", near=("example.room/a",)))
    write(made, room("Oak"))
    assert {} == made.withdrawal(3, made.view(DAY), **HOW)
    assert {"example.room": 1} == _without_both(made)


def _without_both(made: Ledger) -> dict[str, int]:
    """What hangs once commit 3 is gone, and a room of its own commit goes as well."""
    write(made, room("Far", "c"))
    write(made, Room(id="example.room/d", near=("example.room/c",)))
    return made.withdrawal(4, made.view(DAY), **HOW)


def test_a_rehearsal_refuses_what_a_withdrawal_would(ledger: Ledger) -> None:
    """A commit that is not there, or that is taken back, or no reason, is refused."""
    ledger.withdraw(2, **HOW)
    view = ledger.view(DAY)
    for number, reason in ((99, "x"), (2, "x"), (1, "")):
        with pytest.raises(RefusedError):
            ledger.withdrawal(number, view, actor="officer", reason=reason)
    assert ({3: 2}, {2: 3}) == ledger.withdrawals(view)
