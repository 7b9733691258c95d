"""What a borough decides for all its settings: a choice or a ruling, from a day on.

A decision holds until the next one that was recorded for a later day, so that deciding
about spring does not undo what was decided about autumn.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TypeVar

from earlyyears.kernel import DateRange, EarlyYearsError, Record, evolve, frozen
from earlyyears.ledger import Commit, Ledger, View
from earlyyears.places import RegisterEdition, Setting, UnknownAuthorityError, area
from earlyyears.roles import PolicyChoice, Ruling, choosable

__all__ = [
    "Decision",
    "ForeignBoroughError",
    "NoAuthorError",
    "NotAllowedError",
    "UnknownPolicyError",
    "boroughs_of",
    "choices_for",
    "choose",
    "dated",
    "deciding",
    "matched",
    "record_decision",
    "rulings_for",
    "taken_over",
]

R = TypeVar("R", bound=Record)


class NoAuthorError(EarlyYearsError, ValueError):
    """A decision that nobody signs."""

    code = "EY640"


class UnknownPolicyError(EarlyYearsError, LookupError):
    """A policy that no rule asks about."""

    code = "EY641"


class NotAllowedError(EarlyYearsError, ValueError):
    """A choice or an answer that is not among those allowed."""

    code = "EY642"


class ForeignBoroughError(EarlyYearsError, LookupError):
    """A borough that is none of the hub's, so that it decides nothing here."""

    code = "EY645"


@frozen
class Decision:
    """What was recorded, in which commit; no commit where it was known already."""

    records: tuple[Record, ...]
    commit: Commit | None


def choose(
    ledger: Ledger,
    view: View,
    boroughs: Iterable[str],
    policy: str,
    value: str,
    *,
    start: dt.date,
    actor: str,
    reason: str,
) -> Decision:
    """Record what some boroughs choose under a policy, from a day on.

    Spaces, hyphens and capitals are forgiven.  Raises `UnknownPolicyError`,
    `NotAllowedError` with the values there are, `NoAuthorError`.
    """
    wanted = choices_for(boroughs, policy, value, reason)
    made = tuple(dated(ledger, view, wanted, start))
    return Decision(made, record_decision(ledger, view, made, actor, reason))


def choices_for(
    boroughs: Iterable[str], policy: str, value: str, reason: str = ""
) -> tuple[PolicyChoice, ...]:
    """The choice of a value by each borough, for all days."""
    known = choosable()
    key = _plain(policy).replace("_", "-")
    if key not in known:
        raise UnknownPolicyError(
            f"“{policy[:60]}” is not a policy on which a borough decides",
            advice=f"Use one of: {', '.join(sorted(known))}.",
            policy=policy[:60],
        )
    found = known[key]
    chosen = matched(value, found.values) if found.values else value.strip()
    if chosen is None or not found.allows(chosen):
        raise NotAllowedError(
            f"“{value[:60]}” is no choice for “{key}”",
            advice=f"Use {found.says}.",
            policy=key,
            allowed=found.values,
        )
    return tuple(
        PolicyChoice(
            id=f"policy-choice/{borough}/{key}",
            borough=borough,
            policy=key,
            value=chosen,
            reason=reason,
        )
        for borough in sorted(boroughs)
    )


def rulings_for(
    boroughs: Iterable[str], matter: str, reading: str, reason: str = ""
) -> tuple[Ruling, ...]:
    """The same reading of a matter by each borough, for all days."""
    return tuple(
        Ruling(
            id=f"ruling/{borough}/{matter}",
            borough=borough,
            matter=matter,
            reading=reading,
            reason=reason,
        )
        for borough in sorted(boroughs)
    )


def matched(text: str, allowed: Iterable[str]) -> str | None:
    """The allowed word that was meant, None where it is none of them.

    >>> matched("As before", ["as_report_card", "as_before"])
    'as_before'
    """
    return {_plain(one): one for one in allowed}.get(_plain(text))


def _plain(text: str) -> str:
    return "_".join(text.casefold().replace("-", " ").replace("_", " ").split())


def dated(
    ledger: Ledger, view: View, decisions: Iterable[R], start: dt.date
) -> Iterator[R]:
    """The decisions from a day until the day on which a later one takes over."""
    for one in decisions:
        until = taken_over(ledger, view, one.id, start)
        yield evolve(one, valid=DateRange(start, until))


def taken_over(
    ledger: Ledger, view: View, decision: str, start: dt.date
) -> dt.date | None:
    """The first day after `start` from which another decision was recorded."""
    told = ledger.history(decision, view)
    days = {each.valid.start for each in told if each.valid.start}
    for day in sorted(day for day in days if day > start):
        held = view.at(day).get(decision)
        if held is not None and held.valid.start == day:
            return day
    return None


def record_decision(
    ledger: Ledger,
    view: View,
    records: Iterable[Record],
    actor: str,
    reason: str,
) -> Commit | None:
    """Write a decision, signed; None where it is known already."""
    if not actor:
        raise NoAuthorError(
            "a decision needs the post that made it",
            advice="Give --as POST on the command line, or actor= to open_hub.",
        )
    return ledger.commit(records, actor=actor, reason=reason, seen=view, only_news=True)


def boroughs_of(view: View) -> frozenset[str]:
    """The boroughs whose registers were read, or else those of the settings known."""
    keys = {one.area for one in view.all(RegisterEdition)}
    read = {each for key in keys for part in key.split("+") for each in _within(part)}
    return frozenset(read or {one.borough for one in view.all(Setting)})


def deciding(view: View, wanted: frozenset[str] = frozenset()) -> frozenset[str]:
    """The boroughs that decide: those that are named, or all that the hub knows.

    Raises `ForeignBoroughError` for one that is named and is none of the hub's.
    """
    held = boroughs_of(view)
    strangers = sorted(wanted - held) if held else []
    if strangers:
        raise ForeignBoroughError(
            f"this hub knows no settings of {', '.join(strangers)}",
            advice=f"Use {' or '.join(sorted(held))}, or read its register first.",
            boroughs=tuple(strangers),
        )
    return wanted or held


def _within(key: str) -> frozenset[str]:
    try:
        return area(key).boroughs
    except UnknownAuthorityError:
        # A fictional borough is no authority and goes by its own key.
        return frozenset({key})
