"""The list of plugins: in use or not, why, and what the kits said."""

import json
from importlib import metadata
from pathlib import Path

import pytest

from earlyyears.app import plugin_list
from earlyyears.plugins import HOOKS, KIT_RESULT, BoroughPlugin, Choice, Listed
from tests.plugins.laying import SOURCE, lay, points


@pytest.fixture
def brook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one plugin laid in it, where commands are given."""
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.chdir(tmp_path)
    lay(tmp_path, "brook", f"{SOURCE}\n    def formats(self): return []\n")
    monkeypatch.setattr(
        metadata, "entry_points", lambda **_: metadata.EntryPoints(points(tmp_path))
    )
    return tmp_path


def listed(*allow: object, without: tuple[str, ...] = ()) -> Listed:
    """The line about the one plugin."""
    (one,) = (
        each
        for each in plugin_list(Choice(allow, without))
        if each.name != "earlyyears"
    )
    return one


def test_what_is_not_in_use_is_described_from_its_files(brook: Path) -> None:
    """Hooks, contract and version of a visible plugin are read without import."""
    assert brook.is_dir()
    one = listed()
    assert ("visible", ("formats",), 1, "1.2") == (
        one.state,
        one.hooks,
        one.contract,
        one.version,
    )
    assert ["EYP110"] == [why.code for why in one.why]


def test_what_is_in_use_is_said_to_be(brook: Path) -> None:
    """A plugin that is named is active, and nothing is said against it."""
    assert brook.is_dir()
    assert ("active", ()) == (listed("brook").state, listed("brook").why)
    assert "visible" == listed("all", without=("brook",)).state


RESULT = {"verdict": "proven", "run": 61, "version": "1.2"}


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        (f"brook/{KIT_RESULT}", RESULT, "proven (61 checks, version 1.2)"),
        (f"brook.{KIT_RESULT}", RESULT, "proven (61 checks, version 1.2)"),
        (f"brook.{KIT_RESULT}", [], "a result file that cannot be read"),
        ("elsewhere.json", RESULT, ""),
    ],
)
def test_what_the_kits_said_is_shown(
    brook: Path, file: str, content: object, said: str
) -> None:
    """A result file by the code or in the folder is found; a spoilt one is told."""
    (brook / file).write_text(json.dumps(content))
    one = listed("brook")
    assert said == one.kit
    assert (f"kit: {said}" in next(one.lines("x"))) == bool(said)


def test_a_projects_own_result_is_found(brook: Path) -> None:
    """Where the code lies in a project, the result lies beside its pyproject.toml."""
    (brook / KIT_RESULT).write_text(json.dumps(RESULT))
    assert "" == listed().kit
    (brook / "pyproject.toml").write_text("")
    assert "proven (61 checks, version 1.2)" == listed().kit


def test_a_plugin_offers_nothing_unless_it_says_so() -> None:
    """Every hook of the class to subclass gives nothing by itself."""
    assert [()] * len(HOOKS) == [getattr(BoroughPlugin(), hook)() for hook in HOOKS]
