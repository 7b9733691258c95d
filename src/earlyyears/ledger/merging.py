"""Merges: two records are one thing, and every look-up of one finds the other."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from earlyyears.kernel import Record, evolve, fields_of
from earlyyears.places import Merge

__all__ = ["followed", "references", "same_thing", "survivors"]

R = TypeVar("R", bound=Record)


def survivors(merges: Iterable[Merge]) -> dict[str, str]:
    """For each record that was merged away, the record that stays in the end.

    Chains are followed to their end.  In a circle, which no commit accepts but two
    dated merges might form, the first id by the alphabet stays.

    >>> chain = [Merge(id="m/1", of="a", into="b"), Merge(id="m/2", of="b", into="c")]
    >>> survivors(chain)
    {'a': 'c', 'b': 'c'}
    """
    into = {one.of: one.into for one in merges if one.of != one.into}
    ends = {start: _end(start, into) for start in into}
    return {start: end for start, end in ends.items() if start != end}


def _end(start: str, into: Mapping[str, str]) -> str:
    path = [start]
    while (step := into.get(path[-1])) is not None:
        if step in path:
            return min(path[path.index(step) :])
        path.append(step)
    return path[-1]


def same_thing(id_: str, ends: Mapping[str, str]) -> frozenset[str]:
    """Every id by which the same thing was ever known."""
    end = ends.get(id_, id_)
    return frozenset({end, *(one for one, last in ends.items() if last == end)})


def references(cls: type[Record]) -> tuple[tuple[str, bool], ...]:
    """The fields of a kind that point at other records; True if at several."""
    return tuple((one.name, one.many) for one in fields_of(cls) if one.ref)


def followed(
    record: R, fields: Iterable[tuple[str, bool]], ends: Mapping[str, str]
) -> R:
    """The record with its references turned to the records that stay."""
    changed: dict[str, Any] = {}
    for name, many in fields:
        held = getattr(record, name)
        turned = _turned(held, many=many, find=ends.get)
        if turned != held:
            changed[name] = turned
    return evolve(record, **changed) if changed else record


def _turned(held: Any, *, many: bool, find: Callable[[str, str], str]) -> Any:
    if not many:
        return find(held, held)
    return tuple(dict.fromkeys(find(one, one) for one in held))
