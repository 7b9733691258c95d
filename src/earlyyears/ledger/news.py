"""Which changes would change anything: the rest is known already."""

from collections.abc import Iterable, Sequence

from earlyyears.kernel import Record, kind_of

from .changes import Change, Ended, Withdraw, bare
from .codec import Codec
from .protocols import Store
from .rows import NOTHING, span_of

__all__ = ["news"]

#: A stretch of days and what is asserted for it.
_Told = tuple[str, str, str | None]
_MANY = 500


def news(
    changes: Sequence[Change],
    store: Store,
    codec: Codec,
    upto: int,
    left_out: frozenset[int],
) -> list[Change]:
    """The changes that say something else than what is known for some day.

    They are taken in order, each against what is known with those before it.
    """
    known = _known(changes, store, upto, left_out)
    return [change for change in changes if _is_news(bare(change), known, codec)]


def _known(
    changes: Sequence[Change], store: Store, upto: int, left_out: frozenset[int]
) -> dict[tuple[str, str], list[_Told]]:
    named = {key for change in changes if (key := _key(bare(change)))}
    kinds = {kind for kind, _ in named}
    ids = {id_ for _, id_ in named} if len(named) <= _MANY else None
    known: dict[tuple[str, str], list[_Told]] = {key: [] for key in named}
    for row in store.read(kinds, upto, ids) if upto else ():
        told = known.get((row.kind, row.id))
        if told is not None and row.commit not in left_out:
            told.append((row.start, row.end, row.body))
    return known


def _key(change: Record | Ended | Withdraw) -> tuple[str, str] | None:
    match change:
        case Record():
            return kind_of(change).name, change.id
        case Ended():
            return change.kind, change.id
        case Withdraw():
            return None


def _is_news(
    change: Record | Ended | Withdraw,
    known: dict[tuple[str, str], list[_Told]],
    codec: Codec,
) -> bool:
    if isinstance(change, Withdraw):
        return True
    body = codec.encode(change) if isinstance(change, Record) else NOTHING
    key = (
        kind_of(change).name if isinstance(change, Record) else change.kind,
        change.id,
    )
    start, end = span_of(change.valid)
    told = known[key]
    for _, _, held in _covering(told, start, end):
        if not codec.same(key[0], held, body):
            told.append((start, end, body))
            return True
    return False


def _covering(told: list[_Told], start: str, end: str) -> Iterable[_Told]:
    """What is known for each stretch of the days, nothing where nothing was said."""
    open_ = [(start, end)]
    for first, last, body in reversed(told):
        still: list[tuple[str, str]] = []
        for from_, to in open_:
            if first < to and from_ < last:
                yield max(first, from_), min(last, to), body
                still += [
                    part for part in ((from_, first), (last, to)) if part[0] < part[1]
                ]
            else:
                still.append((from_, to))
        open_ = still
    for from_, to in open_:
        yield from_, to, NOTHING
