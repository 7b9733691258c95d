"""A process that commits until it is killed, and says what was acknowledged.

Run as `writer.py FILE NAME SEED`.
"""

import datetime as dt
import os
import random
import sys
from itertools import count
from pathlib import Path

from earlyyears.kernel import DateRange
from earlyyears.ledger import Ended, Ledger
from earlyyears.places import Network
from earlyyears.stores import SqliteStore


def main(file: str, name: str, seed: str) -> None:
    """Write, erase and end records for as long as it lasts."""
    chance = random.Random(seed)
    ledger = Ledger(
        SqliteStore(Path(file)),
        [Network],
        clock=lambda: dt.datetime.now(dt.UTC),
        ids=lambda kind: f"{kind}/{chance.getrandbits(64):x}",
        salts=chance.randbytes,
    )
    for n in count():
        made = [
            Network(id=f"network/{name}-{n}-{k}", name=f"{k} of {n}", borough="newham")
            for k in range(chance.randrange(1, 30))
        ]
        key = f"{name}-{n}"
        ended = Ended(Network, f"network/{name}-{n - 1}-0", DateRange())
        done = ledger.commit([*made, ended], actor=name, reason="a test", key=key)
        say(f"{key} {done.number if done else 0} {len(made) + 1}")
        if n % 5 == 4:
            gone = f"network/{name}-{n}-0"
            erased = ledger.erase([gone], actor=name, reason="asked", key=f"{key}-gone")
            say(f"{key}-gone {erased.number} 1")


def say(line: str) -> None:
    """Tell at once, so that what was told was acknowledged before."""
    os.write(1, f"{line}\n".encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
