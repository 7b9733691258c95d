"""What plugins offer is really used: in reports, imports, names and commands."""

import csv
import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, ClassVar

import pytest

import earlyyears as ey
from earlyyears import synthetic
from earlyyears.app import Hub, UnknownReportError, open_hub
from earlyyears.cli import main
from earlyyears.disclosure import Audience, Block, Prose, SafeProse, SafeTable
from earlyyears.kernel import Facts, Sensitivity
from earlyyears.people import Person, Post
from earlyyears.places import Registration, Setting
from earlyyears.plugins import (
    BoroughPlugin,
    Command,
    Desk,
    Directory,
    Entry,
    HookRaisedError,
    Measure,
    Reader,
    Section,
    UnknownProviderError,
)

MADE = synthetic.borough(seed=7)
DAY = MADE.last_day


def by_first_letter(setting: Setting, facts: Facts) -> str:
    """Whether a registration is known, as a thing to count by."""
    known = facts.all(Registration).where(setting=setting.id).first()
    return "known" if known else "unknown"


def greeting(facts: Facts, audience: Audience) -> list[Block]:
    """One paragraph that says the audience and the day."""
    return [Prose((f"For {audience.value}, on ", facts.on))]


def failing(*_: Any) -> Any:
    """What a careless author writes."""
    raise KeyError("Elm Nursery")


def tabs(data: bytes) -> list[list[str]]:
    """The rows of a file whose cells are parted by a section sign."""
    return [line.split("§") for line in data.decode().splitlines()]


def count(hub: Desk, words: Sequence[str]) -> Iterator[str]:
    """Say how many settings there are, and the words that were given."""
    yield f"{len(hub.at(DAY).all(Setting))} settings {' '.join(words)}".strip()


class Full(BoroughPlugin):
    """A plugin with one of each."""

    name: ClassVar[str] = "full"
    version: ClassVar[str] = "2.0"

    def people_directories(self) -> list[Directory]:
        """A directory of one person."""
        return [
            Directory("entra", {"4711": Entry("A. Person")}.get),
            Directory("down", failing),
        ]

    def readers(self) -> list[Reader]:
        """Files whose cells are parted by a section sign."""
        return [Reader("signs", (".sgn",), tabs), Reader("bad", (".bad",), failing)]

    def measures(self) -> list[Measure]:
        """Settings by whether they are registered."""
        return [
            Measure(
                "full.registered",
                "Registered",
                by_first_letter,
                reads=[Registration],
                labels={"known": "Known", "unknown": "Not known"},
                sensitivity=Sensitivity.PUBLIC,
            )
        ]

    def sections(self) -> list[Section]:
        """A part of the support report, and a report of its own."""
        return [
            Section("full.greeting", "Greeting", greeting, report="support"),
            Section("full.board", "Paper for the board", greeting),
        ]

    def commands(self) -> list[Command]:
        """A command that counts."""
        return [Command("full-count", "Count the settings.", count)]


@pytest.fixture(scope="module")
def hub() -> Iterator[Hub]:
    """A fictional borough's hub with the plugin."""
    with opened(Full()) as hub:
        yield hub


def opened(plugin: object, url: str = "memory:") -> Hub:
    """A hub of the fictional borough's newest register, with a plugin."""
    hub = open_hub(url, borough=MADE.area, actor="data-officer", plugins=[plugin])
    newest = MADE.editions[-1]
    hub.import_register(
        MADE.register_file(newest.on, layout=newest.layout), edition=newest.on
    )
    return hub


def tables(hub: Hub, code: str) -> list[SafeTable]:
    """The tables of the public support report with a code."""
    blocks = hub.report("support", on=DAY).safe("public").blocks
    return [one for one in blocks if isinstance(one, SafeTable) and one.code == code]


def test_a_measure_is_a_table_of_the_report(hub: Hub) -> None:
    """Every setting of the list is counted once, under the officers' words."""
    (table,) = tables(hub, "full.registered")
    listed = hub.worklist(hub.at(DAY, audience="public"))
    assert len(listed) == table.by_key["known", ""].figure.value  # type: ignore[union-attr]
    assert "Known" == table.rows.label_of("known")


