"""The dated coverage map: which rule answers which question on which days.

It is read from the source, so it knows what is written plainly: `since(2026, 1, 1)`,
`until(...)`, `DateRange(...)`, or a name for one of these.
"""

import ast
import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from earlyyears.kernel import (
    ALWAYS,
    BackwardsRangeError,
    DateRange,
    Finding,
    Place,
    frozen,
    gaps,
    overlaps,
    since,
    until,
)

from .reading import Module, place

__all__ = ["AHEAD", "Covered", "coverage_findings", "coverage_of"]

#: How long before the end of the last rule the doctor begins to say so.
AHEAD = dt.timedelta(days=90)


@frozen
class Covered:
    """One rule: its question, its days, and where it is written."""

    question: str
    rule: str
    #: None where the source does not say it plainly.
    during: DateRange | None
    place: Place
    #: Which of `reads` and `basis` are missing.
    lacks: tuple[str, ...] = ()

    def __str__(self) -> str:
        days = "days that the source does not say plainly"
        return f"{self.question}: {self.during or days} ({self.rule}, {self.place})"


def coverage_of(modules: Iterable[Module]) -> tuple[Covered, ...]:
    """Every rule of some modules, by question and first day."""
    held = [*modules]
    names = {
        (module.name, name): question
        for module in held
        for name, value in module.values.items()
        if (question := _question(value))
    }
    found = [one for module in held for one in _rules(module, names)]
    return tuple(sorted(found, key=lambda one: (one.question, _first(one))))


def _first(one: Covered) -> dt.date:
    start = one.during.start if one.during else None
    return start or dt.date.min


def _question(value: ast.expr) -> str:
    """The name of a question that is made here; nothing for any other value."""
    if isinstance(value, ast.Call) and value.args:
        called = (
            value.func.value if isinstance(value.func, ast.Subscript) else value.func
        )
        first = value.args[0]
        if ast.unparse(called).endswith("Question") and isinstance(first, ast.Constant):
            return str(first.value)
    return ""


def _rules(module: Module, names: dict[tuple[str, str], str]) -> Iterator[Covered]:
    for function in module.functions:
        for mark in function.decorator_list:
            if not (
                isinstance(mark, ast.Call)
                and isinstance(mark.func, ast.Attribute)
                and mark.func.attr == "rule"
            ):
                continue
            given = {one.arg: one.value for one in mark.keywords}
            during = given.get("during")
            yield Covered(
                question=_named(ast.unparse(mark.func.value), module, names),
                rule=function.name,
                during=ALWAYS if during is None else _days(during, module),
                place=place(module, function),
                lacks=tuple(one for one in ("reads", "basis") if one not in given),
            )


def _named(written: str, module: Module, names: dict[tuple[str, str], str]) -> str:
    """The name of the question behind a name, made here or imported."""
    if (module.name, written) in names:
        return names[module.name, written]
    last = module.imports.get(written, written).rpartition(".")[2]
    made = [question for (_, name), question in names.items() if name == last]
    return made[0] if made else last


def _days(value: ast.expr, module: Module) -> DateRange | None:
    """The days that an expression plainly means."""
    if isinstance(value, ast.Name):
        if value.id == "ALWAYS":
            return ALWAYS
        meant = module.values.get(value.id)
        return _days(meant, module) if meant is not None else None
    if not isinstance(value, ast.Call):
        return None
    called = ast.unparse(value.func).rpartition(".")[2]
    given = [_day(each) for each in value.args]
    named = {one.arg: _day(one.value) for one in value.keywords if one.arg}
    makers: dict[str, Any] = {"since": since, "until": until, "DateRange": DateRange}
    try:
        return makers[called](*given, **named)  # type: ignore[no-any-return]
    except (KeyError, TypeError, ValueError, BackwardsRangeError):
        return None


def _day(value: ast.expr) -> Any:
    """A number, None or a date that is written out; anything else is refused."""
    if isinstance(value, ast.Constant):
        return value.value
    if isinstance(value, ast.Call) and ast.unparse(value.func).endswith("date"):
        return dt.date(*(_day(each) for each in value.args))
    message = "no plain day"
    raise ValueError(message)


def coverage_findings(
    covered: Iterable[Covered], today: dt.date | None
) -> Iterator[Finding]:
    """Gaps, overlaps and coming ends between the rules for each question."""
    by_question: dict[str, list[Covered]] = {}
    for one in covered:
        yield from _lacking(one)
        by_question.setdefault(one.question, []).append(one)
    for question, found in by_question.items():
        days = [one.during for one in found if one.during is not None]
        where = found[-1].place
        for first, second in overlaps(days):
            text = f"two rules answer “{question}” between {first} and {second}"
            yield Finding("overlap", text, where, "Let one end where the other begins.")
        for gap in gaps(days):
            text = f"no rule answers “{question}” from {gap}"
            yield Finding("gap", text, where, "Add a rule for these days.")
        if today and len(days) == len(found):
            yield from _ending(question, days, where, today)


def _lacking(one: Covered) -> Iterator[Finding]:
    for what in one.lacks:
        advice = {
            "basis": "Cite the source: basis=Citation(...).",
            "reads": "Name the kinds it reads: reads=[...].",
        }[what]
        yield Finding(
            f"no_{what}", f"the rule {one.rule} gives no {what}", one.place, advice
        )


def _ending(
    question: str, days: Iterable[DateRange], where: Place, today: dt.date
) -> Iterator[Finding]:
    ends = [one.end for one in days]
    last = max((end for end in ends if end is not None), default=None)
    if None in ends or last is None or last > today + AHEAD:
        return
    when = "ended" if last <= today else "ends"
    yield Finding(
        "ends_soon",
        f"the last rule for “{question}” {when} before {last}",
        where,
        "Write the rule that follows it.",
    )
