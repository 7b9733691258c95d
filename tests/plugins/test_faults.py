"""Broken plugins, laid as an installer lays them: the host carries on and says why."""

import json
from importlib import metadata
from pathlib import Path

import pytest

from earlyyears import plugins, synthetic
from earlyyears.app import PluginWarning, open_hub
from earlyyears.cli import main
from earlyyears.disclosure import SafeTable
from earlyyears.kernel import CannotTell
from earlyyears.places import Setting
from earlyyears.roles import support_lead
from tests.plugins.laying import MANIFEST, SOURCE, lay, points

Said = pytest.CaptureFixture[str]

PROMISE = MANIFEST + 'boroughs = ["newham"]\n[[provides]]\nquestion = "support_lead"\n'


def method(body: str) -> str:
    """A plugin's source with one more method."""
    return f"{SOURCE}\n    {body}\n"


#: The faults, each as source and the code and the hook that must be named.
FAULTS = {
    "cannot_import": ("import there_is_no_such_module\n" + SOURCE, "EYP101", ""),
    "wrong_argument": (
        method("def rules(self, borough): return []"),
        "EYP103",
        "rules",
    ),
    "misspelt": (method("def rule(self): return []"), "EYP102", "rules"),
    "raises": (method("def rules(self): raise KeyError('Elm')"), "EYP108", "rules"),
    "wrong_result": (method("def rules(self): return 7"), "EYP107", "rules"),
}


@pytest.fixture
def broken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> str:
    """A package with one fault, which is the only one that is installed."""
    name = f"zz_{request.param}"
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.chdir(tmp_path)
    lay(tmp_path, name, FAULTS[request.param][0], PROMISE, version="4.5")
    monkeypatch.setattr(
        metadata,
        "entry_points",
        lambda **_: metadata.EntryPoints(points(tmp_path)),
    )
    return name


every_fault = pytest.mark.parametrize("broken", FAULTS, indirect=True)


@every_fault
def test_the_host_carries_on_and_says_what_is_wrong(broken: str, capsys: Said) -> None:
    """It exits 0; at most six lines name plugin, versions, hook, cause, next step."""
    _, code, hook = FAULTS[broken.removeprefix("zz_")]
    assert 0 == main(["--plugin", broken, "kinds"])
    lines = capsys.readouterr().err.strip().splitlines()
    told = "\n".join(lines)
    assert len(lines) <= 6
    assert all(part in told for part in (broken, "4.5", "earlyyears 20", code))
    assert f"hook: {hook}" in told or not hook
    assert "cause: " in told
    assert "next: " in told
    assert "Elm" not in told, "the text of a foreign fault is not repeated"


@every_fault
def test_strict_it_stops(broken: str, capsys: Said) -> None:
    """The same lines, and an exit code that is not 0."""
    assert 1 == main(["--plugin", broken, "--strict", "kinds"])
    lines = capsys.readouterr().err.strip().splitlines()
    assert len(lines) <= 6
    assert FAULTS[broken.removeprefix("zz_")][1] in lines[0]


@every_fault
def test_the_list_and_the_doctor_still_work(broken: str, capsys: Said) -> None:
    """The commands with which one finds the fault do not fall over it."""
    assert 0 == main(["--plugin", broken, "--strict", "plugins", "list", "--json"])
    listed = json.loads(capsys.readouterr().out)["plugins"]
    (one,) = [each for each in listed if each["name"] == broken]
    assert FAULTS[broken.removeprefix("zz_")][1] == one["why"][0]["code"]
    code = main(["plugins", "doctor", broken])
    assert broken in capsys.readouterr().out
    assert (0 if broken == "zz_raises" else 1) == code


@every_fault
def test_its_questions_are_not_answered_by_others(broken: str) -> None:
    """In its borough the lead becomes `CannotTell`; elsewhere it is as it was."""
    with pytest.warns(PluginWarning, match=broken):
        opened = open_hub("memory:", borough="newham", actor="x", plugins=[broken])
    with opened as hub:
        hub.record(
            *(
                Setting(
                    id=f"setting/{one}", name="Elm", kind="full_day_care", borough=one
                )
                for one in ("newham", "barnet")
            ),
            reason="entered",
        )
        view = hub.at()
        newham, barnet = (
            view.ask(support_lead, view.setting(f"setting/{one}"))
            for one in ("newham", "barnet")
        )
    assert isinstance(newham, CannotTell)
    assert ("plugin_failed", broken) == (newham.why.reason, newham.why.rule.plugin)  # type: ignore[union-attr]
    assert "plugin_failed" != barnet.why.reason


