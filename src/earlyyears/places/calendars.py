"""The school terms of a borough, as the hub keeps them."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from earlyyears.kernel import (
    Calendar,
    Citation,
    DateRange,
    Facts,
    Finding,
    Guard,
    Place,
    Record,
    Term,
    fact,
    kind_of,
    record,
)

__all__ = ["SchoolTerm", "calendar_of", "guards"]

_ONE_DAY = dt.timedelta(days=1)


@record("calendar", purpose="planning by the borough's terms", visible="public")
class SchoolTerm(Record):
    """One school term of a borough's calendar, with its half-term holiday.

    Each day is the first or the last that counts.  The days on which the record is
    valid are those on which the calendar is agreed, not those of the term.
    """

    borough: str = fact(label="Local authority", codes="local-authority")
    term: str = fact(label="Term", help="name with its year, such as autumn 2026")
    first: dt.date = fact(label="From", help="first day of the term")
    last: dt.date = fact(label="To", help="last day of the term")
    half_term_first: dt.date | None = fact(
        default=None, label="Half term from", help="first day of the holiday"
    )
    half_term_last: dt.date | None = fact(
        default=None, label="Half term to", help="last day of the holiday"
    )
    source: str = fact(default="", label="Source", help="where the dates are published")


def calendar_of(facts: Facts, borough: str) -> Calendar:
    """The school calendar of a borough as it is agreed on the day of the facts.

    All terms are in it, past and coming; it is empty where the hub holds none, and then
    `Calendar.on` says what is missing.

    >>> from earlyyears.kernel import Snapshot
    >>> autumn = SchoolTerm(
    ...     id="calendar/autumn",
    ...     borough="newham",
    ...     term="autumn 2026",
    ...     first=dt.date(2026, 9, 1),
    ...     last=dt.date(2026, 12, 18),
    ...     half_term_first=dt.date(2026, 10, 26),
    ...     half_term_last=dt.date(2026, 10, 30),
    ... )
    >>> held = calendar_of(Snapshot(autumn, on=dt.date(2026, 11, 25)), "newham")
    >>> term = held.on(dt.date(2026, 11, 25))
    >>> term.name, term.weeks
    ('autumn 2026', 15)
    """
    held = facts.all(SchoolTerm).where(borough=borough)
    sources = "; ".join(sorted({one.source for one in held if one.source}))
    said = Citation(
        f"school terms of {borough} as entered in the hub",
        confirmed=bool(held) and all(one.source for one in held),
        note=sources,
    )
    return Calendar.checked("school", map(_term, held), said)


def _term(one: SchoolTerm) -> Term:
    return Term(one.term, _days(one.first, one.last), _half_term(one))


def _half_term(one: SchoolTerm) -> DateRange | None:
    first, last = one.half_term_first, one.half_term_last
    return _days(first, last) if first and last else None


def _days(first: dt.date, last: dt.date) -> DateRange:
    return DateRange(first, last + _ONE_DAY)


def guards() -> tuple[Guard, ...]:
    """The guards on a borough's calendar."""
    kinds = frozenset({kind_of(SchoolTerm).name})
    return (
        Guard("term is in order", kinds, _in_order),
        Guard("terms do not overlap", kinds, _apart),
    )


def _told(changes: Sequence[Any]) -> list[SchoolTerm]:
    bare = (getattr(change, "record", change) for change in changes)
    return [one for one in bare if isinstance(one, SchoolTerm)]


def _in_order(changes: Sequence[Any], facts: Facts) -> list[Finding]:  # noqa: ARG001
    return [each for one in _told(changes) for each in _faults(one)]


def _faults(one: SchoolTerm) -> Iterator[Finding]:
    if one.last < one.first:
        yield _fault("term_backwards", f"the term “{one.term}” ends before it begins")
        return
    first, last = one.half_term_first, one.half_term_last
    if (first is None) != (last is None):
        yield _fault("half_term_open", f"the half term of “{one.term}” lacks a day")
    elif first and last and not one.first < first <= last < one.last:
        yield _fault(
            "half_term_outside", f"the half term of “{one.term}” is not within it"
        )


def _fault(code: str, message: str) -> Finding:
    advice = "Correct the days; the first and the last day themselves count."
    return Finding(code, message, Place(field="From"), advice)


def _apart(changes: Sequence[Any], facts: Facts) -> list[Finding]:
    told = [one for one in _told(changes) if one.first <= one.last]
    anew = {one.id for one in told}
    held = [one for one in facts.all(SchoolTerm) if one.id not in anew]
    return [
        _fault(
            "terms_overlap",
            f"“{two.term}” begins before “{one.term}” of {one.borough} ends",
        )
        for one, two in _meeting([*held, *told])
        if anew & {one.id, two.id}
    ]


def _meeting(terms: list[SchoolTerm]) -> Iterator[tuple[SchoolTerm, SchoolTerm]]:
    """Pairs of a borough's terms that share days, as agreed on some same day."""
    ordered = sorted(terms, key=lambda one: (one.borough, one.first))
    for number, one in enumerate(ordered):
        for two in ordered[number + 1 :]:
            if two.borough != one.borough or one.last < two.first:
                break
            if one.id != two.id and one.valid.meets(two.valid):
                yield one, two
