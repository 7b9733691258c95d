"""What the ledger itself refuses of a commit, whatever plugins are in use."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from earlyyears.kernel import Finding, Place, Record, Timeline, kind_of
from earlyyears.places import Merge

from .changes import Change, Ended, Withdraw, bare
from .holds import LegalHold
from .merging import references, survivors

__all__ = [
    "bad_words",
    "circles",
    "erased_ones",
    "held_ones",
    "ids_of",
    "kinds_touched",
    "pointed_at",
    "unfit",
]

_LONGEST_ID = 300


def bad_words(actor: str, reason: str) -> Iterator[Finding]:
    """A commit that does not say who or why."""
    if not actor.strip():
        yield Finding(
            "no_actor", "the change does not say who makes it", advice="Name the post."
        )
    if not reason.strip():
        yield Finding(
            "no_reason", "the change does not say why", advice="Give a reason."
        )


def unfit(
    changes: Sequence[Change], kinds: Mapping[str, type[Record]]
) -> Iterator[Finding]:
    """Ids that cannot be kept, and endings of kinds that nobody described."""
    for n, change in enumerate(changes, 1):
        one = bare(change)
        if isinstance(one, Withdraw):
            continue
        if not (0 < len(one.id) <= _LONGEST_ID and one.id.isprintable()):
            yield Finding(
                "bad_id", f"the id of change {n} cannot be kept", Place(row=n)
            )
        if isinstance(one, Ended) and one.kind not in kinds:
            yield Finding("unknown_kind", f"“{one.kind}” is not a kind of record")


def ids_of(changes: Iterable[Change]) -> Iterator[str]:
    """The records that changes assert or end, and those that they point at."""
    fields: dict[type[Record], tuple[tuple[str, bool], ...]] = {}
    for change in changes:
        one = bare(change)
        if isinstance(one, Withdraw):
            continue
        yield one.id
        if isinstance(one, Record):
            cls = type(one)
            if cls not in fields:
                fields[cls] = references(cls)
            yield from pointed_at(one, fields[cls])


def pointed_at(record: Record, fields: Iterable[tuple[str, bool]]) -> Iterator[str]:
    """The ids that a record holds in these fields; True beside one of several."""
    for name, many in fields:
        held = getattr(record, name)
        if many:
            yield from held
        elif held is not None:
            yield held


def erased_ones(
    changes: Sequence[Change], tombstones: frozenset[str]
) -> Iterator[Finding]:
    """Changes that would bring back what was erased, or point at it."""
    if tombstones:
        for id_ in sorted(tombstones.intersection(ids_of(changes))):
            yield Finding(
                "erased",
                f"“{id_}” was erased and stays erased",
                advice="Leave it out; the ledger's tombstones() lists what was erased.",
            )


def held_ones(ids: Iterable[str], facts: Timeline) -> Iterator[Finding]:
    """Erasures of what a legal hold keeps."""
    ends = survivors(facts.all(Merge))
    held = {ends.get(one.target, one.target) for one in facts.all(LegalHold)}
    for id_ in sorted(ids):
        if ends.get(id_, id_) in held:
            yield Finding(
                "held",
                f"“{id_}” is under a legal hold",
                advice="Erase it once the hold has been ended.",
            )


def circles(
    changes: Sequence[Change], facts: Timeline, standing: Sequence[Merge]
) -> Iterator[Finding]:
    """Merges of a record into itself on some day, by whichever way around."""
    fresh = [one for change in changes if isinstance(one := bare(change), Merge)]
    begins = {one.valid.start or dt.date.min for one in (*standing, *fresh)}
    for one in fresh:
        # Which merges hold together changes only on a day on which one begins.
        days = {one.valid.start or dt.date.min, *filter(one.valid.covers, begins)}
        if any(_circular(one, fresh, facts, day) for day in sorted(days)):
            yield Finding(
                "merge_circle",
                f"“{one.of}” would be merged into itself",
                advice="End the earlier merge first.",
            )


def _circular(
    merge: Merge, fresh: Sequence[Merge], facts: Timeline, day: dt.date
) -> bool:
    known = {one.id: one for one in facts.at(day).all(Merge)}
    known |= {one.id: one for one in fresh if one.valid.covers(day)}
    others = [one for one in known.values() if one.of != merge.of]
    end = survivors(others).get(merge.into, merge.into)
    return merge.of in {merge.into, end}


def kinds_touched(changes: Iterable[Change]) -> frozenset[str]:
    """Names of the kinds that changes assert or end."""
    found = (bare(change) for change in changes)
    return frozenset(
        kind_of(one).name if isinstance(one, Record) else one.kind
        for one in found
        if not isinstance(one, Withdraw)
    )