def test_the_report_and_the_questions_show_it(tmp_path: Path) -> None:
    """Every setting of the borough stands under the failure, and who can mend it."""
    made = synthetic.borough(seed=7)
    (key,) = made.area.boroughs
    block = PROMISE.replace("newham", key).replace("\n", "\n# ").strip("# \n")
    file = tmp_path / "vale.py"
    file.write_text(f"# /// earlyyears\n# {block}\n# ///\nimport nowhere\n")
    with pytest.warns(PluginWarning, match="EYP101"):
        opened = open_hub("memory:", borough=made.area, actor="x", plugins=[file])
    newest = made.editions[-1]
    content = made.register_file(newest.on, layout=newest.layout)
    with opened as hub:
        hub.import_register(content, edition=newest.on)
        safe = hub.report("support", on=made.last_day).safe("internal")
        first = hub.questions(made.last_day)[0]
    (table,) = (
        one
        for one in safe.blocks
        if isinstance(one, SafeTable) and one.code == "reason-every"
    )
    assert ["plugin_failed"] == [one.code for one in table.rows.categories]
    assert ("plugin_failed", "the developer of the borough's plugin") == (
        first.code,
        first.who,
    )


@every_fault
def test_what_is_not_named_is_not_touched(broken: str, capsys: Said) -> None:
    """A broken package that nobody allowed is neither imported nor complained of."""
    assert 0 == main(["kinds"])
    assert "" == capsys.readouterr().err
    assert 0 == main(["plugins", "list"])
    told = capsys.readouterr().out
    assert f"{broken} 4.5: visible" in told
    assert f"--plugin {broken}" in told


def test_several_faults_are_raised_together(capsys: Said, tmp_path: Path) -> None:
    """Strict, two faults come as one group, and the command line tells both."""
    file = tmp_path / "brook.py"
    file.write_text(
        method("def rule(self): return []\n    def formats(self, x): return []")
    )
    with pytest.raises(ExceptionGroup) as raised:
        open_hub("memory:", plugins=[file], strict=True)
    assert {"EYP102", "EYP103"} == {
        one.code
        for one in raised.value.exceptions
        if isinstance(one, plugins.PluginError)
    }
    assert 1 == main(["--plugin", str(file), "--strict", "kinds"])
    told = capsys.readouterr().err
    assert "EYP102" in told
    assert "EYP103" in told


def test_a_hook_that_fails_leaves_the_others_in_use(tmp_path: Path) -> None:
    """An extension that fails is skipped and named, and what else there is, is used."""
    file = tmp_path / "brook.py"
    file.write_text(
        "from earlyyears.plugins import Command\n"
        + method(
            "def formats(self): raise OSError\n"
            "    def commands(self):\n"
            "        return [Command('brook-x', 'X.', lambda hub, words: [])]"
        )
    )
    with pytest.warns(PluginWarning, match="hook: formats"):
        hub = open_hub("memory:", plugins=[file])
    (fault,) = hub.plugin_faults
    assert ("EYP108", "formats") == (fault.code, fault.data["hook"])
    assert ("brook-x",) == hub.plugins[-1].offers["commands"]


def test_a_store_that_is_missing_says_which_plugin_failed(tmp_path: Path) -> None:
    """There is no fallback: the hub stops, and the sentence says whose fault it is."""
    file = tmp_path / "brook.py"
    file.write_text(method("def stores(self): raise OSError"))
    with (
        pytest.warns(PluginWarning),
        pytest.raises(plugins.UnknownProviderError, match="hook stores of the plugin"),
    ):
        open_hub("brook://here", plugins=[file])


@pytest.mark.parametrize(
    "body", ["rules = []", "@property\n    def rules(self): return []"]
)
def test_a_hook_that_is_no_function_is_told(tmp_path: Path, body: str) -> None:
    """A value or a property in a hook's place is named, and the rest is used."""
    file = tmp_path / "brook.py"
    file.write_text(method(body))
    with pytest.warns(PluginWarning, match="is no function"):
        hub = open_hub("memory:", plugins=[file])
    assert ["EYP107"] == [one.code for one in hub.plugin_faults]


def test_a_fault_is_told_once_in_a_command(tmp_path: Path, capsys: Said) -> None:
    """A plugin's own command loads it twice, and its fault is still told once."""
    file = tmp_path / "brook.py"
    file.write_text(
        "from earlyyears.plugins import Command\n"
        + method(
            "def formats(self, key): return []\n"
            "    def commands(self):\n"
            "        return [Command('brook-x', 'X.', lambda hub, words: ['done'])]"
        )
    )
    url = f"sqlite:///{tmp_path / 'hub.db'}"
    with open_hub(url, borough="newham", actor="x") as hub:
        hub.record(
            Setting(id="setting/1", name="Elm", kind="full_day_care", borough="newham"),
            reason="entered",
        )
    assert 0 == main(["--plugin", str(file), "brook-x", "--store", url])
    out, err = capsys.readouterr()
    assert "done\n" == out
    assert 1 == err.count("EYP103]")
