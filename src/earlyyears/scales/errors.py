"""What this room refuses, each with its own code."""

from collections.abc import Iterable

from earlyyears.kernel import EarlyYearsError, Faults, Finding

__all__ = [
    "BadObservationError",
    "BandGapError",
    "MixedScalesError",
    "NoSuchScaleError",
    "RatingsError",
    "ScaleFileError",
    "SheetError",
    "SheetFileError",
]


class NoSuchScaleError(EarlyYearsError, LookupError):
    """A scale or an edition that is not held here."""

    code = "EY950"


class ScaleFileError(Faults, ValueError):
    """A scale file or a licensed layer that cannot be used, with all its faults."""

    code = "EY951"


class SheetError(Faults, ValueError):
    """A score sheet that contradicts its scale, with all its faults.

    Codes of the findings: `unknown_item`, `unknown_indicator`, `duplicate_indicator`,
    `bad_answer`, `wrong_shape`, `no_indicators`, `na_not_permitted`,
    `item_na_not_permitted`, `item_na_conflict`, `item_na_condition_failed`,
    `bad_score`, `bad_override`, `spec_mismatch`, `two_of_a_group`, `wrong_model`.
    """

    code = "EY952"


class SheetFileError(Faults, ValueError):
    """A file of score sheets that was not read, with all its faults."""

    code = "EY953"


class MixedScalesError(EarlyYearsError, ValueError):
    """Two scales, editions or notes set against each other as if they were one."""

    code = "EY954"


class BandGapError(Faults, ValueError):
    """Bands that leave scores without a band, or put one score in two."""

    code = "EY955"


class RatingsError(EarlyYearsError, ValueError):
    """Ratings from which the statistic asked for cannot be worked out."""

    code = "EY956"


class BadObservationError(EarlyYearsError, ValueError):
    """An observation that cannot even be written down, such as an unreadable age."""

    code = "EY957"


def refuse(kind: type[Faults], message: str, findings: Iterable[Finding]) -> None:
    """Raise all findings together, or nothing when there are none."""
    if found := list(findings):
        raise kind(message, found)
