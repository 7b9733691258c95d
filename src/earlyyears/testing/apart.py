"""Leave the kits out of a run: `pytest -p earlyyears.testing.apart`.

For whoever runs `earlyyears plugins check` besides, which runs them and tells totals.
"""

from typing import Any

import pytest

from .kits import Kit

__all__ = ["pytest_collection_modifyitems", "pytest_configure"]


def pytest_configure(config: pytest.Config) -> None:
    """Know the marks by which tests are chosen, whether or not a project has any."""
    for mark in ("slow: takes long", "bench: compares times"):
        config.addinivalue_line("markers", mark)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests that are no checks of a kit."""
    items[:] = [item for item in items if not _is_check(item)]


def _is_check(item: pytest.Item) -> bool:
    cls: Any = getattr(item, "cls", None)
    return isinstance(cls, type) and issubclass(cls, Kit)
