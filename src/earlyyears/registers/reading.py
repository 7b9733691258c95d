"""Reading a register file: every row is loaded, out of area, doubled or set aside."""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path

from earlyyears.kernel import Finding, Place, field, frozen
from earlyyears.places import Area

from .collecting import collector_paused
from .converting import records_from
from .counts import flatten_counts, register_counts
from .decoding import Decoded
from .entries import Entry
from .errors import AreaNeededError, UnknownEditionError, UnreadableFileError
from .grids import grids
from .headings import Headings, edition_in
from .layouts import Layout
from .layouts import layouts as shipped_layouts
from .opening import register_in, spoilt_rows
from .rows import OUT_OF_AREA, RowReader

__all__ = ["RegisterFile", "Tally", "read"]

_EVERY = 5_000


@frozen
class Tally:
    """What became of the rows of a file; the parts add up to `rows`."""

    rows: int
    loaded: int
    out_of_area: int
    #: Rows that say what another row said.
    duplicates: int
    #: Rows that were set aside, each with findings.
    quarantined: int


@frozen(eq=False)
class RegisterFile:
    """A register as it was read: typed rows, and an account of all others."""

    name: str
    layout: Layout
    edition: dt.date
    sha256: str
    encoding: str
    #: The rows of the area, in the order of the file.
    rows: tuple[Entry, ...] = field(repr=False)
    tally: Tally
    #: Why rows were set aside.
    quarantine: tuple[Finding, ...] = field(repr=False)
    #: What is worth knowing about rows that were kept, and about the file.
    warnings: tuple[Finding, ...] = field(repr=False)
    #: Counts over the rows whose local authority is not recorded, as (key, value).
    not_recorded: tuple[tuple[str, str], ...] = field(repr=False)
    #: Day of the newest inspection in the whole file.
    newest_inspection: dt.date | None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything found, what was set aside first."""
        return (*self.quarantine, *self.warnings)


def read(
    source: Path | str | bytes,
    *,
    layouts: Iterable[Layout] | None = None,
    edition: dt.date | None = None,
    area: Area | None = None,
    all_rows: bool = False,
    name: str = "",
    progress: Callable[[int], None] | None = None,
) -> RegisterFile:
    """Read a register file into typed rows, or say all at once why it cannot be read.

    `layouts` are those that ship unless others are given; `edition` is the day the
    register speaks of, taken from the title lines or the name of the file where it is
    not given; `area` keeps only its own rows and counts the others.  `all_rows` reads
    an extract that lacks the column of the local authority: every row is put into
    `area`, which must be one authority.  `progress` is told the number of rows so far.
    Nothing is stored.
    """
    data, file = _bytes_of(source, name)
    quarantine: list[Finding] = []
    known = tuple(shipped_layouts() if layouts is None else layouts)
    found = register_in(grids(data, file, quarantine), known, file, extract=all_rows)
    how, headings, titles = found.grid.how, found.headings, found.titles
    day = _edition(edition, titles, file)
    _check_area(headings, area, file)
    reader = RowReader(headings, file, area, controls=how.controls)
    sorting = _Sorting(reader, quarantine, spoilt_rows(found.grid, headings, file))
    with collector_paused():
        sorting.take(found.rest, progress)
    return RegisterFile(
        name=file,
        layout=headings.layout,
        edition=day,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=how.label,
        rows=tuple(sorting.loaded.values()),
        tally=sorting.tally(),
        quarantine=tuple(quarantine),
        warnings=(
            *headings.findings,
            *found.findings,
            *_about_edition(reader, titles, day),
            *_about_content(file, how, sorting),
            *reader.warnings,
        ),
        not_recorded=_not_recorded(sorting.nowhere, day),
        newest_inspection=reader.newest(),
    )


class _Sorting:
    """Where the rows go, one after another."""

    def __init__(
        self,
        reader: RowReader,
        quarantine: list[Finding],
        spoilt: Mapping[int, list[Finding]],
    ) -> None:
        self.reader = reader
        self.quarantine = quarantine
        self.spoilt = spoilt
        self.loaded: dict[str, Entry] = {}
        #: Entries whose local authority is not recorded, by identifier.
        self.nowhere: dict[str, Entry] = {}
        self.rows = self.out_of_area = self.duplicates = self.set_aside = 0
        self.blank = self.repeated = 0

    def take(
        self,
        rows: Iterable[tuple[int, list[str]]],
        progress: Callable[[int], None] | None,
    ) -> None:
        read, headings = self.reader.read, list(self.reader.headings.cells)
        for number, cells in rows:
            if not any(cells):
                self.blank += 1
                continue
            if cells == headings:
                # Two sheets were stacked, headings and all.
                self.repeated += 1
                continue
            self.rows += 1
            given = self.spoilt.get(number) or read(number, cells)
            if isinstance(given, Entry):
                self._keep(given)
            elif given == OUT_OF_AREA:
                self.out_of_area += 1
            elif isinstance(given, list):
                self.set_aside += 1
                self.quarantine.extend(given)
            if progress is not None and self.rows % _EVERY == 0:
                progress(self.rows)
        if progress is not None:
            progress(self.rows)

    def _keep(self, entry: Entry) -> None:
        pile = self.loaded if self._is_placed(entry) else self.nowhere
        earlier = pile.get(entry.identifier)
        if earlier is None:
            pile[entry.identifier] = entry
            self.out_of_area += pile is self.nowhere
        elif earlier == entry:
            self.duplicates += 1
        else:
            self.set_aside += 1
            self.quarantine.append(_conflict(self.reader.file, entry, earlier))

    def _is_placed(self, entry: Entry) -> bool:
        return self.reader.area is None or entry.borough is not None

    def tally(self) -> Tally:
        broken = sum(1 for one in self.quarantine if one.code == "broken_quotes")
        return Tally(
            self.rows + broken,
            len(self.loaded),
            self.out_of_area,
            self.duplicates,
            self.set_aside + broken,
        )


def _bytes_of(source: Path | str | bytes, name: str) -> tuple[bytes, str]:
    if isinstance(source, bytes):
        return source, name or "the file"
    path = Path(source)
    try:
        return path.read_bytes(), name or path.name
    except OSError as cause:
        message = f"{path.name} cannot be opened"
        advice = "Check that the file is there and that you may read it."
        raise UnreadableFileError(message, advice=advice, file=path.name) from cause


def _edition(given: dt.date | None, texts: Iterable[str], file: str) -> dt.date:
    day = given if given is not None else edition_in(texts)
    if day is None:
        message = f"{file} does not say of which day it speaks"
        advice = "Give the edition, the day in “as at …” where you downloaded it."
        raise UnknownEditionError(message, advice=advice, file=file)
    return day


def _check_area(headings: Headings, area: Area | None, file: str) -> None:
    column = headings.layout.column("authority")
    if column is not None and headings.place(column) is not None:
        return
    if area is None or len(area.boroughs) != 1:
        message = f"{file} does not say in which local authority its rows are"
        advice = "Name one local authority to put all of them in."
        raise AreaNeededError(message, advice=advice, file=file)


def _about_edition(
    reader: RowReader, titles: Iterable[str], edition: dt.date
) -> Iterator[Finding]:
    """Whether the days in the file go together with its edition."""
    place = Place(reader.file)
    said, newest = edition_in(titles), reader.newest()
    margin = reader.headings.layout.stale_after_days
    if said is not None and said != edition:
        message = f"the file speaks of {said} and is read as the edition of {edition}"
        yield Finding("edition_differs", message, place, "Check the edition.")
    if newest is None:
        return
    if margin is not None and (edition - newest).days > margin:
        message = f"the newest inspection is of {newest}, the edition of {edition}"
        yield Finding("stale", message, place, "Look for a later edition or layout.")
    if newest > edition:
        message = f"an inspection is of {newest}, after the edition of {edition}"
        yield Finding("dated_after_edition", message, place, "Check the edition.")


def _about_content(file: str, how: Decoded, sorting: "_Sorting") -> Iterator[Finding]:
    """What was mended and what was passed over."""
    place = Place(file)
    if how.misread:
        message = "characters of Windows-1252 were read as what they were meant to be"
        yield Finding("mended_characters", message, place)
    if sorting.blank:
        message = f"empty rows were passed over: {sorting.blank}"
        yield Finding("blank_rows", message, place)
    if sorting.repeated:
        message = f"rows that repeat the headings were passed over: {sorting.repeated}"
        yield Finding("repeated_headings", message, place)


def _conflict(file: str, entry: Entry, earlier: Entry) -> Finding:
    return Finding(
        "conflicting_duplicate",
        f"row {earlier.row} has the same registration number and says other things",
        Place(file, entry.row),
        "Find out which of the two rows is right and delete the other.",
    )


def _not_recorded(
    entries: dict[str, Entry], edition: dt.date
) -> tuple[tuple[str, str], ...]:
    records = chain.from_iterable(
        records_from(entry, edition, f"setting/{number}")
        for number, entry in enumerate(entries.values())
    )
    return flatten_counts(register_counts(records, edition)) if entries else ()
