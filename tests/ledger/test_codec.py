"""What is written can be read back as it was, or it is refused."""

import datetime as dt
import json
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, ClassVar, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earlyyears.inspection import Inspection, outcomes
from earlyyears.kernel import (
    DateRange,
    Hours,
    ItemRef,
    Pence,
    Record,
    fact,
    field,
    frozen,
    kind_of,
    record,
)
from earlyyears.ledger import (
    NewerSchemaError,
    Row,
    UnknownKindError,
    UnreadableRowError,
    UnstorableError,
)
from earlyyears.ledger.codec import Codec
from earlyyears.ledger.rows import span_of
from earlyyears.places import Registration
from tests.ledger.books import Room


class Colour(StrEnum):
    """A closed set."""

    RED = "red"


@frozen
class Left:
    """One side."""

    framework: ClassVar[str] = "left"
    n: int = 0


@frozen
class Right:
    """The other side."""

    framework: ClassVar[str] = "right"
    text: str = ""


@frozen
class Plain:
    """A value without a tag of its own."""

    day: dt.date


@record("example.all")
class Everything(Record):
    """A record with a field of every shape."""

    text: str
    number: int
    yes: bool
    day: dt.date
    moment: dt.datetime
    exact: Decimal
    part: Fraction
    colour: Colour
    word: Literal["in", "out"]
    maybe: int | None
    many: tuple[str, ...]
    pairs: tuple[tuple[dt.date, int], ...]
    marks: frozenset[int]
    table: dict[str, Decimal] = field(hash=False)
    money: Pence
    hours: Hours | None
    item: ItemRef
    side: Left | Right
    side_or_not: Left | Right | None
    other: Plain | ItemRef
    days: DateRange


FULL: dict[str, Any] = {
    "text": "a “b” \n\0 \ud800 é",
    "number": 7,
    "yes": True,
    "day": dt.date(2021, 9, 1),
    "moment": dt.datetime(2021, 9, 1, 8, 30, 0, 5, tzinfo=dt.UTC),
    "exact": Decimal("20.50"),
    "part": Fraction(31, 4),
    "colour": Colour.RED,
    "word": "in",
    "maybe": None,
    "many": ("a", "b"),
    "pairs": ((dt.date(2021, 9, 1), 1),),
    "marks": frozenset({3, 1}),
    "table": {"a": Decimal("1.10")},
    "money": Pence(99),
    "hours": Hours(Fraction(15)),
    "item": ItemRef("iters-3", "2017", "5"),
    "side": Right("x"),
    "side_or_not": Left(4),
    "other": Plain(dt.date(2021, 1, 1)),
    "days": DateRange(dt.date(2021, 1, 1)),
}
CODEC = Codec([Everything, Room, Registration, Inspection])


def row_of(one: Record, body: str) -> Row:
    """The row of a record with a body."""
    days = span_of(one.valid)
    return Row(3, 4, one.id, kind_of(one).name, *days, body, "00" * 16, "", "")


def back(one: Record, codec: Codec = CODEC) -> Record:
    """A record after having been written and read."""
    return codec.decode(row_of(one, codec.encode(one)))


def test_every_shape_of_field_comes_back_as_it_was() -> None:
    """Text, numbers, dates, exact numbers, choices, values, unions and sets."""
    one = Everything(id="example.all/1", valid=DateRange(dt.date(2021, 9, 1)), **FULL)
    assert one == back(one)
    assert Decimal("20.50").as_tuple() == back(one).exact.as_tuple()  # type: ignore[attr-defined]


