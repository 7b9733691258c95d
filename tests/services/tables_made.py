"""Records of every kind made by chance, and a small hub that they point into."""

import datetime as dt
import types
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from enum import Enum
from itertools import count
from typing import Any, Literal, Union, get_args, get_origin

import attrs
from hypothesis import strategies as st

from earlyyears.app.opening import built_in_catalogue
from earlyyears.app.tables import kinds_of, words_of
from earlyyears.kernel import DateRange, Record, evolve, fields_of, kind_of
from earlyyears.ledger import Ledger
from earlyyears.people import Person
from earlyyears.places import (
    Network,
    Organisation,
    Partnership,
    Provider,
    Registration,
    Setting,
)
from earlyyears.services.tables import Tables
from earlyyears.services.tables.columns import Column, columns_of
from earlyyears.services.tables.kinds import natural_id
from earlyyears.stores import MemoryStore
from tests.plugins.sample import Sample

_CATALOGUE = built_in_catalogue([Sample()])
#: Every kind of record that ships, and those of a plugin, by name.
KINDS: dict[str, type[Record]] = kinds_of(_CATALOGUE)
#: The words of their coded fields.
WORDS = words_of(_CATALOGUE)
TODAY = dt.date(2026, 11, 25)


def base() -> list[Record]:
    """The records that others point at: two of each kind, some with names."""
    return [
        *(
            Setting(
                id=f"setting/{n}", name=name, kind="full_day_care", borough="newham"
            )
            for n, name in enumerate(("Elm", "Ash", None, "Oak", "oak"))
        ),
        *(
            Registration(
                id=f"registration/ofsted:EY90000{n}",
                setting=f"setting/{n}",
                identifier=f"ofsted:EY90000{n}",
                type="non_domestic",
            )
            for n in range(2)
        ),
        Provider(
            id="provider/ofsted-person:RP900001", identifier="ofsted-person:RP900001"
        ),
        Network(id="network/n", name="North", borough="newham"),
        Person(id="person/p", name="A. Nother (fictional)"),
        Organisation(id="organisation/o", name="Team", kind="council_team"),
        Organisation(id="organisation/q", name="Team", kind="council_team"),
        Partnership(id="partnership/h", name="Hub", kind="hub"),
    ]


def ledger_with(*records: Record, kinds: Iterable[type[Record]] = ()) -> Ledger:
    """A ledger in memory with the base and some more, for their kinds and others."""
    numbers = count(1)
    made = Ledger(
        MemoryStore(),
        {type(one): None for one in (*base(), *records)} | dict.fromkeys(kinds),
        clock=lambda: dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC),
        ids=lambda kind: f"{kind}/made{next(numbers)}",
        salts=lambda size: b"s" * size,
    )
    made.commit(base(), actor="tester", reason="base")
    if records:
        made.commit(records, actor="tester", reason="made")
    return made


def tables(ledger: Ledger) -> Tables:
    """What tables are read with, on a ledger in memory."""
    numbers = count(1)
    view = ledger.view(TODAY, unfiltered=True)
    return Tables(
        ledger=ledger,
        everything=view,
        seen=view,
        vocabularies=WORDS,
        guards=(),
        ids=lambda kind: f"{kind}/minted{next(numbers)}",
    )


TEXT = st.text(
    st.one_of(
        st.sampled_from(" ;=,'\"#+-@\n[]json:"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=12,
)
PLAIN = st.text("abc xyz-9", min_size=1, max_size=8).map(str.strip)
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1))


@st.composite
def days(draw: st.DrawFn, *, dated: bool) -> DateRange:
    """A stretch of days, open at either end unless it must have a beginning."""
    start = draw(DAYS if dated else st.none() | DAYS)
    end = draw(st.none() | DAYS)
    if start is not None and end is not None and end <= start:
        end = None
    return DateRange(start, end)


@st.composite
def records(draw: st.DrawFn, cls: type[Record]) -> list[Record]:
    """Some records of a kind, each with an id of its own."""
    made = draw(st.lists(one(cls), min_size=1, max_size=4))
    return [*{each.id: each for each in made}.values()]


#: A ledger that knows every kind; do not write to it.
EVERY = ledger_with(kinds=KINDS.values())


