"""What a run of the kits came to, told honestly, and the file that says so.

Every check is counted: eligible, run, left out and why, failed.  A plugin *passes* when
nothing failed and nothing was left out without a reason; it is *proven* when besides
every machine ran, no check was overridden, and nothing is merely not built.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, cast

from earlyyears.kernel import evolve, field, frozen

from .errors import BadResultError

__all__ = ["VERDICTS", "Outcome", "Result", "Verdict", "read_result", "result_of"]

_APPLIES_NOT = "does not apply"
_FORMAT = 1


class Verdict(StrEnum):
    """What a run came to."""

    FAILS = "fails"
    PASSES = "passes"
    PROVEN = "proven"


#: The verdicts, the weakest first.
VERDICTS: tuple[Verdict, ...] = tuple(Verdict)


@frozen
class Outcome:
    """One check of one kit: what became of it."""

    kit: str
    check: str
    #: `passed`, `failed`, `skipped` or `missing`.
    became: str
    #: Why it was left out, or what failed.
    reason: str = ""
    #: What to do when it failed.
    cure: str = ""
    machine: bool = False
    #: Which of several cases of the check this is.
    case: str = ""

    @property
    def stated(self) -> bool:
        """Whether a check that was left out says why, in the kits' own way."""
        head = self.reason.partition(": ")
        return head[0] == _APPLIES_NOT or head[2].startswith(("impossible", "partial"))

    @property
    def not_built(self) -> bool:
        """Whether it was left out because something is not built yet."""
        return self.reason.partition(": ")[2].startswith("not_built")

    def __str__(self) -> str:
        which = f"[{self.case}]" if self.case else ""
        return f"{self.kit}.{self.check}{which}"


@frozen
class Result:
    """What the kits say of one version of one plugin."""

    plugin: str
    version: str
    #: Contract that the plugin is built for, and version of the kits.
    contract: int
    kit: str
    outcomes: tuple[Outcome, ...]
    #: What the plugin offers for which no kit was run, in words.
    unchecked: tuple[str, ...] = ()
    #: Reasons of checks that were overridden.
    overridden: Mapping[str, str] = field(factory=dict[str, str], hash=False)
    #: Facts that the borough has yet to fill in.
    blanks: tuple[str, ...] = ()
    #: Why fewer checks ran than last time, where somebody said so.
    fewer: str = ""
    #: What is wrong with the run itself.
    faults: tuple[str, ...] = ()

    def number(self, became: str) -> int:
        """How many checks became this."""
        return sum(one.became == became for one in self.outcomes)

    @property
    def ran(self) -> int:
        """How many checks ran, whatever came of them."""
        return self.number("passed") + self.number("failed")

    @property
    def eligible(self) -> int:
        """How many checks apply to the plugin, whether they ran or not."""
        return sum(not one.reason.startswith(_APPLIES_NOT) for one in self.outcomes)

    @property
    def left_out(self) -> dict[str, int]:
        """How many checks were left out, by reason."""
        reasons = (one.reason for one in self.outcomes if one.became == "skipped")
        return dict(sorted(Counter(reasons).items()))

    @property
    def verdict(self) -> Verdict:
        """Fails, passes or proven."""
        if self._fails():
            return Verdict.FAILS
        skipped = [one for one in self.outcomes if one.became == "skipped"]
        unproven = any(one.not_built for one in skipped)
        return Verdict.PASSES if unproven or self.overridden else Verdict.PROVEN

    def _fails(self) -> bool:
        bad = self.number("failed") + self.number("missing")
        skipped = [one for one in self.outcomes if one.became == "skipped"]
        unsaid = [one for one in skipped if not (one.stated or one.not_built)]
        return bool(bad or unsaid or self.unchecked or self.faults) or not self.ran

    def beside(self, last: "Result | None") -> "Result":
        """The same, failing where fewer checks ran than last time, unsaid why."""
        if last is None or last.ran <= self.ran or self.fewer:
            return self
        text = f"{self.ran} checks ran and {last.ran} ran last time"
        return evolve(self, faults=(*self.faults, text))

    def as_data(self) -> dict[str, Any]:
        """The result as plain data, with its totals and its hash."""
        told: dict[str, Any] = {
            "format": _FORMAT,
            "plugin": self.plugin,
            "version": self.version,
            "contract": self.contract,
            "kit": self.kit,
            "verdict": self.verdict.value,
            "eligible": self.eligible,
            "run": self.ran,
            "passed": self.number("passed"),
            "failed": self.number("failed"),
            "missing": self.number("missing"),
            "left_out": self.left_out,
            "machines": sum(one.machine for one in self.outcomes),
            "overridden": dict(self.overridden),
            "unchecked": list(self.unchecked),
            "blanks": list(self.blanks),
            "fewer": self.fewer,
            "faults": list(self.faults),
            "checks": [
                [one.kit, one.check, one.case, one.became, one.reason]
                for one in self.outcomes
            ],
        }
        return {**told, "hash": _hash_of(told)}

    def write(self, file: Path) -> None:
        """Write the result file, for the next run and for `plugins list`."""
        text = json.dumps(self.as_data(), ensure_ascii=False, indent=1)
        file.write_text(f"{text}\n", encoding="utf-8")


def _hash_of(told: Mapping[str, Any]) -> str:
    text = json.dumps(told, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def result_of(told: Mapping[str, Any]) -> Result:
    """The result of plain data; one that was altered is refused."""
    rest = {name: value for name, value in told.items() if name != "hash"}
    if told.get("format") != _FORMAT or told.get("hash") != _hash_of(rest):
        raise BadResultError(
            "this is not a result as the kits wrote it",
            advice="Take it away and run earlyyears plugins check again.",
        )
    return Result(
        plugin=told["plugin"],
        version=told["version"],
        contract=told["contract"],
        kit=told["kit"],
        outcomes=tuple(_outcomes(told["checks"])),
        unchecked=tuple(told["unchecked"]),
        overridden=told["overridden"],
        blanks=tuple(told["blanks"]),
        fewer=told["fewer"],
        faults=tuple(told["faults"]),
    )


def _outcomes(checks: Iterable[list[str]]) -> Iterable[Outcome]:
    for kit, check, case, became, reason in checks:
        yield Outcome(kit, check, became, reason, case=case)


def read_result(file: Path) -> Result | None:
    """The result of an earlier run, None where there is none."""
    if not file.is_file():
        return None
    try:
        told: Any = json.loads(file.read_text(encoding="utf-8"))
    except ValueError:
        told = {}
    return result_of(cast("Mapping[str, Any]", told) if isinstance(told, dict) else {})
