"""What the catalogue takes from plugins, and what it refuses."""

import datetime as dt
from pathlib import Path
from typing import Any, ClassVar

import pytest

from earlyyears.app import BuiltIn, built_in_catalogue
from earlyyears.kernel import (
    ALWAYS,
    Answered,
    CannotTell,
    Citation,
    Faults,
    Question,
    Record,
    RuleBook,
    Snapshot,
    Why,
    record,
)
from earlyyears.places import Setting
from earlyyears.plugins import (
    HOOKS,
    BoroughPlugin,
    PluginConflictError,
    PluginResultError,
    UnknownHookError,
    UnknownProviderError,
    catalogue,
    hookimpl,
)
from tests.plugins.sample import Sample, Worry, visits_a_year, worried_lead

ELM = Setting(id="setting/elm", name="Elm", kind="full_day_care", borough="newham")
ASH = Setting(id="setting/ash", name="Ash", kind="full_day_care", borough="barnet")


def asked(rules: RuleBook, on: dt.date, *more: Record, setting: Setting = ELM) -> Any:
    """The visits of a setting, as the rules answer on a day."""
    return Snapshot(ELM, ASH, *more, on=on, rules=rules).ask(visits_a_year, setting)


def test_one_question_is_answered_by_two_rules_before_and_after_a_day() -> None:
    """Until the end of 2025 one rule answers, and from 1 January 2026 another."""
    rules = built_in_catalogue([Sample()]).rules
    worry = Worry(id="sample.worry/1", setting=ELM.id)
    before = asked(rules, dt.date(2025, 12, 31), worry)
    after = asked(rules, dt.date(2026, 1, 1), worry)
    assert (3, "three_a_year") == (before.value, before.why.rule.name)
    assert (6, "by_worry") == (after.value, after.why.rule.name)
    assert ("sample", "1.0") == (after.why.rule.plugin, after.why.rule.version)


def test_a_borough_without_the_plugin_gets_no_answer_from_it() -> None:
    """A plugin's rules are for its own boroughs."""
    rules = built_in_catalogue([Sample()]).rules
    answer = asked(rules, dt.date(2026, 1, 1), setting=ASH)
    assert isinstance(answer, CannotTell)
    assert "no_rule" == answer.why.reason


def test_a_boroughs_own_rule_goes_before_the_one_that_ships() -> None:
    """Who leads is answered by the plugin in its borough, by the library elsewhere."""
    rules = built_in_catalogue([Sample()]).rules
    day = dt.date(2026, 2, 1)
    assert [worried_lead.name] == [
        rule.name for rule in rules.for_("support_lead", "newham", day)
    ]
    (shipped,) = rules.for_("support_lead", "barnet", day)
    assert "earlyyears" == shipped.plugin


def test_what_ships_comes_through_the_same_hooks() -> None:
    """The built-in plugin is a plugin like any other."""
    found = built_in_catalogue()
    assert isinstance(BuiltIn(), BoroughPlugin)
    assert {"setting", "registration", "inspection", "post"} <= set(found.kinds)
    assert {"memory", "sqlite"} <= set(found.stores)
    assert {".html", ".csv", ".json"} <= set(found.formats)


def test_there_are_ten_hooks() -> None:
    """The ten hooks, no more and no fewer, are methods of the class to subclass."""
    assert 10 == len(HOOKS)
    assert all(callable(getattr(BoroughPlugin, hook)) for hook in HOOKS)


def test_a_misspelt_hook_is_refused_with_the_right_name() -> None:
    """Pluggy would say nothing; the catalogue says what was meant."""

    class Hasty(BoroughPlugin):
        name: ClassVar[str] = "hasty"

        def record(self) -> list[type[Record]]:
            return []

    with pytest.raises(UnknownHookError, match="Did you mean records"):
        catalogue([Hasty()])


