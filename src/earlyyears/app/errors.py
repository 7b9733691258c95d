"""What the hub refuses."""

from earlyyears.kernel import EarlyYearsError

__all__ = [
    "BadUrlError",
    "DemoExistsError",
    "NoActorError",
    "NoBoroughError",
    "NoHubError",
    "NoSuchRecordError",
    "UnknownBodyPackError",
    "UnknownReportError",
]


class NoBoroughError(EarlyYearsError, ValueError):
    """Something that needs to know the borough, in a hub that holds none yet."""

    code = "EY700"


class BadUrlError(EarlyYearsError, ValueError):
    """A store URL without a scheme."""

    code = "EY701"


class UnknownReportError(EarlyYearsError, LookupError):
    """A report that nobody offers."""

    code = "EY702"


class DemoExistsError(EarlyYearsError, FileExistsError):
    """A folder that holds a demonstration already."""

    code = "EY703"


class NoHubError(EarlyYearsError, LookupError):
    """A store in which nothing has been recorded, where a hub was expected."""

    code = "EY704"


class NoActorError(EarlyYearsError, PermissionError):
    """A change that nobody signs, in a hub that knows who holds its posts and seats."""

    code = "EY710"


class NoSuchRecordError(EarlyYearsError, LookupError):
    """A record that is not there on the day."""

    code = "EY711"


class UnknownBodyPackError(EarlyYearsError, LookupError):
    """A body that no pack in use describes."""

    code = "EY712"
