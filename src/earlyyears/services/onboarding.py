"""Journey J2: a register's file becomes the hub's settings, with nothing lost.

Every row of the file is accounted for.  What the file says of a day is asserted from
the edition's date until the next edition the hub has read; facts with a date of their
own, a registration or an inspection, hold from that date.  Who is absent left between
two editions, and both are kept.  The same file twice changes nothing.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from earlyyears.inspection import Inspection
from earlyyears.kernel import DateRange, IdSource, Record, evolve
from earlyyears.ledger import Change, Ended, Ledger, Sourced, View, bare
from earlyyears.places import (
    Area,
    Departure,
    Provider,
    RegisterEdition,
    Registration,
    Setting,
)
from earlyyears.registers import Entry, RegisterFile, records_from
from earlyyears.roles import Handover

from .import_reports import Difference, ImportReport
from .leading import open_handovers, passed_on

__all__ = ["onboard"]

R = TypeVar("R", bound=Record)


def onboard(
    ledger: Ledger,
    file: RegisterFile,
    area: Area,
    *,
    ids: IdSource,
    view: Callable[[dt.date], View],
    actor: str,
    reason: str = "",
    dry_run: bool = False,
) -> ImportReport:
    """Bring an edition of a register into the hub, in one commit.

    `file` holds the rows of the area.  `view` gives the hub's facts on a day,
    unfiltered and under its rules.  A dry run reports the same and writes nothing.
    """
    work = _Onboarding(ledger, file, area, ids, view(file.edition))
    changes: list[Change] = [*work.changes()]
    handovers, passed = _handovers(ledger, work, changes)
    edition = work.edition_record()
    known = work.before.all(RegisterEdition).where(id=edition.id).first()
    changes += [*handovers, *passed]
    if changes or known != edition:
        changes.append(edition)
    commit = None
    if changes and not dry_run:
        commit = ledger.commit(
            changes,
            actor=actor,
            reason=reason or f"{file.layout.register}, edition of {file.edition}",
            source={"file": file.name, "sha256": file.sha256},
            seen=work.before,
        )
    earlier = work.before.cite(known)[0].version if known else None
    return work.report(
        edition,
        handovers=len(handovers),
        commit=commit.number if commit else earlier,
        wrote=commit is not None,
    )


class _Onboarding:
    """One file against the facts of its day; collects what must be asserted."""

    def __init__(
        self,
        ledger: Ledger,
        file: RegisterFile,
        area: Area,
        ids: IdSource,
        before: View,
    ) -> None:
        self.file, self.area, self.before, self.ids = file, area, before, ids
        self.edition = file.edition
        self.erased = ledger.tombstones()
        self.previous, self.next = _neighbours(before, file)
        self.registrations = _by_id(before.all(Registration))
        self.settings = _by_id(before.all(Setting))
        self.inspections = _by_id(before.all(Inspection))
        self.providers = _by_id(before.all(Provider))
        self.once_known = {
            **_settings_of_withdrawn(ledger, self.edition),
            **_settings_of_departed(before),
        }
        self.kept_out = 0
        self.seen: set[str] = set()
        self.joined: dict[str, Entry] = {}
        self.changed: list[str] = []
        self.differences: list[Difference] = []
        self.leavers: list[Registration] = []

    # ------------------------------------------------------------------ what is told

    def changes(self) -> Iterator[Change]:
        """Everything the edition makes known, in the order of its rows."""
        for entry in self.file.rows:
            key = f"registration/{entry.identifier}"
            self.seen.add(key)
            if key in self.erased:
                self.kept_out += 1
            else:
                yield from self._entry(entry, self.registrations.get(key), key)
        yield from self._departures()

    def _entry(
        self, entry: Entry, held: Registration | None, key: str
    ) -> Iterator[Change]:
        setting = (
            held.setting if held else self.once_known.get(key) or self.ids("setting")
        )
        made = records_from(entry, self.edition, setting)
        told = [
            new for one in made if one.id not in self.erased for new in self._told(one)
        ]
        if held is None and self.previous:
            self.joined[entry.identifier] = entry
        elif held is not None and told:
            self.changed.append(entry.identifier)
        source = f"row {entry.row}"
        return (Sourced(one, source) for one in told)

    def _told(self, made: Record) -> Iterator[Record]:
        if isinstance(made, Inspection):
            return self._inspection(made, self.inspections.get(made.id))
        if isinstance(made, Registration):
            return self._registration(made, self.registrations.get(made.id))
        if isinstance(made, Provider):
            return self._provider(made, self.providers.get(made.id))
        return self._current(made, self.settings.get(made.id))

    def _registration(
        self, made: Registration, held: Registration | None
    ) -> Iterator[Record]:
        if held is not None:
            history = _longer_history(held, made, self.previous, self.edition)
            first = _earliest(held.first_seen, made.first_seen)
            made = evolve(made, first_seen=first, history=history)
        return self._current(made, held)

    def _provider(self, made: Provider, held: Provider | None) -> Iterator[Record]:
        # Several registrations name one person, so what was told is held from now on.
        self.providers[made.id] = made
        if held is None:
            yield made
        elif held.name != made.name:
            yield evolve(made, valid=DateRange(self.edition, self.next))

    def _inspection(
        self, made: Inspection, held: Inspection | None
    ) -> Iterator[Record]:
        if held is None:
            yield made
            return
        if held.outcome != made.outcome:
            what = "the file's outcome differs from the one that was held"
            self.differences.append(Difference(made.id, what))
        merged = evolve(
            made,
            setting=held.setting,
            published_on=held.published_on,
            known_on=_earliest(held.known_on, made.known_on),
            number=made.number or held.number,
        )
        if not _same(merged, held):
            yield merged

    def _current(self, made: R, held: R | None) -> Iterator[R]:
        """What the edition says now, until the next one; nothing where it is known."""
        if held is None:
            first = self._first_day(made)
            settled = self.next is None and made.valid.start == first
            yield made if settled else evolve(made, valid=DateRange(first, self.next))
        elif not _same(made, held):
            yield evolve(made, valid=DateRange(self.edition, self.next))

    def _first_day(self, made: Record) -> dt.date:
        """The registration date, or the edition where an earlier one lacked the row."""
        start = made.valid.start or self.edition
        late = self.previous is not None and start <= self.previous
        return self.edition if late else min(start, self.edition)

    # --------------------------------------------------------------------- who left

    def _departures(self) -> Iterator[Change]:
        if self.previous is None:
            return
        ended = DateRange(self.edition, self.next)
        for one in self.registrations.values():
            if one.id not in self.seen and one.first_seen is not None:
                self.leavers.append(one)
                yield Ended(Registration, one.id, ended)
                yield _departure(one, self.previous, self.edition)
        for setting in sorted(self.left_settings()):
            yield Ended(Setting, setting, ended)

    def left_settings(self) -> frozenset[str]:
        """Settings none of whose registrations is on a register any more."""
        gone = {one.id for one in self.leavers}
        staying = {
            one.setting for key, one in self.registrations.items() if key not in gone
        }
        return frozenset(one.setting for one in self.leavers) - staying

    # ------------------------------------------------------------------- the report

    def edition_record(self) -> RegisterEdition:
        """The record of this reading of the edition."""
        register, tally = self.file.layout.register, self.file.tally
        nation = self.area.key == "england"
        return RegisterEdition(
            id=f"edition/{register}/{self.area.key}/{self.edition}",
            register=register,
            edition=self.edition,
            area=self.area.key,
            layout=self.file.layout.name,
            sha256=self.file.sha256,
            rows=tally.rows,
            loaded=tally.loaded - self.kept_out,
            out_of_area=tally.out_of_area,
            duplicates=tally.duplicates,
            quarantined=tally.quarantined,
            erased=self.kept_out,
            not_recorded=self.file.not_recorded if nation else (),
        )

    def report(
        self,
        edition: RegisterEdition,
        *,
        handovers: int,
        commit: int | None,
        wrote: bool,
    ) -> ImportReport:
        """What became of every row."""
        return ImportReport(
            register=edition.register,
            layout=edition.layout,
            edition=edition.edition,
            area=edition.area,
            sha256=edition.sha256,
            encoding=self.file.encoding,
            rows=edition.rows,
            loaded=edition.loaded,
            out_of_area=edition.out_of_area,
            duplicates=edition.duplicates,
            quarantined=edition.quarantined,
            erased=edition.erased,
            not_recorded=int(dict(self.file.not_recorded).get("rows", "0")),
            joined=tuple(self.joined),
            left=tuple(one.identifier for one in self.leavers),
            changed=tuple(self.changed),
            re_registered=self._re_registered(),
            differences=tuple(self.differences),
            handovers=handovers,
            findings=self.file.findings,
            commit=commit,
            wrote=wrote,
        )

    def _re_registered(self) -> tuple[tuple[str, str], ...]:
        """Who left and who joined under one name at one postcode."""
        joined = {
            (one.name.casefold(), one.postcode): one.identifier
            for one in self.joined.values()
            if one.name and one.postcode
        }
        return tuple(
            (one.identifier, joined[place])
            for one in self.leavers
            if (place := self._place_of(one)) in joined
        )

    def _place_of(self, one: Registration) -> tuple[str, str]:
        setting = self.settings.get(one.setting)
        name = setting.name if setting else None
        return (name or "").casefold(), one.postcode or ""


def _departure(one: Registration, previous: dt.date, edition: dt.date) -> Departure:
    return Departure(
        id=f"departure/{one.identifier}/{edition}",
        valid=DateRange(edition),
        registration=one.id,
        setting=one.setting,
        last_seen=previous,
        absent_from=edition,
    )


def _by_id(records: Iterable[R]) -> dict[str, R]:
    return {one.id: one for one in records}


def _same(one: Record, two: Record) -> bool:
    return evolve(one, valid=two.valid) == two


def _earliest(*days: dt.date | None) -> dt.date | None:
    return min((day for day in days if day is not None), default=None)


def _neighbours(
    view: View, file: RegisterFile
) -> tuple[dt.date | None, dt.date | None]:
    """The editions of this register that were read just before and just after."""
    editions = view.all(RegisterEdition).where(register=file.layout.register)
    read = {one.edition for one in editions}
    earlier = max((day for day in read if day < file.edition), default=None)
    later = min((day for day in read if day > file.edition), default=None)
    return earlier, later


def _longer_history(
    held: Registration,
    made: Registration,
    previous: dt.date | None,
    edition: dt.date,
) -> tuple[tuple[dt.date, dt.date], ...]:
    """The days of which every graded inspection is known, with this edition's added.

    An edition that reaches back to the one before adds nothing worth writing down: days
    after the last window count as known.  One that does not leaves a gap between them.
    """
    if not held.history or not made.history:
        return held.history or made.history
    start = made.history[0][0]
    (first, first_end), *_ = held.history
    last, last_end = held.history[-1]
    reached = max(last_end, previous or last_end)
    if start < first:
        return ((start, first_end), *held.history[1:])
    if start <= reached:
        return held.history
    return (*held.history[:-1], (last, reached), (start, edition))


def _settings_of_withdrawn(ledger: Ledger, day: dt.date) -> Mapping[str, str]:
    """Settings that withdrawn imports had given to registrations.

    They get the same ids again: a file that was taken back and is read again must find
    the settings it had, or what officers recorded about them would hang in the air.
    """
    return {
        one.id: one.setting
        for commit in ledger.withdrawn()
        for one in ledger.view(day, as_at=commit, unfiltered=True).all(Registration)
    }


def _settings_of_departed(before: View) -> Mapping[str, str]:
    """Settings of registrations that left and may come back.

    A registration that an edition missed is the same place when a later one lists it:
    with another id its inspections would be those of somebody else.
    """
    return {one.registration: one.setting for one in before.all(Departure)}


def _handovers(
    ledger: Ledger, work: _Onboarding, changes: Iterable[Change]
) -> tuple[list[Handover], list[Record]]:
    """Changes of lead that the edition makes due, with what passes on by them.

    There are none where a later edition was read.
    """
    if work.next:
        return [], []
    told: list[Any] = [one for each in changes if isinstance(one := bare(each), Record)]
    then = work.before.with_records(*told)
    due = open_handovers(then, work.left_settings())
    return due, passed_on(ledger, then, due)
