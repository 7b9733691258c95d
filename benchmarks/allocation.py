"""How fast settings are allocated, proven and explained, beside greedy in one run.

Both sides get the same settings and mentors and give a proposal in which every line has
its points and the next best mentor.  Greedy proves nothing and prices the runner-up by
the pair alone; the solver proves the optimum and prices it with the moves of others.

    python benchmarks/allocation.py
"""
# ruff: noqa: INP001, S101, S311, T201  a script that measures and prints

import random
import time
from collections.abc import Callable

from earlyyears.mentoring import MentorOffer, Proposal, SettingToPlace, propose

#: Name, settings, mentors, networks (none: everybody may go to everybody), rounds.
SIZES = (
    ("90 by 10, one network", 90, 10, 0, 7),
    ("90 by 10, five networks", 90, 10, 5, 7),
    ("5,000 by 500, fifty networks", 5_000, 500, 50, 3),
    ("5,000 by 500, no networks", 5_000, 500, 0, 2),
)

Sides = tuple[list[SettingToPlace], list[MentorOffer]]


def sides(settings: int, mentors: int, networks: int, seed: int = 3) -> Sides:
    """Settings and mentors of a fictional region, in networks or in none."""
    chance = random.Random(seed)
    places = -(-settings * 115 // (100 * mentors))

    def network(at: int) -> frozenset[str]:
        return frozenset({f"network/{at % networks}"} if networks else ())

    def postcode() -> str:
        return f"Z{chance.choice('XYZ')}{chance.randint(1, 9)} 1AA"

    offers = [
        MentorOffer(
            key=f"person/{at:04}",
            networks=network(at),
            places=places,
            stakes=frozenset({f"provider/{chance.randrange(settings // 3)}"}),
            postcode=postcode(),
        )
        for at in range(mentors)
    ]
    placed = [
        SettingToPlace(
            key=f"setting/{at:05}",
            networks=network(at),
            owners=frozenset(
                {f"setting/{at:05}", f"provider/{chance.randrange(settings // 3)}"}
            ),
            postcode=postcode(),
            need=chance.randint(0, 3),
            current=chance.choice(offers).key,
        )
        for at in range(settings)
    ]
    return placed, offers


def proven(given: Sides) -> Proposal:
    """The proven proposal."""
    return propose(*given)


def quick(given: Sides) -> Proposal:
    """The greedy proposal."""
    return propose(*given, solve=None)


def best(*works: Callable[[], object], rounds: int = 3) -> list[float]:
    """Processor seconds of the fastest of several rounds of each, taken in turn."""
    fastest = [float("inf")] * len(works)
    for _ in range(rounds):
        for at, work in enumerate(works):
            started = time.process_time()
            work()
            fastest[at] = min(fastest[at], time.process_time() - started)
    return fastest


def main() -> None:
    """Propose both ways at every size, compare the points, print times and ratios."""
    for name, settings, mentors, networks, rounds in SIZES:
        given = sides(settings, mentors, networks)
        one, other = proven(given), quick(given)
        assert one.proven
        assert not other.proven
        assert len(one.unplaced) == len(other.unplaced)
        assert one.points <= other.points
        slow, fast = best(
            lambda given=given: proven(given),  # type: ignore[misc]
            lambda given=given: quick(given),  # type: ignore[misc]
            rounds=rounds,
        )
        print(
            f"{name}: proven {slow:.4f} s, greedy {fast:.4f} s, ratio"
            f" {slow / fast:.1f}; points {one.points:,} and {other.points:,}"
            f" (greedy {100 * (other.points / one.points - 1):.1f} % dearer),"
            f" {len(one.unplaced)} without a mentor"
        )


if __name__ == "__main__":
    main()
