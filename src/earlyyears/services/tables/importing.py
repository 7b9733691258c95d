"""A table that people filled in becomes the hub's records, all of it or nothing.

Every row is accounted for and everything wrong is told at once.  A row is matched with
what the hub knows: by its record id, by what makes such a record the same thing, or by
its whole content.  So the same file twice changes nothing, and a corrected file
changes only what was corrected.  What the file lacks stays, unless the file is said to
be the whole truth for some days.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path

from earlyyears.kernel import (
    DateRange,
    Finding,
    Record,
    evolve,
    fields_of,
    kind_of,
)
from earlyyears.ledger import Change, Ended, Sourced

from .columns import ID, columns_of
from .errors import HiddenKindError, KindError, TableRefusedError
from .guarding import guard_faults, row_of
from .kinds import FROM_REGISTERS
from .lookups import Lookups
from .matching import Matcher, Tables
from .noting import called, notes_of
from .reports import TableReport
from .rows import Draft, RowReader
from .sheets import Sheet, read_sheet
from .spans import less, shared

__all__ = ["Tables", "import_table"]


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
        self.lookups = Lookups(
            tables.ledger,
            tables.everything,
            tables.vocabularies,
            repeats=_is_public(cls),
        )
        names = {one.name for one in fields_of(cls)}
        self.reader = RowReader(
            sheet,
            self.lookups,
            registered={"setting", "registration"} <= names,
        )
        self.known = self.lookups.records(self.kind)
        self.matcher = Matcher(tables, cls, sheet, self.lookups)
        self.told: dict[str, list[tuple[Draft, Record]]] = {}
        self.changes: list[Change] = []
        self.duplicates = self.ended = 0
        self.missing: list[Record] = []
        #: Numbers of the rows that bring something new, and that change something.
        self.adding: set[int] = set()
        self.changing: set[int] = set()

    # -------------------------------------------------------------------------- run

    def run(self) -> None:
        """Read, match, and collect the changes."""
        self.lookups.expect(self._own_ids())
        if not self.sheet.columns or any(
            one.code == "missing_column" for one in self.sheet.findings
        ):
            return
        for draft in self.reader.drafts():
            record = self.matcher.record(draft)
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

    # ---------------------------------------------------------------- rows together

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
                self.matcher.fault(
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
        news = self.tables.ledger.news([*asserted, *self.matcher.extra])
        for one in news:
            if isinstance(one, Sourced) and kind_of(one.record).name == self.kind:
                known = one.record.id in self.matcher.by_id
                (self.changing if known else self.adding).add(row_of(one))
        endings = [*self._endings()]
        self.ended = len(endings)
        self.changes = [*news, *endings]

    def _endings(self) -> Iterator[Ended]:
        for held in self.known:
            rows = self.told.get(held.id, [])
            met = [row for row in rows if row[1].valid.meets(held.valid)]
            ends = self.complete and held.valid.meets(self.complete)
            if not (met or ends) and self._tells_missing:
                self.missing.append(held)
            left = less(held.valid, [record.valid for _, record in met])
            for days in left:
                corrected = [row for row in met if row[0].id or _same(row[1], held)]
                if corrected:
                    yield Ended(self.kind, held.id, days)
                elif self.complete and (both := shared(days, self.complete)):
                    yield Ended(self.kind, held.id, both)

    @cached_property
    def _tells_missing(self) -> bool:
        """Whether what the table lacks is news, and may be told to the actor."""
        sight, kind = self.tables.seen.sight, kind_of(self.cls)
        hidden = not sight.sees(kind) or sight.own_only(kind)
        return not hidden and self.kind not in FROM_REGISTERS

    def _guarded(self) -> None:
        self.matcher.findings += guard_faults(
            self.tables.guards, self.changes, self.tables.everything, self.sheet.file
        )

    def _notes(self) -> Iterator[Finding]:
        rows = [row for rows in self.told.values() for row in rows]
        rows.sort(key=lambda row: row[0].row)
        today = self.tables.everything.on
        yield from notes_of(self.kind, rows, self.lookups, today, self.sheet.file)

    # ----------------------------------------------------------------------- report

    def report(self) -> TableReport:
        """What became of every row."""
        findings = sorted(
            (*self.sheet.findings, *self.reader.findings, *self.matcher.findings),
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
        added, changed = (len(one - bad) for one in (self.adding, self.changing))
        missing = {one.id: one for one in self.missing}
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
            added=added,
            changed=changed,
            unchanged=loaded - added - changed,
            ended=self.ended,
            missing=tuple(missing),
            missing_called=tuple(called(one, self.lookups) for one in missing.values()),
            differences=tuple(self.matcher.differences),
            findings=tuple(findings),
            warnings=tuple(self._notes()),
            left_out=self.sheet.left_out,
        )


def _is_public(cls: type[Record]) -> bool:
    """Whether everybody may read a kind of record, and it tells of no person."""
    personal = any(one.personal for one in columns_of(cls))
    return kind_of(cls).visible == "public" and not personal


def _same(one: Record, two: Record) -> bool:
    return evolve(one, id=two.id, valid=two.valid) == two
