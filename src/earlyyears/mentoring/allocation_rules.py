"""What may never happen in an allocation, and what it is better to avoid.

Hard rules forbid a pair of setting and mentor; no price buys them off.  Soft rules give
points: for a change of mentor, for travel, for another network where that is excused.
Both are listed here and nowhere else, so that each assignment explains itself in the
same terms by which it was chosen.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from typing import Final

from earlyyears.kernel import Faults, Finding, frozen

from .allocation_problem import Problem

__all__ = [
    "HARD_RULES",
    "HardRule",
    "MentorOffer",
    "SettingToPlace",
    "Term",
    "Weights",
    "barred",
    "problem_of",
    "terms",
]


@frozen
class SettingToPlace:
    """A setting that is to have a mentor, with what decides about it."""

    key: str
    name: str = ""
    #: Ids of its networks, none where it is in none.
    networks: frozenset[str] = frozenset()
    #: The setting with whoever runs it.
    owners: frozenset[str] = frozenset()
    postcode: str = ""
    #: Rank of its need, 0 for the most pressing.
    need: int = 0
    #: Key of the mentor it has now.
    current: str = ""
    #: Key of the mentor it is to keep or to get, whatever the points say.
    pinned: str = ""
    #: Mentors for whom another network is excused; “*” for everybody.
    excused: frozenset[str] = frozenset()
    #: The only mentors it may have, where others were not asked for; none for anybody.
    only: frozenset[str] = frozenset()


@frozen
class MentorOffer:
    """A mentor with what they can take on."""

    key: str
    name: str = ""
    #: Ids of the networks served, none where the mentor is bound to none.
    networks: frozenset[str] = frozenset()
    #: Most settings at one time.
    places: int = 0
    #: Settings, owners and organisations in which the mentor has a stake.
    stakes: frozenset[str] = frozenset()
    #: Whether the mentor holds a certificate in force, where one is asked for.
    qualified: bool = True
    postcode: str = ""


@frozen
class HardRule:
    """A rule that forbids a pair, with its words for a person."""

    code: str
    words: str
    bars: Callable[[SettingToPlace, MentorOffer], bool]


def _elsewhere(setting: SettingToPlace, mentor: MentorOffer) -> bool:
    return bool(mentor.networks) and mentor.networks.isdisjoint(setting.networks)


def _other_network(setting: SettingToPlace, mentor: MentorOffer) -> bool:
    return (
        _elsewhere(setting, mentor)
        and mentor.key not in setting.excused
        and "*" not in setting.excused
    )


#: The rules that forbid a pair.  The cap is a rule about a mentor, and who leads one
#: about a setting: a setting that is not the mentors' to support is not placed at all.
HARD_RULES: Final = (
    HardRule("out_of_network", "serves another network", _other_network),
    HardRule(
        "not_asked_for",
        "is not whom the authority asked for",
        lambda setting, mentor: bool(setting.only) and mentor.key not in setting.only,
    ),
    HardRule(
        "not_qualified",
        "holds no certificate in force",
        lambda _, mentor: not mentor.qualified,
    ),
    HardRule(
        "conflict_of_interest",
        "has a stake in it or in whoever runs it",
        lambda setting, mentor: not setting.owners.isdisjoint(mentor.stakes),
    ),
)


def barred(setting: SettingToPlace, mentor: MentorOffer) -> tuple[HardRule, ...]:
    """The rules that forbid a pair; none where it is allowed.

    >>> elm = SettingToPlace("elm", networks=frozenset({"north"}))
    >>> ann = MentorOffer("ann", networks=frozenset({"south"}))
    >>> [rule.code for rule in barred(elm, ann)]
    ['out_of_network']
    """
    return tuple(rule for rule in HARD_RULES if rule.bars(setting, mentor))


@frozen
class Weights:
    """Points for what is better avoided."""

    change: int = 40
    out_of_network: int = 30
    other_district: int = 10
    other_area: int = 25
    over_share: int = 5


@frozen
class Term:
    """One reason for points, such as a change of mentor."""

    #: `change`, `out_of_network`, `travel` or `over_share`.
    code: str
    points: int


def terms(
    setting: SettingToPlace, mentor: MentorOffer, weights: Weights
) -> tuple[Term, ...]:
    """The points of a pair, each with its reason; none at all is the best.

    >>> elm = SettingToPlace("elm", postcode="ZZ1 1AA", current="ben")
    >>> terms(elm, MentorOffer("ann", postcode="ZZ2 1AA"), Weights())
    (Term(code='change', points=40), Term(code='travel', points=10))
    """
    moved = setting.current not in {"", mentor.key}
    strange = _elsewhere(setting, mentor)
    every = (
        Term("change", weights.change if moved else 0),
        Term("out_of_network", weights.out_of_network if strange else 0),
        Term("travel", _travel(setting.postcode, mentor.postcode, weights)),
    )
    return tuple(one for one in every if one.points)


def _travel(one: str, other: str, weights: Weights) -> int:
    """Points for travel; where a postcode is not known, those for another district."""
    if not one or not other:
        return weights.other_district
    here, there = _district(one), _district(other)
    if here == there:
        return 0
    same_area = here.rstrip("0123456789") == there.rstrip("0123456789")
    return weights.other_district if same_area else weights.other_area


def _district(postcode: str) -> str:
    """The district of a postcode, `E15` of `E15 4LZ`, with or without its space.

    >>> _district("e15 4lz"), _district("E154LZ"), _district("E15")
    ('E15', 'E15', 'E15')
    """
    first, space, _ = postcode.strip().upper().partition(" ")
    return first if space or len(first) <= _LONGEST_DISTRICT else first[:-3]


_LONGEST_DISTRICT = 4


def problem_of(
    settings: Sequence[SettingToPlace],
    mentors: Sequence[MentorOffer],
    weights: Weights,
    *,
    lifted: str = "",
) -> Problem:
    """Settings and mentors as a problem in whole numbers, each in order of its key.

    With `lifted`, as if that hard rule did not exist: what a rule costs is found by
    solving without it.
    """
    ordered = sorted(settings, key=lambda one: one.key)
    offers = sorted(mentors, key=lambda one: one.key)
    desk = _Desk(offers, weights, lifted)
    places = tuple(min(one.places, len(ordered)) for one in offers)
    number = {one.key: at for at, one in enumerate(offers)}
    _known_pins(ordered, number)
    least = max((one.need for one in ordered), default=0)
    costs = tuple(map(desk.row, ordered))
    return Problem.checked(
        settings=tuple(one.key for one in ordered),
        mentors=tuple(one.key for one in offers),
        places=places,
        costs=costs,
        weights=tuple(least - one.need for one in ordered),
        shares=_shares(costs, places),
        over=weights.over_share,
        pinned={at: number[one.pinned] for at, one in enumerate(ordered) if one.pinned},
    )


def _known_pins(settings: Iterable[SettingToPlace], mentors: Container[str]) -> None:
    findings = [
        Finding(
            "pinned_to_nobody",
            f"{one.key} is pinned to {one.pinned}, who is no mentor on the day",
            advice="Unpin it, or appoint the mentor.",
        )
        for one in settings
        if one.pinned and one.pinned not in mentors
    ]
    if findings:
        message = "settings cannot be allocated from this"
        raise Faults(message, findings)


#: Parts into which a setting is divided for reckoning fair shares.
_PARTS = 10**6


def _shares(
    costs: Iterable[Mapping[int, int]], places: Sequence[int]
) -> tuple[int, ...]:
    """Each mentor's fair share, rounded up.

    It is what they would have if every setting were divided among the mentors it may go
    to, in proportion to their places.
    """
    alike = Counter(tuple(row) for row in costs)
    shares = [0] * len(places)
    for row, number in alike.items():
        total = sum(places[at] for at in row)
        for at in row:
            if total:
                shares[at] += number * places[at] * _PARTS // total
    return tuple(
        min(most, -(-share // _PARTS))
        for most, share in zip(places, shares, strict=True)
    )


class _Desk:
    """Rows of points, worked out once for settings that are alike."""

    def __init__(
        self, mentors: Sequence[MentorOffer], weights: Weights, lifted: str
    ) -> None:
        self._mentors, self._weights = mentors, weights
        self._rules = [rule for rule in HARD_RULES if rule.code != lifted]
        self._number = {one.key: at for at, one in enumerate(mentors)}
        self._stakes: Mapping[str, list[int]] = defaultdict(list)
        if any(rule.code == "conflict_of_interest" for rule in self._rules):
            for at, one in enumerate(mentors):
                for stake in one.stakes:
                    self._stakes[stake].append(at)
        self._made: dict[tuple[object, ...], dict[int, int]] = {}

    def row(self, setting: SettingToPlace) -> dict[int, int]:
        """The mentors a setting may go to, with their points."""
        made = self._alike(setting).copy()
        current = self._number.get(setting.current)
        if current is not None and current in made:
            made[current] -= self._weights.change
        for owner in setting.owners:
            for at in self._stakes.get(owner, ()):
                made.pop(at, None)
        return made

    def _alike(self, setting: SettingToPlace) -> dict[int, int]:
        """The row of every setting of the same network, district and excuse."""
        moves = setting.current != ""
        district = _district(setting.postcode) if setting.postcode else ""
        key = (setting.networks, district, setting.excused, setting.only, moves)
        found = self._made.get(key)
        if found is None:
            plain = SettingToPlace(
                key=setting.key,
                networks=setting.networks,
                postcode=setting.postcode,
                excused=setting.excused,
                only=setting.only,
                current="-" if moves else "",
            )
            found = self._made[key] = dict(self._points(plain))
        return found

    def _points(self, setting: SettingToPlace) -> Iterable[tuple[int, int]]:
        for at, mentor in enumerate(self._mentors):
            if not any(rule.bars(setting, mentor) for rule in self._rules):
                given = terms(setting, mentor, self._weights)
                yield at, sum(one.points for one in given)
