"""Finding installed plugins without letting a broken one stop the hub."""

import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest

from earlyyears.plugins import BoroughPlugin, discover


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder on the path where packages can be laid as if installed."""
    monkeypatch.syspath_prepend(str(tmp_path))
    yield tmp_path
    for name in ("good_plugin", "broken_plugin", "old_plugin"):
        sys.modules.pop(name, None)


def lay(folder: Path, name: str, source: str, manifest: str = "") -> None:
    """Lay a package with its metadata, as an installer would."""
    package = folder / name
    package.mkdir()
    (package / "__init__.py").write_text(source)
    (package / "earlyyears.toml").write_text(manifest)
    info = folder / f"{name}-1.2.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.2\n"
    )
    (info / "entry_points.txt").write_text(f"[earlyyears]\n{name} = {name}:Plugin\n")
    (info / "RECORD").write_text(f"{name}/__init__.py,,\n{name}/earlyyears.toml,,\n")


GOOD = """
from earlyyears.plugins import BoroughPlugin
class Plugin(BoroughPlugin):
    name = "good"
"""


def found(folder: Path) -> list[metadata.EntryPoint]:
    """The entry points of the packages laid in a folder."""
    return [
        point
        for dist in metadata.distributions(path=[str(folder)])
        for point in dist.entry_points
    ]


def test_an_installed_plugin_is_found_with_its_version(installed: Path) -> None:
    """A class behind an entry point is made and given with its distribution."""
    lay(installed, "good_plugin", GOOD, "contract = 1")
    (one,) = discover(found(installed))
    assert isinstance(one.plugin, BoroughPlugin)
    assert ("good_plugin", "1.2", None) == (one.distribution, one.version, one.fault)


def test_a_plugin_that_cannot_be_imported_is_named_and_left_out(
    installed: Path,
) -> None:
    """The broken one has its fault with the code, and the good one is there."""
    lay(installed, "broken_plugin", "import there_is_no_such_module", "contract = 1")
    lay(installed, "good_plugin", GOOD, "contract = 1")
    broken, good = discover(found(installed))
    assert broken.plugin is None
    assert broken.fault is not None
    assert "EYP101" == broken.fault.code
    assert "broken_plugin" in str(broken.fault)
    assert good.fault is None


def test_a_plugin_of_another_contract_is_refused_before_it_is_imported(
    installed: Path,
) -> None:
    """The manifest is read without import, so the plugin's code never runs."""
    lay(installed, "old_plugin", "raise SystemExit", "contract = 99")
    (old,) = discover(found(installed))
    assert old.fault is not None
    assert "EYP105" == old.fault.code
    assert "old_plugin" not in sys.modules
