"""Asking whether somebody may do something, with the row that decides it."""

from collections.abc import Iterable

from earlyyears.kernel import (
    Answered,
    Citation,
    EarlyYearsError,
    Facts,
    Record,
    RuleRef,
    Why,
)

from .permission_standing import Standing, standing_of
from .permission_tests import GIVEN, TESTS, Case
from .permissions import ANY, PermissionRow, Policy, shipped_policy

__all__ = ["NotPermittedError", "UnknownSituationError", "may", "require", "roles_of"]


class UnknownSituationError(EarlyYearsError, ValueError):
    """Something told of a case that no row of permissions knows."""

    code = "EY241"


class NotPermittedError(EarlyYearsError, PermissionError):
    """An act that the permissions refuse, with the row that refuses it."""

    code = "EY242"


def roles_of(standing: Standing, policy: Policy) -> frozenset[str]:
    """Everything that a post counts as on its day; a post without a holder is nothing.

    >>> roles_of(Standing("nobody"), shipped_policy())
    frozenset()
    """
    if not standing.posts:
        return frozenset()
    seats = {one.role for one in standing.seats}
    chairing = {"chair"} if standing.chairs else set[str]()
    found = {
        role.key
        for role in policy.roles
        if not role.titles.isdisjoint(standing.titles)
        or not role.bodies.isdisjoint(standing.body_kinds)
        or not role.seat_roles.isdisjoint(seats | chairing)
    }
    return frozenset(found | {ANY})


def may(
    actor: str,
    action: str,
    about: Record | None,
    facts: Facts,
    *,
    purpose: str = "",
    given: Iterable[str] = (),
    policy: Policy | None = None,
) -> Answered[bool]:
    """Say whether a post may do something to a record on the day of the facts.

    What no row grants is refused, and a row that denies wins.  The answer names the row
    that decided, whose it is, its source, and the posts and seats it rests on.  `given`
    says what only the asker can know (see `GIVEN`); other words are refused.

    >>> import datetime as dt
    >>> from earlyyears.kernel import Snapshot
    >>> from earlyyears.people import Post
    >>> lead = Post(
    ...     id="post/1", post="lead", holder="person/1", title="early_years_advisor"
    ... )
    >>> answer = may("lead", "advise", None, Snapshot(lead, on=dt.date(2026, 2, 2)))
    >>> answer.value, answer.why.reason
    (True, 'advise')
    """
    rules = policy or shipped_policy()
    told = _told(given)
    standing = standing_of(facts, actor)
    case = Case(standing, about, purpose, told, facts)
    roles = roles_of(standing, rules)
    if not standing.posts:
        return _refused("no-post", "nobody holds the post on this day", case, rules)
    applying = [row for row in rules.rows_for(action) if _applies(row, roles, case)]
    deciding = sorted(applying, key=lambda row: row.effect != "deny")
    if not deciding:
        said = f"no row grants “{action}” to {_named(roles, rules)}"
        return _refused("default-deny", said, case, rules)
    row = deciding[0]
    why = _why(row.key, row.says, case, roles, rules, row.source, row.ref)
    return Answered(row.effect == "grant", why)


def require(
    actor: str,
    action: str,
    about: Record | None,
    facts: Facts,
    *,
    purpose: str = "",
    given: Iterable[str] = (),
    policy: Policy | None = None,
) -> None:
    """Let something happen only where `may` allows it; a refusal names the row."""
    answer = may(
        actor, action, about, facts, purpose=purpose, given=given, policy=policy
    )
    if not answer.value:
        why = answer.why
        raise NotPermittedError(
            f"“{actor}” may not {action.replace('_', ' ')}: {why.steps[-1]}",
            advice=f"The rule is “{why.reason}” ({why.basis}).",
            actor=actor,
            action=action,
            rule=why.reason,
        )


def _told(given: Iterable[str]) -> frozenset[str]:
    told = frozenset(given)
    if unknown := sorted(told - GIVEN.keys()):
        raise UnknownSituationError(
            f"“{', '.join(unknown)}” is nothing that can be told of a case",
            advice=f"Use {', '.join(sorted(GIVEN))}.",
            found=unknown,
        )
    return told


def _applies(row: PermissionRow, roles: frozenset[str], case: Case) -> bool:
    return (
        row.during.covers(case.facts.on)
        and not row.roles.isdisjoint(roles)
        and (not row.purposes or case.purpose in row.purposes)
        and all(TESTS[name](case) for name in row.when)
        and not any(TESTS[name](case) for name in row.unless)
    )


def _refused(key: str, says: str, case: Case, policy: Policy) -> Answered[bool]:
    roles = roles_of(case.standing, policy)
    rule = RuleRef(key, "earlyyears")
    return Answered(False, _why(key, says, case, roles, policy, policy.source, rule))


def _why(
    key: str,
    says: str,
    case: Case,
    roles: frozenset[str],
    policy: Policy,
    source: Citation,
    rule: RuleRef,
) -> Why:
    standing = case.standing
    acts = f"“{standing.actor}” acts as {_named(roles, policy)}"
    interim = any(post.interim for post in standing.posts)
    because = case.facts.cite(*standing.records())
    steps = (
        acts,
        *(("an interim holder has the whole post",) if interim else ()),
        says,
    )
    return Why(key, because, steps, source, rule)


def _named(roles: frozenset[str], policy: Policy) -> str:
    named = [role.says for role in policy.roles if role.key in roles]
    return ", ".join(named) or ("a post without a role here" if roles else "nobody")
