"""What cannot be told yet, why, and which questions would settle it."""

from collections.abc import Callable, Iterator, Sequence

from earlyyears.disclosure import (
    Axis,
    Block,
    Category,
    CountTable,
    Heading,
    Population,
    Prose,
)
from earlyyears.kernel import Ask
from earlyyears.roles import LeadRow

from .counting import Key, Tally
from .labels import label
from .rows import asked

__all__ = ["undetermined"]

_OPEN = Population("settings whose lead cannot be told yet")
_NOTHING_GUESSED = (
    "For these settings the recorded facts do not settle who leads. Nothing is guessed;"
    " the questions say what a person would have to answer first."
)
_REASON = Key[LeadRow](
    "reason", "Why", lambda row: row.reason, lambda code: label("reason", code)
)


def undetermined(
    rows: Sequence[LeadRow],
    tally: Callable[[Sequence[LeadRow], Population], Tally[LeadRow]],
) -> Iterator[Block]:
    """The section on what cannot be told, or a sentence that everything can."""
    yield Heading("What cannot be told yet")
    unsettled = [row for row in rows if row.status == "cannot_tell"]
    if not unsettled:
        yield Prose(("Who leads can be told for every setting on the list.",))
        return
    yield Prose((_NOTHING_GUESSED,))
    counted = tally(unsettled, _OPEN)
    yield counted.table("reason-open", "Why it cannot be told", _REASON)
    questions = _questions(unsettled, counted)
    if questions:
        yield questions


def _questions(rows: Sequence[LeadRow], tally: Tally[LeadRow]) -> CountTable | None:
    """How many settings each question stands for; one may settle many."""
    asks: dict[str, list[Ask]] = {}
    for row in rows:
        for code, ask in {ask.code: ask for ask in asked(row)}.items():
            asks.setdefault(code, []).append(ask)
    if not asks:
        return None
    order = sorted(asks, key=lambda code: (-len(asks[code]), code))
    named = tuple(Category(code, _in_words(asks[code])) for code in order)
    return CountTable(
        code="questions",
        title="Questions, and on how many settings each bears",
        measure=tally.measure,
        unit=tally.unit,
        population=tally.population,
        rows=Axis("question", "Question", named),
        cells=tuple(((code, ""), tally.figure(len(asks[code]))) for code in order),
        sensitivity=tally.sensitivity,
        shares_out=False,
        note="One answer may settle many settings; a setting may need several answers.",
    )


def _in_words(asks: Sequence[Ask]) -> str:
    """The question where it is the same for all, else what all of them are about."""
    first = asks[0]
    if not first.about and {ask.text for ask in asks} == {first.text}:
        return f"{first.text} (for {first.who})"
    who = f"for {first.who}, setting by setting"
    return f"{label('reason', first.code)} ({who})"
