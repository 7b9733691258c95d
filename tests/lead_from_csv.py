"""Who leads on a borough's group settings each month, from the provider file alone.

Written apart from the package, which it does not import: `python lead_from_csv.py FILE
BOROUGH` prints number, first day of the month and answer for January 2016 to August 2021.
"""
# ruff: noqa: INP001, T201  a script

import csv
import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path

EDITION, MONTHS = dt.date(2021, 8, 31), 3
FULL = [f"{which} most recent full: " for which in ("Third", "Second")]
FULL.append("Most recent full: ")
GRADES = dict.fromkeys("12", "mentors none") | dict.fromkeys("34", "authority statutory")


def day(text: str) -> dt.date:
    """A date as the file writes it."""
    return dt.datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007  a day


def deemed(made: dt.date) -> dt.date:
    """The edition or three months later, whichever is earlier."""
    years, month = divmod(made.month - 1 + MONTHS, 12)
    later = made.replace(day=1, year=made.year + years, month=month + 1)
    last = ((later + dt.timedelta(31)).replace(day=1) - dt.timedelta(1)).day
    return min(EDITION, later.replace(day=min(made.day, last)))


def lead(row: dict[str, str], on: dt.date) -> str:
    """Body and duty on a day, or why there is none."""
    full = [(day(row[f"{at}Inspection date"]), row[f"{at}Overall effectiveness"])
            for at in FULL if row[f"{at}Inspection date"]]  # fmt: skip
    seen = [(made, GRADES[grade]) for made, grade in full if made <= on]
    empty = row["NCOR: Inspection date"]
    seen += [(day(empty), "ncor_only")] if empty and day(empty) <= on else []
    seen.sort()
    open_ = [made for made, _ in seen if on < deemed(made)]
    answers = set()
    for hidden in range(len(open_) + 1):
        known = seen[: len(seen) - hidden]
        graded = [what for _, what in known if what != "ncor_only"]
        nothing = "ncor_only" if known else "authority statutory"
        unknown = len(full) == len(FULL) and full[0][0] > day(row["Registration date"])
        answers.add(graded[-1] if graded else "history_starts_later" if unknown else nothing)
    return answers.pop() if len(answers) == 1 else "publication_unknown"


def leads(file: Path, borough: str) -> Iterator[tuple[str, dt.date, str]]:
    """Every group setting on the first day of each month on which it is registered."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["Local authority"] == borough
                and row["Provider Early Years Register Flag"] == "Y"
                and row["Provider type"].startswith("Childcare on")
                and row["Provider subtype"] != "Out-of-school day care"]  # fmt: skip
    for row in rows:
        for month in range(12 * 2016, 12 * 2021 + 8):
            on = dt.date(month // 12, month % 12 + 1, 1)
            if day(row["Registration date"]) <= on:
                yield row["Provider URN"], on, lead(row, on)


if __name__ == "__main__":
    for number, on, answer in leads(Path(sys.argv[1]), sys.argv[2]):
        print(number, on, answer)
