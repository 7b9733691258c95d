"""How fast a register becomes typed records, beside walking its rows, in one run.

Walking is `for row in csv.DictReader(file): pass`. Each figure is the least of several
rounds of processor time, so that other programs disturb little.

    python benchmarks/registers.py FILE
"""
# ruff: noqa: INP001, T201  a script that measures and prints

import argparse
import csv
import resource
import time
from collections import deque
from collections.abc import Callable
from itertools import chain
from pathlib import Path

from earlyyears import registers
from earlyyears.places import area

ROUNDS = 3


def least(work: Callable[[], object]) -> float:
    """The least processor time of several rounds, in seconds."""
    times: list[float] = []
    for _ in range(ROUNDS):
        before = time.process_time()
        work()
        times.append(time.process_time() - before)
    return min(times)


def walk(file: Path) -> None:
    """Only walk over the rows."""
    with file.open(encoding="utf-8", newline="") as stream:
        deque(csv.DictReader(stream), maxlen=0)


def entries(file: Path, place: str) -> registers.RegisterFile:
    """Read the rows of an area into typed entries."""
    return registers.read(file, area=area(place))


def records(file: Path, place: str) -> int:
    """Read an area and make every record of it, all kept at once."""
    found = entries(file, place)
    with registers.collector_paused():
        made = list(
            chain.from_iterable(
                registers.records_from(entry, found.edition, f"setting/{entry.row}")
                for entry in found.rows
            )
        )
    return len(made)


def main() -> None:
    """Print each time and its ratio to walking."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, help="Ofsted's national provider file")
    file: Path = parser.parse_args().file
    base = least(lambda: walk(file))
    print(f"walk the rows                 {base:6.2f} s")
    for place in ("newham", "london", "england"):
        # mypy has no type for a lambda with a default.
        read = least(lambda place=place: entries(file, place))  # type: ignore[misc]
        made = least(lambda place=place: records(file, place))  # type: ignore[misc]
        print(f"{place:8} typed entries        {read:6.2f} s {read / base:5.1f} x")
        print(f"{place:8} typed records        {made:6.2f} s {made / base:5.1f} x")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory                   {peak:6.0f} MB")


if __name__ == "__main__":
    main()
