"""From rooms to a setting: which rooms, how they weigh, what is asked of them.

A setting's score is a policy and not a fact of the scale.  All arithmetic is exact, so
three rooms whose mean is 4 meet a threshold of 4.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import Any

from earlyyears.kernel import (
    Citation,
    Finding,
    Share,
    citation_from,
    evolve,
    frozen,
    read_toml,
)

from .errors import (
    BandGapError,
    MixedScalesError,
    NoSuchScaleError,
    RatingsError,
    refuse,
)
from .ratings import exact, is_pair
from .results import display
from .scored import Sheet
from .shelf import data_file

__all__ = [
    "Bands",
    "SettingPolicy",
    "SettingScore",
    "setting_policies",
    "setting_score",
]


@frozen
class Bands:
    """Bands by their lower bounds; each reaches up to, not including, the next.

    >>> stars = Bands.of({"3": "3.50", "4": "4.00"})
    >>> stars.band(exact("3.995")), stars.band(exact("4")), stars.band(exact("3"))
    ('3', '4', None)
    """

    #: Lower bound and name, lowest first.
    floors: tuple[tuple[Fraction, str], ...]

    @classmethod
    def of(cls, bands: Mapping[str, Any]) -> "Bands":
        """Read bands: a lower bound each, or a pair of bounds that must meet exactly.

        Pairs such as 3.50 to 3.99 and 4.00 to 4.49 leave 3.995 without a band, and are
        refused.
        """
        pairs = [(name, *_ends(bounds)) for name, bounds in bands.items()]
        pairs.sort(key=lambda band: band[1])
        refuse(BandGapError, "the bands cannot be used", list(_gaps(pairs)))
        return cls(tuple((low, name) for name, low, _ in pairs))

    def band(self, number: Fraction) -> str | None:
        """The band of an exact number, None below the lowest."""
        names = [name for floor, name in self.floors if floor <= number]
        return names[-1] if names else None


def _ends(bounds: Any) -> tuple[Fraction, Fraction | None]:
    if is_pair(bounds):
        return _pair(bounds)
    return exact(bounds), None


def _pair(bounds: Sequence[Any]) -> tuple[Fraction, Fraction]:
    low, high = bounds
    return exact(low), exact(high)


def _gaps(pairs: list[tuple[str, Fraction, Fraction | None]]) -> Iterable[Finding]:
    for (name, _, end), (after, start, _) in pairwise(pairs):
        if end is not None and end != start:
            kind = "band_gap" if end < start else "band_overlap"
            message = (
                f"band {name} ends at {float(end)} and {after} starts at {float(start)}"
            )
            advice = "Give lower bounds only; each band reaches up to the next."
            yield Finding(kind, message, advice=advice)


@frozen
class SettingPolicy:
    """How rooms become one score, and what is asked of it."""

    name: str
    title: str = ""
    #: What is asked of the mean, and of the weakest room.
    min_mean: Fraction | None = None
    min_room: Fraction | None = None
    #: How many rooms, and what share of the setting's rooms, must be scored.
    min_rooms: int = 1
    min_share: Fraction | None = None
    bands: Bands | None = None
    source: Citation | None = None


@cache
def setting_policies() -> Mapping[str, SettingPolicy]:
    """The policies that ship, by name; none is a default but the plain mean."""
    table = read_toml(data_file("policies.toml"))["policy"]
    return {name: policy_from(name, row) for name, row in table.items()}


def policy_from(name: str, row: Mapping[str, Any]) -> SettingPolicy:
    """A policy from a table, such as a borough's own pack holds."""
    number = {
        key: exact(row[key])
        for key in ("min_mean", "min_room", "min_share")
        if key in row
    }
    return SettingPolicy(
        name=name,
        title=row.get("title", ""),
        min_rooms=int(row.get("min_rooms", 1)),
        bands=Bands.of(row["bands"]) if "bands" in row else None,
        source=citation_from(row),
        **number,
    )


@frozen
class SettingScore:
    """One score for several rooms, with the reasons why it meets a policy or not."""

    low: Fraction
    high: Fraction
    lowest_low: Fraction
    lowest_high: Fraction
    #: Rooms that count, among the setting's rooms where those are known.
    rooms: Share
    policy: SettingPolicy
    #: What of the policy is not met, or not settled, in words.
    unmet: tuple[str, ...] = ()
    unsettled: tuple[str, ...] = ()

    @property
    def mean(self) -> Fraction | None:
        """The exact mean over rooms, None while its bounds differ."""
        return self.low if self.low == self.high else None

    @property
    def meets(self) -> bool | None:
        """Whether everything asked for is met; None while a bound is open."""
        if self.unmet:
            return False
        return None if self.unsettled else True

    @property
    def band(self) -> str | None:
        """The band of the mean, None without bands or while the bounds differ."""
        if self.policy.bands is None or self.mean is None:
            return None
        return self.policy.bands.band(self.mean)

    @property
    def display(self) -> str:
        """The mean to two decimals, half up, or its bounds."""
        if self.mean is not None:
            return display(self.mean)
        return f"{display(self.low)} to {display(self.high)}"


