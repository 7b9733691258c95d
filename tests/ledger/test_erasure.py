"""What is erased is gone in every version, stays gone, and the chain still holds."""

import pytest

from earlyyears.kernel import DateRange, evolve
from earlyyears.ledger import Ended, LegalHold, RefusedError
from earlyyears.places import Merge
from earlyyears.stores import MemoryStore
from tests.ledger.books import DAY, book, names, room, write

WHO = {"actor": "privacy-officer", "reason": "asked to"}


def test_an_erased_record_is_gone_from_every_day_and_every_time() -> None:
    """Neither the past, nor what was known then, nor another ledger shows it."""
    store = MemoryStore()
    ledger = book(store)
    write(ledger, room("Elm"), room("Oak", "b"))
    write(ledger, room("Elm the second"))
    names(ledger)
    ledger.erase(["example.room/a"], **WHO)
    assert [["Oak"]] * 3 == [names(ledger, as_at=n) for n in (1, 2, 3)]
    assert ["Oak"] == names(book(store))
    assert "Elm" not in "".join(str(row) for row in store.read(None, 9))


def test_the_chain_holds_after_an_erasure() -> None:
    """Digests stay, so nothing else can have been altered."""
    ledger = book()
    write(ledger, room("Elm"))
    ledger.erase(["example.room/a"], **WHO)
    assert ledger.verify().ok


def test_an_erased_record_stays_erased_after_the_next_file() -> None:
    """The importer meets the tombstone and is told; the rest must leave it out."""
    ledger = book()
    write(ledger, room("Elm"), room("Oak", "b"))
    ledger.erase(["example.room/a"], **WHO)
    assert {"example.room/a"} == ledger.tombstones()
    with pytest.raises(RefusedError) as refused:
        write(ledger, room("Elm"), room("Ash", "c"))
    assert ["erased"] == [one.code for one in refused.value.findings]
    assert "example.room/a" in str(refused.value)
    write(ledger, room("Ash", "c"))
    assert ["Oak", "Ash"] == names(ledger)
    assert ledger.verify().ok


def test_nothing_may_point_at_what_was_erased() -> None:
    """A new record that refers to an erased one is refused."""
    ledger = book()
    write(ledger, room("Elm"))
    ledger.erase(["example.room/a"], **WHO)
    with pytest.raises(RefusedError, match="stays erased"):
        write(ledger, evolve(room("Oak", "b"), near=("example.room/a",)))


def test_history_says_that_a_version_was_erased() -> None:
    """Who and when remain; what was said is gone."""
    ledger = book()
    write(ledger, room("Elm"))
    ledger.erase(["example.room/a"], **WHO)
    (only,) = ledger.history("example.room/a", ledger.view(DAY))
    assert ("erased", None, "officer", 1) == (
        only.state,
        only.record,
        only.actor,
        only.commit,
    )


def test_an_erasure_can_not_be_withdrawn() -> None:
    """Taking the commit back is refused, since nothing would come back."""
    ledger = book()
    write(ledger, room("Elm"))
    done = ledger.erase(["example.room/a"], **WHO)
    with pytest.raises(RefusedError, match="stays erased"):
        ledger.withdraw(done.number, actor="officer", reason="changed our minds")


def test_a_legal_hold_refuses_erasure_until_it_ends() -> None:
    """What a court needs is kept, and can be erased once the hold is over."""
    ledger = book()
    hold = LegalHold(id="legal-hold/1", target="example.room/a", reason="inquiry")
    write(ledger, room("Elm"), room("Oak", "b"), hold)
    with pytest.raises(RefusedError, match="legal hold") as refused:
        ledger.erase(["example.room/a", "example.room/b"], **WHO)
    assert 1 == len(refused.value.findings)
    assert ["Elm", "Oak"] == names(ledger)
    write(ledger, Ended(LegalHold, hold.id, DateRange(DAY)))
    ledger.erase(["example.room/a"], **WHO)
    assert ["Oak"] == names(ledger)


@pytest.mark.parametrize(("held", "erased"), ["ab", "ba"])
def test_a_hold_on_a_record_keeps_what_it_was_merged_with(
    held: str, erased: str
) -> None:
    """Two ids of one thing are held together."""
    ledger = book()
    write(
        ledger,
        room("Elm"),
        room("Elm too", "b"),
        Merge(id="merge/b", of="example.room/b", into="example.room/a"),
        LegalHold(id="legal-hold/1", target=f"example.room/{held}"),
    )
    with pytest.raises(RefusedError, match=rf"example\.room/{erased}.*legal hold"):
        ledger.erase([f"example.room/{erased}"], **WHO)


def test_only_what_is_there_can_be_erased() -> None:
    """A mistyped id and one erased before are named, and nothing is erased."""
    ledger = book()
    write(ledger, room("Elm"), room("Oak", "b"))
    ledger.erase(["example.room/b"], **WHO)
    with pytest.raises(RefusedError) as refused:
        ledger.erase(["example.room/a", "example.room/b", "example.room/x"], **WHO)
    assert ["erased", "unknown_id"] == [one.code for one in refused.value.findings]
    assert ["Elm"] == names(ledger)
    with pytest.raises(RefusedError, match="nothing to erase"):
        ledger.erase([], **WHO)


def test_a_commit_may_write_and_erase_in_one_act() -> None:
    """Other records may be written beside an erasure, the erased one not."""
    ledger = book()
    write(ledger, room("Elm"))
    with pytest.raises(RefusedError, match="written and erased"):
        write(ledger, room("Oak"), forget=["example.room/a"])
    write(ledger, room("Oak", "b"), forget=["example.room/a"])
    assert ["Oak"] == names(ledger)
    assert ledger.verify().ok


def test_an_erasure_can_be_repeated_with_its_key() -> None:
    """A lost acknowledgement is found again, not refused as erased before."""
    ledger = book()
    write(ledger, room("Elm"))
    first = ledger.erase(["example.room/a"], key="k", **WHO)
    assert first == ledger.erase(["example.room/a"], key="k", **WHO)


def test_what_one_ledger_erased_another_forgets() -> None:
    """A second process that had read the record does not show it in a new view."""
    store = MemoryStore()
    one, other = book(store), book(store)
    write(one, room("Elm"))
    assert ["Elm"] == names(other)
    one.erase(["example.room/a"], **WHO)
    assert [] == names(other)
