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

#: File beside the manifest in which `plugins check` writes what the kits found.
KIT_RESULT = "earlyyears-kit.json"


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
    installed: Sequence[Discovered], chosen: Chosen, held: Catalogue
) -> tuple[Listed, ...]:
    """Every plugin in use or installed, by name; those not in use are not imported."""
    sources = {one.name: one for one in installed}
    active = [_active(info, sources, held.faults) for info in held.plugins]
    out = [_left_out(one, sources) for one in chosen.left_out]
    return tuple(sorted((*active, *out), key=lambda one: (one.state, one.name)))


def _active(
    info: PluginInfo, sources: dict[str, Discovered], faults: Iterable[PluginError]
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
        kit=_kit_of(sources.get(info.name)),
    )


def _left_out(one: LeftOut, sources: dict[str, Discovered]) -> Listed:
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
        kit=_kit_of(found),
    )


def _hooks_of(found: Discovered | None) -> tuple[str, ...]:
    if found is None:
        return ()
    offering = offering_of(found.source, read_modules(found.source)[0])
    return hooks_in(offering) if offering else ()


def _kit_of(found: Discovered | None) -> str:
    """What the result file beside the manifest says, if there is one to be read."""
    folder = found.source.folder if found else None
    file = (folder or Path()) / KIT_RESULT
    if folder is None or not file.is_file():
        return ""
    try:
        told = json.loads(file.read_text("utf-8"))
        return f"{told['result']} ({told['version']})"
    except (ValueError, KeyError, TypeError):
        return "a result file that cannot be read"
