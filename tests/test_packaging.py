"""What an installation brings, and what importing the package loads."""

import tomllib
from collections.abc import Iterator
from importlib import metadata
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests import core_alone


@pytest.fixture(scope="module")
def project(root: Path) -> dict[str, object]:
    """The table `project` of pyproject.toml."""
    text = (root / "pyproject.toml").read_text(encoding="utf-8")
    found: dict[str, object] = tomllib.loads(text)["project"]
    return found


def names(requirements: object) -> set[str]:
    """The packages that a list of requirements names."""
    assert isinstance(requirements, list)
    return {Requirement(text).name for text in requirements}


def closure(name: str) -> Iterator[str]:
    """Give everything that a package needs, without extras, as installed here."""
    for text in metadata.requires(name) or ():
        needed = Requirement(text)
        if needed.marker is None or needed.marker.evaluate({"extra": ""}):
            yield needed.name.lower().replace("_", "-")
            yield from closure(needed.name)


def test_the_core_declares_four_packages(project: dict[str, object]) -> None:
    """The core depends on attrs, cattrs, pluggy and python-dateutil alone."""
    assert core_alone.DECLARED == names(project["dependencies"])


def test_the_core_installs_those_four_and_what_they_need() -> None:
    """Nothing comes with the package that neither it nor its four need."""
    assert [] == core_alone.surplus(set(closure("earlyyears")))


def test_the_command_line_is_an_extra(project: dict[str, object]) -> None:
    """Click comes with the extra `cli` and no other way."""
    extras = project["optional-dependencies"]
    assert isinstance(extras, dict)
    assert {"click"} == names(extras["cli"])


def test_the_page_of_dependencies_names_each_of_them(root: Path) -> None:
    """Every package that is declared, for users or for work, stands on the page."""
    manifest = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    page = (root / "docs/explanation/dependencies.md").read_text(encoding="utf-8")
    declared = [
        *manifest["project"]["dependencies"],
        *chain(*manifest["project"]["optional-dependencies"].values()),
        *chain(*manifest["dependency-groups"].values()),
    ]
    named = names([text for text in declared if isinstance(text, str)]) - {"nox"}
    assert {"attrs", "click", "pytest"} <= named
    assert [] == sorted(name for name in named if name not in page.lower())


def test_importing_the_package_loads_no_tools() -> None:
    """`import earlyyears` loads neither pluggy, cattrs, click nor test tools."""
    assert [] == core_alone.loaded_too_early()


def test_every_room_can_be_imported() -> None:
    """Each room is importable, and there is at least one."""
    assert core_alone.rooms()
    assert [] == core_alone.rooms_that_fail()


def test_london_time_is_known() -> None:
    """The time zone in which every day ends is installed."""
    assert [] == core_alone.london()


def test_a_surplus_package_is_found() -> None:
    """The check of what was installed sees one too many and one too few."""
    found = core_alone.surplus(core_alone.DECLARED - {"attrs"} | {"numpy"})
    assert [
        "installed although nothing may need it: numpy",
        "declared but not installed: attrs",
    ] == found


def test_the_package_says_it_is_typed(root: Path) -> None:
    """Type checkers of those who use the package find the marker file."""
    assert (root / "src/earlyyears/py.typed").is_file()
