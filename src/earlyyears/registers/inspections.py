"""The cells of a row that list one inspection."""

import datetime as dt
import re
from collections.abc import Callable
from operator import itemgetter
from typing import TypeAlias

from earlyyears.inspection import Outcome

from .cells import BAD, Days
from .empties import empty_of
from .entries import Found
from .headings import Headings
from .layouts import InspectionColumns
from .outcomes import MAKERS, graded_framework

__all__ = ["SUITABILITY", "InspectionReader", "WordFaults"]

#: Fields that stand beside whichever full inspection is the newest.
SUITABILITY = frozenset({"ccr", "vcr"})

#: Words that cannot be read, as (field, code of the fault).
WordFaults: TypeAlias = list[tuple[str, str]]
_Key: TypeAlias = tuple[str, tuple[str, ...]]
_NUMBER = re.compile(r"[A-Za-z0-9-]{1,20}")
_REMEMBERED = 5_000
_FULL = frozenset({"graded", "report_card"})


class InspectionReader:
    """Reads one listed inspection, and remembers outcomes: registers repeat them."""

    def __init__(
        self, columns: InspectionColumns, headings: Headings, days: Days
    ) -> None:
        held = {
            one.field: (one, at)
            for one in columns.columns
            if (at := headings.place(one)) is not None
        }
        parts = [(one, at) for one, at in held.values() if one.words]
        self.kind = columns.outcome
        self.days = days
        self.date = held["date"][1] if "date" in held else None
        self.number = held["number"][1] if "number" in held else None
        self.shown = {name: headings.cells[at] for name, (_, at) in held.items()}
        self.parts = [(one.field, headings.codes(one.words)) for one, _ in parts]
        self.texts_of = _getter([at for _, at in parts])
        self.blank = ("",) * len(parts)
        #: Whether it lists full inspections, and the file has a column for their day.
        self.tells_history = "date" in held and self.kind in _FULL
        self.known: dict[_Key, Outcome | WordFaults] = {}
        #: Every way in which a day of inspection was written.
        self.dates: set[str] = set()

    def note_day(self, cells: list[str]) -> None:
        """Remember the day of an inspection that is not read, for the newest of all."""
        if self.date is not None:
            self.dates.add(cells[self.date])

    def read(self, cells: list[str]) -> Found | WordFaults | None:
        """The inspection, None where none is listed, or all that is wrong with it."""
        if self.date is None:
            return None
        written = cells[self.date]
        day = self.days[written]
        if not isinstance(day, dt.date):
            return self._without_day(day, cells)
        self.dates.add(written)
        framework = graded_framework(day) if self.kind == "graded" else self.kind
        if framework is None:
            return [("date", "before_frameworks")]
        outcome = self._known(framework, self.texts_of(cells))
        if isinstance(outcome, list):
            return outcome
        return Found(day, outcome, self._number(cells))

    def _without_day(self, day: str | None, cells: list[str]) -> WordFaults | None:
        if day == BAD:
            return [("date", "bad_date")]
        texts = self.texts_of(cells)
        if texts != self.blank and any(
            empty_of(text) is None and field not in SUITABILITY
            for (field, _), text in zip(self.parts, texts, strict=True)
        ):
            return [("date", "outcome_without_date")]
        return None

    def _known(self, framework: str, texts: tuple[str, ...]) -> Outcome | WordFaults:
        key = framework, texts
        outcome = self.known.get(key)
        if outcome is None:
            outcome = self._outcome(framework, texts)
            if len(self.known) < _REMEMBERED:
                self.known[key] = outcome
        return outcome

    def _outcome(self, framework: str, texts: tuple[str, ...]) -> Outcome | WordFaults:
        codes = {
            field: table[text]
            for (field, table), text in zip(self.parts, texts, strict=True)
        }
        unknown = [(field, "unknown_word") for field, c in codes.items() if c is None]
        if unknown:
            return unknown
        return MAKERS[framework]({field: code for field, code in codes.items() if code})

    def _number(self, cells: list[str]) -> str:
        text = "" if self.number is None else cells[self.number].strip()
        return text if _NUMBER.fullmatch(text) and empty_of(text) is None else ""


def _getter(places: list[int]) -> Callable[[list[str]], tuple[str, ...]]:
    if len(places) > 1:
        getter: Callable[[list[str]], tuple[str, ...]] = itemgetter(*places)
        return getter
    if places:
        (only,) = places
        return lambda cells: (cells[only],)
    return lambda _: ()
