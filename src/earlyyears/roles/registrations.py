"""What follows for one registration: the heart of who leads."""

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from earlyyears.inspection import (
    ChildcareRegisterInspection,
    IndependentInspection,
    Inspection,
    NoChildrenOnRoll,
    NotInspected,
    deemed_on,
    frameworks,
    in_words,
    is_published,
)
from earlyyears.kernel import Ask, Record, add_months
from earlyyears.places import Registration, Setting

from .drafts import Draft, same, told
from .leads import Lead
from .policies import NEW_ENDS, OUT_OF_SCHOOL, PUBLICATION, SUPPORT_LEAD, Policy
from .tables import Panel, Verdict
from .wordings import asked, codes, family, ground, transition

__all__ = ["Case", "decide_registration"]

_BY_THE_TEAM = "With a childminder it is the childminder team that does the work."

_OUT_OF_SCHOOL = codes("subtype", "out_of_school")
_LOOKED_AT = codes("framework", "counting") | codes("framework", "no_children")
_NOT_MET = codes("childcare_register", "not_met")
_LABELS = {key: one.label for key, one in frameworks().items()}
_TRANSITIONAL = transition().framework
_NOT_INSPECTED = NotInspected()
_months_later = lru_cache(maxsize=None)(add_months)


class Case(NamedTuple):
    """One registration on a day, with what the borough has chosen."""

    setting: Setting
    registration: Registration
    on: dt.date
    policy: Policy
    #: The clauses to ask while it counts as new, and after that time has ended.
    panels: tuple[Panel, Panel]
    #: Keys of the presets among which the borough may choose.
    presets: tuple[str, ...]
    #: Every inspection of this registration that the facts hold.
    inspections: Sequence[Inspection]

    @property
    def childminder(self) -> bool:
        """Whether the childminder team does the work."""
        return family(self.registration.type, self.setting.kind) == "childminder"


def decide_registration(case: Case) -> Draft:
    """Who leads because of this registration."""
    registration = case.registration
    kind = family(registration.type, case.setting.kind)
    if kind in {"nanny", "agency"}:
        return told(kind, (), (registration,))
    registers = registration.registers
    if registers is None:
        school = kind == "school"
        return told(kind, (), (registration,)) if school else _early_years(case)
    if "eyr" in registers:
        return _early_years(case)
    if kind == "school":
        return told("school", (), (registration,))
    if "ccr" in registers:
        return _later_years(case)
    only = "voluntary_register_only" if "vcr" in registers else "not_registered"
    return told(only, (), (registration,))


def _early_years(case: Case) -> Draft:
    if case.registration.subtype in _OUT_OF_SCHOOL and not case.policy.same_rule:
        return told("out_of_school", _register_steps(case), (case.registration,))
    published: list[Inspection] = []
    unknown: list[Inspection] = []
    on, months = case.on, case.policy.months
    for one in case.inspections:
        if one.inspected_on <= on and one.outcome.framework in _LOOKED_AT:
            said = is_published(one, on, months)
            if said:
                published.append(one)
            elif said is None:
                unknown.append(one)
    if not unknown:
        return _by_reading(case, published)
    unknown.sort(key=_order)
    drafts = [
        _by_reading(case, [*published, *unknown[:count]])
        for count in range(len(unknown) + 1)
    ]
    return _common(case, drafts, unknown)


def _order(one: Inspection) -> tuple[dt.date, str]:
    return (one.inspected_on, one.id)


def _latest(published: list[Inspection]) -> tuple[Inspection | None, Inspection | None]:
    """The latest report that counts, and the latest visit with no children on roll."""
    counting: Inspection | None = None
    empty: Inspection | None = None
    for one in published:
        if type(one.outcome) is NoChildrenOnRoll:
            if empty is None or one.inspected_on > empty.inspected_on:
                empty = one
        elif counting is None or _order(one) > _order(counting):
            counting = one
    return counting, empty


