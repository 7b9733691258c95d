"""Two boroughs in one hub keep apart, and a plugin that is gone leaves its records."""

import datetime as dt
import warnings
from pathlib import Path
from typing import Any

import pytest

from earlyyears.app import open_hub
from earlyyears.funding import (
    EntitlementClaim,
    EntitlementMoney,
    GuardRefusal,
    entitlement_payment,
)
from earlyyears.kernel import (
    Answer,
    Answered,
    CannotTell,
    Facts,
    Hours,
    Pence,
    Record,
    Rule,
    Why,
    record,
    ref,
)
from earlyyears.ledger import UnknownKindError
from earlyyears.places import Setting
from earlyyears.plugins import BoroughPlugin
from tests.funding import elmet
from tests.funding.elmet import POLICY, Elmet, LevelAward, rule_of

DAY = dt.date(2026, 2, 1)


def claim(borough: str) -> EntitlementClaim:
    """An hour at a setting of a borough."""
    setting = Setting(id=f"setting/{borough}", kind="school", borough=borough)
    return EntitlementClaim(setting, "universal_3_4", Hours.of(1))


def plugin_of(borough: str, pence: int) -> BoroughPlugin:
    """A borough's plugin; all of them call their rule and their kind alike."""

    @record(f"{borough}.rate")
    class Rate(Record):
        pence: int

    @entitlement_payment.rule(reads=[Rate], basis=POLICY, name="hourly")
    def hourly(_: EntitlementClaim, facts: Facts) -> Answer[EntitlementMoney]:
        rates = facts.all(Rate)
        assert {f"{borough}.rate"} == {one.__earlyyears_kind__.name for one in rates}
        return Answered(EntitlementMoney(Pence(rates.one().pence)), Why("rate"))

    class Own(BoroughPlugin):
        name = borough
        boroughs = (borough,)

        def records(self) -> list[type[Record]]:
            return [Rate]

        def rules(self) -> list[Rule[Any, Any]]:
            return [hourly]

        def rate(self) -> Record:
            return Rate(id=f"{borough}.rate/1", pence=pence)

    return Own()


def test_each_borough_is_paid_by_its_own_rule() -> None:
    """Rules and kinds that are called alike answer only for their own borough."""
    plugins = [plugin_of("newham", 611), plugin_of("camden", 722)]
    with open_hub("memory:", borough=["newham", "camden"], plugins=plugins) as hub:
        for one in plugins:
            hub.record(one.rate(), reason="the rate")  # type: ignore[attr-defined]
        view = hub.at(DAY)
        paid = {
            key: view.ask(entitlement_payment, claim(key))
            for key in ("newham", "camden")
        }
        third = view.ask(entitlement_payment, claim("hackney"))
    assert [611, 722] == [
        one.value.amount.pence for one in paid.values() if isinstance(one, Answered)
    ]
    assert ["newham", "camden"] == [
        one.why.rule.plugin for one in paid.values() if one.why.rule
    ]
    assert isinstance(third, CannotTell)
    assert "no_rule" == third.why.reason


def test_a_neighbours_records_are_not_to_be_read() -> None:
    """A rule that reaches for another borough's kind without saying so gets nothing."""

    @record("camden.secret")
    class Secret(Record):
        setting: str = ref("setting")

    def prying(_: EntitlementClaim, facts: Facts) -> Answer[EntitlementMoney]:
        return elmet.paid(len(facts.all(Secret)))

    rule = rule_of(prying, [])
    with open_hub("memory:", plugins=[Elmet(rule)]) as hub:
        answer = hub.at(DAY).ask(entitlement_payment, claim("newham"))
    assert "rule_failed" == answer.why.reason
    assert any("UndeclaredReadError" in step for step in answer.why.steps)


def test_what_a_plugin_kept_outlives_it(tmp_path: Path) -> None:
    """Its records are kept unread, and reports say whose they are."""
    url = f"sqlite:///{tmp_path / 'hub.db'}"
    award = LevelAward(id="elmet.level-award/1", setting="setting/a", level=3)
    setting = Setting(id="setting/a", name="Elm", kind="school", borough="newham")
    with open_hub(url, borough="newham", actor="officer", plugins=[Elmet()]) as hub:
        hub.record(setting, award, reason="the start")
        assert () == hub.removed
    with open_hub(url, borough="newham", actor="officer") as hub:
        assert ("elmet",) == hub.removed
        notes = hub.report("support", on=DAY).safe("public").document.notes
        assert any("Provider removed: the plugin “elmet”" in note for note in notes)
        with pytest.raises(UnknownKindError, match="Install the plugin"):
            hub.at(DAY).all(LevelAward)
        hub.archive(tmp_path / "hub.zip")
        assert hub.verify().ok
    with open_hub("memory:", borough="newham", plugins=[Elmet()]) as hub:
        hub.restore(tmp_path / "hub.zip")
        assert [award] == [*hub.at(DAY).all(LevelAward)]


def test_a_refusal_is_recorded_once_over_several_openings(tmp_path: Path) -> None:
    """Tomorrow's run finds today's refusal on record and does not write it again."""
    url = f"sqlite:///{tmp_path / 'hub.db'}"
    plugins = [Elmet(rule_of(elmet.by_award))]
    commits = []
    for _ in range(2):
        with (
            open_hub(url, actor="officer", plugins=plugins) as hub,
            warnings.catch_warnings(record=True) as told,
        ):
            warnings.simplefilter("always")
            hub.at(DAY).ask(entitlement_payment, claim("newham"))
            kept = hub.at(DAY).all(GuardRefusal).one()
            commits.append([one.commit for one in hub.history(kept.id)])
        assert 1 == len(told)
    assert [[1], [1]] == commits
