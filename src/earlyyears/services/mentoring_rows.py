"""Rows of the lists that mentors and officers work by: visits, plans, handovers."""

import datetime as dt
from typing import Any

from earlyyears.kernel import Facts, frozen
from earlyyears.mentoring import (
    ActionPlan,
    PlanAction,
    Visit,
    actions_overdue,
    follow_ups_due,
    live,
    plans_to_review,
    plans_to_sign_again,
    stalled,
    visits_due,
)
from earlyyears.people import Person
from earlyyears.places import Registration, Setting
from earlyyears.roles import Handover

__all__ = [
    "HandoverRow",
    "Names",
    "PlanRow",
    "VisitRow",
    "data_of",
    "handover_rows",
    "plan_rows",
    "visit_rows",
    "visit_rows_of",
]

_OPEN = frozenset({"planned", "active"})
_TO_ACCEPT = frozenset({"opened", "offered", "declined"})


class Names:
    """What settings and people are called, looked up once for a list."""

    def __init__(self, facts: Facts) -> None:
        self._settings = {one.id: one.name for one in facts.all(Setting)}
        self._people = {one.id: one.name for one in facts.all(Person)}
        self._numbers: dict[str, str] = {}
        for one in facts.all(Registration):
            self._numbers.setdefault(one.setting, one.identifier)

    def setting(self, id_: str) -> str | None:
        """The name of a setting, None where the register withholds it."""
        return self._settings.get(id_)

    def number(self, id_: str) -> str:
        """The registration number of a setting, or its id where it has none."""
        return self._numbers.get(id_, id_)

    def person(self, id_: str | None) -> str:
        """The name of a person, their key where none is known, or nothing."""
        return self._people.get(id_, id_) if id_ else ""


def data_of(row: Any) -> dict[str, Any]:
    """A row as plain data; days as text."""
    return {name: _plain(getattr(row, name)) for name in row.__match_args__}


def _plain(value: dt.date | tuple[str, ...] | str | int | None) -> object:
    if isinstance(value, dt.date):
        return value.isoformat()
    return [*value] if isinstance(value, tuple) else value


@frozen
class VisitRow:
    """A visit that is due, late, or waits for its follow-up."""

    #: Registration number, or the setting's id.
    setting: str
    name: str | None
    #: Day by which something is to be done.
    due: dt.date
    #: `late`, `coming` or `follow_up`.
    state: str
    kind: str
    direction: str
    person: str
    focus: str
    visit: str

    def as_data(self) -> dict[str, Any]:
        """The row as plain data, ready for JSON."""
        return data_of(self)


def visit_rows(facts: Facts, *, days: int = 14) -> list[VisitRow]:
    """Visits due within so many days, late ones first, and follow-ups that are due."""
    names = Names(facts)
    return [
        _visit_row(one, names, due, state)
        for one, state, due in visit_rows_of(facts, days=days)
    ]


def visit_rows_of(facts: Facts, *, days: int = 14) -> list[tuple[Visit, str, dt.date]]:
    """The visits of that list, each with its state and the day by which it is due."""
    due = [
        (one, "late" if one.on < facts.on else "coming", one.on)
        for one in visits_due(facts, days=days)
    ]
    later = [
        (one, "follow_up", one.follow_up_by or one.on) for one in follow_ups_due(facts)
    ]
    return sorted([*due, *later], key=lambda each: (each[2], each[0].id))


def _visit_row(one: Visit, names: Names, due: dt.date, state: str) -> VisitRow:
    return VisitRow(
        setting=names.number(one.setting),
        name=names.setting(one.setting),
        due=due,
        state=state,
        kind=one.kind,
        direction=one.direction,
        person=names.person(one.person),
        focus=one.follow_up if state == "follow_up" else one.focus,
        visit=one.id,
    )


