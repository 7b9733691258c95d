"""Mentors at work in the fictional borough: allocations, audits, plans and visits.

They follow from what a hub holds on a day, so that nobody is allocated where a rule
says no.  The same seed and the same hub give the same records.
"""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from random import Random

from earlyyears.kernel import DateRange, Facts, ItemRef, Record, evolve, frozen
from earlyyears.mentoring import (
    ActionPlan,
    Allocation,
    Audit,
    Engagement,
    Mentor,
    Release,
    Visit,
    action_from,
    conflict,
    suggested,
)
from earlyyears.people import Post
from earlyyears.places import Network, NetworkMember
from earlyyears.roles import worklist
from earlyyears.scales import Observation, get

from .naming import token_for

__all__ = ["mentoring"]

_SINCE, _AUDITED, _PLANNED = 120, 100, 90
#: Days since each visit; one is still to come.
_VISITED = (-10, 21, 49, 77, 105)
_CAP = 9
_AUDIT_EACH, _LOW, _HIGH = 3, 2, 6
_SCALE, _EDITION = "iters-3", "2017"
_DAY = dt.timedelta(days=1)


@frozen
class _Pair:
    """A setting with the mentor who works with it, and chance that can be repeated."""

    number: int
    setting: str
    mentor: Mentor
    chance: Random
    seed: int
    on: dt.date

    def id(self, kind: str, *parts: object) -> str:
        """An id that means nothing."""
        return f"{kind}/{token_for(self.seed, kind, self.setting, *parts)}"

    def ago(self, days: int) -> dt.date:
        """A day before the last one."""
        return self.on - days * _DAY


def mentoring(facts: Facts, seed: int) -> tuple[tuple[Record, ...], ...]:
    """What mentors did in the months before the day, batch by batch.

    The first batch is the team; each later one rests on those before it.
    """
    team = [*_team(facts, seed)]
    mentors = [one for one in team if isinstance(one, Mentor)]
    pairs = [*_pairs(facts, mentors, seed)]
    return (
        tuple(team),
        tuple(record for pair in pairs for record in _at_work(pair)),
        tuple(record for pair in pairs for record in _cycle(pair, facts)),
    )


def _team(facts: Facts, seed: int) -> Iterator[Record]:
    networks = [one for one in facts.all(Network) if one.anchor]
    posts = [one for one in facts.all(Post) if one.title == "hub_mentor"]
    for number, post in enumerate(posts if networks else (), start=1):
        network = networks[number % len(networks)]
        token = token_for(seed, "mentor", post.holder)
        days = DateRange(facts.on - 365 * _DAY)
        appointed = Mentor(
            id=f"mentor/{token}",
            person=post.holder,
            home=network.anchor or "",
            post="nursery_deputy",
            funding="hub_grant" if number <= len(networks) else "local_authority",
            network=network.id,
            valid=days,
        )
        yield appointed
        yield Release(
            id=f"release/{token}",
            mentor=appointed.id,
            school=appointed.home,
            half_days=Decimal(1),
            cap=_CAP,
            agreed_by="nursery-head",
            valid=days,
        )


def _pairs(facts: Facts, mentors: list[Mentor], seed: int) -> Iterator[_Pair]:
    """Settings that mentors lead on, shared out within each network up to the caps."""
    networks = {one.setting: one.network for one in facts.all(NetworkMember)}
    load = {one.id: 0 for one in mentors}
    for number, row in enumerate(worklist(facts)):
        here = networks.get(row.id)
        free = [
            one
            for one in mentors
            if one.network == here and load[one.id] < _CAP and one.home != row.id
            if not conflict(facts, one.person, row.id)
        ]
        if row.lead == "mentors" and row.group_setting and free:
            chosen = min(free, key=lambda one: load[one.id])
            load[chosen.id] += 1
            chance = Random(f"{seed}/{row.id}")  # noqa: S311  repeatable
            yield _Pair(number, row.id, chosen, chance, seed, facts.on)


def _at_work(pair: _Pair) -> Iterator[Record]:
    since = DateRange(pair.ago(_SINCE))
    yield Allocation(
        id=pair.id("allocation"),
        setting=pair.setting,
        person=pair.mentor.person,
        reason="allocated for the year",
        valid=since,
    )
    audited = pair.number % _AUDIT_EACH == 0
    yield Engagement(
        id=f"engagement/{pair.setting.removeprefix('setting/')}",
        setting=pair.setting,
        level="active" if audited else pair.chance.choice(("contacted", "attending")),
        valid=since,
    )
    for days in _VISITED:
        yield _visit(pair, days)


def _visit(pair: _Pair, days: int) -> Visit:
    """A visit so many days ago, to the setting or from it; one to come is planned."""
    on, way = pair.ago(days), pair.chance.choice(("to_setting", "from_setting"))
    inbound = way == "from_setting"
    return Visit(
        id=pair.id("visit", days),
        setting=pair.setting,
        direction=way,
        kind="support",
        on=on,
        person=pair.mentor.person,
        host=pair.mentor.home if inbound else None,
        staff=pair.chance.randint(1, 3) if inbound else None,
        focus=pair.chance.choice(("outdoor play", "books and talk", "meal times")),
        half_days=None if days < 0 else Decimal("0.5"),
        state="planned" if days < 0 else "done",
        valid=DateRange(min(on, pair.on) - 14 * _DAY),
    )


def _cycle(pair: _Pair, facts: Facts) -> Iterator[Record]:
    """An audit of one room, with the plan that came of it, for some settings."""
    if pair.number % _AUDIT_EACH:
        return
    seen = _observation(pair)
    audit = Audit(
        id=pair.id("audit"),
        setting=pair.setting,
        room=seen.room,
        scale=_SCALE,
        edition=_EDITION,
        on=seen.on,
        assessor=pair.mentor.person,
        consent_on=seen.on - 14 * _DAY,
        consent_by="manager",
        observation=seen.id,
        state="scored",
        valid=DateRange(seen.on),
    )
    signed = pair.ago(_PLANNED)
    plan = ActionPlan(
        id=pair.id("action-plan"),
        setting=pair.setting,
        body="mentors",
        person=pair.mentor.person,
        audit=audit.id,
        setting_signed_on=signed,
        setting_signed_by="manager",
        supporter_signed_on=signed,
        review_by=pair.on + pair.chance.randint(-20, 40) * _DAY,
        state="in_progress",
        valid=DateRange(signed),
    )
    yield from (seen, audit, plan)
    yield from _actions(pair, plan, seen, facts)


def _observation(pair: _Pair) -> Observation:
    on = pair.ago(_AUDITED)
    return Observation(
        id=pair.id("observation"),
        scale=_SCALE,
        edition=_EDITION,
        setting=pair.setting,
        room="babies",
        on=on,
        observer=pair.mentor.person,
        item_scores={
            number: pair.chance.randint(_LOW, _HIGH) for number in get(_SCALE).items
        },
    )


def _actions(
    pair: _Pair, plan: ActionPlan, seen: Observation, facts: Facts
) -> Iterator[Record]:
    low = sorted(seen.item_scores, key=lambda number: seen.item_scores[number])[:2]
    items = [ItemRef(_SCALE, _EDITION, number) for number in low]
    for number, one in enumerate(suggested(items, facts, setting=pair.setting)):
        made = action_from(one, plan.id, pair.id("plan-action", number))
        due = pair.on + pair.chance.randint(-30, 60) * _DAY
        yield evolve(made, due=due, valid=plan.valid)