def _common(case: Case, drafts: list[Draft], unknown: list[Inspection]) -> Draft:
    first = drafts[0]
    if all(same(first, other) for other in drafts[1:]):
        days = ", ".join(str(one.inspected_on) for one in unknown)
        note = (
            f"Nobody has said when the report of the inspection of {days} was"
            " published; published or not, the answer is the same."
        )
        records = (*first.records, *unknown)
        return first._replace(steps=(*first.steps, note), records=records)
    asks = tuple(
        asked("publication_unknown", one.id, inspected_on=one.inspected_on)
        for one in unknown
    )
    readings = tuple(
        f"{'If it is published' if at else 'If it is not published'}: {each.steps[-1]}"
        for at, each in ((False, drafts[0]), (True, drafts[-1]))
    )
    steps = (*_register_steps(case), *readings)
    return told("publication_unknown", steps, (case.registration, *unknown), asks)


def _by_reading(case: Case, published: list[Inspection]) -> Draft:
    """The answer if exactly these reports are published."""
    latest, empty = _latest(published)
    if latest is not None and latest.outcome.framework == _TRANSITIONAL:
        passed = _before_transition(case, published, latest)
        if passed is not None:
            return passed
    if case.registration.history and not _history_reaches(case, latest):
        ask = asked("history_starts_later", case.registration.id, on=case.on)
        steps = _register_steps(case)
        return told("history_starts_later", steps, (case.registration,), (ask,))
    if latest is None:
        return _uninspected(case, empty)
    return _inspected(case, latest, empty)


def _before_transition(
    case: Case, published: list[Inspection], latest: Inspection
) -> Draft | None:
    """The answer where the latest report was given between two rules, else None."""
    between = transition()
    if latest.inspected_on >= between.before:
        return None
    chosen = case.policy.reading
    cited = case.policy.record(between.matter)
    if case.on < between.before or not chosen:
        steps = (*_register_steps(case), _outcome_step(latest))
        ask = asked("between_two_rules")
        return told("between_two_rules", steps, (case.registration, latest), (ask,))
    if chosen == between.readings[0]:
        found = _inspected(case, latest, _latest(published)[1])
        note = "The borough has ruled that this report card counts as a report card."
    else:
        found = _by_reading(case, [one for one in published if one is not latest])
        note = (
            f"The borough has ruled that the report card of {latest.inspected_on} is"
            " set aside and that what stood before it goes on deciding."
        )
    return found._replace(
        steps=(note, *found.steps), records=(*found.records, latest, *cited)
    )


def _uninspected(case: Case, empty: Inspection | None) -> Draft:
    records: tuple[Record, ...] = (case.registration,)
    if empty is not None:
        ask = asked("ncor_only", case.registration.id)
        steps = (*_register_steps(case), _outcome_step(empty))
        return told("ncor_only", steps, (*records, empty), (ask,))
    ended, steps = _new_ended(case)
    verdict = case.panels[ended].verdict(_NOT_INSPECTED)
    if case.policy.new_ends is not None:
        records = (*records, *case.policy.record(NEW_ENDS))
    return _drafted(case, verdict, (*_register_steps(case), *steps), records)


def _new_ended(case: Case) -> tuple[bool, tuple[str, ...]]:
    months, registered = case.policy.new_ends, case.registration.registered_on
    if months is None:
        return False, ()
    if registered is None:
        return False, (
            "The day of registration is not known, so it still counts as new.",
        )
    ends = _months_later(registered, months)
    return ends <= case.on, (f"The borough counts it as new until {ends}.",)


def _inspected(case: Case, latest: Inspection, empty: Inspection | None) -> Draft:
    policy = case.policy
    records: tuple[Record, ...] = (case.registration, latest)
    steps = (*_register_steps(case), _outcome_step(latest))
    if latest.published_on is None:
        steps = (*steps, _assumed_step(deemed_on(latest, policy.months)))
        records = (*records, *policy.record(PUBLICATION))
    if empty is not None and empty.inspected_on > latest.inspected_on:
        steps = (*steps, _empty_step(empty.inspected_on))
    if type(latest.outcome) is IndependentInspection:
        return told("independent_inspectorate", steps, records)
    ended = policy.new_ends is not None and _new_ended(case)[0]
    verdict = case.panels[ended].verdict(latest.outcome)
    if verdict.by_choice:
        records = (*records, *policy.record(SUPPORT_LEAD))
    return _drafted(case, verdict, steps, records, latest)


