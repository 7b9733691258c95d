"""The doctor finds what is wrong without importing a line."""

import datetime as dt
import sys
from pathlib import Path

import pytest

from earlyyears.cli import main
from earlyyears.plugins import (
    CONTRACT,
    Change,
    Contract,
    Discovered,
    discover,
    plugin_file,
    project_plugins,
)
from earlyyears.plugins.doctor import KINDS, Diagnosis, examine
from tests.plugins.laying import MANIFEST, SOURCE, lay, points

TODAY = dt.date(2026, 11, 1)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on the path where packages can be laid."""
    monkeypatch.syspath_prepend(str(tmp_path))
    return tmp_path


def diagnosed(folder: Path, name: str = "brook", **laid: object) -> Diagnosis:
    """What the doctor says of one plugin, which is then certainly not imported."""
    point = lay(folder, name, **laid)  # type: ignore[arg-type]
    (found,) = discover([point])
    told = examine(found, discover(points(folder)), today=TODAY)
    assert name not in sys.modules, "the doctor must not import"
    return told


def method(body: str, head: str = "") -> str:
    """A plugin's source with one more method."""
    return f"{head}\n{SOURCE}\n    {body}\n"


MODULE = "from earlyyears.plugins import hookimpl\n"
RULE = """
from earlyyears.kernel import Citation, Question, since, until, DateRange, ALWAYS
import datetime as dt
size = Question("brook.size", "How large?")
POLICY = Citation("a policy")
"""


def rule(name: str, during: str = "ALWAYS", body: str = "...") -> str:
    """The source of a rule."""
    return (
        f"@size.rule(reads=[], basis=POLICY, during={during})\n"
        f"def {name}(setting, facts): {body}\n"
    )


def ruled(*parts: str) -> str:
    """The source of a plugin with rules."""
    return "\n".join((RULE, *parts, SOURCE))


#: Each kind of fault, as a package that has it: source, manifest and the rest.
SEEDED: dict[str, dict[str, object]] = {
    "unknown_hook": {"source": method("def rule(self): return []")},
    "hook_argument": {"source": method("def rules(self, borough): return []")},
    "keyword_only": {"source": method("def rules(self, *, borough): return []")},
    "async_hook": {"source": method("async def rules(self): return []")},
    "hook_is_property": {"source": method("@property\n    def rules(self): return []")},
    "hook_is_value": {"source": method("rules = []")},
    "hook_twice": {
        "source": method("def rules(self): return []\n    def rules(self): return []")
    },
    "wrong_result": {"source": method("def rules(self): return 7")},
    "no_marker": {"source": MODULE + "def rules(): return []", "entry": ""},
    "foreign_marker": {
        "source": "import pluggy\nhookimpl = pluggy.HookimplMarker('other')\n"
        "@hookimpl\ndef rules(): return []",
        "entry": "",
    },
    "syntax_error": {"source": "def rules(:"},
    "not_installed": {"source": "import there_is_no_such_package\n" + SOURCE},
    "no_object": {"source": SOURCE, "entry": "Plugins"},
    "no_plugin": {"source": SOURCE + "\ndef make(): ...\n", "entry": "make"},
    "name_differs": {"source": method('name = "creek"')},
    "no_manifest": {"source": SOURCE, "manifest": None},
    "no_contract": {"source": SOURCE, "manifest": ""},
    "bad_toml": {"source": SOURCE, "manifest": "contract ="},
    "unknown_key": {"source": SOURCE, "manifest": MANIFEST + "borough = []"},
    "wrong_type": {"source": SOURCE, "manifest": 'contract = "one"'},
    "contract": {"source": SOURCE, "manifest": "contract = 99"},
    "borough_key": {"source": SOURCE, "manifest": MANIFEST + 'boroughs = ["Newham"]'},
    "unknown_borough": {
        "source": SOURCE,
        "manifest": MANIFEST + 'boroughs = ["newhamm"]',
    },
    "boroughs_differ": {
        "source": method('boroughs = ("barnet",)'),
        "manifest": MANIFEST + 'boroughs = ["newham"]',
    },
    "unknown_type": {
        "source": SOURCE,
        "manifest": MANIFEST + '[settings.port]\ntype = "number"',
    },
    "wrong_default": {
        "source": SOURCE,
        "manifest": MANIFEST + '[settings.port]\ntype = "whole number"\ndefault = "x"',
    },
    "no_question": {"source": SOURCE, "manifest": MANIFEST + "[[provides]]\nfrom = 1"},
    "bad_day": {
        "source": SOURCE,
        "manifest": MANIFEST + '[[provides]]\nquestion = "brook.size"\nfrom = "x"',
    },
    "unanswered": {
        "source": SOURCE,
        "manifest": MANIFEST + '[[provides]]\nquestion = "brook.size"',
    },
    "no_pack": {"source": SOURCE, "manifest": MANIFEST + 'packs = ["packs"]'},
    "bad_pack": {
        "source": method('def packs(self): return ["packs"]'),
        "more": {"packs/one.toml": 'pack = "layuot"'},
    },
    "no_prefix": {
        "source": "from earlyyears.kernel import Record, record\n"
        f"@record('worry')\nclass Worry(Record): ...\n{SOURCE}"
    },
    "no_basis": {"source": f"{RULE}@size.rule(reads=[])\ndef one(s, f): ...\n{SOURCE}"},
    "no_reads": {
        "source": f"{RULE}@size.rule(basis=POLICY)\ndef one(s, f): ...\n{SOURCE}"
    },
    "not_provided": {"source": ruled(rule("one"))},
    "not_pure": {"source": ruled(rule("one", body="return dt.date.today()"))},
    "overlap": {
        "source": ruled(rule("one", "until(2026, 2, 1)"), rule("two", "since(2026)"))
    },
    "gap": {"source": ruled(rule("one", "until(2025)"), rule("two", "since(2026)"))},
    "ends_soon": {
        "source": ruled(
            "LAST = DateRange(None, dt.date(2027, 1, 1))\n", rule("one", "LAST")
        )
    },
}


