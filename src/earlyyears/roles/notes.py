"""Notes with their standing and purpose, and the two acts that reach past them.

A private note is a kind of its own that only its author sees.  Using a note for another
purpose, or opening a private one for a child's safety, is an explicit act on record.
"""

import datetime as dt

from earlyyears.kernel import Record, fact, personal, record, ref

__all__ = ["Note", "PurposeMove", "SafeguardingAccess"]


@record("note", purpose="supporting settings", keep="six-years")
class Note(Record):
    """A note about a setting that others may read.

    It is shared among those who support the setting, or formal: the authority's file.
    """

    setting: str = ref("setting", label="Setting")
    author: str = fact(label="Written by (post)")
    standing: str = fact(default="shared", label="Standing", codes="note-standing")
    #: What it was written for; blank limits it to nothing.
    written_for: str = fact(default="", label="Written for", codes="purpose")
    text: str = personal("supporting settings", label="Note")


@record("purpose-move", purpose="keeping support and enforcement apart", keep="audit")
class PurposeMove(Record):
    """The decision that a note may be used for another purpose, from a day on."""

    note: str = ref("note", label="Note")
    to: str = fact(label="May be used for", codes="purpose")
    reason: str = fact(label="Reason")
    decided_by: str = fact(label="Decided by (post)")


@record(
    "safeguarding-access",
    purpose="accounting for what was opened",
    keep="audit",
    visible="safeguarding-team",
)
class SafeguardingAccess(Record):
    """That a safeguarding lead opened a record which its author keeps private."""

    opened: str = fact(label="Record opened")
    by: str = fact(label="Opened by (post)")
    on: dt.date = fact(label="Opened on")
    reason: str = fact(label="Reason")
