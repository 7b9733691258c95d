"""How each kind of question is answered, and the records that an answer makes.

A choice, a ruling and a day of publication are recorded here.  Where the answer is an
inspection or a decision about one setting, the way says what a person has to record.
"""

import datetime as dt
from collections.abc import Callable, Iterable

from earlyyears.inspection import Inspection
from earlyyears.kernel import EarlyYearsError, Record, evolve, field, frozen
from earlyyears.ledger import View
from earlyyears.roles import choosable, transition

from .choosing import NotAllowedError, choices_for, matched, rulings_for

__all__ = ["NoRecordAnswersError", "Reading", "Said", "Way", "day_from", "way_of"]

_ONE_DAY = dt.timedelta(days=1)
#: How a day may be written.
_DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y")


class NoRecordAnswersError(EarlyYearsError, ValueError):
    """A question that no one record answers, with what has to be recorded instead."""

    code = "EY643"


@frozen
class Reading:
    """One possible answer, with the records that would stand for it."""

    answer: str
    records: tuple[Record, ...]


@frozen
class Said:
    """An answer as it was given."""

    view: View
    about: str
    boroughs: tuple[str, ...]
    text: str
    reason: str
    #: The day on which it was given.
    today: dt.date


def _no_readings(_view: View, _about: str, _boroughs: Iterable[str]) -> tuple[()]:
    return ()


def _no_day(_view: View) -> None:
    return None


@frozen
class Way:
    """How questions of one code are answered."""

    #: What to type, or what has to be recorded instead: in a view, about a record;
    #: about nothing, the same said of several at once.
    how: Callable[[View, str], str] = field(repr=False)
    #: The possible answers as records: of a view, about a record, for boroughs.
    readings: Callable[[View, str, Iterable[str]], tuple[Reading, ...]] = field(
        default=_no_readings, repr=False
    )
    #: The records of an answer in words, for all days.
    answered: Callable[[Said], tuple[Record, ...]] | None = field(
        default=None, repr=False
    )
    #: The day from which an answer holds if nobody says; None where it has no such day.
    start: Callable[[View], dt.date | None] = field(default=_no_day, repr=False)

    @property
    def answerable(self) -> bool:
        """Whether an answer can be recorded as such."""
        return self.answered is not None


def way_of(code: str) -> Way:
    """The way of a question's code; a code of a plugin is answered by its own means."""
    return _WAYS.get(code, _ELSEWHERE)


# ------------------------------------------------------------------------------ presets

_PRESET = "support-lead"


def _how_preset(_view: View, _about: str) -> str:
    return f"The name of a preset, {choosable()[_PRESET].says}."


def _presets(_view: View, _about: str, boroughs: Iterable[str]) -> tuple[Reading, ...]:
    return tuple(
        Reading(value, choices_for(boroughs, _PRESET, value))
        for value in choosable()[_PRESET].values
    )


def _choice(said: Said) -> tuple[Record, ...]:
    return choices_for(said.boroughs, _PRESET, said.text, said.reason)


def _asked_on(view: View) -> dt.date:
    return view.on


# ------------------------------------------------------------------------------ rulings


def _how_ruling(view: View, _about: str) -> str:
    between = transition()
    how = f"One of: {', '.join(between.readings)}. It holds from {between.before}"
    if view.on < between.before:
        return f"{how}; for days before that it stays open whatever is ruled."
    return f"{how}."


def _rulings(_view: View, _about: str, boroughs: Iterable[str]) -> tuple[Reading, ...]:
    between = transition()
    return tuple(
        Reading(one, rulings_for(boroughs, between.matter, one))
        for one in between.readings
    )


def _ruling(said: Said) -> tuple[Record, ...]:
    between = transition()
    reading = matched(said.text, between.readings)
    if reading is None:
        raise NotAllowedError(
            f"“{said.text[:60]}” does not answer the question",
            advice=f"Use one of: {', '.join(between.readings)}.",
            allowed=between.readings,
        )
    return rulings_for(said.boroughs, between.matter, reading, said.reason)


def _ruled_from(_view: View) -> dt.date:
    return transition().before


