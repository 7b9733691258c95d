"""What can be handed to a commit: a record, an ending, a withdrawal."""

from typing import TypeAlias

from earlyyears.kernel import DateRange, Record, field, frozen, kind_of

__all__ = ["Change", "Ended", "Sourced", "Withdraw", "bare", "source_of"]


def _name(kind: str | type[Record]) -> str:
    return kind if isinstance(kind, str) else kind_of(kind).name


@frozen
class Ended:
    """An assertion of nothing: on those days the record is not there.

    An ending, a retraction and a correction of a date that was too late are all this.
    """

    #: Kind of the record, by name or by class.
    kind: str = field(converter=_name)
    id: str
    valid: DateRange


@frozen
class Withdraw:
    """Take back a commit, such as a wrong file: from now on it does not count.

    What was known before stays known as of then.  A withdrawal is itself a commit and
    can be withdrawn.
    """

    commit: int


@frozen
class Sourced:
    """A record with the place it comes from, such as a row of a file."""

    record: Record
    source: str


#: One thing that a commit does.
Change: TypeAlias = Record | Ended | Withdraw | Sourced


def bare(change: Change) -> Record | Ended | Withdraw:
    """The change without its source."""
    return change.record if isinstance(change, Sourced) else change


def source_of(change: Change) -> str:
    """Where the change comes from, or nothing."""
    return change.source if isinstance(change, Sourced) else ""
