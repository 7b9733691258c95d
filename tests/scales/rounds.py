"""Invented rounds of audits, with assessors who lean and err, for tests of change."""

from fractions import Fraction
from random import Random

from earlyyears.scales import Audit

#: How far assessors' leanings spread, and how far one audit strays, in points.
SEVERITY, ERROR = 0.25, 0.35


def rounds(
    chance: Random, rooms: int, *, rise: float = 0.0
) -> tuple[list[Audit], list[Audit]]:
    """Two rounds by two assessors who share the rooms by lot each time."""
    leaning = {who: chance.gauss(0, SEVERITY) for who in ("k1", "k2")}

    def audit(room: int, quality: float) -> Audit:
        who = chance.choice(("k1", "k2"))
        seen = quality + leaning[who] + chance.gauss(0, ERROR)
        items = round(33 * min(7.0, max(1.0, seen)))
        return Audit("", f"room/{room}", Fraction(items, 33), observer=who)

    true = [chance.gauss(4.0, 0.8) for _ in range(rooms)]
    before = [audit(room, quality) for room, quality in enumerate(true)]
    return before, [audit(room, quality + rise) for room, quality in enumerate(true)]