# -------------------------------------------------------------------- publication dates


def _how_publication(_view: View, _about: str) -> str:
    return "The day on the report, such as 2026-02-13. It decides from the day after."


def _publications(
    view: View, about: str, _boroughs: Iterable[str]
) -> tuple[Reading, ...]:
    one = view.all(Inspection).where(id=about).first()
    if one is None:
        return ()
    before = evolve(one, published_on=max(one.inspected_on, view.on - _ONE_DAY))
    later = evolve(one, published_on=view.on)
    readings = (
        Reading(f"a day before {view.on}", (before,)),
        Reading(f"{view.on} or later", (later,)),
    )
    return readings if one.inspected_on < view.on else readings[1:]


def _publication(said: Said) -> tuple[Record, ...]:
    one = said.view.all(Inspection).where(id=said.about).one()
    day = day_from(said.text)
    if day is None:
        raise _no_publication(said.text, "is not a day")
    if day < one.inspected_on:
        raise _no_publication(said.text, f"is before the visit of {one.inspected_on}")
    if day > said.today:
        raise _no_publication(said.text, "has not come yet")
    return (evolve(one, published_on=day),)


def _no_publication(text: str, what: str) -> NotAllowedError:
    return NotAllowedError(
        f"“{text[:60]}” {what}",
        advice="Give the day on which the report was published, such as 2026-02-13;"
        " while it is not published, leave the question open.",
    )


def day_from(text: str) -> dt.date | None:
    """The day that was written, None where it is none.

    >>> day_from("13 February 2026"), day_from("13/02/2026") == day_from("2026-02-13")
    (datetime.date(2026, 2, 13), True)
    """
    for form in _DAYS:
        try:
            return dt.datetime.strptime(text.strip(), form).date()  # noqa: DTZ007  a day
        except ValueError:
            continue
    return None


# ------------------------------------------------ what a person has to record elsewhere


def _named(about: str, several: str) -> str:
    """A setting or an inspection as officers write it; several where none is named."""
    return about.removeprefix("registration/") or several


def _how_judgement(_view: View, about: str) -> str:
    return (
        "The command answer does not take this. Correct the record"
        f" {_named(about, 'of each of these inspections')}: read it again from a"
        " file that holds the judgement, or type the inspection anew as the report"
        " gives it, and bring it in with: earlyyears import FILE --kind inspections."
    )


#: The columns that the two kinds of table cannot do without, as `template` heads them.
_INSPECTIONS = (
    "(columns Setting, Inspection date, Framework, Published on, and those of the"
    " outcome)"
)
_OR_OVERRIDE = (
    " Or record who leads, until which day, why, and which post approved it, with:"
    " earlyyears import FILE --kind overrides (columns Setting, Who leads, Reason,"
    " Approved by (post), From, Until (last day))."
)


def _how_empty(_view: View, about: str) -> str:
    return (
        "The command answer does not take this. If there was an inspection since, type"
        f" a row for {_named(about, 'each of these settings')} and bring it in with:"
        f" earlyyears import FILE --kind inspections {_INSPECTIONS}.{_OR_OVERRIDE}"
    )


def _how_history(view: View, about: str) -> str:
    return (
        "The command answer does not take this. Read an older edition of the register,"
        f" or type the inspection of {_named(about, 'each of these settings')} that"
        f" stood on {view.on}, and bring it in with: earlyyears import FILE --kind"
        f" inspections {_INSPECTIONS}.{_OR_OVERRIDE}"
    )


def _how_elsewhere(_view: View, _about: str) -> str:
    return (
        "The command answer does not take this. Ask whoever is named with the question;"
        " the rule that asks it says which record it needs."
    )


_ELSEWHERE = Way(_how_elsewhere)
_WAYS = {
    "no_preset_chosen": Way(_how_preset, _presets, _choice, _asked_on),
    "between_two_rules": Way(_how_ruling, _rulings, _ruling, _ruled_from),
    "publication_unknown": Way(_how_publication, _publications, _publication),
    "judgement_missing": Way(_how_judgement),
    "ncor_only": Way(_how_empty),
    "history_starts_later": Way(_how_history),
}
