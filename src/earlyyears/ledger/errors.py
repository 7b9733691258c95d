"""What the ledger refuses, each with its code, its data and the next step."""

from earlyyears.kernel import EarlyYearsError, Faults

__all__ = [
    "BusyError",
    "KeyReusedError",
    "NaiveClockError",
    "NewerSchemaError",
    "NoSuchSettingError",
    "RefusedError",
    "SeenChangedError",
    "StaleHeadError",
    "UnknownAudienceError",
    "UnknownCommitError",
    "UnknownKindError",
    "UnreadableRowError",
    "UnstorableError",
]


class RefusedError(Faults):
    """A change that a guard or the ledger itself refuses; nothing was written."""

    code = "EY300"


class SeenChangedError(EarlyYearsError, RuntimeError):
    """Something the officer had looked at was changed by somebody else since."""

    code = "EY301"


class UnknownKindError(EarlyYearsError, LookupError):
    """A kind of record that neither the library nor a plugin in use describes."""

    code = "EY302"


class NewerSchemaError(EarlyYearsError, ValueError):
    """A record written by a newer version of the library or of a plugin."""

    code = "EY303"


class UnreadableRowError(EarlyYearsError, ValueError):
    """A stored row that does not fit its kind of record."""

    code = "EY304"


class UnstorableError(EarlyYearsError, TypeError):
    """A kind of record, or a value in one, that could not be read back as it is."""

    code = "EY305"


class StaleHeadError(EarlyYearsError, RuntimeError):
    """A commit that does not follow the newest one; the ledger tries again."""

    code = "EY306"


class BusyError(EarlyYearsError, TimeoutError):
    """Others kept writing first, time after time; nothing was written."""

    code = "EY307"


class UnknownCommitError(EarlyYearsError, LookupError):
    """A commit number that the store has not reached."""

    code = "EY308"


class KeyReusedError(EarlyYearsError, ValueError):
    """An idempotency key that was used before, for another change."""

    code = "EY309"


class NoSuchSettingError(EarlyYearsError, LookupError):
    """A setting that is not known on the day asked about."""

    code = "EY310"


class UnknownAudienceError(EarlyYearsError, ValueError):
    """An audience that nobody has described, so nothing may be shown to it."""

    code = "EY311"


class NaiveClockError(EarlyYearsError, ValueError):
    """A clock that does not say its time zone, so its time is not a moment."""

    code = "EY312"
