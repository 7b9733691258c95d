"""A table that people filled in becomes the hub's records, all of it or nothing.

Every row is accounted for and everything wrong is told at once.  A row is matched with
what the hub knows: by its record id, by what makes such a record the same thing, or by
its whole content.  So the same file twice changes nothing, and a corrected file
changes only what was corrected.  What the file lacks stays, unless the file is said to
be the whole truth for some days.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from earlyyears.inspection import Inspection
from earlyyears.kernel import (
    ALWAYS,
    DateRange,
    EarlyYearsError,
    Finding,
    Guard,
    Identifier,
    IdSource,
    Place,
    Record,
    evolve,
    fields_of,
    frozen,
    kind_of,
)
from earlyyears.ledger import Change, Ended, Ledger, Sourced, View
from earlyyears.places import Registration, Vocabulary
from earlyyears.services.import_reports import Difference

from .columns import FROM, ID, UNTIL, columns_of
from .errors import HiddenKindError, KindError, TableRefusedError
from .kinds import FROM_REGISTERS, OWN_DAY, key_of, natural_id
from .lookups import Lookups
from .reports import TableReport
from .rows import Draft, RowReader
from .sheets import Sheet, read_sheet

__all__ = ["Tables", "import_table"]

#: Kinds whose ids later files rely on; a row cannot give another.
_FIXED = frozenset({"inspection", "registration", "provider"})
#: What a blank cell leaves as it was, for an outcome typed in from a report.
_SILENT = ("number", "known_on", "published_on")


@frozen
class Tables:
    """What tables are read with, whoever reads."""

    ledger: Ledger
    #: The facts today, unfiltered: what is written must not depend on who writes.
    everything: View
    #: The facts today, as the actor may see them.
    seen: View
    vocabularies: Mapping[str, Vocabulary]
    guards: Sequence[Guard]
    ids: IdSource


def import_table(  # noqa: PLR0913  each says another thing about one file
    tables: Tables,
    cls: type[Record],
    source: Path | bytes,
    *,
    actor: str,
    reason: str = "",
    name: str = "",
    complete: DateRange | None = None,
    dry_run: bool = False,
    progress: Callable[[int], None] | None = None,
) -> TableReport:
    """Bring a table of one kind of record into the hub, in one commit.

    With `complete`, the table is the whole truth about its kind for those days, and
    what it lacks ends.  A dry run reports the same and writes nothing.  Raises
    `TableRefusedError`, whose `data["report"]` is the report, where anything is wrong.
    """
    _may_complete(tables, cls, complete)
    sheet = read_sheet(source, columns_of(cls), name, progress)
    work = _Import(tables, cls, sheet, complete)
    work.run()
    report = work.report()
    if dry_run:
        return report
    if report.findings:
        raise _refused(report)
    commit = tables.ledger.commit(
        work.changes,
        actor=actor,
        reason=reason or f"table of {kind_of(cls).name} records, {sheet.file}",
        source={"file": sheet.file, "sha256": sheet.sha256},
        seen=tables.everything,
        only_news=True,
    )
    return evolve(
        report, commit=commit.number if commit else None, wrote=commit is not None
    )


def _refused(report: TableReport) -> TableRefusedError:
    error = TableRefusedError(
        f"{report.file} was not read, and nothing was written",
        report.findings,
        advice="Correct the rows in the file and import it again.",
    )
    error.data["report"] = report
    return error


def _may_complete(
    tables: Tables, cls: type[Record], complete: DateRange | None
) -> None:
    kind = kind_of(cls)
    if complete is None:
        return
    if kind.name in FROM_REGISTERS:
        message = f"no table is the whole truth about the kind “{kind.name}”"
        raise KindError(
            message,
            advice="Public registers bring it too; leave --complete out.",
            kind=kind.name,
        )
    if not tables.seen.sight.sees(kind) or tables.seen.sight.own_only(kind):
        message = f"you may not see all records of the kind “{kind.name}”"
        raise HiddenKindError(
            message,
            advice="Leave --complete out, or act for a post that sees them.",
            kind=kind.name,
        )


class _Import:
    """One table against what the hub knows."""

    def __init__(
        self,
        tables: Tables,
        cls: type[Record],
        sheet: Sheet,
        complete: DateRange | None,
    ) -> None:
        self.tables, self.cls, self.sheet = tables, cls, sheet
        self.kind = kind_of(cls).name
        self.complete = complete
        self.lookups = Lookups(tables.ledger, tables.everything, tables.vocabularies)
        self.infos = {one.name: one for one in fields_of(cls)}
        names = set(self.infos)
        self.reader = RowReader(
            sheet,
            self.lookups,
            registered={"setting", "registration"} <= names,
        )
        self.known = self.lookups.records(self.kind)
        self.by_id = _grouped((one.id, one) for one in self.known)
        self.by_key = _grouped(
            (key, one) for one in self.known if (key := key_of(one)) is not None
        )
        self.by_content = {_content(one): one.id for one in reversed(self.known)}
        self.told: dict[str, list[tuple[Draft, Record]]] = {}
        self.extra: list[Change] = []
        self.changes: list[Change] = []
        self.differences: list[Difference] = []
        self.minted: dict[Any, str] = {}
        self.numbers: dict[str, str] = {}
        self.duplicates = self.ended = self.added = self.changed = 0
        self.missing: list[Record] = []
        self.erased = tables.ledger.tombstones()

    # -------------------------------------------------------------------------- run

    def run(self) -> None:
        """Read, match, and collect the changes."""
        self.lookups.expect(self._own_ids())
        if not self.sheet.columns or any(
            one.code == "missing_column" for one in self.sheet.findings
        ):
            return
        for draft in self.reader.drafts():
            record = self._record(draft)
            if record is not None:
                self._take(draft, record)
        self._arrange()
        self._collect()
        self._guarded()

    def _own_ids(self) -> Iterator[str]:
        at = next(
            (at for at, one in enumerate(self.sheet.columns) if one and one.name == ID),
            None,
        )
        for line in self.sheet.lines if at is not None else ():
            if at is not None and at < len(line.cells) and line.cells[at].strip():
                yield line.cells[at].strip()

    def fault(
        self, draft: Draft, code: str, message: str, advice: str, column: str = ""
    ) -> None:
        """Keep a fault of a row."""
        place = Place(self.sheet.file, draft.row, column)
        self.reader.findings.append(Finding(code, message, place, advice))

    # --------------------------------------------------------------------- matching

    def _record(self, draft: Draft) -> Record | None:
        valid = self._valid(draft)
        made = self._decoded(draft, draft.id or self._no_id, valid, draft.body)
        if made is None:
            return None
        id_ = self._id(draft, made)
        if id_ is None:
            return None
        held = _meeting(self.by_id.get(id_, ()), valid)
        full = self._filled(draft, made, held)
        if held is not None and not {FROM, UNTIL} & self._columns:
            valid = held.valid
        record = self._decoded(draft, id_, valid, full)
        if record is None or not self._is_alive(draft, record):
            return None
        return record

    @property
    def _no_id(self) -> str:
        """What stands for an id; nothing where the record makes its own."""
        return "" if self.kind == "observation" else "-"

    @cached_property
    def _columns(self) -> frozenset[str]:
        return frozenset(one.name for one in self.sheet.columns if one)

    def _decoded(
        self, draft: Draft, id_: str, valid: DateRange, body: Mapping[str, Any]
    ) -> Record | None:
        try:
            return self.tables.ledger.from_body(self.kind, id_, valid, body)
        except EarlyYearsError:
            self.fault(
                draft,
                "does_not_fit",
                f"the row makes no record of the kind “{self.kind}”",
                "Look at the cells that begin with json: and at those left blank.",
            )
            return None

    def _valid(self, draft: Draft) -> DateRange:
        start = draft.start
        day = draft.body.get(OWN_DAY.get(self.kind, ""))
        if day and not draft.dated:
            start = dt.date.fromisoformat(day)
        if start is None and draft.end is None:
            return ALWAYS
        if start is not None and draft.end is not None and draft.end <= start:
            return DateRange(start)
        return DateRange(start, draft.end)

    def _id(self, draft: Draft, made: Record) -> str | None:
        if draft.number:
            return self._numbered(draft, made)
        if draft.id:
            return self._given(draft, made)
        found = self._same_thing(draft, made)
        if found is None or found:
            return found
        return natural_id(made) or self._mint(made)

    def _given(self, draft: Draft, made: Record) -> str | None:
        known = draft.id in self.by_id
        if not (known or draft.id.startswith(f"{self.kind}/")):
            self.fault(
                draft,
                "bad_record_id",
                f"this is not the id of a record of the kind “{self.kind}”",
                "Leave the cell blank for what is new; ids come from an export.",
                "Record id",
            )
            return None
        keys = {key_of(one) for one in self.by_id.get(draft.id, ())}
        another = self.kind in _FIXED and (
            draft.id != natural_id(made) and key_of(made) not in keys
        )
        if another:
            self.fault(
                draft,
                "id_contradicts",
                "the record id belongs to something else than the row says",
                "Clear the record id; it follows from the row itself.",
                "Record id",
            )
            return None
        return draft.id

    def _same_thing(self, draft: Draft, made: Record) -> str | None:
        """The id of what is known as the same; empty for new, None for unclear."""
        key = key_of(made)
        if key is None:
            return self.by_content.get(_content(made), "")
        ids = {one.id for one in self.by_key.get(key, ())}
        if len(ids) > 1:
            exact = {
                one.id for one in self.by_key[key] if _content(one) == _content(made)
            }
            ids = exact if len(exact) == 1 else ids
        if len(ids) > 1:
            self.fault(
                draft,
                "several_are_the_same",
                f"{len(ids)} records that the hub knows could be meant",
                f"Write the record id of the one: {', '.join(sorted(ids)[:6])}.",
                "Record id",
            )
            return None
        return next(iter(ids), "")

    def _mint(self, made: Record) -> str:
        key = key_of(made) or _content(made)
        if key not in self.minted:
            self.minted[key] = self.tables.ids(self.kind)
        return self.minted[key]

    def _filled(
        self, draft: Draft, made: Record, held: Record | None
    ) -> Mapping[str, Any]:
        """The row's fields, and what is known of columns that the file lacks."""
        if held is None:
            return draft.body
        known = self.tables.ledger.body(held)
        lacking = set(self.infos) - self._columns
        full = {key: one for key, one in known.items() if key in lacking}
        if isinstance(held, Inspection) and isinstance(made, Inspection):
            if not draft.id:
                silent = draft.blank.intersection(_SILENT)
                full |= {key: one for key, one in known.items() if key in silent}
                full |= draft.body
                full["outcome"] = self._outcome(draft, known["outcome"], held.id)
            return draft.body | full
        return full | draft.body

    def _outcome(self, draft: Draft, known: dict[str, Any], id_: str) -> dict[str, Any]:
        """What is known of an outcome, with what the row says on top."""
        typed: dict[str, Any] = draft.body["outcome"]
        said = {key: one for key, one in typed.items() if one not in (None, "")}
        if any(known.get(key, one) != one for key, one in said.items()):
            what = "the table's outcome differs from the one that was held"
            self.differences.append(Difference(id_, what))
        return {**known, **said}

    # ------------------------------------------- settings that stand in another list

    def _numbered(self, draft: Draft, made: Record) -> str | None:
        try:
            number = str(Identifier.parse(draft.number))
        except EarlyYearsError as error:
            self.fault(
                draft, "bad_number", error.message, error.advice, "Registration number"
            )
            return None
        registration = f"registration/{number}"
        known = self.lookups.setting_of(registration)
        if known and draft.id and draft.id != known:
            self.fault(
                draft,
                "registered_elsewhere",
                "another setting holds this registration",
                "Correct the number, or the record id.",
                "Registration number",
            )
            return None
        if known:
            return known
        if number.startswith("ofsted:"):
            self.fault(
                draft,
                "not_onboarded",
                "the hub knows no childcare registration of this number",
                "Load Ofsted's file that lists it; a table cannot register anybody.",
                "Registration number",
            )
            return None
        same = self._given(draft, made) if draft.id else self._same_thing(draft, made)
        if same is None:
            return None
        setting = same or self.numbers.setdefault(number, self._mint(made))
        self._register(draft, number, setting, made.valid)
        return setting

    def _register(
        self, draft: Draft, number: str, setting: str, valid: DateRange
    ) -> None:
        made = Registration(
            id=f"registration/{number}",
            valid=valid,
            setting=setting,
            identifier=number,
            type="",
        )
        self.extra.append(Sourced(made, f"row {draft.row}"))

    # ---------------------------------------------------------------- rows together

    def _is_alive(self, draft: Draft, record: Record) -> bool:
        pointed = {record.id, *_pointed_at(record, self.infos.values())}
        if erased := pointed & self.erased:
            self.fault(
                draft,
                "erased",
                f"“{min(erased)}” was erased and stays erased",
                "Take the row out.",
            )
        return not erased

    def _take(self, draft: Draft, record: Record) -> None:
        self.told.setdefault(record.id, []).append((draft, record))

    def _arrange(self) -> None:
        """Rows of one record: said twice, following one another, or contradicting."""
        for id_, rows in self.told.items():
            if len(rows) > 1:
                self.told[id_] = self._in_order(rows)

    def _in_order(self, rows: list[tuple[Draft, Record]]) -> list[tuple[Draft, Record]]:
        ordered = sorted(rows, key=lambda row: row[1].valid.start or dt.date.min)
        kept: list[tuple[Draft, Record]] = []
        for draft, record in ordered:
            if not kept or not kept[-1][1].valid.meets(record.valid):
                kept.append((draft, record))
                continue
            earlier, before = kept[-1]
            if record == before:
                self.duplicates += 1
            elif earlier.end is None and before.valid.start != record.valid.start:
                until = DateRange(before.valid.start, record.valid.start)
                kept[-1] = (earlier, evolve(before, valid=until))
                kept.append((draft, record))
            else:
                self.fault(
                    draft,
                    "contradicts_row",
                    f"the row tells of the same thing and days as row {earlier.row}",
                    "Keep one of the two, or give them days that do not overlap.",
                )
        return kept

    # ---------------------------------------------------------------------- changes

    def _collect(self) -> None:
        asserted = [
            Sourced(record, f"row {draft.row}")
            for rows in self.told.values()
            for draft, record in rows
        ]
        news = self.tables.ledger.news([*asserted, *self.extra])
        for one in news:
            if isinstance(one, Sourced) and kind_of(one.record).name == self.kind:
                self.changed += one.record.id in self.by_id
                self.added += one.record.id not in self.by_id
        endings = [*self._endings()]
        self.ended = len(endings)
        self.changes = [*news, *endings]

    def _endings(self) -> Iterator[Ended]:
        for held in self.known:
            rows = self.told.get(held.id, [])
            meeting = [row for row in rows if row[1].valid.meets(held.valid)]
            if not meeting and self._tells_missing:
                self.missing.append(held)
            left = _less(held.valid, [record.valid for _, record in meeting])
            for days in left:
                corrected = [row for row in meeting if row[0].id or _same(row[1], held)]
                if corrected:
                    yield Ended(self.kind, held.id, days)
                elif self.complete and (both := _shared(days, self.complete)):
                    yield Ended(self.kind, held.id, both)

    @cached_property
    def _tells_missing(self) -> bool:
        """Whether what the table lacks is news, and may be told to the actor."""
        sight, kind = self.tables.seen.sight, kind_of(self.cls)
        hidden = not sight.sees(kind) or sight.own_only(kind)
        return not hidden and self.kind not in FROM_REGISTERS

    def _guarded(self) -> None:
        facts = self.tables.everything
        for guard in self.tables.guards:
            concerned = [
                one for one in self.changes if guard.kinds & {_kind_of_change(one)}
            ]
            bare = [
                one.record if isinstance(one, Sourced) else one for one in concerned
            ]
            if not bare or not (found := guard.check(bare, facts)):
                continue
            placed = [
                evolve(each, place=Place(self.sheet.file, _row(one), each.place.field))
                for one, alone in zip(concerned, bare, strict=True)
                for each in guard.check([alone], facts)
            ]
            self.reader.findings += placed or [
                evolve(each, place=Place(self.sheet.file)) for each in found
            ]

    # ----------------------------------------------------------------------- report

    def report(self) -> TableReport:
        """What became of every row."""
        findings = sorted(
            (*self.sheet.findings, *self.reader.findings),
            key=lambda one: one.place.row or 0,
        )
        bad = {one.place.row for one in findings} & {
            one.row for one in self.sheet.lines
        }
        broken = not self.sheet.columns or any(
            one.code == "missing_column" for one in findings
        )
        set_aside = len(self.sheet.lines) if broken else len(bad)
        loaded = len(self.sheet.lines) - set_aside - self.duplicates
        rest = self.sheet.rows - len(self.sheet.lines) - self.sheet.blank
        unread = rest - self.sheet.notes
        return TableReport(
            kind=self.kind,
            file=self.sheet.file,
            sha256=self.sheet.sha256,
            encoding=self.sheet.encoding,
            rows=self.sheet.rows,
            loaded=loaded,
            duplicates=self.duplicates,
            blank=self.sheet.blank,
            notes=self.sheet.notes,
            set_aside=set_aside + unread,
            added=self.added,
            changed=self.changed,
            unchanged=loaded - self.added - self.changed,
            ended=self.ended,
            missing=tuple(dict.fromkeys(one.id for one in self.missing)),
            differences=tuple(self.differences),
            findings=tuple(findings),
        )


