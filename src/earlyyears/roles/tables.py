"""Decision tables: dated, cited clauses that turn an outcome into a lead.

Every clause says what must hold and who then leads; there is no “otherwise”.  So a
condition that is lost leaves a gap or an overlap that shows, instead of a wrong answer
that does not.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from earlyyears.inspection import (
    Condition,
    Outcome,
    all_hold,
    conditions_from,
    missing_from,
)
from earlyyears.kernel import (
    Citation,
    DateRange,
    Place,
    citation_from,
    during_from,
    frozen,
)

__all__ = ["Clause", "Panel", "Table", "Verdict", "table_from"]


@frozen
class Clause:
    """One row of a decision table: while its conditions hold, this body leads."""

    id: str
    #: All of them must hold.
    when: tuple[Condition, ...]
    #: `authority` or `mentors`.
    lead: str
    duty: str
    reason: str
    #: The clause in an officer's sentence.
    says: str
    during: DateRange
    source: Citation
    #: `new` or `after_new` where the borough may end the time as a new setting.
    period: str = ""
    #: Whether every preset has it, so that it turns on no choice.
    common: bool = False

    def in_force(self, on: dt.date, *, new_ended: bool) -> bool:
        """Say whether it is in force on a day."""
        ended = self.period == ("new" if new_ended else "after_new")
        return self.during.covers(on) and not ended


@frozen
class Table:
    """A named decision table: the clauses of a preset."""

    key: str
    label: str
    clauses: tuple[Clause, ...]
    during: DateRange
    source: Citation


@frozen
class Verdict:
    """What a table says of an outcome: who leads, or why it cannot say."""

    #: `answered`, `judgement_missing`, `no_rule`, `two_rules` or `no_preset_chosen`.
    status: str
    lead: str = ""
    duty: str = ""
    reason: str = ""
    says: tuple[str, ...] = ()
    basis: Citation | None = None
    missing: tuple[str, ...] = ()
    #: Whether it turned on a clause that not every preset shares.
    by_choice: bool = False


def table_from(
    rows: Mapping[str, Any], shared: Mapping[str, Table] | None = None
) -> Table:
    """Make a table from a TOML file, with the clauses of the files that it includes."""
    included = [
        clause
        for name in rows.get("includes", ())
        for clause in (shared or {})[name].clauses
    ]
    own = [_clause(row, rows["key"]) for row in rows["clause"]]
    return Table(
        rows["key"],
        rows["label"],
        (*included, *own),
        during_from(rows),
        citation_from(rows),
    )


def _clause(row: Mapping[str, Any], key: str) -> Clause:
    place = Place(f"{key}.toml", field=row["id"])
    return Clause(
        id=row["id"],
        when=conditions_from(row["when"], place=place),
        lead=row["lead"],
        duty=row["duty"],
        reason=row["reason"],
        says=row["says"],
        during=during_from(row),
        source=citation_from(row, place=place),
        period=row.get("period", ""),
        common=key == "common",
    )


class Panel:
    """The clauses in force on a day, of one table or of several asked together.

    Several answer only where they agree.  Verdicts are kept by the judgements that the
    clauses look at, so that a thousand settings with one grade cost one evaluation.
    """

    __slots__ = ("_fields", "_kept", "_names", "_tables")

    def __init__(
        self, tables: Iterable[Table], on: dt.date, *, new_ended: bool
    ) -> None:
        self._tables = [
            tuple(one for one in each.clauses if one.in_force(on, new_ended=new_ended))
            for each in tables
        ]
        self._fields = tuple(
            dict.fromkeys(
                name
                for clauses in self._tables
                for clause in clauses
                for condition in clause.when
                for name in condition.fields
            )
        )
        self._names: dict[type, tuple[str, ...]] = {}
        self._kept: dict[tuple[object, ...], Verdict] = {}

    def verdict(self, outcome: Outcome) -> Verdict:
        """What the clauses say of an outcome."""
        kind = type(outcome)
        names = self._names.get(kind)
        if names is None:
            names = tuple(one for one in self._fields if hasattr(outcome, one))
            self._names[kind] = names
        key = (kind, *[getattr(outcome, name) for name in names])
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = self._decided(outcome)
        return found

    def _decided(self, outcome: Outcome) -> Verdict:
        given = [_by_clauses(clauses, outcome) for clauses in self._tables]
        first = given[0]
        if len(given) == 1:
            return first
        if all(_same(first, other) for other in given):
            return _agreed(first) if first.by_choice else first
        return Verdict(
            "no_preset_chosen", reason="no_preset_chosen", says=(), by_choice=True
        )


def _same(one: Verdict, other: Verdict) -> bool:
    return (one.status, one.lead, one.duty) == (other.status, other.lead, other.duty)


def _agreed(one: Verdict) -> Verdict:
    note = "Every preset gives the same answer, so no choice is needed."
    return Verdict(
        one.status,
        one.lead,
        one.duty,
        one.reason,
        (*one.says, note),
        one.basis,
        one.missing,
    )


def _by_clauses(clauses: Sequence[Clause], outcome: Outcome) -> Verdict:
    told = [(clause, all_hold(clause.when, outcome)) for clause in clauses]
    hold = [clause for clause, holds in told if holds]
    if len({(clause.lead, clause.duty) for clause in hold}) > 1:
        named = ", ".join(clause.id for clause in hold)
        return Verdict(
            "two_rules",
            reason="two_rules",
            says=(f"Both hold: {named}.",),
            by_choice=True,
        )
    if hold:
        first = hold[0]
        return Verdict(
            "answered",
            first.lead,
            first.duty,
            first.reason,
            tuple(clause.says for clause in hold),
            first.source,
            by_choice=not first.common,
        )
    open_ = [clause for clause, holds in told if holds is None]
    if not open_:
        return Verdict("no_rule", reason="no_rule", by_choice=True)
    return Verdict(
        "judgement_missing",
        reason="judgement_missing",
        missing=missing_from([one for clause in open_ for one in clause.when], outcome),
        by_choice=not open_[0].common,
    )
