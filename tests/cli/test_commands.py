"""The command line: what it prints, and how it fails without a traceback."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.app import test_onboarding as made
from tests.cli.conftest import Run


@pytest.fixture
def store(run: Run, tmp_path: Path) -> str:
    """A hub that has onboarded three settings."""
    content = made.file(made.ELM, made.ASH, made.OAK, made.AWAY)
    (tmp_path / "childcare.csv").write_bytes(content)
    url = "sqlite:///hub.db"
    code, _, complaint = run(
        *("onboard", "childcare.csv", "--borough", "newham", "--store", url),
        *("--edition", "2021-08-31"),
    )
    assert (0, "") == (code, complaint)
    return url


def test_onboarding_as_json_accounts_for_every_row(run: Run, tmp_path: Path) -> None:
    """The six promised numbers are in the JSON."""
    (tmp_path / "c.csv").write_bytes(made.file(made.ELM, made.AWAY, made.ELM))
    code, printed, _ = run(
        *("onboard", "c.csv", "--borough", "316", "--store", "sqlite:///h.db"),
        *("--edition", "2021-08-31", "--json"),
    )
    told = json.loads(printed)
    assert 0 == code
    keys = ("rows", "loaded", "out_of_area", "duplicates", "quarantined", "commit")
    assert (3, 1, 1, 1, 0, 1) == tuple(told[key] for key in keys)


def test_lead_prints_a_list_with_every_promised_key(run: Run, store: str) -> None:
    """Each setting has who, which duty, why, by which rule and on which facts."""
    code, printed, _ = run("lead", "--store", store, "--on", "2021-09-01", "--json")
    rows = json.loads(printed)
    assert 0 == code
    assert ["authority", "authority", "mentors"] == [row["lead"] for row in rows]
    promised = {
        *("setting", "kind", "sector", "registers", "group_setting", "network"),
        *("registered_on", "last_inspection", "status", "lead", "duty", "reason"),
        *("rule", "because", "basis", "questions"),
    }
    for row in rows:
        assert promised <= set(row)
        assert {"instrument", "clause", "edition", "confirmed"} <= set(row["basis"])


@pytest.mark.parametrize("written", ["ofsted:EY900002", "EY900002"])
def test_one_setting_is_shown_with_its_working(
    run: Run, store: str, written: str
) -> None:
    """`--setting` prints the steps, the rule and its source."""
    _, printed, _ = run(
        *("lead", "--store", store, "--on", "2021-09-01", "--setting", written)
    )
    assert "SI 2014/2319" in printed
    assert "not confirmed by a person" in printed
    assert "assumed" in printed


def test_two_presets_are_compared(run: Run, store: str) -> None:
    """Where no report card decides, no setting differs."""
    code, printed, _ = run(
        *("lead", "--store", store, "--on", "2026-02-01", "--json"),
        *("--compare", "leadership_and_safeguarding", "any_area_urgent"),
    )
    assert (0, []) == (code, json.loads(printed))


def test_summary_history_and_verify_print_json(run: Run, store: str) -> None:
    """Counts, versions and the verification are data for other programs."""
    _, counts, _ = run("summary", "--store", store, "--json")
    assert 3 == json.loads(counts)["rows"]
    _, versions, _ = run("history", "ofsted:EY900001", "--store", store, "--json")
    kinds = {one["kind"] for one in json.loads(versions)}
    assert {"setting", "registration", "inspection"} <= kinds
    _, verified, _ = run("verify", "--store", store, "--json")
    assert json.loads(verified)["ok"]


@pytest.mark.parametrize("ending", ["html", "csv", "json"])
def test_a_report_is_written_in_each_format(
    run: Run, store: str, tmp_path: Path, ending: str
) -> None:
    """The file is there, and its path is printed."""
    code, printed, _ = run(
        *("report", "support", "--store", store, "--on", "2021-09-01"),
        *("--audience", "public", "--out", f"out/r.{ending}"),
    )
    said = printed.replace("\\", "/").splitlines()
    assert (0, [f"out/r.{ending}", "Given out with commit 2."]) == (code, said)
    assert b"Who supports which setting" in (tmp_path / f"out/r.{ending}").read_bytes()


def test_the_text_form_of_each_command_is_for_people(run: Run, store: str) -> None:
    """Without --json the commands print words and numbers."""
    for words, expected in (
        (("summary", "--store", store), "eyr"),
        (("history", "ofsted:EY900001", "--store", store), "asserted"),
        (("verify", "--store", store), "as they were written"),
        (("lead", "--store", store, "--on", "2021-09-01"), "3 settings on 2021-09-01"),
        (("review", "--store", store, "--on", "2021-09-01"), "0 handovers"),
        (("withdraw", "1", "--store", store, "--reason", "wrong"), "by commit 2"),
    ):
        code, printed, _ = run(*words)
        assert 0 == code, words
        assert expected in printed, words


FAILURES: list[tuple[tuple[str, ...], str]] = [
    (("lead",), "--prove"),
    (("lead", "--store", "hub.db"), "store URL"),
    (("lead", "--store", "sqllite:///hub.db"), "Did you mean"),
    (("lead", "--store", "{}", "--on", "yesterday"), "is not a day"),
    (("lead", "--store", "{}", "--setting", "900001"), "several schemes"),
    (("lead", "--store", "{}", "--setting", "Elm House"), "a name is not taken here"),
    (("lead", "--store", "{}", "--setting", "ofsted:EY999999"), "not a setting"),
    (("lead", "--store", "{}", "--preset", "strict"), "any_area_urgent"),
    (("history", "ofsted:EY999999", "--store", "{}"), "not a setting"),
    (
        (
            "report",
            "suport",
            "--store",
            "{}",
            "--audience",
            "public",
            "--out",
            "r.html",
        ),
        "Did you mean",
    ),
    (
        (
            "report",
            "support",
            "--store",
            "{}",
            "--audience",
            "public",
            "--out",
            "r.doc",
        ),
        ".html",
    ),
    (
        ("onboard", "childcare.csv", "--borough", "Newhma", "--store", "{}"),
        "Did you mean Newham",
    ),
    (
        ("onboard", "nowhere.csv", "--borough", "newham", "--store", "{}"),
        "does not exist",
    ),
    (("withdraw", "99", "--store", "{}", "--reason", "x"), "99"),
    (("lead", "--store", "sqlite:///nowhere.db"), "there is no hub"),
    (("nonsense",), "No such command"),
]


@pytest.mark.parametrize(("words", "expected"), FAILURES)
def test_a_failed_command_ends_with_a_sentence(
    run: Run, store: str, words: tuple[str, ...], expected: str
) -> None:
    """The code is not zero, the sentence says what to do, there is no traceback."""
    code, _, complaint = run(*(word.format(store) for word in words))
    assert 0 != code
    assert expected in complaint
    assert "Traceback" not in complaint
    assert "inside earlyyears" not in complaint


def test_reading_a_hub_that_is_not_there_makes_none(run: Run, tmp_path: Path) -> None:
    """A mistyped path is refused, and no empty hub is left behind."""
    code, _, complaint = run("lead", "--store", "sqlite:///hbu.db")
    assert 1 == code
    assert "there is no hub" in complaint
    assert [] == [*tmp_path.iterdir()]


HOSTILE: dict[str, bytes] = {
    "empty": b"",
    "spreadsheet": b"PK\x03\x04" + bytes(60),
    "ten megabytes in a cell": made.file(made.row("EY900001", "x" * 10_000_000)),
    "no deciding column": b"Provider URN,Provider name\nEY900001,Elm\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_and_the_store_is_as_it_was(
    run: Run, store: str, tmp_path: Path, name: str
) -> None:
    """Nothing of such a file is loaded, and the refusal is a sentence."""
    before = run("verify", "--store", store, "--json")[1]
    (tmp_path / "bad.csv").write_bytes(HOSTILE[name])
    code, _, complaint = run(
        *("onboard", "bad.csv", "--borough", "newham", "--store", store),
        *("--edition", "2021-12-31"),
    )
    assert 1 == code
    assert "inside earlyyears" not in complaint
    assert before == run("verify", "--store", store, "--json")[1]


def test_a_formula_in_a_name_is_defused_in_what_is_written(
    run: Run, tmp_path: Path
) -> None:
    """A spreadsheet that opens the report sees text, never a formula."""
    name = "=HYPERLINK(1+1)"
    (tmp_path / "c.csv").write_bytes(made.file(made.row("EY900001", name)))
    url = "sqlite:///h.db"
    code, told, _ = run(
        *("onboard", "c.csv", "--borough", "newham", "--store", url),
        *("--edition", "2021-08-31", "--json"),
    )
    assert 0 == code
    assert "formula_text" in {one["code"] for one in json.loads(told)["findings"]}
    run(
        *("report", "support", "--store", url, "--on", "2021-09-01"),
        *("--audience", "internal", "--out", "r.csv"),
    )
    written = (tmp_path / "r.csv").read_text(encoding="utf-8-sig")
    assert f"'{name}" in written
    assert f",{name}" not in written


def test_the_proof_is_printed_and_holds(run: Run) -> None:
    """Every class of setting has exactly one answer."""
    code, printed, _ = run("lead", "--prove", "--json")
    told: dict[str, Any] = json.loads(printed)
    assert 0 == code
    assert told["holds"]
    assert told["classes"] == sum(told["by_status"].values())


def test_the_demonstration_leaves_a_report_and_says_where(
    run: Run, tmp_path: Path
) -> None:
    """A fictional borough is made, its page is on disk, and it is watermarked."""
    code, printed, _ = run("demo", "--out", "shown")
    assert 0 == code
    last = printed.splitlines()[-1].removeprefix("Report: ")
    page = (tmp_path / last).read_text(encoding="utf-8")
    assert "This borough is made up" in page
    code, _, complaint = run("demo", "--out", "shown")
    assert 1 == code
    assert "is there already" in complaint


def test_an_inner_fault_is_a_sentence_too(
    run: Run, monkeypatch: pytest.MonkeyPatch, store: str
) -> None:
    """Even a mistake of ours shows no traceback, unless --debug asks for it."""

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret of a person")

    monkeypatch.setattr("earlyyears.app.Hub.verify", broken)
    code, _, complaint = run("verify", "--store", store)
    assert 1 == code
    assert "RuntimeError" in complaint
    assert "secret" not in complaint
    with pytest.raises(RuntimeError):
        run("verify", "--store", store, "--debug")


def test_the_command_without_click_says_what_to_install() -> None:
    """Somebody who installed the core alone is told about the extra."""
    program = (
        "import sys; sys.modules['click'] = None\n"
        "import importlib.util as u\n"
        "find = u.find_spec\n"
        "u.find_spec = lambda n, *a: None if n == 'click' else find(n, *a)\n"
        "from earlyyears.cli import main; sys.exit(main(['demo']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert 1 == done.returncode
    assert "earlyyears[cli]" in done.stderr


def test_lead_says_once_that_the_register_is_old(run: Run, store: str) -> None:
    """A list made years after the newest edition ends with a sentence on its age."""
    old = "The register is old: the newest edition read is as at 31 August 2021"
    for day, expected in (("2021-09-01", 0), ("2025-11-02", 1)):
        for more in ((), ("--setting", "ofsted:EY900001")):
            _, printed, _ = run("lead", "--store", store, "--on", day, *more)
            assert expected == printed.count(old), (day, more)
