"""Classes of setting state, made from the record types and the presets' own conditions.

Two values of a judgement are in one class when no condition of any table tells them
apart.  So the classes cover everything that could matter and stay few.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations_with_replacement, product
from typing import Any, get_args

from attrs import NOTHING, fields

from earlyyears.inspection import (
    ChildcareRegisterInspection,
    Condition,
    Outcome,
    areas,
)
from earlyyears.places import vocabulary

from .tables import Clause, Table
from .wordings import codes

__all__ = ["boundaries", "outcome_classes", "register_classes"]

_DAY = dt.timedelta(days=1)


def outcome_classes(tables: Iterable[Table]) -> list[Outcome]:
    """One outcome for each class that the conditions of these tables tell apart.

    Every type of outcome is among them.  Of those that never stand as the latest
    report there is one each, and of Childcare Register inspections one for each code.
    """
    conditions = [one for each in tables for one in _conditions(each.clauses)]
    return [made for kind in get_args(Outcome) for made in _outcomes(kind, conditions)]


def _conditions(clauses: Iterable[Clause]) -> Iterator[Condition]:
    return (condition for clause in clauses for condition in clause.when)


def _outcomes(kind: type[Any], conditions: Sequence[Condition]) -> Iterator[Outcome]:
    if kind is ChildcareRegisterInspection:
        for code in vocabulary("requirements-outcome").codes():
            yield kind(outcome=code)
        return
    names = [one.name for one in fields(kind)]
    if kind.framework not in codes("framework", "counting"):
        yield kind(**dict.fromkeys(_needed(kind), ""))
        return
    looked_at = {name: _looking(name, conditions) for name in names}
    groups: dict[tuple[int, ...], list[str]] = {}
    for name in names:
        if looked_at[name]:
            groups.setdefault(tuple(map(id, looked_at[name])), []).append(name)
    fixed = {name: _plain(name) for name in _needed(kind)}
    choices = [_combined(group, looked_at[group[0]]) for group in groups.values()]
    for chosen in product(*choices):
        judged = {name: value for part in chosen for name, value in part.items()}
        yield kind(**{**fixed, **judged})


def _needed(kind: type[Any]) -> list[str]:
    return [one.name for one in fields(kind) if one.default is NOTHING]


def _plain(name: str) -> object:
    return None if name in {"grade", "safeguarding"} else ""


def _looking(name: str, conditions: Sequence[Condition]) -> list[Condition]:
    return [one for one in conditions if name in one.fields]


def _combined(
    names: Sequence[str], conditions: Sequence[Condition]
) -> list[dict[str, object]]:
    """Every way to judge fields that no condition tells apart, in any order once."""
    values = _classes(names[0], conditions)
    return [
        dict(zip(names, chosen, strict=True))
        for chosen in combinations_with_replacement(values, len(names))
    ]


def _classes(name: str, conditions: Sequence[Condition]) -> list[object]:
    """One value for each class that the conditions tell apart, and a blank."""
    seen: dict[tuple[bool, ...], object] = {}
    for value in _domain(name):
        named = tuple(str(value) in one.values for one in conditions)
        seen.setdefault(named, value)
    return [*seen.values(), None]


def _domain(name: str) -> list[object]:
    if name == "grade":
        return [int(code) for code in vocabulary("overall-effectiveness").codes()]
    if name in areas():
        return list(vocabulary("report-card-grade").codes())
    rows = vocabulary("requirements-outcome").rows
    return [row.code for row in rows if not row.parent]


def register_classes() -> list[tuple[str, ...] | None]:
    """Every combination of the parts of the register, none, and not known."""
    parts = vocabulary("register-part").codes()
    chosen = product((True, False), repeat=len(parts))
    held = [
        tuple(part for part, on in zip(parts, each, strict=True) if on)
        for each in chosen
    ]
    return [*held, None]


def boundaries(ranges: Iterable[Any]) -> list[dt.date]:
    """The days on and before which something begins or ends, in order."""
    edges = {edge for each in ranges for edge in (each.start, each.end) if edge}
    return sorted({day for edge in edges for day in (edge - _DAY, edge)})


def tally(codes_seen: Iterable[str]) -> Mapping[str, int]:
    """How often each code was seen, the most frequent first."""
    return dict(Counter(codes_seen).most_common())
