"""A process killed at any moment of a commit leaves the store as before or as after."""

import json
import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from earlyyears.ledger.verifying import verify
from earlyyears.stores import SqliteStore

WRITER = Path(__file__).with_name("writer.py")


def kill_two_writers(file: Path, seed: str, chance: random.Random) -> list[str]:
    """Let two processes write, kill both at some moment, and tell what they told."""
    names = [f"{seed}-one", f"{seed}-two"]
    running = [
        subprocess.Popen(
            [sys.executable, str(WRITER), str(file), name, name], stdout=subprocess.PIPE
        )
        for name in names
    ]
    first = [one.stdout.readline().decode() for one in running if one.stdout]
    time.sleep(chance.random() * 0.08)
    for one in running:
        one.kill()
    rest = [one.communicate()[0].decode() for one in running]
    return "".join([*first, *rest]).splitlines()


def check(file: Path, told: list[str]) -> int:
    """The store is whole and holds all that was acknowledged; the size of its log."""
    raw = sqlite3.connect(file)
    assert ("ok",) == raw.execute("PRAGMA integrity_check").fetchone()
    raw.close()
    store = SqliteStore(file)
    found = verify(store)
    assert found.ok, str(found)
    for line in told:
        key, number, changes = line.split()
        header = store.find(key)
        assert header is not None, f"{key} was acknowledged and is lost"
        assert int(number) == header.commit
        assert int(changes) == json.loads(header.body or "")["changes"]
    store.close()
    return found.commits


def rounds(number: int, folder: Path) -> None:
    """Kill two writers so many times, with a new file now and then."""
    chance = random.Random(number)
    acknowledged, written = 0, 0
    for n in range(number):
        file = folder / f"{n // 20}.db"
        before = check(file, []) if file.exists() else 0
        told = kill_two_writers(file, f"{n}", chance)
        acknowledged += len(told)
        written += check(file, told) - before
    assert acknowledged >= 2 * number
    # What was written and not yet told is as it must be: at most one by each writer.
    assert acknowledged <= written <= acknowledged + 2 * number


def test_a_killed_writer_loses_nothing_and_leaves_nothing_half_done(
    tmp_path: Path,
) -> None:
    """15 times two writers: all that was acknowledged is there, and all is whole."""
    rounds(15, tmp_path)


@pytest.mark.slow
def test_two_hundred_kills_lose_nothing_and_leave_nothing_half_done(
    tmp_path: Path,
) -> None:
    """200 times two writers: all that was acknowledged is there, and all is whole."""
    rounds(200, tmp_path)
