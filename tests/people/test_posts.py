"""Posts outlast the people in them, and people are found through a post alone."""

import datetime as dt

from earlyyears.kernel import DateRange, Snapshot, fields_of, since
from earlyyears.people import Interest, Person, Post, Qualification, Seat

FORMER = Person(id="person/a1", name="First Invented Person")
PRESENT = Person(id="person/b2", name="Second Invented Person")
BEFORE = Post(
    id="post/1",
    post="early-years-lead",
    holder=FORMER.id,
    interim=True,
    valid=DateRange(dt.date(2017, 9, 1), dt.date(2018, 3, 1)),
)
AFTER = Post(
    id="post/2",
    post="early-years-lead",
    holder=PRESENT.id,
    teams=["advisory-team"],  # type: ignore[arg-type]  a list becomes a tuple
    valid=since(2018, 3, 1),
)
BESIDE = Post(
    id="post/3", post="early-years-lead", holder=FORMER.id, valid=since(2018, 3, 1)
)


def holders(on: dt.date) -> set[str]:
    """Who holds the post of the lead on a day."""
    posts = Snapshot(FORMER, PRESENT, BEFORE, AFTER, BESIDE, on=on).all(Post)
    return {post.holder for post in posts.where(post="early-years-lead")}


def test_a_post_outlasts_its_holder() -> None:
    """On the day of the change the post has new holders and no old one by mistake."""
    assert {FORMER.id} == holders(dt.date(2018, 2, 28))
    assert {FORMER.id, PRESENT.id} == holders(dt.date(2018, 3, 1))
    assert set() == holders(dt.date(2017, 8, 31))


def test_a_post_may_have_several_holders_and_be_interim() -> None:
    """Two people may hold one post at a time, and an interim holder is marked."""
    assert (True, False, False) == (BEFORE.interim, AFTER.interim, BESIDE.interim)
    assert ("advisory-team",) == AFTER.teams


def test_only_the_directory_entry_holds_a_name() -> None:
    """Everything but `Person` points at a person by a key that says nothing."""
    for kind in (Post, Seat, Qualification, Interest):
        pointing = {field.name for field in fields_of(kind) if field.ref == "person"}
        assert {"holder"} == pointing - {"substitutes"}
        assert "name" not in {field.name for field in fields_of(kind)}
    personal = {field.name for field in fields_of(Person) if field.personal}
    assert {"name", "email"} == personal
