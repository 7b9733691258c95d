"""Cells into values, remembering what was read before: registers repeat themselves."""

import datetime as dt
import re
from collections.abc import Iterable
from decimal import Decimal

from earlyyears.places import Vocabulary, plain_words

from .empties import Empty, empty_of

__all__ = ["BAD", "Codes", "Days", "Estimates", "tidy"]

#: What a cache holds for a cell that cannot be read.
BAD = "cannot be read"
#: Cells beyond which a cache of words stops growing; a hostile file may vary them.
_REMEMBERED = 5_000
_WRITTEN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: 0?0:00(?::00)?)?")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00)?)?")
_RANGE = re.compile(r"(\d{2}/\d{2}/\d{4})\s*-\s*(\d{2}/\d{2}/\d{4})")
_NUMBER = re.compile(r"\d{1,6}(?:\.\d{1,6})?")


def tidy(text: str) -> str:
    """A text without outer spaces, runs of spaces and line breaks in it."""
    return " ".join(text.split())


class Codes(dict[str, str | None]):
    """The code of each spelling of a vocabulary: "" for an empty, None for unknown.

    A judgement that was not made is `not_judged`.
    """

    def __init__(
        self, vocabulary: Vocabulary, spellings: Iterable[tuple[str, str]] = ()
    ) -> None:
        super().__init__()
        self._known = vocabulary.spellings()
        self._known.update((plain_words(text), code) for text, code in spellings)

    def __missing__(self, text: str) -> str | None:
        code = self._known.get(plain_words(text))
        if code is None and (empty := empty_of(text)) is not None:
            code = "not_judged" if empty is Empty.NOT_JUDGED else ""
        if len(self) < _REMEMBERED:
            self[text] = code
        return code


class Days(dict[str, dt.date | str | None]):
    """The day of each way to write one, None for an empty, `BAD` for anything else."""

    def __missing__(self, text: str) -> dt.date | str | None:
        day = _day(text.strip())
        if len(self) < _REMEMBERED * 10:
            self[text] = day
        return day


class Estimates(dict[str, Decimal | str | None]):
    """The number of each way to write one, None for an empty, `BAD` for the rest."""

    def __missing__(self, text: str) -> Decimal | str | None:
        written = text.strip()
        number: Decimal | str | None = BAD
        if _NUMBER.fullmatch(written):
            number = Decimal(written)
        elif empty_of(written) is not None:
            number = None
        if len(self) < _REMEMBERED:
            self[text] = number
        return number


def _day(text: str) -> dt.date | str | None:
    if empty_of(text) is not None:
        return None
    if span := _RANGE.fullmatch(text):
        # Agencies are inspected over several days; the visit is over on the last.
        return max_day(_day(span[1]), _day(span[2]))
    if found := _WRITTEN.fullmatch(text):
        day, month, year = map(int, found.groups())
    elif found := _ISO.fullmatch(text):
        year, month, day = map(int, found.groups())
    else:
        return BAD
    try:
        return dt.date(year, month, day)
    except ValueError:
        return BAD


def max_day(one: dt.date | str | None, two: dt.date | str | None) -> dt.date | str:
    """The later of two days, or `BAD` where either is none."""
    if isinstance(one, dt.date) and isinstance(two, dt.date):
        return max(one, two)
    return BAD
