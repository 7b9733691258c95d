"""Finding installed plugins: metadata, manifest and contract, and no import.

A plugin that cannot be used is named, with its code and the next step, and the others
go on.  It is imported when it is loaded, which only a hub that is to use it does.
"""

import importlib
import importlib.util
import sys
import traceback
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path
from types import ModuleType
from typing import Any

from earlyyears.kernel import field, frozen, read_toml

from .contracts import Change, Contract, check_contract, contracts
from .deprecating import at_work
from .errors import PluginError, PluginImportError, UnknownPluginError
from .hooks import PROJECT, BoroughPlugin
from .manifests import Manifest, manifest_from
from .sources import Source, source_in, source_of, source_of_file

__all__ = ["Discovered", "Ready", "discover", "plugin_file", "project_plugins"]


@frozen
class Ready:
    """A plugin that is loaded, with what is known of it from outside its code."""

    name: str
    plugin: Any
    version: str = ""
    distribution: str = ""
    manifest: Manifest = field(factory=Manifest)


class Discovered:
    """An installed plugin: what its files say, and its code once it is loaded."""

    def __init__(
        self,
        name: str,
        source: Source,
        *,
        distribution: str = "",
        version: str = "",
        table: tuple[Contract, ...] = (),
    ) -> None:
        #: Name under which it is allowed, disabled and shown.
        self.name = name
        #: Where its files lie.
        self.source = source
        #: Name and version of the package that brings it.
        self.distribution = distribution
        self.version = version
        self.manifest = Manifest()
        #: What changed since the contract that it is built for.
        self.changes: tuple[Change, ...] = ()
        #: What keeps it out, as far as anybody has looked.
        self.fault: PluginError | None = None
        self._loaded: Ready | None = None
        try:
            self._read_manifest(table or contracts())
        except PluginError as fault:
            self.fault = fault

    def _read_manifest(self, table: tuple[Contract, ...]) -> None:
        text = self.source.manifest
        if text is None:
            # Without a manifest nobody knows; it is taken to be built for today.
            self.manifest = Manifest(contract=table[-1].number)
            return
        self.manifest = manifest_from(text, plugin=self.name)
        self.changes = check_contract(
            self.manifest.contract, table, self.name, self.version
        )

    def load(self) -> Ready:
        """Import the plugin, once; what stops it is told with its first cause."""
        if self.fault is not None:
            raise self.fault
        if self._loaded is None:
            try:
                with at_work(self.name):
                    plugin = _made(self._import())
            except Exception as cause:
                self.fault = _unimportable(self, cause)
                raise self.fault from cause
            self._loaded = Ready(
                self.name, plugin, self.version, self.distribution, self.manifest
            )
        return self._loaded

    @property
    def plugin(self) -> Any:
        """The plugin itself, loaded when first asked for; None where it cannot be."""
        try:
            return self.load().plugin
        except PluginError:
            return None

    def _import(self) -> object:
        source = self.source
        if not source.module and source.file is not None:
            return _the_plugin_in(_module_of(source.file))
        found: object = importlib.import_module(source.module)
        for part in source.object.split(".") if source.object else ():
            found = getattr(found, part)
        return found


def discover(
    entry_points: Iterable[metadata.EntryPoint] | None = None,
    *,
    table: tuple[Contract, ...] = (),
) -> tuple[Discovered, ...]:
    """Every installed plugin by name, none of them imported.

    `table` is the table of contracts, the shipped one unless another is given.
    """
    found = (
        metadata.entry_points(group=PROJECT) if entry_points is None else entry_points
    )
    return tuple(
        _discovered(point, table) for point in sorted(found, key=lambda one: one.name)
    )


def _discovered(point: metadata.EntryPoint, table: tuple[Contract, ...]) -> Discovered:
    # Read once: each look at a distribution's metadata parses all of it.
    told = point.dist.metadata if point.dist else {"Name": "", "Version": ""}
    return Discovered(
        point.name,
        source_of(point),
        distribution=told["Name"],
        version=told["Version"],
        table=table,
    )


