"""Conformance kits: a plugin that passes them keeps what the library promises.

Subclass a kit in a test file and say what it is to check; pytest does the rest.  The
only room that uses pytest and Hypothesis: install `earlyyears[testing]`.  A kit is
loaded when it is first named, so that a process of the kit's own starts quickly.
"""

from typing import TYPE_CHECKING

from .capabilities import (
    FULL,
    IMPOSSIBLE,
    NOT_BUILT,
    PARTIAL,
    Capability,
    Level,
)
from .errors import (
    BadCasesError,
    BadKitError,
    BadResultError,
    NoReasonError,
    NothingToCheckError,
)

if TYPE_CHECKING:
    from .formats.kit import FormatKit
    from .kits import Check, Kit, check, checks_of, overridden
    from .packs.kit import PackKit
    from .rules.kit import RuleKit
    from .store.kit import StoreKit
    from .whole.kit import PluginKit

__all__ = [
    "FULL",
    "IMPOSSIBLE",
    "NOT_BUILT",
    "PARTIAL",
    "BadCasesError",
    "BadKitError",
    "BadResultError",
    "Capability",
    "Check",
    "FormatKit",
    "Kit",
    "Level",
    "NoReasonError",
    "NothingToCheckError",
    "PackKit",
    "PluginKit",
    "RuleKit",
    "StoreKit",
    "check",
    "checks_of",
    "overridden",
]

if not TYPE_CHECKING:
    _WHERE = {
        **dict.fromkeys(("Check", "Kit", "check", "checks_of", "overridden"), "kits"),
        "FormatKit": "formats.kit",
        "PackKit": "packs.kit",
        "PluginKit": "whole.kit",
        "RuleKit": "rules.kit",
        "StoreKit": "store.kit",
    }

    def __getattr__(name: str) -> object:
        if name not in _WHERE:
            raise AttributeError(f"module “{__name__}” has no “{name}”")
        import sys
        from importlib import import_module
        from pathlib import Path

        import pytest

        # So that a failing check shows what differed, wherever the kit is installed.
        here = Path(__file__).parent
        found = (file.relative_to(here).with_suffix("") for file in here.glob("*/*.py"))
        names = {".".join((__name__, *file.parts)) for file in found}
        pytest.register_assert_rewrite(*(names - set(sys.modules)))
        module = import_module(f"{__name__}.{_WHERE[name]}")
        value = globals()[name] = getattr(module, name)
        return value

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