def _grouped(pairs: Iterable[tuple[Any, Record]]) -> dict[Any, list[Record]]:
    found: dict[Any, list[Record]] = {}
    for key, one in pairs:
        found.setdefault(key, []).append(one)
    return found


def _content(record: Record) -> Record:
    return evolve(record, id="-")


def _same(one: Record, two: Record) -> bool:
    return evolve(one, id=two.id, valid=two.valid) == two


def _meeting(held: Sequence[Record], valid: DateRange) -> Record | None:
    """The newest stretch that shares a day with others, or the newest of all."""
    meeting = [one for one in held if one.valid.meets(valid)]
    found = meeting or held
    return found[-1] if found else None


def _less(days: DateRange, taken: Sequence[DateRange]) -> list[DateRange]:
    """The stretches of some days that others leave free."""
    free = [days]
    for other in taken:
        free = [part for each in free for part in _without(each, other)]
    return free


def _without(days: DateRange, other: DateRange) -> Iterator[DateRange]:
    if not days.meets(other):
        yield days
        return
    if other.start is not None and (days.start is None or days.start < other.start):
        yield DateRange(days.start, other.start)
    if other.end is not None and (days.end is None or other.end < days.end):
        yield DateRange(other.end, days.end)


def _shared(one: DateRange, two: DateRange) -> DateRange | None:
    if not one.meets(two):
        return None
    start = max((day for day in (one.start, two.start) if day), default=None)
    end = min((day for day in (one.end, two.end) if day), default=None)
    return DateRange(start, end)


def _pointed_at(record: Record, infos: Iterable[Any]) -> Iterator[str]:
    for info in infos:
        if info.ref:
            held = getattr(record, info.name)
            yield from held if info.many else [held or ""]


def _kind_of_change(change: Change) -> str:
    if isinstance(change, Sourced):
        return kind_of(change.record).name
    return change.kind if isinstance(change, Ended) else ""


def _row(change: Change) -> int | None:
    if isinstance(change, Sourced):
        return int(change.source.removeprefix("row "))
    return None
