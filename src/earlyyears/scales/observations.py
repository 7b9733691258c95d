"""An observation: who looked at which room, when, with which scale, and what was seen.

It is a record of its own.  An audit as an event, with its date in the diary and its
follow-up, belongs to mentoring and points here.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, cast

from earlyyears.kernel import (
    Record,
    fact,
    frozen,
    personal,
    record,
    ref,
)

from .errors import BadObservationError
from .fixed import FixedDict
from .packing import as_text
from .ratings import is_pair

__all__ = ["ChildAge", "Observation", "Override", "Role", "natural_id"]

#: Ways of writing that an item is not applicable.
NA_WORDS = frozenset({"na", "n/a", "n.a.", "a", "not applicable"})


class Role(StrEnum):
    """In what role an observation was made."""

    #: One assessor alone.
    SINGLE = "single"
    #: One of several who looked at the same time and scored apart.
    JOINT = "joint"
    #: What those who looked together agreed on afterwards.
    CONSENSUS = "consensus"
    #: The scores others are measured by.
    ANCHOR = "anchor"


@frozen
class Override:
    """A score set by a person against what the indicators give, with the reason."""

    score: int
    reason: str


@frozen(order=True)
class ChildAge:
    """A child's age in completed months and days beyond; no child is named.

    >>> ChildAge.of("12m 20d"), ChildAge.of(7)
    (ChildAge(months=12, days=20), ChildAge(months=7, days=0))
    """

    months: int
    days: int = 0

    @classmethod
    def of(cls, age: Any) -> "ChildAge":
        """Read months, (months, days) or a text such as `12m 20d`."""
        if isinstance(age, ChildAge):
            return age
        try:
            return cls(*_parts(age))
        except (ValueError, TypeError) as cause:
            message = "an age is not in months and days"
            advice = "Write 12, (12, 20) or “12m 20d”."
            raise BadObservationError(message, advice=advice) from cause


def _parts(age: Any) -> Iterable[int]:
    if isinstance(age, str):
        words = age.lower().replace("m", " ").replace("d", " ").split()
        return [int(word) for word in words]
    if is_pair(age):
        return [int(part) for part in age]
    return [int(age)]


def _ages(ages: Sequence[Any]) -> tuple[ChildAge, ...]:
    return tuple(ChildAge.of(age) for age in ages)


def _lines(answers: Mapping[str, Any]) -> FixedDict[str, str]:
    return FixedDict({str(item): as_text(line) for item, line in answers.items()})


def _keyed(given: Mapping[str, Any] | Iterable[str]) -> FixedDict[str, Any]:
    """A mapping by item number; a bare list of items says nothing of each."""
    if isinstance(given, Mapping):
        pairs = cast("Mapping[Any, Any]", given)
    else:
        pairs = dict.fromkeys(given, "")
    return FixedDict({str(item): value for item, value in pairs.items()})


def _cycles(given: Mapping[str, Any]) -> FixedDict[str, tuple[int, ...]]:
    return FixedDict({str(item): tuple(scores) for item, scores in given.items()})


@record(
    "observation",
    purpose="quality of provision and reliability of assessors",
    keep="six-years",
    visible="hub",
)
class Observation(Record):
    """One room seen through one scale on one day by one assessor, or by agreement.

    Give item scores, or answers to indicators where a licensed layer is loaded, or
    both; an item that does not apply goes into `item_na` with the reason, or is given
    as `"NA"` among the scores.  Items that are not given, or None, were not scored.

    Without an `id` it gets its natural one, made of scale, edition, setting, room, day,
    role and assessor, so that reading a file twice changes nothing.

    >>> seen = Observation(
    ...     scale="toy",
    ...     room="room/a",
    ...     on=dt.date(2026, 3, 2),
    ...     item_scores={"1": 5, "4": "NA"},
    ... )
    >>> seen.id, seen.item_scores, seen.item_na
    ('observation/toy:room/a:2026-03-02', {'1': 5}, {'4': ''})
    """

    id: str = fact(default="", label="Record id")
    scale: str = fact(label="Scale", help="such as iters-3")
    room: str = fact(label="Room", help="the setting's own key for the room")
    on: dt.date = fact(label="Date")
    edition: str = fact(default="", label="Edition")
    setting: str = ref("setting", default="", label="Setting")
    observer: str = personal(
        "to judge how far assessors agree, by key and not by name",
        default="",
        label="Assessor key",
    )
    role: Role = fact(default=Role.SINGLE, converter=Role, label="Role")
    notes: str = fact(
        default="", label="Notes profile", help="local notes used beside the book"
    )
    purpose: str = fact(default="", label="Purpose", help="such as baseline")
    provision: str = fact(default="", label="Kind of provision")
    started: str = fact(default="", label="Start", help="time of day, HH:MM")
    ended: str = fact(default="", label="End", help="time of day, HH:MM")
    ages: tuple[ChildAge, ...] = fact(
        default=(), converter=_ages, label="Ages present", help="months and days"
    )
    answers: Mapping[str, str] = fact(
        default=FixedDict(), converter=_lines, label="Answers to indicators"
    )
    item_na: Mapping[str, str] = fact(
        default=FixedDict(), converter=_keyed, label="Items not applicable"
    )
    item_scores: Mapping[str, int] = fact(
        default=FixedDict(), converter=_keyed, label="Item scores"
    )
    cycles: Mapping[str, tuple[int, ...]] = fact(
        default=FixedDict(), converter=_cycles, label="Scores by cycle"
    )
    overrides: Mapping[str, Override] = fact(
        default=FixedDict(), converter=_keyed, label="Overrides"
    )

    def __attrs_post_init__(self) -> None:
        _split_na(self)
        if not self.id:
            object.__setattr__(self, "id", natural_id(self))

    @property
    def minutes(self) -> int | None:
        """How long was watched, None when start or end were not written down."""
        if not (self.started and self.ended):
            return None
        began, ended = (dt.time.fromisoformat(t) for t in (self.started, self.ended))
        return (ended.hour - began.hour) * 60 + ended.minute - began.minute


def _split_na(seen: Observation) -> None:
    """Move scores given as NA to where they are kept, and drop those left blank."""
    # Typed as whole numbers for readers; a careless caller may hand in anything.
    scores = cast("Mapping[str, object]", seen.item_scores)
    said = {k for k, v in scores.items() if v is None or _says_na(v)}
    if not said:
        return
    kept = {item: score for item, score in scores.items() if item not in said}
    na = {item: "" for item in scores if item in said and scores[item] is not None}
    object.__setattr__(seen, "item_scores", FixedDict(kept))
    object.__setattr__(seen, "item_na", FixedDict({**na, **seen.item_na}))


def _says_na(value: object) -> bool:
    return isinstance(value, str) and value.strip().lower() in NA_WORDS


def natural_id(seen: Observation) -> str:
    """The id that follows from what the observation is of.

    A room's key is the setting's own, so the setting is in it.
    """
    role = "" if seen.role is Role.SINGLE else str(seen.role)
    setting = seen.setting.removeprefix("setting/")
    where = (seen.scale, seen.edition, setting, seen.room)
    parts = (*where, str(seen.on), role, seen.observer)
    return "observation/" + ":".join(part for part in parts if part)
