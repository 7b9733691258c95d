"""Nothing that a council says of quality decides money; a refusal is kept."""

import datetime as dt
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest

from earlyyears import scales
from earlyyears.app import Hub, PluginWarning, open_hub
from earlyyears.app.opening import built_in_catalogue
from earlyyears.funding import (
    CoverClaim,
    EntitlementClaim,
    EntitlementMoney,
    GuardRefusal,
    HubMoney,
    cover_cost,
    entitlement_payment,
)
from earlyyears.inspection import Inspection
from earlyyears.kernel import (
    LOCAL_QUALITY,
    Answer,
    Answered,
    CannotTell,
    Facts,
    Finding,
    Guard,
    Hours,
    Pence,
    Question,
    Record,
    Snapshot,
    Why,
    fact,
    record,
    ref,
    since,
    until,
)
from earlyyears.mentoring import Visit
from earlyyears.places import Setting
from earlyyears.plugins import Section
from tests.funding import elmet
from tests.funding.elmet import Elmet, LevelAward, Work, rule_of

DAY = dt.date(2026, 2, 1)
SETTING = Setting(id="setting/a", name="Elm", kind="full_day_care", borough="newham")
CLAIM = EntitlementClaim(SETTING, "universal_3_4", Hours.of(1))


@contextmanager
def hub_with(*plugins: Any, url: str = "memory:") -> Iterator[Hub]:
    """A hub with a setting at the top level."""
    with open_hub(url, borough="newham", actor="officer", plugins=plugins) as hub:
        award = LevelAward(id="elmet.level-award/1", setting=SETTING.id, level=3)
        hub.record(SETTING, award, reason="the start")
        yield hub


def refused(hub: Hub) -> tuple[CannotTell, list[str]]:
    """The refusal that the hub's rule gives, and what was said of it."""
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        answer = hub.at(DAY).ask(entitlement_payment, CLAIM)
    assert isinstance(answer, CannotTell)
    return answer, [str(one.message) for one in told]


@pytest.mark.parametrize(
    "work",
    [elmet.by_award, elmet.by_asking, elmet.in_secret],
    ids=lambda one: one.__name__,
)
def test_an_answer_that_used_a_local_level_is_refused(work: Work) -> None:
    """Read by itself, asked of another rule, or with the error swallowed: no answer."""
    with hub_with(Elmet(rule_of(work))) as hub:
        answer, told = refused(hub)
    assert "statutory_guard" == answer.why.reason
    assert ["EYP109"] == [one.code for one in answer.questions]
    assert 1 == len(told)
    lines = told[0].splitlines()
    assert len(lines) <= 6
    for part in ("plugin elmet 1.2", work.__name__, "elmet.level-award", "EYP109"):
        assert part in told[0]
    assert "elmet" in str(answer.why.rule)
    assert answer.why.basis == entitlement_payment.forbidden_by


def test_the_refusal_says_through_whom_it_came() -> None:
    """Where another rule read the level, that rule is named as well."""
    with hub_with(Elmet(rule_of(elmet.by_asking))) as hub:
        _, told = refused(hub)
    assert "through the rule elmet/awarded_level" in told[0]


def test_the_run_goes_on() -> None:
    """It is asked again, and other questions are answered as ever."""
    with hub_with(Elmet(rule_of(elmet.by_award))) as hub:
        refused(hub)
        refused(hub)
        view = hub.at(DAY)
        cover = view.ask(cover_cost, CoverClaim(SETTING, "first-aid", Hours.of(3)))
        level = view.ask(elmet.level, SETTING)
    assert isinstance(cover, Answered)
    assert HubMoney(Pence(8000)) == cover.value
    assert isinstance(level, Answered)
    assert 3 == level.value


def test_the_refusal_is_in_the_log_once() -> None:
    """However often it is asked, one record and one commit tell of it, and one line."""
    with hub_with(Elmet(rule_of(elmet.by_award))) as hub:
        assert [1, 0] == [len(refused(hub)[1]) for _ in range(2)]
        kept = hub.at(DAY).all(GuardRefusal).one()
        history = hub.history(kept.id)
        assert hub.verify().ok
    assert ("elmet", "1.2", "by_award") == (kept.plugin, kept.version, kept.rule)
    assert ("entitlement_payment", "elmet.level-award") == (
        kept.question,
        kept.forbidden,
    )
    assert ["officer"] == [one.actor for one in history]
    assert history[0].reason.startswith("statutory guard: the rule “by_award”")


