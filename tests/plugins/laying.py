"""Lay a plugin on disk as an installer would, for tests that need a real one."""

import importlib
from importlib import metadata
from pathlib import Path

MANIFEST = "contract = 1\n"

SOURCE = '''
"""A plugin for tests."""

from earlyyears.plugins import BoroughPlugin


class Plugin(BoroughPlugin):
    """A plugin for tests."""
'''


def lay(
    folder: Path,
    name: str,
    source: str = SOURCE,
    manifest: str | None = MANIFEST,
    *,
    entry: str = "Plugin",
    version: str = "1.2",
    more: dict[str, str] | None = None,
) -> metadata.EntryPoint:
    """Lay a package with its metadata, and give its entry point."""
    package = folder / name
    package.mkdir()
    (package / "__init__.py").write_text(source, encoding="utf-8")
    if manifest is not None:
        (package / "earlyyears.toml").write_text(manifest, encoding="utf-8")
    for file, text in (more or {}).items():
        (package / file).parent.mkdir(exist_ok=True)
        (package / file).write_text(text, encoding="utf-8")
    info = folder / f"{name}-{version}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    )
    value = f"{name}:{entry}" if entry else name
    (info / "entry_points.txt").write_text(f"[earlyyears]\n{name} = {value}\n")
    (info / "RECORD").write_text(f"{name}/__init__.py,,\n")
    importlib.invalidate_caches()
    return next(one for one in points(folder) if one.name == name)


def points(folder: Path) -> list[metadata.EntryPoint]:
    """The entry points of the packages laid in a folder."""
    return [
        point
        for dist in metadata.distributions(path=[str(folder)])
        for point in dist.entry_points
    ]
