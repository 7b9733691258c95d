"""Plugins that are wrong as a whole, in one way each."""

from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Any, ClassVar

from earlyyears.kernel import Record, Rule, record, ref
from earlyyears.plugins import BoroughPlugin
from earlyyears.testing import PluginKit
from tests.testing.brack.plugin import Brackwater, TrainingDay
from tests.testing.saboteurs.made import Saboteur, adopted

CASES = Path(__file__).parents[1] / "brack" / "cases"
_TURNS = count()


class Nameless(Brackwater):
    """A fictional borough."""

    version: ClassVar[str] = ""
    name: ClassVar[str] = "brackwater"


class Empty(BoroughPlugin):
    """A plugin that offers nothing."""

    name: ClassVar[str] = "empty"
    version: ClassVar[str] = "1"


class Moody(Brackwater):
    """A fictional borough whose hooks give something else each time."""

    name: ClassVar[str] = "brackwater"

    def rules(self) -> Sequence[Rule[Any, Any]]:
        """One rule now, two the next time."""
        return [*super().rules()][: 1 + next(_TURNS) % 2]


class Everywhere(Brackwater):
    """A fictional borough whose rules answer for another borough as well."""

    name: ClassVar[str] = "brackwater"
    boroughs: ClassVar[tuple[str, ...]] = ("newham", "hackney", "camden", "elsewhere")


@record("brackwater.visit")
class Undescribed(Record):  # noqa: D101  that it says nothing is what is wrong
    setting: str = ref("setting")


class Wordless(Brackwater):
    """A fictional borough with a kind that says nothing of itself."""

    name: ClassVar[str] = "brackwater"

    def records(self) -> Sequence[type[Record]]:
        """A kind without a word."""
        return [TrainingDay, Undescribed]


@record("brackwater.note")
class Forgetful(Record):
    """A note that compares as something else than it was."""

    text: str = ""

    def __attrs_post_init__(self) -> None:
        """Write the turn into the text."""
        object.__setattr__(self, "text", f"{self.text} {next(_TURNS)}")


class Restless(Brackwater):
    """A fictional borough whose records change when they are made."""

    name: ClassVar[str] = "brackwater"

    def records(self) -> Sequence[type[Record]]:
        """A kind that changes."""
        return [TrainingDay, Forgetful]


def _of(what: str, caught_by: str, plugin: type[BoroughPlugin]) -> Saboteur:
    kit = adopted(PluginKit, what, plugin=plugin, cases=CASES)
    return Saboteur(what, caught_by, kit)


#: Each with the check that must catch it.
WHOLES: tuple[Saboteur, ...] = (
    _of("has no version", "test_it_says_who_it_is", Nameless),
    Saboteur("offers nothing", "test_it_loads_without_a_fault",
             adopted(PluginKit, "offers nothing", plugin=Empty)),
    _of("offers something else each time", "test_its_hooks_give_the_same_twice", Moody),
    _of("answers for other boroughs",
        "test_each_boroughs_question_goes_to_its_own_rule", Everywhere),
    _of("has a kind without a word", "test_its_kinds_say_what_they_are_for", Wordless),
    _of("changes its records", "test_its_records_come_back_as_they_were", Restless),
)  # fmt: skip
