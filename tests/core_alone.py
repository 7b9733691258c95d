"""Prove what a bare installation brings and what `import earlyyears` loads.

Run by an interpreter whose environment holds the package without extras and pip,
nothing else: `python -I tests/core_alone.py`. The tests run the same functions in a
full environment, so a fault shows in either.
"""

import importlib
import pkgutil
import subprocess
import sys
import zoneinfo
from collections.abc import Iterable
from importlib import metadata

#: The four the core is built on.
DECLARED = {"attrs", "cattrs", "pluggy", "python-dateutil"}
#: What those four need themselves.
BROUGHT = {"typing-extensions", "tzdata", "six"}
#: Not loaded by `import earlyyears` alone.
LAZY = {"cattrs", "click", "hypothesis", "pluggy", "pytest"}
#: A room for people who test, which needs their tools.
FOR_TESTERS = {"earlyyears.testing"}


def main() -> int:
    """Print every fault found, or the one line that says all is well."""
    faults = [*surplus(installed()), *loaded_too_early(), *rooms_that_fail(), *london()]
    faults += command_without_click()
    for fault in faults:
        print(fault)
    if not faults:
        print(
            "core: installs", *sorted(installed()), "and loads none of", *sorted(LAZY)
        )
    return 1 if faults else 0


def installed() -> set[str]:
    """The distributions in this environment, pip and the package itself left out."""
    names = {item.name.lower().replace("_", "-") for item in metadata.distributions()}
    return names - {"earlyyears", "pip", "setuptools"}


def surplus(names: Iterable[str]) -> list[str]:
    """Say what came along although neither the core nor its four need it."""
    extra = set(names) - DECLARED - BROUGHT
    missing = DECLARED - set(names)
    return [
        *(f"installed although nothing may need it: {name}" for name in sorted(extra)),
        *(f"declared but not installed: {name}" for name in sorted(missing)),
    ]


def loaded_too_early() -> list[str]:
    """Say which lazy packages `import earlyyears` loads, asked in a new process."""
    code = f"import earlyyears, sys; print(*({LAZY!r} & set(sys.modules)))"
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    if answer.returncode:
        return [f"`import earlyyears` fails: {answer.stderr.strip()}"]
    return [f"`import earlyyears` loads {name}" for name in answer.stdout.split()]


def rooms() -> list[str]:
    """The rooms of the package that are there, by full name."""
    package = importlib.import_module("earlyyears")
    names = pkgutil.iter_modules(package.__path__, "earlyyears.")
    return [item.name for item in names if item.name not in FOR_TESTERS]


def rooms_that_fail() -> list[str]:
    """Say which rooms cannot be imported here."""
    faults: list[str] = []
    for name in rooms():
        try:
            importlib.import_module(name)
        except ImportError as error:
            faults.append(f"{name} needs an extra only to be imported: {error}")
    return faults


def london() -> list[str]:
    """Say where the time zone every date ends in cannot be found."""
    try:
        zoneinfo.ZoneInfo("Europe/London")
    except zoneinfo.ZoneInfoNotFoundError as error:
        return [f"no time zone data: {error}"]
    return []


def command_without_click() -> list[str]:
    """Say where the console command does not tell what to install."""
    if "click" in installed():
        return []
    if "earlyyears.cli" not in rooms():
        return ["the console command `earlyyears` is declared and its room is missing"]
    code = "import sys; from earlyyears.cli import main; sys.exit(main())"
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    said = answer.stdout + answer.stderr
    if not answer.returncode or "earlyyears[cli]" not in said or "Traceback" in said:
        return [
            f"without click the command should name earlyyears[cli]; it said: {said}"
        ]
    return []


if __name__ == "__main__":
    raise SystemExit(main())
