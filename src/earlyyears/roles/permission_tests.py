"""The tests that a row of permissions may ask for, each a pure function by its name.

Most are worked out from the facts.  Five cannot be, because another room or a person
holds them: whoever asks says that they hold (`GIVEN`).
"""

from collections.abc import Callable, Mapping
from typing import Final

from earlyyears.kernel import Answered, Facts, Record, frozen, kind_of
from earlyyears.people import Body, Interest, Qualification
from earlyyears.places import Partnership, Setting, vocabulary

from .leads import support_lead
from .notes import Note, PurposeMove
from .permission_standing import Standing
from .stakes import owners_of

__all__ = ["GIVEN", "TESTS", "Case"]

#: What whoever asks must say, with what it means.
GIVEN: Final[Mapping[str, str]] = {
    "at_request": "the authority has asked for the mentor",
    "author": "the actor wrote it, as the hub's log shows",
    "from_elsewhere": "the actor is of another borough than the setting",
    "involved_before": "the actor had a part in what is appealed against",
    "no_programme_lead": "the borough has no lead for the scheme",
    "on_inspection": "the decision rests on the inspection judgement alone",
}

# Fields in which records name whoever made them; nobody approves their own.
_AUTHORS = ("author", "claimed_by", "submitted_by", "proposed_by", "raised_by")


@frozen
class Case:
    """Somebody, something, what for, and what is known."""

    standing: Standing
    about: Record | None
    purpose: str
    given: frozenset[str]
    facts: Facts

    @property
    def setting(self) -> str:
        """Id of the setting that it is about, or nothing."""
        if isinstance(self.about, Setting):
            return self.about.id
        named = getattr(self.about, "setting", None) or getattr(
            self.about, "school", None
        )
        return named if isinstance(named, str) else ""

    @property
    def body(self) -> str:
        """Id of the body that it is about, or nothing."""
        if isinstance(self.about, Body):
            return self.about.id
        named = getattr(self.about, "body", None)
        return named if isinstance(named, str) else ""

    def subject(self) -> Setting | None:
        """The setting itself, where the facts hold it."""
        if isinstance(self.about, Setting):
            return self.about
        return self.facts.all(Setting).where(id=self.setting).first()


def _own_setting(case: Case) -> bool:
    return bool(case.setting) and case.setting in case.standing.settings


def _led_by(*bodies: str) -> Callable[[Case], bool]:
    def led(case: Case) -> bool:
        setting = case.subject()
        answer = case.facts.ask(support_lead, setting) if setting else None
        return isinstance(answer, Answered) and answer.value.body in bodies

    return led


def _childminder(case: Case) -> bool:
    setting, kinds = case.subject(), vocabulary("setting-kind")
    if setting is None or setting.kind not in kinds.codes():
        return False
    return kinds.within(setting.kind, "childminder")


def _qualified(case: Case) -> bool:
    """Whether every holder of the post is qualified, since any of them may come."""
    wanted = getattr(case.about, "certificate", "")
    facts = case.facts
    held = {
        one.holder
        for one in facts.all(Qualification).where(subject=wanted)
        if one.holds(facts.on)
    }
    return bool(wanted) and bool(held) and case.standing.holders <= held


def _interest(case: Case) -> bool:
    if not case.setting:
        return False
    owners = owners_of(case.facts, case.setting)
    declared = case.facts.all(Interest)
    return any(
        one.about in owners for one in declared if one.holder in case.standing.holders
    )


def _author(case: Case) -> bool:
    named = {getattr(case.about, name, None) for name in _AUTHORS}
    mine = {case.standing.actor, *case.standing.holders}
    return "author" in case.given or not named.isdisjoint(mine)


def _on_body(case: Case) -> bool:
    return bool(case.body) and case.body in case.standing.bodies


def _on_parent(case: Case) -> bool:
    body = case.facts.all(Body).where(id=case.body).first()
    return body is not None and body.parent in case.standing.bodies


def _owns_seat(case: Case) -> bool:
    seat = getattr(case.about, "seat", None)
    return seat is not None and seat in {one.id for one in case.standing.seats}


def _owns_item(case: Case) -> bool:
    return getattr(case.about, "owner", None) == case.standing.actor


def _partner(case: Case) -> bool:
    named = getattr(case.about, "partnership", None)
    held = case.facts.all(Partnership).where(id=named).first()
    partnership = case.about if isinstance(case.about, Partnership) else held
    if partnership is None:
        return False
    return not case.standing.organisations.isdisjoint(partnership.partners)


def _private_note(case: Case) -> bool:
    return case.about is not None and kind_of(case.about).visible == "author"


def _stands(*standings: str) -> Callable[[Case], bool]:
    return lambda case: (
        isinstance(case.about, Note) and case.about.standing in standings
    )


def _other_purpose(case: Case) -> bool:
    written_for = case.about.written_for if isinstance(case.about, Note) else ""
    return "" not in {written_for, case.purpose} and written_for != case.purpose


def _moved(case: Case) -> bool:
    note = case.about.id if case.about is not None else ""
    return any(
        one.to == case.purpose for one in case.facts.all(PurposeMove).where(note=note)
    )


def _for_safeguarding(case: Case) -> bool:
    return (
        case.purpose == "safeguarding" and "safeguarding_lead" in case.standing.titles
    )


def _given(name: str) -> Callable[[Case], bool]:
    return lambda case: name in case.given


#: Every test, by the name that a row asks for it.
TESTS: Final[Mapping[str, Callable[[Case], bool]]] = {
    **{name: _given(name) for name in GIVEN},
    "author": _author,
    "authority_leads": _led_by("authority", "joint"),
    "childminder": _childminder,
    "for_safeguarding": _for_safeguarding,
    "formal_note": _stands("formal"),
    "interest": _interest,
    "mentors_lead": _led_by("mentors", "joint"),
    "moved": _moved,
    "on_body": _on_body,
    "on_parent": _on_parent,
    "other_purpose": _other_purpose,
    "own_setting": _own_setting,
    "owns_item": _owns_item,
    "owns_seat": _owns_seat,
    "partner": _partner,
    "private_note": _private_note,
    "qualified": _qualified,
    "setting_note": _stands("shared", "formal"),
    "shared_note": _stands("shared"),
}
