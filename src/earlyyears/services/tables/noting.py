"""What is worth a look in a table that is no fault, and what people call records."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from earlyyears.inspection import Inspection
from earlyyears.kernel import Finding, Place, Record, add_months, fields_of, kind_of
from earlyyears.places import NetworkMember

from .columns import columns_of
from .lookups import Lookups
from .rows import Draft

__all__ = ["called", "notes_of"]

#: A row and the record that it became.
Told: TypeAlias = tuple[Draft, Record]

#: Months ahead beyond which a first day is more likely a slip than a plan.
_FAR = 24
#: Kinds whose names are no names of people.
_PLAIN = frozenset({"body", "network", "organisation", "partnership", "setting"})
#: What beside a report card's areas may well stay blank.
_BESIDE = frozenset({"ccr", "vcr"})
_CARDS = frozenset({"report_card", "school_report_card"})


def notes_of(
    kind: str, rows: Sequence[Told], lookups: Lookups, today: dt.date, file: str
) -> Iterator[Finding]:
    """Everything about the rows of a table that a person should look at again."""
    note = _NOTES.get(kind)
    yield from note(rows, lookups, today, file) if note else ()


# ---------------------------------------------------------------------- inspections


def _cards(
    rows: Iterable[Told], _: Lookups, __: dt.date, file: str
) -> Iterator[Finding]:
    for draft, record in rows:
        if isinstance(record, Inspection) and record.outcome.framework in _CARDS:
            blank = [*_blank_areas(record)]
            if blank:
                message = f"the report card leaves blank: {', '.join(blank)}"
                yield Finding(
                    "blank_areas",
                    message,
                    Place(file, draft.row),
                    "Fill in what the report says; rules that need it cannot decide.",
                )


def _blank_areas(record: Inspection) -> Iterator[str]:
    framework = record.outcome.framework
    for column in columns_of(Inspection):
        own = [one.column for one in column.parts if one.framework == framework]
        for part in own:
            name = part.name.rpartition(".")[2]
            if name not in _BESIDE and getattr(record.outcome, name) is None:
                yield part.heading


# ------------------------------------------------------------------------- networks


def _members(
    rows: Sequence[Told], lookups: Lookups, today: dt.date, file: str
) -> Iterator[Finding]:
    begun = _beginnings(lookups)
    belong = _held_elsewhere(rows, lookups)
    far = add_months(today, _FAR)
    for draft, one in rows:
        if not isinstance(one, NetworkMember):
            continue
        first, start = begun.get(one.network), one.valid.start
        if first and (start is None or start < first):
            yield Finding(
                "before_its_network",
                f"the membership begins before its network did, on {first}",
                Place(file, draft.row, "From"),
                "Correct the first day, or that of the network.",
            )
        if start is not None and start > far:
            yield Finding(
                "far_in_future",
                f"the membership begins on {start}, more than two years ahead",
                Place(file, draft.row, "From"),
                "Correct the year if it is a slip.",
            )
        yield from _in_two(draft, one, belong, lookups, file)


def _beginnings(lookups: Lookups) -> dict[str, dt.date]:
    """The first day of each network that has one."""
    starts: dict[str, list[dt.date | None]] = {}
    for one in lookups.records("network"):
        starts.setdefault(one.id, []).append(one.valid.start)
    return {
        id_: min(day for day in days if day)
        for id_, days in starts.items()
        if None not in days
    }


def _held_elsewhere(
    rows: Iterable[Told], lookups: Lookups
) -> dict[str, list[NetworkMember]]:
    """The memberships of each setting that the table does not tell anew."""
    anew = {record.id for _, record in rows}
    belong: dict[str, list[NetworkMember]] = {}
    for one in lookups.records("network-member"):
        if isinstance(one, NetworkMember) and one.id not in anew:
            belong.setdefault(one.setting, []).append(one)
    return belong


def _in_two(
    draft: Draft,
    one: NetworkMember,
    belong: dict[str, list[NetworkMember]],
    lookups: Lookups,
    file: str,
) -> Iterator[Finding]:
    earlier = belong.setdefault(one.setting, [])
    others = {
        lookups.call("network", each.network)
        for each in earlier
        if each.network != one.network and each.valid.meets(one.valid)
    }
    earlier.append(one)
    if others:
        yield Finding(
            "in_several_networks",
            f"on the same days the setting also belongs to {', '.join(sorted(others))}",
            Place(file, draft.row, "Network"),
            "It may; end the other membership if the setting has moved.",
        )


_NOTES: Mapping[
    str, Callable[[Sequence[Told], Lookups, dt.date, str], Iterator[Finding]]
] = {"inspection": _cards, "network-member": _members}


# --------------------------------------------------------------------------- naming


def called(record: Record, lookups: Lookups) -> str:
    """What people call a record, by names of settings and the like, or its id.

    Names of people are never among them.

    A membership is told as “Kestrel network, Barney Bears Nursery”.
    """
    if kind_of(record).name in _PLAIN:
        return lookups.title(kind_of(record).name, record.id)
    pointed = (
        lookups.title(info.ref, getattr(record, info.name))
        for info in fields_of(type(record))
        if info.ref in _PLAIN and not info.many and getattr(record, info.name)
    )
    return ", ".join(pointed) or record.id
