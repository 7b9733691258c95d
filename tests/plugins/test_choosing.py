"""Which plugins are used: those that somebody named, with checked settings."""

import datetime as dt
import json
from importlib import metadata
from pathlib import Path
from typing import Any, ClassVar

import pytest

from earlyyears.app import built_in_catalogue, open_hub
from earlyyears.cli import main
from earlyyears.kernel import Answer, Answered, Citation, Facts, Question, Snapshot, Why
from earlyyears.places import Setting
from earlyyears.plugins import (
    BoroughPlugin,
    Choice,
    Manifest,
    PluginManifestError,
    PluginSettingsError,
    Ready,
    SettingInfo,
    Traced,
    Tracer,
    UnknownPluginError,
    UnknownProviderError,
    catalogue,
    choose_plugins,
    discover,
    manifest_from,
    plugin_file,
    read_choice,
)
from tests.plugins.laying import MANIFEST, SOURCE, lay, points
from tests.plugins.sample import Sample, visits_a_year

#: A manifest as a single file carries it.
BLOCK = '# /// earlyyears\n# contract = 1\n# boroughs = ["newham"]\n# ///\n'
ELM = Setting(id="setting/elm", name="Elm", kind="full_day_care", borough="newham")


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two packages laid in a folder, and nothing else installed."""
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.chdir(tmp_path)
    for name in ("brook_side", "creek"):
        lay(tmp_path, name)
    monkeypatch.setattr(
        metadata, "entry_points", lambda **_: metadata.EntryPoints(points(tmp_path))
    )
    return tmp_path


def names(hub: Any) -> list[str]:
    """The plugins of a hub, the built-in one left out."""
    return [one.name for one in hub.plugins[1:]]


def test_what_is_merely_installed_is_not_used(installed: Path) -> None:
    """Nothing is active unless it is named; `all` names every installed one."""
    assert installed.is_dir()
    assert [] == names(open_hub("memory:"))
    assert ["creek"] == names(open_hub("memory:", plugins=["creek"]))
    assert ["brook_side", "creek"] == names(open_hub("memory:", plugins="all"))
    assert ["creek"] == names(
        open_hub("memory:", plugins="all", without=["brook_side"])
    )


def test_a_plugin_named_twice_is_used_once(installed: Path) -> None:
    """By its name and among all, in a file and on the command line."""
    assert installed.is_dir()
    assert ["creek", "brook_side"] == names(
        open_hub("memory:", plugins=["creek", "all", "creek"])
    )


def test_a_name_that_is_not_there_is_refused_with_what_was_meant(
    installed: Path,
) -> None:
    """A misspelt name is told the nearest one, and a missing file its path."""
    with pytest.raises(UnknownPluginError, match="Did you mean “creek”"):
        open_hub("memory:", plugins=["creak"])
    with pytest.raises(UnknownPluginError, match=r"there is no file nowhere\.py"):
        open_hub("memory:", plugins=["nowhere.py"])
    assert installed.is_dir()


def test_what_nobody_allowed_is_pointed_out_where_it_is_missed(
    installed: Path,
) -> None:
    """The newcomer whose store is not in use is told how to name the plugin."""
    assert installed.is_dir()
    with pytest.raises(
        UnknownProviderError, match="Installed and not in use: brook_side, creek"
    ) as raised:
        open_hub("creek://here")
    assert "--plugin brook_side" in str(raised.value)


def test_why_each_is_left_out_is_known(installed: Path) -> None:
    """Left out by name and never allowed are two reasons, both with the way on."""
    found = discover(points(installed))
    chosen = choose_plugins(Choice(("all",), ("creek",)), found)
    (left,) = chosen.left_out
    assert ("creek", "EYP110", False) == (left.name, left.why.code, left.refused)
    assert "left out by name" in left.why.message
    (_, other) = choose_plugins(Choice(), found).left_out
    assert 'allow = ["creek"] in earlyyears-plugins.toml' in other.why.advice


def test_a_councils_file_says_what_is_allowed(
    installed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file in the folder counts, with paths beside it, and the command adds."""
    (installed / "one.py").write_text(SOURCE)
    file = installed / "earlyyears-plugins.toml"
    file.write_text('allow = ["creek", "one.py"]\nwithout = ["creek"]\n')
    assert 0 == main(["--plugin", "brook_side", "plugins", "list", "--json"])
    told = json.loads(capsys.readouterr().out)["plugins"]
    states = {one["name"]: one["state"] for one in told if one["name"] != "earlyyears"}
    assert {"one": "active", "brook_side": "active", "creek": "visible"} == states


