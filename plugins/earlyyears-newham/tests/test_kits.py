"""The plugin keeps what the library promises: each kit is adopted in a few lines."""

from pathlib import Path
from typing import Any, ClassVar

import earlyyears_newham
from earlyyears_newham import Newham

from earlyyears.testing import PackKit, PluginKit, RuleKit

CASES = Path(earlyyears_newham.__file__).parent / "cases"


class TestRules(RuleKit):
    """The blanks, which ask instead of guessing."""

    plugin: ClassVar[Any] = Newham
    cases: ClassVar[Path | None] = CASES


class TestPlugin(PluginKit):
    """The plugin as a whole."""

    plugin: ClassVar[Any] = Newham
    cases: ClassVar[Path | None] = CASES


class TestPacks(PackKit):
    """The groups and the titles."""

    plugin: ClassVar[Any] = Newham