def test_the_body_holds_the_schema_first_and_no_defaults() -> None:
    """Bodies are small: id, days and defaults are left out."""
    assert '{"schema":1}' == CODEC.encode(Room(id="example.room/a"))
    named = Room(id="example.room/a", name="Elm", valid=DateRange(dt.date(2021, 9, 1)))
    assert '{"schema":1,"name":"Elm"}' == CODEC.encode(named)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("text", None), ("text", 5), ("number", 7.9), ("number", True), ("number", "7"),
        ("yes", 1), ("yes", None), ("day", "2021-09-01"), ("day", FULL["moment"]),
        ("moment", FULL["day"]), ("exact", 20), ("exact", Decimal("NaN")),
        ("part", Decimal("1.5")), ("colour", "red"), ("word", "up"), ("maybe", 1.0),
        ("many", ["a"]), ("many", ("a", 1)), ("pairs", ((dt.date(2021, 9, 1),),)),
        ("marks", {1}), ("table", {"a": 1}), ("table", {1: Decimal(1)}), ("side", "x"),
        ("side", Plain(dt.date(2021, 1, 1))), ("side", None), ("money", 99),
    ],
)  # fmt: skip
def test_a_value_of_another_type_is_refused_and_its_field_named(
    name: str, wrong: Any
) -> None:
    """Nothing is rounded, cut or turned into text on the way in."""
    bad = Everything(id="example.all/1", **(FULL | {name: wrong}))
    with pytest.raises(UnstorableError, match=rf": {name} \("):
        CODEC.encode(bad)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("text", None), ("text", 5), ("number", 7.9), ("number", True), ("number", "7"),
        ("yes", 1), ("day", "2021-13-01"), ("day", 5), ("exact", 20), ("exact", "x"),
        ("part", "1/0"), ("colour", "blue"), ("word", "up"), ("maybe", "1"),
        ("many", "ab"), ("many", [1]), ("pairs", [["2021-09-01"]]), ("marks", 5),
        ("table", []), ("side", {"framework": "up"}), ("side", {"n": 1}), ("side", 5),
        ("money", {"pence": 1.5}), ("money", {"pence": 1, "pounds": 2}), ("stray", 1),
    ],
)  # fmt: skip
def test_a_stored_value_that_does_not_fit_is_refused_and_its_row_named(
    name: str, wrong: Any
) -> None:
    """Nothing is guessed on the way out, and the message holds nothing of the body."""
    one = Everything(id="example.all/1", **FULL)
    told = json.loads(CODEC.encode(one)) | {name: wrong}
    with pytest.raises(UnreadableRowError, match="row 4 of commit 3") as refused:
        CODEC.decode(row_of(one, json.dumps(told)))
    assert {"kind": "example.all", "commit": 3, "n": 4} == refused.value.data


@pytest.mark.parametrize(
    "body", ["", "[]", "5", "{}", '{"schema":"1"}', '{"schema":0}']
)
def test_a_body_without_a_schema_is_refused(body: str) -> None:
    """A body must say which schema it is in."""
    with pytest.raises(UnreadableRowError):
        CODEC.decode(row_of(Room(id="example.room/a"), body))


OUTCOMES = [
    outcomes.EyfsInspection(3),
    outcomes.EducationInspection(2, judgements=(("quality", "1"),), ccr="met"),
    outcomes.SettingReportCard("met", inclusion="strong"),
    outcomes.NoChildrenOnRoll("met"),
    outcomes.NotInspected(),
]


@pytest.mark.parametrize("outcome", OUTCOMES, ids=lambda one: one.framework)
def test_inspection_outcomes_carry_their_framework(outcome: outcomes.Outcome) -> None:
    """Each outcome is written with its tag and comes back as its own type."""
    one = Inspection(
        id="inspection/1",
        setting="setting/a",
        registration="registration/a",
        inspected_on=dt.date(2020, 1, 1),
        outcome=outcome,
    )
    assert outcome.framework == json.loads(CODEC.encode(one))["outcome"]["framework"]
    assert one == back(one)


DATES = st.dates(dt.date(2000, 1, 1), dt.date(2040, 1, 1))


