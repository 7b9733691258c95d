"""Who may be allocated to which setting, and how many settings at one time.

Hard rules: a mentor who is appointed, a group setting in the mentor's network, led by
the mentors; nobody for a setting in which they have a stake; no more settings than the
release allows.  A recorded waiver excuses from network, kind, cap and lead, never from
a conflict of interest.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from earlyyears.kernel import (
    Answered,
    Facts,
    Finding,
    Guard,
    Place,
    Record,
    Timeline,
)
from earlyyears.people import Interest, Post
from earlyyears.places import NetworkMember, Organisation, Setting
from earlyyears.roles import After, support_lead, told

from .conflicts import owners_of, stakes_of
from .kinds import is_supported
from .records import Allocation, Mentor, Release, Waiver

__all__ = ["MENTOR_LED", "caps_of", "guards", "live", "waived"]

#: Bodies under whose lead a mentor works without being asked by the authority.
MENTOR_LED = frozenset({"mentors", "joint"})

_RULED: tuple[type[Record], ...] = (Allocation, Mentor, Waiver, NetworkMember)
_STAKES: tuple[type[Record], ...] = (Interest, Mentor, Post, Organisation)
_CAPS: tuple[type[Record], ...] = (Allocation, Mentor, Release, Waiver)


def guards() -> tuple[Guard, ...]:
    """The guards on allocations."""
    return (
        Guard("allocation keeps the rules", _RULED, _kept),
        Guard("no conflict of interest", (Allocation, *_STAKES), _unconflicted),
        Guard("no mentor over the cap", _CAPS, _within_caps),
    )


def live(facts: Facts, **equal: Any) -> list[Allocation]:
    """The allocations that are at work on the day, narrowed by their fields."""
    held = facts.all(Allocation).where(**equal)
    return [one for one in held if one.state == "active"]


def waived(facts: Facts, rule: str, person: str, setting: str = "") -> bool:
    """Say whether a waiver excuses from a rule for a mentor and a setting."""
    return any(
        one.person in {None, person} and one.setting in {None, setting}
        for one in facts.all(Waiver).where(rule=rule)
    )


# ------------------------------------------------------------------ each allocation


def _kept(changes: Sequence[Any], facts: Timeline) -> list[Finding]:
    after = After(changes, facts)
    return [
        finding
        for one in told(changes, Allocation)
        if one.state == "active"
        for finding in _broken(one, after.on(after.day(one)))
    ]


def _broken(one: Allocation, facts: Facts) -> Iterator[Finding]:
    setting = facts.all(Setting).where(id=one.setting).first()
    if setting is None:
        advice = "Bring the setting in first, or correct the day."
        yield _finding(one, "setting_unknown", "is of no setting of that day", advice)
    elif one.body == "mentors":
        yield from _appointed(one, facts)
        yield from _in_scope(one, setting, facts)
        yield from _led(one, setting, facts)


def _appointed(one: Allocation, facts: Facts) -> Iterator[Finding]:
    held = facts.all(Mentor).where(person=one.person)
    if not held:
        advice = "Record the appointment first, or choose a mentor."
        yield _finding(one, "not_a_mentor", "is of nobody appointed", advice)
        return
    networks = {mentor.network for mentor in held}
    if None in networks or waived(facts, "out_of_network", one.person, one.setting):
        return
    members = facts.all(NetworkMember).where(setting=one.setting)
    if networks.isdisjoint(each.network for each in members):
        advice = "Choose a mentor of the network, or record a waiver first."
        yield _finding(one, "out_of_network", "leaves the mentor's network", advice)


def _in_scope(one: Allocation, setting: Setting, facts: Facts) -> Iterator[Finding]:
    if is_supported(setting.kind):
        return
    if not waived(facts, "other_kind", one.person, one.setting):
        advice = "Mentors support group settings; record a waiver first if one agrees."
        yield _finding(one, "other_kind", "is of no group setting", advice)


def _led(one: Allocation, setting: Setting, facts: Facts) -> Iterator[Finding]:
    answer = facts.ask(support_lead, setting)
    if isinstance(answer, Answered) and answer.value.body in MENTOR_LED:
        return
    if waived(facts, "authority_request", one.person, one.setting):
        return
    led = answer.value.body if isinstance(answer, Answered) else "nobody yet"
    advice = (
        "The lead decides: settle it, or record the authority's request as a waiver."
    )
    told_of = f"is of a setting led by {led.replace('_', ' ')}"
    yield _finding(one, "not_mentor_led", told_of, advice)


def _finding(one: Allocation, code: str, what: str, advice: str) -> Finding:
    message = f"the allocation {one.id} {what}"
    return Finding(code, message, Place(field="Setting"), advice)


# ----------------------------------------------------------------------- conflicts


def _unconflicted(changes: Sequence[Any], facts: Timeline) -> list[Finding]:
    after = After(changes, facts)
    found: dict[tuple[str, str], Finding] = {}
    for day in after.days((Allocation, *_STAKES)):
        for one, finding in _conflicts(after.on(day)):
            found.setdefault((one.person, one.setting), finding)
    return list(found.values())


def _conflicts(facts: Facts) -> Iterator[tuple[Allocation, Finding]]:
    stakes: dict[str, frozenset[str]] = {}
    for one in live(facts):
        if one.person not in stakes:
            stakes[one.person] = stakes_of(facts, one.person)
        if shared := stakes[one.person] & owners_of(facts, one.setting):
            named = ", ".join(sorted(shared))
            advice = "Suspend or end the allocation in the same commit."
            what = f"gives {one.person} a setting of their own stake ({named})"
            yield one, _finding(one, "conflict_of_interest", what, advice)


# ---------------------------------------------------------------------------- caps


def _within_caps(changes: Sequence[Any], facts: Timeline) -> list[Finding]:
    after = After(changes, facts)
    found: dict[str, Finding] = {}
    for day in after.days(_CAPS):
        for person, finding in _over(after.on(day), day):
            found.setdefault(person, finding)
    return list(found.values())


def _over(facts: Facts, day: dt.date) -> Iterator[tuple[str, Finding]]:
    caps = caps_of(facts)
    counts: dict[str, set[str]] = {}
    for one in live(facts, body="mentors"):
        counts.setdefault(one.person, set()).add(one.setting)
    for person, settings in sorted(counts.items()):
        cap = caps.get(person)
        if cap is None or len(settings) <= cap or waived(facts, "over_cap", person):
            continue
        message = f"on {day} {person} would have {len(settings)} settings of {cap}"
        advice = "Choose another mentor, or record a waiver that holds as long."
        yield person, Finding("over_cap", message, Place(field="Setting"), advice)


def caps_of(facts: Facts) -> dict[str, int]:
    """The most settings at one time of each mentor for whom that is agreed."""
    people = {one.id: one.person for one in facts.all(Mentor)}
    caps: dict[str, int] = {}
    for one in facts.all(Release):
        if one.cap is not None and one.mentor in people:
            person = people[one.mentor]
            caps[person] = caps.get(person, 0) + one.cap
    return caps
