"""Who may do what, as dated rows of data: nothing that no row grants, denial wins.

A policy is what ships, tightened by the packs of boroughs.  A pack may add denials to
any action, and grants or lifted rows only where no statutory row stands.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast

from earlyyears.kernel import (
    ALWAYS,
    Citation,
    DateRange,
    Faults,
    Finding,
    Place,
    RuleRef,
    citation_from,
    during_from,
    evolve,
    frozen,
    read_toml,
)

from .permission_tests import TESTS

__all__ = [
    "ANY",
    "LoosenedError",
    "PermissionRole",
    "PermissionRow",
    "Policy",
    "policy_from",
    "shipped_policy",
]

#: The role that every holder of a post has.
ANY = "any"

Effect = Literal["grant", "deny"]


class LoosenedError(Faults):
    """A pack that would loosen what the law, or the safety of notes, holds fast."""

    code = "EY240"


@frozen
class PermissionRole:
    """What makes a post count as a role: its title, or a seat of its holder."""

    key: str
    #: The role in an officer's words.
    says: str
    titles: frozenset[str] = frozenset()
    #: Kinds of body on which the holder sits.
    bodies: frozenset[str] = frozenset()
    #: Roles on a body, such as `chair`.
    seat_roles: frozenset[str] = frozenset()


@frozen
class PermissionRow:
    """One dated, cited row: these roles may, or may not, do these things."""

    key: str
    actions: frozenset[str]
    roles: frozenset[str]
    effect: Effect
    says: str
    source: Citation
    #: Tests that must all hold for the row to apply.
    when: tuple[str, ...] = ()
    #: Tests of which any takes the row away.
    unless: tuple[str, ...] = ()
    #: What it must be done for, where the row is limited to that.
    purposes: frozenset[str] = frozenset()
    statutory: bool = False
    during: DateRange = ALWAYS
    plugin: str = "earlyyears"
    version: str = ""

    @property
    def ref(self) -> RuleRef:
        """The row as the rule that an answer names."""
        return RuleRef(self.key, self.plugin, self.version, self.during)


@frozen
class Policy:
    """Rows and roles in force, and where it comes from that nothing else is allowed."""

    rows: tuple[PermissionRow, ...]
    roles: tuple[PermissionRole, ...]
    #: Why what no row grants is refused.
    source: Citation

    def actions(self) -> tuple[str, ...]:
        """Everything that some row is about, in order.

        >>> "review_vision" in shipped_policy().actions()
        True
        """
        return tuple(sorted({each for row in self.rows for each in row.actions}))

    def rows_for(self, action: str) -> Iterator[PermissionRow]:
        """The rows about an action, in the order in which they stand."""
        return (row for row in self.rows if action in row.actions)

    def statutory(self) -> frozenset[str]:
        """The actions about which a statutory row says something."""
        held = (row.actions for row in self.rows if row.statutory)
        return frozenset[str]().union(*held)

    def tightened(
        self, content: Mapping[str, Any], *, plugin: str, version: str = ""
    ) -> "Policy":
        """The policy with a borough's pack; one that loosens too much is refused.

        All that is wrong with the pack is told at once, and none of it is used.
        """
        file = f"the permissions of “{plugin}”"
        own = policy_from(content, file=file, roles=self.roles, plugin=plugin)
        lifted = _words(content, "lift")
        findings = [*_loosened(self, own, lifted, file), *_doubled(self, own, file)]
        if findings:
            message = f"{file} cannot be used"
            raise LoosenedError(message, findings, advice="Only tighten those rows.")
        kept = tuple(row for row in self.rows if row.key not in lifted)
        added = tuple(evolve(row, version=version) for row in own.rows)
        # A borough's own rows come first, so that an answer names the nearest.
        return Policy((*added, *kept), own.roles, self.source)


def _loosened(
    base: Policy, own: Policy, lifted: Iterable[str], file: str
) -> Iterator[Finding]:
    known = {row.key: row for row in base.rows}
    for key in lifted:
        if key not in known:
            said = f"there is no row “{key}” to lift"
            yield Finding("unknown_row", said, Place(file, field="lift"))
        elif known[key].statutory:
            said = f"the row “{key}” is statutory and cannot be lifted"
            yield Finding("loosens_statutory", said, Place(file, field="lift"))
    held = base.statutory()
    for row in own.rows:
        fast = sorted(held & row.actions)
        if row.effect == "grant" and fast:
            said = f"the row “{row.key}” grants {', '.join(fast)}, which is statutory"
            yield Finding("loosens_statutory", said, Place(file, field=row.key))


def _doubled(base: Policy, own: Policy, file: str) -> Iterator[Finding]:
    taken = {row.key for row in base.rows}
    for row in own.rows:
        if row.key in taken:
            said = f"the row “{row.key}” is there already"
            yield Finding("doubled_row", said, Place(file, field=row.key))
    before = {role.key: role for role in base.roles}
    had = {title: role.key for role in base.roles for title in role.titles}
    for role in own.roles:
        old = before.get(role.key, PermissionRole(role.key, role.says))
        for title in sorted((role.titles - old.titles) & had.keys()):
            said = f"the title “{title}” counts as “{had[title]}” already"
            yield Finding("title_taken", said, Place(file, field=role.key))
        if role.key in before and _wider(role, old):
            said = "a pack may not widen who counts as this role by a seat"
            yield Finding("role_widened", said, Place(file, field=role.key))


def _wider(role: PermissionRole, before: PermissionRole) -> bool:
    return (role.bodies, role.seat_roles) != (before.bodies, before.seat_roles)


# -------------------------------------------------------------------------- reading


@cache
def shipped_policy() -> Policy:
    """The rows that ship, from the role matrix of the design and public schemes."""
    folder = files("earlyyears.roles") / "data"
    table = read_toml(folder / "permissions.toml")
    named = read_toml(folder / "permissions-roles.toml")
    return policy_from({**named, **table}, file="permissions.toml")


def policy_from(
    content: Mapping[str, Any],
    *,
    file: str = "",
    roles: Iterable[PermissionRole] = (),
    plugin: str = "earlyyears",
) -> Policy:
    """Make a policy of a TOML file, or report all that is wrong with it at once."""
    known = _roles(content, roles)
    given = cast("list[Mapping[str, Any]]", content.get("row", []))
    names = {ANY, *(role.key for role in known)}
    findings = [each for row in given for each in _faults(row, names, file)]
    if findings:
        message = "the permissions cannot be used"
        raise Faults(message, findings)
    rows = tuple(_row(row, plugin) for row in given)
    source = citation_from(content, place=Place(file))
    return Policy(rows, known, source)


def _roles(
    content: Mapping[str, Any], base: Iterable[PermissionRole]
) -> tuple[PermissionRole, ...]:
    held = {role.key: role for role in base}
    given = cast("Mapping[str, Mapping[str, Any]]", content.get("role", {}))
    for key, row in given.items():
        before = held.get(key, PermissionRole(key, row.get("says", key)))
        held[key] = PermissionRole(
            key,
            before.says,
            before.titles | frozenset(_words(row, "titles")),
            before.bodies | frozenset(_words(row, "bodies")),
            before.seat_roles | frozenset(_words(row, "seat_roles")),
        )
    return tuple(held.values())


def _words(row: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(str(each) for each in row.get(key, ()))


def _faults(row: Mapping[str, Any], roles: set[str], file: str) -> Iterator[Finding]:
    place = Place(file, field=str(row.get("key", "")))
    for needed in ("key", "actions", "roles", "effect", "says"):
        if not row.get(needed):
            yield Finding("incomplete_row", f"this row has no “{needed}”", place)
    if row.get("effect", "grant") not in {"grant", "deny"}:
        yield Finding("bad_effect", "a row grants or denies", place)
    for test in (*_words(row, "when"), *_words(row, "unless")):
        if test not in TESTS:
            advice = f"Use {', '.join(sorted(TESTS))}."
            yield Finding("unknown_test", f"there is no test “{test}”", place, advice)
    for role in sorted({*_words(row, "roles")} - roles):
        yield Finding("unknown_role", f"there is no role “{role}”", place)


def _row(row: Mapping[str, Any], plugin: str) -> PermissionRow:
    return PermissionRow(
        key=row["key"],
        actions=frozenset(_words(row, "actions")),
        roles=frozenset(_words(row, "roles")),
        effect=row["effect"],
        says=row["says"],
        source=citation_from(row, place=Place(field=row["key"])),
        when=_words(row, "when"),
        unless=_words(row, "unless"),
        purposes=frozenset(_words(row, "purposes")),
        statutory=row.get("statutory") is True,
        during=during_from(row),
        plugin=plugin,
    )
