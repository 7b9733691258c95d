"""Did rooms change between two rounds of audits?  Said only as far as it can be."""

import math
from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from typing import Any

from earlyyears.kernel import Answer, CannotTell, Finding, field, frozen

from .errors import RatingsError
from .estimates import Interval, cannot_tell
from .group_change import GroupChange, group_change
from .matching import UNMATCHED, Matched, Pair, audits, match
from .measurement import ReliableChange, reliable_change
from .results import display

__all__ = ["Change", "change"]

_FEW = 10


@frozen(eq=False)
class Change:
    """Two rounds compared: matched rooms, their mean change, each room's own change."""

    matched: Matched
    group: Answer[GroupChange]
    #: Each matched room's own change, by room.
    rooms: Mapping[str, Answer[ReliableChange]] = field(repr=False)
    findings: tuple[Finding, ...] = ()
    confidence: float = 0.95
    #: Why editions, notes or kinds were mixed, or nothing.
    mixed: str = ""

    @property
    def n(self) -> int:
        """Matched rooms."""
        return len(self.matched.pairs)

    @property
    def unmatched(self) -> dict[str, int]:
        """Rooms without a pair, by reason."""
        return self.matched.unmatched

    @property
    def mean(self) -> Fraction | None:
        """The exact mean of second minus first, None without a matched room."""
        changes = [pair.change for pair in self.matched.pairs]
        return sum(changes, Fraction(0)) / len(changes) if changes else None

    @cached_property
    def same_assessor(self) -> int:
        """Pairs of which one person made both audits."""
        return sum(pair.same_assessor is True for pair in self.matched.pairs)

    @cached_property
    def other_assessor(self) -> int:
        """Pairs of which two people made one audit each."""
        return sum(pair.same_assessor is False for pair in self.matched.pairs)

    @cached_property
    def interval(self) -> Answer[Interval]:
        """The interval of the mean change; needs SciPy."""
        match self.group:
            case CannotTell():
                return self.group
            case answer:
                return _value(answer).interval(self.confidence)

    @cached_property
    def verdict(self) -> Answer[str]:
        """`clear rise`, `clear fall` or `no clear change`, or why that is not known."""
        match self.group:
            case CannotTell():
                return self.group
            case answer:
                return _value(answer).verdict(self.confidence)

    def __str__(self) -> str:
        said = getattr(self.verdict, "value", self.verdict.why.reason)
        return f"{said}: mean change {display(self.mean)} over {self.n} matched rooms"


def _value(answer: Any) -> GroupChange:
    found: GroupChange = answer.value
    return found


def change(  # noqa: PLR0913  options of a study, each named
    before: Any,
    after: Any,
    *,
    of: str = "total",
    reliability: Any = None,
    reliability_kind: str = "",
    sd: Any = None,
    severity_sd: float | None = None,
    selected_on_score: bool = False,
    mix_editions: str = "",
    confidence: float = 0.95,
) -> Change:
    """Compare two rounds of audits: sheets, observations or totals in one order.

    Rooms are matched by setting, room, scale, edition, notes and kind of provision;
    every other room is counted by reason (`unmatched`).  Scales and editions are never
    averaged together unless `mix_editions` says why, and then the result prints it.
    `of` is the total, a subscale or an item.

    Each room's own change needs `reliability` and the name of its kind, and `sd`, the
    spread of first scores (that of all rooms of the first round, if not given).
    `severity_sd` is the spread of assessors' leanings.  `selected_on_score` says that
    rooms came in because they scored low or high.

    >>> found = change(["3.0", "3.5", "4.0", "4.2"], ["4.1", "4.2", "4.9", "5.4"])
    >>> found.mean, found.n
    (Fraction(39, 40), 4)
    """
    if reliability is not None and not reliability_kind:
        message = "the kind of reliability is not named"
        raise RatingsError(
            message, advice="Name it, such as “between raters” or “test and retest”."
        )
    first, second = audits(before, of), audits(after, of)
    matched = match(first, second, mixed=bool(mix_editions))
    spread = sd if sd is not None else _spread(matched.all_first)
    rooms = {
        pair.room: _room(pair, spread, reliability, reliability_kind)
        for pair in matched.pairs
    }
    found = list(_findings(matched, mix_editions))
    found += _regression(matched, reliability, selected=selected_on_score)
    group = group_change(matched.pairs, severity_sd=severity_sd)
    return Change(matched, group, rooms, tuple(found), confidence, mix_editions)


def _spread(scores: tuple[Fraction, ...]) -> float | None:
    if len(scores) < 2:  # noqa: PLR2004  one room has no spread
        return None
    mean = sum(scores, Fraction(0)) / len(scores)
    squares = sum(((one - mean) ** 2 for one in scores), Fraction(0))
    return math.sqrt(squares / (len(scores) - 1))


def _room(pair: Pair, sd: Any, reliability: Any, kind: str) -> Answer[ReliableChange]:
    if reliability is None or sd is None:
        return cannot_tell(
            "no_reliability",
            "whether one room changed needs the reliability and the spread of scores",
            "How reliable is the scale with these assessors, and of which kind?",
        )
    return reliable_change(
        pair.first, pair.second, sd, reliability, reliability_kind=kind
    )


def _findings(matched: Matched, mixed: str) -> list[Finding]:
    n = len(matched.pairs)
    found: list[Finding] = []
    if mixed:
        message = f"editions, notes or kinds were mixed: {mixed}"
        found.append(Finding("mixed_editions", message))
    if 0 < n < _FEW:
        message = f"only {n} rooms were matched; the interval is wide and leans on them"
        found.append(Finding("few_rooms", message))
    unknown = sum(pair.same_assessor is None for pair in matched.pairs)
    if unknown:
        message = f"for {unknown} of {n} rooms it is not known who assessed"
        advice = "A difference in severity between assessors may look like change."
        found.append(Finding("assessors_unknown", message, advice=advice))
    if others := sum(pair.same_assessor is False for pair in matched.pairs):
        message = (
            f"{others} of {n} rooms were audited by another person the second time"
        )
        found.append(Finding("other_assessor", message))
    for reason, count in matched.unmatched.items():
        found.append(Finding(reason, f"rooms {UNMATCHED[reason]}: {count}"))
    return found


def _regression(matched: Matched, reliability: Any, *, selected: bool) -> list[Finding]:
    """A warning where the rooms seen again were not like all rooms the first time."""
    n = len(matched.pairs)
    if not n or not matched.all_first:
        return []
    everyone = sum(matched.all_first, Fraction(0)) / len(matched.all_first)
    again = sum((pair.first for pair in matched.pairs), Fraction(0)) / n
    gap, spread = everyone - again, _spread(matched.all_first) or 0.0
    if not selected and abs(float(gap)) <= spread / math.sqrt(n):
        return []
    where = "lower" if gap > 0 else "higher"
    message = (
        f"the rooms seen again stood {display(abs(gap))} {where} at first than all"
    )
    if selected:
        message = "the rooms were chosen by their first score"
    pull = ""
    if reliability is not None and gap:
        expected = (1 - float(Fraction(str(reliability)))) * float(gap)
        pull = f" About {expected:+.2f} of the change is expected without any."
    advice = f"Some of the change is regression to the mean.{pull}"
    return [Finding("regression_to_the_mean", message, advice=advice)]
