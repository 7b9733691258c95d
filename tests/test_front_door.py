"""The front door lends every promised name and loads nothing until it is asked."""

import subprocess
import sys
from importlib import metadata

import pytest

import earlyyears


def loaded_by(code: str) -> set[str]:
    """The modules that a new process has loaded after running some code."""
    answer = subprocess.run(
        [sys.executable, "-c", f"import sys; {code}; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(answer.stdout.split())


@pytest.mark.parametrize("name", earlyyears.__all__)
def test_every_name_it_lists_is_there(name: str) -> None:
    """Each listed name can be fetched, and is the same thing the second time."""
    assert getattr(earlyyears, name) is getattr(earlyyears, name)
    assert name in dir(earlyyears)


def test_opening_the_door_opens_no_room() -> None:
    """`import earlyyears` loads no room of its own and no package from outside."""
    loaded = loaded_by("import earlyyears")
    assert {"earlyyears"} == {name for name in loaded if "earlyyears" in name}
    assert set() == loaded & {"attr", "attrs", "cattrs", "pluggy", "dateutil"}


def test_asking_for_a_kernel_name_opens_the_kernel_alone() -> None:
    """A name of the kernel brings the kernel and none of the rooms above it."""
    loaded = loaded_by("import earlyyears; earlyyears.Answered")
    rooms = {name.split(".")[1] for name in loaded if name.startswith("earlyyears.")}
    assert {"kernel"} == rooms
    assert set() == loaded & {"cattrs", "pluggy", "pytest", "hypothesis"}


def test_a_name_nobody_lends_is_refused() -> None:
    """An unknown name is an attribute error that says so."""
    with pytest.raises(AttributeError, match="no “grade_of_everything”"):
        _ = earlyyears.grade_of_everything  # type: ignore[attr-defined]


def test_the_version_is_the_one_installed() -> None:
    """`__version__` is what the installation says."""
    assert metadata.version("earlyyears") == earlyyears.__version__
