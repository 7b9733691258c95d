"""Who leads on a borough's group settings each month, from the provider file alone."""

import csv
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from dateutil.relativedelta import relativedelta

EDITION, QUARTER = dt.date(2021, 8, 31), relativedelta(months=3)
MONTHS = [dt.date(2016, 1, 1) + relativedelta(months=n) for n in range(68)]
BODIES = ["mentors none"] * 2 + ["authority statutory"] * 2


def day(text: str) -> dt.date:
    """A date as the file writes it."""
    return dt.date(int(text[6:]), int(text[3:5]), int(text[:2]))


def lead(row: dict[str, str], on: dt.date) -> str:
    """Body and duty on a day, or why there is none, over every reading of it."""
    full = [
        (day(made), BODIES[int(row[f"{which} recent full: Overall effectiveness"]) - 1])
        for which in ("Third most", "Second most", "Most")
        if (made := row[f"{which} recent full: Inspection date"])
    ]
    empty = row["NCOR: Inspection date"]
    visits = sorted([*full, *([(day(empty), "ncor_only")] if empty else [])])
    seen = [visit for visit in visits if visit[0] <= on]
    late = len(full) == 3 and full[0][0] > day(row["Registration date"])
    answers: set[str] = set()
    for hidden in range(sum(on < min(EDITION, at + QUARTER) for at, _ in seen) + 1):
        known = [what for _, what in seen[: len(seen) - hidden]]
        graded = [what for what in known if what != "ncor_only"]
        nothing = "history_starts_later" if late else (known or BODIES[2:])[0]
        answers.add(graded[-1] if graded else nothing)
    return answers.pop() if len(answers) == 1 else "publication_unknown"


def leads(file: Path, borough: str) -> Iterator[tuple[str, dt.date, str]]:
    """Every group setting on the first of each month on which it is registered."""
    for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines()):
        group = row["Provider type"].startswith("Childcare on")
        club = row["Provider subtype"] == "Out-of-school day care"
        early = row["Provider Early Years Register Flag"] == "Y"
        if row["Local authority"] == borough and early and group and not club:
            for on in (at for at in MONTHS if day(row["Registration date"]) <= at):
                yield row["Provider URN"], on, lead(row, on)
