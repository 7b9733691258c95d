"""`plugins check`: a file, a folder or a wheel, with what it adopts and what fits."""

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from earlyyears.cli import main
from earlyyears.testing import NothingToCheckError
from earlyyears.testing.checking import check_plugin
from earlyyears.testing.finding import found_plugin
from earlyyears.testing.results import Outcome, Result
from tests.conftest import ROOT

BRACK = Path(__file__).parent / "brack"
MARKDOWN = ROOT / "plugins" / "earlyyears-markdown"

STORE = '''\
"""A plugin with two stores and no tests."""

from earlyyears.ledger import StoreDriver
from earlyyears.plugins import BoroughPlugin
from earlyyears.stores import MemoryStore, SqliteStore
from pathlib import Path


def nowhere(url):
    if url != "here:":
        raise ValueError(url)
    return MemoryStore()


def guarded(url):
    raise ValueError("a password is needed")


class Stores(BoroughPlugin):
    """Stores."""

    name = "stores"
    version = "1"

    def stores(self):
        return [StoreDriver("here", nowhere), StoreDriver("there", guarded)]
'''


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The plugin of Brackwater, to be changed."""
    return Path(shutil.copytree(BRACK, tmp_path / "brack")) / "plugin.py"


def test_a_single_file_is_checked_with_the_cases_beside_it(copy: Path) -> None:
    """All that it offers is found, and the result file lies beside it."""
    told = check_plugin(str(copy))
    assert ("brackwater", "1.0.0", "proven") == (
        told.plugin,
        told.version,
        told.verdict,
    )
    assert {"Plugin", "Rules"} == {
        one.kit.removeprefix("Test") for one in told.outcomes
    }
    written = json.loads(copy.with_name("plugin.kit-result.json").read_text("utf-8"))
    assert told.as_data() == written


def test_the_command_names_a_failure_and_ends_with_1(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A rate that was changed and no case with it: the check and the cure are said."""
    text = copy.read_text(encoding="utf-8").replace("1240", "1241")
    copy.write_text(text, encoding="utf-8")
    assert 1 == main(["plugins", "check", str(copy)])
    out = capsys.readouterr().out
    assert "brackwater 1.0.0: fails" in out
    assert "failed Rules.test_cases_come_out_as_signed" in out
    assert "nine hours in the new year: the value is £111.69" in out
    assert "What to do: Mend the rule" in out


def test_the_command_gives_data_and_lists_blanks(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the borough has yet to fill in is told, and stops nothing."""
    copy.with_name("facts_needed.csv").write_text(
        "fact,where,value\nthe rate,policy,\nthe day,policy,2026-01-01\n", "utf-8"
    )
    assert 0 == main(["plugins", "check", str(copy), "--json"])
    told = json.loads(capsys.readouterr().out)
    assert ("proven", ["the rate: policy"]) == (told["verdict"], told["blanks"])


def test_fewer_checks_than_in_the_file_are_a_fault(copy: Path) -> None:
    """Unless it is said why, a suite that shrank fails."""
    many = tuple(Outcome("TestIt", f"test_{n}", "passed") for n in range(500))
    file = copy.with_name("before.json")
    Result("brackwater", "0.9", 1, "2026.11.0", many).write(file)
    told = check_plugin(str(copy), result=file, write=False)
    assert told.faults == (f"{told.ran} checks ran and 500 ran last time",)


def test_what_a_project_adopts_itself_counts_once() -> None:
    """The kit in its tests takes the place of the one that would be made."""
    told = check_plugin(str(MARKDOWN), write=False)
    assert "proven" == told.verdict
    assert {"TestMarkdown", "Plugin"} == {one.kit for one in told.outcomes}


def test_a_wheel_is_checked_without_being_installed(tmp_path: Path) -> None:
    """Its entry point is read, its code loaded, and nothing is left behind."""
    wheel = tmp_path / "brackwater-2.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as held:
        held.write(BRACK / "plugin.py", "brack_plugin.py")
        for file in (BRACK / "cases").rglob("*.csv"):
            held.write(file, str(file.relative_to(BRACK)))
        home = "brackwater-2.0.dist-info"
        held.writestr(f"{home}/METADATA", "Name: brackwater\nVersion: 2.0\n")
        points = "[earlyyears]\nbrackwater = brack_plugin:Brackwater\n"
        held.writestr(f"{home}/entry_points.txt", points)
    told = check_plugin(str(wheel))
    assert ("brackwater", "proven") == (told.plugin, told.verdict)
    with pytest.raises(ModuleNotFoundError):
        __import__("brack_plugin")


def test_a_store_that_nobody_can_open_is_not_passed_over(tmp_path: Path) -> None:
    """One whose URL can be guessed is checked, the other is named as unchecked."""
    file = tmp_path / "stores.py"
    file.write_text(STORE, encoding="utf-8")
    told = check_plugin(str(file))
    assert "fails" == told.verdict
    assert 0 == told.number("failed")
    assert any(one.kit == "Store_here" for one in told.outcomes)
    assert ["the store “there” was not checked"] == [
        text.partition(":")[0] for text in told.unchecked
    ]


@pytest.mark.parametrize("what", ["nobody", "folder", "empty", "wheel"])
def test_what_is_no_plugin_is_refused_in_words(tmp_path: Path, what: str) -> None:
    """A name that is not installed, a folder or a wheel that offers nothing."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "pyproject.toml").write_text('[project]\nname = "x"\n')
    with zipfile.ZipFile(tmp_path / "wheel.whl", "w") as held:
        held.writestr("x.py", "")
    wanted = {
        "nobody": "nobody-of-this-name",
        "folder": str(tmp_path / "folder"),
        "empty": str(tmp_path / "empty"),
        "wheel": str(tmp_path / "wheel.whl"),
    }[what]
    with pytest.raises(NothingToCheckError), found_plugin(wanted):
        pass
