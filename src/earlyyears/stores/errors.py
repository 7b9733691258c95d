"""What the stores refuse."""

from earlyyears.kernel import EarlyYearsError

__all__ = [
    "BadAppendError",
    "BadStoreUrlError",
    "CannotOpenStoreError",
    "ClosedStoreError",
    "DamagedStoreError",
    "NetworkShareWarning",
    "NewerStoreError",
    "NotAHubError",
    "StoreBusyError",
]


class BadStoreUrlError(EarlyYearsError, ValueError):
    """A store URL that does not say what to open."""

    code = "EY350"


class CannotOpenStoreError(EarlyYearsError, OSError):
    """A store file that cannot be opened or made where it should be."""

    code = "EY351"


class NotAHubError(EarlyYearsError, ValueError):
    """A file that is something else than a hub's store; it was left as it is."""

    code = "EY352"


class NewerStoreError(EarlyYearsError, ValueError):
    """A store that was made by a newer version of the library."""

    code = "EY353"


class StoreBusyError(EarlyYearsError, TimeoutError):
    """A store in which somebody else was writing for too long."""

    code = "EY354"


class BadAppendError(EarlyYearsError, ValueError):
    """Rows that are not one whole commit; nothing was written."""

    code = "EY355"


class ClosedStoreError(EarlyYearsError, RuntimeError):
    """A store that was closed and is used all the same."""

    code = "EY356"


class DamagedStoreError(EarlyYearsError, OSError):
    """A store file whose pages do not fit together any more."""

    code = "EY357"


class NetworkShareWarning(UserWarning):
    """A store on a network share, where SQLite cannot promise to keep it whole."""
