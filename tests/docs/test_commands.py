"""What the pages tell people to type is there."""

import ast
import importlib
import re
import subprocess
import sys

from tests.conftest import ROOT
from tests.core_alone import rooms
from tests.docs.pages import PAGES, README, commands


def test_the_readme_opens_with_the_two_commands() -> None:
    """The first command does the main job, the second runs the tests."""
    assert ["python3 start.py demo", "python3 start.py test"] == commands(README)[:2]


def test_the_build_runs_the_readmes_own_test_command() -> None:
    """What the build runs on a clean clone is the README's second command."""
    lines = (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()
    assert f"exec {commands(README)[1]}" == lines[-1]


def test_both_words_are_ones_that_the_script_knows() -> None:
    """`start.py` knows the words that the README gives it."""
    known = importlib.import_module("start").INSTALLS
    assert {command.split()[-1] for command in commands(README)[:2]} == set(known)


def sessions() -> set[str]:
    """The names of the sessions in the noxfile."""
    tree = ast.parse((ROOT / "noxfile.py").read_text(encoding="utf-8"))
    return {
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        and any("session" in ast.unparse(mark) for mark in node.decorator_list)
    }


def test_sessions_that_pages_name_exist() -> None:
    """`start.py test NAME` and `nox -s NAME` name sessions that are there."""
    named = {
        name
        for page in [*PAGES, ROOT / "plugins" / "README.md"]
        for line in commands(page)
        if (match := re.match(r"(?:python3 start.py test|nox -s) (.+)", line))
        for name in match[1].partition(" -- ")[0].split()
    }
    assert named
    assert set() == named - sessions()


def test_commands_that_pages_name_exist() -> None:
    """Every `earlyyears …` line of a page names a command that explains itself."""
    named = {
        match[1]
        for page in PAGES
        for line in commands(page)
        if (match := re.match(r"earlyyears ([a-z]+)", line))
    }
    assert {"lead", "onboard", "report"} <= named
    # While the room is absent the session `core` fails and says so.
    there = {"demo", *named} if "earlyyears.cli" in rooms() else set[str]()
    assert [] == [name for name in sorted(there) if mute(name)]


def mute(command: str) -> bool:
    """Tell whether `earlyyears COMMAND --help` fails."""
    code = "import sys; from earlyyears.cli import main; sys.exit(main())"
    line = [sys.executable, "-c", code, command, "--help"]
    return subprocess.run(line, capture_output=True, check=False).returncode != 0
