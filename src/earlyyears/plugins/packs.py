"""Packs: folders of TOML files, each of which says what it is."""

from collections.abc import Iterable, Iterator
from importlib.resources.abc import Traversable
from typing import Any

from earlyyears.kernel import Faults, Finding, Place, field, frozen, read_toml

__all__ = ["PACK_KINDS", "PackFile", "pack_files"]

#: What a pack file may be.
PACK_KINDS: tuple[str, ...] = (
    "layout",
    "vocabulary",
    "scale",
    "bodies",
    "permissions",
)


@frozen
class PackFile:
    """One file of a pack: what it is, its name, and what it says."""

    kind: str
    name: str
    plugin: str
    file: Traversable = field(repr=False, eq=False)
    content: dict[str, Any] = field(repr=False, hash=False)


def pack_files(folders: Iterable[Traversable], plugin: str) -> tuple[PackFile, ...]:
    """Read every TOML file of some folders; one that is unclear stops it."""
    files = sorted(_toml_files(folders), key=lambda file: file.name)
    findings: list[Finding] = []
    found: list[PackFile] = []
    for file in files:
        content = read_toml(file)
        kind = content.get("pack")
        name = content.get("name") or content.get("id")
        if kind in PACK_KINDS and isinstance(name, str):
            found.append(PackFile(kind, name, plugin, file, content))
        else:
            findings.append(_unclear(file, kind))
    if findings:
        message = f"the packs of the plugin “{plugin}” cannot be used"
        raise Faults(message, findings)
    return tuple(found)


def _toml_files(folders: Iterable[Traversable]) -> Iterator[Traversable]:
    for folder in folders:
        yield from (file for file in folder.iterdir() if file.name.endswith(".toml"))


def _unclear(file: Traversable, kind: object) -> Finding:
    said = f"it says pack = “{kind}”" if kind else "it does not say what it is"
    allowed = ", ".join(f"“{each}”" for each in PACK_KINDS)
    return Finding(
        "unclear_pack",
        said,
        Place(file.name),
        f"Begin the file with pack = one of {allowed}, and name = “…”.",
    )
