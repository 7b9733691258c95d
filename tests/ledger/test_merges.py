"""Two records that are one thing: every look-up of the one finds the other."""

import datetime as dt

import pytest

from earlyyears.kernel import DateRange, evolve, since
from earlyyears.ledger import Ended, RefusedError
from earlyyears.ledger.merging import survivors
from earlyyears.places import Merge, Registration, Setting
from tests.ledger.books import DAY, Room, book, room, write

ELM = Setting(id="setting/elm", name="Elm", kind="full_day_care", borough="newham")
TWIN = evolve(ELM, id="setting/twin", name="Elm Nursery")
ENTRY = Registration(
    id="registration/ofsted:EY123456",
    setting=TWIN.id,
    identifier="ofsted:EY123456",
    type="non_domestic",
)


def merge(of: str, into: str, valid: DateRange | None = None) -> Merge:
    """A merge of one id into another."""
    return Merge(id=f"merge/{of}", of=of, into=into, valid=valid or DateRange())


def test_every_look_up_follows_a_merge() -> None:
    """By id, by number, by reference and in lists, the record that stays is found."""
    ledger = book()
    write(ledger, ELM, TWIN, ENTRY, merge(TWIN.id, ELM.id))
    view = ledger.view(DAY)
    assert ELM == view.get(TWIN.id) == view.get(ELM.id)
    assert ELM == view.setting("ofsted:EY123456") == view.setting("setting/twin")
    assert [ELM] == [*view.all(Setting)]
    assert ELM.id == view.all(Registration).one().setting
    assert 1 == len(view.all(Registration).where(setting=ELM.id))


def test_before_a_merge_was_known_both_were_there() -> None:
    """As at an earlier commit, and after a withdrawal, nothing is merged."""
    ledger = book()
    write(ledger, ELM, TWIN, ENTRY)
    number = write(ledger, merge(TWIN.id, ELM.id))
    assert 2 == len(ledger.view(DAY, as_at=1).all(Setting))
    ledger.withdraw(number, actor="officer", reason="they are two after all")
    view = ledger.view(DAY)
    assert TWIN == view.setting("ofsted:EY123456") == view.get(TWIN.id)


def test_several_references_are_followed_and_not_doubled() -> None:
    """A field of many references names the record that stays once."""
    ledger = book()
    nearby = evolve(room("Oak", "o"), near=("example.room/a", "example.room/b"))
    both = (room("Elm"), room("Elm too", "b"))
    write(ledger, *both, nearby, merge("example.room/b", "example.room/a"))
    (found,) = ledger.view(DAY).all(Room).where(name="Oak")
    assert ("example.room/a",) == found.near


def test_what_is_cited_after_a_merge_is_the_record_that_stays() -> None:
    """The version is that of the commit which asserted it."""
    ledger = book()
    write(ledger, ELM)
    write(ledger, TWIN, ENTRY, merge(TWIN.id, ELM.id))
    view = ledger.view(DAY)
    cited = view.cite(view.setting("ofsted:EY123456"), *view.all(Registration))
    assert ["setting/elm@1", "registration/ofsted:EY123456@2"] == [*map(str, cited)]


def test_a_merge_holds_on_its_days() -> None:
    """A merge with dates counts on those days only."""
    ledger = book()
    write(ledger, ELM, TWIN, merge(TWIN.id, ELM.id, since(2021, 9, 1)))
    assert 2 == len(ledger.view(DAY - dt.timedelta(days=1)).all(Setting))
    assert 1 == len(ledger.view(DAY).all(Setting))


def test_chains_are_followed_to_their_end() -> None:
    """A record merged into one that was merged in turn goes by the last."""
    chain = [merge("a", "b"), merge("b", "c"), merge("c", "d")]
    assert {"a": "d", "b": "d", "c": "d"} == survivors(chain)


def test_a_circle_keeps_its_first_record() -> None:
    """Even merges that lead back to themselves lose nothing and end."""
    circle = [merge("b", "c"), merge("c", "a"), merge("a", "b"), merge("x", "c")]
    assert {"b": "a", "c": "a", "x": "a"} == survivors(circle)
    assert {} == survivors([merge("a", "a")])


@pytest.mark.parametrize(
    "fresh",
    [
        [merge("a", "a")],
        [merge("c", "a")],
        [merge("x", "y"), merge("y", "x")],
        [merge("c", "a", DateRange(dt.date(2030, 1, 1)))],
        [merge("f", "e")],
    ],
)
def test_a_merge_into_itself_is_refused(fresh: list[Merge]) -> None:
    """Whether at once, around a corner, in one commit or only on some days."""
    ledger = book()
    later = DateRange(dt.date(2025, 1, 1), dt.date(2025, 2, 1))
    write(ledger, merge("a", "b"), merge("b", "c"), merge("e", "f", later))
    with pytest.raises(RefusedError, match="into itself"):
        write(ledger, *fresh)


def test_a_merge_may_be_turned_round_once_the_first_has_ended() -> None:
    """What has been ended stands in nobody's way."""
    ledger = book()
    write(ledger, merge("a", "b"))
    write(ledger, Ended(Merge, "merge/a", DateRange()))
    write(ledger, merge("b", "a"))
    assert ["b"] == [one.of for one in ledger.view(DAY).all(Merge)]


def test_the_history_of_a_merged_record_is_that_of_both() -> None:
    """Asked for under either id, with the merge itself in it."""
    ledger = book()
    write(ledger, ELM)
    write(ledger, TWIN)
    write(ledger, merge(TWIN.id, ELM.id))
    view = ledger.view(DAY)
    expected = [ELM.id, TWIN.id, f"merge/{TWIN.id}"]
    assert expected == [one.id for one in ledger.history(TWIN.id, view)]
    assert expected == [one.id for one in ledger.history(ELM.id, view)]
    assert [ELM.id] == [
        one.id for one in ledger.history(ELM.id, ledger.view(DAY, as_at=1))
    ]