@pytest.mark.parametrize(
    "text",
    ['alow = ["creek"]', "allow = 7", 'without = "creek"', "strict = 1"],
)
def test_a_councils_file_with_a_mistake_is_refused(tmp_path: Path, text: str) -> None:
    """A mistake in the file must not turn into another choice."""
    file = tmp_path / "plugins.toml"
    file.write_text(text)
    with pytest.raises(PluginSettingsError, match=r"plugins\.toml cannot be used"):
        read_choice(file)


def test_a_file_may_allow_all_and_set_what_plugins_need(tmp_path: Path) -> None:
    """Everything that a choice holds can stand in the file."""
    file = tmp_path / "plugins.toml"
    file.write_text('allow = "all"\nstrict = true\n[settings.creek]\nport = 7\n')
    assert Choice(("all",), (), {"creek": {"port": 7}}, strict=True) == read_choice(
        file
    )


# ------------------------------------------------------------------------- settings


class Set(BoroughPlugin):
    """A plugin that offers what it is set to."""

    name: ClassVar[str] = "set"

    def packs(self) -> list[str]:
        """Nothing, once it has looked at its settings."""
        assert {"port", "host", "mode"} == set(self.settings)
        return []


WANTED = Manifest(
    contract=1,
    settings=(
        SettingInfo("port", "whole number", 5432),
        SettingInfo("host", about="name of the server"),
        SettingInfo("mode", one_of=("fast", "safe"), default="safe"),
    ),
)


def test_settings_reach_the_plugin_before_its_hooks() -> None:
    """What was given and the defaults are there when the first hook is asked."""
    plugin = Set()
    catalogue([Ready("set", plugin, manifest=WANTED)], settings={"set": {"host": "h"}})
    assert {"port": 5432, "host": "h", "mode": "safe"} == plugin.settings


def test_settings_that_do_not_fit_are_told_at_once_without_their_values() -> None:
    """An unknown name, a wrong type and a missing one; a password is not repeated."""
    given = {"set": {"prot": 1, "port": "s3cret", "mode": "odd"}}
    with pytest.raises(PluginSettingsError) as raised:
        catalogue([Ready("set", Set(), manifest=WANTED)], settings=given)
    told = str(raised.value)
    assert {"unknown_setting", "wrong_type", "missing", "not_allowed"} == {
        one.code for one in raised.value.data["findings"]
    }
    assert "Did you mean “port”" in told
    assert "name of the server" in told
    assert "s3cret" not in told


# ------------------------------------------------------------------------- manifest


def test_a_manifest_is_read_whole() -> None:
    """Every key of a manifest has its place."""
    found = manifest_from(
        """
contract = 1
boroughs = ["newham", "barnet"]
contact = "systems team"
licence = "MIT"
packs = ["packs"]
[settings.port]
type = "whole number"
default = 5432
[[provides]]
question = "support_lead"
from = 2026-01-01
"""
    )
    assert ("newham", "barnet") == found.boroughs
    assert ("systems team", "MIT", ("packs",)) == (
        found.contact,
        found.licence,
        found.packs,
    )
    assert (SettingInfo("port", "whole number", 5432),) == found.settings
    assert "2026-01-01 to further notice" == str(found.provides[0].during)


def test_a_manifests_faults_are_told_at_once() -> None:
    """Each key that is wrong is named, with what was meant."""
    with pytest.raises(PluginManifestError) as raised:
        manifest_from('contract = "1"\nborough = []\npacks = [1]\n', plugin="brook")
    assert {"wrong_type", "unknown_key"} == {
        one.code for one in raised.value.data["findings"]
    }
    assert "Did you mean “boroughs”" in str(raised.value)


def test_a_single_files_manifest_is_read_from_its_comments(tmp_path: Path) -> None:
    """The block is TOML in comments, and what it says counts before the import."""
    file = tmp_path / "brook.py"
    file.write_text(f"# /// earlyyears\n# contract = 99\n# ///\n{SOURCE}")
    found = plugin_file(file)
    assert found.fault is not None
    assert "EYP105" == found.fault.code
    file.write_text(
        '# /// earlyyears\n# contract = 1\n# boroughs = ["newham"]\n# ///\n'
    )
    assert ("newham",) == plugin_file(file).manifest.boroughs


