"""Finding the heading row, the layout it belongs to, and where each column stands."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence

from earlyyears.kernel import Finding, Place, frozen
from earlyyears.places import plain_words, vocabulary

from .cells import Codes
from .errors import MissingColumnsError, UnknownLayoutError
from .layouts import Column, Layout

__all__ = ["SEARCHED_ROWS", "Headings", "edition_in", "heading_row", "matched"]

#: Rows within which the headings must stand.
SEARCHED_ROWS = 20
_MONTHS = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)
_NUMBERED = re.compile(r"(?<!\d)(20\d\d)[-_](\d\d)[-_](\d\d)(?!\d)")
_SPOKEN = re.compile(
    rf"(?<!\d)(\d{{1,2}})[ _-]+({'|'.join(_MONTHS)})[a-z]*"
    r"[ _-]+(20\d\d)(?!\d)",
    re.IGNORECASE,
)


@frozen(eq=False)
class Headings:
    """A layout found in a file, with the place of each of its columns."""

    layout: Layout
    #: Row of the headings.
    row: int
    cells: tuple[str, ...]
    #: Plain headings with their places.
    places: Mapping[str, int]
    #: What is worth knowing about the columns.
    findings: tuple[Finding, ...]

    def codes(self, words: str) -> Codes:
        """The codes of a vocabulary, with the spellings that the layout adds."""
        spellings = self.layout.spellings
        return Codes(
            vocabulary(words),
            [(text, code) for name, text, code in spellings if name == words],
        )

    def place(self, column: Column) -> int | None:
        """Where a column stands, or None where the file lacks it."""
        for plain in column.plain:
            if plain in self.places:
                return self.places[plain]
        return None


def heading_row(
    rows: Sequence[tuple[int, list[str]]], layouts: Iterable[Layout], file: str
) -> tuple[int, list[str]]:
    """The first row that holds the heading of an identifier, or an error."""
    wanted = {
        plain: heading
        for layout in layouts
        if (column := layout.column("identifier"))
        for plain, heading in zip(column.plain, column.headings, strict=True)
    }
    for number, cells in rows:
        if any(plain_words(cell) in wanted for cell in cells):
            return number, cells
    named = " or ".join(f"“{heading}”" for heading in dict.fromkeys(wanted.values()))
    whole = plain_words("".join(cell for _, cells in rows for cell in cells))
    split = any(plain in whole for plain in wanted)
    advice = (
        "The cells seem to be separated by something other than commas: "
        "save it as comma-separated CSV."
        if split
        else "Give the published file, or add a layout for this one."
    )
    message = f"{file}: none of the first {SEARCHED_ROWS} rows has a heading {named}"
    raise UnknownLayoutError(message, advice=advice, file=file)


def matched(
    number: int,
    cells: list[str],
    layouts: Iterable[Layout],
    file: str,
    *,
    extract: bool,
) -> Headings:
    """The one layout that the headings belong to, with every deciding column there.

    `extract` lets those columns be missing that only a whole published file must have.
    """
    places: dict[str, int] = {}
    for at, cell in enumerate(cells):
        places.setdefault(plain_words(cell), at)
    places.pop("", None)
    layout = _layout_of(places, tuple(layouts), cells, file)
    missing = [one for one in layout.every_column() if not _is_there(one, places)]
    _refuse_missing(layout, missing, Place(file, number), extract=extract)
    place = Place(file, number)
    findings = [
        *_lacking([one for one in missing if one.needed], place),
        *_doubled(layout, cells, place),
        *_unknown(layout, cells, place),
    ]
    return Headings(layout, number, tuple(cells), places, tuple(findings))


def _is_there(column: Column, places: Mapping[str, int]) -> bool:
    return any(plain in places for plain in column.plain)


def _layout_of(
    places: Mapping[str, int], layouts: tuple[Layout, ...], cells: list[str], file: str
) -> Layout:
    def has(headings: Iterable[str]) -> bool:
        return any(plain_words(heading) in places for heading in headings)

    found = [
        layout
        for layout in layouts
        if has(layout.recognised_by) and not has(layout.not_with)
    ]
    if len(found) == 1:
        return found[0]
    headings = ", ".join(f"“{cell.strip()[:60]}”" for cell in cells if cell.strip())
    if found:
        names = ", ".join(layout.name for layout in found)
        message = f"{file} fits several layouts: {names}"
        advice = "Name the one that is meant."
    else:
        message = f"{file} has the layout of no register that is known"
        expected = "; ".join(
            f"{layout.name}: “{layout.recognised_by[0]}”" for layout in layouts
        )
        advice = f"Expected one of {expected}. Found {headings}."
    raise UnknownLayoutError(message, advice=advice, file=file, headings=tuple(cells))


def _refuse_missing(
    layout: Layout, missing: list[Column], place: Place, *, extract: bool
) -> None:
    stops = [
        one
        for one in missing
        if one.needed == "always" or (one.needed == "whole" and not extract)
    ]
    if not stops:
        return
    rows_only = all(one.needed == "whole" for one in stops)
    advice = (
        "If every row belongs to the borough, load it with all rows."
        if rows_only
        else "Download the file again; do not delete or rename columns."
    )
    message = f"{place.file} was read as {layout.name} and lacks columns that decide"
    raise MissingColumnsError(
        message,
        [_missing(one, place) for one in stops],
        advice=advice,
    )


def _missing(column: Column, place: Place) -> Finding:
    others = " or ".join(f"“{heading}”" for heading in column.headings)
    where = Place(place.file, place.row, column.headings[0])
    message = "this column is not in the file"
    return Finding("missing_column", message, where, f"Expected the heading {others}.")


def _lacking(missing: list[Column], place: Place) -> Iterable[Finding]:
    """What an extract is read without."""
    if missing:
        named = ", ".join(f"“{one.headings[0]}”" for one in missing)
        message = f"the file lacks columns of the whole register: {named}"
        advice = "What they decide is not known from this file."
        yield Finding("extract", message, place, advice)


def _doubled(layout: Layout, cells: list[str], place: Place) -> Iterable[Finding]:
    plain = [plain_words(cell) for cell in cells]
    for column in layout.every_column():
        if sum(plain.count(one) for one in column.plain) > 1:
            where = Place(place.file, place.row, column.headings[0])
            yield Finding(
                "doubled_column",
                "this column stands in the file more than once; the first is read",
                where,
            )


def _unknown(layout: Layout, cells: list[str], place: Place) -> Iterable[Finding]:
    known = {plain_words(heading) for heading in layout.unread}
    for column in layout.every_column():
        known.update(column.plain)
    unknown = [
        c.strip() for c in cells if plain_words(c) and plain_words(c) not in known
    ]
    if unknown:
        named = ", ".join(f"“{cell[:60]}”" for cell in unknown)
        message = f"columns that the layout does not know were left alone: {named}"
        yield Finding("unknown_columns", message, place)


def edition_in(texts: Iterable[str]) -> dt.date | None:
    """The first day that title lines or a file name give, such as “as at 30 June 2026”.

    >>> edition_in(["Childcare provider data as at 30 June 2026"])
    datetime.date(2026, 6, 30)
    >>> edition_in(["childcare-providers_2021-08-31_england.csv"])
    datetime.date(2021, 8, 31)
    """
    for text in texts:
        found = _NUMBERED.search(text)
        parts = found.groups() if found else None
        if parts is None and (spoken := _SPOKEN.search(text)):
            month = _MONTHS.index(spoken[2].lower()) + 1
            parts = (spoken[3], str(month), spoken[1])
        if parts is not None:
            try:
                return dt.date(*map(int, parts))
            except ValueError:
                continue
    return None
