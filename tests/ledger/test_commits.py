"""A commit holds who, when and why, and is made whole or not at all."""

import datetime as dt
import random
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pytest

from earlyyears.kernel import (
    DateRange,
    EarlyYearsError,
    Finding,
    Record,
    evolve,
    fact,
    record,
    since,
)
from earlyyears.ledger import (
    BusyError,
    Ended,
    Guard,
    KeyReusedError,
    NewerSchemaError,
    RefusedError,
    Row,
    SeenChangedError,
    Sourced,
    StaleHeadError,
    UnknownCommitError,
    UnknownKindError,
    UnstorableError,
    Withdraw,
)
from earlyyears.places import Merge
from earlyyears.stores import MemoryStore
from tests.ledger.books import (
    BALANCE,
    DAY,
    KINDS,
    Claim,
    Clock,
    Fund,
    Room,
    book,
    names,
    room,
    write,
)

FUND = Fund(id="example.fund/1", balance=100)


def claim(number: int, amount: int) -> Claim:
    """A claim upon the fund."""
    return Claim(id=f"example.claim/{number}", fund=FUND.id, amount=amount)


def test_a_commit_says_who_when_why_and_whence() -> None:
    """Number, actor, reason, source, kinds and count can be read back."""
    ledger = book()
    done = ledger.commit(
        [room("Elm"), FUND], actor="officer", reason="autumn", source="a.csv sha256:00"
    )
    assert done is not None
    assert (1, "officer", "autumn", "a.csv sha256:00", 2) == (
        done.number,
        done.actor,
        done.reason,
        done.source,
        done.changes,
    )
    assert {"example.room", "example.fund"} == done.kinds
    assert [done] == ledger.commits()
    assert (1, done.digest) == ledger.head()


def test_a_source_may_be_a_table() -> None:
    """A source with several parts comes back as it was given."""
    ledger = book()
    source = {"file": "a.csv", "rows": 3}
    write(ledger, room("Elm"), source=source)
    assert source == ledger.commits()[0].source


def test_nothing_to_change_is_no_commit() -> None:
    """An empty commit is not made, and None says so."""
    ledger = book()
    assert ledger.commit([], actor="officer", reason="nothing") is None
    assert 0 == ledger.head().commit


@pytest.mark.parametrize(("actor", "reason"), [("", "why"), ("who", " "), ("", "")])
def test_a_commit_without_who_or_why_is_refused(actor: str, reason: str) -> None:
    """All that is missing is said at once."""
    with pytest.raises(RefusedError) as refused:
        book().commit([room("Elm")], actor=actor, reason=reason)
    missing = {"no_actor": not actor.strip(), "no_reason": not reason.strip()}
    assert [code for code, so in missing.items() if so] == [
        one.code for one in refused.value.findings
    ]


def test_two_officers_cannot_spend_the_same_balance() -> None:
    """Of two claims of 60 upon 100 the second is refused and told what is left.

    The second officer's ledger read the store before the first one wrote.
    """
    store = MemoryStore()
    first, second = (book(store, guards=[BALANCE]) for _ in range(2))
    write(first, FUND)
    both_see = second.view(DAY)
    write(first, claim(1, 60))
    with pytest.raises(RefusedError, match="60 is asked for and 40 is left"):
        write(second, claim(2, 60))
    assert 100 == both_see.all(Fund).one().balance
    assert [60] == [one.amount for one in second.view(DAY).all(Claim)]
    write(second, claim(2, 40))


class _Overtaken(MemoryStore):
    """A store in which somebody else writes just before each of some commits."""

    def __init__(self) -> None:
        super().__init__()
        self.others: list[Callable[[], object]] = []

    def append(self, rows: Iterable[Row], forget: Sequence[str] = ()) -> None:
        """Let the other go first."""
        if self.others:
            self.others.pop()()
        super().append(rows, forget)


