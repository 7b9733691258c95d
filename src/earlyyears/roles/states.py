"""Classes of setting state as values, and the records that make one up."""

import datetime as dt
from collections.abc import Iterator

from earlyyears.inspection import (
    Inspection,
    NoChildrenOnRoll,
    NotInspected,
    Outcome,
    framework,
    in_words,
)
from earlyyears.kernel import DateRange, Record, evolve, frozen
from earlyyears.places import Registration, Setting, vocabulary

from .policies import NEW_ENDS, PUBLICATION, SUPPORT_LEAD
from .records import Concern, JointAgreement, Override, PolicyChoice, Ruling
from .wordings import transition

__all__ = ["State", "inspected_on", "records_of"]

_SETTING, _BOROUGH = "setting/example", "example"
_BORN = dt.date.min.replace(year=2000)


@frozen
class State:
    """One class of setting state, on a day."""

    on: dt.date
    kind: str = "full_day_care"
    type: str = "non_domestic"
    subtype: str = ""
    registers: tuple[str, ...] | None = ("eyr",)
    registered: bool = True
    #: A second registration, under which nothing was inspected.
    second: tuple[str, ...] | None = ()
    outcome: Outcome | None = None
    #: An earlier outcome that the latest one replaced.
    earlier: Outcome | None = None
    #: `typed`, `ahead` (typed, and not before the day), `taken` or `unknown`.
    publication: str = "typed"
    #: Whether the file's history begins after the registration.
    starts_later: bool = False
    #: Whether a later visit found no children on roll.
    empty_visit: bool = False
    preset: str = ""
    reading: str = ""
    new_ended: bool = False
    concern: bool = False
    override: bool = False
    agreement: bool = False
    #: Whether the report was given between the two rules.
    between: bool = False

    def in_words(self) -> str:
        """The state as an example setting, in a sentence."""
        return "; ".join(_words(self))


def records_of(state: State) -> tuple[Setting, *tuple[Record, ...]]:
    """The setting of a class, and then everything that is known of it."""
    setting = Setting(id=_SETTING, kind=state.kind, borough=_BOROUGH)
    others = (*_registrations(state), *_inspections(state), *_decisions(state))
    return (setting, *others)


def _registrations(state: State) -> Iterator[Record]:
    if not state.registered:
        return
    first = Registration(
        id="registration/example:1",
        setting=_SETTING,
        identifier="example:1",
        registered_on=_BORN,
        type=state.type,
        subtype=state.subtype,
        registers=state.registers,
        history=((_first_known(state), state.on),) if state.starts_later else (),
    )
    yield first
    if state.second != ():
        yield evolve(
            first,
            id="registration/example:2",
            identifier="example:2",
            registers=state.second,
        )


def _first_known(state: State) -> dt.date:
    return state.on if state.outcome is None else inspected_on(state, state.outcome)


def _inspections(state: State) -> Iterator[Record]:
    if state.outcome is None or isinstance(state.outcome, NotInspected):
        made = None
    else:
        made = inspected_on(state, state.outcome)
        yield _inspection(state, state.outcome, made, state.publication)
    if state.empty_visit:
        visited = state.on - dt.timedelta(days=4)
        yield _inspection(state, NoChildrenOnRoll(outcome="met"), visited, "typed")


def _inspection(
    state: State, outcome: Outcome, made: dt.date, publication: str
) -> Inspection:
    published = {"typed": made + dt.timedelta(days=1), "ahead": state.on}
    return Inspection(
        id=f"inspection/example:1/{outcome.framework}/{made}",
        setting=_SETTING,
        registration="registration/example:1",
        inspected_on=made,
        published_on=published.get(publication),
        known_on=state.on if publication == "taken" else None,
        outcome=outcome,
    )


def inspected_on(state: State, outcome: Outcome) -> dt.date:
    """A day of inspection that fits the framework and, where it can, comes before."""
    between = transition()
    started = framework(outcome.framework).during.start or _BORN
    after = (
        max(started, between.before)
        if outcome.framework == between.framework
        else started
    )
    first = started if state.between else after
    if outcome.framework == between.framework and state.on < between.before:
        first = started
    return first + dt.timedelta(days=14)


def _decisions(state: State) -> Iterator[Record]:
    ends = DateRange(_BORN, state.on + dt.timedelta(days=30))
    choices = {
        SUPPORT_LEAD: state.preset,
        PUBLICATION: "999" if state.publication == "unknown" else "",
        NEW_ENDS: "1" if state.new_ended else "",
    }
    for policy, value in choices.items():
        if value:
            yield PolicyChoice(
                id=f"policy-choice/{_BOROUGH}/{policy}",
                borough=_BOROUGH,
                policy=policy,
                value=value,
            )
    if state.reading:
        matter = transition().matter
        yield Ruling(
            id=f"ruling/{_BOROUGH}/{matter}",
            borough=_BOROUGH,
            matter=matter,
            reading=state.reading,
        )
    if state.concern:
        kind = vocabulary("concern-kind").codes()[0]
        yield Concern(id="concern/1", setting=_SETTING, kind=kind)
    decided = {"setting": _SETTING, "reason": "example", "approver": "example"}
    if state.override:
        yield Override(id="override/1", valid=ends, body="mentors", **decided)
    if state.agreement:
        yield JointAgreement(id="joint-agreement/1", valid=ends, **decided)


def _words(state: State) -> Iterator[str]:
    yield f"on {state.on}"
    if not state.registered:
        yield f"{state.kind.replace('_', ' ')} on no register"
        return
    known = vocabulary("provider-type")
    yield known.label(state.type) if state.type in known.codes() else "type not stated"
    if state.subtype:
        yield vocabulary("provider-subtype").label(state.subtype)
    held = state.registers
    yield (
        "registers not stated"
        if held is None
        else f"registers {', '.join(held) or 'none'}"
    )
    if state.outcome is not None:
        made = inspected_on(state, state.outcome)
        label = framework(state.outcome.framework).label
        yield f"{label} of {made}: {in_words(state.outcome, made)}"
    yield f"preset {state.preset}" if state.preset else "no preset chosen"
    if state.reading:
        yield f"ruling {state.reading}"
    flags = (
        "starts_later",
        "empty_visit",
        "new_ended",
        "concern",
        "override",
        "agreement",
    )
    yield from (flag.replace("_", " ") for flag in flags if getattr(state, flag))
