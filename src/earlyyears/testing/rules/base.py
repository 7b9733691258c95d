"""What the checks of rules share: the plugin on a bench, its cases, their subjects."""

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, get_type_hints

from earlyyears.kernel import (
    Answer,
    Answered,
    CannotTell,
    EarlyYearsError,
    Facts,
    Guard,
    NotApplicable,
    Record,
    Rule,
    RuleBook,
    Snapshot,
    Unsupported,
    evolve,
    frozen,
)
from earlyyears.ledger import View
from earlyyears.plugins import Catalogue, offers_of
from earlyyears.testing.bench import Bench
from earlyyears.testing.core import bare, catalogue_with
from earlyyears.testing.errors import BadCasesError
from earlyyears.testing.kits import Kit

from .cases import Case, fact_tables, read_cases
from .values import subject_from

__all__ = ["RuleBase", "Trial", "shape_of"]

_SHAPES: Mapping[type, str] = {
    Answered: "answered",
    NotApplicable: "not applicable",
    Unsupported: "unsupported",
    CannotTell: "cannot tell",
}


def shape_of(answer: Answer[Any]) -> str:
    """The shape of an answer, as a case table writes it."""
    return _SHAPES.get(type(answer), type(answer).__name__)


@frozen
class Trial:
    """One case made ready: its rule as the author wrote it, its subject, the facts."""

    case: Case
    #: The rule whose failures are not caught, unlike the one that a hub asks.
    rule: Rule[Any, Any]
    subject: Any
    records: tuple[Record, ...]
    rules: RuleBook

    @property
    def name(self) -> str:
        """Where the case is written, and its name."""
        return f"{self.case.place}: {self.case.name}"

    def facts(
        self, records: Sequence[Record] | None = None, on: dt.date | None = None
    ) -> Facts:
        """The facts of the case, or others, in memory."""
        held = self.records if records is None else records
        return Snapshot(*held, on=on or self.case.on, rules=self.rules)

    def answer(self, facts: Facts | None = None) -> Answer[Any]:
        """What the rule says, with nothing in between that would catch a failure."""
        answer: Answer[Any] = self.rule(self.subject, facts or self.facts())
        return answer


class RuleBase(Kit):
    """How a plugin's rules are put on the bench; `plugin` and `cases` are given."""

    KNOWN: ClassVar[Mapping[str, str]] = {
        "cases": "every rule has signed cases",
        "working": "an amount of money comes with its working",
        "no_gaps": "the rules for one question leave no day between them out",
    }
    #: The plugin: a module, a subclass of BoroughPlugin, or an instance of one.
    plugin: ClassVar[Any]
    #: Folder with the case tables and the folder `facts`.
    cases: ClassVar[Path | None] = None
    #: Further facts of the cases, which no table can hold: an invented borough's.
    records: ClassVar[Sequence[Record]] = ()

    def rules(self) -> list[Rule[Any, Any]]:
        """The rules of the plugin as its author wrote them, in a fixed order."""
        found = _rules_of(self.adopted())
        return sorted(found, key=lambda one: (one.name, str(one.during)))

    def trials(self) -> list[Trial]:
        """Every case with its subject and its facts."""
        return list(_trials(self.adopted()))


@cache
def _catalogue_of(kit: Any) -> Catalogue:
    return catalogue_with(kit().needed("plugin"))


@cache
def _rules_of(kit: Any) -> tuple[Rule[Any, Any], ...]:
    """The rules with plugin and boroughs filled in, and nothing that catches faults."""
    filed = {one.name: one for one in _catalogue_of(kit).rules}
    offered: tuple[Any, ...] = offers_of(bare(kit.plugin), "kit")["rules"]
    written = [one for one in offered if not isinstance(one, Guard)]
    return tuple(
        evolve(
            one,
            boroughs=filed[one.name].boroughs,
            plugin=filed[one.name].plugin,
            version=filed[one.name].version,
        )
        for one in written
    )


@cache
def _trials(kit: Any) -> tuple[Trial, ...]:
    if kit.cases is None:
        return ()
    bench = Bench(_catalogue_of(kit))
    bench.keep(kit.records)
    bench.read_tables(fact_tables(kit.cases))
    rules = _rules_of(kit)
    return tuple(_trial(bench, case, rules) for case in read_cases(kit.cases))


def _trial(bench: Bench, case: Case, rules: tuple[Rule[Any, Any], ...]) -> Trial:
    named = [one for one in rules if one.name == case.rule]
    found = [one for one in named if one.during.covers(case.on)] or named
    if not found:
        names = ", ".join(sorted({one.name for one in rules}))
        raise BadCasesError(
            f"{case.place}: there is no rule “{case.rule}”",
            advice=f"The plugin's rules are {names}.",
        )
    view = bench.view(case.on)
    records = [one for kind in bench.kinds.values() for one in view.all(kind)]
    return Trial(
        case,
        found[0],
        _subject(case, found[0], view),
        tuple(records),
        bench.catalogue.rules,
    )


def _subject(case: Case, rule: Rule[Any, Any], view: View) -> Any:
    if case.subject and not case.subject_fields:
        record = _record(case.subject, view)
        if record is not None:
            return record
    hints: list[Any] = [
        hint
        for name, hint in get_type_hints(rule.work).items()
        if name != "return" and hint is not Facts
    ]
    kind: Any = hints[0] if hints else str
    if isinstance(kind, type) and issubclass(kind, Record):
        raise BadCasesError(
            f"{case.place}: the facts hold no record “{case.subject}” on {case.on}",
            advice="Put it into a table in the folder facts, valid on that day.",
        )
    try:
        fields = case.subject_fields
        return subject_from(
            kind, case.subject, fields, lambda text: _record(text, view)
        )
    except (TypeError, ValueError, LookupError, EarlyYearsError) as cause:
        raise BadCasesError(
            f"{case.place}: the subject cannot be made of these cells ({cause})",
            advice=f"The rule {rule.name} is about {kind}.",
        ) from cause


def _record(text: str, view: View) -> Record | None:
    found = view.get(text)
    if found is None and ":" in text:
        try:
            return view.setting(text)
        except EarlyYearsError:
            return None
    return found
