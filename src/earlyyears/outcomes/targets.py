"""How the law lets a statutory target be set; see `data/targets.toml`."""

import datetime as dt
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from earlyyears.kernel import (
    Citation,
    DatedTable,
    Facts,
    Finding,
    Row,
    add_months,
    citation_from,
    during_from,
    read_toml,
)
from earlyyears.roles import fault

from .frameworks import StatutoryTarget

__all__ = ["target_basis", "target_faults"]


@cache
def _rules() -> DatedTable[int]:
    rows = read_toml(files("earlyyears.outcomes") / "data" / "targets.toml")["rule"]
    held: list[Row[int]] = [
        Row(
            row["key"],
            int(row.get("value", 1)),
            during_from(row),
            citation_from(row),
        )
        for row in rows
    ]
    return DatedTable[int].checked("targets", held)


def target_basis(day: dt.date) -> tuple[Citation, ...]:
    """The sources of the rules on targets that hold on a day, each said once."""
    held = (row.source for row in _rules().rows if row.during.covers(day))
    return tuple(dict.fromkeys(held))


def _value(key: str, day: dt.date) -> int:
    """The number of a rule on a day, 0 where it does not hold yet."""
    held = [row for row in _rules().of(key) if row.during.covers(day)]
    return held[0].value if held else 0


def target_faults(one: StatutoryTarget, facts: Facts) -> Iterator[Finding]:
    """What keeps a target from being set as it is told, each with what to do.

    Only a target that is set is held to the procedure; one that is proposed is only
    asked for its notice once representations are heard.
    """
    if one.state in {"representations", "set"} and one.notice_on is None:
        advice = "Give the day on which notice was given."
        yield fault(one, "notice", "Notice given on", "gives no day of notice", advice)
    if one.state == "set":
        yield from _set(one)
        yield from _once(one, facts)


def _set(one: StatutoryTarget) -> Iterator[Finding]:
    if one.set_on is None or one.target is None:
        what = "is set, and does not say to what or on which day"
        yield fault(one, "set", "Target as set", what, "Give both.")
        return
    yield from _times(one, one.set_on)
    if one.set_on.year != one.year:
        what = f"is of {one.year} and was set in {one.set_on.year}"
        yield fault(one, "year", "Year", what, "Give the calendar year of the day.")
    if one.proposed not in {None, one.target} and not one.reason.strip():
        what = "was set otherwise than proposed, without a reason"
        advice = "Give the reason."
        yield fault(one, "reason", "Reason for the difference", what, advice)
    if _value("needs_goals", one.set_on) and not one.goals:
        what = "names no early learning goal"
        yield fault(one, "goals", "Goals", what, "Name the goals it is set by.")


def _times(one: StatutoryTarget, day: dt.date) -> Iterator[Finding]:
    notice, heard = one.notice_on, one.heard_until
    if notice and day < (first := add_months(notice, _value("notice_months", day))):
        what = f"was set before {first}, when its notice was over"
        yield fault(one, "notice", "Set on", what, "Check the two days.")
    if notice is None:
        return
    last = add_months(notice, _value("representation_months", day))
    if heard is None or heard < last:
        what = "left less time for representations than the rule gives"
        advice = f"The rule gives until {last}."
        yield fault(one, "representations", "Representations until", what, advice)


def _once(one: StatutoryTarget, facts: Facts) -> Iterator[Finding]:
    same = [
        each
        for each in facts.all(StatutoryTarget).where(
            borough=one.borough, indicator=one.indicator, year=one.year, state="set"
        )
        if each.id != one.id and each.group == one.group
    ]
    if same:
        what = f"is the second for {one.borough} in {one.year}"
        advice = "A target is set once in a calendar year; correct the first one."
        yield fault(one, "once", "Year", what, advice)
