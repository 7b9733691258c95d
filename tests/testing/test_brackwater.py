"""A sound plugin passes every kit, adopted as its author would."""

from pathlib import Path
from typing import Any, ClassVar

from earlyyears.testing import PluginKit, RuleKit
from tests.testing.brack.plugin import Brackwater

HERE = Path(__file__).parent / "brack"


class TestRules(RuleKit):
    """The rules of Brackwater."""

    plugin: ClassVar[Any] = Brackwater
    cases: ClassVar[Path | None] = HERE / "cases"


class TestPlugin(PluginKit):
    """Brackwater as a whole."""

    plugin: ClassVar[Any] = Brackwater
    cases: ClassVar[Path | None] = HERE / "cases"
