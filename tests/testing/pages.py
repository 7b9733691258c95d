"""The page of all checks, made from the checks themselves.

`python -m tests.testing.pages` writes it; a test holds the page to it.
"""

from collections.abc import Iterator

from earlyyears.testing import FormatKit, Kit, PackKit, PluginKit, RuleKit, StoreKit
from earlyyears.testing.kits import checks_of
from tests.conftest import ROOT
from tests.testing.saboteurs import SABOTEURS

__all__ = ["CHECKS", "checks_page"]

CHECKS = ROOT / "docs" / "reference" / "kit-checks.md"
_KITS: tuple[type[Kit], ...] = (StoreKit, RuleKit, FormatKit, PackKit, PluginKit)
_GUARD = "test_no_standard_check_is_missing"


def checks_page() -> str:
    """The page: every check with its cure, and the saboteurs that fall to it."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    number = sum(len(checks_of(kit)) - 1 for kit in _KITS) + 1
    yield "# Every check of the kits"
    yield ""
    yield "*For plugin authors whose plugin has failed one.*"
    yield ""
    yield (
        f"There are {number} checks, {_machines()} of them state machines. Each says"
        " what must hold, and what to do when it does not. A check that needs a"
        " capability is left out where the plugin declares, with the reason, that it"
        " has it not. How to adopt a kit is on [](kits.md)."
    )
    yield from _section("Every kit", Kit, {_GUARD})
    for kit in _KITS:
        yield from _section(kit.__name__, kit, set(checks_of(kit)) - {_GUARD})
    yield from _saboteurs()


def _machines() -> int:
    return sum(one.machine for kit in _KITS for one in checks_of(kit).values())


def _section(title: str, kit: type[Kit], names: set[str]) -> Iterator[str]:
    yield from (
        "",
        f"## {title}",
        "",
        "| Check | What must hold, and what to do |",
        "|---|---|",
    )
    for name, one in checks_of(kit).items():
        if name in names:
            needs = f" *Needs `{one.needs}`.*" if one.needs else ""
            machine = " *A state machine.*" if one.machine else ""
            yield f"| `{name}` | {one.holds} **Cure:** {one.cure}{needs}{machine} |"


def _saboteurs() -> Iterator[str]:
    yield from ("", "## What the kits were tried with", "")
    yield (
        f"{len(SABOTEURS)} plugins that are wrong on purpose, in one way each. In the"
        " project's tests every one is caught by the check named here."
    )
    yield from ("", "| What is wrong | Caught by |", "|---|---|")
    for one in SABOTEURS:
        kit = one.kit.__mro__[1].__name__.replace("InMemory", "a store in memory")
        kind = kit.replace("InFile", "a store in a file").replace("Kit", "").lower()
        yield f"| {kind}: {one.what} | `{one.caught_by}` |"


if __name__ == "__main__":
    CHECKS.write_text(checks_page(), encoding="utf-8")
