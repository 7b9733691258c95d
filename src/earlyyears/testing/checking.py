"""Run every kit that fits what a plugin offers, and those that it adopts itself."""

from collections.abc import Mapping, Sequence
from importlib import metadata
from pathlib import Path

from .core import catalogue_with
from .finding import Found, found_plugin
from .kits import Kit
from .results import Result, read_result
from .running import overrides_in, run

__all__ = ["check_plugin"]


def check_plugin(
    wanted: str, *, result: Path | None = None, fewer: str = "", write: bool = True
) -> Result:
    """Run the kits on a plugin by name, file, folder or wheel, and write the result.

    It fails where fewer checks ran than the result file tells of, unless `fewer` says
    why.
    """
    with found_plugin(wanted) as found:
        told = _checked(found, fewer)
        file = result or found.result
        told = told.beside(read_result(file))
        if write:
            told.write(file)
    return told


def _checked(found: Found, fewer: str) -> Result:
    catalogue = catalogue_with(found.ready)

    def fitting(adopted: Sequence[type[Kit]]) -> Mapping[str, type[Kit]]:
        # Within the run, when pytest looks after the import of the kits.
        from .fitting import kits_for

        made = kits_for(found, catalogue, adopted)
        return {f"Test{one.__name__}": one for one in made}

    done = run(found.tests, fitting, project=found.project)
    from .fitting import unchecked_by

    return Result(
        plugin=catalogue.plugins[-1].name,
        version=catalogue.plugins[-1].version,
        contract=found.ready.manifest.contract,
        kit=metadata.version("earlyyears"),
        outcomes=tuple(sorted(done.outcomes, key=str)),
        unchecked=tuple(unchecked_by(done.kits, catalogue)),
        overridden=overrides_in(done.kits),
        blanks=found.blanks,
        fewer=fewer,
        faults=tuple(done.faults),
    )
