"""Random problems of allocation, and a plain search that tries everything."""

import itertools
import random
from collections.abc import Iterator

from earlyyears.mentoring.allocation_problem import (
    NOBODY,
    Outcome,
    Problem,
    outcome_of,
)
from earlyyears.mentoring.allocation_rules import MentorOffer, SettingToPlace

MOST_SETTINGS, MOST_MENTORS = 6, 4


def problem(chance: random.Random) -> Problem:
    """A small problem, often with too few places, ties and pinned settings."""
    count = chance.randint(1, MOST_SETTINGS)
    mentors = chance.randint(1, MOST_MENTORS)
    places = tuple(chance.randint(0, 3) for _ in range(mentors))
    costs = tuple(
        {at: chance.randint(0, 6) for at in range(mentors) if chance.random() < 0.7}
        for _ in range(count)
    )
    return Problem.checked(
        settings=tuple(f"setting/{at}" for at in range(count)),
        mentors=tuple(f"person/{at}" for at in range(mentors)),
        places=places,
        costs=costs,
        weights=tuple(chance.randint(0, 2) for _ in range(count)),
        shares=tuple(chance.randint(0, 2) for _ in range(mentors)),
        over=chance.randint(0, 3),
        pinned=dict(_pins(chance, costs, places)),
    )


def _pins(
    chance: random.Random, costs: tuple[dict[int, int], ...], places: tuple[int, ...]
) -> Iterator[tuple[int, int]]:
    left = list(places)
    for at, row in enumerate(costs):
        mentor = chance.choice([*row, NOBODY])
        if chance.random() < 0.15 and mentor != NOBODY and left[mentor]:
            left[mentor] -= 1
            yield at, mentor


def every(made: Problem) -> Iterator[tuple[int, ...]]:
    """Every allocation that keeps pins, bars and caps, the first in order first."""
    choices = [
        [made.pinned[at]] if at in made.pinned else [*sorted(row), NOBODY]
        for at, row in enumerate(made.costs)
    ]
    for assigned in itertools.product(*choices):
        if all(assigned.count(at) <= room for at, room in enumerate(made.places)):
            yield assigned


def best(made: Problem) -> tuple[Outcome, tuple[int, ...]]:
    """The best outcome, and the first allocation in order of keys that reaches it."""
    found: tuple[Outcome, tuple[int, ...]] | None = None
    for assigned in every(made):
        outcome = outcome_of(made, assigned)
        if found is None or outcome < found[0]:
            found = outcome, assigned
    assert found is not None
    return found


def _some(chance: random.Random, networks: list[str]) -> frozenset[str]:
    return frozenset(filter(None, chance.sample(networks, 1)))


def borough(
    chance: random.Random,
) -> tuple[list[SettingToPlace], list[MentorOffer]]:
    """Settings and mentors of some networks, with stakes, excuses and certificates."""
    networks = ["", "north", "south", "east"][: chance.randint(1, 4)]
    owners = [f"provider/{at}" for at in range(6)]
    mentors = [
        MentorOffer(
            key=f"person/{at}",
            networks=_some(chance, networks),
            places=chance.randint(0, 4),
            stakes=frozenset(chance.sample(owners, chance.randint(0, 2))),
            qualified=chance.random() < 0.85,
            postcode=chance.choice(["", "ZZ1 1AA", "ZZ2 1AA", "YY1 1AA"]),
        )
        for at in range(chance.randint(1, 6))
    ]
    keys = [one.key for one in mentors]
    settings = [
        SettingToPlace(
            key=f"setting/{at:02}",
            networks=_some(chance, networks),
            owners=frozenset({f"setting/{at:02}", chance.choice(owners)}),
            postcode=chance.choice(["", "ZZ1 9AA", "ZZ2 9AA", "YY1 9AA"]),
            need=chance.randint(0, 3),
            current=chance.choice([*keys, "", "person/gone"]),
            excused=frozenset(chance.sample([*keys, "*"], chance.randint(0, 1))),
            only=frozenset(keys[:1] if chance.random() < 0.1 else ()),
        )
        for at in range(chance.randint(1, 16))
    ]
    chance.shuffle(settings)
    chance.shuffle(mentors)
    return settings, mentors
