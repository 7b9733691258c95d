"""How a kit is adopted: capabilities with reasons, no silent override, a cure each."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

import pytest

from earlyyears import testing
from earlyyears.testing import (
    FULL,
    IMPOSSIBLE,
    NOT_BUILT,
    PARTIAL,
    BadKitError,
    Capability,
    FormatKit,
    Kit,
    NoReasonError,
    PackKit,
    PluginKit,
    RuleKit,
    StoreKit,
    check,
    checks_of,
    overridden,
)
from earlyyears.testing.kits import problems_with
from earlyyears.testing.running import overrides_in, run_kits
from tests.conftest import ROOT

KITS: tuple[type[Kit], ...] = (StoreKit, RuleKit, FormatKit, PackKit, PluginKit)
PAGE = ROOT / "docs" / "reference" / "kits.md"


def test_there_are_sixty_checks_and_three_machines() -> None:
    """The promise of the design: at least sixty, three of them state machines."""
    found = {(kit, name): one for kit in KITS for name, one in checks_of(kit).items()}
    assert len(found) >= 60
    assert sum(one.machine for one in found.values()) >= 3


def test_every_check_says_what_holds_and_what_to_do() -> None:
    """A developer who fails a check is never left without the next step."""
    for kit in KITS:
        for name, one in checks_of(kit).items():
            assert one.holds.endswith("."), name
            assert len(one.cure) > 15, name
            assert not one.needs or one.needs in kit.KNOWN, name


def test_adopting_a_kit_takes_at_most_fifteen_lines() -> None:
    """Each class in the page's examples is short enough to be written at once."""
    text = PAGE.read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    classes = [
        [line for line in part.splitlines() if line.strip()]
        for block in blocks
        for part in re.split(r"(?m)^(?=class )", block)
        if "Kit)" in part or "TestMyStore)" in part
    ]
    assert len(classes) >= 5
    assert max(map(len, classes)) <= 15


# ------------------------------------------------------------------------ capabilities


@pytest.mark.parametrize("made", [NOT_BUILT, IMPOSSIBLE])
def test_a_capability_that_is_missing_needs_a_reason(made: Any) -> None:
    """A skip without a reason is not to be had."""
    assert made("there is no disk").reason
    with pytest.raises(NoReasonError, match="without a reason"):
        made("  ")


def test_what_is_partial_leaves_out_the_named_checks_alone() -> None:
    """The others of that capability run."""
    one = PARTIAL("one writer", but=["test_a"])
    assert [True, False] == [one.leaves_out("test_a"), one.leaves_out("test_b")]
    assert not FULL.leaves_out("test_a")
    assert NOT_BUILT("no").leaves_out("test_a")
    assert "partial: one writer" == str(one)
    assert "full" == str(FULL)


def test_a_check_without_its_capability_is_left_out_with_the_reason() -> None:
    """The reason that the author gave is what pytest shows and the result tells."""

    class Small(PackKit):
        """Nothing."""

        capabilities: ClassVar[Mapping[str, Capability]] = {
            "sources": IMPOSSIBLE("it has none")
        }

    done = run_kits(
        [Small], wanted=lambda _, name: name == "test_every_file_has_a_source"
    )
    assert ["sources: impossible: it has none"] == [one.reason for one in done.outcomes]


# --------------------------------------------------------------------------- the guard


class Deleted(PackKit):
    """A kit with a check taken out."""

    test_every_file_loads = None  # type: ignore[assignment]


class Silent(PackKit):
    """A kit with a check replaced."""

    def test_every_file_loads(self) -> None:
        """Hold always."""


class Said(PackKit):
    """A kit with a check replaced, and why."""

    @overridden("our files are read by another program")
    def test_every_file_loads(self) -> None:
        """Hold always."""


class Misnamed(PackKit):
    """A kit with a capability that there is not."""

    capabilities: ClassVar[Mapping[str, Capability]] = {
        "source": IMPOSSIBLE("a"),
        "sources": PARTIAL("b", but=["test_nothing"]),
    }


@pytest.mark.parametrize(
    ("kit", "expected"),
    [
        (PackKit, []),
        (Deleted, ["test_every_file_loads was deleted"]),
        (Silent, ["test_every_file_loads is overridden without a reason"]),
        (Said, []),
        (
            Misnamed,
            [
                "“source” is not a capability of this kit; did you mean “sources”?",
                "“sources” leaves out test_nothing, which is not a check",
            ],
        ),
    ],
)
def test_no_check_is_taken_away_in_silence(kit: type[Kit], expected: list[str]) -> None:
    """Deleted, replaced without a reason, or misnamed: the guard says so."""
    assert expected == problems_with(kit)
    wanted = "test_no_standard_check_is_missing"
    done = run_kits([kit], wanted=lambda _, name: name == wanted)
    assert ["failed" if expected else "passed"] == [one.became for one in done.outcomes]


def test_a_deleted_check_is_missed_in_the_totals() -> None:
    """A check that nothing became of is told, whatever the guard says."""
    done = run_kits([Deleted])
    missing = [one.check for one in done.outcomes if one.became == "missing"]
    assert ["test_every_file_loads"] == missing


def test_an_override_is_told_with_its_reason() -> None:
    """Whoever reads the result sees what was replaced and why."""
    told = {"Said.test_every_file_loads": "our files are read by another program"}
    assert told == overrides_in([Said])
    with pytest.raises(NoReasonError):
        overridden(" ")


def test_a_kit_without_what_it_needs_says_so() -> None:
    """The attribute is named, and the page where it is shown."""
    with pytest.raises(BadKitError, match="does not say its plugin"):
        PackKit().catalogue()
    with pytest.raises(NotImplementedError):
        StoreKit().url(Path())


def test_a_failing_check_shows_its_cure() -> None:
    """The note on the failure says what must hold and what to do."""

    class Wrong(Kit):
        @check(cure="Mend it.")
        def test_it(self) -> None:
            """Something holds."""
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError) as fault:
        Wrong().test_it()
    assert ["What must hold: Something holds.\nIf it fails: Mend it."] == (
        fault.value.__notes__
    )


def test_the_room_lends_its_names_when_they_are_asked_for() -> None:
    """Each listed name is there, and another is refused."""
    assert all(getattr(testing, name) for name in testing.__all__)
    assert {*testing.__all__} <= {*dir(testing)}
    with pytest.raises(AttributeError, match="no “kit_for_everything”"):
        _ = testing.kit_for_everything  # type: ignore[attr-defined]
