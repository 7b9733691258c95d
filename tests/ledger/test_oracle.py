"""A view agrees with a reckoning so naive that it can be read at a glance.

The reckoning knows nothing of the ledger.  It keeps the history as the list of what was
said and, for each id, day and moment of knowledge, walks through all of it.
"""

import datetime as dt
import random
from typing import Any, NamedTuple

import pytest

from earlyyears.kernel import DateRange
from earlyyears.ledger import Ended, Ledger, Store, Withdraw
from earlyyears.places import Merge
from earlyyears.stores import MemoryStore, SqliteStore
from tests.ledger.books import Clock, Room, book

IDS = [f"example.room/{letter}" for letter in "abcde"]
FIRST = dt.date(2021, 1, 1)
DAYS = [FIRST + dt.timedelta(days=n) for n in range(-1, 13)]


ROOM = ("room", "nothing")


class Said(NamedTuple):
    """One thing that was said: in which commit, about what, for which days."""

    commit: int
    #: `room`, `nothing`, `merge`, `no merge` or `withdraw`.
    what: str
    about: str = ""
    #: Day numbers, None where open.
    start: int | None = None
    end: int | None = None
    name: str = ""
    #: Ids that the room is near to, the id it is merged into, or the commit taken back.
    other: Any = ()


# ------------------------------------------------------------------ the naive reckoning


def counts(history: list[Said], commit: int, known: int) -> bool:
    """Whether a commit stands: no commit that itself stands takes it back."""
    for said in history:
        takes_back = said.what == "withdraw" and said.other == commit
        if takes_back and said.commit <= known and counts(history, said.commit, known):
            return False
    return True


def holds(said: Said, day: int) -> bool:
    """Whether something is said of a day."""
    after = said.start is None or said.start <= day
    return after and (said.end is None or day < said.end)


def last_said(
    history: list[Said], kinds: tuple[str, str], about: str, day: int, known: int
) -> Said | None:
    """What was said last of a thing and a day, None if nothing or that it is not."""
    last = None
    for said in history:
        if said.what not in kinds or said.about != about or said.commit > known:
            continue
        if holds(said, day) and counts(history, said.commit, known):
            last = said
    return None if last is None or last.what == kinds[1] else last


def goes_by(history: list[Said], id_: str, day: int, known: int) -> str:
    """The id that a thing goes by after all merges."""
    for _ in range(len(IDS) + 1):
        merged = last_said(history, ("merge", "no merge"), id_, day, known)
        if merged is None:
            return id_
        id_ = merged.other
    raise AssertionError("a circle of merges was written")


def reckoned(history: list[Said], day: int, known: int) -> dict[str, tuple[str, Any]]:
    """For each id that is there on a day: its name, and what it is near to."""
    found = {}
    for id_ in IDS:
        said = last_said(history, ROOM, id_, day, known)
        if said is not None and goes_by(history, id_, day, known) == id_:
            near = [goes_by(history, other, day, known) for other in said.other]
            found[id_] = (said.name, tuple(dict.fromkeys(near)))
    return found


def makes_circle(history: list[Said], fresh: Said) -> bool:
    """Whether a merge would, on any day, lead a thing back to itself."""
    for day in range(-1, 13):
        if holds(fresh, day):
            seen, id_ = {fresh.about}, fresh.other
            while id_ not in seen:
                seen.add(id_)
                following = last_said(
                    history, ("merge", "no merge"), id_, day, fresh.commit
                )
                if following is None:
                    break
                id_ = following.other
            else:
                return True
    return False


# ------------------------------------------------------------------- random histories


def some_days(chance: random.Random) -> tuple[int | None, int | None]:
    """A range of days, early, late or open, of any length."""
    start = chance.choice([None, *range(10)])
    end = chance.choice([None, *range((start or 0) + 1, 12)])
    return start, end


def one_thing(chance: random.Random, history: list[Said], commit: int) -> Said | None:
    """Something that somebody might say in a commit."""
    start, end = some_days(chance)
    about = chance.choice(IDS)
    match chance.choices(["room", "nothing", "merge", "no merge"], [12, 4, 2, 1])[0]:
        case "room":
            near = tuple(chance.sample(IDS, chance.randrange(3)))
            name = f"{about[-1]} as said in {commit}.{chance.randrange(99)}"
            return Said(commit, "room", about, start, end, name, near)
        case "merge":
            said = Said(commit, "merge", about, start, end, "", chance.choice(IDS))
            return None if makes_circle(history, said) else said
        case what:
            return Said(commit, what, about, start, end)


def withdrawal(chance: random.Random, history: list[Said], commit: int) -> list[Said]:
    """A withdrawal of a commit that stands, unless merges would then go in a circle."""
    standing = [n for n in range(1, commit) if counts(history, n, commit)]
    if not standing:
        return []
    said = Said(commit, "withdraw", other=chance.choice(standing))
    after = [*history, said]
    for day in range(-1, 13):
        for id_ in IDS:
            try:
                goes_by(after, id_, day, commit)
            except AssertionError:
                return []
    return [said]


