"""Records know how they are kept, and sets of them can be narrowed."""

import datetime as dt
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from earlyyears.kernel import (
    ALWAYS,
    FieldInfo,
    ItemRef,
    Kind,
    LoneIdError,
    NotARecordError,
    NotOneRecordError,
    Record,
    Records,
    Ref,
    Snapshot,
    evolve,
    fields_of,
    kind_of,
    shelve,
    since,
    until,
)
from tests.kernel.kinds import Note, Rating, Spot

TODAY = dt.date(2021, 9, 1)
spots = st.lists(
    st.builds(
        Spot,
        id=st.sampled_from([f"place/{n}" for n in range(40)]),
        borough=st.sampled_from(["newham", "leeds"]),
        size=st.integers(0, 3),
    ),
    max_size=30,
)


def test_the_decorator_labels_the_class() -> None:
    """A kind knows its name, purpose, retention class and who sees it."""
    expected = Kind("test.note", "testing", "short", "author")
    assert expected == kind_of(Note)
    assert expected == kind_of(Note(id="note/1", spot="place/1"))


def test_a_class_without_a_label_is_no_kind() -> None:
    """A plain class, and the base class itself, are refused by name."""

    class Stray(Record):
        """Not decorated, so it would pass for nothing."""

    class Special(Spot):
        """Derived from a kind and not decorated, so it would lose what it adds."""

    for given_value in (Record, Stray, Stray(id="stray/1"), Special, object):
        with pytest.raises(NotARecordError, match="is not a kind of record"):
            kind_of(given_value)  # type: ignore[arg-type]


def test_fields_say_what_they_are() -> None:
    """References, purposes, headings and vocabularies are read off the class."""
    found = {each.name: each for each in fields_of(Note)}
    assert {
        "spot": FieldInfo("spot", str, ref="test.place", label="Place"),
        "about": FieldInfo(
            "about",
            tuple[str, ...],
            ref="test.place",
            many=True,
            label="Also about",
            required=False,
        ),
        "text": FieldInfo(
            "text",
            str,
            personal="seeing what was written",
            label="Text",
            required=False,
        ),
        "mood": FieldInfo(
            "mood",
            str,
            label="Mood",
            help="How it sounds",
            codes="mood",
            required=False,
        ),
    } == found


def test_several_references_are_kept_as_a_tuple() -> None:
    """A list of ids becomes a tuple, so that the record stays frozen."""
    ids: Any = ["place/1", "place/2"]
    assert ("place/1", "place/2") == Note(id="note/1", spot="place/1", about=ids).about


def test_one_id_is_not_taken_for_several() -> None:
    """A text where a list belongs would fall apart into letters, so it is refused."""
    lone: Any = "place/1"
    with pytest.raises(LoneIdError, match="Put it into a list"):
        Note(id="note/1", spot="place/1", about=lone)


def test_a_record_is_frozen_and_compared_by_content() -> None:
    """A changed record is another record; the old one stays as it was."""
    spot = Spot(id="place/1", name="Elm")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        spot.name = "Oak"  # type: ignore[misc]
    oak = evolve(spot, name="Oak")
    assert ("Elm", "Oak") == (spot.name, oak.name)
    assert spot == evolve(oak, name="Elm")
    assert hash(spot) == hash(evolve(oak, name="Elm"))
    assert spot != oak


def test_a_record_is_valid_always_unless_it_says_when() -> None:
    """Without days of its own a fact holds on every day."""
    assert ALWAYS == Spot(id="place/1").valid


def test_references_say_which_version() -> None:
    """In words a reference is the id and the commit, an item its whole path."""
    assert "place/1@7" == str(Ref("test.place", "place/1", 7))
    assert "iters-3/2017/5" == str(ItemRef("iters-3", "2017", "5"))


@given(spots, st.sampled_from(["newham", "leeds", "bath"]), st.integers(0, 4))
def test_narrowing_is_a_filter(
    given_spots: list[Spot], borough: str, size: int
) -> None:
    """However many records there are, `where` keeps what a plain filter would."""
    found = Records(given_spots)
    for _ in range(2):
        assert [one for one in given_spots if one.borough == borough] == list(
            found.where(borough=borough)
        )
        assert [one for one in given_spots if one.size == size] == list(
            found.where(size=size)
        )
        assert [
            one for one in given_spots if (one.borough, one.size) == (borough, size)
        ] == list(found.where(borough=borough, size=size))


@given(spots)
def test_records_are_a_sequence(given_spots: list[Spot]) -> None:
    """They have a length, an order and slices, like the list they were made of."""
    found = Records(given_spots)
    assert len(given_spots) == len(found)
    assert given_spots[1:3] == list(found[1:3])
    assert (given_spots[0] if given_spots else None) == found.first()
    assert f"<{len(given_spots)} records>" == repr(found)
    assert bool(given_spots) == bool(found)
    if given_spots:
        assert given_spots[-1] == found[-1]


@pytest.mark.parametrize("count", [0, 2])
def test_one_means_exactly_one(count: int) -> None:
    """None and several are errors that say how many there were."""
    found = Records([Spot(id=f"place/{n}") for n in range(count)])
    with pytest.raises(NotOneRecordError, match=f"found {count}"):
        found.one()


def test_the_only_record_is_given() -> None:
    """Where there is one record, it is the one."""
    spot = Spot(id="place/1")
    assert spot == Records([spot]).one()


@given(spots)
def test_shelves_hold_every_record_in_order(given_spots: list[Spot]) -> None:
    """Each kind has its shelf and nothing is lost or moved."""
    ratings = [Rating(id=f"rating/{one.id}", spot=one.id) for one in given_spots]
    mixed = [each for pair in zip(given_spots, ratings, strict=True) for each in pair]
    shelves = shelve(mixed)
    assert given_spots == list(shelves.get("test.place", []))
    assert ratings == list(shelves.get("test.rating", []))


def test_a_snapshot_leaves_out_what_does_not_hold_that_day() -> None:
    """Only records that are valid on the day are there; other kinds are empty."""
    held = Spot(id="place/1", valid=since(2021, 9, 1))
    over = Spot(id="place/2", valid=until(2021, 9, 1))
    facts = Snapshot(held, over, on=TODAY)
    assert [held] == list(facts.all(Spot))
    assert [] == list(facts.all(Note))


def test_a_snapshot_is_copied_with_its_versions() -> None:
    """Facts taken along keep their day and the commits they came from."""
    spot, note = Spot(id="place/1"), Note(id="note/1", spot="place/1")
    facts = Snapshot(spot, note, on=TODAY, versions={"place/1": 7})
    copied = Snapshot.from_(facts, Spot)
    assert (Ref("test.place", "place/1", 7),) == copied.cite(spot)
    assert [] == list(copied.all(Note))
    assert (TODAY, facts.rules) == (copied.on, copied.rules)


def test_facts_in_memory_cite_version_nought() -> None:
    """A record that no store holds has no commit."""
    spot = Spot(id="place/1")
    assert (Ref("test.place", "place/1", 0),) == Snapshot(spot, on=TODAY).cite(spot)