@pytest.mark.parametrize("kind", sorted(SEEDED))
def test_each_kind_of_fault_is_found(folder: Path, kind: str) -> None:
    """A package with one fault is told that fault, with a file or a name and advice."""
    told = diagnosed(folder, **SEEDED[kind])
    found = [one for one in told.findings if one.code == kind]
    assert found, [str(one) for one in told.findings]
    assert found[0].place.file


def test_every_kind_is_seeded() -> None:
    """No kind is listed that no test plants, and none is found that is not listed."""
    elsewhere = {"no_module", "name_taken", "no_block"}
    assert set(KINDS) == {*SEEDED, *elsewhere}


def test_a_sound_plugin_has_no_fault(folder: Path) -> None:
    """A plugin that is as it should be is told so, with its hooks."""
    told = diagnosed(folder, source=method("def rules(self):\n        return []"))
    assert () == told.findings
    assert ("rules",) == told.hooks
    assert "  No fault found; hooks: rules." == [*told.lines()][-1]


def test_a_misspelling_is_told_with_file_line_and_the_right_name(folder: Path) -> None:
    """The line can be gone to, and the name can be copied."""
    told = diagnosed(folder, source=method("def record(self): return []"))
    (one,) = told.faults
    assert ("brook/__init__.py", 11) == (one.place.file, one.place.row)
    assert one.advice.startswith("Did you mean records?")


def test_a_class_in_another_module_is_followed(folder: Path) -> None:
    """The entry point may name what the package imports from its own module."""
    told = diagnosed(
        folder,
        source="from .inner import Plugin",
        more={"inner.py": method("def rule(self): return []")},
    )
    assert ["unknown_hook"] == [one.code for one in told.faults]
    assert "brook/inner.py" == told.faults[0].place.file


def test_a_missing_module_and_a_taken_name_are_found(folder: Path) -> None:
    """Faults of the installation itself need no source at all."""
    first = lay(folder, "brook")
    lay(folder, "creek", entry="Plugin")
    info = folder / "creek-1.2.dist-info" / "entry_points.txt"
    info.write_text("[earlyyears]\nbrook = there_is_no_such_module:Plugin\n")
    found = discover(points(folder))
    codes = {one.code for each in found for one in examine(each, found).findings}
    assert {"no_module", "name_taken"} <= codes
    assert "brook" == first.name


