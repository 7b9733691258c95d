"""Which audits may be compared: same room, scale, edition, notes and kind of room."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from earlyyears.kernel import field, frozen

from .errors import MixedScalesError, RatingsError
from .fixed import FixedDict
from .observations import Observation
from .ratings import exact
from .scored import Sheet
from .scoring import score

__all__ = ["UNMATCHED", "Audit", "Matched", "Pair", "audits", "match"]

#: Why a room has no pair, in words.
UNMATCHED = {
    "not_seen_again": "audited in the first round only",
    "not_seen_before": "audited in the second round only",
    "seen_twice": "audited more than once in a round",
    "other_edition": "other scale or edition in the second round",
    "other_notes": "other local notes in the second round",
    "other_provision": "another kind of provision in the second round",
    "out_of_order": "the second audit does not lie after the first",
    "no_settled_score": "a score is not settled",
}


@frozen
class Audit:
    """What matching needs of one audit."""

    setting: str
    room: str
    value: Fraction | None
    key: tuple[str, str] = ("", "")
    notes: str = ""
    provision: str = ""
    on: dt.date | None = None
    observer: str = ""

    @property
    def place(self) -> tuple[str, str]:
        """The room, which may share its name with one of another setting."""
        return self.setting, self.room


@frozen
class Pair:
    """One room, before and after."""

    before: Audit
    after: Audit

    @property
    def room(self) -> str:
        """The room's key."""
        return self.before.room

    @property
    def first(self) -> Fraction:
        """The first score."""
        return Fraction(0) if self.before.value is None else self.before.value

    @property
    def second(self) -> Fraction:
        """The second score."""
        return Fraction(0) if self.after.value is None else self.after.value

    @property
    def change(self) -> Fraction:
        """Second minus first."""
        return self.second - self.first

    @property
    def same_assessor(self) -> bool | None:
        """Whether one person made both; None where either is not known."""
        who = self.before.observer, self.after.observer
        return who[0] == who[1] if all(who) else None


def _nothing() -> FixedDict[str, tuple[str, ...]]:
    return FixedDict()


@frozen
class Matched:
    """Pairs that may be compared, and every other room with the reason."""

    pairs: tuple[Pair, ...]
    #: Rooms without a pair, by reason (`UNMATCHED`).
    left: Mapping[str, tuple[str, ...]] = field(factory=_nothing)
    #: Scores of all rooms of the first round, matched or not.
    all_first: tuple[Fraction, ...] = ()

    @property
    def unmatched(self) -> dict[str, int]:
        """How many rooms have no pair, by reason."""
        return {reason: len(rooms) for reason, rooms in self.left.items()}


def audits(given: Any, of: str) -> list[Audit]:
    """Audits from sheets, observations or bare numbers, one or several."""
    if isinstance(given, Sheet | Observation):
        given = [given]
    return [_audit(one, place, of) for place, one in enumerate(given)]


def _audit(one: Any, place: int, of: str) -> Audit:
    if isinstance(one, Audit):
        return one
    if isinstance(one, Observation):
        one = score(one)
    if not isinstance(one, Sheet):
        return Audit("", str(place + 1), exact(one))
    seen = one.observation
    return Audit(
        setting=seen.setting,
        room=seen.room,
        value=_value(one, of),
        key=one.scale.key,
        notes=seen.notes,
        provision=seen.provision,
        on=seen.on,
        observer=seen.observer,
    )


def _value(sheet: Sheet, of: str) -> Fraction | None:
    if of == "total":
        return sheet.total.mean
    if of in sheet.subscales:
        return sheet.subscales[of].mean
    if of in sheet.items:
        found = sheet.items[of].score
        return None if found is None else Fraction(found)
    message = f"{sheet.scale} has no subscale or item “{of}”"
    raise RatingsError(message, advice="Give “total”, a subscale or an item.")


def match(
    before: Sequence[Audit], after: Sequence[Audit], *, mixed: bool = False
) -> Matched:
    """Pair the audits of two rounds by room; whatever does not fit has its reason.

    `mixed` lets editions, notes and kinds differ; whoever sets it must say why.
    """
    first, second = _by_place(before), _by_place(after)
    pairs: list[Pair] = []
    left: dict[str, list[str]] = {}
    for place in dict.fromkeys([*first, *second]):
        reason = _reason(first.get(place, []), second.get(place, []), mixed=mixed)
        if reason:
            left.setdefault(reason, []).append(place[1])
        else:
            pairs.append(Pair(first[place][0], second[place][0]))
    if not mixed:
        _one_key(pairs, left)
    known = tuple(one.value for one in before if one.value is not None)
    return Matched(
        tuple(pairs), FixedDict({r: tuple(rooms) for r, rooms in left.items()}), known
    )


def _by_place(given: Iterable[Audit]) -> dict[tuple[str, str], list[Audit]]:
    found: dict[tuple[str, str], list[Audit]] = {}
    for one in given:
        found.setdefault(one.place, []).append(one)
    return found


def _reason(first: list[Audit], second: list[Audit], *, mixed: bool) -> str:
    if not second:
        return "not_seen_again"
    if not first:
        return "not_seen_before"
    if len(first) > 1 or len(second) > 1:
        return "seen_twice"
    one, other = first[0], second[0]
    if not mixed and (found := _unlike(one, other)):
        return found
    if one.on and other.on and other.on <= one.on:
        return "out_of_order"
    return "no_settled_score" if one.value is None or other.value is None else ""


def _unlike(one: Audit, other: Audit) -> str:
    if one.key != other.key:
        return "other_edition"
    if one.notes != other.notes:
        return "other_notes"
    return "other_provision" if one.provision != other.provision else ""


def _one_key(pairs: list[Pair], left: dict[str, list[str]]) -> None:
    """Refuse to average over scales, or to pair rounds that share none."""
    keys = Counter((*pair.before.key, pair.before.notes) for pair in pairs)
    if len(keys) > 1:
        names = ", ".join(" ".join(filter(None, key)) for key in sorted(keys))
        message = f"the rooms were seen through {names}"
    elif not pairs and (other := left.get("other_edition") or left.get("other_notes")):
        message = f"all {len(other)} rooms were seen through another scale or notes"
    else:
        return
    raise MixedScalesError(
        message,
        advice="Compare one edition at a time, or name in mix_editions why not.",
        keys=tuple(keys),
    )
