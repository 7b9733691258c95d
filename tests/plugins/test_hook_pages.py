"""Every hook has its page with every part; a part that is missing fails the build."""

import importlib.util
import tomllib
from importlib import metadata
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement

from earlyyears.kernel import all_codes, evolve
from earlyyears.plugins import HOOKS, PROJECT, BoroughPlugin, PluginError, hook_info
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def pages() -> ModuleType:
    """The extension of the site that writes the pages."""
    file = ROOT / "docs" / "_extensions" / "hook_pages.py"
    spec = importlib.util.spec_from_file_location("hook_pages", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_has_its_page_with_every_part(pages: ModuleType, hook: str) -> None:
    """Purpose, call, result, failure, example, user, since and checks are there."""
    page = pages.page(hook)
    assert ">>> class Brook(BoroughPlugin):" in page
    assert f"def {hook}(self)" in page
    assert "* ``test_" in page
    assert "``earlyyears-exemplar``" in page


@pytest.mark.parametrize("part", ["used", "each", "kind", "kit", "value"])
def test_a_missing_part_fails_the_build(
    pages: ModuleType, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hook about which something is not said has no page, and the build stops."""
    told = {**hook_info(), "formats": evolve(hook_info()["formats"], **{part: ""})}
    monkeypatch.setattr(pages.room(), "hook_info", lambda: told)
    with pytest.raises(ValueError, match=r"lacks|Empty module name"):
        pages.page("formats")


def test_a_hook_without_an_example_fails_the_build(
    pages: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The example is the docstring's, which runs as a test."""
    monkeypatch.setattr(BoroughPlugin.formats, "__doc__", "Report formats.")
    with pytest.raises(ValueError, match="lacks example"):
        pages.page("formats")


def test_the_plugin_to_copy_must_use_the_hook(
    pages: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page may not send its reader to a plugin that does not use the hook."""
    told = {
        **hook_info(),
        "stores": evolve(hook_info()["stores"], copy="earlyyears-markdown"),
    }
    monkeypatch.setattr(pages.room(), "hook_info", lambda: told)
    with pytest.raises(ValueError, match="does not use the hook stores"):
        pages.page("stores")


def test_the_table_of_hooks_names_every_hook_and_no_other() -> None:
    """A hook that is added to the class is added to the table, or the test says so."""
    specified = {
        name
        for name, value in vars(BoroughPlugin).items()
        if hasattr(value, f"{PROJECT}_spec")
    }
    assert specified == set(HOOKS) == set(hook_info())
    assert {"backend", "rule", "extension"} == {
        one.kind for one in hook_info().values()
    }


def test_every_code_of_plugins_is_explained() -> None:
    """Ten codes and those beside them each say what they mean and what to do."""
    found = {
        code: kind
        for code, kind in all_codes().items()
        if issubclass(kind, PluginError)
    }
    assert {f"EYP{number}" for number in range(101, 111)} <= set(found)
    assert all((kind.__doc__ or "").strip() for kind in found.values())


def test_the_page_of_the_doctor_names_every_kind(pages: ModuleType) -> None:
    """What the doctor finds is listed with its weight and its code."""
    page = pages.doctor()
    assert "``unknown_hook``" in page
    assert ":ref:`error-eyp102`" in page


def test_the_contracts_are_on_the_page_of_hooks(pages: ModuleType) -> None:
    """The shipped table of changes can be read without opening the package."""
    assert "Contract 1, since release" in pages.index()


@pytest.mark.parametrize(
    "package",
    [file.parent for file in ROOT.glob("plugins/*/pyproject.toml")],
    ids=lambda one: one.name,
)
def test_the_doctor_finds_no_fault_in_the_plugins_we_keep(
    pages: ModuleType, package: Path
) -> None:
    """What we show to others is what we ask of others."""
    if missing := _not_installed(package):
        pytest.skip(f"{missing} is not installed here; the session `kit` has it")
    told = [*pages.diagnoses_of(package)]
    assert told
    assert [] == [str(fault) for one in told for fault in one.faults]


def _not_installed(package: Path) -> str:
    """The first package that a plugin needs and this environment lacks, or nothing."""
    told = tomllib.loads((package / "pyproject.toml").read_text(encoding="utf-8"))
    for wanted in told["project"]["dependencies"]:
        name = Requirement(wanted).name
        try:
            metadata.version(name)
        except metadata.PackageNotFoundError:
            return name
    return ""