def test_the_report_shows_the_refusal() -> None:
    """A report in whose making an answer was refused says so, for every audience."""

    def shown(facts: Any, audience: Any) -> Sequence[Any]:  # noqa: ARG001
        facts.ask(entitlement_payment, CLAIM)
        return ()

    class Shown(Elmet):
        def sections(self) -> list[Section]:
            return [Section("elmet.money", "Money", shown)]

    with hub_with(Shown(rule_of(elmet.by_award))) as hub, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for audience in ("public", "internal"):
            notes = hub.report("elmet.money", on=DAY).safe(audience).document.notes
            assert any("EYP109" in note and "by_award" in note for note in notes)
        others = hub.report("support", on=DAY).safe("public").document.notes
        assert not any("EYP109" in note for note in others)


def test_an_honest_rule_is_answered() -> None:
    """A rule that declares the award and does not read it pays, and nothing is kept."""
    with hub_with(Elmet(rule_of(elmet.flat))) as hub:
        answer = hub.at(DAY).ask(entitlement_payment, CLAIM)
        assert not hub.at(DAY).all(GuardRefusal)
    assert isinstance(answer, Answered)
    assert EntitlementMoney(Pence(600)) == answer.value


def test_a_question_of_the_plugins_own_under_the_same_name_helps_nobody() -> None:
    """Whoever names the question answers the library's, with all that it forbids."""
    own: Question[Any, Any] = Question("entitlement_payment", "What is paid?")
    rule = own.rule(reads=[LevelAward], basis=elmet.POLICY)(elmet.by_award)
    with hub_with(Elmet(rule)) as hub, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for asked in (own, entitlement_payment):
            answer = hub.at(DAY).ask(asked, CLAIM)
            assert "statutory_guard" == answer.why.reason


def test_a_class_that_passes_for_a_kind_is_forbidden_by_its_name() -> None:
    """A second class of the same kind, not declared as local quality, opens nothing."""

    @record("elmet.level-award")
    class Disguised(Record):
        setting: str = ref("setting")
        level: int = 1

    def work(_: EntitlementClaim, facts: Any) -> Any:
        return elmet.paid(len(facts.all(Disguised)))

    with hub_with(Elmet(rule_of(work, [Disguised]))) as hub:
        answer, _ = refused(hub)
    assert "statutory_guard" == answer.why.reason


def test_every_kind_of_scales_schemes_and_mentoring_is_forbidden() -> None:
    """No kind of those rooms is missing, whatever kinds are added to them."""
    kinds = built_in_catalogue([Elmet(rule_of(elmet.flat))])
    rule = next(
        one for one in kinds.rules if one.question.name == "entitlement_payment"
    )
    rooms = tuple(f"earlyyears.{room}." for room in ("scales", "schemes", "mentoring"))
    local = {
        name for name, cls in kinds.kinds.items() if cls.__module__.startswith(rooms)
    }
    assert {"visit", "observation", "audit"} <= local
    assert local | {"elmet.level-award"} == rule.question.forbids & set(kinds.kinds)


def test_a_kind_derived_from_a_forbidden_one_is_forbidden() -> None:
    """A plugin cannot take a kind of mentoring under another name."""

    @record("elmet.visit")
    class OwnVisit(Visit):
        pass

    marks = OwnVisit.__earlyyears_kind__.marks
    assert {"elmet.visit", "visit", "earlyyears.mentoring"} <= marks
    assert not marks.isdisjoint(entitlement_payment.forbids)


def test_a_rule_by_inspections_is_free_to_read_them() -> None:
    """What an inspection says is no judgement of the council, and is not forbidden."""
    for kind in (Inspection, Setting):
        marks = kind.__earlyyears_kind__.marks
        assert marks.isdisjoint(entitlement_payment.forbids)
    assert scales.__name__ in entitlement_payment.forbids


def test_a_free_field_that_looks_like_a_level_draws_a_warning() -> None:
    """Where the rule about money reads it, a person is asked; nothing is refused."""

    @record("elmet.profile")
    class Profile(Record):
        setting: str = ref("setting")
        stars: int = fact(default=0)
        started_on: str = ""
        note: str = ""

    rule = rule_of(elmet.flat, [Profile])
    with pytest.warns(PluginWarning, match=r"elmet\.profile”, whose field “stars”"):
        hub = open_hub(
            "memory:", borough="newham", plugins=[Elmet(rule, more=[Profile])]
        )
    hub.close()
    doubts = built_in_catalogue([Elmet(rule, more=[Profile])]).doubts
    assert ["elmet.profile.stars"] == [one.place.field for one in doubts]
    assert () == built_in_catalogue([Elmet(more=[Profile])]).doubts


