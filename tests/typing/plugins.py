"""What type checkers must know of plugins. Checked by the session `typing`.

A plugin that subclasses `BoroughPlugin` is clean, and each mistake in the second half
is caught; `tests/plugins/test_types.py` counts them with the ignores taken out.
"""

from collections.abc import Sequence
from typing import Any, assert_type

from typing_extensions import override

from earlyyears.disclosure import Audience, Block, Prose, Writer
from earlyyears.kernel import (
    Answer,
    Answered,
    Citation,
    Facts,
    Guard,
    Question,
    Record,
    Rule,
    Why,
    record,
    ref,
)
from earlyyears.ledger import StoreDriver
from earlyyears.places import Setting
from earlyyears.plugins import (
    BoroughPlugin,
    Catalogue,
    Command,
    Desk,
    Directory,
    Entry,
    Measure,
    Reader,
    Section,
)

size: Question[Setting, int] = Question("types.size", "How large is a setting?")


@record("types.shed")
class Shed(Record):
    """A shed in the garden of a setting."""

    setting: str = ref("setting")


@size.rule(reads=[Shed], basis=Citation("a policy"))
def sheds(setting: Setting, facts: Facts) -> Answer[int]:
    """A setting is as large as it has sheds."""
    found = facts.all(Shed).where(setting=setting.id)
    return Answered(len(found), Why("counted", facts.cite(*found)))


def kind_of_setting(setting: Setting, facts: Facts) -> str:
    """The kind, and whether it has a shed."""
    return f"{setting.kind}, {bool(facts.all(Shed).where(setting=setting.id))}"


def greeting(facts: Facts, audience: Audience) -> list[Block]:
    """One paragraph."""
    return [Prose((audience.value, facts.on))]


def count(hub: Desk, words: Sequence[str]) -> list[str]:
    """The number of settings."""
    return [f"{len(hub.at().all(Setting))} {' '.join(words)}"]


class Types(BoroughPlugin):
    """A plugin that uses every hook but the stores."""

    @override
    def records(self) -> Sequence[type[Record]]:
        return [Shed]

    @override
    def rules(self) -> Sequence[Rule[Any, Any] | Guard]:
        return [sheds]

    @override
    def people_directories(self) -> Sequence[Directory]:
        return [Directory("types", {"1": Entry("A. Person")}.get)]

    @override
    def readers(self) -> Sequence[Reader]:
        return [Reader("types", (".typ",), lambda data: [[data.decode()]])]

    @override
    def measures(self) -> Sequence[Measure]:
        return [Measure("types.kind", "Kind", kind_of_setting, reads=[Shed])]

    @override
    def sections(self) -> Sequence[Section]:
        return [Section("types.page", "Page", greeting)]

    @override
    def packs(self) -> Sequence[str]:
        return ["packs"]

    @override
    def commands(self) -> Sequence[Command]:
        return [Command("types-count", "Count.", count)]


def facade(catalogue: Catalogue) -> None:
    """The host's own calls are typed, one by one."""
    assert_type(catalogue.store_for("sqlite"), StoreDriver)
    assert_type(catalogue.format_for(".html"), Writer)
    assert_type(catalogue.directory_for("entra").find("4711"), Entry | None)
    assert_type(catalogue.reader_for(".xml"), Reader | None)


# Each of the following lines with an ignore is one mistake that must be caught.


class Mistaken(BoroughPlugin):
    """A plugin with the mistakes that plain markers let through."""

    def rules(self, borough: str) -> Sequence[Rule[Any, Any]]:  # type: ignore[override]
        """A hook that takes an argument."""
        return [sheds] if borough else []

    def formats(self) -> list[str]:  # type: ignore[override]
        """A hook that gives something else."""
        return [".txt"]

    @override
    def record(self) -> Sequence[type[Record]]:  # type: ignore[misc]
        """A misspelt hook."""
        return [Shed]


def misused(catalogue: Catalogue) -> object:
    """What a hook gave, used as something that it is not."""
    return catalogue.format_for(".html").endings  # type: ignore[attr-defined]