def test_a_measure_more_sensitive_than_its_readers_may_see_is_left_out() -> None:
    """A count that confidential facts could change is not on the public page."""

    class Private(Full):
        def measures(self) -> list[Measure]:
            return [Measure("full.private", "Private", lambda *_: "one")]

    with opened(Private()) as hub:
        assert [] == tables(hub, "full.private")
        report = hub.report("support", on=DAY).safe("internal")
        assert any(
            isinstance(one, SafeTable) and one.code == "full.private"
            for one in report.blocks
        )


def test_a_section_joins_the_report_it_names(hub: Hub) -> None:
    """Its heading and its blocks stand at the end of the report."""
    safe = hub.report("support", on=DAY).safe("public")
    *_, last = safe.blocks
    assert SafeProse(("For public, on ", DAY)) == last


def test_a_section_without_a_report_is_one_of_its_own(hub: Hub) -> None:
    """It has the borough, the day and the digest like any other report."""
    safe = hub.report("full.board", on=DAY).safe("steering")
    assert ("full.board", "Paper for the board") == (
        safe.document.name,
        safe.document.title,
    )
    assert (SafeProse(("For steering, on ", DAY)),) == safe.blocks
    assert safe.document.head == hub.at(DAY).digest


def test_a_misspelt_report_of_a_plugin_is_told_what_there_is(hub: Hub) -> None:
    """The reports of plugins are among those that are named."""
    with pytest.raises(UnknownReportError, match=r"Did you mean “full\.board”"):
        hub.report("full.bord")


@pytest.mark.parametrize("hook", ["sections", "measures"])
def test_a_part_that_fails_is_left_out_and_named(hook: str) -> None:
    """The report is made all the same; its notes name plugin, part and fault."""

    class Careless(BoroughPlugin):
        name: ClassVar[str] = "careless"
        version: ClassVar[str] = "0.3"

        def sections(self) -> list[Section]:
            return [Section("careless.part", "A part", failing, report="support")]

        def measures(self) -> list[Measure]:
            return [Measure("careless.part", "A part", failing)]

    setattr(Careless, hook, getattr(BoroughPlugin, hook))
    with opened(Careless()) as hub:
        notes = hub.report("support", on=DAY).safe("public").document.notes
    assert (
        "“A part” is missing, because the plugin careless 0.3 failed: KeyError in"
        " careless.part."
    ) == notes[-1]


def test_a_part_that_gives_no_block_is_left_out() -> None:
    """Plain text is no block, since nothing could make it safe."""

    class Plain(BoroughPlugin):
        name: ClassVar[str] = "plain"

        def sections(self) -> list[Section]:
            return [Section("plain.text", "Text", lambda *_: ["31 settings"])]  # type: ignore[list-item]

    with opened(Plain()) as hub:
        safe = hub.report("plain.text", on=DAY).safe("internal")
    assert () == safe.blocks
    assert "TypeError" in safe.document.notes[-1]


def test_a_section_sees_only_what_it_says_it_reads() -> None:
    """A section that reaches for more is left out, like any that fails."""

    def curious(facts: Facts, _: Audience) -> list[Block]:
        return [Prose((str(facts.all(Setting).first()),))]

    class Curious(BoroughPlugin):
        name: ClassVar[str] = "curious"

        def sections(self) -> list[Section]:
            return [Section("curious.page", "Page", curious)]

    with opened(Curious()) as hub:
        safe = hub.report("curious.page", on=DAY).safe("internal")
    assert "UndeclaredReadError" in safe.document.notes[-1]


def test_a_measure_sees_only_what_it_says_it_reads() -> None:
    """A measure that reaches for more is left out, and the note says why."""

    class Curious(BoroughPlugin):
        name: ClassVar[str] = "curious"

        def measures(self) -> list[Measure]:
            return [Measure("curious.registered", "Registered", by_first_letter)]

    with opened(Curious()) as hub:
        safe = hub.report("support", on=DAY).safe("internal")
    assert "UndeclaredReadError" in safe.document.notes[-1]


def signs(content: bytes) -> bytes:
    """A register's file in the form that only the plugin reads."""
    rows = csv.reader(content.decode("utf-8-sig").splitlines())
    return "\n".join("§".join(row) for row in rows).encode()