def test_a_plugins_own_question_may_forbid_kinds_too() -> None:
    """What it forbids by a mark is refused as well, with the reason that it gives."""
    fair: Question[Setting, int] = Question(
        "elmet.fair", "Is it fair?", forbids=frozenset({LOCAL_QUALITY})
    )

    @fair.rule(reads=[LevelAward], basis=elmet.POLICY)
    def unfair(_: Setting, facts: Facts) -> Answer[int]:
        return Answered(len(facts.all(LevelAward)), Why("awards"))

    with hub_with(Elmet(unfair)) as hub, pytest.warns(PluginWarning, match="unfair"):
        answer = hub.at(DAY).ask(fair, SETTING)
    assert "statutory_guard" == answer.why.reason
    assert "the question forbids it" in answer.why.steps[3]


def test_the_guard_holds_for_facts_in_memory() -> None:
    """A rule that is worked by hand, on a snapshot, is guarded as well."""
    held = built_in_catalogue([Elmet(rule_of(elmet.by_award))])
    rule = next(one for one in held.rules if one.name == "by_award")
    facts = Snapshot(SETTING, on=DAY, rules=held.rules)
    with held.refusals.heard() as refusals:
        for answer in (rule.work(CLAIM, facts), facts.ask(entitlement_payment, CLAIM)):
            assert "statutory_guard" == answer.why.reason
    assert ["by_award"] == [one.data["rule"] for one in refusals]


def test_two_rules_that_read_one_field_draw_one_warning() -> None:
    """A field that looks like a level is told of once, whoever reads it."""

    @record("elmet.visit-plan")
    class VisitPlan(Record):
        step: int = fact(default=0, label="Tiers of support")

    early = entitlement_payment.rule(
        reads=[VisitPlan], basis=elmet.POLICY, during=until(2026, 1, 1), name="early"
    )(elmet.flat)
    late = entitlement_payment.rule(
        reads=[VisitPlan], basis=elmet.POLICY, during=since(2026, 1, 1), name="late"
    )(elmet.flat)
    doubts = built_in_catalogue([Elmet(early, late, more=[VisitPlan])]).doubts
    assert ["elmet.visit-plan.step"] == [one.place.field for one in doubts]


def test_a_refusal_while_something_is_written_is_recorded_and_the_write_goes_on() -> (
    None
):
    """A guard of the ledger may ask: the refusal is one commit, the change the next."""

    def nosy(_: Sequence[Any], facts: Facts) -> list[Finding]:
        answer = facts.ask(entitlement_payment, CLAIM)
        assert "statutory_guard" == answer.why.reason
        return []

    class Nosy(Elmet):
        def rules(self) -> list[Any]:
            return [*super().rules(), Guard("nosy", [LevelAward], nosy)]

    with open_hub("memory:", plugins=[Nosy(rule_of(elmet.by_award))]) as hub:
        award = LevelAward(id="elmet.level-award/1", setting=SETTING.id, level=3)
        with pytest.warns(PluginWarning, match="by_award"):
            done = hub.record(SETTING, award, reason="the start")
        assert done is not None
        assert 2 == done.number
        assert 1 == len(hub.at(DAY).all(GuardRefusal))
        assert [award] == [*hub.at(DAY).all(LevelAward)]
        assert hub.verify().ok


own_pay: Question[EntitlementClaim, EntitlementMoney] = Question(
    "elmet.pay", "What is paid, by another name?"
)


@own_pay.rule(reads=[LevelAward], basis=elmet.POLICY)
def by_another_name(claim: EntitlementClaim, facts: Facts) -> Answer[EntitlementMoney]:
    """Entitlement money by the level, under a question of the plugin's own."""
    return elmet.by_award(claim, facts)


def test_entitlement_money_is_no_answer_of_a_question_without_the_bar() -> None:
    """A question of another name cannot give out what the guard would refuse."""
    with hub_with(Elmet(by_another_name)) as hub:
        with pytest.warns(PluginWarning, match=r"“elmet\.pay” with entitlement money"):
            answer = hub.at(DAY).ask(own_pay, CLAIM)
        kept = hub.at(DAY).all(GuardRefusal).one()
    assert "statutory_guard" == answer.why.reason
    assert ("by_another_name", LOCAL_QUALITY) == (kept.rule, kept.forbidden)


def test_a_part_of_the_working_may_be_entitlement_money() -> None:
    """Asked on behalf of the barred question, a helper's amount is let through."""
    base: Question[EntitlementClaim, EntitlementMoney] = Question("elmet.base", "Base?")
    flat = base.rule(reads=[], basis=elmet.POLICY)(elmet.flat)

    def asking(claim: EntitlementClaim, facts: Facts) -> Answer[EntitlementMoney]:
        return facts.ask(base, claim)

    with hub_with(Elmet(flat, rule_of(asking))) as hub:
        answer = hub.at(DAY).ask(entitlement_payment, CLAIM)
    assert isinstance(answer, Answered)
    assert EntitlementMoney(Pence(600)) == answer.value
