"""Small parts of the kits: examples of records, what is watched for, sound packs."""

import datetime as dt
import os
import random
import sys
import time
from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any, ClassVar, Literal

import pytest

from earlyyears.kernel import Hours, Pence, Record, fact, frozen, record, ref, refs
from earlyyears.testing import BadKitError, PackKit
from earlyyears.testing.watching import (
    _in_c,
    _in_python,
    watched,
)
from earlyyears.testing.whole.examples import example_of
from tests.testing.saboteurs.packs import SOUND_PACK


class TestSoundPack(PackKit):
    """A pack with nothing wrong."""

    plugin: ClassVar[Any] = SOUND_PACK


class Colour(Enum):
    """A choice."""

    RED = "red"


@frozen
class Span:
    """A value within a record."""

    first: int
    text: str


@record("kit.everything")
class Everything(Record):
    """A kind with a field of every type that can be kept."""

    words: str
    number: int
    said: bool
    share: Fraction
    amount: Decimal
    money: Pence
    time: Hours
    day: dt.date
    moment: dt.datetime
    colour: Colour
    which: Literal["a", "b"]
    perhaps: str | None
    several: tuple[int, ...]
    group: frozenset[str]
    table: Mapping[str, int]
    inner: Span
    borough: str
    coded: str = fact(codes="provider-type")
    setting: str = ref("setting")
    others: tuple[str, ...] = refs("setting")


@record("kit.strict")
class Strict(Record):
    """A kind that refuses what its types allow."""

    number: int

    def __attrs_post_init__(self) -> None:
        """Refuse small numbers."""
        if self.number < 1_000:
            raise ValueError(self.number)


def test_an_example_has_something_in_every_field() -> None:
    """Whatever the types of a kind, two examples differ and are whole."""
    one, two = example_of(Everything, 1), example_of(Everything, 2)
    assert one != two
    assert isinstance(one, Everything)
    assert (Colour.RED, "a", "newham", Span(1, "text 1")) == (
        one.colour, one.which, one.borough, one.inner,
    )  # fmt: skip
    assert ("setting/kit1", ("setting/kit1",)) == (one.setting, one.others)
    assert "childminder" == one.coded


def test_a_kind_that_refuses_its_types_asks_for_examples() -> None:
    """The author is told to give records."""
    with pytest.raises(BadKitError, match="Give `records` to the kit"):
        example_of(Strict)


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        (dt.date.today, "clock"),
        (time.time, "clock"),
        (random.random, "chance"),
        (os.urandom, "chance"),
        (os.listdir, "files"),
        (len, ""),
        (dt.date.fromisoformat, ""),
    ],
    ids=range(7),
)
def test_a_call_into_c_is_told_by_what_it_reaches_for(what: Any, expected: str) -> None:
    """As the profiler hands it over."""
    assert expected == _in_c(what)


def test_a_subclass_of_a_clock_is_a_clock() -> None:
    """Whatever it is called."""

    class Ours(dt.datetime):
        pass

    assert "clock" == _in_c(Ours.now)
    assert (None, ["clock"]) == watched(lambda: Ours.now(dt.UTC))


def test_a_call_in_python_is_told_by_its_module() -> None:
    """A frame of this test reaches for nothing."""
    frame = sys._getframe()
    assert ["", ""] == [_in_python(frame, event) for event in ("call", "return")]
