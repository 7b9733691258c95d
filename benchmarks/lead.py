"""How fast leads are decided with full reasons, beside a plain loop, in one run.

The plain loop walks dictionaries and asks `if`s: it gives a body and nothing else, no
reason, no record, no source and no working.  Both sides decide the same settings of the
national provider file on the same day and must name the same bodies.

    EARLYYEARS_SHARED=FOLDER python benchmarks/lead.py
"""
# ruff: noqa: INP001, S101, T201  a script that measures and prints

import datetime as dt
import os
import time
from collections.abc import Callable
from pathlib import Path

from earlyyears import registers, roles
from earlyyears.kernel import Answered, RuleBook, Snapshot
from earlyyears.places import Setting

FILE = "ofsted/childcare-providers_2021-08-31_england_raw.csv"
EDITION, ON = dt.date(2021, 8, 31), dt.date(2021, 9, 1)
HOW_MANY, ROUNDS = 27_000, 5

Plain = dict[str, str]


def plain_lead(row: Plain) -> str:
    """Who leads, as the obvious loop would say it."""
    if row["eyr"] != "Y" or row["subtype"] == "Out-of-school day care":
        return ""
    grade = row["grade"]
    if not grade and row["ncor"]:
        return ""
    if row["type"] == "Childminder":
        return "childminder_team"
    if not grade or grade in {"3", "4"}:
        return "authority"
    return "mentors"


def best(work: Callable[[], object]) -> float:
    """Seconds of the fastest of several rounds."""
    times: list[float] = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times)


def main() -> None:
    """Load the file, decide both ways, compare the bodies, print the ratio."""
    folder = Path(os.environ.get("EARLYYEARS_SHARED", "../shared")) / "data"
    plain, snapshot, settings = loaded(folder / FILE)
    assert [plain_lead(row) for row in plain] == [body(snapshot, one) for one in settings]
    slow = best(lambda: [snapshot.ask(roles.support_lead, one) for one in settings])
    quick = best(lambda: [plain_lead(row) for row in plain])
    each = slow / len(settings) * 1e6
    print(f"{len(settings):,} decisions with reasons: {slow:.3f} s, {each:.1f} us each")
    print(f"plain loop: {quick:.4f} s; ratio {slow / quick:.1f}")


def body(snapshot: Snapshot, setting: Setting) -> str:
    """The body that the rules name, or nothing."""
    answer = snapshot.ask(roles.support_lead, setting)
    return answer.value.body if isinstance(answer, Answered) else ""


def loaded(file: Path) -> tuple[list[Plain], Snapshot, list[Setting]]:
    """The same settings, as dictionaries and as records."""
    import csv  # noqa: PLC0415  the plain side only

    with file.open(encoding="utf-8", newline="") as lines:
        given = {row["Provider URN"]: row for row in csv.DictReader(lines)}
    records, plain, settings = [], [], []
    for number, entry in enumerate(registers.read(file, edition=EDITION).rows):
        made = registers.records_from(entry, EDITION, f"setting/{number}")
        records += made
        row = given[entry.identifier.partition(":")[2]]
        early = row["Provider Early Years Register Flag"]
        if len(settings) < HOW_MANY and early == "Y":
            settings.append(next(one for one in made if isinstance(one, Setting)))
            plain.append(
                {
                    "eyr": early,
                    "type": row["Provider type"],
                    "subtype": row["Provider subtype"],
                    "grade": row["Most recent full: Overall effectiveness"],
                    "ncor": row["NCOR: Overall effectiveness"],
                }
            )
    return plain, Snapshot(*records, on=ON, rules=RuleBook(roles.rules())), settings


if __name__ == "__main__":
    main()
