"""The list of plugins: which are there, which are in use, which are not and why."""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from earlyyears.kernel import field, frozen

from .catalogue import Catalogue
from .choosing import Chosen, LeftOut
from .discovery import Discovered
from .doctor.hooking import hooks_in
from .doctor.reading import offering_of, read_modules
from .errors import PluginError
from .filing import PluginInfo

__all__ = ["KIT_RESULT", "Listed", "listed"]

#: File in which `plugins check` writes what the kits found: so called in a project,
#: and with the plugin's name before it elsewhere.
KIT_RESULT = "kit-result.json"


@frozen
class Listed:
    """One plugin of the list."""

    name: str
    version: str
    distribution: str
    #: `active`: in use; `visible`: installed and not in use; `refused`: it was to be
    #: used and could not be.
    state: str
    contract: int
    boroughs: tuple[str, ...]
    #: Hooks that it implements, as far as its source says.
    hooks: tuple[str, ...]
    #: Why it is not in use, or what is wrong with it all the same.
    why: tuple[PluginError, ...] = ()
    #: What the kits found, where a result was written.
    kit: str = field(default="")

    def lines(self, running: str) -> Iterator[str]:
        """What to tell the person who asked."""
        kit = f"; kit: {self.kit}" if self.kit else ""
        hooks = ", ".join(self.hooks) or "no hooks"
        named = f"{self.name} {self.version}".rstrip()
        yield f"{named}: {self.state}; {hooks}{kit}"
        for fault in self.why:
            first, *rest = fault.lines(running)
            if self.state == "visible":
                yield f"  {first}"
                yield f"  next: {fault.advice}"
            else:
                yield from (f"  {line}" for line in (first, *rest))

    def as_data(self) -> dict[str, Any]:
        """The same as plain data."""
        return {
            "name": self.name,
            "version": self.version,
            "distribution": self.distribution,
            "state": self.state,
            "contract": self.contract,
            "boroughs": list(self.boroughs),
            "hooks": list(self.hooks),
            "why": [
                {"code": one.code, "message": one.message, "advice": one.advice}
                for one in self.why
            ],
            "kit": self.kit or None,
        }


def listed(
    installed: Sequence[Discovered],
    chosen: Chosen,
    held: Catalogue,
    here: Path | None = None,
) -> tuple[Listed, ...]:
    """Every plugin in use or installed, by name; those not in use are not imported.

    `here` is a folder in which results of the kits may lie.
    """
    sources = {one.name: one for one in installed}
    active = [_active(info, sources, held.faults, here) for info in held.plugins]
    out = [_left_out(one, sources, here) for one in chosen.left_out]
    return tuple(sorted((*active, *out), key=lambda one: (one.state, one.name)))


def _active(
    info: PluginInfo,
    sources: dict[str, Discovered],
    faults: Iterable[PluginError],
    here: Path | None,
) -> Listed:
    return Listed(
        name=info.name,
        version=info.version,
        distribution=info.distribution,
        state="active",
        contract=info.manifest.contract,
        boroughs=info.boroughs,
        hooks=tuple(info.offers),
        why=tuple(one for one in faults if one.data.get("plugin") == info.name),
        kit=_kit_of(sources.get(info.name), here),
    )


def _left_out(
    one: LeftOut, sources: dict[str, Discovered], here: Path | None
) -> Listed:
    found = sources.get(one.name)
    manifest = found.manifest if found else None
    return Listed(
        name=one.name,
        version=one.version,
        distribution=found.distribution if found else "",
        state="refused" if one.refused else "visible",
        contract=manifest.contract if manifest else 0,
        boroughs=manifest.boroughs if manifest else (),
        hooks=_hooks_of(found),
        why=(one.why,),
        kit=_kit_of(found, here),
    )


def _hooks_of(found: Discovered | None) -> tuple[str, ...]:
    if found is None:
        return ()
    offering = offering_of(found.source, read_modules(found.source)[0])
    return hooks_in(offering) if offering else ()


def _kit_of(found: Discovered | None, here: Path | None) -> str:
    """What the kits said last, where a result file can be found."""
    file = next((one for one in _results(found, here) if one.is_file()), None)
    if file is None:
        return ""
    try:
        told = json.loads(file.read_text("utf-8"))
        return f"{told['verdict']} ({told['run']} checks, version {told['version']})"
    except (ValueError, KeyError, TypeError):
        return "a result file that cannot be read"


def _results(found: Discovered | None, here: Path | None) -> Iterator[Path]:
    """Where a result file may lie: by the code, by the project, or right here."""
    if found is None:
        return
    source = found.source
    if source.folder is None and source.file is not None:
        yield source.file.with_name(f"{source.file.stem}.{KIT_RESULT}")
    elif source.folder is not None:
        for folder in (source.folder, *source.folder.parents[:2]):
            if folder == source.folder or (folder / "pyproject.toml").is_file():
                yield folder / KIT_RESULT
    if here is not None:
        yield here / f"{found.name}.{KIT_RESULT}"