def test_a_reader_is_used_for_files_of_its_ending(tmp_path: Path) -> None:
    """A register in the council's own form is read; its hash is the file's own."""
    newest = MADE.editions[-1]
    content = MADE.register_file(newest.on, layout=newest.layout)
    file = tmp_path / "register.sgn"
    file.write_bytes(signs(content))
    with open_hub("memory:", borough=MADE.area, actor="x", plugins=[Full()]) as hub:
        found = hub.import_register(file, edition=newest.on)
    with open_hub("memory:", borough=MADE.area, actor="x") as plain:
        expected = plain.import_register(content, edition=newest.on)
    assert (expected.rows, expected.loaded) == (found.rows, found.loaded)
    assert hashlib.sha256(file.read_bytes()).hexdigest() == found.sha256


def test_a_reader_is_used_for_tables_as_well(tmp_path: Path) -> None:
    """A table of records may come in the same form."""
    file = tmp_path / "people.sgn"
    with opened(Full()) as hub:
        file.write_text("Name§E-mail\nA. Example§a@example.org\n", "utf-8")
        hub.import_table(file, "person", reason="from the council")
        assert ["A. Example"] == [one.name for one in hub.at(hub.today).all(Person)]


def test_a_reader_that_fails_stops_with_a_sentence(tmp_path: Path) -> None:
    """Nothing is read, and the plugin is named without what the fault quotes."""
    file = tmp_path / "register.bad"
    file.write_bytes(b"x")
    with (
        open_hub("memory:", borough=MADE.area, actor="x", plugins=[Full()]) as hub,
        pytest.raises(HookRaisedError, match=r"the plugin “full” 2\.0") as raised,
    ):
        hub.import_register(file, edition=DAY)
    assert "Elm" not in str(raised.value)


def test_a_directory_knows_the_name_behind_a_key(hub: Hub) -> None:
    """The holder of a post is a key; its directory gives the name."""
    hub.record(
        Post(id="post/1", post="hub-lead", holder="person/entra:4711"),
        reason="appointed",
    )
    (post,) = hub.at(hub.today).all(Post).where(post="hub-lead")
    assert "A. Person" == hub.name_of(post.holder)
    assert hub.name_of("person/entra:9999") is None
    assert hub.name_of("person/0815") is None


def test_the_hubs_own_entry_goes_before_a_directory() -> None:
    """A name that the hub holds itself needs no directory."""
    with open_hub("memory:", borough="newham", actor="x") as hub:
        hub.record(Person(id="person/entra:1", name="B. Own"), reason="entered")
        assert "B. Own" == hub.name_of("person/entra:1")


def test_a_directory_that_is_down_stops_in_one_sentence(hub: Hub) -> None:
    """No other directory answers in its place, and the fault quotes nobody."""
    with pytest.raises(HookRaisedError, match=r"“down” of the plugin “full” 2\.0"):
        hub.name_of("person/down:1")
    with pytest.raises(UnknownProviderError, match="people directory for “entr”"):
        hub.name_of("person/entr:1")


PLUGIN = '''
from earlyyears.places import Setting
from earlyyears.plugins import BoroughPlugin, Command


def count(hub, words):
    yield f"{len(hub.at().all(Setting))} settings {' '.join(words)}"


class Brook(BoroughPlugin):
    """An invented borough."""

    name = "brook"

    def commands(self):
        return [Command("brook-count", "Count the settings.", count)]
'''


def test_a_command_is_on_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A plugin that is one file is named by its path, and its command runs."""
    file = tmp_path / "brook.py"
    file.write_text(PLUGIN)
    url = f"sqlite:///{tmp_path / 'hub.db'}"
    with open_hub(url, borough="newham", actor="x") as hub:
        hub.record(
            Setting(id="setting/1", name="Elm", kind="full_day_care", borough="newham"),
            reason="entered",
        )
    before = ["--plugin", str(file), "brook-count"]
    assert 0 == main([*before, "--store", url, "--as", "hub-lead", "and", "more"])
    assert "1 settings and more\n" == capsys.readouterr().out
    assert 0 == main([*before, "--help"])
    assert "Count the settings." in capsys.readouterr().out
    assert 2 == main(["brook-count", "--store", url])


def test_a_hub_is_a_desk() -> None:
    """What a command is given is the hub itself, as the types say."""
    with ey.open_hub("memory:", borough="newham") as hub:
        desk: Desk = hub
        assert isinstance(desk.today, dt.date)
