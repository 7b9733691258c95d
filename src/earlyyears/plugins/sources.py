"""Where a plugin's files lie, found without importing a line of it."""

import importlib.util
import os
from collections.abc import Iterator, Sequence
from functools import cached_property
from importlib import metadata
from importlib.machinery import ModuleSpec
from pathlib import Path

from earlyyears.kernel import frozen

from .manifests import MANIFEST, block_of

__all__ = ["Source", "source_in", "source_of", "source_of_file"]

_PASSED_OVER = frozenset({"tests", "__pycache__"})


@frozen(slots=False)
class Source:
    """The files of one plugin: its module, and where its manifest is written."""

    #: Dotted name of the module that the entry point names; nothing for a lone file.
    module: str
    #: Name in that module that the entry point names; nothing: the module itself.
    object: str
    #: File of that module; None where there is no such module.
    file: Path | None
    #: Folder of the package; None for a module that is one file.
    folder: Path | None

    @cached_property
    def manifest(self) -> str | None:
        """The text of the manifest: a file in the package, or a block in a module."""
        if self.folder is not None and (self.folder / MANIFEST).is_file():
            return (self.folder / MANIFEST).read_text(encoding="utf-8")
        return block_of(self.text) if self.file is not None else None

    @cached_property
    def text(self) -> str:
        """The source of the module."""
        return self.file.read_text(encoding="utf-8") if self.file else ""

    def files(self) -> Iterator[Path]:
        """Every Python file of the plugin, its tests left out."""
        if self.folder is None:
            yield from [self.file] if self.file else []
            return
        yield from _python_files(self.folder)

    def shown(self, file: Path) -> str:
        """A file's name as it is told to people: without the folders above."""
        base = self.folder.parent if self.folder else file.parent
        return str(file).removeprefix(str(base)).lstrip("/\\").replace("\\", "/")


def _python_files(folder: Path) -> Iterator[Path]:
    """The Python files beneath a folder, its tests left out, in order."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda one: one.name)
    for entry in entries:
        if entry.name.endswith(".py"):
            yield Path(entry.path)
        elif entry.is_dir() and entry.name not in _PASSED_OVER:
            yield from _python_files(Path(entry.path))


def source_of_file(file: Path) -> Source:
    """The source of a plugin that is a single file."""
    return Source("", "", file, None)


def source_of(point: metadata.EntryPoint) -> Source:
    """The source behind an entry point; only its top package is looked for."""
    module, _, name = point.value.partition(":")
    top, *rest = module.strip().split(".")
    folder, file = _top(top)
    if rest:
        file = _inside(folder, rest) if folder else None
    return Source(module.strip(), name.partition("[")[0].strip(), file, folder)


def source_in(home: Path, value: str) -> Source:
    """The source of an entry point whose package lies in a folder, installed or not."""
    module, _, name = value.partition(":")
    top, *rest = module.strip().split(".")
    folder = home / top
    file = _inside(folder, rest) if rest else folder / "__init__.py"
    if not folder.is_dir():
        lone = home / f"{top}.py"
        return Source(module, name, lone if lone.is_file() else None, None)
    return Source(module, name, file if file and file.is_file() else None, folder)


def _inside(folder: Path, rest: Sequence[str]) -> Path | None:
    """The file of a module within a package, by the parts of its name."""
    inner = folder.joinpath(*rest)
    likely = (inner.with_suffix(".py"), inner / "__init__.py")
    return next((file for file in likely if file.is_file()), None)


def _top(name: str) -> tuple[Path | None, Path | None]:
    """Folder and file of a top-level package or module; finding it imports nothing."""
    try:
        spec: ModuleSpec | None = importlib.util.find_spec(name)
    except (ImportError, ValueError):
        return None, None
    if spec is None or spec.origin is None:
        return None, None
    file = Path(spec.origin)
    return (file.parent if spec.submodule_search_locations else None), file
