"""The ledger: records to rows, commits, the chain, as-at, erasure, and views.

Every fact has two dates: the days on which it holds, and the commit by which it became
known.  Nothing is edited: the latest known assertion that covers the day wins.
"""

from earlyyears.kernel import Guard

from .changes import Change, Ended, Sourced, Withdraw, bare
from .commits import Commit
from .errors import (
    BusyError,
    KeyReusedError,
    NaiveClockError,
    NewerSchemaError,
    NoSuchSettingError,
    RefusedError,
    SeenChangedError,
    StaleHeadError,
    UnknownAudienceError,
    UnknownCommitError,
    UnknownKindError,
    UnreadableRowError,
    UnstorableError,
)
from .history import State, Version
from .holds import LegalHold
from .ledger import Ledger
from .protocols import Clock, Store, StoreDriver
from .rows import COMMIT_KIND, GENESIS, Head, Row, digest_of
from .sight import Sight, sight_of
from .verifying import Verification
from .view import View

__all__ = [
    "COMMIT_KIND",
    "GENESIS",
    "BusyError",
    "Change",
    "Clock",
    "Commit",
    "Ended",
    "Guard",
    "Head",
    "KeyReusedError",
    "Ledger",
    "LegalHold",
    "NaiveClockError",
    "NewerSchemaError",
    "NoSuchSettingError",
    "RefusedError",
    "Row",
    "SeenChangedError",
    "Sight",
    "Sourced",
    "StaleHeadError",
    "State",
    "Store",
    "StoreDriver",
    "UnknownAudienceError",
    "UnknownCommitError",
    "UnknownKindError",
    "UnreadableRowError",
    "UnstorableError",
    "Verification",
    "Version",
    "View",
    "Withdraw",
    "bare",
    "digest_of",
    "sight_of",
]
