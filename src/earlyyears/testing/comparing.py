"""Two versions of a plugin side by side: every answer that changed, with its cause.

Both are put the same questions about the same fictional borough, and about the cases
of either, on the days on which anything begins or ends in one of them.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from typing import Any, get_type_hints

from earlyyears import synthetic
from earlyyears.kernel import (
    Answer,
    Answered,
    DateRange,
    EarlyYearsError,
    Facts,
    Record,
    Rule,
    Snapshot,
    evolve,
    fields_of,
    frozen,
    kind_of,
)
from earlyyears.plugins import Catalogue

from .core import catalogue_with
from .finding import Found, found_plugin
from .rules.base import RuleBase, shape_of
from .whole.examples import example_of

__all__ = ["Comparison", "Difference", "Said", "compare_versions"]

_ONE_DAY = dt.timedelta(days=1)
_FEW = 40


@frozen
class Said:
    """An answer as text, so that two versions of one class can be compared."""

    shape: str
    value: str = ""
    reason: str = ""
    #: The rule that answered, and its days.
    rule: str = ""
    during: str = ""
    basis: str = ""
    steps: tuple[str, ...] = ()

    @property
    def answer(self) -> tuple[str, str, str, tuple[str, ...]]:
        """What an officer would notice: shape, value, reason and working."""
        return self.shape, self.value, self.reason, self.steps

    def __str__(self) -> str:
        return f"{self.shape} {self.value}" if self.value else self.shape


@frozen
class Difference:
    """One answer that changed between two versions, and why."""

    question: str
    subject: str
    on: dt.date
    old: Said
    new: Said

    @property
    def cause(self) -> str:
        """Which rule, and which of its dates, made the difference.

        >>> one = Said("answered", "1", rule="a", during="to 2025-12-31")
        >>> two = Said("answered", "2", rule="b", during="2026-01-01 on")
        >>> Difference("q", "s", dt.date(2026, 1, 1), one, two).cause
        'a (to 2025-12-31) answered, and now b (2026-01-01 on) does'
        """
        old, new = self.old, self.new
        if old.rule != new.rule:
            return f"{_by(old)} answered, and now {_by(new)} does"
        if old.basis != new.basis:
            return f"{old.rule} rested on {old.basis}, and now on {new.basis}"
        changed = [f"“{a}” became “{b}”" for a, b in _pairs(old, new) if a != b]
        told = f": {changed[0]}" if changed else ""
        return f"{old.rule} ({new.during}) was changed{told}"


def _by(said: Said) -> str:
    return f"{said.rule} ({said.during})" if said.rule else "no rule"


def _pairs(old: Said, new: Said) -> Iterator[tuple[str, str]]:
    longest = max(len(old.steps), len(new.steps))
    for at in range(longest):
        yield _at(old.steps, at), _at(new.steps, at)


def _at(steps: Sequence[str], at: int) -> str:
    return steps[at] if at < len(steps) else ""


@frozen
class Comparison:
    """Two versions side by side: how many answers were compared, and which changed."""

    plugin: str
    old: str
    new: str
    compared: int
    differences: tuple[Difference, ...]
    #: Rules that were added or taken away, in words.
    rules: tuple[str, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """The comparison as plain data."""
        return {
            "plugin": self.plugin,
            "old": self.old,
            "new": self.new,
            "compared": self.compared,
            "rules": list(self.rules),
            "differences": [
                {
                    "question": one.question,
                    "subject": one.subject,
                    "on": one.on.isoformat(),
                    "old": _plain(one.old),
                    "new": _plain(one.new),
                    "cause": one.cause,
                }
                for one in self.differences
            ],
        }

    def lines(self) -> Iterator[str]:
        """The comparison in lines: causes with how many answers each changed."""
        yield f"{self.plugin}: {self.old} beside {self.new}"
        yield f"{self.compared:,} answers compared, {len(self.differences):,} changed"
        yield from (f"  {text}" for text in self.rules)
        causes: dict[str, list[Difference]] = {}
        for one in self.differences:
            causes.setdefault(f"{one.question}: {one.cause}", []).append(one)
        for cause, found in causes.items():
            first = found[0]
            yield f"  {cause}"
            yield (
                f"    {len(found):,} answers; {first.subject} on {first.on}:"
                f" {first.old} became {first.new}"
            )


def _plain(said: Said) -> dict[str, Any]:
    return {
        "answer": said.shape,
        "value": said.value,
        "reason": said.reason,
        "rule": said.rule,
        "during": said.during,
        "basis": said.basis,
        "steps": list(said.steps),
    }


@frozen
class _Side:
    """One version: its answers by question, subject and day, and its rules."""

    name: str
    version: str
    rules: dict[tuple[str, str], str]
    said: dict[tuple[str, str, dt.date], Said]
    #: Why its cases could not be read, if so.
    unread: str = ""


def compare_versions(
    old: str, new: str, *, seed: int = 7, days: Iterable[dt.date] = ()
) -> Comparison:
    """Put the same questions to two versions of a plugin, by path, wheel or file.

    `days` are asked about besides those on which a rule of either begins or ends.
    """
    made = synthetic.borough(seed=seed)
    wanted = {made.last_day, *days, *_edges(old), *_edges(new)}
    first, second = (_side(one, made, sorted(wanted)) for one in (old, new))
    both = sorted(first.said.keys() | second.said.keys())
    nobody = Said("cannot tell", reason="no_rule")
    told = (
        Difference(*key, first.said.get(key, nobody), second.said.get(key, nobody))
        for key in both
    )
    return Comparison(
        second.name,
        first.version,
        second.version,
        len(both),
        tuple(one for one in told if one.old.answer != one.new.answer),
        (*_rules_changed(first.rules, second.rules), *_unread(first, second)),
    )


def _rules_changed(
    old: dict[tuple[str, str], str], new: dict[tuple[str, str], str]
) -> Iterator[str]:
    for key in sorted(old.keys() | new.keys()):
        if key not in new:
            yield f"the rule {key[1]} ({old[key]}) is gone"
        elif key not in old:
            yield f"the rule {key[1]} ({new[key]}) is new"
        elif old[key] != new[key]:
            yield f"the rule {key[1]} held {old[key]}, and now holds {new[key]}"


def _unread(*sides: _Side) -> Iterator[str]:
    for one in sides:
        if one.unread:
            yield f"the cases of {one.version} were left out: {one.unread}"


def _edges(wanted: str) -> set[dt.date]:
    """The days on which a rule of a version begins or ends, and those before."""
    with found_plugin(wanted) as found:
        spans = [one.during for one in _rules(found).rules()]
    days = {day for span in spans for day in (span.start, span.end) if day}
    return days | {day - _ONE_DAY for day in days}


def _rules(found: Found) -> RuleBase:
    """The kit's own way to a plugin's rules, as written, and to its cases."""
    given = {"plugin": found.ready, "cases": found.cases}
    kit: type[RuleBase] = type("Rules", (RuleBase,), given)
    return kit()


def _side(
    wanted: str, made: synthetic.SyntheticBorough, days: Sequence[dt.date]
) -> _Side:
    with found_plugin(wanted) as found:
        catalogue = catalogue_with(found.ready)
        kit = _rules(found)
        rules = kit.rules()
        records = _caseload(catalogue, rules, made)
        said = dict(_answers(catalogue, rules, records, days))
        unread = ""
        try:
            said |= _cases(kit)
        except EarlyYearsError as fault:
            # A case of a rule that is gone: the rest can be compared all the same.
            unread = str(fault)
        return _Side(
            catalogue.plugins[-1].name,
            catalogue.plugins[-1].version or wanted,
            {(one.question.name, one.name): str(one.during) for one in rules},
            said,
            unread,
        )


def _caseload(
    catalogue: Catalogue,
    rules: Iterable[Rule[Any, Any]],
    made: synthetic.SyntheticBorough,
) -> list[Record]:
    """The fictional borough, as one of the plugin's, with records of its own kinds."""
    boroughs = sorted({key for one in rules for key in one.boroughs})
    key = boroughs[0] if boroughs else made.key
    records = [_moved(one, key) for one in made.records]
    settings = [one.id for one in records if kind_of(one).name == "setting"]
    own = catalogue.plugins[-1].offers.get("records", ())
    for name in own:
        kind = catalogue.kinds[name]
        at = next((one.name for one in fields_of(kind) if one.ref == "setting"), None)
        for number, setting in enumerate(settings[:_FEW], 1):
            one = example_of(kind, number)
            records.append(evolve(one, **{at: setting}) if at else one)
    return records


