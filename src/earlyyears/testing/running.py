"""Run kits by pytest, within this process, and tell what became of each check."""

import contextlib
import io
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from earlyyears.kernel import evolve, frozen

from .kits import Check, Kit, checks_of
from .results import Outcome

__all__ = ["Done", "Fitting", "Wanted", "overrides_in", "run", "run_kits", "under_way"]

#: Gives more kits, once it is known which were adopted.
Fitting: TypeAlias = Callable[[Sequence[type[Kit]]], Mapping[str, type[Kit]]]

#: Says whether a check is to be run, by the names of its kit and its own.
Wanted: TypeAlias = Callable[[str, str], bool]

#: What gives the kits of the runs under way, the innermost last.
_UNDER_WAY: list[Callable[[], Mapping[str, type[Kit]]]] = []

_MODULE = '''"""The kits of a run."""

from earlyyears.testing.running import under_way

globals().update(under_way())
'''


@frozen
class Done:
    """What became of the checks of a run, what went wrong with it, and its kits."""

    outcomes: list[Outcome]
    faults: list[str]
    kits: list[type[Kit]]


def under_way() -> Mapping[str, type[Kit]]:
    """The kits that fit in the innermost run, by the names pytest collects."""
    return _UNDER_WAY[-1]()


def _all(kit: str, check: str) -> bool:  # noqa: ARG001  whatever they are
    return True


class _Listener:
    """Keeps the checks of kits, leaves other tests out, and takes outcomes down."""

    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self.outcomes: list[Outcome] = []
        self.kits: dict[str, type[Kit]] = {}
        self.faults: list[str] = []
        self._about: dict[str, Outcome] = {}

    def pytest_itemcollected(self, item: pytest.Item) -> None:
        if (kit := _kit_of(item)) is not None:
            self.kits[kit.__name__] = kit

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if self._takes(item)]

    def _takes(self, item: pytest.Item) -> bool:
        cls = _kit_of(item)
        if cls is None:
            return False
        name = getattr(item, "originalname", item.name)
        if not self._wanted(cls.__name__, name):
            return False
        about = checks_of(cls).get(name, Check(name, "", ""))
        case = item.name.removeprefix(name).strip("[]")
        self._about[item.nodeid] = Outcome(
            cls.__name__, name, "", cure=about.cure, machine=about.machine, case=case
        )
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        about = self._about.get(report.nodeid)
        if about is None or (report.when != "call" and report.passed):
            return
        del self._about[report.nodeid]
        became = "skipped" if report.skipped else report.outcome
        self.outcomes.append(evolve(about, became=became, reason=_reason(report)))

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            wrong = _what_is_wrong(report.longreprtext)
            self.faults.append(f"{report.nodeid}: {wrong}")

    def missing(self) -> list[Outcome]:
        """Standard checks of the kits that nothing became of."""
        told = {(one.kit, one.check) for one in self.outcomes}
        return [
            Outcome(name, check, "missing", "it did not run", about.cure)
            for name, kit in self.kits.items()
            for check, about in checks_of(kit).items()
            if (name, check) not in told and self._wanted(name, check)
        ]


def _kit_of(item: pytest.Item) -> type[Kit] | None:
    """The kit that an item is a check of; what is marked as slow is left alone."""
    cls: Any = getattr(item, "cls", None)
    slow = any(item.iter_markers("slow")) or any(item.iter_markers("bench"))
    return cls if isinstance(cls, type) and issubclass(cls, Kit) and not slow else None


def _reason(report: pytest.TestReport) -> str:
    if report.skipped:
        told = report.longrepr
        text = told[2] if isinstance(told, tuple) else str(told)
        return text.removeprefix("Skipped: ")
    return _what_is_wrong(report.longreprtext) if report.failed else ""


def _what_is_wrong(text: str) -> str:
    """The first lines of what went wrong, as pytest marks them."""
    marked = [line[1:].strip() for line in text.splitlines() if line[:2] == "E "]
    lines = [line for line in marked or text.splitlines() if line.strip()]
    told = [line for line in lines if not line.startswith(("What must", "If it fails"))]
    return " ".join(told[:6])[:600]


def run_kits(kits: Sequence[type[Kit]], *, wanted: Wanted = _all) -> Done:
    """What became of each check of some kits, or of those checks that are wanted."""
    named = {f"Test{one.__name__}": one for one in kits}
    return run([], lambda _: named, wanted=wanted)


def run(
    files: Sequence[Path],
    fitting: Fitting,
    *,
    project: Path | None = None,
    wanted: Wanted = _all,
) -> Done:
    """Run the kits that some test files adopt, and those that fit besides.

    The files are run under the settings of their `project`.

    `fitting` is asked for more kits, by the names that pytest collects, once it is
    known what the files adopt.
    """
    listener = _Listener(wanted)
    before = set(sys.modules)
    _UNDER_WAY.append(lambda: fitting([*listener.kits.values()]))
    try:
        with (
            tempfile.TemporaryDirectory() as folder,
            contextlib.redirect_stdout(io.StringIO()),
            contextlib.redirect_stderr(io.StringIO()),
        ):
            code = pytest.main(_words(Path(folder), files, project), plugins=[listener])
    finally:
        _UNDER_WAY.pop()
        # So that another run does not meet the test files of this one.
        for name in set(sys.modules) - before:
            if name.rpartition(".")[2].startswith("test_"):
                del sys.modules[name]
    faults = [*listener.faults]
    if code not in {0, 1, 5} and not faults:
        faults.append(f"pytest ended with {code}")
    outcomes = [*listener.outcomes, *listener.missing()]
    return Done(outcomes, faults, [*listener.kits.values()])


def _words(folder: Path, files: Sequence[Path], project: Path | None) -> list[str]:
    settings, kits = folder / "pytest.ini", folder / "test_kits.py"
    settings.write_text("[pytest]\n", encoding="utf-8")
    kits.write_text(_MODULE, encoding="utf-8")
    if project is not None and files:
        settings = project / "pyproject.toml"
    return [
        *("-c", str(settings), "--rootdir", str(settings.parent), "-o", "addopts="),
        *("-vv", "--tb=short"),
        *("-p", "no:cacheprovider", "--import-mode=importlib"),
        # Whoever calls may have imported Hypothesis before.
        *("-W", "ignore::pytest.PytestAssertRewriteWarning"),
        *("--basetemp", str(folder / "t")),
        *map(str, files),
        # Last, when it is known what the files adopt.
        str(kits),
    ]


def overrides_in(kits: Iterable[type[Kit]]) -> dict[str, str]:
    """The checks that were overridden, with the reasons that were given."""
    found: dict[str, str] = {}
    for kit in kits:
        for name in checks_of(kit):
            reason = getattr(getattr(kit, name, None), "__overridden__", "")
            if reason:
                found[f"{kit.__name__}.{name}"] = reason
    return found
