"""What the kits refuse before a single check has run."""

from earlyyears.kernel import EarlyYearsError

__all__ = [
    "BadCasesError",
    "BadKitError",
    "BadResultError",
    "NoReasonError",
    "NothingToCheckError",
]


class NoReasonError(EarlyYearsError, ValueError):
    """A capability that is not full, or an overridden check, without a reason."""

    code = "EY980"


class BadKitError(EarlyYearsError, TypeError):
    """A kit that was adopted without what it needs, such as the driver of a store."""

    code = "EY981"


class NothingToCheckError(EarlyYearsError, LookupError):
    """A plugin that is not there, or that offers nothing a kit could check."""

    code = "EY982"


class BadResultError(EarlyYearsError, ValueError):
    """A result file that is not one, or that was altered since it was written."""

    code = "EY983"


class BadCasesError(EarlyYearsError, ValueError):
    """A case table that cannot be read; everything that is wrong is said at once."""

    code = "EY984"
