"""A command: it is given the hub and the words that follow it, and gives lines."""

from collections import Counter
from collections.abc import Iterator, Sequence

from earlyyears.plugins import Command, Desk

from .records import LevelAward

__all__ = ["levels"]


def _levels(hub: Desk, words: Sequence[str]) -> Iterator[str]:
    awards = hub.at().all(LevelAward)
    counted = Counter(one.level for one in awards)
    for level in words or sorted(counted):
        yield f"{level}: {counted[level]}"


levels = Command("exemplar-levels", "Say how many settings hold each level.", _levels)
