"""A view: facts on a day, as known at a commit, for one viewer.

A view is fixed when it is made: it shows a prefix of the log, whatever is written
later.  Records are read when a kind is first asked for, and kept.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, Protocol, TypeVar

from earlyyears.kernel import (
    NO_RULES,
    Answer,
    Facts,
    Identifier,
    Question,
    Record,
    Records,
    Ref,
    Rule,
    RuleBook,
    Scope,
    answer_from,
    kind_of,
)
from earlyyears.places import Merge, Registration, Setting
from earlyyears.roles import Lead, choices_of, support_lead

from .commits import Commit
from .errors import NoSuchSettingError
from .merging import followed, references, survivors
from .sight import Sight

__all__ = ["Source", "View"]

R = TypeVar("R", bound=Record)
S = TypeVar("S")
V = TypeVar("V")


class Source(Protocol):
    """Where a view gets its records from; the ledger is one."""

    def records_on(
        self, kind: str, on: dt.date, as_at: int, sight: Sight
    ) -> tuple[list[Record], dict[str, int]]:
        """The records of a kind on a day, and the commits that assert them, by id."""
        ...

    def stretches(self, kind: str, as_at: int, sight: Sight) -> Iterator[Record]:
        """Each record of a kind for each stretch of days on which it is known."""
        ...

    def kind_of_id(self, id_: str, as_at: int) -> type[Record] | None:
        """The kind of the record with an id, None where none was ever asserted."""
        ...

    def commit(self, number: int) -> Commit | None:
        """A commit by its number."""
        ...


class View:
    """Facts on a day, as known at a commit, as one viewer may see them."""

    def __init__(
        self,
        source: Source,
        on: dt.date,
        as_at: int,
        sight: Sight,
        *,
        rules: RuleBook = NO_RULES,
        overlay: Iterable[Record] = (),
        like: "View | None" = None,
    ) -> None:
        #: The day that the facts are about.
        self.on = on
        #: Number of the last commit that is taken into account.
        self.as_at = as_at
        #: The rules that questions are put to.
        self.rules = rules
        #: What is hidden from the viewer.
        self.sight = sight
        self._source = source
        self._overlay = tuple(overlay)
        # Views that differ only in their rules hold the same records.
        self._held: tuple[dict[type[Record], Records[Any]], dict[str, int]] = (
            like._held if like else ({}, {})  # noqa: SLF001  one of us
        )
        self._shelves, self._versions = self._held
        self._ends: dict[str, str] | None = None
        self._scopes: dict[tuple[frozenset[str], frozenset[str]], Scope] = {}

    @property
    def actor(self) -> str | None:
        """The post that the view is for, None for nobody in particular."""
        return self.sight.actor

    @property
    def commit(self) -> Commit | None:
        """The last commit that is taken into account, None before the first."""
        return self._source.commit(self.as_at)

    @property
    def digest(self) -> str:
        """Digest that pins everything the view could show; print it on reports."""
        newest = self.commit
        return newest.digest if newest else ""

    # ------------------------------------------------------------------------ facts

    def all(self, kind: type[R]) -> Records[R]:
        """Every record of a kind that is valid on the day and may be seen."""
        shelf = self._shelves.get(kind)
        return self._fill(kind) if shelf is None else shelf

    def ask(self, question: Question[S, V], subject: S) -> Answer[V]:
        """The answer of the one rule for this question, subject and day."""
        return answer_from(question, subject, self)

    def cite(self, *records: Record) -> tuple[Ref, ...]:
        """References to these records in the versions that the view shows."""
        versions = self._versions
        return tuple(
            [Ref(kind_of(one).name, one.id, versions.get(one.id, 0)) for one in records]
        )

    def within(self, rule: Rule[Any, Any]) -> Facts:
        """The same facts as that rule may see them."""
        key = (rule.kinds, rule.question.forbids)
        scope = self._scopes.get(key)
        if scope is None:
            scope = self._scopes[key] = Scope(self, *key)
        return scope

    def support_lead(self, setting: Setting | str) -> Answer[Lead]:
        """Who leads on a setting, given as such or by a registration number."""
        subject = self.setting(setting) if isinstance(setting, str) else setting
        return self.ask(support_lead, subject)

    # --------------------------------------------------------------------- look-ups

    def get(self, id_: str) -> Record | None:
        """The record with an id, or the one it was merged into; None if not there."""
        wanted = self._merged().get(id_, id_)
        laid_over = self._laid_over_by_id.get(wanted)
        kind = laid_over or self._source.kind_of_id(wanted, self.as_at)
        return self.all(kind).where(id=wanted).first() if kind else None

    @cached_property
    def _laid_over_by_id(self) -> dict[str, type[Record]]:
        return {one.id: type(one) for one in self._overlay}

    @cached_property
    def _laid_over_by_kind(self) -> dict[str, list[Record]]:
        piles: dict[str, list[Record]] = {}
        for one in self._overlay:
            if one.valid.covers(self.on):
                piles.setdefault(kind_of(one).name, []).append(one)
        return piles

    def setting(self, identifier: str) -> Setting:
        """The setting with a registration number, such as `ofsted:EY123456`.

        A setting's own id will do as well.  One not there on the day is refused.
        """
        id_ = identifier
        if not identifier.startswith("setting/"):
            id_ = f"registration/{Identifier.parse(identifier)}"
        found = self.get(id_)
        if isinstance(found, Registration):
            found = self.get(found.setting)
        if isinstance(found, Setting):
            return found
        raise NoSuchSettingError(
            f"“{identifier}” is not a setting that is known on {self.on}",
            advice="Check the number, or ask about a day on which it was registered.",
            identifier=identifier,
            on=self.on,
        )

    # ---------------------------------------------------------------------- turning

    def at(self, on: dt.date) -> "View":
        """The facts on another day, with the same knowledge and for the same viewer."""
        return View(
            self._source,
            on,
            self.as_at,
            self.sight,
            rules=self.rules,
            overlay=self._overlay,
        )

    def turns(self, kind: type[Record]) -> tuple[dt.date, ...]:
        """The days on which what is known of a kind begins or ends, in order.

        Between two of them nothing of the kind changes.
        """
        name = kind_of(kind).name
        known = self._source.stretches(name, self.as_at, self.sight)
        laid_over = (one for one in self._overlay if isinstance(one, kind))
        days = {
            day
            for one in (*known, *laid_over)
            for day in (one.valid.start, one.valid.end)
            if day is not None
        }
        return tuple(sorted(days))

    def with_rules(self, rules: RuleBook | str) -> "View":
        """The same facts under other rules, or as if a preset had been chosen.

        A preset is named, such as `any_area_below_expected`; nothing is written.
        """
        if isinstance(rules, str):
            boroughs = sorted({one.borough for one in self.all(Setting)})
            return self.with_records(*choices_of(rules, boroughs))
        return View(
            self._source,
            self.on,
            self.as_at,
            self.sight,
            rules=rules,
            overlay=self._overlay,
            like=self,
        )

    def with_records(self, *records: Record) -> "View":
        """The facts as they would be with these records asserted on top, unwritten."""
        return View(
            self._source,
            self.on,
            self.as_at,
            self.sight,
            rules=self.rules,
            overlay=(*self._overlay, *records),
        )

    # ------------------------------------------------------------------------ reading

    def _fill(self, kind: type[R]) -> Records[R]:
        name = kind_of(kind).name
        records, versions = self._read(name)
        if name != kind_of(Merge).name and (ends := self._merged()):
            fields = references(kind)
            records = [
                followed(one, fields, ends) for one in records if one.id not in ends
            ]
        self._versions.update(versions)
        shelf: Records[Any] = Records(records)
        self._shelves[kind] = shelf
        return shelf

    def _read(self, name: str) -> tuple[list[Record], dict[str, int]]:
        found, versions = self._source.records_on(name, self.on, self.as_at, self.sight)
        laid_over = {one.id: one for one in self._laid_over_by_kind.get(name, ())}
        if not laid_over:
            return found, versions
        kept = {one.id: one for one in found} | laid_over
        fresh = {key: at for key, at in versions.items() if key not in laid_over}
        return [*kept.values()], fresh

    def _merged(self) -> dict[str, str]:
        if self._ends is None:
            self._ends = survivors(self.all(Merge))
        return self._ends