def test_guards_are_asked_again_on_the_new_head() -> None:
    """An officer who is overtaken between check and write is checked anew."""
    store = _Overtaken()
    quick, slow = (book(store, guards=[BALANCE]) for _ in range(2))
    write(quick, FUND)
    store.others.append(lambda: write(quick, claim(1, 60)))
    with pytest.raises(RefusedError, match="40 is left"):
        write(slow, claim(2, 60))
    assert [60] == [one.amount for one in slow.view(DAY).all(Claim)]


def test_a_commit_that_is_overtaken_is_made_after_the_other() -> None:
    """Being overtaken costs a retry and nothing else."""
    store = _Overtaken()
    quick, slow = book(store), book(store)
    store.others += [lambda n=n: write(quick, room("Oak", f"{n}")) for n in range(3)]
    assert 4 == write(slow, room("Elm", "last"))
    assert 4 == len(names(slow))
    assert slow.verify().ok


def test_somebody_who_is_always_overtaken_is_told() -> None:
    """After many attempts the commit is given up, with nothing written."""
    store = MemoryStore()
    ledger = book(store)

    def never(*_: object) -> None:
        raise StaleHeadError("somebody was first")

    store.append = never  # type: ignore[method-assign,assignment]
    with pytest.raises(BusyError, match="others kept writing"):
        write(ledger, room("Elm"))


def test_a_guard_sees_only_changes_of_its_kinds() -> None:
    """Changes of other kinds are not shown, endings and withdrawals of its own are."""
    seen: list[object] = []

    def look(changes: Any, _: Any) -> list[Finding]:
        seen.append(changes)
        return []

    ledger = book(guards=[Guard("look", [Claim], look)])
    write(ledger, FUND)
    one = claim(1, 5)
    write(ledger, Sourced(one, "row 1"), room("Elm"))
    gone = Ended(Claim, one.id, DateRange())
    write(ledger, gone)
    write(ledger, Withdraw(3))  # brings the claim back
    write(ledger, Withdraw(1))
    write(ledger, Withdraw(2))
    write(ledger, Withdraw(6))  # and again
    assert [[one], [gone], [one], [gone], [one]] == seen


def test_a_guard_sees_what_a_withdrawal_makes_known_instead() -> None:
    """Of a record that was told twice, the earlier word holds again for its days."""
    seen: list[object] = []

    def look(changes: Any, _: Any) -> list[Finding]:
        seen.append(changes)
        return []

    ledger = book(guards=[Guard("look", [Claim], look)])
    write(ledger, FUND)
    first, second = claim(1, 5), evolve(claim(1, 9), valid=since(2024, 1, 1))
    write(ledger, first)
    write(ledger, second)
    write(ledger, Withdraw(3))
    held = DateRange(None, second.valid.start)
    assert [
        Ended(Claim, first.id, held),
        Ended(Claim, first.id, second.valid),
        first,
    ] == seen[-1]


def test_a_guard_may_look_at_another_day() -> None:
    """The facts of a guard turn to the day that a change is about."""
    found = []

    def look(changes: Any, facts: Any) -> list[Finding]:
        found.append(len(facts.at(changes[0].valid.start).all(Room)))
        return []

    ledger = book(guards=[Guard("look", [Room], look)])
    day = DAY.replace(year=2030)
    write(ledger, room("Elm", valid=DateRange(day)))
    write(ledger, room("Oak", "b", valid=DateRange(day)))
    assert [0, 1] == found


def test_all_that_guards_find_is_said_at_once() -> None:
    """One refusal holds the findings of every guard, and nothing is written."""
    guards = [
        Guard(name, [Room], lambda *_, code=name: [Finding(code, "no")])
        for name in ("one", "two")
    ]
    ledger = book(guards=guards)
    with pytest.raises(RefusedError) as refused:
        write(ledger, room("Elm"), Withdraw(7))
    assert ["cannot_withdraw", "one", "two"] == [
        one.code for one in refused.value.findings
    ]
    assert 0 == ledger.head().commit


# ------------------------------------------------------------------------------- keys