def test_a_single_file_is_examined_as_well(tmp_path: Path) -> None:
    """A lone file without a manifest is warned, and not faulted for it."""
    file = tmp_path / "brook.py"
    file.write_text(method("def rule(self): return []"))
    told = examine(plugin_file(file))
    assert ["unknown_hook"] == [one.code for one in told.faults]
    assert ["no_block"] == [one.code for one in told.warnings]


def test_the_map_shows_who_answers_when(folder: Path) -> None:
    """Two rules of one question stand in the order of their days."""
    source = ruled(rule("later", "since(2026)"), rule("earlier", "until(2026, 1, 1)"))
    promised = MANIFEST + '[[provides]]\nquestion = "brook.size"'
    told = diagnosed(folder, source=source, manifest=promised)
    assert () == told.findings
    assert ["earlier", "later"] == [one.rule for one in told.coverage]
    assert str(told.coverage[1]).startswith(
        "brook.size: 2026-01-01 to further notice (later, brook/__init__.py, row"
    )


def test_an_end_further_ahead_is_no_news(folder: Path) -> None:
    """Ninety days before its end a rule's end is told, and not earlier."""
    laid = SEEDED["ends_soon"]
    (found,) = discover([lay(folder, "brook", **laid)])  # type: ignore[arg-type]

    def told(day: dt.date) -> bool:
        return any(
            one.code == "ends_soon" for one in examine(found, today=day).findings
        )

    assert not told(dt.date(2026, 10, 2))
    assert told(dt.date(2026, 10, 3))


def test_days_that_are_not_written_plainly_are_said_to_be_so(folder: Path) -> None:
    """What static reading cannot tell is no gap and no overlap."""
    told = diagnosed(folder, source=ruled(rule("one", "chosen()")))
    assert told.coverage[0].during is None
    assert {"not_provided"} == {one.code for one in told.findings}


def test_an_older_contract_is_told_what_changed(folder: Path) -> None:
    """The doctor lists the edits that a plugin for an older contract needs."""
    table = (
        Contract(1, "2026.11.0"),
        Contract(2, "2027.1.0", changes=(Change("removed", "rules", instead="laws"),)),
    )
    (found,) = discover([lay(folder, "brook")], table=table)
    told = examine(found, table=table)
    (one,) = told.faults
    assert "contract" == one.code
    assert "rules was removed; write laws" in one.advice
    assert 1 == CONTRACT
    assert isinstance(found, Discovered)


def test_a_file_that_does_not_matter_is_passed_over_in_a_hurry(folder: Path) -> None:
    """Examined together with others, only files that speak of hooks are parsed."""
    point = lay(folder, "brook", more={"words.py": "def ("})
    (found,) = discover([point])
    assert ["syntax_error"] == [one.code for one in examine(found).faults]
    assert () == examine(found, thorough=False).faults


def test_a_project_is_examined_before_it_is_installed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Packages, lone modules and names that lead nowhere are told by their folder."""
    points = '[project.entry-points.earlyyears]\n{} = "{}:Plugin"\n'
    entries = {"brook": "brook.inner", "lone": "lone", "odd": "nowhere"}
    for name, module in entries.items():
        home = tmp_path / name
        (home / "brook").mkdir(parents=True)
        (home / "pyproject.toml").write_text(
            f'[project]\nname = "x"\nversion = "3"\n{points.format(name, module)}'
        )
        (home / "brook" / "inner.py").write_text(method("def rule(self): return []"))
        (home / "brook" / "earlyyears.toml").write_text(MANIFEST)
        block = f"# /// earlyyears\n# {MANIFEST}# ///\n"
        (home / "lone.py").write_text(block + SOURCE)
    told = {name: examine(project_plugins(tmp_path / name)[0]) for name in entries}
    assert ["unknown_hook"] == [one.code for one in told["brook"].faults]
    assert ((), "3") == (told["lone"].faults, told["lone"].version)
    assert "no_module" in {one.code for one in told["odd"].faults}
    assert 1 == main(["plugins", "doctor", str(tmp_path / "brook")])
    assert "Did you mean rules?" in capsys.readouterr().out
    assert 1 == main(["plugins", "doctor", str(tmp_path)])
    assert "it has no pyproject.toml" in capsys.readouterr().err