@frozen
class PlanRow:
    """An open plan, with what is late about it."""

    setting: str
    name: str | None
    #: Body that owns it together with the setting.
    body: str
    person: str
    state: str
    signed: bool
    #: Actions still to be done, and those of them whose day has passed.
    open_actions: int
    overdue_actions: int
    review_by: dt.date | None
    #: Codes of what is late: `review_due`, `stalled`, `sign_again`, `nobody_named`.
    flags: tuple[str, ...]
    plan: str

    def as_data(self) -> dict[str, Any]:
        """The row as plain data, ready for JSON."""
        return data_of(self)


def plan_rows(facts: Facts) -> list[PlanRow]:
    """Every open plan, those with most that is late first."""
    names = Names(facts)
    late = {
        "review_due": {one.id for one in plans_to_review(facts)},
        "stalled": {one.id for one in stalled(facts)},
        "sign_again": {one.id for one in plans_to_sign_again(facts)},
    }
    overdue = actions_overdue(facts)
    actions = facts.all(PlanAction)
    rows = [
        _plan_row(
            one,
            names,
            late,
            open_actions=sum(a.state in _OPEN for a in actions.where(plan=one.id)),
            overdue=sum(action.plan == one.id for action in overdue),
        )
        for one in facts.all(ActionPlan)
        if one.open
    ]
    return sorted(rows, key=_most_late)


def _most_late(row: PlanRow) -> tuple[int, int, dt.date, str]:
    due = row.review_by or dt.date.max
    return (-len(row.flags), -row.overdue_actions, due, row.plan)


def _plan_row(
    one: ActionPlan,
    names: Names,
    late: dict[str, set[str]],
    *,
    open_actions: int,
    overdue: int,
) -> PlanRow:
    flags = [code for code, ids in late.items() if one.id in ids]
    flags += [] if one.person else ["nobody_named"]
    return PlanRow(
        setting=names.number(one.setting),
        name=names.setting(one.setting),
        body=one.body,
        person=names.person(one.person),
        state=one.state,
        signed=one.signed,
        open_actions=open_actions,
        overdue_actions=overdue,
        review_by=one.review_by,
        flags=tuple(flags),
        plan=one.id,
    )


@frozen
class HandoverRow:
    """A handover from one body to another, with what went over by it."""

    setting: str
    name: str | None
    giver: str
    taker: str
    reason: str
    opened: dt.date
    #: Days since it was opened, while nobody has accepted it.
    waiting: int | None
    state: str
    #: Open plans that the taker now owns, and people who work with the setting.
    plans: int
    people: tuple[str, ...]
    handover: str
    #: Id of the setting.
    id: str

    def as_data(self) -> dict[str, Any]:
        """The row as plain data, ready for JSON."""
        return {key: told for key, told in data_of(self).items() if key != "id"}


def handover_rows(
    facts: Facts, *, every: bool = False, first: bool = False
) -> list[HandoverRow]:
    """Handovers that wait to be accepted, the oldest first; with `every`, all of them.

    The first lead of a setting, which nobody gave and nobody has to accept, is told
    with `first` alone.
    """
    names = Names(facts)
    held = sorted(facts.all(Handover), key=lambda one: (one.opened, one.id))
    rows = [_handover_row(one, names, facts) for one in held if first or one.giver]
    return [row for row in rows if every or row.state in _TO_ACCEPT]


def _handover_row(one: Handover, names: Names, facts: Facts) -> HandoverRow:
    plans = facts.all(ActionPlan).where(setting=one.setting, body=one.taker)
    waits = one.giver and one.state in _TO_ACCEPT
    people = {each.person for each in live(facts, setting=one.setting)}
    return HandoverRow(
        setting=names.number(one.setting),
        name=names.setting(one.setting),
        giver=one.giver,
        taker=one.taker,
        reason=one.reason,
        opened=one.opened,
        waiting=(facts.on - one.opened).days if waits else None,
        state=one.state,
        plans=sum(plan.open for plan in plans),
        people=tuple(sorted(map(names.person, people))),
        handover=one.id,
        id=one.setting,
    )