@given(
    text=st.text(st.characters(codec=None)),
    number=st.integers(),
    exact=st.decimals(allow_nan=False, allow_infinity=False),
    part=st.fractions(),
    many=st.lists(st.text()).map(tuple),
    pairs=st.lists(st.tuples(DATES, st.integers())).map(tuple),
    moment=st.datetimes(timezones=st.just(dt.UTC)),
    side=st.one_of(st.builds(Left, st.integers()), st.builds(Right, st.text())),
    start=st.none() | DATES,
    length=st.none() | st.integers(1, 5000),
)
def test_whatever_a_record_holds_comes_back(**drawn: Any) -> None:
    """Any text, number, date or value survives being written and read."""
    start, length = drawn.pop("start"), drawn.pop("length")
    first = start or dt.date(1990, 1, 1)
    end = first + dt.timedelta(days=length) if length else None
    one = Everything(id="example.all/1", valid=DateRange(start, end), **(FULL | drawn))
    assert one == back(one)


# ------------------------------------------------------------------ schemas


def _renamed(found: dict[str, Any]) -> dict[str, Any]:
    return {"title" if key == "name" else key: each for key, each in found.items()}


def _doubled(found: dict[str, Any]) -> dict[str, Any]:
    return found | {"places": 2 * found.get("places", 0)}


@record("example.room")
class NewRoom(Record):
    """A room as a later version knows it."""

    upcasters: ClassVar = (_renamed, _doubled)

    title: str = fact(default="")
    places: int = fact(default=0)


def test_old_records_are_lifted_step_by_step() -> None:
    """Each upcaster takes a body one schema further; newer bodies skip the first."""
    codec = Codec([NewRoom])
    one = NewRoom(id="example.room/a", title="Elm", places=10)
    assert '{"schema":3,"title":"Elm","places":10}' == codec.encode(one)
    for body in (
        '{"schema":1,"name":"Elm","places":5}',
        '{"schema":2,"title":"Elm","places":5}',
        '{"schema":3,"title":"Elm","places":10}',
    ):
        assert one == codec.decode(row_of(one, body))


def test_a_record_of_a_newer_schema_is_refused_by_name() -> None:
    """An old version says what it met and what it knows, and guesses nothing."""
    with pytest.raises(NewerSchemaError, match=r"“example.room” has schema 2.*to 1"):
        CODEC.decode(row_of(Room(id="example.room/a"), '{"schema":2}'))


def test_two_schemas_of_one_record_say_the_same() -> None:
    """What differs only in its schema is no news."""
    codec = Codec([NewRoom])
    old, new = (
        '{"schema":2,"title":"Elm","places":5}',
        '{"schema":3,"title":"Elm","places":10}',
    )
    other = '{"schema":3,"title":"Elm","places":5}'
    assert codec.same("example.room", old, new)
    assert not codec.same("example.room", old, other)
    assert not codec.same("example.room", other, new)
    assert not codec.same("example.room", old, "null")
    assert not codec.same("example.room", None, new)
    assert codec.same("example.room", "null", "null")


# ------------------------------------------------------------------ kinds


def test_kinds_that_could_not_be_kept_are_refused_all_at_once() -> None:
    """A float, a list and a mixed union are named with their field."""

    @record("example.loose")
    class Loose(Record):
        """A record that could not be read back."""

        share: float
        names: list[str]
        either: int | str
        maybe: int | str | None
        table: dict[int, str]
        deep: tuple[float, ...]
        fine: str

    with pytest.raises(UnstorableError) as refused:
        Codec([Loose])
    named = [one.message.partition(":")[0] for one in refused.value.data["findings"]]
    assert [
        f"example.loose.{name}"
        for name in ("share", "names", "either", "maybe", "table", "deep")
    ] == named


def test_an_unknown_kind_is_refused_by_name() -> None:
    """A row of a plugin that is not there names the kind."""
    with pytest.raises(UnknownKindError, match=r"newham\.setting-concern"):
        CODEC.decode(Row(1, 1, "x", "newham.setting-concern", "", "", "{}", "", "", ""))


def test_a_record_of_another_class_than_the_kind_is_refused() -> None:
    """Two classes may not share a kind."""

    @record("example.room")
    class Twin(Room):
        """A kind that looks just like the one that is kept."""

    for stranger in (NewRoom(id="example.room/a"), Twin(id="example.room/a")):
        with pytest.raises(UnstorableError, match="its class is another"):
            CODEC.encode(stranger)
