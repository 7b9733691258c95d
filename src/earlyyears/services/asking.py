"""What the facts leave open: the questions, numbered, with what each would settle.

A question that bears on many settings is asked once.  Where a record answers it, each
possible answer is tried on the facts, unwritten, so that whoever decides sees what
would follow.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from earlyyears.kernel import (
    Answer,
    Answered,
    Ask,
    CannotTell,
    EarlyYearsError,
    Record,
    frozen,
)
from earlyyears.ledger import Ledger, View
from earlyyears.places import Setting
from earlyyears.roles import Lead, LeadRow, Supposed, support_lead, worklist

from .answering import NoRecordAnswersError, Reading, Said, way_of
from .choosing import Decision, NotAllowedError, dated, record_decision

__all__ = [
    "Consequence",
    "NoSuchQuestionError",
    "OpenQuestion",
    "Option",
    "answer_question",
    "found_question",
    "open_questions",
]


class NoSuchQuestionError(EarlyYearsError, LookupError):
    """A question that is not open on the day."""

    code = "EY644"


@frozen(order=True)
class Consequence:
    """How many settings would have this answer; without a lead, why they have none."""

    lead: str
    duty: str
    reason: str
    settings: int


@frozen
class Option:
    """One possible answer, and what would follow from it."""

    answer: str
    then: tuple[Consequence, ...]


@frozen
class OpenQuestion:
    """A question that a person must answer, with everything needed to answer it.

    `number` counts from 1: first the questions that `answer` takes, then those that a
    table answers; of either, those that bear on most settings first.  Questions in the
    same words follow each other.  A number is the same as long as the store and the
    day are; `key` stays the same for good.
    """

    number: int
    code: str
    text: str
    #: The record it is about, nothing when it is about the borough.
    about: str
    #: Who can answer it.
    who: str
    #: Boroughs of the settings.
    boroughs: tuple[str, ...]
    #: Identifiers of the settings on which it bears, as scheme:value.
    settings: tuple[str, ...]
    #: What to type as the answer, or what has to be recorded instead.
    how: str
    #: The same, said of several settings that are asked in the same words.
    how_each: str
    #: Whether `answer` can record it.
    answerable: bool
    options: tuple[Option, ...] = ()

    @property
    def key(self) -> str:
        """Name of the question that does not depend on what else is open."""
        return f"{self.code}:{self.about}" if self.about else self.code

    def as_data(self) -> dict[str, Any]:
        """The question as plain data, ready for JSON."""
        return {
            "number": self.number,
            "key": self.key,
            "code": self.code,
            "question": self.text,
            "about": self.about or None,
            "who": self.who,
            "boroughs": list(self.boroughs),
            "count": len(self.settings),
            "settings": list(self.settings),
            "answerable": self.answerable,
            "how": self.how,
            "how_each": self.how_each,
            "answers": [
                {"answer": one.answer, "then": [_told(each) for each in one.then]}
                for one in self.options
            ],
        }


def _told(one: Consequence) -> dict[str, Any]:
    return {
        "lead": one.lead or None,
        "duty": one.duty or None,
        "reason": one.reason or None,
        "settings": one.settings,
    }


@frozen
class _Open:
    """A question before it has its number, with the rows on which it bears."""

    ask: Ask
    rows: tuple[LeadRow, ...]
    boroughs: tuple[str, ...]
    readings: tuple[Reading, ...]

    @property
    def answerable(self) -> bool:
        return way_of(self.ask.code).answerable

    @property
    def together(self) -> tuple[str, str]:
        """What is alike in questions that are told as one."""
        return (self.ask.code, "" if self.answerable else self.ask.text)


def open_questions(view: View) -> tuple[OpenQuestion, ...]:
    """Every question that the facts leave open, numbered, each once."""
    found = _ordered(_gathered(view))
    options = _options(view, found)
    return tuple(
        OpenQuestion(
            number=number,
            code=one.ask.code,
            text=one.ask.text,
            about=one.ask.about,
            who=one.ask.who,
            boroughs=one.boroughs,
            settings=tuple(row.setting for row in one.rows),
            how=way_of(one.ask.code).how(view, one.ask.about),
            how_each=way_of(one.ask.code).how(view, ""),
            answerable=one.answerable,
            options=options[number - 1],
        )
        for number, one in enumerate(found, start=1)
    )


def _ordered(gathered: Iterable[_Open]) -> list[_Open]:
    found = list(gathered)
    borne: Counter[tuple[str, str]] = Counter()
    for one in found:
        borne[one.together] += len(one.rows)

    def order(one: _Open) -> tuple[bool, int, str, str, str]:
        # What a word answers is asked singly, and so weighs what it bears on itself.
        weight = len(one.rows) if one.answerable else borne[one.together]
        return (not one.answerable, -weight, *one.together, one.ask.about)

    return sorted(found, key=order)


def _gathered(view: View) -> Iterator[_Open]:
    boroughs = {one.id: one.borough for one in view.all(Setting)}
    asks: dict[tuple[str, str], Ask] = {}
    rows: dict[tuple[str, str], dict[str, LeadRow]] = {}
    for row in worklist(view):
        for ask in _asked(row.answer):
            key = (ask.code, ask.about)
            asks.setdefault(key, ask)
            rows.setdefault(key, {})[row.id] = row
    for key, ask in asks.items():
        concerned = tuple(sorted({boroughs[each] for each in rows[key]}))
        readings = way_of(ask.code).readings(view, ask.about, concerned)
        yield _Open(ask, tuple(rows[key].values()), concerned, readings)


def _asked(answer: Answer[Lead]) -> tuple[Ask, ...]:
    return answer.questions if isinstance(answer, CannotTell) else ()


# -------------------------------------------------------------------- what would follow


def _options(view: View, found: list[_Open]) -> list[tuple[Option, ...]]:
    """For each question its possible answers, tried on the facts."""
    tried: dict[int, list[Option]] = {at: [] for at in range(len(found))}
    for turn in _turns(found):
        longest = max(len(found[at].readings) for at in turn)
        for nth in range(longest):
            asked = [at for at in turn if nth < len(found[at].readings)]
            records = [one for at in asked for one in found[at].readings[nth].records]
            supposed = Supposed(view, records)
            for at in asked:
                then = _consequences(view, supposed, found[at].rows)
                tried[at].append(Option(found[at].readings[nth].answer, then))
    return [tuple(tried[at]) for at in range(len(found))]


def _turns(found: list[_Open]) -> list[list[int]]:
    """Questions that can be tried together because no setting is in two of them.

    A question about a borough bears on everything, so it has a turn of its own.
    """
    alone = [[at] for at, one in enumerate(found) if one.readings and not one.ask.about]
    shared: list[tuple[list[int], set[str]]] = []
    for at, one in enumerate(found):
        if not (one.readings and one.ask.about):
            continue
        settings = {row.id for row in one.rows}
        for turn, taken in shared:
            if not taken & settings:
                turn.append(at)
                taken.update(settings)
                break
        else:
            shared.append(([at], settings))
    return [*alone, *(turn for turn, _ in shared)]


def _consequences(
    view: View, supposed: Supposed, rows: Iterable[LeadRow]
) -> tuple[Consequence, ...]:
    settings = view.all(Setting)
    counted = Counter(
        _essence(supposed.ask(support_lead, settings.where(id=row.id).one()))
        for row in rows
    )
    return tuple(sorted(Consequence(*key, count) for key, count in counted.items()))


def _essence(answer: Answer[Lead]) -> tuple[str, str, str]:
    if isinstance(answer, Answered):
        return (answer.value.body, answer.value.duty, "")
    return ("", "", answer.why.reason)


# ------------------------------------------------------------------------ answering one


def found_question(
    questions: Sequence[OpenQuestion], wanted: int | str | OpenQuestion, on: dt.date
) -> OpenQuestion:
    """The open question with a number or a key; one that is not open is refused."""
    key = wanted.key if isinstance(wanted, OpenQuestion) else str(wanted)
    for one in questions:
        if key in {one.key, str(one.number)}:
            return one
    count = len(questions)
    raise NoSuchQuestionError(
        f"there is no question {key[:200]} on {on}: {count or 'none'} open",
        advice="List them with: earlyyears questions, for the same day.",
        wanted=key,
        on=on,
        open=count,
    )


def answer_question(
    ledger: Ledger,
    view: View,
    question: OpenQuestion,
    text: str,
    *,
    reason: str,
    actor: str,
    today: dt.date,
    start: dt.date | None = None,
) -> Decision:
    """Record the answer to an open question of a view, dated and signed.

    `start` is the day from which a decision holds; left out, a choice holds from the
    day of the view, and a ruling from the first day that it can settle.  Raises
    `NoRecordAnswersError`, `NotAllowedError` with the answers there are, or
    `NoAuthorError`.
    """
    way = way_of(question.code)
    if way.answered is None:
        raise NoRecordAnswersError(
            f"question {question.number} is not answered in a word",
            advice=question.how,
            code=question.code,
            about=question.about,
        )
    said = Said(view, question.about, question.boroughs, text, reason, today)
    made = _dated(ledger, view, way.answered(said), start, way.start(view))
    return Decision(made, record_decision(ledger, view, made, actor, reason))


def _dated(
    ledger: Ledger,
    view: View,
    made: tuple[Record, ...],
    start: dt.date | None,
    usual: dt.date | None,
) -> tuple[Record, ...]:
    if usual is not None:
        return tuple(dated(ledger, view, made, start or usual))
    if start is None:
        return made
    raise NotAllowedError(
        "this answer is a day itself and holds from no other",
        advice="Leave out the day from which it holds.",
    )
