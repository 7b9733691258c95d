"""The history of a record: every version, who made it, when, why and from where."""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from earlyyears.kernel import DateRange, Record, field, frozen

from .commits import Commit
from .rows import NOTHING, Row

__all__ = ["State", "Version", "version_of"]


class State(StrEnum):
    """What became of one assertion."""

    #: It says what the record holds on its days.
    ASSERTED = "asserted"
    #: It says that the record is not there on its days.
    ENDED = "ended"
    #: Its commit was taken back.
    WITHDRAWN = "withdrawn"
    #: Its content was erased for good.
    ERASED = "erased"
    #: The plugin that describes its kind is not in use; it is kept as it is.
    UNREAD = "unread"


@frozen
class Version:
    """One assertion about a record, with the commit that made it."""

    id: str
    #: Name of the kind of record.
    kind: str
    commit: int
    at: dt.datetime
    #: Post that acted.
    actor: str
    reason: str
    #: What was asserted; None for an ending, and for what was erased or is unread.
    record: Record | None
    valid: DateRange
    #: Where the fact comes from, such as a row of a file.
    source: str
    state: State
    #: Where the whole commit comes from, such as a file with its hash.
    file: str | Mapping[str, Any] | None = field(default=None, hash=False)


def version_of(
    row: Row,
    commit: Commit,
    record: Record | None,
    valid: DateRange,
    *,
    withdrawn: bool,
    described: bool = True,
) -> Version:
    """The version that a row tells of."""
    return Version(
        id=row.id,
        kind=row.kind,
        commit=row.commit,
        at=commit.at,
        actor=commit.actor,
        reason=commit.reason,
        record=record,
        valid=valid,
        source=row.source,
        state=_state(row, withdrawn=withdrawn, described=described),
        file=commit.source,
    )


def _state(row: Row, *, withdrawn: bool, described: bool) -> State:
    if row.body is None:
        return State.ERASED
    if withdrawn:
        return State.WITHDRAWN
    if row.body == NOTHING:
        return State.ENDED
    return State.ASSERTED if described else State.UNREAD
