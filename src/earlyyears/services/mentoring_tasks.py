"""The Monday page of a post: what mentors and officers have to do, and why.

Whatever concerns a setting for which the authority has a statutory duty comes before
everything that is discretionary.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from earlyyears.kernel import Answered, EarlyYearsError, Facts, Timeline, frozen
from earlyyears.mentoring import (
    ActionPlan,
    Allocation,
    Audit,
    Desk,
    Dispute,
    Mentor,
    actions_overdue,
    before_audit,
    desk_of,
    live,
    plans_to_review,
    plans_to_sign_again,
    reaudits_due,
    served_by,
    stalled,
    watch,
)
from earlyyears.places import NetworkMember, Setting, vocabulary
from earlyyears.roles import HandoverNotice, LeadRow, support_lead, worklist

from .mentoring_rows import Names, data_of, handover_rows, visit_rows_of

__all__ = ["TaskRow", "UnknownPostError", "tasks_of"]

_AUDIT_DAYS = 28
_DUTIES = {"statutory": 0, "unconfirmed": 1, "local": 2}
_FEWER = 3


class UnknownPostError(EarlyYearsError, LookupError):
    """A post that nobody holds on the day."""

    code = "EY652"


@frozen
class TaskRow:
    """One thing to do, with the setting it is about and why it is on the list."""

    #: Registration number, or the setting's id; nothing where it is about nobody.
    setting: str
    name: str | None
    #: Code of what is to be done (vocabulary `mentoring-task`).
    task: str
    about: str
    #: Day by which; None where there is none.
    due: dt.date | None
    #: Duty of the authority towards the setting, nothing where none is known.
    duty: str
    #: Record that the task is about.
    record: str

    def as_data(self) -> dict[str, Any]:
        """The row as plain data, ready for JSON."""
        return data_of(self)


@frozen
class _Draft:
    """A task before it is known what its setting is called."""

    setting: str
    task: str
    about: str
    due: dt.date | None
    record: str


def tasks_of(facts: Timeline, post: str) -> list[TaskRow]:
    """What the holders of a post have to do on the day, statutory duties first.

    Raises `UnknownPostError` where nobody holds the post.
    """
    desk = desk_of(facts, post)
    if not desk.people:
        raise UnknownPostError(
            f"nobody holds the post “{post[:60]}” on {facts.on}",
            advice="Give --as POST as it stands in the table of posts.",
            post=post[:60],
        )
    drafts = [*_handovers(facts, desk), *_support(facts, desk)]
    drafts += [*_visits(facts, desk), *_audits(facts, desk), *_plans(facts, desk)]
    names = Names(facts)
    chosen = {one.setting for one in drafts}
    settings = [one for one in facts.all(Setting) if one.id in chosen]
    leads = {row.id: row for row in worklist(facts, settings)}
    rows = [(one, _row(one, names, leads)) for one in drafts]
    return [row for _, row in sorted(rows, key=_order)]


def _row(one: _Draft, names: Names, leads: Mapping[str, LeadRow]) -> TaskRow:
    lead = leads.get(one.setting)
    return TaskRow(
        setting=names.number(one.setting) if one.setting else "",
        name=names.setting(one.setting),
        task=one.task,
        about=one.about,
        due=one.due,
        duty=(lead.duty or "") if lead else "",
        record=one.record,
    )


def _order(pair: tuple[_Draft, TaskRow]) -> tuple[int, int, dt.date, str, str]:
    one, row = pair
    tasks = vocabulary("mentoring-task").codes()
    due = row.due or dt.date.max
    rank = tasks.index(row.task)
    return (_DUTIES.get(row.duty, _FEWER), rank, due, row.setting, one.record)


# ------------------------------------------------------------------------- handovers


def _handovers(facts: Facts, desk: Desk) -> Iterator[_Draft]:
    near = _near(facts, desk)
    for notice in facts.all(HandoverNotice):
        told = notice.seen_on is None and notice.body in desk.bodies
        if told and (near is None or notice.setting in near):
            about = f"Told on {notice.told_on}; say that you know."
            yield _Draft(
                notice.setting, "handover_told", about, notice.told_on, notice.id
            )
    for row in handover_rows(facts):
        if desk.takes(row.taker) and (near is None or row.id in near):
            about = f"From {row.giver or 'nobody'}: {row.reason.replace('_', ' ')}."
            yield _Draft(row.id, "handover_to_accept", about, row.opened, row.handover)


def _near(facts: Facts, desk: Desk) -> frozenset[str] | None:
    """Settings of a mentor's networks or ever theirs; None for who minds them all."""
    own = [one for one in facts.all(Mentor) if one.person in desk.people]
    if not own:
        return None
    networks = {one.network for one in own}
    members = facts.all(NetworkMember)
    return frozenset(
        {
            *(one.setting for one in members if one.network in networks),
            *(a.setting for a in facts.all(Allocation) if a.person in desk.people),
        }
    )