def plugin_file(file: Path, *, table: tuple[Contract, ...] = ()) -> Discovered:
    """A plugin that is a single file, without any packaging.

    Its name is that of the file; its manifest, if it has one, stands in comments
    between `# /// earlyyears` and `# ///`.
    """
    if not file.is_file():
        message = f"there is no file {file}"
        raise UnknownPluginError(
            message, advice="Check the path of the plugin.", plugin=str(file)
        )
    return Discovered(file.stem.replace("_", "-"), source_of_file(file), table=table)


def project_plugins(
    folder: Path, *, table: tuple[Contract, ...] = ()
) -> tuple[Discovered, ...]:
    """The plugins of a project's folder, whether they are installed or not.

    They can be examined; to be loaded they have to be installed.
    """
    file = folder / "pyproject.toml"
    if not file.is_file():
        message = f"{folder} is no project: it has no pyproject.toml"
        raise UnknownPluginError(
            message, advice="Name a project's folder or a .py file.", plugin=str(folder)
        )
    told: dict[str, Any] = read_toml(file).get("project", {})
    points: dict[str, str] = told.get("entry-points", {}).get(PROJECT, {})
    home = folder / "src" if (folder / "src").is_dir() else folder
    return tuple(
        Discovered(
            name,
            source_in(home, value),
            distribution=told.get("name", ""),
            version=told.get("version", ""),
            table=table,
        )
        for name, value in sorted(points.items())
    )


def _module_of(file: Path) -> ModuleType:
    # A name of its own, so that two files called alike do not meet.
    name = f"earlyyears_file_{file.stem}_{abs(hash(str(file.resolve())))}"
    spec = importlib.util.spec_from_file_location(name, file)
    if spec is None or spec.loader is None:
        message = f"{file.name} is no Python file"
        raise ImportError(message)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    return module


def _the_plugin_in(module: ModuleType) -> object:
    """The one subclass of `BoroughPlugin` in a module, or the module itself."""
    own = [
        each
        for each in vars(module).values()
        if isinstance(each, type)
        and issubclass(each, BoroughPlugin)
        and each.__module__ == module.__name__
    ]
    if len(own) > 1:
        names = ", ".join(each.__name__ for each in own)
        message = f"it holds several plugins: {names}"
        raise ImportError(message)
    return own[0] if own else module


def _made(loaded: object) -> object:
    return loaded() if isinstance(loaded, type) else loaded


def _unimportable(found: Discovered, cause: Exception) -> PluginImportError:
    module = found.source.module or found.source.shown(found.source.file or Path())
    first = first_cause(cause)
    return PluginImportError(
        f"the plugin “{found.name}” cannot be imported: {first} in {module}",
        advice=f"Run earlyyears plugins doctor {found.name}; hubs run without it, and"
        f" --without {found.name} leaves it out.",
        plugin=found.name,
        version=found.version,
        module=module,
        cause=first,
    )


def first_cause(fault: BaseException) -> str:
    """What went wrong at the bottom, with its place; never the text of a value.

    The text of an import error or a syntax error names modules and lines only; that
    of another error might hold a password or a name.
    """
    while (deeper := fault.__cause__ or fault.__context__) is not None:
        fault = deeper
    told = type(fault).__name__
    if isinstance(fault, ImportError | SyntaxError):
        text = fault.msg if isinstance(fault, SyntaxError) else str(fault)
        told = f"{told}: {text}"
    frames = traceback.extract_tb(fault.__traceback__)
    if frames and not isinstance(fault, SyntaxError):
        last = frames[-1]
        told = f"{told} ({Path(last.filename).name}, line {last.lineno})"
    elif isinstance(fault, SyntaxError) and fault.filename:
        told = f"{told} ({Path(fault.filename).name}, line {fault.lineno})"
    return told
