"""Kinds of record and a question that only the tests of the kernel know."""

from earlyyears.kernel import (
    Citation,
    Question,
    Record,
    fact,
    personal,
    record,
    ref,
    refs,
)

#: A source that a person is said to have read.
SOURCE = Citation("a decision", confirmed=True)


@record("test.place")
class Spot(Record):
    """A place in a borough."""

    borough: str = ""
    name: str = ""
    size: int = 0


@record("test.note", purpose="testing", keep="short", visible="author")
class Note(Record):
    """A note about a place, which is about a person too."""

    spot: str = ref("test.place", label="Place")
    about: tuple[str, ...] = refs("test.place", label="Also about")
    text: str = personal("seeing what was written", default="", label="Text")
    mood: str = fact(default="calm", label="Mood", help="How it sounds", codes="mood")


@record("test.rating")
class Rating(Record):
    """A council's own view, which must not decide about money."""

    spot: str = ref("test.place")
    stars: int = 0


#: May rest on anything.
busy: Question[Spot, int] = Question("busy", "How busy is it?")
#: May not rest on a rating, however indirectly.
payment: Question[Spot, int] = Question(
    "payment", "What is paid?", forbids=frozenset({"test.rating"})
)
