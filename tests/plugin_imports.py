"""Import what one plugin package offers: `python tests/plugin_imports.py FOLDER`.

Run where the package is installed. A package that offers nothing under the
entry-point group `earlyyears` is no plugin, and that is a fault.
"""

import sys
import tomllib
from importlib import metadata
from pathlib import Path

GROUP = "earlyyears"


def main(folder: Path) -> int:
    """Load each entry point of the package in a folder and say which there were."""
    manifest = (folder / "pyproject.toml").read_text(encoding="utf-8")
    name = tomllib.loads(manifest)["project"]["name"]
    offered = metadata.distribution(name).entry_points.select(group=GROUP)
    for entry in offered:
        entry.load()
        print(f"{name}: {entry.name} = {entry.value} loads")
    if not offered:
        print(f"{name} offers nothing under the entry-point group {GROUP!r}")
    return 0 if offered else 1


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
