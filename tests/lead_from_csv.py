"""Who leads on a borough's group settings each month, from the provider file alone.

It imports nothing of the package.  `python lead_from_csv.py FILE BOROUGH` prints
number, first day of the month and answer, from January 2016 to August 2021.
"""
# ruff: noqa: DTZ007, T201  a script of days

import csv
import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path

EDITION, LISTED = dt.date(2021, 8, 31), ("Third most", "Second most", "Most")
GRADES = dict.fromkeys("12", "mentors none") | dict.fromkeys(
    "34", "authority statutory"
)


def day(text: str) -> dt.date:
    """A date as the file writes it."""
    return dt.datetime.strptime(text, "%d/%m/%Y").date()


def deemed(made: dt.date) -> dt.date:
    """The edition or three months later, whichever is earlier."""
    years, month = divmod(made.month + 2, 12)
    first = made.replace(day=1, year=made.year + years, month=month + 1)
    last = (first + dt.timedelta(31)).replace(day=1) - dt.timedelta(1)
    return min(EDITION, first.replace(day=min(made.day, last.day)))


def lead(row: dict[str, str], on: dt.date) -> str:
    """Body and duty on a day, or why there is none."""
    names = [f"{which} recent full: " for which in LISTED]
    held = [at for at in names if row[f"{at}Inspection date"]]
    full = [
        (day(row[f"{at}Inspection date"]), row[f"{at}Overall effectiveness"])
        for at in held
    ]
    seen = [(made, GRADES[grade]) for made, grade in full if made <= on]
    if (empty := row["NCOR: Inspection date"]) and day(empty) <= on:
        seen = sorted([*seen, (day(empty), "ncor_only")])
    unknown = len(full) == len(LISTED) and full[0][0] > day(row["Registration date"])
    answers: set[str] = set()
    for hidden in range(sum(on < deemed(made) for made, _ in seen) + 1):
        known = [what for _, what in seen[: len(seen) - hidden]]
        graded = [what for what in known if what != "ncor_only"]
        nothing = "ncor_only" if known else "authority statutory"
        answers.add(
            graded[-1] if graded else "history_starts_later" if unknown else nothing
        )
    return answers.pop() if len(answers) == 1 else "publication_unknown"


def leads(file: Path, borough: str) -> Iterator[tuple[str, dt.date, str]]:
    """Every group setting on the first day of each month on which it is registered."""
    months = [
        dt.date(at // 12, at % 12 + 1, 1) for at in range(2016 * 12, 2021 * 12 + 8)
    ]
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            group = row["Provider type"].startswith("Childcare on")
            club = row["Provider subtype"] == "Out-of-school day care"
            early = row["Provider Early Years Register Flag"] == "Y"
            if row["Local authority"] == borough and early and group and not club:
                registered = day(row["Registration date"])
                for on in (month for month in months if registered <= month):
                    yield row["Provider URN"], on, lead(row, on)


if __name__ == "__main__":
    for number, on, answer in leads(Path(sys.argv[1]), sys.argv[2]):
        print(number, on, answer)
