"""What a table or an archive is refused for."""

from earlyyears.kernel import EarlyYearsError, Faults

__all__ = [
    "ArchiveError",
    "FormatError",
    "HiddenKindError",
    "KindError",
    "NotEmptyError",
    "TableRefusedError",
]


class KindError(EarlyYearsError, LookupError):
    """A kind of record that nobody offers, or that no table may bring."""

    code = "EY600"


class TableRefusedError(Faults):
    """A table with faults; none of its rows was taken."""

    code = "EY601"


class HiddenKindError(EarlyYearsError, PermissionError):
    """A kind of record that the actor may not see, so neither export nor complete."""

    code = "EY602"


class FormatError(EarlyYearsError, ValueError):
    """A file format in which tables are neither read nor written."""

    code = "EY603"


class ArchiveError(EarlyYearsError, ValueError):
    """A file that is no archive of a hub, or one that was altered."""

    code = "EY604"


class NotEmptyError(EarlyYearsError, FileExistsError):
    """A store that holds something already, where an archive should be restored."""

    code = "EY605"
