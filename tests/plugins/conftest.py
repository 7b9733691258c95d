"""Plugins that one test lays and imports are gone before the next."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def forgotten(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Forget every module that was imported from a folder of the tests."""
    base = tmp_path_factory.getbasetemp()
    yield
    for name, module in [*sys.modules.items()]:
        file = getattr(module, "__file__", None)
        if file and Path(file).is_relative_to(base):
            del sys.modules[name]