def test_the_same_key_is_the_same_commit() -> None:
    """A repeat after a lost acknowledgement gives the commit that was made."""
    store = MemoryStore()
    changes = [
        Sourced(room("Elm"), "row 1"),
        Ended(Room, "example.room/b", DateRange()),
    ]
    done = book(store).commit(changes, actor="officer", reason="a", key="k")
    again = book(store).commit(changes, actor="officer", reason="a", key="k")
    assert done == again
    assert 1 == store.head().commit


@pytest.mark.parametrize(
    "how",
    [
        {"actor": "another"},
        {"reason": "another"},
        {"changes": [room("Oak")]},
        {"changes": [room("Elm", valid=DateRange(DAY))]},
        {"changes": [room("Elm", "b")]},
    ],
)
def test_a_key_that_was_used_for_something_else_is_refused(
    how: dict[str, object],
) -> None:
    """Another change under an old key would be lost in silence, so it is refused."""
    ledger = book()
    first = {"changes": [room("Elm")], "actor": "officer", "reason": "a", "key": "k"}
    ledger.commit(**first)  # type: ignore[arg-type]
    with pytest.raises(KeyReusedError, match="another change"):
        ledger.commit(**(first | how))  # type: ignore[arg-type]
    assert 1 == ledger.head().commit


def test_a_withdrawal_and_an_import_can_be_repeated() -> None:
    """A key makes every kind of commit safe to try again."""
    ledger = book()
    write(ledger, room("Elm"), key="file", only_news=True)
    assert 1 == write(ledger, room("Elm"), key="file", only_news=True)
    how = {"actor": "officer", "reason": "wrong", "key": "back"}
    assert ledger.withdraw(1, **how) == ledger.withdraw(1, **how)
    assert 2 == ledger.head().commit


def test_a_repeat_after_an_erasure_is_still_a_repeat() -> None:
    """What was erased since cannot be compared and counts as the same."""
    ledger = book()
    write(ledger, room("Elm"), key="k")
    ledger.erase(["example.room/a"], actor="officer", reason="asked")
    assert 1 == write(ledger, room("Elm"), key="k")


def test_the_key_is_looked_for_on_every_attempt() -> None:
    """Two repeats of one change at the same time still make one commit."""
    store = _Overtaken()
    quick, slow = book(store), book(store)
    store.others.append(lambda: write(quick, room("Elm"), key="k"))
    assert 1 == write(slow, room("Elm"), key="k")
    assert 1 == store.head().commit


# ------------------------------------------------------------------------------- seen


def test_a_decision_on_what_has_changed_since_is_refused() -> None:
    """Whoever saw an old version is told what changed, and nothing is written."""
    ledger = book()
    write(ledger, room("Elm"))
    seen = ledger.view(DAY)
    write(ledger, room("Oak"))
    with pytest.raises(SeenChangedError) as refused:
        write(ledger, room("Ash"), seen=seen)
    assert ("example.room/a",) == refused.value.data["ids"]
    assert ["Oak"] == names(ledger)


def test_what_changed_elsewhere_does_not_matter() -> None:
    """Other records may change in the meantime."""
    ledger = book()
    write(ledger, room("Elm"))
    seen = ledger.view(DAY)
    write(ledger, room("Oak", "b"))
    write(ledger, room("Ash"), seen=seen)
    assert ["Ash", "Oak"] == names(ledger)


@pytest.mark.parametrize(
    "reference", [{"near": ("example.room/a",)}, {"setting": "example.room/a"}]
)
def test_what_a_change_points_at_is_part_of_what_was_seen(
    reference: dict[str, Any],
) -> None:
    """A record that the change refers to must not have changed either."""
    ledger = book()
    write(ledger, room("Elm"))
    write(ledger, room("Oak"))
    with pytest.raises(SeenChangedError):
        write(ledger, evolve(room("New", "b"), **reference), seen=1)


def test_a_record_that_a_withdrawn_withdrawal_brings_back_has_changed() -> None:
    """What is back again is not what was seen without it."""
    ledger = book()
    write(ledger, room("Elm"))
    write(ledger, Withdraw(1))
    seen = ledger.view(DAY)
    write(ledger, Withdraw(2))
    with pytest.raises(SeenChangedError):
        write(ledger, room("Ash"), seen=seen)


