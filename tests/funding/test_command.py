"""A refusal as it is told at the command line."""

import inspect
from pathlib import Path

import pytest

from earlyyears.cli import main

PLUGIN = inspect.cleandoc('''
    # /// earlyyears
    # contract = 1
    # boroughs = ["newham"]
    # ///
    """A made-up borough in one file."""

    from earlyyears.disclosure import Prose
    from earlyyears.funding import EntitlementClaim, entitlement_payment
    from earlyyears.kernel import Citation, Hours, Record, record
    from earlyyears.places import Setting
    from earlyyears.plugins import BoroughPlugin, Section


    @record("elmet.level-award", local_quality=True)
    class LevelAward(Record):
        """A level."""


    @entitlement_payment.rule(reads=[LevelAward], basis=Citation("a policy"))
    def by_award(claim, facts):
        return facts.all(LevelAward)


    def money(facts, audience):
        elm = Setting(id="setting/elm", kind="school", borough="newham")
        answer = facts.ask(
            entitlement_payment, EntitlementClaim(elm, "universal", Hours.of(1))
        )
        return [Prose((answer.why.reason,))]


    class Elmet(BoroughPlugin):
        """A made-up borough."""

        name = "elmet"

        def records(self):
            return [LevelAward]

        def rules(self):
            return [by_award]

        def sections(self):
            return [Section("elmet.money", "Money", money)]
''')


def test_the_command_goes_on_and_tells_it_in_six_lines(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The report is written, six lines say what was refused, and the log has it."""
    monkeypatch.chdir(tmp_path)
    Path("elmet.py").write_text(PLUGIN, encoding="utf-8")
    store = ("--store", "sqlite:///hub.db")
    table = "Name,Kind of setting,Local authority,Registration number\n"
    Path("setting.csv").write_text(f"{table}Elm,School,Newham,\n", encoding="utf-8")
    assert 0 == main(["import", "setting.csv", "--kind", "setting", *store])
    capsys.readouterr()
    words = ["report", "elmet.money", *store, "--audience", "public", "--out", "m.json"]
    assert 0 == main(["--plugin", "elmet.py", *words])
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 6
    assert told[0].startswith("Warning: the rule “by_award” reached for")
    assert told[1].startswith("plugin elmet")
    page = Path("m.json").read_text(encoding="utf-8")
    assert "statutory_guard" in page
    assert "EYP109" in page
    assert 0 == main(["export", "guard-refusal", *store, "-o", "refusals.csv"])
    assert "by_award" in Path("refusals.csv").read_text(encoding="utf-8-sig")