def test_a_plugin_may_be_a_module_with_marked_functions() -> None:
    """Functions marked with `hookimpl` count, with no class at all."""

    class Module:
        name = "marked"

        @hookimpl
        def records(self) -> list[type[Record]]:
            return [Note]

    @record("marked.note")
    class Note(Record):
        pass

    assert Note is catalogue([Module()]).kinds["marked.note"]


def test_a_kind_without_its_prefix_is_refused() -> None:
    """A plugin's kinds carry its name, so that two boroughs never collide."""

    @record("worry")
    class Bare(Record):
        pass

    class Careless(BoroughPlugin):
        name: ClassVar[str] = "careless"

        def records(self) -> list[type[Record]]:
            return [Bare]

    with pytest.raises(PluginConflictError, match=r"Call it “careless\.worry”"):
        catalogue([Careless()])


def test_two_plugins_cannot_offer_one_name() -> None:
    """A name taken twice is refused with both owners."""

    class Second(Sample):
        name: ClassVar[str] = "second"

        def records(self) -> list[type[Record]]:
            return []

    with pytest.raises(
        PluginConflictError, match=r"by “sample” 1\.0 and by “second” 1\.0"
    ):
        catalogue([Sample(), Second()])


def test_a_hook_that_gives_no_list_is_refused() -> None:
    """What a hook returns is checked when the hub opens, not when it is used."""

    class Odd(BoroughPlugin):
        name: ClassVar[str] = "odd"

        def rules(self) -> Any:
            return 7

    with pytest.raises(
        PluginResultError, match="the hook rules of the plugin “odd” gave int"
    ):
        catalogue([Odd()])


def test_something_that_is_no_rule_is_refused() -> None:
    """Only rules and guards can be offered as rules."""

    class Odd(BoroughPlugin):
        name: ClassVar[str] = "odd"

        def rules(self) -> Any:
            return [print]

    with pytest.raises(PluginResultError, match=r"@question\.rule"):
        catalogue([Odd()])


def test_a_plugins_rule_that_breaks_becomes_an_answer_that_says_so() -> None:
    """A failing rule of a plugin does not stop the run."""
    question: Question[Setting, int] = Question("odd.size", "How large?")

    @question.rule(reads=[], basis=Citation("none"), during=ALWAYS)
    def broken(setting: Setting, _: object) -> Any:
        raise KeyError(setting.name)

    @question.rule(reads=[], basis=Citation("none"))
    def citing(setting: Setting, facts: Any) -> Any:
        return Answered(1, Why("cites", because=facts.cite(setting)))

    for rule in (broken, citing):
        one = rule

        class Odd(BoroughPlugin):
            name: ClassVar[str] = "odd"

            def rules(self) -> Any:
                return [one]  # noqa: B023  asked at once

        answer = Snapshot(
            ELM, on=dt.date(2026, 1, 1), rules=catalogue([Odd()]).rules
        ).ask(question, ELM)
        assert isinstance(answer, CannotTell)
        assert "rule_failed" == answer.why.reason
        assert "Elm" not in str(answer), (
            "the fault may quote a name; the answer may not"
        )


def test_an_unknown_store_is_refused_with_those_there_are() -> None:
    """A misspelt URL scheme is told what there is."""
    with pytest.raises(UnknownProviderError, match="Did you mean “sqlite”"):
        built_in_catalogue().store_for("sqllite")


def test_a_pack_file_must_say_what_it_is(tmp_path: Path) -> None:
    """A TOML file that says neither kind nor name stops the plugin, all at once."""
    packs = tmp_path / "packs"
    packs.mkdir()
    (packs / "one.toml").write_text('title = "what am I?"')
    (packs / "two.toml").write_text('pack = "soup"\nname = "leek"')

    class Packed(BoroughPlugin):
        name: ClassVar[str] = "packed"
        folder: ClassVar[Path | None] = tmp_path

        def packs(self) -> list[str]:
            return ["packs"]

    with pytest.raises(Faults) as raised:
        catalogue([Packed()])
    assert ["one.toml", "two.toml"] == [
        each.place.file for each in raised.value.findings
    ]
