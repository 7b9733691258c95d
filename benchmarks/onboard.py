"""How long the national provider file takes, from rows to a committed hub, in one run.

The yardstick is `csv.DictReader` walking the same file; times are processor time, so
that what else the machine does counts for neither.  The hub's side reads every row
into typed records, works out who leads on each setting, opens the handovers, and puts
everything into SQLite in one commit.

    EARLYYEARS_SHARED=FOLDER python benchmarks/onboard.py
"""
# ruff: noqa: INP001, T201  a script that measures and prints

import csv
import datetime as dt
import os
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from earlyyears import registers
from earlyyears.app import MACHINE, built_in_catalogue, open_hub
from earlyyears.ledger import Ledger

FILE = "data/ofsted/childcare-providers_2021-08-31_england_raw.csv"
EDITION = dt.date(2021, 8, 31)


def walked(file: Path) -> int:
    """Walk the rows as dictionaries, and do nothing with them."""
    with file.open(encoding="utf-8", newline="") as lines:
        return sum(1 for _ in csv.DictReader(lines))


def typed(file: Path) -> int:
    """Every record of the file, made and let go."""
    read = registers.read(file, edition=EDITION)
    return sum(
        len(registers.records_from(entry, EDITION, f"setting/{entry.row}"))
        for entry in read.rows
    )


def committed(file: Path) -> int:
    """Every record of the file, read, made and put into SQLite in one commit."""
    offered = built_in_catalogue()
    with tempfile.TemporaryDirectory() as folder, registers.collector_paused():
        ledger = Ledger(
            offered.store_for("sqlite").open(f"sqlite:///{folder}/england.db"),
            offered.kinds.values(),
            clock=MACHINE.clock,
            ids=MACHINE.ids,
            salts=MACHINE.salts,
        )
        read = registers.read(file, edition=EDITION)
        records = {
            one.id: one
            for entry in read.rows
            for one in registers.records_from(entry, EDITION, f"setting/{entry.row}")
        }
        ledger.commit(records.values(), actor="bench", reason="the nation")
        ledger.close()
    return len(records)


def onboarded(file: Path) -> int:
    """The file in a hub on SQLite: matched, leads decided, handovers opened."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/england.db"
        with open_hub(url, borough="england", actor="bench", plugins=()) as hub:
            return hub.import_register(file, edition=EDITION).loaded


def timed(name: str, work: Callable[[Path], int], file: Path, unit: float = 0) -> float:
    """Do the work once, print how long it took, and give the seconds."""
    start = time.process_time()
    count = work(file)
    took = time.process_time() - start
    ratio = f"{took / unit:5.1f} x" if unit else ""
    print(f"{name:<38}{count:>9,}{took:>8.2f} s  {ratio}")
    return took


def main() -> None:
    """Measure the three in turn, each beside the walk."""
    file = Path(os.environ.get("EARLYYEARS_SHARED", "../shared")) / FILE
    unit = min(timed("walk with csv.DictReader", walked, file) for _ in range(3))
    timed("typed records", typed, file, unit)
    timed("committed to SQLite", committed, file, unit)
    timed("onboarded, with leads and handovers", onboarded, file, unit)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"peak memory {peak} MB")


if __name__ == "__main__":
    main()
