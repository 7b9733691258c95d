"""Find a plugin by name, file, folder or wheel, with what lies beside its code."""

import contextlib
import csv
import importlib
import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Generator, Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

from earlyyears.kernel import field, frozen
from earlyyears.plugins import PROJECT, Discovered, Ready, discover, plugin_file

from .errors import NothingToCheckError

__all__ = ["Found", "found_plugin"]

_NEEDED = "facts_needed.csv"
_RESULT = "kit-result.json"


@frozen
class Found:
    """A plugin that is loaded, and where its cases, tests and blanks lie."""

    ready: Ready
    #: Folder of its package, or of its single file.
    code: Path
    #: Folder of its project with tests, None where it is only installed.
    project: Path | None = None
    result: Path = field(factory=lambda: Path(_RESULT))

    @property
    def name(self) -> str:
        """Its name, as it is allowed and shown."""
        return self.ready.name

    @property
    def cases(self) -> Path | None:
        """The folder of its case tables."""
        within = [self.code / "cases"]
        if self.project is not None:
            within += [self.project / "tests" / "cases", self.project / "cases"]
        return next((one for one in within if any(one.glob("cases*.csv"))), None)

    @property
    def tests(self) -> list[Path]:
        """Its test files, in which it may adopt kits itself."""
        if self.project is None:
            return []
        return sorted((self.project / "tests").rglob("test_*.py"))

    @property
    def blanks(self) -> tuple[str, ...]:
        """Facts that the borough has yet to fill in: rows without a value."""
        return tuple(_blanks(self.code / _NEEDED)) or tuple(
            _blanks((self.project or self.code) / _NEEDED)
        )


def _blanks(file: Path) -> Iterator[str]:
    if not file.is_file():
        return
    with file.open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            cells = {name: (text or "").strip() for name, text in row.items() if name}
            if not cells.get("value", ""):
                told = (text for name, text in cells.items() if name != "value")
                yield ": ".join([text for text in told if text][:2])


@contextlib.contextmanager
def found_plugin(wanted: str) -> Generator[Found]:
    """A plugin by the name it is installed under, or by the path of what it is in.

    The path is that of a single file, of a project's folder, or of a wheel; within the
    `with` block its modules can be imported.
    """
    path = Path(wanted)
    before = [*sys.path], dict(sys.modules)
    with tempfile.TemporaryDirectory() as folder:
        try:
            if path.suffix == ".py":
                yield _file(path)
            elif path.suffix == ".whl":
                yield _wheel(path, Path(folder))
            elif path.is_dir():
                yield _project(path)
            else:
                yield _installed(wanted)
        finally:
            sys.path[:] = before[0]
            for name in set(sys.modules) - set(before[1]):
                if _lies_in(sys.modules[name], path, Path(folder)):
                    del sys.modules[name]
            # What had to make way for another version of itself.
            sys.modules.update(before[1])


def _lies_in(module: Any, *folders: Path) -> bool:
    file = getattr(module, "__file__", None)
    if not file:
        return False
    return any(Path(file).is_relative_to(folder.resolve()) for folder in folders)


def _file(path: Path) -> Found:
    ready = plugin_file(path).load()
    result = path.with_name(f"{path.stem}.{_RESULT}")
    return Found(ready, path.resolve().parent, result=result)


def _installed(name: str) -> Found:
    found = {one.name: one for one in discover()}
    if name not in found:
        raise NothingToCheckError(
            f"no plugin “{name}” is installed, and there is no such path",
            advice=f"Installed are: {', '.join(sorted(found)) or 'none'}.",
            name=name,
        )
    one = found[name]
    file = one.source.file or Path()
    code = one.source.folder or file.parent
    return Found(one.load(), code, result=Path(f"{name}.{_RESULT}"))


def _project(path: Path) -> Found:
    """A folder with a pyproject.toml; its code need not be installed."""
    settings = path / "pyproject.toml"
    if not settings.is_file():
        raise NothingToCheckError(
            f"{path.name} is a folder without a pyproject.toml",
            advice="Name a plugin's project, its single file, or its wheel.",
        )
    told = tomllib.loads(settings.read_text(encoding="utf-8"))["project"]
    points = told.get("entry-points", {}).get(PROJECT, {})
    installed = {one.name: one for one in discover()}
    for name, value in points.items():
        home = path / "src" if (path / "src").is_dir() else path
        one = installed.get(name)
        if one is None or not _is_of(one, path):
            one = _from_folder(metadata.EntryPoint(name, value, PROJECT), home)
        ready = one.load()
        version = ready.version or str(told.get("version", ""))
        folder = one.source.folder or (one.source.file or home).parent
        return Found(
            Ready(name, ready.plugin, version, ready.distribution, ready.manifest),
            folder,
            path.resolve(),
            path / _RESULT,
        )
    raise _offers_nothing(path)


def _is_of(found: Discovered, path: Path) -> bool:
    return found.source.file is not None and found.source.file.is_relative_to(
        path.resolve()
    )


def _from_folder(point: metadata.EntryPoint, home: Path) -> Discovered:
    """A plugin whose code lies in a folder, whatever of its name is imported now."""
    top = point.value.partition(":")[0].partition(".")[0]
    for name in [one for one in sys.modules if one == top or one.startswith(f"{top}.")]:
        del sys.modules[name]
    sys.path.insert(0, str(home.resolve()))
    importlib.invalidate_caches()
    (found,) = discover([point])
    return found


def _wheel(path: Path, folder: Path) -> Found:
    with zipfile.ZipFile(path) as held:
        held.extractall(folder)
    for home in folder.glob("*.dist-info"):
        dist = metadata.PathDistribution(home)
        for point in dist.entry_points.select(group=PROJECT):
            one = _from_folder(point, folder)
            ready = one.load()
            code = one.source.folder or folder
            named = Ready(point.name, ready.plugin, dist.version, "", ready.manifest)
            result = path.with_name(f"{point.name}.{_RESULT}")
            return Found(named, code, result=result)
    raise _offers_nothing(path)


def _offers_nothing(path: Path) -> NothingToCheckError:
    return NothingToCheckError(
        f"{path.name} offers nothing under the entry-point group “{PROJECT}”",
        advice='Add [project.entry-points.earlyyears] with name = "module:Class".',
    )
