"""A process that writes into a store: `python -m earlyyears.testing.store.process`.

It is told on its standard input which driver opens the store, and says each commit
once it is acknowledged.
"""

import importlib
import importlib.util
import json
import os
import random
import sys
import threading
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

from earlyyears.ledger import Row, StaleHeadError, Store

from .rows import header, row
from .writers import Writing


def _opener(told: dict[str, str]) -> Callable[[str], Store]:
    try:
        module = importlib.import_module(told["module"])
    except ImportError:
        # A single file that is no installed module, such as a plugin in a folder.
        spec = importlib.util.spec_from_file_location(told["module"], told["file"])
        if spec is None or spec.loader is None:
            raise
        module = importlib.util.module_from_spec(spec)
        sys.modules[told["module"]] = module
        spec.loader.exec_module(module)
    found: Any = module
    for part in told["name"].split("."):
        found = getattr(found, part)
    opener: Callable[[str], Store] = found
    return opener


def _main() -> None:
    told = json.load(sys.stdin)
    sys.path[:] = told["path"]
    store = _opener(told["opener"])(told["url"])
    if told["commits"] == Writing.HALF:
        store.append(_half(store.head().commit + 1))
    steps = count() if told["commits"] < 0 else range(told["commits"])
    chance = random.Random(told["name"])  # noqa: S311  can be repeated
    for n in steps:
        _write(store, f"{told['name']}.{n}", chance.randrange(1, 30))
        # Lets another one in, which would else wait for its turn in vain.
        threading.Event().wait(0.002)
    store.close()


def _half(commit: int) -> Iterator[Row]:
    yield from (row(commit, n) for n in range(1, 2_000))
    _say("half")
    # The parent kills it here; a minute is for a parent that has gone itself.
    threading.Event().wait(60)
    raise SystemExit(1)


def _write(store: Store, key: str, size: int) -> None:
    while True:
        number = store.head().commit + 1
        rows = [row(number, n, f"{key} {n}") for n in range(1, size + 1)]
        head = header(number, key)._replace(source=str(size + 1))
        try:
            store.append([*rows, head], [f"{key} 1"])
        except StaleHeadError:
            continue
        _say(f"{key}={number}")
        return


def _say(line: str) -> None:
    # At once, so that what was told was acknowledged before.
    os.write(1, f"{line}\n".encode())


if __name__ == "__main__":
    _main()
