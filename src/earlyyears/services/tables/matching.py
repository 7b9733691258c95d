"""Which record a row is: known by its id, by what makes it the same thing, or new."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
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
from earlyyears.ledger import Change, Ledger, Sourced, View
from earlyyears.places import Registration, Vocabulary
from earlyyears.services.import_reports import Difference

from .columns import FROM, UNTIL
from .kinds import OWN_DAY, key_of, natural_id
from .lookups import Lookups
from .rows import Draft
from .sheets import Sheet
from .spans import meeting

__all__ = ["Matcher", "Tables"]

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


class Matcher:
    """Makes the record of each row of one sheet, and keeps what is wrong with rows."""

    def __init__(
        self, tables: Tables, cls: type[Record], sheet: Sheet, lookups: Lookups
    ) -> None:
        self.tables, self.sheet, self.lookups = tables, sheet, lookups
        self.kind = kind_of(cls).name
        self.infos = {one.name: one for one in fields_of(cls)}
        known = lookups.records(self.kind)
        self.by_id = _grouped((one.id, one) for one in known)
        self.by_key = _grouped(
            (key, one) for one in known if (key := key_of(one)) is not None
        )
        self.by_content = {_content(one): one.id for one in reversed(known)}
        self.minted: dict[Any, str] = {}
        self.numbers: dict[str, str] = {}
        self.erased = tables.ledger.tombstones()
        #: Registrations that rows about settings bring along.
        self.extra: list[Change] = []
        self.differences: list[Difference] = []
        self.findings: list[Finding] = []

    def fault(
        self, draft: Draft, code: str, message: str, advice: str, column: str = ""
    ) -> None:
        """Keep a fault of a row."""
        place = Place(self.sheet.file, draft.row, column)
        self.findings.append(Finding(code, message, place, advice))

    def record(self, draft: Draft) -> Record | None:
        """The record that a row makes, None where something is wrong with it."""
        valid = self._valid(draft)
        made = self._decoded(draft, draft.id or self._no_id, valid, draft.body)
        if made is None:
            return None
        id_ = self._id(draft, made)
        if id_ is None:
            return None
        held = meeting(self.by_id.get(id_, ()), valid)
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


def _grouped(pairs: Iterable[tuple[Any, Record]]) -> dict[Any, list[Record]]:
    found: dict[Any, list[Record]] = {}
    for key, one in pairs:
        found.setdefault(key, []).append(one)
    return found


def _content(record: Record) -> Record:
    return evolve(record, id="-")


def _pointed_at(record: Record, infos: Iterable[Any]) -> Iterator[str]:
    for info in infos:
        if info.ref:
            held = getattr(record, info.name)
            yield from held if info.many else [held or ""]