@st.composite
def one(draw: st.DrawFn, cls: type[Record]) -> Record:
    """One record of a kind, in which each field may be anything that it may hold."""
    name = kind_of(cls).name
    columns = columns_of(cls)
    body: dict[str, Any] = {}
    for info in fields_of(cls):
        column = next(each for each in columns if each.name == info.name)
        # What makes up the id of an observation has to be printable.
        plain = name == "observation" and column.shape == "text"
        value = draw(PLAIN if plain else _value(column, info.type))
        if info.required or draw(st.booleans()):
            body[info.name] = value
    dated = any(each.name == "from" and each.required for each in columns)
    id_ = "" if name == "observation" else f"{name}/x{draw(st.integers(0, 99))}"
    made = EVERY.from_body(name, id_, draw(days(dated=dated)), body)
    natural = natural_id(made)
    return evolve(made, id=natural) if natural.isprintable() and natural else made


def _value(column: Column, kind: Any) -> st.SearchStrategy[Any]:
    words = WORDS.get(column.codes)
    known: Mapping[str, st.SearchStrategy[Any]] = {
        "authority": st.sampled_from(["newham", "barnet"]),
        "ref": st.sampled_from(_ids(column.ref)),
        "refs": st.lists(st.sampled_from(_ids(column.ref)), max_size=2),
        "code": st.sampled_from(words.codes() if words else ["x"]),
        "framework": _outcome(column, kind),
    }
    if column.name == "identifier":
        return st.integers(0, 9).map("local:LOCAL-{}".format)
    if column.shape not in known:
        return _typed(kind)
    found = known[column.shape]
    return st.none() | found if column.optional else found


def _ids(kind: str) -> list[str]:
    return [one.id for one in base() if kind_of(one).name == kind] or [f"{kind}/none"]


def _outcome(column: Column, kind: Any) -> st.SearchStrategy[Any]:
    if column.shape != "framework":
        return st.nothing()
    return st.one_of(*(_member(each) for each in get_args(kind)))


@st.composite
def _member(draw: st.DrawFn, member: type[Any]) -> dict[str, Any]:
    from earlyyears.inspection import Inspection  # noqa: PLC0415  only here

    told: dict[str, Any] = {"framework": member.framework}
    parts = {
        part.column.name.partition(".")[2]: part.column
        for each in columns_of(Inspection)
        for part in each.parts
        if part.framework == member.framework
    }
    for field in attrs.fields(attrs.resolve_types(member)):
        column = parts[field.name]
        words = WORDS.get(column.codes)
        if words:
            codes = [int(x) if column.number else x for x in words.codes()]
            value = draw(st.sampled_from(codes))
        elif column.choices:
            value = draw(st.sampled_from(column.choices))
        else:
            value = draw(_typed(field.type))
        if field.default is attrs.NOTHING or draw(st.booleans()):
            told[field.name] = value
    return told


def _typed(kind: Any) -> st.SearchStrategy[Any]:  # noqa: PLR0911  one a type
    """JSON data of a type."""
    plain: Mapping[Any, st.SearchStrategy[Any]] = {
        str: TEXT,
        int: st.integers(-(10**6), 10**6),
        bool: st.booleans(),
        dt.date: DAYS.map(dt.date.isoformat),
        Decimal: st.decimals(-1000, 1000, places=3).map(str),
    }
    if kind in plain:
        return plain[kind]
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin in {Union, types.UnionType}:
        return st.one_of(
            *(st.none() if x is types.NoneType else _typed(x) for x in arguments)
        )
    if origin is tuple and arguments[-1] is Ellipsis:
        return st.lists(_typed(arguments[0]), max_size=3)
    if origin is tuple:
        return st.tuples(*map(_typed, arguments)).map(list)
    if origin is not None:
        return st.dictionaries(TEXT, _typed(arguments[1]), max_size=2)
    if issubclass(kind, Enum):
        return st.sampled_from([x.value for x in kind])
    return st.fixed_dictionaries(
        {x.name: _typed(x.type) for x in attrs.fields(attrs.resolve_types(kind))}
    )


def stretches(ledger: Ledger, kind: str) -> Iterator[Record]:
    """Everything that is known of a kind."""
    return ledger.stretches(kind, ledger.view(TODAY, unfiltered=True))
