"""Means of bare scores, for data that hold no more than numbers."""

from collections.abc import Iterable, Mapping
from typing import Any

from earlyyears.kernel import Finding

from .errors import RatingsError, SheetError, refuse
from .observations import NA_WORDS
from .ratings import exact, is_missing
from .results import MeanResult, Number, Status, mean_from

__all__ = ["subscale_mean", "total_mean"]


def subscale_mean(scores: Iterable[Any]) -> MeanResult:
    """The exact mean of scored items; `"NA"` leaves it, None is missing.

    >>> subscale_mean([3, 5, "NA", 4]).mean
    Fraction(4, 1)
    """
    return _mean(list(scores))


def total_mean(
    subscales: Mapping[str, Iterable[Any]], *, exclude: Iterable[str] = ()
) -> MeanResult:
    """The exact mean of all items of all subscales that are not left out.

    A subscale of ten items weighs more than one of three: this is never the mean of
    subscale means.

    >>> total_mean({"A": [7], "B": [1, 1, 1]}).mean
    Fraction(5, 2)
    """
    left_out = tuple(exclude)
    unknown = [name for name in left_out if name not in subscales]
    refuse(
        SheetError,
        "the total cannot be worked out",
        [Finding("unknown_subscale", f"there is no subscale “{n}”") for n in unknown],
    )
    kept = [list(ones) for name, ones in subscales.items() if name not in left_out]
    return _mean([one for ones in kept for one in ones], left_out)


def _mean(scores: list[Any], excluded: tuple[str, ...] = ()) -> MeanResult:
    na = [isinstance(one, str) and one.strip().lower() in NA_WORDS for one in scores]
    known: list[Number | None] = [
        None if is_na or is_missing(one) else _whole(one)
        for one, is_na in zip(scores, na, strict=True)
    ]
    return mean_from(known, known, [Status.NA] * sum(na), excluded)


def _whole(score: Any) -> int:
    number = exact(score)
    if number.denominator != 1 or isinstance(score, bool):
        message = "a score is not a whole number"
        raise RatingsError(message, advice="Give whole numbers, “NA” or None.")
    return int(number)
