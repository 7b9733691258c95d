"""What plugins cost: a rule through `ask`, and the doctor over many plugins.

A bare call of a rule's function, the same rule through `ask` in a catalogue with
plugins, and pluggy's own call of one hook implementation are timed in one run, so that
the ratios mean something on any machine.

    python benchmarks/plugins.py
"""
# ruff: noqa: INP001, T201  a script that measures and prints

import datetime as dt
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pluggy

from earlyyears.app import built_in_catalogue
from earlyyears.kernel import (
    Answer,
    Answered,
    Citation,
    Facts,
    Question,
    Snapshot,
    Why,
    since,
)
from earlyyears.places import Setting
from earlyyears.plugins import BoroughPlugin, discover, examine, new_plugin
from earlyyears.plugins.manifests import manifest_findings

DAY = dt.date(2026, 3, 2)
ELM = Setting(id="setting/elm", name="Elm", kind="full_day_care", borough="newham")
PLUGINS, ROUNDS, CALLS = 33, 9, 4_000

visits: Question[Setting, int] = Question("bench.visits", "How many visits?")


def three(setting: Setting, facts: Facts) -> Answer[int]:
    """What a small rule does: look at its subject, cite it, answer."""
    steps = (f"three visits on {facts.on}",)
    return Answered(3, Why("everybody", facts.cite(setting), steps))


RULE = visits.rule(reads=[Setting], during=since(2026), basis=Citation("a policy"))(
    three
)


class Bench(BoroughPlugin):
    """The plugin of the benchmark."""

    name = "bench"
    boroughs = ("newham",)

    def rules(self) -> list[object]:  # type: ignore[override]
        """One rule."""
        return [RULE]


def best(work: Callable[[], object], calls: int = CALLS) -> float:
    """Nanoseconds of one call, the best of some rounds."""

    def one_round() -> int:
        begun = time.perf_counter_ns()
        for _ in range(calls):
            work()
        return time.perf_counter_ns() - begun

    return min(one_round() for _ in range(ROUNDS)) / calls


def through_pluggy() -> Callable[[], object]:
    """Pluggy's own call of one implementation with the same work in it."""
    spec, impl = pluggy.HookspecMarker("bench"), pluggy.HookimplMarker("bench")

    class Spec:
        @spec
        def visits(self, setting: Setting, facts: Facts) -> Answer[int]:
            raise NotImplementedError

    class Impl:
        @impl
        def visits(self, setting: Setting, facts: Facts) -> Answer[int]:
            return three(setting, facts)

    manager = pluggy.PluginManager("bench")
    manager.add_hookspecs(Spec)
    manager.register(Impl())
    facts = Snapshot(ELM, on=DAY)
    return lambda: manager.hook.visits(setting=ELM, facts=facts)


def call_figures() -> dict[str, float]:
    """Nanoseconds of the bare call, of `ask`, and of pluggy's call."""
    facts = Snapshot(ELM, on=DAY, rules=built_in_catalogue([Bench()]).rules)
    if not isinstance(facts.ask(visits, ELM), Answered):
        message = "the rule was not asked"
        raise TypeError(message)
    return {
        "bare": best(lambda: three(ELM, facts)),
        "ask": best(lambda: facts.ask(visits, ELM)),
        "pluggy": best(through_pluggy()),
    }


def doctor_seconds(folder: Path) -> tuple[float, float]:
    """Seconds in which the doctor examines 33 packages at best, and thoroughly."""
    for number in range(PLUGINS):
        _lay(folder, f"bench{number}")
    sys.path.insert(0, str(folder))
    try:
        return (
            min(_examined(folder, thorough=False) for _ in range(ROUNDS)),
            min(_examined(folder, thorough=True) for _ in range(ROUNDS)),
        )
    finally:
        sys.path.remove(str(folder))


def _examined(folder: Path, *, thorough: bool) -> float:
    manifest_findings.cache_clear()
    # Time of this process alone: others at work on the machine are not counted.
    begun = time.process_time()
    points = [
        point
        for dist in metadata.distributions(path=[str(folder)])
        for point in dist.entry_points
    ]
    found = discover(points)
    told = [examine(one, found, today=DAY, thorough=thorough) for one in found]
    ended = time.process_time() - begun
    if len(told) != PLUGINS or any(one.faults for one in told):
        message = "the plugins of the benchmark have faults"
        raise ValueError(message)
    return ended


def _lay(folder: Path, name: str) -> None:
    """Lay one plugin of the template as an installer would."""
    written = new_plugin(name, folder / "made", today=DAY, release="2026.11.0")
    package = next(one.parent for one in written if one.name == "earlyyears.toml")
    package.rename(folder / f"earlyyears_{name}")
    info = folder / f"earlyyears_{name}-0.1.0.dist-info"
    info.mkdir()
    head = "Metadata-Version: 2.1\nVersion: 0.1.0\n"
    (info / "METADATA").write_text(f"{head}Name: earlyyears-{name}\n")
    cls = name.capitalize()
    points = f"[earlyyears]\n{name} = earlyyears_{name}:{cls}\n"
    (info / "entry_points.txt").write_text(points)


def main() -> None:
    """Measure and print."""
    took = call_figures()
    for name, value in took.items():
        ratio = value / took["bare"]
        print(f"{name:<8} {value:8,.0f} ns  {ratio:5.2f} x the bare call")
    with tempfile.TemporaryDirectory() as folder:
        quick, thorough = doctor_seconds(Path(folder))
    print(
        f"doctor over {PLUGINS} plugins: {quick * 1000:,.0f} ms, every file read"
        f" {thorough * 1000:,.0f} ms"
    )


if __name__ == "__main__":
    main()
