"""Break each public name of the case study's table and see whether its test notices.

For every row of docs/reference/case-study-rows.csv, each name in turn is made to give
its input back unchanged: a function returns its first argument, a class makes a value
that holds nothing.  Then the row's tests run.  A test that still passes shows nothing
of the name beside it; the row is a survivor, and is printed.

Run by `nox -s rows`, or `python tests/break_rows.py [S23 S24 …]`.  Each trial is a
process of its own, forked after everything is imported, so it is quick; where a system
cannot fork, it says so and stops.
"""

import contextlib
import csv
import importlib
import inspect
import io
import os
import pkgutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

import earlyyears

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "docs" / "reference" / "case-study-rows.csv"

#: How a trial ended, by the exit code of its process.
PASSED, FAILED, NONE_RAN = 0, 1, 3


def main(wanted: Sequence[str] = ()) -> int:
    """Try every name of every row, or of the rows named; print what survived."""
    if not hasattr(os, "fork"):
        print("This system cannot fork a process; run it on Linux or a Mac.")
        return 2
    sys.path.insert(0, str(ROOT))
    load_everything()
    rows = [row for row in read() if not wanted or row["row"] in wanted]
    told, trials, idle = list[str](), 0, list[str]()
    for row in rows:
        tests = split(row["test"])
        whole = trial(None, tests)
        if whole != PASSED:
            said = "no test ran" if whole == NONE_RAN else "its tests fail as they are"
            idle.append(f"{row['row']}: {said}")
            continue
        for name in split(row["public name"]):
            trials += 1
            if trial(name, tests) != FAILED:
                told.append(f"{row['row']}: no test notices that {name} does nothing")
    for line in (*idle, *told):
        print(line)
    print(
        f"{len(rows)} rows, {trials} names broken, {len(told)} survived,"
        f" {len(idle)} rows could not be tried."
    )
    return 1 if told or idle else 0


def read() -> list[dict[str, str]]:
    """The rows of the table."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def split(cell: str) -> list[str]:
    """The entries of a cell, which semicolons part."""
    return [each.strip() for each in cell.split(";") if each.strip()]


def load_everything() -> None:
    """Import every module of the library, so that each trial begins where others do."""
    for info in pkgutil.walk_packages(earlyyears.__path__, "earlyyears."):
        if not info.name.endswith("__main__"):
            importlib.import_module(info.name)


# ---------------------------------------------------------------------------- trials


def trial(name: str | None, tests: Sequence[str]) -> int:
    """Run tests in a process of their own, in which a name does nothing."""
    child = os.fork()
    if child == 0:
        os._exit(_run(name, tests))
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    return code if code in {PASSED, NONE_RAN} else FAILED


def _run(name: str | None, tests: Sequence[str]) -> int:
    try:
        with _quietly():
            if name is not None:
                put(name)
            return _tested(tests)
    except BaseException:  # noqa: BLE001  whatever fails, the tests did notice
        return FAILED


@contextlib.contextmanager
def _quietly() -> Iterator[None]:
    nowhere = io.StringIO()
    with contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere):
        yield


class Counter:
    """Counts the tests that really ran."""

    def __init__(self) -> None:
        self.ran = 0

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count each test whose body was run."""
        self.ran += report.when == "call" and not report.skipped


def _tested(tests: Sequence[str]) -> int:
    counter = Counter()
    quiet = ("-q", "-x", "--assert=plain", "-p", "no:cacheprovider")
    paths = [str(ROOT / test) for test in tests]
    code = pytest.main([*quiet, f"--rootdir={ROOT}", *paths], plugins=[counter])
    if code:
        return FAILED
    return PASSED if counter.ran else NONE_RAN


# ------------------------------------------------------------------ what is broken


def put(name: str) -> None:
    """Put a stand-in for a public name wherever the library holds it."""
    owner, attribute, original = found(name)
    stand_in = stand_in_for(original)
    for module in modules():
        for key, value in [*vars(module).items()]:
            if value is original:
                setattr(module, key, stand_in)
    setattr(owner, attribute, stand_in)


def modules() -> Iterator[Any]:
    """Every module of the library, and of the tests, that is loaded."""
    for name, module in [*sys.modules.items()]:
        if name.partition(".")[0] in {"earlyyears", "tests"}:
            yield module


def found(name: str) -> tuple[Any, str, Any]:
    """The object that holds a dotted name, its last part, and what it means."""
    parts = name.split(".")
    for cut in range(len(parts) - 1, 0, -1):
        try:
            owner: Any = importlib.import_module(".".join(parts[:cut]))
        except ModuleNotFoundError:
            continue
        for part in parts[cut:-1]:
            owner = getattr(owner, part)
        return owner, parts[-1], getattr(owner, parts[-1])
    raise ModuleNotFoundError(name)


def stand_in_for(original: object) -> object:
    """What stands for a thing: its input unchanged, or a value that holds nothing."""
    if inspect.isclass(original):
        return Empty
    if callable(original):
        return unchanged
    return Empty()


def unchanged(*given: object, **named: object) -> object:
    """Give the first argument back."""
    return next(iter((*given, *named.values())), None)


class Empty:
    """A value that holds nothing of what it was made with, and is equal to no other."""

    def __init__(self, *_: object, **__: object) -> None:
        """Take anything and keep nothing."""

    def __eq__(self, other: object) -> bool:
        return self is other

    __hash__ = object.__hash__

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
