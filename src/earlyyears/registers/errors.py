"""What stops a file from being read at all; a bad row never does."""

from earlyyears.kernel import EarlyYearsError, Faults

__all__ = [
    "AreaNeededError",
    "LayoutFileError",
    "MissingColumnsError",
    "MissingExtraError",
    "OversizedCellError",
    "UnknownEditionError",
    "UnknownLayoutError",
    "UnreadableFileError",
]


class UnreadableFileError(EarlyYearsError, ValueError):
    """A file that is empty, is no text, or cannot be opened."""

    code = "EY400"


class UnknownLayoutError(EarlyYearsError, ValueError):
    """A table whose headings belong to no known layout."""

    code = "EY401"


class MissingColumnsError(Faults, ValueError):
    """Columns without which nothing can be decided are not in the file."""

    code = "EY402"


class OversizedCellError(EarlyYearsError, ValueError):
    """A cell far longer than any a register holds, as a broken quote makes."""

    code = "EY403"


class UnknownEditionError(EarlyYearsError, ValueError):
    """A file that does not say which edition it is."""

    code = "EY404"


class AreaNeededError(EarlyYearsError, ValueError):
    """Rows without a local authority, and not one authority to put them in."""

    code = "EY405"


class LayoutFileError(Faults, ValueError):
    """A layout file that cannot be used."""

    code = "EY406"


class MissingExtraError(EarlyYearsError, ImportError):
    """A workbook that cannot be read or written without an extra of the library."""

    code = "EY407"
