"""Finding installed plugins without letting a broken one stop the hub."""

import sys
from importlib import metadata
from pathlib import Path

import pytest

from earlyyears.plugins import BoroughPlugin, PluginImportError, discover, plugin_file
from tests.plugins.laying import MANIFEST, SOURCE, lay, points


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on the path where packages can be laid as if installed."""
    monkeypatch.syspath_prepend(str(tmp_path))
    return tmp_path


def test_an_installed_plugin_is_found_with_its_version(installed: Path) -> None:
    """A class behind an entry point is made and given with its distribution."""
    (one,) = discover([lay(installed, "good_plugin")])
    assert "good_plugin" not in sys.modules, "finding a plugin does not import it"
    assert isinstance(one.plugin, BoroughPlugin)
    assert ("good_plugin", "1.2", None) == (one.distribution, one.version, one.fault)
    assert one.load() is one.load(), "it is imported once"


def test_a_plugin_that_cannot_be_imported_is_named_and_left_out(
    installed: Path,
) -> None:
    """The broken one has its fault with the code, and the good one is there."""
    lay(installed, "broken_plugin", "import there_is_no_such_module")
    lay(installed, "good_plugin")
    broken, good = discover(points(installed))
    assert broken.plugin is None
    assert broken.fault is not None
    assert "EYP101" == broken.fault.code
    assert "broken_plugin" in str(broken.fault)
    assert good.plugin is not None


@pytest.mark.parametrize(
    ("source", "cause"),
    [
        ("x = {}\nx['Elm']", "KeyError (__init__.py, line 2)"),
        ("def (", "SyntaxError: invalid syntax (__init__.py, line 1)"),
        (
            "try:\n    import nowhere\nexcept ImportError as x:\n raise OSError from x",
            "ModuleNotFoundError: No module named 'nowhere' (__init__.py, line 2)",
        ),
        (
            f"{SOURCE}\n    def __init__(self): raise OSError('secret')\n",
            "OSError (__init__.py, line 10)",
        ),
        ("", "AttributeError (discovery.py"),
    ],
    ids=["error", "syntax", "chained", "making", "no class"],
)
def test_the_first_cause_is_told_with_its_place(
    installed: Path, source: str, cause: str
) -> None:
    """File and line of what went wrong first, and no text that could be a secret."""
    (one,) = discover([lay(installed, "odd_plugin", source)])
    with pytest.raises(PluginImportError) as raised:
        one.load()
    assert raised.value.data["cause"].startswith(cause)
    assert "secret" not in str(raised.value)


def test_a_plugin_of_another_contract_is_refused_before_it_is_imported(
    installed: Path,
) -> None:
    """The manifest is read without import, so the plugin's code never runs."""
    (old,) = discover(
        [lay(installed, "old_plugin", "raise SystemExit", "contract = 99")]
    )
    assert old.fault is not None
    assert "EYP105" == old.fault.code
    assert old.plugin is None
    assert "old_plugin" not in sys.modules


def test_an_entry_point_may_name_an_inner_module(installed: Path) -> None:
    """The manifest of the package counts, wherever in it the class stands."""
    lay(installed, "deep_plugin", "", more={"inner.py": SOURCE})
    point = metadata.EntryPoint("deep", "deep_plugin.inner:Plugin", "earlyyears")
    (one,) = discover([point])
    assert 1 == one.manifest.contract
    assert "inner.py" == one.source.file.name if one.source.file else False
    assert isinstance(one.plugin, BoroughPlugin)
    assert ("", "") == (one.distribution, one.version)


@pytest.mark.parametrize("value", ["deep_plugin.nowhere:Plugin", "nowhere.deep:X", "."])
def test_an_entry_point_to_nowhere_is_a_fault(installed: Path, value: str) -> None:
    """What is not there cannot be imported, and is named."""
    lay(installed, "deep_plugin")
    (one,) = discover([metadata.EntryPoint("odd", value, "earlyyears")])
    assert one.source.file is None
    assert one.plugin is None
    assert "“odd” cannot be imported" in str(one.fault)


def test_a_package_may_be_one_module(installed: Path) -> None:
    """Its manifest stands in its comments, as in any single file."""
    block = f'# /// earlyyears\n# {MANIFEST.strip()}\n# contact = "us"\n# ///\n'
    (installed / "lone_plugin.py").write_text(block + SOURCE)
    (one,) = discover([metadata.EntryPoint("lone", "lone_plugin:Plugin", "earlyyears")])
    assert "us" == one.manifest.contact
    assert [installed / "lone_plugin.py"] == [*one.source.files()]
    assert one.plugin is not None


def test_a_single_file_may_be_a_module_with_marked_functions(tmp_path: Path) -> None:
    """Without a class the file itself is the plugin."""
    file = tmp_path / "brook.py"
    file.write_text(
        "from earlyyears.plugins import hookimpl\n@hookimpl\ndef packs(): return []\n"
    )
    assert [] == plugin_file(file).plugin.packs()


def test_what_is_no_python_is_told(tmp_path: Path) -> None:
    """A file of another sort is no plugin, and says so."""
    file = tmp_path / "brook.txt"
    file.write_text("hello")
    found = plugin_file(file)
    assert found.plugin is None
    assert "no Python file" in str(found.fault)
