"""Journeys J3 and J4 as far as they join rooms: audits with their scores, people, days.

An audit holds no score; it points at an observation.  Here the two come together, and
what changes with a person's leaving or declaring an interest becomes one commit.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from earlyyears.kernel import DateRange, EarlyYearsError, Finding, frozen
from earlyyears.ledger import Change, Ended, View
from earlyyears.mentoring import (
    Audit,
    Dispute,
    Mentor,
    Release,
    Standing,
    Suggestion,
    headline,
    left,
    suggested,
)
from earlyyears.scales import (
    Agreement,
    Observation,
    Profile,
    Scale,
    Sheet,
    agreement,
    change,
    profile,
    score,
)
from earlyyears.scales import (
    Change as ScoreChange,
)

__all__ = [
    "AuditChange",
    "NoObservationError",
    "Scoring",
    "audit_profile",
    "audit_sheet",
    "leaving",
    "matched_change",
    "paired_agreement",
    "suggestions_for",
]


class NoObservationError(EarlyYearsError, LookupError):
    """An audit whose observation is not on record, so that nothing can be scored."""

    code = "EY651"


def _observation(view: View, audit: Audit, id_: str | None) -> Observation:
    found = view.all(Observation).where(id=id_).first() if id_ else None
    if found is None:
        raise NoObservationError(
            f"the audit {audit.id} has no observation on record",
            advice="Read the score sheet in first, and name it in the audit.",
            audit=audit.id,
        )
    return found


@frozen
class Scoring:
    """How sheets are scored: what a mean needs, and scales beyond those that ship."""

    #: Fewest scored items of a mean, and fewest as a share of those that apply.
    min_items: int = 1
    min_share: Fraction | None = None
    #: Scales of the borough's own, by key.
    shelf: Mapping[str, Scale] = {}

    def sheet(self, seen: Observation) -> Sheet:
        """The scores of an observation."""
        return score(
            seen,
            self.shelf.get(seen.scale),
            min_items=self.min_items,
            min_share=self.min_share,
        )


#: Scales that ship, and means of whatever was scored.
_PLAIN = Scoring()


def audit_sheet(view: View, audit: Audit, by: Scoring = _PLAIN) -> Sheet:
    """The scores of an audit: those both agreed on, or else the assessor's own.

    Raises `NoObservationError`.
    """
    return by.sheet(_observation(view, audit, audit.consensus or audit.observation))


def paired_agreement(view: View, audit: Audit, by: Scoring = _PLAIN) -> Agreement:
    """How far two assessors agreed who looked at the same time, by their originals."""
    first = _observation(view, audit, audit.observation)
    second = _observation(view, audit, audit.second_observation)
    return agreement(by.sheet(first), by.sheet(second))


def audit_profile(view: View, audit: Audit, by: Scoring = _PLAIN) -> Profile:
    """Strengths and growth of the room that was audited, to be looked at together."""
    return profile(audit_sheet(view, audit, by))


def suggestions_for(
    view: View, audit: Audit, by: Scoring = _PLAIN
) -> tuple[Suggestion, ...]:
    """What a plan might say of the low items of an audit, the lowest first.

    Items in dispute are left out until the dispute is settled.  Nothing is written.
    """
    found = audit_profile(view, audit, by)
    disputes = view.all(Dispute).where(audit=audit.id)
    open_ = {one.item for one in disputes if not one.outcome}
    low = [number for number in found.growth if not open_ & {number, ""}]
    titles = {number: str(found.scale.items[number]) for number in low}
    items = [audit.item(number) for number in low]
    return suggested(items, view, setting=audit.setting, titles=titles)


# ------------------------------------------------------------------ change over time


@frozen(eq=False)
class AuditChange:
    """Rooms seen twice and how they changed, with every audit that was left out."""

    change: ScoreChange
    #: Audits that went in, by their ids.
    audits: tuple[str, ...]
    #: Audits left out of headline figures, with what speaks against each.
    left_out: tuple[Standing, ...]

    @property
    def left_out_by_reason(self) -> dict[str, int]:
        """How many audits were left out, by reason."""
        codes = (
            code for one in self.left_out for code in one.codes or {one.audit.state}
        )
        return dict(sorted(Counter(codes).items()))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What to know before leaning on the change."""
        flags = (flag for one in self.left_out for flag in one.flags)
        return (*self.change.findings, *flags)


def matched_change(
    view: View,
    *,
    first: str = "baseline",
    second: str = "progress",
    settings: Iterable[str] | None = None,
    by: Scoring = _PLAIN,
    **options: Any,
) -> AuditChange:
    """Compare audits of one purpose with those of another, room by room.

    Only audits that count in headline figures go in.  `settings` narrows them; other
    options go to `scales.change`, such as `reliability` or `of`.  Rooms without a pair
    are counted by reason in the change itself.
    """
    chosen = None if settings is None else frozenset(settings)
    audits = [one for one in view.all(Audit) if chosen is None or one.setting in chosen]
    counted, out = headline(audits, view)
    sides = [_sheets(view, counted, purpose, by) for purpose in (first, second)]
    used = [one.audit.id for one in counted if one.audit.purpose in {first, second}]
    missed = [one for one in out if one.audit.purpose in {first, second}]
    return AuditChange(change(*sides, **options), tuple(used), tuple(missed))


def _sheets(
    view: View, counted: Iterable[Standing], purpose: str, by: Scoring
) -> list[Sheet]:
    chosen = (one.audit for one in counted if one.audit.purpose == purpose)
    return [audit_sheet(view, one, by) for one in chosen]


# ---------------------------------------------------------------------------- people


def leaving(view: View, mentor: Mentor) -> list[Change]:
    """What is to be written when a mentor leaves on the day of the view.

    The appointment and its release end, allocations are suspended, and open plans stay
    with the mentors as a body until somebody is named.  Record it in one commit.
    """
    days = DateRange(view.on)
    return [
        Ended(Mentor, mentor.id, days),
        *(Ended(Release, one.id, days) for one in _releases(view, mentor)),
        *left(view, mentor),
    ]


def _releases(view: View, mentor: Mentor) -> Iterator[Release]:
    yield from view.all(Release).where(mentor=mentor.id)
