"""What every test may ask for."""

import os
from pathlib import Path

import hypothesis
import pytest

ROOT = Path(__file__).resolve().parents[1]

# The same examples on every run, so that a red build is red for everyone; the session
# `properties` looks further.
hypothesis.settings.register_profile(
    "default", derandomize=True, deadline=None, print_blob=True
)
hypothesis.settings.register_profile(
    "long", deadline=None, max_examples=2_000, print_blob=True
)
hypothesis.settings.load_profile("default")


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder that the project lies in."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real public files, named by EARLYYEARS_SHARED or next door."""
    folder = Path(os.environ.get("EARLYYEARS_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"no real files at {folder}; EARLYYEARS_SHARED names their folder")
    return folder.resolve()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test that asks for the real files, so it can be chosen or left out."""
    for item in items:
        if "shared" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.shared)