def setting_score(  # noqa: PLR0913  options of a policy, each named
    room_totals: Iterable[Any],
    policy: SettingPolicy | str = "mean-of-rooms",
    *,
    weights: Sequence[Any] | None = None,
    threshold: Any = None,
    min_mean: Any = None,
    min_room: Any = None,
    min_rooms: int | None = None,
    bands: Mapping[str, Any] | None = None,
    rooms_in_setting: int | None = None,
    mix_scales: str = "",
) -> SettingScore:
    """The score of a setting from its rooms: sheets, or totals as exact numbers.

    `weights` are one a room, such as children present.  `threshold` (or `min_mean`) and
    `min_room` are asked of the mean and of the weakest room and replace the policy's.
    Rooms seen through different scales are refused unless `mix_scales` says why they
    may be averaged.

    >>> found = setting_score(["127/33", "148/33", "121/33"], threshold="4")
    >>> found.mean, found.meets
    (Fraction(4, 1), True)
    """
    asked = _asked(
        policy, threshold if min_mean is None else min_mean, min_room, min_rooms
    )
    if bands is not None:
        asked = evolve(asked, bands=Bands.of(bands))
    rooms = list(room_totals)
    _one_scale([one for one in rooms if isinstance(one, Sheet)], mix_scales)
    ends = [found for one in rooms if (found := _bounds(one)) is not None]
    if not ends:
        message = "no room has a total"
        raise RatingsError(message, advice="Score at least one room.")
    weighing = _weights(weights, rooms, ends)
    score = _scored(
        ends, weighing, Share(len(ends), rooms_in_setting or len(rooms)), asked
    )
    return _judged(score)


def _asked(
    policy: SettingPolicy | str, min_mean: Any, min_room: Any, min_rooms: int | None
) -> SettingPolicy:
    if isinstance(policy, str):
        held = setting_policies()
        if policy not in held:
            message = f"no policy “{policy}” ships with the library"
            raise NoSuchScaleError(message, advice=f"Held are {', '.join(held)}.")
        policy = held[policy]
    changes: dict[str, Any] = {}
    if min_mean is not None:
        changes["min_mean"] = exact(min_mean)
    if min_room is not None:
        changes["min_room"] = exact(min_room)
    if min_rooms is not None:
        changes["min_rooms"] = min_rooms
    return evolve(policy, **changes)


def _one_scale(sheets: list[Sheet], reason: str) -> None:
    keys = {sheet.key for sheet in sheets}
    if len(keys) > 1 and not reason:
        names = ", ".join(sorted(" ".join(filter(None, key)) for key in keys))
        message = f"the rooms were seen through {names}"
        raise MixedScalesError(
            message, advice="Name in mix_scales why they may be averaged.", keys=keys
        )


def _bounds(room: Any) -> tuple[Fraction, Fraction] | None:
    if not isinstance(room, Sheet):
        number = exact(room)
        return number, number
    low, high = room.total.low, room.total.high
    return None if low is None or high is None else (low, high)


def _weights(
    weights: Sequence[Any] | None, rooms: list[Any], ends: list[Any]
) -> list[Fraction]:
    if weights is None:
        return [Fraction(1)] * len(ends)
    found = [exact(one) for one in weights]
    if len(found) != len(rooms) or len(ends) != len(rooms) or sum(found) <= 0:
        message = (
            f"{len(rooms)} rooms have {len(found)} weights, or a room has no total"
        )
        raise RatingsError(message, advice="Give one weight for each scored room.")
    return found


def _scored(
    ends: list[tuple[Fraction, Fraction]],
    weights: list[Fraction],
    rooms: Share,
    policy: SettingPolicy,
) -> SettingScore:
    whole = sum(weights, Fraction(0))

    def mean(end: int) -> Fraction:
        pairs = zip(ends, weights, strict=True)
        return sum((one[end] * w for one, w in pairs), Fraction(0)) / whole

    lows, highs = [low for low, _ in ends], [high for _, high in ends]
    return SettingScore(mean(0), mean(1), min(lows), min(highs), rooms, policy)


def _judged(score: SettingScore) -> SettingScore:
    policy = score.policy
    checks = [
        ("mean", policy.min_mean, score.low, score.high),
        ("weakest room", policy.min_room, score.lowest_low, score.lowest_high),
    ]
    unmet, unsettled = list(_too_few(score)), list[str]()
    for what, least, low, high in checks:
        if least is None or low >= least:
            continue
        words = f"{what} {display(high)} is under {display(least)}"
        if high < least:
            unmet.append(words)
        else:
            unsettled.append(f"{what} {display(low)} to {display(high)}")
    return evolve(score, unmet=tuple(unmet), unsettled=tuple(unsettled))


def _too_few(score: SettingScore) -> Iterable[str]:
    rooms, policy = score.rooms, score.policy
    if rooms.numerator < policy.min_rooms:
        yield f"{rooms.numerator} rooms were scored, {policy.min_rooms} are asked for"
    if policy.min_share is not None and rooms.value < policy.min_share:
        yield f"{rooms} rooms were scored, a share of {policy.min_share} is asked for"
