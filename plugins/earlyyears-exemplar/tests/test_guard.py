"""What happens when somebody makes entitlement money depend on a level, in two ways."""

import datetime as dt
import warnings
from collections.abc import Callable
from typing import Any

import pytest
from earlyyears_exemplar import Exemplar
from earlyyears_exemplar.money import FORMULA
from earlyyears_exemplar.records import LevelAward
from earlyyears_exemplar.visits import visits_a_year

from earlyyears import synthetic
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
    Rule,
    Why,
)
from earlyyears.places import Setting

DAY = dt.date(2026, 2, 1)
ALDER = Setting(id="setting/alder", name="Alder", kind="school", borough="marlow-vale")
GOLD = LevelAward(id="exemplar.level-award/1", setting=ALDER.id, level="gold")
Work = Callable[[EntitlementClaim, Facts], Answer[EntitlementMoney]]


def by_award(claim: EntitlementClaim, facts: Facts) -> Answer[EntitlementMoney]:
    """More at gold, read from the award."""
    gold = facts.all(LevelAward).where(setting=claim.setting.id, level="gold")
    return Answered(EntitlementMoney(Pence(700 if gold else 620)), Why("level"))


def by_visits(claim: EntitlementClaim, facts: Facts) -> Answer[EntitlementMoney]:
    """More at gold, which gets two visits: read by asking how many it gets."""
    visits = facts.ask(visits_a_year, claim.setting)
    gold = isinstance(visits, Answered) and visits.value == 2
    return Answered(EntitlementMoney(Pence(700 if gold else 620)), Why("visits"))


def changed(work: Work) -> Exemplar:
    """The plugin with another rule for entitlement money."""
    rule = entitlement_payment.rule(reads=[Setting, LevelAward], basis=FORMULA)(work)

    class Changed(Exemplar):
        def rules(self) -> list[Any]:
            kept = [one for one in super().rules() if not _pays(one)]
            return [*kept, rule]

    return Changed()


def _pays(one: object) -> bool:
    return isinstance(one, Rule) and one.question.name == entitlement_payment.name


@pytest.mark.parametrize("work", [by_award, by_visits], ids=lambda one: one.__name__)
def test_a_level_cannot_raise_what_is_paid(work: Work) -> None:
    """No answer, six lines, a note on the report, a record; and on it goes."""
    area = synthetic.borough(seed=7).area
    with (
        open_hub(
            "memory:", borough=area, actor="officer", plugins=[changed(work)]
        ) as hub,
        warnings.catch_warnings(record=True) as told,
    ):
        warnings.simplefilter("always")
        hub.record(ALDER, GOLD, reason="the start")
        claim = EntitlementClaim(ALDER, "universal_3_4", Hours.of(1))
        answer = hub.at(DAY).ask(entitlement_payment, claim)
        assert isinstance(answer, CannotTell)
        assert "statutory_guard" == answer.why.reason

        lines = str(told[0].message).splitlines()
        assert len(lines) <= 6
        for part in (
            "EYP109",
            "plugin exemplar",
            work.__name__,
            GOLD.id.partition("/")[0],
        ):
            assert part in " ".join(lines)

        report = hub.report("exemplar.money", on=DAY).safe("internal")
        assert "cannot tell" in repr(report.blocks)
        assert any("EYP109" in note for note in report.document.notes)

        kept = hub.at(DAY).all(GuardRefusal).one()
        assert (work.__name__, "exemplar.level-award") == (kept.rule, kept.forbidden)
        assert 1 == len(hub.history(kept.id))
        assert isinstance(hub.at(DAY).ask(visits_a_year, ALDER), Answered)
