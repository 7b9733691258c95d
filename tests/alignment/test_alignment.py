"""Agreed links between two frameworks: what is left out, what a new edition changes."""

import datetime as dt
from collections.abc import Iterator

import pytest

from earlyyears.alignment import (
    Alignment,
    FrameworkEdition,
    Matrix,
    Statement,
    items_of,
    matrix,
    matrix_of,
    stale,
    stale_links,
)
from earlyyears.app import Hub, open_hub
from earlyyears.kernel import Faults, ItemRef, Snapshot, since

DAY = dt.date(2024, 10, 1)
AIMS = tuple(ItemRef("aims", "2022", f"A{number}") for number in (1, 2, 3))
NEEDS = tuple(ItemRef("needs", "2021", f"N{number}") for number in (1, 2, 3, 4))


def link(item: ItemRef, serves: ItemRef) -> Alignment:
    """An agreed link."""
    return Alignment(
        id=f"alignment/{item}-{serves}", item=str(item), serves=str(serves)
    )


def statement(item: ItemRef, text: str) -> Statement:
    """A statement of a framework's edition."""
    return Statement(
        id=f"statement/{item}",
        framework=item.framework,
        edition=item.edition,
        item=item.item,
        text=text,
    )


def edition(framework: str, key: str, issued_on: dt.date | None) -> FrameworkEdition:
    """An edition of a framework."""
    return FrameworkEdition(
        id=f"framework-edition/{framework}-{key}",
        framework=framework,
        edition=key,
        name=framework,
        kind="needs_assessment",
        issued_on=issued_on,
    )


LINKS = (link(AIMS[0], NEEDS[0]), link(AIMS[0], NEEDS[1]), link(AIMS[1], NEEDS[3]))


def test_gaps_are_shown_on_both_sides() -> None:
    """An aim that nobody asks for and a need that nobody serves are both named."""
    found = matrix(AIMS, NEEDS, LINKS)
    assert (AIMS[2],) == found.unasked
    assert (NEEDS[2],) == found.unserved
    assert LINKS[0] == found.link(AIMS[0], NEEDS[0])
    assert found.link(AIMS[2], NEEDS[0]) is None


def test_a_link_to_neither_side_fills_no_cell() -> None:
    """Links of other frameworks, or to no item at all, are left out."""
    elsewhere = link(AIMS[2], ItemRef("plan", "2024", "P1"))
    spoilt = Alignment(id="alignment/spoilt", item="aim three", serves=str(NEEDS[2]))
    found = matrix(AIMS, NEEDS, [elsewhere, spoilt])
    assert Matrix(AIMS, NEEDS) == found
    assert AIMS == found.unasked


def test_links_hold_for_their_days_only() -> None:
    """A link that was agreed later is not in the matrix before."""
    later = Alignment(
        id="alignment/later",
        item=str(AIMS[0]),
        serves=str(NEEDS[0]),
        valid=since(2025, 1, 1),
    )
    told = [statement(item, "words") for item in NEEDS]
    before = Snapshot(later, *told, on=DAY)
    after = Snapshot(later, *told, on=dt.date(2025, 1, 1))
    assert NEEDS == matrix_of(before, AIMS, ["needs"]).unserved
    assert NEEDS[1:] == matrix_of(after, AIMS, ["needs"]).unserved


def test_items_may_be_asked_for_by_edition() -> None:
    """Two editions stand side by side, and each can be had alone."""
    newer = ItemRef("needs", "2024", "N1")
    facts = Snapshot(
        *(statement(item, "words") for item in (*NEEDS, newer)),
        on=DAY,
    )
    assert (*NEEDS, newer) == items_of(facts, "needs")
    assert (newer,) == items_of(facts, "needs", "2024")


def reissued(words: dict[str, str]) -> tuple[Statement, ...]:
    """Four needs in the words of 2021, and in those of 2024."""
    old = (statement(item, f"Need {item.item}") for item in NEEDS)
    new = (
        statement(ItemRef("needs", "2024", item), text) for item, text in words.items()
    )
    return (*old, *new)


def test_a_new_edition_makes_stale_only_what_it_words_otherwise() -> None:
    """Two statements are altered, so the links to these two are stale and no other."""
    links = [link(AIMS[0], item) for item in NEEDS]
    words = {
        "N1": "Need  N1",
        "N2": "Need N2, and more",
        "N3": "Need N3",
        "N4": "Another need",
    }
    facts = Snapshot(
        *links,
        *reissued(words),
        edition("needs", "2021", dt.date(2021, 4, 1)),
        edition("needs", "2024", dt.date(2024, 4, 1)),
        on=DAY,
    )
    found = stale_links(facts)
    assert [NEEDS[1], NEEDS[3]] == [one.points_at for one in found]
    assert {"altered"} == {one.reason for one in found}
    assert {"2024"} == {one.edition for one in found}


def test_what_a_new_edition_leaves_out_is_said_apart() -> None:
    """A statement that is gone is dropped, one nobody recorded before is unknown."""
    newer = {ItemRef("needs", "2024", "N1"): "Need N1"}
    links = [link(AIMS[0], NEEDS[0]), link(AIMS[0], NEEDS[1])]
    found = stale(links, newer, {"needs": "2024"})
    assert ["unknown", "dropped"] == [one.reason for one in found]


def test_without_a_newer_edition_nothing_is_stale() -> None:
    """An edition that is not issued yet by anybody changes nothing."""
    links = [link(AIMS[0], item) for item in NEEDS]
    assert () == stale(links, {}, {})
    facts = Snapshot(*links, edition("needs", "2021", None), on=DAY)
    assert () == stale_links(facts)


# ------------------------------------------------------------------------- in a hub


@pytest.fixture
def hub() -> Iterator[Hub]:
    """An empty hub in memory."""
    with open_hub("memory:", borough="newham", actor="hub-lead", plugins=()) as opened:
        yield opened


def test_a_link_that_is_none_is_refused(hub: Hub) -> None:
    """Both ends must be items, of two frameworks; both faults are told at once."""
    spoilt = Alignment(id="alignment/1", item="aim three", serves=str(NEEDS[2]))
    inside = link(NEEDS[0], NEEDS[1])
    with pytest.raises(Faults) as caught:
        hub.record(spoilt, inside, reason="links")
    found = [(one.code, one.place.field) for one in caught.value.findings]
    assert [("not_an_item", "item"), ("one_framework", "serves")] == found


def test_a_statement_is_in_an_edition_once(hub: Hub) -> None:
    """The same number under another id is refused; the same record may be corrected."""
    first = statement(NEEDS[0], "Speech")
    hub.record(first, reason="needs of 2021")
    with pytest.raises(Faults, match="needs/2021/N1 is there already"):
        hub.record(
            Statement(
                id="statement/other",
                framework="needs",
                edition="2021",
                item="N1",
                text="Speech",
            ),
            reason="again",
        )
    hub.record(statement(NEEDS[0], "Speech and language"), reason="as printed")
    kept = hub.at(DAY).all(Statement)
    assert ["Speech and language"] == [one.text for one in kept]
