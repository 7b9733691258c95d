"""A view answers look-ups and questions, and lays records over without writing."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from earlyyears.kernel import (
    Answer,
    Answered,
    Citation,
    DateRange,
    Facts,
    Question,
    RuleBook,
    Scope,
    Snapshot,
    UndeclaredReadError,
    Why,
    evolve,
)
from earlyyears.ledger import Ended, NoSuchSettingError, Row, Sourced, View
from earlyyears.places import Merge, Registration, Setting
from earlyyears.stores import MemoryStore
from tests.ledger.books import DAY, LATER, Claim, Fund, Room, book, names, room, write

ELM = Setting(id="setting/elm", name="Elm", kind="full_day_care", borough="newham")
ENTRY = Registration(
    id="registration/ofsted:EY123456",
    setting=ELM.id,
    identifier="ofsted:EY123456",
    type="non_domestic",
    valid=DateRange(DAY, LATER),
)
SIZE: Question[Room, int] = Question("size", "How long is the name of the room?")


@SIZE.rule(reads=[Room], basis=Citation("house style", confirmed=True))
def letters(subject: Room, facts: Facts) -> Answer[int]:
    """Count the letters."""
    return Answered(len(subject.name), Why("counted", because=facts.cite(subject)))


@SIZE.rule(reads=[Room], basis=Citation("house style", confirmed=True))
def greedy(_: Room, facts: Facts) -> Answer[int]:
    """Reach for what is not declared."""
    return Answered(len(facts.all(Fund)), Why("counted"))


def test_a_setting_is_found_by_its_registration_number() -> None:
    """However the number is written, and by the setting's own id."""
    ledger = book()
    write(ledger, ELM, ENTRY)
    view = ledger.view(DAY)
    for written in ("ofsted:EY123456", "EY123456", " ofsted:ey123456", ELM.id):
        assert ELM == view.setting(written)


@pytest.mark.parametrize(
    ("asked", "on"),
    [("ofsted:EY999999", DAY), ("ofsted:EY123456", LATER), ("setting/x", DAY)],
)
def test_a_setting_that_is_not_there_on_the_day_is_refused(
    asked: str, on: dt.date
) -> None:
    """The refusal names the number and the day."""
    ledger = book()
    write(ledger, ELM, ENTRY)
    with pytest.raises(NoSuchSettingError, match=f"{asked}.*{on}"):
        ledger.view(on).setting(asked)


def test_any_record_is_found_by_its_id() -> None:
    """A record, and None for what is not there, ended, or was never written."""
    ledger = book()
    write(ledger, room("Elm"), Fund(id="example.fund/1", balance=5))
    write(ledger, Ended(Room, "example.room/b", DateRange()))
    view = ledger.view(DAY)
    assert room("Elm") == view.get("example.room/a")
    assert 5 == view.get("example.fund/1").balance  # type: ignore[union-attr]
    assert view.get("example.room/b") is None
    assert view.get(f"commit/{ledger.commits()[0].key}") is None
    assert book().view(DAY).get("example.room/a") is None


def test_records_are_cited_in_the_version_that_the_view_shows() -> None:
    """The version is the commit that asserted it; an older view cites the older."""
    ledger = book()
    write(ledger, room("Elm"))
    write(ledger, room("Oak", "b"))
    write(ledger, room("Elm again"))
    for as_at, version in ((2, 1), (3, 3)):
        view = ledger.view(DAY, as_at=as_at)
        found = view.all(Room).where(id="example.room/a").one()
        assert f"example.room/a@{version}" == str(view.cite(found)[0])


def test_a_rule_answers_on_a_view_as_on_a_snapshot() -> None:
    """A view is facts like any other, and a copy of it gives the same answer."""
    ledger = book()
    write(ledger, room("Elm"))
    facts: Facts = ledger.view(DAY, rules=RuleBook([letters]))
    answer = facts.ask(SIZE, facts.all(Room).one())
    assert isinstance(answer, Answered)
    assert (3, "example.room/a@1", "letters") == (
        answer.value,
        str(answer.why.because[0]),
        answer.why.rule.name if answer.why.rule else "",
    )
    copied = Snapshot.from_(facts, Room)
    assert answer == copied.ask(SIZE, copied.all(Room).one())


def test_a_rule_sees_only_what_it_declares() -> None:
    """Reaching further is refused, and the scope is made once."""
    ledger = book()
    write(ledger, room("Elm"))
    view = ledger.view(DAY, rules=RuleBook([greedy]))
    with pytest.raises(UndeclaredReadError, match=r"example\.fund"):
        view.ask(SIZE, view.all(Room).one())
    assert isinstance(view.within(greedy), Scope)
    assert view.within(greedy) is view.within(greedy)