def a_history(chance: random.Random) -> list[Said]:
    """Some commits of one to four things each, or of a withdrawal."""
    history: list[Said] = []
    commit = 1
    for _ in range(chance.randrange(2, 11)):
        fresh: list[Said] = []
        if chance.random() < 0.2:
            fresh = withdrawal(chance, history, commit)
        else:
            for _ in range(chance.randrange(1, 5)):
                said = one_thing(chance, [*history, *fresh], commit)
                fresh += [said] if said else []
        if fresh:
            history += fresh
            commit += 1
    return history


# ------------------------------------------------------------------ told to the ledger


def as_change(said: Said) -> Any:
    """What is said, as the ledger takes it."""

    def day(number: int | None) -> dt.date | None:
        return None if number is None else FIRST + dt.timedelta(days=number)

    valid = DateRange(day(said.start), day(said.end))
    match said.what:
        case "room":
            return Room(id=said.about, name=said.name, near=said.other, valid=valid)
        case "nothing":
            return Ended(Room, said.about, valid)
        case "merge":
            id_ = f"merge/{said.about}"
            return Merge(id=id_, of=said.about, into=said.other, valid=valid)
        case "no merge":
            return Ended(Merge, f"merge/{said.about}", valid)
        case _:
            return Withdraw(said.other)


def told(store: Store, history: list[Said], clock: Clock) -> Ledger:
    """A ledger that was told a history, one commit a day."""
    ledger = book(store, clock=clock)
    for number in sorted({said.commit for said in history}):
        clock.now += dt.timedelta(days=1)
        changes = [as_change(said) for said in history if said.commit == number]
        ledger.commit(changes, actor="officer", reason=f"commit {number}")
    return ledger


def shown(ledger: Ledger, on: dt.date, as_at: Any) -> dict[str, tuple[str, Any]]:
    """What the ledger shows on a day, as known at a commit or a date."""
    view = ledger.view(on, as_at=as_at)
    return {one.id: (one.name, one.near) for one in view.all(Room)}


def check(history: list[Said], store: Store) -> None:
    """Compare every day at every moment of knowledge, by number and by date."""
    clock = Clock()
    began = clock.now.date()
    ledger = told(store, history, clock)
    newest = max((said.commit for said in history), default=0)
    for known in range(newest + 1):
        for day in range(-1, 13):
            on = FIRST + dt.timedelta(days=day)
            expected = reckoned(history, day, known)
            assert expected == shown(ledger, on, known), (history, day, known)
        by_date = began + dt.timedelta(days=known)
        assert reckoned(history, 5, known) == shown(ledger, DAYS[6], by_date)
    stretches = [*ledger.stretches("example.room", ledger.view(DAYS[0]))]
    for day, on in enumerate(DAYS, -1):
        told_of = {id_: last_said(history, ROOM, id_, day, newest) for id_ in IDS}
        expected = {id_: said.name for id_, said in told_of.items() if said}
        found = [(one.id, one.name) for one in stretches if one.valid.covers(on)]
        assert sorted(expected.items()) == sorted(found)
    # A ledger that reads the store afresh shows the same.
    again = book(store)
    assert reckoned(history, 5, newest) == shown(again, DAYS[6], None)
    assert again.verify().ok


@pytest.mark.parametrize("block", range(10))
def test_views_agree_with_the_naive_reckoning(block: int) -> None:
    """On 1,000 random histories with late corrections, withdrawals and merges."""
    for seed in range(100):
        check(a_history(random.Random(f"{block}/{seed}")), MemoryStore())


def test_views_on_sqlite_agree_with_the_naive_reckoning(tmp_path: Any) -> None:
    """The SQLite store gives the same answers as the memory store."""
    for seed in range(12):
        store = SqliteStore(tmp_path / f"{seed}.db")
        check(a_history(random.Random(f"sqlite/{seed}")), store)
        store.close()


def test_the_random_histories_are_worth_their_name() -> None:
    """They hold corrections, endings, merges, chains and withdrawn withdrawals."""
    histories = [a_history(random.Random(f"0/{seed}")) for seed in range(100)]
    said = [one for history in histories for one in history]
    assert {"room", "nothing", "merge", "no merge", "withdraw"} == {
        one.what for one in said
    }
    chains = [
        history
        for history in histories
        for one in history
        if one.what == "merge"
        and any(two.what == "merge" and two.about == one.other for two in history)
    ]
    taken_back = [
        history
        for history in histories
        for one in history
        if one.what == "withdraw"
        and any(two.what == "withdraw" and two.other == one.commit for two in history)
    ]
    assert len(chains) > 5
    assert len(taken_back) > 5
