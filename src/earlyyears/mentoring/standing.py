"""How far an audit can be relied on, and what to look at before one is made.

An audit by somebody whose certificate had run out is kept, flagged, and left out of
headline figures; nothing about it is changed.
"""

import datetime as dt
from collections.abc import Iterable, Iterator

from earlyyears.kernel import Facts, Finding, frozen
from earlyyears.people import Qualification
from earlyyears.places import Registration

from .audits import Audit, Dispute
from .conflicts import conflict

__all__ = [
    "LEFT_OUT",
    "Standing",
    "before_audit",
    "certified",
    "headline",
    "paired_check_due",
    "standing",
]

#: Flags with which an audit is left out of headline figures.
LEFT_OUT = frozenset({"not_certified", "certificate_lapsed", "conflict_of_interest"})

_SCORED = frozenset({"scored", "moderated", "shared", "final"})


@frozen
class Standing:
    """An audit with what speaks against leaning on it."""

    audit: Audit
    flags: tuple[Finding, ...] = ()

    @property
    def codes(self) -> frozenset[str]:
        """The codes of the flags."""
        return frozenset(one.code for one in self.flags)

    @property
    def counts(self) -> bool:
        """Whether the audit belongs into headline figures."""
        return self.audit.state in _SCORED and not self.codes & LEFT_OUT


def certified(facts: Facts, person: str, subject: str, day: dt.date) -> bool:
    """Say whether a person was qualified in a scale and edition on a day.

    `facts` may be those of a later day: a qualification that has run out stays on
    record.
    """
    held = facts.all(Qualification).where(holder=person, subject=subject)
    return any(one.holds(day) for one in held)


def standing(audit: Audit, facts: Facts) -> Standing:
    """What speaks against leaning on an audit, as far as the facts go."""
    found = [
        *_uncertified(audit, facts),
        *_conflicted(audit, facts),
        *_disputed(audit, facts),
    ]
    return Standing(audit, tuple(found))


def headline(
    audits: Iterable[Audit], facts: Facts
) -> tuple[tuple[Standing, ...], tuple[Standing, ...]]:
    """The audits that count in headline figures, and those that are left out."""
    told = [standing(one, facts) for one in audits]
    return (
        tuple(one for one in told if one.counts),
        tuple(one for one in told if not one.counts),
    )


def _uncertified(audit: Audit, facts: Facts) -> Iterator[Finding]:
    for role, person in (("assessor", audit.assessor), ("second", audit.second)):
        if person and not certified(facts, person, audit.certificate, audit.on):
            yield _missing(audit, role, person, facts)


def _missing(audit: Audit, role: str, person: str, facts: Facts) -> Finding:
    held = facts.all(Qualification).where(holder=person, subject=audit.certificate)
    lapsed = any(one.expires_on is not None for one in held)
    said = "had run out" if lapsed else "is not on record"
    code = "certificate_lapsed" if lapsed else "not_certified"
    who = "the assessor" if role == "assessor" else "the second assessor"
    message = f"the certificate of {who} for {audit.certificate} {said} on {audit.on}"
    advice = "The audit is kept and left out of headline figures."
    return Finding(
        code if role == "assessor" else f"second_{code}", message, advice=advice
    )


def _conflicted(audit: Audit, facts: Facts) -> Iterator[Finding]:
    for person in filter(None, (audit.assessor, audit.second)):
        if conflict(facts, person, audit.setting):
            message = f"{person} has a stake in the setting"
            advice = "Have the room audited by somebody else."
            yield Finding("conflict_of_interest", message, advice=advice)


def _disputed(audit: Audit, facts: Facts) -> Iterator[Finding]:
    for one in facts.all(Dispute).where(audit=audit.id):
        about = f"item {one.item}" if one.item else "the audit as a whole"
        if not one.outcome:
            message = f"the setting disputes {about}"
            yield Finding("disputed", message, advice="Settle it, with the grounds.")
        elif one.outcome == "upheld":
            message = f"a dispute over {about} was upheld"
            advice = "Record what is right as a new observation; the first one stays."
            yield Finding("dispute_upheld", message, advice=advice)


# ------------------------------------------------------------------ before an audit


def before_audit(audit: Audit, facts: Facts, *, one_in: int = 10) -> list[Finding]:
    """What to know before an audit that is planned; nothing means go ahead.

    `one_in` is how often a second assessor is due: on each tenth audit, by default.
    """
    person = audit.assessor
    found = [*_uncertified(audit, facts), *_conflicted(audit, facts)]
    if audit.consent_on is None:
        message = "the setting has not consented yet"
        found.append(Finding("no_consent", message, advice="Ask the setting first."))
    if audit.second is None and paired_check_due(
        facts, person, audit.certificate, one_in=one_in
    ):
        message = f"a second assessor is due on one audit in {one_in}"
        advice = "Let somebody else observe at the same time, and score apart."
        found.append(Finding("paired_check_due", message, advice=advice))
    return [*found, *_unlike_the_last(audit, facts)]


def paired_check_due(
    facts: Facts, person: str, subject: str, *, one_in: int = 10
) -> bool:
    """Say whether a person's next audit is one to be checked by a second assessor.

    Counted are the person's audits with that scale and edition since the last one that
    two people made.  With `one_in` nought none is ever due.
    """
    own = [
        one
        for one in facts.all(Audit).where(assessor=person)
        if one.certificate == subject and one.state in _SCORED
    ]
    alone = 0
    for one in sorted(own, key=lambda one: (one.on, one.id)):
        alone = 0 if one.second else alone + 1
    return bool(one_in) and alone + 1 >= one_in


def _unlike_the_last(audit: Audit, facts: Facts) -> Iterator[Finding]:
    seen = facts.all(Audit).where(setting=audit.setting)
    earlier = [one for one in seen if one.on < audit.on and one.state in _SCORED]
    if not earlier:
        return
    last = max(earlier, key=lambda one: (one.room == audit.room, one.on, one.id))
    for part in ("room", "scale", "edition"):
        before, now = getattr(last, part), getattr(audit, part)
        if before != now:
            message = f"the last audit was of the {part} {before}, this is of {now}"
            advice = "Change can be told only between like audits."
            yield Finding(f"other_{part}", message, advice=advice)
    if _sold_since(last, audit, facts):
        message = "the setting changed owner since the last audit"
        advice = "Ask the new owner for consent, and read a change with care."
        yield Finding("other_owner", message, advice=advice)


def _sold_since(last: Audit, audit: Audit, facts: Facts) -> bool:
    held = facts.all(Registration).where(setting=audit.setting)
    began = [one.registered_on for one in held if one.registered_on]
    return bool(began) and last.on < max(began) <= audit.on