@pytest.mark.parametrize("how", ["ended", "withdrawn", "merged"])
def test_whatever_way_a_record_changed_it_is_noticed(how: str) -> None:
    """An ending, a withdrawal and a merge are changes too."""
    ledger = book()
    number = write(ledger, room("Elm"))
    seen = ledger.view(DAY)
    change = {
        "ended": Ended(Room, "example.room/a", DateRange()),
        "withdrawn": Withdraw(number),
        "merged": Merge(
            id="merge/example.room/a", of="example.room/a", into="example.room/z"
        ),
    }[how]
    write(ledger, change)
    with pytest.raises(SeenChangedError):
        write(ledger, room("Ash"), seen=seen)


def test_what_was_seen_may_be_given_as_a_commit_number() -> None:
    """The number of a commit will do for the view, and the newest is never stale."""
    ledger = book()
    write(ledger, room("Elm"))
    write(ledger, room("Oak"), seen=1)
    with pytest.raises(SeenChangedError):
        write(ledger, room("Ash"), seen=1)
    for never in (3, -1):
        with pytest.raises(UnknownCommitError, match="the newest is 2"):
            write(ledger, room("Ash"), seen=never)


# ------------------------------------------------------------------ what cannot be kept


def test_a_value_of_another_type_than_its_field_is_refused_by_name() -> None:
    """Every faulty field is named, and the store is as it was."""
    ledger = book()
    bad = Room(id="example.room/a", name=5, places="7")  # type: ignore[arg-type]
    with pytest.raises(UnstorableError, match=r"name \(int.*places \(str"):
        write(ledger, room("Elm", "b"), bad)
    assert 0 == ledger.head().commit


def test_a_kind_that_the_hub_does_not_know_is_refused() -> None:
    """A record, an ending and a question about an unknown kind say which it is."""

    @record("example.stranger")
    class Stranger(Record):
        note: str = fact(default="")

    ledger = book()
    with pytest.raises(UnknownKindError, match=r"example\.stranger"):
        write(ledger, Stranger(id="example.stranger/1"))
    with pytest.raises(UnknownKindError, match=r"example\.stranger"):
        ledger.view(DAY).all(Stranger)
    with pytest.raises(RefusedError, match=r"example\.stranger"):
        write(ledger, Ended(Stranger, "example.stranger/1", DateRange()))


@pytest.mark.parametrize("id_", ["", "a\nb", "x" * 301, "a\0b"])
def test_an_id_that_cannot_be_kept_is_refused(id_: str) -> None:
    """Ids are printable and not endless."""
    with pytest.raises(RefusedError, match="id of change 1"):
        write(book(), Room(id=id_))


def test_kinds_are_described_once() -> None:
    """Merges and legal holds belong to every ledger, whether named or not."""
    ledger = book(kinds=[*KINDS, Merge])
    write(ledger, Merge(id="merge/x", of="x", into="y"))
    assert 1 == len(ledger.view(DAY).all(Merge))


@pytest.mark.parametrize("name", ["commit", "withdrawal", "tombstone", "example.room"])
def test_a_kind_whose_name_is_taken_is_refused(name: str) -> None:
    """The ledger's own rows and another kind's are not to be mistaken for it."""

    @record(name)
    class Twin(Record):
        note: str = fact(default="")

    with pytest.raises(UnstorableError, match=f"{name}: this name is taken"):
        book(kinds=[*KINDS, Twin])


def test_the_log_can_be_read_without_a_plugin_that_wrote_in_it() -> None:
    """What a kind was about is not told to whoever does not know who may see it."""
    store = MemoryStore()
    write(book(store), room("Elm"))
    poorer = book(store, kinds=[])
    assert ["a test"] == [one.reason for one in poorer.commits()]
    assert [""] == [one.reason for one in poorer.commits(poorer.view(DAY))]