def _support(facts: Timeline, desk: Desk) -> Iterator[_Draft]:
    mentor = any(one.person in desk.people for one in facts.all(Mentor))
    bodies = desk.bodies - ({"mentors"} if mentor else set())
    if bodies:
        yield from _unsupported(facts, bodies)
    if "mentors" in desk.bodies and not mentor:
        yield from _watched(facts)
    yield from _suspended(facts, desk)


def _unsupported(facts: Facts, bodies: frozenset[str]) -> Iterator[_Draft]:
    served = {one.setting for one in live(facts) if one.body in bodies}
    for setting in facts.all(Setting):
        answer = facts.ask(support_lead, setting)
        if not isinstance(answer, Answered) or setting.id in served:
            continue
        if answer.value.body in bodies:
            about = answer.why.reason.replace("_", " ").capitalize() + "."
            yield _Draft(setting.id, "nobody_allocated", about, None, setting.id)


def _suspended(facts: Facts, desk: Desk) -> Iterator[_Draft]:
    """Support that was suspended, of settings that are the mentors' again."""
    settings = {one.id: one for one in facts.all(Setting)}
    for one in facts.all(Allocation).where(state="suspended", body="mentors"):
        setting = settings.get(one.setting)
        if one.person not in desk.people or setting is None:
            continue
        answer = facts.ask(support_lead, setting)
        led = isinstance(answer, Answered) and "mentors" in served_by(answer.value.body)
        if led:
            yield _Draft(setting.id, "allocation_suspended", one.reason, None, one.id)


def _watched(facts: Timeline) -> Iterator[_Draft]:
    for one in watch(facts):
        steps = one.now.why.steps if one.now else ("The home setting is not known.",)
        about = " ".join(steps)
        yield _Draft(one.mentor.home, "mentor_watched", about, None, one.mentor.id)


# -------------------------------------------------------------------- visits, audits


def _visits(facts: Facts, desk: Desk) -> Iterator[_Draft]:
    for visit, state, due in visit_rows_of(facts):
        if visit.person in desk.people:
            about = visit.follow_up if state == "follow_up" else visit.focus
            yield _Draft(visit.setting, f"visit_{state}", about, due, visit.id)


def _audits(facts: Facts, desk: Desk) -> Iterator[_Draft]:
    limit = facts.on + dt.timedelta(days=_AUDIT_DAYS)
    for audit in facts.all(Audit).where(state="scheduled"):
        if audit.assessor in desk.people and audit.on <= limit:
            known = " ".join(f"{f.message}." for f in before_audit(audit, facts))
            about = f"{audit.scale}, {audit.room}. {known}".strip()
            yield _Draft(audit.setting, "audit_scheduled", about, audit.on, audit.id)
    audits = {one.id: one for one in facts.all(Audit)}
    for dispute in facts.all(Dispute):
        held = audits.get(dispute.audit)
        if held and not dispute.outcome and _mine(held.setting, held.assessor, desk):
            about = f"Item {dispute.item}." if dispute.item else "The whole audit."
            yield _Draft(
                held.setting, "score_disputed", about, dispute.raised_on, dispute.id
            )
    for one in reaudits_due(facts):
        first = one.baseline
        if one.due_on <= limit and _mine(first.setting, first.assessor, desk):
            about = f"{first.scale}, {first.room}: first seen on {first.on}."
            yield _Draft(first.setting, "reaudit_due", about, one.due_on, first.id)


def _mine(setting: str, person: str, desk: Desk) -> bool:
    return setting in desk.settings or person in desk.people


# ----------------------------------------------------------------------------- plans


def _plans(facts: Facts, desk: Desk) -> Iterator[_Draft]:
    plans = {one.id: one for one in facts.all(ActionPlan) if one.open}
    mine = {key: one for key, one in plans.items() if one.person in desk.people}
    for key, one in plans.items():
        if one.person is None and desk.takes(one.body):
            about = "Name who supports the setting."
            yield _Draft(one.setting, "plan_unowned", about, None, key)
    for action in actions_overdue(facts):
        if action.plan in mine:
            setting = mine[action.plan].setting
            about = action.words or action.goal.replace("_", " ")
            yield _Draft(setting, "action_overdue", about, action.due, action.id)
    for task, late in (
        ("plan_review", plans_to_review(facts)),
        ("plan_stalled", stalled(facts)),
        ("plan_sign_again", plans_to_sign_again(facts)),
    ):
        for plan in late:
            if plan.id in mine:
                yield _Draft(plan.setting, task, "", plan.review_by, plan.id)
