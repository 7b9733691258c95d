"""Contracts: one number, and a table of what changed under each.

A plugin says for which contract it was built.  Built for an older one it runs, unless
something was changed or removed since that it may use; then it is told in words what
that was.  Built for a newer one it waits for a newer library.
"""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from earlyyears.kernel import Faults, Finding, Place, field, frozen, read_toml

from .errors import PluginContractError

__all__ = ["CONTRACT", "Change", "Contract", "check_contract", "contracts", "renames"]

#: Number of the contract between the library and its plugins.
CONTRACT = 1

_KINDS = ("added", "changed", "deprecated", "removed", "renamed")
_BREAKING = frozenset({"changed", "removed"})


@frozen
class Change:
    """One thing that a contract changed, and what to write instead."""

    #: `added`, `changed`, `deprecated`, `removed` or `renamed`.
    kind: str
    #: The hook that it is about; nothing where it is about a value.
    hook: str = ""
    #: The value and its field that it is about, such as `Writer` and `media_type`.
    value: str = ""
    field: str = ""
    #: The new name, or what to write instead.
    instead: str = ""
    about: str = ""

    @property
    def breaks(self) -> bool:
        """Whether what used the old form stops working."""
        return self.kind in _BREAKING

    @property
    def what(self) -> str:
        """The hook or the field, as an author writes it."""
        return self.hook or ".".join(part for part in (self.value, self.field) if part)

    def __str__(self) -> str:
        instead = f"; write {self.instead}" if self.instead else ""
        about = f" ({self.about})" if self.about else ""
        return f"{self.what} was {self.kind}{about}{instead}"


@frozen
class Contract:
    """One contract: its number, the first release that speaks it, what it changed."""

    number: int
    since: str
    about: str = ""
    changes: tuple[Change, ...] = field(default=())


@cache
def contracts() -> tuple[Contract, ...]:
    """Every contract there was, the oldest first.

    >>> contracts()[-1].number == CONTRACT
    True
    """
    return contracts_from(
        read_toml(files("earlyyears.plugins") / "data" / "contracts.toml")
    )


def contracts_from(content: dict[str, Any]) -> tuple[Contract, ...]:
    """The contracts of a table; rows that make no sense are refused, all at once."""
    rows: list[dict[str, Any]] = content.get("contract", [])
    found = tuple(
        Contract(
            row["number"],
            row["since"],
            row.get("about", ""),
            tuple(Change(**change) for change in row.get("change", ())),
        )
        for row in rows
    )
    if findings := [*_amiss(found)]:
        message = "the table of contracts cannot be used"
        raise Faults(message, findings)
    return found


def _amiss(found: tuple[Contract, ...]) -> Iterable[Finding]:
    place = Place("contracts.toml")
    numbers = [one.number for one in found]
    if numbers != [*range(1, len(found) + 1)]:
        yield Finding("numbers", "contracts are numbered 1, 2, 3 in order", place)
    for one in found:
        for change in one.changes:
            if change.kind not in _KINDS:
                yield Finding("kind", f"“{change.kind}” is no kind of change", place)
            if change.kind == "renamed" and not change.instead:
                yield Finding("instead", f"{change.what} was renamed to what?", place)


def renames(table: Iterable[Contract]) -> dict[str, Change]:
    """Hooks that go on working under an old name, by that name."""
    return {
        change.hook: change
        for one in table
        for change in one.changes
        if change.kind == "renamed" and change.hook
    }


def check_contract(
    built_for: int, table: tuple[Contract, ...], plugin: str = "", version: str = ""
) -> tuple[Change, ...]:
    """What changed since a plugin was built, where it runs all the same.

    Refused in words where the plugin is newer than the library, or where something was
    changed or removed since.
    """
    running = table[-1].number
    since = [one for one in table if one.number > built_for]
    changes = tuple(change for one in since for change in one.changes)
    if 1 <= built_for <= running and not any(one.breaks for one in changes):
        return changes
    raise PluginContractError(
        f"the plugin “{plugin}” is built for contract {built_for},"
        f" and contract {running} runs",
        advice=_way_on(built_for, running, changes),
        plugin=plugin,
        version=version,
        built_for=built_for,
        running=running,
        changes=changes,
        cause="; ".join(str(one) for one in changes if one.breaks),
    )


def _way_on(built_for: int, running: int, changes: Iterable[Change]) -> str:
    if built_for > running:
        return (
            "Install a newer earlyyears, or the plugin's release for contract"
            f" {running}."
        )
    if built_for < 1:
        return f"Write contract = {running} in its manifest."
    told = "; ".join(str(one) for one in changes)
    return f"Since then: {told}. Mend these, then write contract = {running}."