def test_a_commit_of_a_newer_version_is_refused() -> None:
    """A header in a schema that is not known here is not guessed at."""
    store = MemoryStore()
    ledger = book(store)
    write(ledger, room("Elm"))
    (header,) = store.log(0)
    newer = header._replace(commit=2, id="commit/x", body='{"schema":2}')
    store.append([newer])
    with pytest.raises(NewerSchemaError, match="commit 2 was written by a newer"):
        ledger.commits()


def test_a_ledger_knows_its_day_and_closes_its_store() -> None:
    """Today is London's by the ledger's clock; a closed ledger cannot be used."""
    clock = Clock(dt.datetime(2021, 6, 30, 23, 30, tzinfo=dt.UTC))
    ledger = book(clock=clock)
    assert dt.date(2021, 7, 1) == ledger.today
    ledger.close()
    with pytest.raises(EarlyYearsError, match="closed"):
        ledger.head()


# ------------------------------------------------------------------------------- news


def test_importing_the_same_twice_changes_nothing() -> None:
    """With `only_news`, what is known already makes no commit."""
    ledger = book()
    changes = [room("Elm"), Sourced(room("Oak", "b"), "row 2")]
    ended = Ended(Room, "example.room/c", DateRange())
    write(ledger, *changes)
    done = ledger.commit(
        [*changes, ended], actor="officer", reason="again", only_news=True
    )
    assert done is None


def test_only_what_is_new_is_written() -> None:
    """Of a file's rows, only those that say something else are asserted."""
    ledger = book()
    write(ledger, room("Elm"), room("Oak", "b"))
    fresh = [room("Elm"), room("Ash", "b"), room("Fir", "c")]
    assert fresh[1:] == ledger.news(fresh)


def test_news_for_a_part_of_the_days_is_news() -> None:
    """A record is known only if it is known for every one of its days."""
    ledger = book()
    write(ledger, room("Elm", valid=DateRange(DAY)))
    longer = room("Elm", valid=DateRange(DAY.replace(year=2020)))
    within = room("Elm", valid=DateRange(DAY, DAY.replace(year=2022)))
    assert [longer] == ledger.news([longer, within])


def test_news_is_judged_against_what_stands() -> None:
    """A correction in between and a withdrawal both make old words news again."""
    ledger = book()
    write(ledger, room("Elm"))
    write(ledger, room("Oak", valid=DateRange(DAY, DAY.replace(day=2))))
    assert [room("Elm")] == ledger.news([room("Elm")])
    write(ledger, Withdraw(2))
    assert [] == ledger.news([room("Elm")])
    write(ledger, Withdraw(1))
    assert [room("Elm")] == ledger.news([room("Elm")])


def test_each_change_is_news_against_those_before_it() -> None:
    """Back and forth within one file is kept as such."""
    ledger = book()
    write(ledger, room("Elm"))
    ended = Ended(Room, "example.room/a", DateRange())
    assert [ended, room("Elm")] == ledger.news([room("Elm"), ended, room("Elm")])
    assert [Withdraw(1)] == ledger.news([Withdraw(1)])


def test_news_agrees_with_a_look_at_every_day() -> None:
    """On 400 random histories: a change is news if some day would show otherwise."""
    days = [DAY + dt.timedelta(days=n) for n in range(8)]
    for seed in range(400):
        chance = random.Random(seed)

        def something(chance: random.Random = chance) -> Room | Ended:
            start = chance.choice([None, *days[1:5]])
            later = [day for day in days[2:7] if start is None or start < day]
            valid = DateRange(start, chance.choice([None, *later]))
            if chance.random() < 0.25:
                return Ended(Room, "example.room/a", valid)
            return room(chance.choice(["Elm", "Oak"]), valid=valid)

        ledger = book()
        for _ in range(chance.randrange(5)):
            write(ledger, something())
        change = something()
        before = [names(ledger, day) for day in days]
        news = ledger.news([change])
        write(ledger, change)
        after = [names(ledger, day) for day in days]
        assert ([change] if before != after else []) == news, seed