def _drafted(
    case: Case,
    verdict: Verdict,
    steps: tuple[str, ...],
    records: tuple[Record, ...],
    latest: Inspection | None = None,
) -> Draft:
    if case.policy.same_rule:
        records = (*records, *case.policy.record(OUT_OF_SCHOOL))
    steps += verdict.says
    if verdict.status == "answered":
        lead = _lead(verdict.lead, verdict.duty, case.childminder)
        # The clause tells of the duty; who does the work is another fact.
        steps += (_BY_THE_TEAM,) if case.childminder else ()
        return Draft("answered", verdict.reason, lead, steps, records, verdict.basis)
    return told(verdict.status, steps, records, (_ask(case, verdict, latest),))


def _ask(case: Case, verdict: Verdict, latest: Inspection | None) -> Ask:
    if verdict.status == "judgement_missing" and latest is not None:
        missing = ", ".join(name.replace("_", " ") for name in verdict.missing)
        return asked(
            verdict.status, latest.id, inspected_on=latest.inspected_on, missing=missing
        )
    if verdict.status == "no_preset_chosen":
        return asked(verdict.status, presets=", ".join(case.presets))
    return asked(verdict.status)


@lru_cache(maxsize=64)
def _lead(body: str, duty: str, childminder: bool) -> Lead:  # noqa: FBT001  cached
    return Lead("childminder_team" if childminder else body, duty)


def _later_years(case: Case) -> Draft:
    """A registration on the compulsory part of the Childcare Register alone."""
    on, months = case.on, case.policy.months
    seen = sorted(
        (
            one
            for one in case.inspections
            if type(one.outcome) is ChildcareRegisterInspection
            and one.inspected_on <= on
        ),
        key=_order,
    )
    published = [one for one in seen if is_published(one, on, months)]
    unknown = [one for one in seen if is_published(one, on, months) is None]
    drafts = [
        _by_compliance(case, [*published, *unknown[:count]])
        for count in range(len(unknown) + 1)
    ]
    return drafts[0] if not unknown else _common(case, drafts, unknown)


def _by_compliance(case: Case, published: list[Inspection]) -> Draft:
    latest = max(published, key=_order, default=None)
    steps: tuple[str, ...] = ("On the compulsory part of the Childcare Register only.",)
    if latest is None:
        return told("later_years_only", steps, (case.registration,))
    steps = (*steps, _outcome_step(latest))
    records = (case.registration, latest)
    if latest.outcome.outcome not in _NOT_MET:  # type: ignore[union-attr]
        return told("later_years_only", steps, records)
    code = "childcare_register_not_met"
    lead = _lead("authority", "statutory", case.childminder)
    says = "Its requirements were not met: the authority's duty, and no mentor's work."
    return Draft("answered", code, lead, (*steps, says), records, ground(code).source)


def _history_reaches(case: Case, latest: Inspection | None) -> bool:
    """Say whether no inspection can hide between the latest one known and the day.

    Every stretch of days that no window covers, from the registration to the last
    edition, may hold an inspection that nobody has seen.  It does no harm if it lies
    before the latest known inspection, after the day, or around one that was typed in.
    """
    registration, on = case.registration, case.on
    windows = registration.history
    reached = registration.registered_on or registration.valid.start or dt.date.min
    for first, edition in windows:
        if reached < first and reached <= on and not _seen(latest, reached, first):
            return False
        reached = max(reached, edition)
    return True


def _seen(latest: Inspection | None, start: dt.date, end: dt.date) -> bool:
    if latest is None:
        return False
    typed = latest.known_on is None and start <= latest.inspected_on
    return typed or end <= latest.inspected_on


def _register_steps(case: Case) -> tuple[str, ...]:
    one = case.registration
    since = f" since {one.registered_on}" if one.registered_on else ""
    step = f"On the Early Years Register as {one.identifier}{since}."
    if one.registers is not None:
        return (step,)
    return (step, "The file does not say which registers it is on; assumed.")


@lru_cache(maxsize=8192)
def _assumed_step(day: dt.date) -> str:
    return (
        "The day of publication is not known; the report is taken as published on"
        f" {day} (assumed)."
    )


def _outcome_step(one: Inspection) -> str:
    words = in_words(one.outcome, one.inspected_on)
    label = _LABELS[one.outcome.framework]
    return f"Latest published: {label} of {one.inspected_on}, {words}."


@lru_cache(maxsize=8192)
def _empty_step(day: dt.date) -> str:
    return (
        f"A later visit of {day} found no children on roll; it does not replace the"
        " judgement."
    )
