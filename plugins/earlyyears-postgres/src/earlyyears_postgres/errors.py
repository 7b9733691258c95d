"""What goes wrong with a server, in words of whoever must do something about it."""

from earlyyears.stores import CannotOpenStoreError

__all__ = [
    "ConnectionLostError",
    "LoginRefusedError",
    "NoDatabaseError",
    "NotAllowedError",
    "NotReachableError",
    "UnfitDatabaseError",
    "UnknownOutcomeError",
]


class NotReachableError(CannotOpenStoreError):
    """A server that does not answer, or that takes no more connections."""

    code = "EYPG01"


class LoginRefusedError(CannotOpenStoreError):
    """A server that does not let this user in; the password is never told."""

    code = "EYPG02"


class NoDatabaseError(CannotOpenStoreError):
    """A server without a database of this name."""

    code = "EYPG03"


class NotAllowedError(CannotOpenStoreError):
    """A user who may not do this in the database, or a server that takes no changes."""

    code = "EYPG04"


class ConnectionLostError(CannotOpenStoreError):
    """A connection that broke while a commit was made; nothing was written."""

    code = "EYPG05"


class UnknownOutcomeError(CannotOpenStoreError):
    """A connection that broke at the last word of a commit and cannot be had again.

    The commit is kept whole or not at all.  The same change with the same key, once the
    server is back, is made once.
    """

    code = "EYPG06"


class UnfitDatabaseError(CannotOpenStoreError):
    """A database that cannot keep every text, because its encoding is not UTF-8."""

    code = "EYPG07"
