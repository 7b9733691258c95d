"""The page of commands says what the commands themselves say, no more and no less."""

import re

import pytest

from earlyyears.cli import main
from tests.conftest import ROOT

PAGE = ROOT / "docs" / "reference" / "commands.md"
_HEAD = re.compile(
    r"^### `(?P<name>(?:(?:plugins|visits) )?[a-z-]+)(?P<words>[^`]*)`\n", re.MULTILINE
)
#: Commands that only hold others.
_GROUPS = ("plugins", "visits")
_OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")

Helped = pytest.CaptureFixture[str]


def helped(capsys: Helped, *words: str) -> str:
    """What the program says of itself, or of one command."""
    assert main([*words, "--help"]) == 0
    return capsys.readouterr().out


def commands(capsys: Helped) -> set[str]:
    """The commands that the program lists; those of a group have two words."""
    grouped = {
        f"{group} {name}" for group in _GROUPS for name in listed(helped(capsys, group))
    }
    return (listed(helped(capsys)) - {*_GROUPS}) | grouped


def listed(told: str) -> set[str]:
    """The commands that a group lists."""
    found = told.partition("Commands:\n")[2]
    return set(re.findall(r"^  ([a-z-]+) ", found, re.MULTILINE))


def options(told: str) -> set[str]:
    """The options of a command by its own help, except the one for help."""
    listed = told.partition("Options:\n")[2]
    found = re.findall(r"^  (?:-\w, )?(--[a-z-]+)", listed, re.MULTILINE)
    return set(found) - {"--help"}


def sections() -> dict[str, tuple[str, str]]:
    """For each command on the page, the words behind its name and its section."""
    text = PAGE.read_text(encoding="utf-8")
    found = list(_HEAD.finditer(text))
    return {
        head["name"]: (head["words"].strip(), _until_next_head(text[head.end() :]))
        for head in found
    }


def _until_next_head(text: str) -> str:
    return re.split(r"^##", text, maxsplit=1, flags=re.MULTILINE)[0]


def shown_options(section: str) -> set[str]:
    """The options that stand in the first column of a section's table."""
    cells = re.findall(r"^\| (`[^|]*) \|", section, re.MULTILINE)
    return {option for cell in cells for option in _OPTION.findall(cell)}


def test_every_command_has_its_section(capsys: Helped) -> None:
    """The page has a section for each command, and none for one that is not there."""
    there = commands(capsys)
    assert {"onboard", "lead", "report"} <= there
    assert there == set(sections())


def test_every_option_is_on_the_page(capsys: Helped) -> None:
    """Each section names the options that the command's own help names."""
    expected = {
        name: options(helped(capsys, *name.split())) for name in commands(capsys)
    }
    found = {name: shown_options(section) for name, (_, section) in sections().items()}
    assert expected == found


def test_every_command_is_shown_with_what_follows_it(capsys: Helped) -> None:
    """A command's heading names its arguments as its usage line does."""
    usage = {
        name: re.search(r"Usage: .*?\[OPTIONS\](.*)", helped(capsys, *name.split()))
        for name in commands(capsys)
    }
    expected = {
        name: found[1].strip().strip("[]") for name, found in usage.items() if found
    }
    assert expected == {name: words for name, (words, _) in sections().items()}


def test_a_missing_option_is_noticed() -> None:
    """An option counts only in the table's first column, under its whole name."""
    section = "| `--on DAY` | not `--as-at` |\n\nText with --json.\n"
    assert {"--on"} == shown_options(section)
    assert {"--as-at"} == options(
        "Options:\n  --as-at DAY  Or --on.\n  -h, --help  x\n"
    )
