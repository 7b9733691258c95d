"""How fast leads are decided with full reasons, beside a plain loop, in one run.

The plain loop walks dictionaries and asks `if`s: it gives a body and nothing else, no
reason, no record, no source and no working.  Both sides decide the same settings of the
national provider file on the same day and must name the same bodies.

    EARLYYEARS_SHARED=FOLDER python benchmarks/lead.py
"""
# ruff: noqa: INP001, S101, T201  a script that measures and prints

import csv
import datetime as dt
import os
import time
from collections.abc import Callable
from pathlib import Path

from earlyyears import registers, roles
from earlyyears.kernel import Answered, RuleBook, Snapshot, add_months
from earlyyears.places import Setting

FILE = "ofsted/childcare-providers_2021-08-31_england_raw.csv"
EDITION, ON = dt.date(2021, 8, 31), dt.date(2021, 9, 1)
HOW_MANY, ROUNDS = 27_000, 7

FULL = (
    ("Most recent full: Inspection date", "Most recent full: Overall effectiveness"),
    (
        "Second most recent full: Inspection date",
        "Second most recent full: Overall effectiveness",
    ),
    (
        "Third most recent full: Inspection date",
        "Third most recent full: Overall effectiveness",
    ),
)

Plain = dict[str, str]


def iso(text: str) -> str:
    """A date of the file so that it can be compared."""
    return f"{text[6:]}-{text[3:5]}-{text[:2]}" if text else ""


def plain_lead(row: Plain, on: str, quarter_earlier: str) -> str:  # noqa: C901, PLR0911  the obvious loop, ifs and all
    """Who leads on a day, as the obvious loop would say it; nothing where it cannot."""
    if row["Provider Early Years Register Flag"] != "Y":
        return ""
    if row["Provider subtype"] == "Out-of-school day care":
        return ""
    if iso(row["Registration date"]) > on:
        return ""
    grade, full = "", False
    for day, effectiveness in FULL:
        made = iso(row[day])
        if not made:
            break
        full = True
        if made <= on:
            if made > quarter_earlier and on < EDITION.isoformat():
                return ""
            grade = row[effectiveness]
            break
    if not grade:
        if row["Third most recent full: Inspection date"] and full:
            return ""
        seen = iso(row["NCOR: Inspection date"])
        if seen and seen <= on:
            return ""
    if row["Provider type"] == "Childminder":
        return "childminder_team"
    return "mentors" if grade in {"1", "2"} else "authority"


def best(*works: Callable[[], object]) -> list[float]:
    """Processor seconds of the fastest of several rounds of each, taken in turn."""
    fastest = [float("inf")] * len(works)
    for _ in range(ROUNDS):
        for at, work in enumerate(works):
            started = time.process_time()
            work()
            fastest[at] = min(fastest[at], time.process_time() - started)
    return fastest


def main() -> None:
    """Load the file, decide both ways, compare the bodies, print the ratio."""
    folder = Path(os.environ.get("EARLYYEARS_SHARED", "../shared")) / "data"
    plain, snapshot, settings = loaded(folder / FILE)
    on, earlier = ON.isoformat(), add_months(ON, -3).isoformat()
    bodies = [body(snapshot, one) for one in settings]
    assert [plain_lead(row, on, earlier) for row in plain] == bodies
    slow, quick = best(
        lambda: [snapshot.ask(roles.support_lead, one) for one in settings],
        lambda: [plain_lead(row, on, earlier) for row in plain],
    )
    each = slow / len(settings) * 1e6
    print(f"{len(settings):,} decisions with reasons: {slow:.3f} s, {each:.1f} us each")
    print(f"plain loop: {quick:.4f} s; ratio {slow / quick:.1f}")


def body(snapshot: Snapshot, setting: Setting) -> str:
    """The body that the rules name, or nothing."""
    answer = snapshot.ask(roles.support_lead, setting)
    return answer.value.body if isinstance(answer, Answered) else ""


def loaded(file: Path) -> tuple[list[Plain], Snapshot, list[Setting]]:
    """The same settings, as dictionaries and as records."""
    with file.open(encoding="utf-8", newline="") as lines:
        given = {row["Provider URN"]: row for row in csv.DictReader(lines)}
    records, plain, settings = [], [], []
    for number, entry in enumerate(registers.read(file, edition=EDITION).rows):
        made = registers.records_from(entry, EDITION, f"setting/{number}")
        records += made
        row = given[entry.identifier.partition(":")[2]]
        if len(settings) < HOW_MANY and "eyr" in (entry.registers or ()):
            settings.append(next(one for one in made if isinstance(one, Setting)))
            plain.append(row)
    return plain, Snapshot(*records, on=ON, rules=RuleBook(roles.rules())), settings


if __name__ == "__main__":
    main()