def test_records_laid_over_a_view_are_not_written() -> None:
    """They show in the new view alone, on their days, in version 0."""
    ledger = book()
    write(ledger, room("Elm"), room("Oak", "b"))
    view = ledger.view(DAY)
    supposed = view.with_records(
        room("Ash"), room("Fir", "c"), room("later", "d", valid=DateRange(LATER))
    )
    assert ["Ash", "Oak", "Fir"] == [one.name for one in supposed.all(Room)]
    assert [0, 1, 0] == [one.version for one in supposed.cite(*supposed.all(Room))]
    assert "Fir" == supposed.get("example.room/c").name  # type: ignore[union-attr]
    assert supposed.get("example.room/d") is None
    assert "later" == supposed.at(LATER).get("example.room/d").name  # type: ignore[union-attr]
    assert ["Elm", "Oak"] == [one.name for one in view.all(Room)]
    assert ["Elm", "Oak"] == names(ledger)


def test_layers_lie_over_one_another() -> None:
    """What is laid over last counts, and a merge laid over is followed."""
    ledger = book()
    write(ledger, room("Elm"), evolve(room("Oak", "b"), near=("example.room/a",)))
    view = ledger.view(DAY).with_records(room("Ash")).with_records(room("Yew"))
    assert ["Yew", "Oak"] == [one.name for one in view.all(Room)]
    merged = view.with_records(
        Merge(id="merge/example.room/a", of="example.room/a", into="example.room/z")
    )
    assert ("example.room/z",) == merged.all(Room).one().near


def test_a_view_under_other_rules_holds_the_same_facts() -> None:
    """What one view has read need not be read again."""
    reads = []

    class Counting(MemoryStore):
        def read(self, *how: Any) -> Iterator[Row]:
            reads.append(how)
            return super().read(*how)

    ledger = book(Counting())
    write(ledger, room("Elm"))
    view = ledger.view(DAY)
    first = view.all(Room)
    reads.clear()
    other = view.with_rules(RuleBook([letters]))
    assert first is other.all(Room)
    assert [] == reads
    assert isinstance(other.ask(SIZE, first.one()), Answered)


def test_a_record_is_decoded_once() -> None:
    """Views of many days share the records they show."""
    store = MemoryStore()
    write(book(store), room("Elm"))
    ledger = book(store)
    days = [DAY + dt.timedelta(days=n) for n in range(3)]
    found = [ledger.view(day).all(Room).one() for day in days]
    assert found[0] is found[1] is found[2]
    assert found[0] == room("Elm")


def test_a_view_pins_what_it_shows() -> None:
    """The digest is that of its last commit, whatever follows."""
    ledger = book()
    assert ("", None) == (ledger.view(DAY).digest, ledger.view(DAY).commit)
    write(ledger, room("Elm"))
    view = ledger.view(DAY, actor="officer")
    head = ledger.head()
    write(ledger, room("Oak"))
    assert (head.digest, 1, "officer") == (view.digest, view.as_at, view.actor)
    assert isinstance(view, View)


def test_history_tells_every_version_with_who_when_why_and_whence() -> None:
    """Oldest first, each with what became of it."""
    ledger = book()
    ledger.commit(
        [Sourced(room("Elm"), "row 7")], actor="importer", reason="file", source="a.csv"
    )
    write(ledger, room("wrong"))
    write(ledger, Ended(Room, "example.room/a", DateRange(LATER)))
    ledger.withdraw(2, actor="officer", reason="it was wrong")
    first, second, third = ledger.history("example.room/a", ledger.view(DAY))
    assert (1, "importer", "file", "row 7", "a.csv", "asserted", room("Elm")) == (
        first.commit, first.actor, first.reason, first.source, first.file, first.state,
        first.record,
    )  # fmt: skip
    assert ("withdrawn", room("wrong")) == (second.state, second.record)
    assert ("ended", None, DateRange(LATER)) == (third.state, third.record, third.valid)
    assert first.at < second.at < third.at
    earlier = ledger.history("example.room/a", ledger.view(DAY, as_at=2))
    assert ["asserted", "asserted"] == [one.state for one in earlier]
    assert [] == ledger.history("example.room/x", ledger.view(DAY))


def test_many_records_are_narrowed_by_an_index() -> None:
    """A view's records are asked by field without being walked through."""
    ledger = book()
    claims = [
        Claim(id=f"example.claim/{n}", fund=f"example.fund/{n % 40}", amount=n)
        for n in range(2_000)
    ]
    write(ledger, *claims)
    view = ledger.view(DAY)
    assert 50 == len(view.all(Claim).where(fund="example.fund/7"))
    assert view.all(Claim) is view.all(Claim)