def _moved(one: Record, borough: str) -> Record:
    return evolve(one, borough=borough) if hasattr(one, "borough") else one


def _answers(
    catalogue: Catalogue,
    rules: Iterable[Rule[Any, Any]],
    records: Sequence[Record],
    days: Sequence[dt.date],
) -> Iterator[tuple[tuple[str, str, dt.date], Said]]:
    asked = {one.question.name: one for one in rules}
    for on in days:
        facts = Snapshot(*records, on=on, rules=catalogue.rules)
        for name, rule in asked.items():
            for subject in _subjects(rule, facts):
                answer = facts.ask(rule.question, subject)
                yield (name, subject.id, on), _said(answer)


def _subjects(rule: Rule[Any, Any], facts: Snapshot) -> Sequence[Record]:
    """The records of the kind that a rule is about; none where it is about a value."""
    told: list[Any] = [*get_type_hints(rule.work).values()]
    hints = [hint for hint in told if hint is not Facts]
    kind = hints[0] if hints else None
    if isinstance(kind, type) and issubclass(kind, Record):
        return [*facts.all(kind)]
    return []


def _cases(kit: RuleBase) -> dict[tuple[str, str, dt.date], Said]:
    """What comes out of the version's own cases, by their names."""
    return {
        (one.rule.question.name, f"case “{one.case.name}”", one.case.on): _said(
            one.facts().ask(one.rule.question, one.subject)
        )
        for one in kit.trials()
    }


def _said(answer: Answer[Any]) -> Said:
    why = answer.why
    during = why.rule.during if why.rule else DateRange()
    return Said(
        shape=shape_of(answer),
        value=_text(answer.value) if isinstance(answer, Answered) else "",
        reason=why.reason,
        rule=why.rule.name if why.rule else "",
        during=str(during) if why.rule else "",
        basis=str(why.basis or ""),
        steps=why.steps,
    )


def _text(value: Any) -> str:
    return str(value.value) if isinstance(value, Enum) else str(value)
