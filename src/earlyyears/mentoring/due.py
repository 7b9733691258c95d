"""What is due or late on a day: visits, follow-ups, reviews, actions, re-audits."""

import datetime as dt
from collections.abc import Iterable

from earlyyears.kernel import Facts, add_months, frozen
from earlyyears.places import Registration

from .audits import Audit
from .plans import ActionPlan, PlanAction, PlanReview
from .standing import headline
from .visits import Visit

__all__ = [
    "REAUDIT_MONTHS",
    "Reaudit",
    "actions_overdue",
    "follow_ups_due",
    "plans_to_review",
    "plans_to_sign_again",
    "reaudits_due",
    "stalled",
    "visits_due",
]

#: Months after a baseline by which a re-audit is due, unless the caller says otherwise.
REAUDIT_MONTHS = 12

_OPEN_ACTIONS = frozenset({"planned", "active"})


def visits_due(facts: Facts, *, days: int = 14) -> list[Visit]:
    """Planned visits within so many days, with those whose day has passed first."""
    limit = facts.on + dt.timedelta(days=days)
    planned = facts.all(Visit).where(state="planned")
    return sorted((one for one in planned if one.on <= limit), key=_when)


def follow_ups_due(facts: Facts) -> list[Visit]:
    """Visits that took place and whose follow-up is due, the oldest first."""
    held = (one for one in facts.all(Visit).where(state="done") if one.follow_up_by)
    due = [one for one in held if _by(one.follow_up_by, facts.on)]
    return sorted(due, key=lambda one: (one.follow_up_by or one.on, one.id))


def _when(one: Visit) -> tuple[dt.date, str]:
    return (one.on, one.id)


def _by(day: dt.date | None, on: dt.date) -> bool:
    return day is not None and day <= on


def _open(facts: Facts) -> list[ActionPlan]:
    return [one for one in facts.all(ActionPlan) if one.open]


def plans_to_review(facts: Facts) -> list[ActionPlan]:
    """Open plans whose review is due by the day, the longest overdue first."""
    due = [one for one in _open(facts) if _by(one.review_by, facts.on)]
    return sorted(due, key=lambda one: (one.review_by or facts.on, one.id))


def actions_overdue(facts: Facts) -> list[PlanAction]:
    """Actions of open plans whose day has passed, the oldest first."""
    plans = {one.id for one in _open(facts)}
    late = [
        one
        for one in facts.all(PlanAction)
        if one.plan in plans and one.state in _OPEN_ACTIONS
        if one.due is not None and one.due < facts.on
    ]
    return sorted(late, key=lambda one: (one.due or facts.on, one.id))


def stalled(facts: Facts, *, days: int = 120) -> list[ActionPlan]:
    """Open plans of which so many days have seen no visit, no review and no step."""
    limit = facts.on - dt.timedelta(days=days)
    return [one for one in _open(facts) if _last_seen(one, facts) < limit]


def _last_seen(plan: ActionPlan, facts: Facts) -> dt.date:
    steps = [one.valid.start for one in facts.all(PlanAction).where(plan=plan.id)]
    visits = [
        one.on
        for one in facts.all(Visit).where(plan=plan.id)
        if one.state in {"done", "followed_up"}
    ]
    reviews = [one.on for one in facts.all(PlanReview).where(plan=plan.id)]
    signed = [plan.setting_signed_on, plan.supporter_signed_on, plan.valid.start]
    known = [day for day in (*steps, *visits, *reviews, *signed) if day]
    return max((day for day in known if day <= facts.on), default=dt.date.min)


def plans_to_sign_again(facts: Facts) -> list[ActionPlan]:
    """Open plans that the setting signed under an owner who has gone since."""
    return [one for one in _open(facts) if _sold_since_signing(one, facts)]


def _sold_since_signing(plan: ActionPlan, facts: Facts) -> bool:
    held = facts.all(Registration).where(setting=plan.setting)
    began = [one.registered_on for one in held if one.registered_on]
    signed = plan.setting_signed_on
    return signed is not None and bool(began) and signed < max(began) <= facts.on


@frozen
class Reaudit:
    """A baseline that was to be followed by a re-audit, and was not yet."""

    baseline: Audit
    due_on: dt.date

    def is_overdue(self, on: dt.date) -> bool:
        """Say whether the day by which it was due has passed."""
        return self.due_on < on


def reaudits_due(facts: Facts, *, months: int = REAUDIT_MONTHS) -> list[Reaudit]:
    """Baselines without a later like audit, with the day by which it was due.

    Like means the same room of the same setting through the same scale and edition.  A
    baseline that does not count in headline figures is not waited for.
    """
    counted = [one.audit for one in headline(facts.all(Audit), facts)[0]]
    waiting = [
        Reaudit(one, add_months(one.on, months))
        for one in counted
        if one.purpose == "baseline" and not _followed(one, counted)
    ]
    return sorted(waiting, key=lambda one: (one.due_on, one.baseline.id))


def _followed(baseline: Audit, audits: Iterable[Audit]) -> bool:
    key = _likeness(baseline)
    return any(_likeness(one) == key and one.on > baseline.on for one in audits)


def _likeness(one: Audit) -> tuple[str, str, str, str]:
    return (one.setting, one.room, one.scale, one.edition)