def test_the_boroughs_of_the_manifest_are_those_of_the_rules(tmp_path: Path) -> None:
    """A class that names none has the boroughs of its manifest."""
    file = tmp_path / "brook.py"
    file.write_text(
        f"{BLOCK}from tests.plugins.sample import by_worry\n"
        f"{SOURCE}\n    def rules(self): return [by_worry]\n"
    )
    found = catalogue([plugin_file(file).load()]).rules
    (rule,) = found
    assert {"newham"} == rule.boroughs


def test_two_plugins_in_one_file_are_refused(tmp_path: Path) -> None:
    """Which of them is meant nobody can tell."""
    file = tmp_path / "brook.py"
    file.write_text(SOURCE + SOURCE.replace("class Plugin", "class Other"))
    found = plugin_file(file)
    assert found.plugin is None
    assert "several plugins" in str(found.fault)


def test_packs_may_stand_in_the_manifest_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A plugin may be nothing but a pack, named in its manifest."""
    monkeypatch.syspath_prepend(str(tmp_path))
    pack = 'pack = "vocabulary"\nname = "sector"\n'
    lay(
        tmp_path,
        "packed",
        manifest=MANIFEST + 'packs = ["packs"]',
        more={"packs/sector.toml": pack},
    )
    (found,) = discover(points(tmp_path))
    assert ["sector"] == [one.name for one in catalogue([found.load()]).packs]


# ---------------------------------------------------------------------------- trace

outer: Question[Setting, int] = Question("sample.outer", "Twice the visits?")


@outer.rule(reads=[Setting], basis=Citation("a policy"))
def twice(setting: Setting, facts: Facts) -> Answer[int]:
    """Twice what another question answers."""
    inner = facts.ask(visits_a_year, setting)
    return Answered(inner.value * 2 if isinstance(inner, Answered) else 0, Why("twice"))


class Twice(Sample):
    """A plugin whose rule asks another question."""

    def rules(self) -> list[object]:
        """Both."""
        return [*super().rules(), twice]


def test_every_rule_that_is_asked_is_told_in_one_place() -> None:
    """Who answered, in which version, about what, how, how quickly, and how deep."""
    told: list[Traced] = []
    ticks = iter(range(0, 10_000, 1_000))
    tracer = Tracer(told.append, lambda: next(ticks))
    rules = catalogue([Twice()], tracer=tracer).rules
    Snapshot(ELM, on=dt.date(2026, 3, 2), rules=rules).ask(outer, ELM)
    assert [("by_worry", 1, 1_000), ("twice", 0, 3_000)] == [
        (one.rule, one.depth, one.nanoseconds) for one in told
    ]
    assert (
        "  sample.visits_a_year of setting/elm: Answered (no_worry) by sample 1.0"
        " by_worry, 1 µs"
    ) == str(told[0])


def test_a_failing_rule_is_told_as_well() -> None:
    """The trace shows `CannotTell`, since a plugin's failure is an answer."""

    @outer.rule(reads=[], basis=Citation("a policy"))
    def broken(setting: Setting, _: Facts) -> Answer[int]:
        raise KeyError(setting.name)

    class Broken(BoroughPlugin):
        name: ClassVar[str] = "broken"

        def rules(self) -> list[Any]:
            return [broken]

    told: list[Traced] = []
    rules = catalogue([Broken()], tracer=Tracer(told.append, lambda: 0)).rules
    Snapshot(ELM, on=dt.date(2026, 3, 2), rules=rules).ask(outer, ELM)
    assert [("CannotTell", "rule_failed")] == [
        (one.outcome, one.reason) for one in told
    ]


def test_the_command_line_traces_on_request(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--trace` says on stderr who answered; without it nothing is said."""
    url = f"sqlite:///{tmp_path / 'hub.db'}"
    with open_hub(url, borough="newham", actor="x") as hub:
        hub.record(ELM, reason="entered")
    assert 0 == main(["--trace", "lead", "--store", url])
    assert "support_lead of setting/elm" in capsys.readouterr().err
    assert 0 == main(["lead", "--store", url])
    assert "" == capsys.readouterr().err


def test_the_built_in_plugin_is_traced_too() -> None:
    """Attribution does not depend on who wrote the rule."""
    assert all(one.plugin for one in built_in_catalogue().rules)
